package dev.reflow.tracing.sink.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class CopyBufferTest {

  /** Whatever a value is that makes the array grow, it comes out as the format has it. */
  @Property(tries = 50)
  void shouldBeTheSameWhereverTheArrayGrows(
      @ForAll @Size(min = 3_000, max = 6_000) List<Byte> kinds) throws IOException {
    CopyBuffer buffer = new CopyBuffer();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(expected);
    for (byte kind : kinds) {
      put(buffer, out, Math.floorMod(kind, 7));
    }
    assertThat(Arrays.copyOf(buffer.array(), buffer.size())).isEqualTo(expected.toByteArray());
  }

  private static void put(CopyBuffer buffer, DataOutputStream out, int kind) throws IOException {
    switch (kind) {
      case 0 -> {
        buffer.row(7);
        out.writeShort(7);
      }
      case 1 -> {
        buffer.putNull();
        out.writeInt(-1);
      }
      case 2 -> {
        buffer.putInt(5);
        out.writeInt(4);
        out.writeInt(5);
      }
      case 3 -> {
        buffer.putLong(-9);
        out.writeInt(8);
        out.writeLong(-9);
      }
      case 4 -> {
        buffer.putText("some text");
        out.writeInt(9);
        out.writeBytes("some text");
      }
      case 5 -> {
        byte[] json = "{}".getBytes(StandardCharsets.US_ASCII);
        buffer.putJson(json, json.length);
        out.writeInt(3);
        out.write(1);
        out.writeBytes("{}");
      }
      default -> {
        buffer.put(new byte[] {1, 2, 3});
        out.write(new byte[] {1, 2, 3});
      }
    }
  }
}
