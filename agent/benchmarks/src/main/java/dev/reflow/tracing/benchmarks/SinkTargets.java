package dev.reflow.tracing.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that a sink can deliver to on this machine, each on its own. One thread. */
final class SinkTargets implements AutoCloseable {

  private final List<SinkTarget> all = new ArrayList<>();

  /** Of all targets in Kafka. */
  private @Nullable LocalKafka kafka;

  private SinkTargets() {}

  /** Those whose name begins with {@code name}. */
  static SinkTargets named(Setting setting, String name) throws IOException, InterruptedException {
    SinkTargets targets = new SinkTargets();
    boolean isDone = false;
    try {
      targets.start(setting, name);
      isDone = true;
      return targets;
    } finally {
      if (!isDone) {
        targets.close();
      }
    }
  }

  private void start(Setting setting, String name) throws IOException, InterruptedException {
    all.add(new FileTarget());
    all.add(new WebSocketTarget(true));
    all.add(new WebSocketTarget(false));
    PostgresTarget.find().ifPresent(all::add);
    all.add(new OtlpTarget());
    if ("kafka".startsWith(name) || name.startsWith("kafka")) {
      Path jars = setting.target().resolve("../../core/target/kafka").normalize();
      LocalKafka broker = new LocalKafka(WorkDirectory.create(setting.work(), "kafka"), jars);
      kafka = broker;
      all.add(new KafkaTarget(broker, false, 100));
      all.add(new KafkaTarget(broker, true, 100));
      all.add(new KafkaTarget(broker, false, 1));
      all.add(new KafkaTarget(broker, true, 1));
    }
    for (SinkTarget target : List.copyOf(all)) {
      if (!target.name().startsWith(name)) {
        all.remove(target);
        target.close();
      }
    }
  }

  List<SinkTarget> all() {
    return List.copyOf(all);
  }

  @Override
  public void close() throws IOException {
    for (SinkTarget target : all) {
      target.close();
    }
    if (kafka != null) {
      kafka.close();
    }
  }
}
