package dev.reflow.tracing.sink.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflow.tracing.sink.SinkException;
import dev.reflow.tracing.sink.SinkException.Kind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a server that takes many events in one frame. */
class WebSocketBatchTest {

  private final ReflowServer server = ReflowServer.startWithBatches();
  private WebSocketSink sink = sink(FrameFormat.ZSTD);

  @BeforeEach
  void open() throws SinkException {
    sink.open();
  }

  @AfterEach
  void close() {
    sink.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void shouldSendABatchAsOneFrame(FrameFormat format) throws Exception {
    sink.close();
    sink = sink(format);
    sink.open();
    for (int batch = 0; batch < 3; batch++) {
      Sending.write(sink, batch * 50, 50);
      sink.commit();
      assertThat(server.events()).hasSize((batch + 1) * 50);
    }
    assertThat(Sending.messageIds(server)).isEqualTo(ids(150));
    assertThat(server.textFrames()).isEqualTo(format == FrameFormat.PLAIN ? 3 : 0);
    assertThat(server.binaryFrames()).isEqualTo(format == FrameFormat.PLAIN ? 0 : 3);
  }

  @Test
  void shouldSendALargeBatchAsSeveralFrames() throws Exception {
    Sending.write(sink, 0, 2_000);
    sink.commit();
    assertThat(Sending.messageIds(server)).isEqualTo(ids(2_000));
    assertThat(server.binaryFrames()).isBetween(4, 20);
    assertThat(sink.eventsAtOnce()).isGreaterThan(2_000);
  }

  @Test
  void shouldSendALoneEventAsAnyServerTakesIt() throws Exception {
    Sending.write(sink, 0, 1);
    sink.commit();
    sink.commit();
    assertThat(server.events()).hasSize(1);
    assertThat(server.textFrames()).isEqualTo(1);
    assertThat(server.binaryFrames()).isZero();
  }

  @Test
  void shouldCallABatchPoisonThatHoldsARefusedEvent() throws Exception {
    server.answer(
        event ->
            "m2".equals(event.attribute("message_id"))
                ? ReflowServer.error("InvalidRequest", "no good")
                : ReflowServer.RECORDED);
    Sending.write(sink, 0, 5);
    assertThatThrownBy(sink::commit)
        .hasMessage(sink.target() + " answers InvalidRequest: no good")
        .extracting(e -> ((SinkException) e).kind())
        .isEqualTo(Kind.POISON);
    sink.close();
    sink.open();
    Sending.write(sink, 3, 2);
    sink.commit();
    assertThat(Sending.messageIds(server)).containsExactly("m0", "m1", "m3", "m4");
  }

  @Test
  void shouldForgetWhatWasNotSentWhenItIsClosed() throws Exception {
    Sending.write(sink, 0, 5);
    sink.close();
    sink.open();
    Sending.write(sink, 5, 2);
    sink.commit();
    assertThat(Sending.messageIds(server)).containsExactly("m5", "m6");
  }

  private WebSocketSink sink(FrameFormat format) {
    return new WebSocketSink(
        server.uri(), Token.none(), format, null, WebSocketSink.DEFAULT_TIMEOUT);
  }

  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
  }
}
