package dev.reflow.tracing.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reflow.tracing.event.EventJson;
import dev.reflow.tracing.event.EventPages;
import dev.reflow.tracing.event.Json;
import dev.reflow.tracing.event.PageReader;
import dev.reflow.tracing.health.LogLines;
import dev.reflow.tracing.sink.Certificates;
import dev.reflow.tracing.sink.SinkException;
import dev.reflow.tracing.sink.SinkException.Kind;
import dev.reflow.tracing.sink.Written;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSinkTest {

  private final KafkaBroker broker = KafkaBroker.shared();
  private final LogLines log = new LogLines();
  private final Map<String, String> properties = new HashMap<>();
  private String servers = broker.servers();
  private String topic = "";

  @BeforeEach
  void name(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName() + "-" + System.nanoTime();
    properties.put("max.block.ms", "3000");
  }

  private KafkaSink sink(boolean isBinary, String compression, String... secrets) {
    return sink(isBinary, 1, compression, secrets);
  }

  private KafkaSink sink(boolean isBinary, int together, String compression, String... secrets) {
    return new KafkaSink(
        new KafkaSettings(
            servers, topic, isBinary, together, compression, properties, Set.of(secrets)),
        log.log());
  }

  private SinkException failure(KafkaSink sink) {
    try (sink) {
      return catchThrowableOfType(
          SinkException.class,
          () -> {
            sink.open();
            Written.to(sink, EventPages.numbered(0, 3));
            sink.commit();
          });
    }
  }

  private static List<String> lines(EventPages pages) {
    List<String> lines = new ArrayList<>();
    pages.read(
        event -> {
          ByteArrayOutputStream line = new ByteArrayOutputStream();
          try {
            new EventJson(line).writeLine(event);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          lines.add(line.toString(StandardCharsets.UTF_8).strip());
        });
    return lines;
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static String format(ConsumerRecord<byte[], byte[]> read) {
    return text(read.headers().lastHeader(KafkaSink.FORMAT_HEADER).value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "gzip", "zstd"})
  void shouldWriteEachEventAsTheLineThatTheFileSinkWritesKeyedByItsTrace(String compression)
      throws Exception {
    broker.create(topic, 3, Map.of());
    try (KafkaSink sink = sink(false, compression)) {
      sink.open();
      Written.to(sink, EventPages.numbered(0, 50));
      sink.commit();
      Written.to(sink, EventPages.numbered(50, 50));
      sink.commit();
    }

    List<String> values = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> read : TopicReader.all(servers, topic)) {
      String value = text(read.value());
      assertThat(Json.object(value)).containsEntry("trace_id", text(read.key()));
      assertThat(format(read)).isEqualTo(KafkaSink.JSON);
      values.add(value);
    }
    assertThat(values).containsExactlyInAnyOrderElementsOf(lines(EventPages.numbered(0, 100)));
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void shouldGiveARecordTheTimeOfItsEvent() throws Exception {
    broker.create(topic, 1, Map.of());
    try (KafkaSink sink = sink(false, "none")) {
      sink.open();
      Written.to(sink, EventPages.numbered(7, 1));
      sink.commit();
    }
    assertThat(TopicReader.all(servers, topic))
        .extracting(ConsumerRecord::timestamp)
        .containsExactly(1_767_323_045_007L);
  }

  @Test
  void shouldWriteBinaryRecordsThatCanBeReadAlone() throws Exception {
    broker.create(topic, 2, Map.of());
    try (KafkaSink sink = sink(true, "zstd")) {
      sink.open();
      Written.to(sink, EventPages.numbered(0, 20));
      sink.commit();
    }

    Set<String> ids = new TreeSet<>();
    for (ConsumerRecord<byte[], byte[]> read : TopicReader.all(servers, topic)) {
      assertThat(format(read)).isEqualTo(KafkaSink.BINARY);
      new PageReader()
          .read(
              ByteBuffer.wrap(read.value()),
              0,
              Integer.MAX_VALUE,
              event -> {
                assertThat(event.rootId()).hasToString(text(read.key()));
                assertThat(event.process()).isEqualTo(EventPages.PROCESS);
                assertThat(event.edge().sourceActor()).isEqualTo("reader");
                assertThat(event.type()).isEqualTo("Reading");
                assertThat(event.thread()).isEqualTo("main");
                ids.add(String.valueOf(event.messageId()));
              });
    }
    assertThat(ids).hasSize(20).contains("m0", "m19");
  }

  @Test
  void shouldSayThatThereIsNoSuchTopic() {
    SinkException failure = failure(sink(false, "zstd"));
    assertThat(failure.kind()).isEqualTo(Kind.RETRY);
    assertThat(failure)
        .hasMessage(
            "topic %s at %s: there is no such topic; create it, or set reflow.sink.kafka.topic",
            topic, servers);
  }

  @Test
  void shouldSayThatNoBrokerAnswers() {
    servers = "localhost:1";
    properties.put("max.block.ms", "500");
    assertThat(failure(sink(false, "zstd")))
        .hasMessageContaining("no answer in time; check reflow.sink.kafka.bootstrap-servers");
  }

  @Test
  void shouldSayThatTheHostIsUnknown() {
    servers = "no.such.host.invalid:9092";
    SinkException failure = failure(sink(false, "zstd"));
    assertThat(failure.kind()).isEqualTo(Kind.RETRY);
    assertThat(failure)
        .hasMessageContaining("no such host; check reflow.sink.kafka.bootstrap-servers");
  }

  @Test
  void shouldSayThatBrokersAreMissing() {
    servers = "";
    SinkException failure = failure(sink(false, "zstd"));
    assertThat(failure.kind()).isEqualTo(Kind.FATAL);
    assertThat(failure).hasMessage("set reflow.sink.kafka.bootstrap-servers to HOST:PORT");
  }

  @Test
  void shouldTakeTheClientsOwnNameForTheBrokers() throws Exception {
    broker.create(topic, 1, Map.of());
    properties.put("bootstrap.servers", servers);
    servers = "";
    try (KafkaSink sink = sink(false, "zstd")) {
      sink.open();
      assertThat(sink.target()).isEqualTo("topic " + topic + " at " + broker.servers());
    }
  }

  private String guarded(String password) {
    servers = broker.guardedServers();
    String jaas =
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\""
            + " password=\"%s\";";
    properties.put("security.protocol", "SASL_PLAINTEXT");
    properties.put("sasl.mechanism", "PLAIN");
    properties.put("sasl.jaas.config", jaas.formatted(KafkaBroker.USER, password));
    return properties.getOrDefault("sasl.jaas.config", "");
  }

  @Test
  void shouldSayThatThePasswordIsWrongAndNotShowIt() {
    String jaas = guarded("wr0ng-s3cret");
    SinkException failure = failure(sink(false, "zstd", jaas, "wr0ng-s3cret"));
    assertThat(failure.kind()).isEqualTo(Kind.RETRY);
    assertThat(failure)
        .hasMessageContaining("the user or its password is refused")
        .hasMessageContaining("reflow.sink.kafka.sasl.jaas.config")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void shouldSayThatTheUserMayNotWrite() {
    broker.create(topic, 1, Map.of());
    broker.grant(topic, AclOperation.DESCRIBE);
    String jaas = guarded(KafkaBroker.PASSWORD);
    SinkException failure = failure(sink(false, "zstd", jaas));
    assertThat(failure.kind()).isEqualTo(Kind.RETRY);
    assertThat(failure)
        .hasMessageContaining("grant it")
        .hasMessageNotContaining(KafkaBroker.PASSWORD);
  }

  @Test
  void shouldWriteAsAUserWhoMay() throws Exception {
    broker.create(topic, 1, Map.of());
    broker.grant(topic, AclOperation.WRITE);
    String jaas = guarded(KafkaBroker.PASSWORD);
    try (KafkaSink sink = sink(false, "zstd", jaas)) {
      sink.open();
      Written.to(sink, EventPages.numbered(0, 3));
      sink.commit();
    }
    assertThat(TopicReader.all(broker.servers(), topic)).hasSize(3);
  }

  @Test
  void shouldSayWhichStoreCannotBeReadAndNotShowItsPassword() {
    properties.put("security.protocol", "SSL");
    properties.put("ssl.truststore.location", "/no/such/store");
    properties.put("ssl.truststore.password", "s3cret");
    assertThat(failure(sink(false, "zstd", "s3cret")))
        .hasMessageContaining("/no/such/store")
        .hasMessageContaining("check reflow.sink.kafka.ssl.truststore.*")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, false, shows a certificate that is not trusted; put it",
    "127.0.0.1, true, shows a certificate for another host; use the host name that it names",
  })
  void shouldSayWhatIsWrongWithABrokersCertificate(
      String host, boolean isTrusted, String text, @TempDir Path directory) throws Exception {
    Path keys = Certificates.selfSigned(directory);
    properties.put("security.protocol", "SSL");
    if (isTrusted) {
      properties.put("ssl.truststore.location", Certificates.trusting(keys).toString());
      properties.put("ssl.truststore.password", Certificates.PASSWORD);
    }
    try (TlsPort port = new TlsPort(Certificates.server(keys))) {
      servers = host + ":" + port.number();
      for (SinkException failure :
          List.of(failure(sink(false, "zstd")), checked(sink(false, "zstd")))) {
        assertThat(failure.kind()).isEqualTo(Kind.RETRY);
        assertThat(failure)
            .hasMessageStartingWith("topic " + topic + " at " + servers + ": the broker " + text);
      }
    }
  }

  @Test
  void shouldNotShowAPasswordInTheAddress() {
    servers = "http://me:s3cret@localhost:1,you:s3cret@localhost:2";
    KafkaSink sink = sink(false, "zstd");
    assertThat(sink.target())
        .isEqualTo("topic " + topic + " at http://****@localhost:1,****@localhost:2");
    assertThat(failure(sink)).hasMessageNotContaining("s3cret");
  }

  private SinkException checked(KafkaSink sink) {
    try (sink) {
      return catchThrowableOfType(SinkException.class, sink::check);
    }
  }

  @Test
  void shouldFindOutWithoutWritingThatTheUserMayNotWrite() {
    broker.create(topic, 1, Map.of());
    broker.grant(topic, AclOperation.DESCRIBE);
    String jaas = guarded(KafkaBroker.PASSWORD);
    SinkException failure = checked(sink(false, "zstd", jaas));
    assertThat(failure.kind()).isEqualTo(Kind.RETRY);
    assertThat(failure)
        .hasMessageContaining("the user may not write to the topic; grant it WRITE and DESCRIBE")
        .hasMessageNotContaining(KafkaBroker.PASSWORD);
  }

  @Test
  void shouldFindOutWithoutWritingThatTheUserMay() {
    broker.create(topic, 1, Map.of());
    broker.grant(topic, AclOperation.WRITE);
    String jaas = guarded(KafkaBroker.PASSWORD);
    assertThat(checked(sink(false, "zstd", jaas))).isNull();
    assertThat(TopicReader.all(broker.servers(), topic)).isEmpty();
  }

  @Test
  void shouldFindOutWithoutWritingThatThereIsNoSuchTopicOrPropertyOrBroker() {
    assertThat(checked(sink(false, "zstd"))).hasMessageContaining("there is no such topic");
    properties.put("acks", "some");
    assertThat(checked(sink(false, "zstd"))).hasMessageContaining("refuses reflow.sink.kafka.acks");
    properties.remove("acks");
    properties.put("max.block.ms", "500");
    servers = "localhost:1";
    assertThat(checked(sink(false, "zstd"))).hasMessageContaining("no answer in time");
  }

  @Test
  void shouldNotShowASecretThatTheClientCallsInvalid() {
    properties.put("sasl.jaas.config", "s3cret without end");
    properties.put("security.protocol", "SASL_PLAINTEXT");
    SinkException failure = failure(sink(false, "zstd", "s3cret without end"));
    assertThat(failure).isNotNull().hasMessageNotContaining("s3cret");
  }

  @Test
  void shouldNameThePropertyThatTheClientRefuses() {
    properties.put("acks", "some");
    SinkException failure = failure(sink(false, "zstd"));
    assertThat(failure.kind()).isEqualTo(Kind.FATAL);
    assertThat(failure).hasMessageContaining("refuses reflow.sink.kafka.acks").hasNoCause();
  }

  @Test
  @SuppressWarnings("try") // closed in between as the shipper does
  void shouldWarnOfAPropertyThatTheClientDoesNotKnow() throws Exception {
    broker.create(topic, 1, Map.of());
    properties.put("acsk", "1");
    try (KafkaSink sink = sink(false, "zstd")) {
      sink.open();
      sink.close();
      sink.open();
    }
    assertThat(log.lines())
        .containsExactly(
            "WARN kafka sink: reflow.sink.kafka.acsk: Kafka's producer has no property acsk");
  }

  @Test
  void shouldSayWhichCompressionThereIs() {
    broker.create(topic, 1, Map.of());
    properties.put("compression.type", "snappy");
    SinkException failure = failure(sink(false, "zstd"));
    assertThat(failure.kind()).isEqualTo(Kind.FATAL);
    assertThat(failure).hasMessageContaining("compression.type may be none, gzip or zstd");
  }

  @Test
  void shouldCallAnEventPoisonThatIsLargerThanTheBrokersTake() {
    broker.create(topic, 1, Map.of("max.message.bytes", "500"));
    SinkException failure = failure(sink(false, "none"));
    assertThat(failure.kind()).isEqualTo(Kind.POISON);
    assertThat(failure).hasMessageContaining("larger than the brokers take");
  }

  @Test
  @SuppressWarnings("try") // closed in between as the shipper does
  void shouldGoOnAfterItWasClosed() throws Exception {
    broker.create(topic, 1, Map.of());
    try (KafkaSink sink = sink(false, "zstd")) {
      sink.open();
      Written.to(sink, EventPages.numbered(0, 5));
      sink.close();
      sink.open();
      Written.to(sink, EventPages.numbered(0, 5));
      sink.commit();
    }
    assertThat(TopicReader.all(servers, topic)).hasSizeGreaterThanOrEqualTo(5);
  }
}
