package dev.reflow.tracing.sink.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.reflow.tracing.sink.wire.WireInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames as RFC 6455 draws them, out and in. */
class FramesTest {

  /** What was written, with one array for each write. */
  private static final class Written extends OutputStream {
    private final List<byte[]> writes = new ArrayList<>();

    @Override
    public void write(int one) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      writes.add(Arrays.copyOfRange(bytes, from, from + length));
    }

    byte[] all() {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      writes.forEach(all::writeBytes);
      return all.toByteArray();
    }
  }

  /** What a reader told, a line each. */
  private static final class Told implements FrameReader.Messages {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void text(byte[] utf8, int length) {
      lines.add("text " + new String(utf8, 0, length, StandardCharsets.UTF_8));
    }

    @Override
    public void binary(byte[] bytes, int length) {
      lines.add("binary " + HexFormat.of().formatHex(bytes, 0, length));
    }

    @Override
    public void ping(byte[] payload) {
      lines.add("ping " + payload.length);
    }

    @Override
    public void closed(int code, String reason) {
      lines.add("closed " + code + " " + reason);
    }

    @Override
    public void paused() {
      lines.add("paused");
    }
  }

  private final Written written = new Written();
  private final FrameWriter writer = new FrameWriter(written, Duration.ofSeconds(30));

  /** The payload of a client's frame, unmasked; {@code in} is behind it. */
  private static byte[] payload(ByteBuffer in, int first) {
    assertThat(in.get() & 0xFF).isEqualTo(first);
    int second = in.get() & 0xFF;
    assertThat(second & 0x80).as("masked").isEqualTo(0x80);
    long length = second & 0x7F;
    if (length == 126) {
      length = in.getShort() & 0xFFFF;
      assertThat(length).isGreaterThan(125);
    } else if (length == 127) {
      length = in.getLong();
      assertThat(length).isGreaterThan(0xFFFF);
    }
    byte[] key = new byte[4];
    in.get(key);
    byte[] payload = new byte[(int) length];
    in.get(payload);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= key[i % 4];
    }
    return payload;
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 125, 126, 65_521, 65_522, 65_535, 65_536, 300_001})
  void shouldWriteWhatIsToBeSentMasked(int length) throws IOException {
    byte[] bytes = random(length + 3);
    byte[] sent = Arrays.copyOfRange(bytes, 3, bytes.length);
    for (int offset = 0; offset < 5; offset++) {
      writer.put(FrameWriter.TEXT, bytes, 3, length);
      writer.put(FrameWriter.BINARY, ByteBuffer.wrap(bytes, 3, length));
      writer.put(FrameWriter.PING, bytes, 0, 1);
    }
    writer.flush();
    ByteBuffer in = ByteBuffer.wrap(written.all());
    for (int offset = 0; offset < 5; offset++) {
      assertThat(payload(in, 0x81)).isEqualTo(sent);
      assertThat(payload(in, 0x82)).isEqualTo(sent);
      assertThat(payload(in, 0x89)).hasSize(1);
    }
    assertThat(in.hasRemaining()).isFalse();
  }

  @Test
  void shouldWriteManyFramesAtOnceEachWithAKeyOfItsOwn() throws IOException {
    for (int i = 0; i < 2_000; i++) {
      writer.put(FrameWriter.TEXT, new byte[16], 0, 16);
    }
    writer.flush();
    writer.flush();
    assertThat(written.writes).hasSize(1);
    // The payload is zeros, so what is there is the key.
    ByteBuffer in = ByteBuffer.wrap(written.all());
    long different = IntStream.range(0, 2_000).map(i -> in.getInt(i * 22 + 2)).distinct().count();
    assertThat(different).isGreaterThan(1_990);
  }

  @Test
  void shouldPutAControlFrameBetweenTwoOthers() throws IOException {
    writer.put(FrameWriter.TEXT, random(10), 0, 10);
    assertThat(writer.tryControl(FrameWriter.PONG, random(5))).isTrue();
    ByteBuffer in = ByteBuffer.wrap(written.all());
    assertThat(payload(in, 0x81)).isEqualTo(random(10));
    assertThat(payload(in, 0x8A)).isEqualTo(random(5));
    assertThat(writer.isStuck(0)).isFalse();
  }

  @Test
  void shouldSayGoodbyeOnceAndNothingAfterIt() throws IOException {
    assertThat(writer.tryControl(FrameWriter.CLOSE, random(2))).isTrue();
    assertThat(writer.tryControl(FrameWriter.CLOSE, random(2))).isFalse();
    writer.owe(random(3));
    writer.tryPong();
    ByteBuffer in = ByteBuffer.wrap(written.all());
    assertThat(payload(in, 0x88)).isEqualTo(random(2));
    assertThat(in.hasRemaining()).isFalse();
  }

  @Test
  void shouldAnswerAPingInPlaceOfAskingByOne() throws IOException {
    writer.owe(random(3));
    writer.pingOrPong();
    writer.pingOrPong();
    writer.owe(random(4));
    writer.tryPong();
    assertThat(writer.owes()).isFalse();
    ByteBuffer in = ByteBuffer.wrap(written.all());
    assertThat(payload(in, 0x8A)).isEqualTo(random(3));
    assertThat(payload(in, 0x89)).isEmpty();
    assertThat(payload(in, 0x8A)).isEqualTo(random(4));
  }

  @Test
  void shouldNotWaitForEverForAControlFrameThatNobodyTakes() throws Exception {
    CountDownLatch isWriting = new CountDownLatch(1);
    CountDownLatch isTaken = new CountDownLatch(1);
    OutputStream deaf =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            isWriting.countDown();
            try {
              isTaken.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    FrameWriter stuck = new FrameWriter(deaf, Duration.ofMillis(50));
    stuck.owe(new byte[0]);
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread reading = new Thread(() -> end.complete(catchThrowable(stuck::tryPong)), "test-reading");
    reading.start();
    isWriting.await();
    assertThatThrownBy(() -> stuck.put(FrameWriter.TEXT, new byte[1], 0, 1))
        .isInstanceOf(SocketTimeoutException.class);
    assertThatThrownBy(stuck::flush).isInstanceOf(SocketTimeoutException.class);
    isTaken.countDown();
    assertThat(end.join()).isNull();
    reading.join();
  }

  private static List<String> read(String hex) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    Told told = new Told();
    FrameReader reader = new FrameReader(new WireInput(new ByteArrayInputStream(bytes)), told);
    try {
      reader.readAll();
    } catch (EOFException e) {
      told.lines.add("end");
    }
    return told.lines;
  }

  @ParameterizedTest
  @CsvSource({
    "8100, 'text '",
    "8102 6869, text hi",
    "817E0002 6869, text hi",
    "817F0000000000000002 6869, text hi",
    "8202 0102, binary 0102",
    "8900, ping 0",
    "8A00, ''",
  })
  void shouldReadAFrame(String hex, String line) throws IOException {
    List<String> lines = read(hex);
    assertThat(lines).startsWith("paused").endsWith("end");
    assertThat(lines.stream().filter(told -> !told.matches("paused|end")))
        .isEqualTo(line.isEmpty() ? List.of() : List.of(line));
  }

  @Test
  void shouldPutFragmentsTogetherAcrossControlFrames() throws IOException {
    assertThat(read("0101 61 8901 00 0001 62 8001 63 8102 6869 8802 03E8"))
        .containsExactly("paused", "ping 1", "text abc", "text hi", "closed 1000 ");
  }

  @ParameterizedTest
  @CsvSource({"8800, 1005, ''", "8802 03E9, 1001, ''", "8805 03F3 627965, 1011, bye"})
  void shouldReadAGoodbyeAndNothingBehindIt(String hex, int code, String reason)
      throws IOException {
    assertThat(read(hex + " 8100")).containsExactly("paused", "closed " + code + " " + reason);
  }

  @ParameterizedTest
  @CsvSource({
    "8180 00000000, a masked frame",
    "C100, an extension that was not agreed on",
    "8300, a frame of an unknown kind",
    "8B00, a frame of an unknown kind",
    "8000, fragments in disorder",
    "0100 8100, fragments in disorder",
    "0900, a control frame that is too long",
    "897FFFFFFFFFFFFFFFFF, a control frame that is too long",
    "897E007E, a control frame that is too long",
    "817F0000000000100001, without end",
    "817FFFFFFFFFFFFFFFFF, without end",
    "0101 61 807F7FFFFFFFFFFFFFFF, without end",
  })
  void shouldRefuseWhatTheProtocolDoesNotAllow(String hex, String what) {
    assertThatThrownBy(() -> read(hex))
        .isInstanceOf(FrameReader.ProtocolException.class)
        .hasMessage(what);
  }
}
