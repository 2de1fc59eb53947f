package dev.reflow.tracing.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.config.SettingsLoader;
import dev.reflow.tracing.config.SinkKind;
import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.Name;
import dev.reflow.tracing.event.ProcessInfo;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Fates;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.health.Metrics;
import dev.reflow.tracing.health.SinkMetrics;
import dev.reflow.tracing.health.StripeMetrics;
import dev.reflow.tracing.queue.Affinity;
import dev.reflow.tracing.queue.EventQueue;
import dev.reflow.tracing.queue.QueueLimits;
import dev.reflow.tracing.queue.RunDirectory;
import dev.reflow.tracing.ship.RunFeed;
import dev.reflow.tracing.ship.Shipper;
import dev.reflow.tracing.sink.Sink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeterTest {

  private static final Edge EDGE = new Edge(1, "shop", "out", "billing", "in", Edge.IN_MEMORY);
  private static final ProcessInfo PROCESS = new ProcessInfo(1, 1, 1, "shop", "shop", "host");

  @TempDir private Path dir;
  private final Fates fates = new Fates();
  private final FormerRuns former = new FormerRuns();
  private final EventQueue queue =
      new EventQueue(PROCESS, QueueLimits.forProcessors(1), Log.silent());
  private RunDirectory run;
  private Shipper shipper;
  private Meter meter;
  private long nowNs = TimeUnit.HOURS.toNanos(1);
  private long sequence;

  @BeforeEach
  void open() throws IOException {
    run = RunDirectory.create(dir.resolve("queue"), PROCESS);
    queue.open(run);
    begin(0);
  }

  private void begin(long recordedBefore) {
    Properties properties = new Properties();
    properties.setProperty("reflow.sink.file.path", dir.resolve("events.ndjson").toString());
    Settings settings = SettingsLoader.load(null, properties, Map.of(), dir).settings();
    Sink sink = Sinks.create(SinkKind.FILE, settings, Log.silent());
    RunFeed feed =
        RunFeed.open(
            run, sink.name(), () -> queue.recorded() - recordedBefore, () -> {}, Log.silent());
    shipper = Sinks.shipper(sink, feed, settings, Log.silent());
    Clock clock = Clock.fixed(Instant.ofEpochMilli(77), ZoneOffset.UTC);
    meter = new Meter(run, queue, fates, List.of(shipper), former, () -> 11, () -> nowNs, clock);
  }

  @AfterEach
  void close() {
    shipper.close();
    queue.close();
    run.close();
  }

  @Test
  void shouldGiveEachEventOneFate() {
    record(500);
    fates.count(Fate.SAMPLED_OUT, 20);
    fates.count(Fate.STRIPE_BUSY, 3);
    fates.count(Fate.TOO_LARGE, 2);
    ship();
    record(100);
    Metrics metrics = measureAfter(1);

    assertThat(metrics.recorded()).isEqualTo(600);
    assertThat(metrics.causesForgotten()).isEqualTo(11);
    assertThat(metrics.sampledOut()).isEqualTo(20);
    assertThat(metrics.dropped()).isEqualTo(5);
    SinkMetrics file = metrics.sinks().get(0);
    assertThat(file.sink()).isEqualTo("file");
    assertThat(file.shipped()).isEqualTo(500);
    assertThat(file.shipped() + file.deadLettered() + file.expired() + file.lagEvents())
        .isEqualTo(metrics.recorded());
    assertThat(metrics.stripes().stream().mapToLong(StripeMetrics::recorded).sum())
        .isEqualTo(metrics.recorded());
  }

  @Test
  void shouldCountWhatBecameOfEventsInADeletedDirectoryOnce() throws IOException {
    record(500);
    ship();
    record(100);
    queue.flush();
    RunDirectory second = RunDirectory.create(dir.resolve("queue"), PROCESS);
    queue.open(second);
    shipper.close();
    assertThat(queue.recordedElsewhere()).isEqualTo(600);
    assertThat(former.add(List.of(shipper), queue.recordedElsewhere())).isEqualTo(100);

    run.close();
    run = second;
    begin(queue.recordedElsewhere());
    record(40);
    ship();
    record(2);
    Metrics metrics = measureAfter(1);
    assertThat(metrics.recorded()).isEqualTo(642);
    SinkMetrics file = metrics.sinks().get(0);
    assertThat(file.shipped()).isEqualTo(540);
    assertThat(file.expired()).isEqualTo(100);
    assertThat(file.lagEvents()).isEqualTo(2);
  }

  @Test
  void shouldSayHowManyEventsASecondThereWere() {
    record(500);
    assertThat(measureAfter(2).eventsPerSecond()).isEqualTo(250, within(0.001));
    assertThat(measureAfter(1).eventsPerSecond()).isZero();
  }

  @Test
  void shouldSayHowFarASinkIsBehind() {
    record(10);
    measureAfter(1);
    Metrics behind = measureAfter(30);
    assertThat(behind.lagEvents()).isEqualTo(10);
    assertThat(behind.lagSeconds()).isEqualTo(30, within(0.001));
    ship();
    Metrics after = measureAfter(1);

    assertThat(after.lagEvents()).isZero();
    assertThat(after.lagSeconds()).isZero();
  }

  @Test
  void shouldKeepTheLatencyOfTheLastEvents() {
    record(10);
    ship();
    double latencyMs = measureAfter(1).avgLatencyMs();

    assertThat(latencyMs).isPositive();
    assertThat(measureAfter(1).avgLatencyMs()).isEqualTo(latencyMs);
  }

  @Test
  void shouldSayWhatIsOnTheDisk() {
    record(10);
    Metrics metrics = measureAfter(1);

    assertThat(metrics.timeMs()).isEqualTo(77);
    assertThat(metrics.stripes()).hasSize(queue.stripes());
    assertThat(metrics.bytesOnDisk())
        .isPositive()
        .isEqualTo(metrics.stripes().stream().mapToLong(StripeMetrics::bytesOnDisk).sum());
    // What is allocated ahead of the writers, and not the length of the files.
    assertThat(metrics.memoryUsageMb()).isPositive().isLessThan(64);
    assertThat(metrics.bytesOnDisk()).isLessThan(64 << 20);
  }

  private Metrics measureAfter(int seconds) {
    nowNs += TimeUnit.SECONDS.toNanos(seconds);
    return meter.measure();
  }

  private void ship() {
    assertThat(shipper.drain(System.nanoTime() + TimeUnit.MINUTES.toNanos(1), idleNs -> {}))
        .isTrue();
  }

  private void record(int events) {
    Affinity affinity = new Affinity();
    for (int i = 0; i < events; i++) {
      FlowRecord flow = new FlowRecord();
      Instant start = Instant.now().minusSeconds(1);
      flow.startNs = TimeUnit.SECONDS.toNanos(start.getEpochSecond()) + start.getNano();
      flow.sequence = sequence++;
      flow.edge = EDGE;
      flow.type = new Name(1, "Order");
      flow.thread = new Name(2, "main");
      assertThat(queue.append(flow, affinity)).isEqualTo(Fate.RECORDED);
    }
  }
}
