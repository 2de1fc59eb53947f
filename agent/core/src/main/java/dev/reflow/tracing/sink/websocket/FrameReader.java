package dev.reflow.tracing.sink.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reflow.tracing.sink.wire.WireInput;
import java.io.IOException;
import java.util.Arrays;

/** Puts the frames that come (RFC 6455, 5.2) together to messages. The reading thread only. */
final class FrameReader {

  /** What a message is told to. Arrays are the reader's again when a call returns. */
  interface Messages {
    void text(byte[] utf8, int length) throws IOException;

    void binary(byte[] bytes, int length) throws IOException;

    void ping(byte[] payload) throws IOException;

    /** {@code code}: 1005 where none was sent. */
    void closed(int code, String reason) throws IOException;

    /** Nothing more is here for now. */
    void paused() throws IOException;
  }

  /** The other side does what the protocol does not allow. */
  static final class ProtocolException extends IOException {
    ProtocolException(String what) {
      super(what);
    }
  }

  /** Longest message; what is longer is no answer to a {@code RecordEvent}. */
  static final int MAX_BYTES = 1 << 20;

  private static final int CONTINUED = 0;
  private static final int FIRST_CONTROL = 8;
  private static final int LONGEST_CONTROL = 125;
  private static final int NO_CODE = 1005;

  private final WireInput in;
  private final Messages messages;
  private byte[] message = new byte[1024];
  private int size;

  /** What the message is that has begun; 0 between two. */
  private int begun;

  FrameReader(WireInput in, Messages messages) {
    this.in = in;
    this.messages = messages;
  }

  /** Reads until the other side says goodbye, after which it returns, or hangs up. */
  void readAll() throws IOException {
    boolean isOpen = true;
    while (isOpen) {
      if (!in.hasMore()) {
        messages.paused();
      }
      isOpen = readFrame();
    }
  }

  private boolean readFrame() throws IOException {
    int first = in.need();
    int second = in.need();
    boolean isLast = (first & 0x80) != 0;
    int opcode = first & 0x0F;
    check((first & 0x70) == 0, "an extension that was not agreed on");
    check((second & 0x80) == 0, "a masked frame");
    long length = second & 0x7F;
    if (length == 126) {
      length = number(Short.BYTES);
    } else if (length == 127) {
      length = number(Long.BYTES);
    }
    if (opcode >= FIRST_CONTROL) {
      check(isLast && length >= 0 && length <= LONGEST_CONTROL, "a control frame that is too long");
      return control(opcode, (int) length);
    }
    check(length >= 0 && length <= MAX_BYTES - size, "without end");
    data(opcode, (int) length, isLast);
    return true;
  }

  private long number(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | in.need();
    }
    return value;
  }

  private void data(int opcode, int length, boolean isLast) throws IOException {
    check(opcode <= FrameWriter.BINARY, "a frame of an unknown kind");
    check((opcode == CONTINUED) == (begun != 0), "fragments in disorder");
    if (opcode != CONTINUED) {
      begun = opcode;
    }
    if (message.length - size < length) {
      message = Arrays.copyOf(message, Math.max(size + length, 2 * message.length));
    }
    in.need(message, size, length);
    size += length;
    if (!isLast) {
      return;
    }
    if (begun == FrameWriter.TEXT) {
      messages.text(message, size);
    } else {
      messages.binary(message, size);
    }
    begun = 0;
    size = 0;
  }

  /** Whether the other side goes on. */
  private boolean control(int opcode, int length) throws IOException {
    byte[] payload = new byte[length];
    in.need(payload, 0, length);
    switch (opcode) {
      case FrameWriter.PING -> messages.ping(payload);
      case FrameWriter.PONG -> {}
      case FrameWriter.CLOSE -> {
        boolean hasCode = length >= Short.BYTES;
        int code = hasCode ? (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF) : NO_CODE;
        String reason = hasCode ? new String(payload, 2, length - 2, UTF_8) : "";
        messages.closed(code, reason);
        return false;
      }
      default -> check(false, "a frame of an unknown kind");
    }
    return true;
  }

  private static void check(boolean isRight, String otherwise) throws IOException {
    if (!isRight) {
      throw new ProtocolException(otherwise);
    }
  }
}
