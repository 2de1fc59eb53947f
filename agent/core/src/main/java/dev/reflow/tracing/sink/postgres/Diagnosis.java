package dev.reflow.tracing.sink.postgres;

import dev.reflow.tracing.sink.SinkException;
import dev.reflow.tracing.sink.SinkException.Kind;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a failure of the database means and what to do, as one line: by the SQL state, as
 * PostgreSQL's documentation lists them. Immutable.
 *
 * @param target where the database is, as it can be shown
 */
record Diagnosis(String target) {

  private static final int MAX_CAUSES = 10;
  private static final String URL = "reflow.sink.postgres.url";

  SinkException of(SQLException problem) {
    if (problem instanceof SchemaException) {
      return retry(target + ": " + problem.getMessage(), problem);
    }
    String unreached = unreached(problem);
    if (unreached != null) {
      return retry(target + unreached, problem);
    }
    String state = problem.getSQLState() == null ? "" : problem.getSQLState();
    String text = text(problem);
    String line =
        text.contains("support SSL")
            ? ": " + text + "; check sslmode in " + URL
            : line(state, text);
    if (line != null) {
      return retry(target + line, problem);
    }
    return isOfOneEvent(state)
        ? new SinkException(Kind.POISON, target + " refuses it: " + text, problem)
        : retry(target + ": " + text, problem);
  }

  private static SinkException retry(String line, SQLException problem) {
    return new SinkException(Kind.RETRY, line, problem);
  }

  /** Why the server cannot be talked to; null where it has answered. */
  private static @Nullable String unreached(SQLException problem) {
    Throwable cause = problem.getCause();
    for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
      if (cause instanceof UnknownHostException) {
        return ": no such host; check " + URL;
      }
      if (cause instanceof SSLException) {
        return ": TLS failed (%s); check sslmode and sslrootcert in %s"
            .formatted(cause.getMessage(), URL);
      }
      if (cause instanceof SocketTimeoutException) {
        return " does not answer; is it overloaded? check " + URL + " and firewalls";
      }
      if (cause instanceof ConnectException) {
        return " cannot be reached; start the server or check " + URL;
      }
      cause = cause.getCause();
    }
    return null;
  }

  /** Null where the state says no more than the server's own text. */
  private static @Nullable String line(String state, String text) {
    return switch (state) {
      case "28000", "28P01" ->
          " lets this user not in (%s); check reflow.sink.postgres.user and .password-file"
              .formatted(text);
      case "08004" ->
          " wants to know who comes (%s); set reflow.sink.postgres.user and .password-file"
              .formatted(text);
      case "3D000" -> ": %s; create it or check %s".formatted(text, URL);
      case "3F000" -> ": %s; create it or check currentSchema in %s".formatted(text, URL);
      case "42501" ->
          ": %s; grant it to the user of reflow.sink.postgres.user, see docs/sinks.md"
              .formatted(text);
      case "42P01", "42703", "42804", "23502" ->
          ": data_flow_events is not the table that Reflow makes (%s); rename it, drop reflow_schema, and both are made anew"
              .formatted(text);
      case "25006" -> ": " + text + "; name the primary server in " + URL;
      case "53100" -> ": its disk is full (" + text + "); make room on it";
      case "53300" -> ": " + text + "; raise max_connections";
      case "0A000", "42601", "42883" ->
          " does not do what is needed of a PostgreSQL (%s), see docs/sinks.md".formatted(text);
      case "23514" -> text.contains("partition") ? ": " + text : null;
      default -> null;
    };
  }

  /** Whether another event might be taken: its data, its size, a rule about rows. */
  private static boolean isOfOneEvent(String state) {
    return state.startsWith("22")
        || state.startsWith("23")
        || state.startsWith("54")
        || state.startsWith("P0");
  }

  /** The server's own words, without the row that they are about. */
  private static String text(SQLException problem) {
    if (problem instanceof PSQLException told) {
      ServerErrorMessage message = told.getServerErrorMessage();
      if (message != null && message.getMessage() != null) {
        return message.getMessage();
      }
    }
    return String.valueOf(problem.getMessage());
  }
}
