package dev.reflow.tracing.server.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflow.tracing.event.EventBinary;
import dev.reflow.tracing.event.EventJson;
import dev.reflow.tracing.event.EventPages;
import dev.reflow.tracing.event.JsonBuffer;
import dev.reflow.tracing.server.event.MalformedException;
import dev.reflow.tracing.server.event.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** All that the agent's sink writes, read back. */
class RecordReaderTest {

  private static final int EVENTS = 5;

  private final RecordReader reader = new RecordReader();
  private final List<StoredEvent> events = new ArrayList<>();

  private static ConsumerRecord<byte[], byte[]> record(String format, byte[] value) {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("topic", 0, 0, null, value);
    record.headers().add("reflow-format", format.getBytes(StandardCharsets.US_ASCII));
    return record;
  }

  static byte[] lines(int first, int count) {
    JsonBuffer text = new JsonBuffer();
    EventJson json = new EventJson(text);
    EventPages.numbered(first, count)
        .read(
            event -> {
              try {
                json.writeLine(event);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return Arrays.copyOf(text.array(), text.size() - 1);
  }

  static byte[] page() {
    EventBinary page = new EventBinary();
    EventPages.numbered(0, EVENTS).read(page::append);
    return Arrays.copyOf(page.array(), page.size());
  }

  private List<String> messages() {
    return events.stream().map(event -> String.valueOf(event.messageId)).toList();
  }

  private static List<String> numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
  }

  @Test
  void shouldReadAnEvent() throws Exception {
    reader.read(record("json", lines(0, 1)), events);
    assertThat(messages()).isEqualTo(numbered(1));
  }

  @Test
  void shouldReadARecordWithoutAHeaderAsAnEvent() throws Exception {
    reader.read(new ConsumerRecord<>("topic", 0, 0, null, lines(0, 1)), events);
    assertThat(messages()).isEqualTo(numbered(1));
  }

  @Test
  void shouldReadLinesWithBlanksBehindThem() throws Exception {
    byte[] lines = lines(0, EVENTS);
    byte[] padded = Arrays.copyOf(lines, lines.length + 100);
    Arrays.fill(padded, lines.length, padded.length, (byte) ' ');
    reader.read(record("json-lines", padded), events);
    assertThat(messages()).isEqualTo(numbered(EVENTS));
  }

  @Test
  void shouldReadAPageWithZerosBehindIt() throws Exception {
    byte[] page = page();
    reader.read(record("binary-1", Arrays.copyOf(page, page.length + 100)), events);
    assertThat(messages()).isEqualTo(numbered(EVENTS));
    assertThat(events.get(0).sourceActor).isEqualTo("reader");
  }

  @Test
  void shouldKeepTheOtherLinesWhenOneIsNoEvent() {
    String first = new String(lines(0, 1), StandardCharsets.UTF_8);
    String second = new String(lines(1, 1), StandardCharsets.UTF_8);
    byte[] value = (first + "\n{\n" + second).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> reader.read(record("json-lines", value), events))
        .isInstanceOf(MalformedException.class);
    assertThat(messages()).isEqualTo(numbered(2));
  }

  @Test
  void shouldKeepWhatStandsBeforeTheDamageOfAPage() {
    byte[] page = page();
    byte[] damaged = Arrays.copyOf(page, page.length + 8);
    Arrays.fill(damaged, page.length, damaged.length, (byte) 1);
    assertThatThrownBy(() -> reader.read(record("binary-1", damaged), events))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("no binary event");
    assertThat(messages()).isEqualTo(numbered(EVENTS));
  }

  @Test
  void shouldSayThatThereIsNoValue() {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("topic", 0, 0, null, null);
    assertThatThrownBy(() -> reader.read(record, events)).isInstanceOf(MalformedException.class);
  }
}
