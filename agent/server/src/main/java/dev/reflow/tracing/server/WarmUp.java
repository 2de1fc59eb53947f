package dev.reflow.tracing.server;

import dev.reflow.tracing.server.collect.Compression;
import dev.reflow.tracing.server.event.WireTime;
import dev.reflow.tracing.server.health.Figures;
import dev.reflow.tracing.server.health.Log;
import dev.reflow.tracing.server.protocol.Conversation;
import dev.reflow.tracing.server.protocol.Conversation.Services;
import dev.reflow.tracing.server.protocol.Peer;
import dev.reflow.tracing.server.query.Traces;
import dev.reflow.tracing.server.store.EventStore;
import dev.reflow.tracing.server.store.Intake;
import dev.reflow.tracing.server.store.StoreException;
import dev.reflow.tracing.server.store.duckdb.DuckStore;
import dev.reflow.tracing.server.subscribe.LiveGraph;
import dev.reflow.tracing.server.subscribe.Subscriptions;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Collects, stores and tells a subscriber of events that nobody sent, in a store that is thrown
 * away: a JVM that has never done so would take a second and a half for the first events of a busy
 * system, and every one behind them would wait. Used once, by a thread of its own; what fails here
 * is left.
 */
final class WarmUp implements Runnable {

  private static final int FRAMES = 80;
  private static final int EVENTS_IN_A_FRAME = 500;
  private static final int FRAMES_UNDER_WAY = 4;
  private static final long PATIENCE_SECONDS = 5;
  private static final String SUBSCRIBE =
      "{\"Subscribe\":{\"filters\":{\"event_types\":[{\"DataFlow\":{\"to_actor\":\"*\","
          + "\"to_port\":\"*\"}}],\"performance_filter\":\"execution_time_ns > 1900\"}}}";

  private final Clock clock;
  private final Semaphore free = new Semaphore(FRAMES_UNDER_WAY);

  WarmUp(Clock clock) {
    this.clock = clock;
  }

  /** Starts it; it ends by itself. */
  static void start(Clock clock) {
    Thread thread = new Thread(new WarmUp(clock), "reflow-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    try {
      collect();
    } catch (StoreException e) {
      // Then the first events do it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void collect() throws StoreException, InterruptedException {
    Figures figures = new Figures();
    Subscriptions subscriptions = new Subscriptions(figures);
    LiveGraph graph = new LiveGraph(System::nanoTime);
    Log nowhere = new Log(new PrintStream(PrintStream.nullOutputStream()), clock);
    try (EventStore store = DuckStore.inMemory();
        Intake intake =
            new Intake(store, TracingServer.telling(graph, subscriptions), figures, nowhere)) {
      intake.start();
      Services services = new Services(intake, new Traces(store), subscriptions, figures, clock);
      Conversation conversation = new Conversation(services, new Nobody());
      conversation.onText(SUBSCRIBE);
      for (int i = 0; i < FRAMES; i++) {
        if (!free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          return;
        }
        conversation.onBinary(frame(i * EVENTS_IN_A_FRAME));
      }
      graph.edges();
    }
  }

  /** Answers are counted, notifications gone at once. */
  private final class Nobody implements Peer {
    @Override
    public void sendText(String text) {
      free.release();
    }

    @Override
    public void sendBinary(byte[] frame) {
      free.release();
    }

    @Override
    public void notify(String text, Runnable sent) {
      sent.run();
    }

    @Override
    public void resume() {
      // Frames come whenever there is an answer.
    }
  }

  private byte[] frame(int first) {
    StringBuilder frame = new StringBuilder();
    for (int i = 0; i < EVENTS_IN_A_FRAME; i++) {
      frame.append(i == 0 ? '[' : ',').append(event(first + i));
    }
    return Compression.ZSTD.pack(frame.append(']').toString().getBytes(StandardCharsets.UTF_8));
  }

  private String event(int number) {
    long now = clock.millis();
    UUID id = new UUID((now << 16) | 0x7000, Long.MIN_VALUE | number);
    UUID root = new UUID((now << 16) | 0x7000, Long.MIN_VALUE | (number / 3));
    return """
    {"RecordEvent":{"trace_id":"%2$s","event":{"event_id":"%1$s","timestamp":"%3$s","event_type":\
    {"DataFlow":{"to_actor":"to_%4$d","to_port":"in"}},"actor_id":"from_%4$d","data":{"port":"out",\
    "message":{"message_type":"Order","size_bytes":%5$d,"checksum":"","serialized_data":[]},\
    "state_diff":null,"error":null,"performance_metrics":{"execution_time_ns":%5$d,\
    "memory_usage_bytes":264,"cpu_usage_percent":12.5,"queue_depth":1,"throughput_msgs_per_sec":10.5},\
    "custom_attributes":{"source_actor":"from_%4$d","source_port":"out","destination_actor":"to_%4$d",\
    "destination_port":"in","message_id":"msg_%5$d","protocol":"memory_channel","compression":"none",\
    "service":"warm-up","thread":"worker","sample_weight":1.0}},"causality":{"parent_event_id":"%2$s",\
    "root_cause_event_id":"%2$s","dependency_chain":["%2$s"],"span_id":"0000000000000001"}}}}"""
        .formatted(id, root, WireTime.format(now * 1_000_000), number % 50, number % 2_000);
  }
}
