package dev.reflow.tracing.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.reflow.tracing.server.collect.Compression;
import dev.reflow.tracing.server.health.Figures;
import dev.reflow.tracing.server.health.Log;
import dev.reflow.tracing.server.protocol.Conversation;
import dev.reflow.tracing.server.protocol.Conversation.Services;
import dev.reflow.tracing.server.protocol.Peer;
import dev.reflow.tracing.server.query.Traces;
import dev.reflow.tracing.server.store.EventStore;
import dev.reflow.tracing.server.store.Intake;
import dev.reflow.tracing.server.store.duckdb.DuckStore;
import dev.reflow.tracing.server.subscribe.Subscriptions;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Whatever a client says is answered, in order; and what is not refused can be stored. */
class ConversationFuzz {

  private static final JsonFactory FACTORY = new JsonFactory();

  @TempDir private static Path directory;
  private static EventStore store;
  private static Intake intake;
  private static Services services;

  @BeforeAll
  static void start() throws Exception {
    store = DuckStore.open(directory, Duration.ofSeconds(10));
    Figures figures = new Figures();
    Subscriptions subscriptions = new Subscriptions(figures);
    Log log = new Log(new PrintStream(PrintStream.nullOutputStream()), Clock.systemUTC());
    intake = new Intake(store, subscriptions::publish, figures, log);
    services = new Services(intake, new Traces(store), subscriptions, figures, Clock.systemUTC());
    intake.start();
  }

  @AfterAll
  static void stop() {
    intake.close();
    store.close();
  }

  private static final class Answers implements Peer {
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    @Override
    public void sendText(String text) {
      received.add(text);
    }

    @Override
    public void sendBinary(byte[] frame) {
      try {
        received.add(
            new String(Compression.unpack(frame, 64 << 20).bytes(), StandardCharsets.UTF_8));
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void notify(String text, Runnable sent) {
      sent.run();
    }

    @Override
    public void resume() {}

    String next() throws InterruptedException {
      String answer = received.poll(20, TimeUnit.SECONDS);
      assertThat(answer).as("an answer").isNotNull();
      return String.valueOf(answer);
    }
  }

  static Stream<Arguments> frames() {
    return FuzzSeeds.frames();
  }

  @MethodSource("frames")
  @FuzzTest
  void shouldAnswerAndGoOn(byte[] data) throws Exception {
    Answers answers = new Answers();
    Conversation conversation = new Conversation(services, answers);
    conversation.onText(new String(data, StandardCharsets.UTF_8));
    shouldBeSound(answers.next());
    conversation.onBinary(data);
    conversation.onText("\"GetMetrics\"");
    String answer = answers.next();
    while (!answer.startsWith("{\"Metrics")) {
      shouldBeSound(answer);
      answer = answers.next();
    }
    conversation.close();
  }

  private static void shouldBeSound(String answer) {
    assertThat(answer).doesNotContain("\"code\":\"StorageError\"");
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), answer)) {
      while (json.nextToken() != null) {
        json.skipChildren();
      }
    }
  }
}
