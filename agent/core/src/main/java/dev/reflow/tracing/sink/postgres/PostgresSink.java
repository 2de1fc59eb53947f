package dev.reflow.tracing.sink.postgres;

import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.sink.Sink;
import dev.reflow.tracing.sink.SinkException;
import dev.reflow.tracing.sink.postgres.DataFlowEvents.Partitioning;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes events to table {@code data_flow_events} of a PostgreSQL database, each once. */
public final class PostgresSink implements Sink {

  /** Beyond so many, what a commit costs is nothing beside what the rows do. */
  private static final int EVENTS_AT_ONCE = 8_192;

  /** Rows gathered before they go out; the server reads them while the next are written. */
  private static final int WRITE_BYTES = 512 * 1024;

  private static final long NS_PER_DAY = TimeUnit.DAYS.toNanos(1);

  private final @Nullable PostgresUrl url;
  private final Credentials credentials;
  private final Partitioning partitioning;
  private final Duration timeout;
  private final Diagnosis diagnosis;
  private final CopyBuffer rows = new CopyBuffer();
  private final RowEncoder encoder = new RowEncoder(rows);
  private final Set<LocalDate> days = new HashSet<>();
  private long lastDay;
  private boolean isBegun;

  private @Nullable Session session;

  /**
   * A sink that has touched nothing yet.
   *
   * @param url null where there is none, which is a failure of {@link #open}
   * @param partitioning of a table that is not there yet
   * @param timeout longest wait for the connection; a statement may take three times as long
   */
  public PostgresSink(
      @Nullable PostgresUrl url,
      Credentials credentials,
      Partitioning partitioning,
      Duration timeout) {
    this.url = url;
    this.credentials = credentials;
    this.partitioning = partitioning;
    this.timeout = timeout;
    this.diagnosis = new Diagnosis(target());
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public String target() {
    return url == null ? "postgresql:" : url.toString();
  }

  @Override
  public void open() throws SinkException {
    PostgresUrl place = place();
    try {
      session = Session.open(place, credentials, partitioning, timeout);
    } catch (SQLException e) {
      throw diagnosis.of(e);
    }
  }

  @Override
  public void check() throws SinkException {
    PostgresUrl place = place();
    try {
      Session.check(place, credentials, partitioning, timeout);
    } catch (SQLException e) {
      throw diagnosis.of(e);
    }
  }

  private PostgresUrl place() throws SinkException {
    if (url == null) {
      throw SinkException.fatal(
          "reflow.sink.postgres.url is missing or no address; set it to postgresql://HOST/DATABASE,"
              + " with %40, %2F and %3F for @, / and ? in a password",
          null);
    }
    return url;
  }

  @Override
  public void write(EventView event) throws SinkException {
    if (!isBegun) {
      isBegun = true;
      rows.header();
    }
    int before = rows.size();
    try {
      encoder.write(event);
    } catch (IOException | RuntimeException e) {
      rows.cut(before);
      throw SinkException.poison("it cannot be written as a row: " + e, e);
    }
    noteDay(event.startNs());
    if (rows.size() >= WRITE_BYTES) {
      send();
    }
  }

  private void noteDay(long startNs) {
    long day = Math.floorDiv(startNs, NS_PER_DAY);
    if (day != lastDay || days.isEmpty()) {
      lastDay = day;
      days.add(LocalDate.ofEpochDay(day));
    }
  }

  @Override
  public int eventsAtOnce() {
    return EVENTS_AT_ONCE;
  }

  @Override
  public void commit() throws SinkException {
    if (!isBegun) {
      return;
    }
    rows.trailer();
    send();
    try {
      opened().commit(days);
    } catch (SQLException e) {
      throw diagnosis.of(e);
    }
    forget();
  }

  private void send() throws SinkException {
    try {
      opened().write(rows.array(), rows.size());
    } catch (SQLException e) {
      throw diagnosis.of(e);
    }
    rows.clear();
  }

  private void forget() {
    isBegun = false;
    rows.clear();
    days.clear();
  }

  private Session opened() throws SinkException {
    Session open = session;
    if (open == null) {
      throw SinkException.retry(target() + " is not connected", null);
    }
    return open;
  }

  @Override
  public void close() {
    forget();
    Session closing = session;
    session = null;
    if (closing != null) {
      closing.close();
    }
  }
}
