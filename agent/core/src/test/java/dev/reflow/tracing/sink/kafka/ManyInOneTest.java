package dev.reflow.tracing.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reflow.tracing.event.EventPages;
import dev.reflow.tracing.event.Json;
import dev.reflow.tracing.event.PageReader;
import dev.reflow.tracing.health.LogLines;
import dev.reflow.tracing.sink.SinkException;
import dev.reflow.tracing.sink.Written;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Records that hold many events. */
class ManyInOneTest {

  private static final int PARTITIONS = 3;

  private final KafkaBroker broker = KafkaBroker.shared();
  private final Map<String, String> properties = new HashMap<>(Map.of("max.block.ms", "20000"));
  private String topic = "";

  @BeforeEach
  void name(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName() + "-" + System.nanoTime();
  }

  private KafkaSink sink(String to, boolean isBinary, int together) {
    return new KafkaSink(
        new KafkaSettings(broker.servers(), to, isBinary, together, "none", properties, Set.of()),
        new LogLines().log());
  }

  private void write(String to, boolean isBinary, int together, int events) throws Exception {
    broker.create(to, PARTITIONS, Map.of());
    try (KafkaSink sink = sink(to, isBinary, together)) {
      sink.open();
      Written.to(sink, EventPages.numbered(0, events));
      sink.commit();
    }
  }

  private static String format(ConsumerRecord<byte[], byte[]> read) {
    return new String(
        read.headers().lastHeader(KafkaSink.FORMAT_HEADER).value(), StandardCharsets.UTF_8);
  }

  private static List<String> lines(ConsumerRecord<byte[], byte[]> read) {
    return new String(read.value(), StandardCharsets.UTF_8).lines().toList();
  }

  /** Trace ids of each partition, in the order of the topic. */
  private Map<Integer, List<String>> traces(String of) {
    Map<Integer, List<String>> traces = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> read : TopicReader.all(broker.servers(), of)) {
      for (String line : lines(read)) {
        traces
            .computeIfAbsent(read.partition(), any -> new ArrayList<>())
            .add(String.valueOf(Json.object(line).get("trace_id")));
      }
    }
    return traces;
  }

  @Test
  void shouldLeaveEachTraceInThePartitionThatItsKeyTakesItTo() throws Exception {
    write(topic, false, 10, 200);
    write(topic + "-one", false, 1, 200);
    assertThat(traces(topic)).hasSize(PARTITIONS).isEqualTo(traces(topic + "-one"));
  }

  @Test
  void shouldKeyARecordByTheTraceOfItsFirstEvent() throws Exception {
    write(topic, false, 10, 200);
    assertThat(TopicReader.all(broker.servers(), topic))
        .isNotEmpty()
        .allSatisfy(
            read ->
                assertThat(Json.object(lines(read).get(0)))
                    .containsEntry("trace_id", new String(read.key(), StandardCharsets.UTF_8)));
  }

  @Test
  void shouldAskAPartitionerOfTheUsersOfEachEvent() throws Exception {
    properties.put("partitioner.class", "org.apache.kafka.clients.producer.RoundRobinPartitioner");
    write(topic, false, 100, 30);
    assertThat(TopicReader.all(broker.servers(), topic))
        .hasSize(30)
        .allSatisfy(read -> assertThat(format(read)).isEqualTo(KafkaSink.JSON));
  }

  @Test
  void shouldFillRecordsUpToTheirNumberAndSendTheRestWithTheBatch() throws Exception {
    write(topic, false, 10, 200);
    int events = 0;
    int full = 0;
    for (ConsumerRecord<byte[], byte[]> read : TopicReader.all(broker.servers(), topic)) {
      assertThat(format(read)).isEqualTo(KafkaSink.JSON_LINES);
      int these = lines(read).size();
      events += these;
      full += these == 10 ? 1 : 0;
      assertThat(these).isBetween(1, 10);
    }
    assertThat(events).isEqualTo(200);
    assertThat(full).isGreaterThanOrEqualTo(200 / 10 - PARTITIONS);
  }

  @Test
  void shouldKeepRecordsSmallHoweverManyEventsTheyMayHold() throws Exception {
    write(topic, false, 10_000, 1_000);
    assertThat(TopicReader.all(broker.servers(), topic))
        .hasSizeGreaterThan(PARTITIONS)
        .allSatisfy(read -> assertThat(read.value().length).isLessThan(36 * 1024));
  }

  @Test
  void shouldWritePagesThatDefineEachNameOnce() throws Exception {
    write(topic, true, 100, 300);
    int[] events = {0};
    for (ConsumerRecord<byte[], byte[]> read : TopicReader.all(broker.servers(), topic)) {
      assertThat(format(read)).isEqualTo(KafkaSink.BINARY);
      int before = events[0];
      new PageReader()
          .read(
              ByteBuffer.wrap(read.value()),
              0,
              Integer.MAX_VALUE,
              event -> {
                assertThat(event.edge().sourceActor()).isEqualTo("reader");
                assertThat(event.process()).isEqualTo(EventPages.PROCESS);
                events[0]++;
              });
      if (events[0] - before == 100) {
        assertThat(read.value().length).isLessThan(100 * 80);
      }
    }
    assertThat(events[0]).isEqualTo(300);
  }

  @Test
  @SuppressWarnings("try") // closed in between as the shipper does
  void shouldForgetWhatWaitsWhenItIsClosed() throws Exception {
    broker.create(topic, 1, Map.of());
    try (KafkaSink sink = sink(topic, false, 100)) {
      sink.open();
      Written.to(sink, EventPages.numbered(0, 5));
      sink.close();
      sink.open();
      Written.to(sink, EventPages.numbered(0, 5));
      sink.commit();
    }
    assertThat(traces(topic).values()).singleElement().satisfies(all -> assertThat(all).hasSize(5));
  }

  @Test
  void shouldCallARecordPoisonThatIsLargerThanTheBrokersTake() {
    broker.create(topic, 1, Map.of("max.message.bytes", "500"));
    SinkException failure;
    try (KafkaSink sink = sink(topic, false, 100)) {
      failure =
          catchThrowableOfType(
              SinkException.class,
              () -> {
                sink.open();
                Written.to(sink, EventPages.numbered(0, 30));
                sink.commit();
              });
    }
    assertThat(failure.kind()).isEqualTo(SinkException.Kind.POISON);
  }
}
