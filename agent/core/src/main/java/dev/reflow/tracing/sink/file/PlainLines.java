package dev.reflow.tracing.sink.file;

import dev.reflow.tracing.event.JsonBuffer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;

/** No frame around the lines: the line feed ends each. */
final class PlainLines implements Framing {

  private static final byte[] BEGINNING = "{\"trace_id\":\"".getBytes(StandardCharsets.UTF_8);
  private static final int STEP = 8_192;

  @Override
  public void frame(JsonBuffer lines, Chunk target) {
    target.write(lines.array(), 0, lines.size());
  }

  @Override
  public long wholeLength(RandomAccessFile file) throws IOException {
    long length = file.length();
    long whole = afterLastLineFeed(file, length);
    return whole == length || isOurs(file, whole, length) ? whole : FOREIGN;
  }

  private static long afterLastLineFeed(RandomAccessFile file, long length) throws IOException {
    byte[] bytes = new byte[STEP];
    long end = length;
    while (end > 0) {
      int count = (int) Math.min(STEP, end);
      file.seek(end - count);
      file.readFully(bytes, 0, count);
      for (int i = count - 1; i >= 0; i--) {
        if (bytes[i] == '\n') {
          return end - count + i + 1;
        }
      }
      end -= count;
    }
    return 0;
  }

  /** Whether the unfinished line begins as ours do; another's is not ours to cut off. */
  private static boolean isOurs(RandomAccessFile file, long start, long length) throws IOException {
    file.seek(start);
    for (int i = 0; i < Math.min(BEGINNING.length, length - start); i++) {
      if (file.read() != BEGINNING[i]) {
        return false;
      }
    }
    return true;
  }
}
