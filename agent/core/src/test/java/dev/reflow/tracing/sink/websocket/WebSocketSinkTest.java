package dev.reflow.tracing.sink.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reflow.tracing.sink.SinkException;
import dev.reflow.tracing.sink.SinkException.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketSinkTest {

  private static final Duration SHORT = Duration.ofMillis(300);

  private ReflowServer server = ReflowServer.start();
  private WebSocketSink sink =
      new WebSocketSink(
          server.uri(), Token.none(), FrameFormat.ZSTD, null, WebSocketSink.DEFAULT_TIMEOUT);

  @BeforeEach
  void open() throws SinkException {
    sink.open();
  }

  @AfterEach
  void close() {
    sink.close();
    server.close();
  }

  @Test
  void shouldHaveEachEventRecordedInOrder() throws Exception {
    for (int batch = 0; batch < 10; batch++) {
      Sending.write(sink, batch * 100, 100);
      sink.commit();
      assertThat(server.events()).hasSize((batch + 1) * 100);
    }
    assertThat(Sending.messageIds(server)).isEqualTo(ids(1_000));
    assertThat(server.events().get(0).edge()).isEqualTo("reader.out -> writer.in");
    assertThat(server.authorization()).isNull();
  }

  @Test
  void shouldNotWaitForOneAnswerBeforeTheNextEvent() throws Exception {
    CountDownLatch allWritten = new CountDownLatch(1);
    server.answer(
        event -> {
          await().pollInterval(Duration.ofMillis(1)).until(() -> allWritten.getCount() == 0);
          return ReflowServer.RECORDED;
        });
    Sending.write(sink, 0, 50);
    allWritten.countDown();
    sink.commit();
    assertThat(server.events()).hasSize(50);
  }

  @Test
  void shouldCommitNothingAtOnce() throws Exception {
    sink.commit();
    assertThat(server.events()).isEmpty();
  }

  @Test
  void shouldShowTheToken(@TempDir Path directory) throws Exception {
    reopen(Token.of("s3cret"), WebSocketSink.DEFAULT_TIMEOUT);
    assertThat(server.authorization()).isEqualTo("Bearer s3cret");

    Path file = Files.writeString(directory.resolve("token"), "from-file \nsecond line\n");
    reopen(Token.inFile(file), WebSocketSink.DEFAULT_TIMEOUT);
    assertThat(server.authorization()).isEqualTo("Bearer from-file");
    // Read anew for each connection.
    Files.writeString(file, "renewed");
    sink.close();
    sink.open();
    await().untilAsserted(() -> assertThat(server.authorization()).isEqualTo("Bearer renewed"));
  }

  @Test
  void shouldReadCompressedFragmentedAndUnaskedMessages() throws Exception {
    server.compress();
    Sending.write(sink, 0, 3);
    sink.commit();
    reconnect();
    server.fragment();
    server.ping();
    Sending.write(sink, 3, 3);
    sink.commit();
    assertThat(server.events()).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource({
    "InvalidRequest, POISON, answers InvalidRequest: no good",
    "SerializationError, POISON, answers SerializationError: no good",
    "StorageError, RETRY, answers StorageError: no good",
    "InternalError, RETRY, answers InternalError: no good",
    "NotFound, RETRY, answers NotFound: no good",
    "Unauthorized, RETRY, refuses the token; check reflow.server-token",
  })
  void shouldTellWhatTheServersErrorMeans(String code, Kind kind, String text) throws Exception {
    answerTheThirdWith(ReflowServer.error(code, "no good"));
    assertFailure(kind, sink.target() + " " + text);
    assertThat(Sending.messageIds(server)).startsWith("m0", "m1");
  }

  @Test
  void shouldTryAgainWhereTheServerDidNotRecord() throws Exception {
    answerTheThirdWith(
        "{\"EventRecorded\":{\"error\":\"no disk\",\"success\":false,\"extra\":[1]}}");
    assertFailure(Kind.RETRY, sink.target() + " did not record an event: no disk");
  }

  @ParameterizedTest
  @CsvSource({"hello", "{}", "[1]", "{\"Other\":{}}", "{\"EventRecorded\":{}}", "7"})
  void shouldSayThatTheOtherSideSpeaksSomethingElse(String answer) throws Exception {
    answerTheThirdWith(answer);
    assertFailure(
        Kind.RETRY,
        "%s answers what is not Reflow's protocol (%s); check reflow.server-url"
            .formatted(sink.target(), answer));
  }

  @Test
  void shouldPassOverMessagesThatAnswerNothing() throws Exception {
    server.answer(event -> ReflowServer.RECORDED);
    Sending.write(sink, 0, 1);
    sink.commit();
    for (String text : List.of("\"Pong\"", "{\"EventNotification\":{\"trace_id\":\"1\"}}")) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      assertThat(Answer.read(utf8, utf8.length, "x").isAnswer()).isFalse();
    }
  }

  @Test
  void shouldAnswerAPingWhileItHasNothingToSend() throws Exception {
    await().until(() -> server.connections() > 0);
    server.ping();
    await().until(() -> server.pongs() == 1);
    Sending.write(sink, 0, 3);
    server.ping();
    sink.commit();
    await().until(() -> server.pongs() == 2);
  }

  @Test
  void shouldGiveUpASilentServer() throws Exception {
    reopen(Token.none(), SHORT);
    server.answer(event -> ReflowServer.SILENCE);
    Sending.write(sink, 0, 2);
    assertFailureOfCommit(
        Kind.RETRY,
        sink.target() + " has answered nothing for 1 s; is it overloaded, or no Reflow server?");
  }

  @Test
  void shouldWaitForASlowServerThatGetsOn() throws Exception {
    reopen(Token.none(), Duration.ofMillis(800));
    server.answer(
        event -> {
          await().pollDelay(Duration.ofMillis(150)).until(() -> true);
          return ReflowServer.RECORDED;
        });
    Sending.write(sink, 0, 10);
    sink.commit();
    assertThat(server.events()).hasSize(10);
  }

  @Test
  void shouldFailWhenTheServerCutsAndGoOnWhenItIsBack() throws Exception {
    server.cutAfter(2);
    assertThatThrownBy(
            () -> {
              Sending.write(sink, 0, 5);
              sink.commit();
            })
        .isInstanceOf(SinkException.class)
        .hasMessageContaining(sink.target());
    reconnect();
    Sending.write(sink, 0, 5);
    sink.commit();
    assertThat(Sending.messageIds(server)).endsWith("m0", "m1", "m2", "m3", "m4");
    assertThat(server.eventIds()).hasSize(5);
  }

  @Test
  void shouldSayThatTheServerSaidGoodbye() throws Exception {
    server.disconnectAll();
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> Sending.write(sink, 0, 1))
                    .hasMessageStartingWith(sink.target() + " closed the connection (status 1000"));
  }

  @Test
  void shouldFailAtOnceOnAnInterruptedThreadAndLeaveItInterrupted() throws Exception {
    server.answer(event -> ReflowServer.SILENCE);
    Sending.write(sink, 0, 1);
    Thread.currentThread().interrupt();
    assertFailureOfCommit(Kind.RETRY, "interrupted while waiting for the server");
    assertThat(Thread.interrupted()).isTrue();
    Thread.currentThread().interrupt();
    sink.close();
    assertThatThrownBy(sink::open).hasMessage("interrupted while waiting for the server");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void shouldShowNoSecretOfTheAddress() {
    URI secret = URI.create("ws://user:pass@host:1/ws?token=abc");
    assertThat(new WebSocketSink(secret, Token.of("t"), FrameFormat.ZSTD, null, SHORT).target())
        .isEqualTo("ws://host:1/ws");
    assertThat(Token.of("t")).hasToString("Token");
  }

  @Test
  void shouldKeepNoJvmAliveAndLeaveNoThreadBehind() throws Exception {
    Sending.write(sink, 0, 10);
    sink.commit();
    assertThat(threads()).isNotEmpty().allMatch(Thread::isDaemon);
    sink.close();
    await().atMost(Duration.ofSeconds(30)).until(() -> threads().toList().isEmpty());
  }

  @Test
  void shouldLeaveNoThreadOfAnAttemptThatFailed() {
    server.close();
    sink.close();
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(sink::open).isInstanceOf(SinkException.class);
      sink.close();
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> threads().toList().isEmpty());
  }

  private static Stream<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("reflow-websocket-"));
  }

  private void reopen(Token token, Duration timeout) throws SinkException {
    sink.close();
    sink = new WebSocketSink(server.uri(), token, FrameFormat.ZSTD, null, timeout);
    sink.open();
    await().until(() -> server.connections() > 0);
  }

  private void reconnect() throws SinkException {
    sink.close();
    sink.open();
  }

  private void answerTheThirdWith(String answer) {
    server.answer(
        event -> "m2".equals(event.attribute("message_id")) ? answer : ReflowServer.RECORDED);
  }

  private void assertFailure(Kind kind, String text) {
    assertThatThrownBy(
            () -> {
              Sending.write(sink, 0, 5);
              sink.commit();
            })
        .hasMessage(text)
        .extracting(e -> ((SinkException) e).kind())
        .isEqualTo(kind);
  }

  private void assertFailureOfCommit(Kind kind, String text) {
    assertThatThrownBy(sink::commit)
        .hasMessage(text)
        .extracting(e -> ((SinkException) e).kind())
        .isEqualTo(kind);
  }

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
  }
}
