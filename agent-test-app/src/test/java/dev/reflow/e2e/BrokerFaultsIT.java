package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.sink.kafka.KafkaBroker;
import dev.reflow.tracing.sink.kafka.TopicReader;
import dev.reflow.tracing.sink.otlp.OtlpReceiver;
import dev.reflow.tracing.sink.otlp.Spans;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * While a program sends, the sink's other end is killed and started again; then the program is
 * killed and another one takes over: three times the one, twice the other. In the end every send
 * that had returned is there. More events by {@code mvn verify -Dit.test=BrokerFaultsIT
 * -Dreflow.test.events=1000000}.
 */
final class BrokerFaultsIT {

  private static final int EVENTS = Integer.getInteger("reflow.test.events", 30_000);
  private static final int RUNS = 3;
  private static final int THREADS = 2;

  /** Each thread sends so many every 5 ms. */
  private static final int BURST = Math.max(10, EVENTS / 10_000);

  private static final Pattern MESSAGE =
      Pattern.compile("\"message_id\":\"(\\d+)\".*\"service\":\"fault-(\\d+)\"");

  @TempDir Path directory;

  private final List<BitSet[]> delivered = new ArrayList<>();
  private final List<long[]> sends = new ArrayList<>();

  BrokerFaultsIT() {
    for (int run = 0; run < RUNS; run++) {
      BitSet[] threads = new BitSet[THREADS];
      for (int i = 0; i < THREADS; i++) {
        threads[i] = new BitSet();
      }
      delivered.add(threads);
    }
  }

  /** What is killed and started again. */
  private interface OtherEnd {
    void kill() throws Exception;

    void restart() throws Exception;
  }

  @Test
  void shouldBringEachEventToKafka() throws Exception {
    Path data = Files.createDirectory(directory.resolve("broker"));
    try (KafkaBroker broker = KafkaBroker.start(data)) {
      broker.create("faults", 2, Map.of());
      AgentRun run =
          new AgentRun("kafka-faults", Jdk.running())
              .set("sinks", "kafka")
              .set("sink.kafka.bootstrap-servers", broker.servers())
              .set("sink.kafka.topic", "faults")
              .set("sink.kafka.max.block.ms", "1000")
              .set("sink.kafka.request.timeout.ms", "1000")
              .set("sink.kafka.delivery.timeout.ms", "1500");
      send(
          run,
          new OtherEnd() {
            @Override
            public void kill() {
              broker.kill();
            }

            @Override
            public void restart() {
              broker.restart();
            }
          });
      TopicReader.forEach(
          broker.servers(),
          "faults",
          read -> note(new String(read.value(), StandardCharsets.UTF_8)));
    }
    check();
  }

  @Test
  void shouldBringEachEventToAnOtlpReceiver() throws Exception {
    OtlpReceiver first = OtlpReceiver.start(0, this::note);
    AgentRun run =
        new AgentRun("otlp-faults", Jdk.running())
            .set("sinks", "otlp")
            .set("sink.otlp.endpoint", first.endpoint().toString());
    List<OtlpReceiver> running = new ArrayList<>(List.of(first));
    send(
        run,
        new OtherEnd() {
          @Override
          public void kill() {
            running.remove(0).close();
          }

          @Override
          public void restart() {
            running.add(OtlpReceiver.start(first.port(), BrokerFaultsIT.this::note));
          }
        });
    running.remove(0).close();
    check();
  }

  private void send(AgentRun run, OtherEnd end) throws Exception {
    run.set("retry.initial-delay", "50ms").set("retry.max-delay", "500ms");
    for (int i = 0; i < RUNS; i++) {
      run.set("service", "fault-" + i);
      try (LedgerRun program = LedgerRun.start(run, THREADS, BURST, 5_000)) {
        program.begin().awaitSends(EVENTS / RUNS / 3);
        end.kill();
        program.awaitSends(EVENTS / RUNS / 3);
        end.restart();
        program.awaitSends(EVENTS / RUNS / 3);
        if (i < RUNS - 1) {
          program.jvm().kill();
          sends.add(program.sends());
        } else {
          Outcome outcome = program.end();
          sends.add(program.sends());
          assertThat(outcome.status()).as(outcome.stderr()).isZero();
          assertThat(outcome.strangeLines()).isEmpty();
        }
      }
    }
    Outcome shipped = run.command("ship", run.queueDirectory().toString());
    assertThat(shipped.status()).as(shipped.stderr()).isIn(0, 1);
    run.delete();
  }

  private void note(String line) {
    Matcher matcher = MESSAGE.matcher(line);
    assertThat(matcher.find()).as(line).isTrue();
    note(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  private synchronized void note(Resource resource, Span span) {
    int run = Integer.parseInt(Spans.service(resource).replace("fault-", ""));
    note(Long.parseLong(Spans.messageId(span)), run);
  }

  private void note(long id, int run) {
    int thread = LedgerRun.thread(id);
    if (thread < THREADS) {
      delivered.get(run)[thread].set(LedgerRun.number(id));
    }
  }

  private void check() {
    long sent = 0;
    for (int run = 0; run < RUNS; run++) {
      for (int i = 0; i < THREADS; i++) {
        int returned = (int) sends.get(run)[i];
        sent += returned;
        assertThat(delivered.get(run)[i].nextClearBit(0))
            .as("first message missing of thread %d, run %d", i, run)
            .isGreaterThanOrEqualTo(returned);
      }
    }
    assertThat(sent).isGreaterThanOrEqualTo(EVENTS);
  }
}
