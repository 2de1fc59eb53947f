package dev.reflow.tracing.sink.websocket;

import dev.reflow.tracing.sink.SinkException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Puts the server's frames together to messages. Called on the client's threads, one call at a
 * time. Pings are answered by the client itself.
 */
final class AnswerListener implements WebSocket.Listener {

  /** Longest answer; what is longer is no answer to a {@code RecordEvent}. */
  private static final int MAX_BYTES = 1 << 20;

  private final String target;
  private final Answers answers;
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

  AnswerListener(String target, Answers answers) {
    this.target = target;
    this.answers = answers;
  }

  @Override
  public void onOpen(WebSocket socket) {
    // Everything: the shipper's batch bounds how many answers can come.
    socket.request(Long.MAX_VALUE);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    if (last && text.length() == 0) {
      answers.answered(Answer.read(data, target));
      return null;
    }
    text.append(data);
    if (last) {
      answers.answered(Answer.read(text, target));
      text.setLength(0);
    }
    refuseLonger(socket, text.length());
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    binary.writeBytes(bytes);
    if (last) {
      onCompressed(binary.toByteArray());
      binary.reset();
    }
    refuseLonger(socket, binary.size());
    return null;
  }

  private void onCompressed(byte[] message) {
    try {
      byte[] json = Decompression.decompress(message, MAX_BYTES);
      answers.answered(Answer.read(new String(json, StandardCharsets.UTF_8), target));
    } catch (IOException e) {
      answers.failed(SinkException.retry(target + ": " + e.getMessage(), e));
    }
  }

  private void refuseLonger(WebSocket socket, int length) {
    if (length > MAX_BYTES) {
      answers.failed(SinkException.retry(target + " answers without end", null));
      socket.abort();
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    String why = reason.isEmpty() ? "status " + code : "status " + code + ", " + reason;
    answers.failed(SinkException.retry(target + " closed the connection (" + why + ")", null));
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    answers.failed(SinkException.retry("the connection to " + target + " broke", error));
  }
}
