package dev.reflow.tracing.sink.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** An answer of HTTP/1. Immutable, but for the array. */
public final class HttpAnswer {

  private static final int MOST_BYTES = 64 * 1024;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private final HttpHead head;
  private final byte[] body;
  private final boolean isLast;

  private HttpAnswer(HttpHead head, byte[] body, boolean isLast) {
    this.head = head;
    this.body = body;
    this.isLast = isLast;
  }

  /** Reads the answer to a request that is no HEAD. */
  public static HttpAnswer read(WireInput in) throws IOException {
    HttpHead head = HttpHead.read(in);
    Body body = new Body(in);
    boolean isWhole;
    if (head.status() == NO_CONTENT || head.status() == NOT_MODIFIED) {
      isWhole = true;
    } else if (head.lists("transfer-encoding", "chunked")) {
      isWhole = body.chunked();
    } else if (head.field("content-length").isEmpty()) {
      body.toTheEnd();
      isWhole = false;
    } else {
      isWhole = body.take(number(head.field("content-length"), 10));
    }
    boolean isKept = isWhole && head.version().equals("HTTP/1.1");
    return new HttpAnswer(head, body.bytes(), !isKept || head.lists("connection", "close"));
  }

  /** 200, say. */
  public int status() {
    return head.status();
  }

  /** What stands before the body. */
  public HttpHead head() {
    return head;
  }

  /** Its first 64 KiB, however long it is: nobody knows what stands at the other end. */
  public byte[] body() {
    return body;
  }

  /** Whether nothing more can be asked over the wire that it came by. */
  public boolean isLast() {
    return isLast;
  }

  private static long number(String text, int radix) throws IOException {
    long number = -1;
    try {
      number = Long.parseLong(text, radix);
    } catch (NumberFormatException e) {
      // As one below nothing.
    }
    if (number < 0) {
      throw new NotHttpException("its answer has no length");
    }
    return number;
  }

  /** What is kept of a body. */
  private static final class Body {
    private final WireInput in;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    Body(WireInput in) {
      this.in = in;
    }

    byte[] bytes() {
      return kept.toByteArray();
    }

    /** Takes {@code length} bytes; false where that is too many, and some are left. */
    boolean take(long length) throws IOException {
      int room = MOST_BYTES - kept.size();
      byte[] part = new byte[(int) Math.min(length, room)];
      in.need(part, 0, part.length);
      kept.writeBytes(part);
      return part.length == length;
    }

    void toTheEnd() throws IOException {
      int one = in.read();
      while (one >= 0 && kept.size() < MOST_BYTES) {
        kept.write(one);
        one = in.read();
      }
    }

    /** Whether it was whole. */
    boolean chunked() throws IOException {
      while (true) {
        String size = HttpHead.line(in);
        int end = size.indexOf(';');
        long length = number((end < 0 ? size : size.substring(0, end)).strip(), 16);
        if (length == 0) {
          while (!HttpHead.line(in).isEmpty()) {
            // Trailers.
          }
          return true;
        }
        if (!take(length)) {
          return false;
        }
        if (!HttpHead.line(in).isEmpty()) {
          throw new NotHttpException("its answer has no length");
        }
      }
    }
  }
}
