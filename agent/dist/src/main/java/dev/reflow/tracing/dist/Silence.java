package dev.reflow.tracing.dist;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Makes a class log to nobody: each of its references to {@code java.util.logging} becomes one to a
 * package of ours that says nothing. The names stand in the constant pool, so nothing else changes.
 */
final class Silence {

  static final String SILENT = "dev/reflow/tracing/sink/postgres/silent/";

  private static final String LOGGING = "java/util/logging/";
  private static final int HEAD = 8;
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  private Silence() {}

  /** The class file {@code bytes}, silent. */
  static byte[] over(byte[] bytes) throws IOException {
    ByteArrayOutputStream silent = new ByteArrayOutputStream(bytes.length);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    DataOutputStream out = new DataOutputStream(silent);
    out.write(in.readNBytes(HEAD));
    int constants = in.readUnsignedShort();
    out.writeShort(constants);
    for (int i = 1; i < constants; i++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      if (tag == UTF8) {
        out.writeUTF(in.readUTF().replace(LOGGING, SILENT));
      } else {
        out.write(in.readNBytes(length(tag)));
      }
      if (tag == LONG || tag == DOUBLE) {
        i++; // It counts as two.
      }
    }
    in.transferTo(out);
    return silent.toByteArray();
  }

  /** Of what is behind a constant's tag: JVMS 4.4. */
  private static int length(int tag) throws IOException {
    return switch (tag) {
      case 7, 8, 16, 19, 20 -> 2;
      case 15 -> 3;
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
      case LONG, DOUBLE -> 8;
      default -> throw new IOException("a constant of an unknown kind: " + tag);
    };
  }
}
