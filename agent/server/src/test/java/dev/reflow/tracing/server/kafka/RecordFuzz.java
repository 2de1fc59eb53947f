package dev.reflow.tracing.server.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.reflow.tracing.server.event.MalformedException;
import dev.reflow.tracing.server.event.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a topic holds: it is read, or refused. */
class RecordFuzz {

  private static final String[] FORMATS = {"binary-1", "json-lines", "json"};

  private final RecordReader reader = new RecordReader();

  /** The first byte chooses the format. */
  static Stream<Arguments> records() {
    return Stream.of(
            marked(0, RecordReaderTest.page()),
            marked(1, RecordReaderTest.lines(0, 3)),
            marked(2, RecordReaderTest.lines(7, 1)))
        .map(seed -> Arguments.of((Object) seed));
  }

  private static byte[] marked(int format, byte[] value) {
    byte[] seed = new byte[value.length + 1];
    seed[0] = (byte) format;
    System.arraycopy(value, 0, seed, 1, value.length);
    return seed;
  }

  @MethodSource("records")
  @FuzzTest
  void shouldReadOrRefuse(byte[] data) {
    if (data.length == 0) {
      return;
    }
    String format = FORMATS[(data[0] & 0xFF) % FORMATS.length];
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("topic", 0, 0, null, Arrays.copyOfRange(data, 1, data.length));
    record.headers().add("reflow-format", format.getBytes(StandardCharsets.US_ASCII));
    List<StoredEvent> events = new ArrayList<>();
    try {
      reader.read(record, events);
    } catch (MalformedException e) {
      assertThat(e.line()).isNotBlank();
    }
    assertThat(events).allSatisfy(event -> assertThat(event.eventType).isNotNull());
  }
}
