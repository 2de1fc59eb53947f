package dev.reflow.e2e;

import dev.reflow.tracing.sink.postgres.PostgresDatabase;
import dev.reflow.tracing.sink.postgres.PostgresServer;
import dev.reflow.tracing.sink.websocket.RecordedEvent;
import dev.reflow.tracing.sink.websocket.ReflowServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A sink's other side, which can be killed and started again. */
interface FaultySink extends AutoCloseable {

  /** Has {@code run} deliver to it. */
  void configure(AgentRun run);

  void kill() throws Exception;

  void restart() throws Exception;

  /** Hands on each event that it has now; a server that stores nothing, each that it got. */
  void forEach(Delivered delivered) throws Exception;

  @Override
  void close() throws IOException;

  /** Takes an event by the service that sent it and its message's id. */
  interface Delivered {
    void event(String service, long messageId);
  }

  /** A Reflow server, which takes batches or not. */
  final class Server implements FaultySink {

    private final boolean takesBatches;
    private final DeliveredNumbers numbers = new DeliveredNumbers();
    private final int port;
    private ReflowServer server;

    Server(boolean takesBatches) {
      this.takesBatches = takesBatches;
      server = start(0);
      port = server.port();
    }

    private ReflowServer start(int atPort) {
      ReflowServer started = ReflowServer.start(atPort, null, takesBatches);
      started.forget();
      started.answer(this::note);
      return started;
    }

    private String note(RecordedEvent event) {
      numbers.event(
          String.valueOf(event.attribute("service")),
          Long.parseLong(String.valueOf(event.attribute("message_id"))));
      return ReflowServer.RECORDED;
    }

    @Override
    public void configure(AgentRun run) {
      run.set("sinks", "websocket").set("server-url", "ws://localhost:" + port);
    }

    @Override
    public void kill() {
      server.stop();
    }

    @Override
    public void restart() {
      server = start(port);
    }

    @Override
    public void forEach(Delivered delivered) {
      numbers.forEach(delivered);
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /** A PostgreSQL of its own. */
  final class Postgres implements FaultySink {

    private final PostgresServer server;
    private final PostgresDatabase database;

    Postgres() throws IOException, InterruptedException, SQLException {
      server = PostgresServer.start();
      database = server.database();
    }

    @Override
    public void configure(AgentRun run) {
      run.set("sinks", "postgres").set("sink.postgres.url", database.urlWithUser());
    }

    @Override
    public void kill() throws InterruptedException {
      server.kill();
    }

    @Override
    public void restart() throws IOException {
      server.restart();
    }

    @Override
    public void forEach(Delivered delivered) throws SQLException {
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.setFetchSize(10_000);
        try (ResultSet rows =
            statement.executeQuery("SELECT service, message_id FROM data_flow_events")) {
          while (rows.next()) {
            delivered.event(text(rows, 1), Long.parseLong(text(rows, 2)));
          }
        }
      }
    }

    private static String text(ResultSet rows, int column) throws SQLException {
      @Nullable String text = rows.getString(column);
      return String.valueOf(text);
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
