package dev.reflow.e2e;

import dev.reflow.tracing.sink.kafka.KafkaBroker;
import dev.reflow.tracing.sink.kafka.TopicReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Kafka broker of its own, with one topic. */
final class KafkaEnd implements FaultySink {

  private static final String TOPIC = "faults";
  private static final Pattern MESSAGE =
      Pattern.compile("\"message_id\":\"(\\d+)\".*\"service\":\"([^\"]+)\"");

  private final KafkaBroker broker;

  KafkaEnd() throws IOException {
    broker = KafkaBroker.start(Files.createTempDirectory("reflow-kafka-"));
    broker.create(TOPIC, 2, Map.of());
  }

  /** With times so short that an outage is one. */
  @Override
  public void configure(AgentRun run) {
    run.set("sinks", "kafka")
        .set("sink.kafka.bootstrap-servers", broker.servers())
        .set("sink.kafka.topic", TOPIC)
        .set("sink.kafka.max.block.ms", "1000")
        .set("sink.kafka.request.timeout.ms", "1000")
        .set("sink.kafka.delivery.timeout.ms", "1500");
  }

  @Override
  public void kill() {
    broker.kill();
  }

  @Override
  public void restart() {
    broker.restart();
  }

  @Override
  public void forEach(Delivered delivered) {
    TopicReader.forEach(
        broker.servers(),
        TOPIC,
        read -> {
          String value = new String(read.value(), StandardCharsets.UTF_8);
          value.lines().filter(line -> !line.isBlank()).forEach(line -> tell(line, delivered));
        });
  }

  private static void tell(String line, Delivered delivered) {
    Matcher matcher = MESSAGE.matcher(line);
    if (!matcher.find()) {
      throw new AssertionError(line);
    }
    delivered.event(matcher.group(2), Long.parseLong(matcher.group(1)));
  }

  @Override
  public void close() {
    broker.close();
  }
}
