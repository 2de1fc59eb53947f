package dev.reflow.tracing.sink.websocket;

import dev.reflow.tracing.sink.SinkException;
import java.io.IOException;
import java.util.Arrays;

/** Tells answers from other messages, counts them, and answers pings. The reading thread only. */
final class AnswerListener implements FrameReader.Messages {

  private static final int NO_CODE = 1005;

  private final String target;
  private final Answers answers;
  private final FrameWriter out;

  /** Recorded since {@link #paused}. */
  private int recorded;

  AnswerListener(String target, Answers answers, FrameWriter out) {
    this.target = target;
    this.answers = answers;
    this.out = out;
  }

  @Override
  public void text(byte[] utf8, int length) {
    take(Answer.read(utf8, length, target));
  }

  @Override
  public void binary(byte[] bytes, int length) {
    try {
      byte[] json = Decompression.decompress(Arrays.copyOf(bytes, length), FrameReader.MAX_BYTES);
      take(Answer.read(json, json.length, target));
    } catch (IOException e) {
      fail(SinkException.retry(target + ": " + e.getMessage(), e));
    }
  }

  private void take(Answer answer) {
    SinkException problem = answer.failure();
    if (problem != null) {
      fail(problem);
    } else if (answer.isAnswer()) {
      recorded++;
    }
  }

  /** After what was recorded before, so that it counts. */
  private void fail(SinkException problem) {
    tellRecorded();
    answers.failed(problem);
  }

  private void tellRecorded() {
    if (recorded > 0 && !answers.answered(recorded)) {
      // One too many would be taken for the answer to an event that comes later.
      answers.failed(SinkException.retry(target + " answers more than it was asked", null));
    }
    recorded = 0;
  }

  @Override
  public void ping(byte[] payload) {
    out.owe(payload);
  }

  /**
   * A ping is answered while nothing else is awaited: whoever does not read what we send would
   * otherwise keep this thread from reading what it sends. While something is, the shipper's thread
   * answers it.
   */
  @Override
  public void paused() throws IOException {
    tellRecorded();
    if (out.owes() && answers.areAll()) {
      out.tryPong();
    }
  }

  @Override
  public void closed(int code, String reason) throws IOException {
    tellRecorded();
    String why = reason.isEmpty() ? "status " + code : "status " + code + ", " + reason;
    answers.failed(SinkException.retry(target + " closed the connection (" + why + ")", null));
    if (answers.areAll()) {
      byte[] echo = {(byte) (code >> 8), (byte) code};
      out.tryControl(FrameWriter.CLOSE, code == NO_CODE ? new byte[0] : echo);
    }
  }

  /** The other side has hung up, or something broke. */
  void broken(IOException problem) {
    tellRecorded();
    answers.failed(
        problem instanceof FrameReader.ProtocolException
            ? SinkException.retry(
                target + " breaks the WebSocket protocol: " + problem.getMessage(), problem)
            : SinkException.retry("the connection to " + target + " broke", problem));
  }
}
