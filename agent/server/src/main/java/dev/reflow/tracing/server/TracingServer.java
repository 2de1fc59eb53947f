package dev.reflow.tracing.server;

import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.health.Figures;
import dev.reflow.tracing.server.health.Log;
import dev.reflow.tracing.server.http.WebServer;
import dev.reflow.tracing.server.http.WebServer.Address;
import dev.reflow.tracing.server.kafka.KafkaAddress;
import dev.reflow.tracing.server.kafka.KafkaSource;
import dev.reflow.tracing.server.protocol.Conversation.Services;
import dev.reflow.tracing.server.query.Traces;
import dev.reflow.tracing.server.store.EventStore;
import dev.reflow.tracing.server.store.Intake;
import dev.reflow.tracing.server.store.Retention;
import dev.reflow.tracing.server.store.StoreException;
import dev.reflow.tracing.server.subscribe.LiveGraph;
import dev.reflow.tracing.server.subscribe.Subscriptions;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A running server. Started from the store upwards, stopped the other way round. */
final class TracingServer implements AutoCloseable {

  private final EventStore store;
  private final Intake intake;
  private final WebServer web;
  private final @Nullable Retention retention;
  private final @Nullable KafkaSource source;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private TracingServer(
      EventStore store,
      Intake intake,
      WebServer web,
      @Nullable Retention retention,
      @Nullable KafkaSource source) {
    this.store = store;
    this.intake = intake;
    this.web = web;
    this.retention = retention;
    this.source = source;
  }

  static TracingServer start(Options options, Log log) throws ServerException {
    options.requireSafe();
    Address address = address(options);
    KafkaAddress from = options.source();
    EventStore store = Stores.open(options);
    Figures figures = new Figures();
    Subscriptions subscriptions = new Subscriptions(figures);
    LiveGraph graph = new LiveGraph(System::nanoTime);
    Intake intake = new Intake(store, telling(graph, subscriptions), figures, log);
    Clock clock = Clock.systemUTC();
    WebServer web =
        new WebServer(
            address,
            store,
            new Services(intake, new Traces(store), subscriptions, figures, clock),
            graph,
            log);
    Retention retention =
        options.retain == null
            ? null
            : new Retention(store, intake, options.retain, clock, figures, log);
    intake.start();
    try {
      KafkaSource source = from == null ? null : KafkaSource.open(from, intake, figures, log);
      web.start();
      if (retention != null) {
        retention.start();
      }
      if (source != null) {
        source.start();
      }
      return new TracingServer(store, intake, web, retention, source);
    } catch (IOException | StoreException e) {
      intake.close();
      store.close();
      throw ServerException.failure(String.valueOf(e.getMessage()));
    }
  }

  /** Who is told of events once they are stored. */
  static Consumer<List<StoredEvent>> telling(LiveGraph graph, Subscriptions subscriptions) {
    return events -> {
      graph.add(events);
      subscriptions.publish(events);
    };
  }

  private static Address address(Options options) throws ServerException {
    return new Address(
        options.host,
        options.port,
        options.maxConnections,
        options.token(),
        options.tlsKeystore,
        options.tlsPassword());
  }

  int port() {
    return web.port();
  }

  /** One line of where it is and what it does. */
  String line() {
    return "Reflow server %s listens on %s and stores in %s"
        .formatted(Version.text(), web.url(), store.label());
  }

  /** Stores and acknowledges what has arrived, and ends. */
  @Override
  public void close() {
    if (!isClosed.compareAndSet(false, true)) {
      return;
    }
    web.stopListening();
    if (retention != null) {
      retention.close();
    }
    if (source != null) {
      source.close();
    }
    intake.close();
    web.stop();
    store.close();
  }
}
