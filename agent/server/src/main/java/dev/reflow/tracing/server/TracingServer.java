package dev.reflow.tracing.server;

import dev.reflow.tracing.server.health.Figures;
import dev.reflow.tracing.server.health.Log;
import dev.reflow.tracing.server.http.WebServer;
import dev.reflow.tracing.server.http.WebServer.Address;
import dev.reflow.tracing.server.protocol.Conversation.Services;
import dev.reflow.tracing.server.query.Traces;
import dev.reflow.tracing.server.store.EventStore;
import dev.reflow.tracing.server.store.Intake;
import dev.reflow.tracing.server.store.Retention;
import dev.reflow.tracing.server.subscribe.Subscriptions;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A running server. Started from the store upwards, stopped the other way round. */
final class TracingServer implements AutoCloseable {

  private final EventStore store;
  private final Intake intake;
  private final WebServer web;
  private final @Nullable Retention retention;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private TracingServer(
      EventStore store, Intake intake, WebServer web, @Nullable Retention retention) {
    this.store = store;
    this.intake = intake;
    this.web = web;
    this.retention = retention;
  }

  static TracingServer start(Options options, Log log) throws ServerException {
    options.requireSafe();
    Address address =
        new Address(
            options.host,
            options.port,
            options.token(),
            options.tlsKeystore,
            options.tlsPassword());
    EventStore store = Stores.open(options);
    Figures figures = new Figures();
    Subscriptions subscriptions = new Subscriptions(figures);
    Intake intake = new Intake(store, subscriptions::publish, figures, log);
    Clock clock = Clock.systemUTC();
    WebServer web =
        new WebServer(
            address, store, new Services(intake, new Traces(store), subscriptions, figures, clock));
    Retention retention =
        options.retain == null
            ? null
            : new Retention(store, intake, options.retain, clock, figures, log);
    intake.start();
    try {
      web.start();
    } catch (IOException e) {
      intake.close();
      store.close();
      throw ServerException.failure(String.valueOf(e.getMessage()));
    }
    if (retention != null) {
      retention.start();
    }
    return new TracingServer(store, intake, web, retention);
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
    intake.close();
    web.stop();
    store.close();
  }
}
