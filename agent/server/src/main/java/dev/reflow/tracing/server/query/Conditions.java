package dev.reflow.tracing.server.query;

import dev.reflow.tracing.analysis.predicate.Predicate;
import dev.reflow.tracing.analysis.predicate.PredicateException;
import dev.reflow.tracing.analysis.predicate.Where;
import dev.reflow.tracing.server.store.Dialect;
import dev.reflow.tracing.server.store.StoreException;
import dev.reflow.tracing.server.store.StoreException.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Conditions that all must hold, with their parameters. One thread. */
public final class Conditions {

  private final List<String> conditions = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();
  private @Nullable Instant end;

  /** Adds a condition with a question mark for each parameter; nothing in it is a user's. */
  public Conditions and(String condition, Object... values) {
    conditions.add(condition);
    parameters.addAll(List.of(values));
    return this;
  }

  /** Only from then on. */
  public Conditions since(@Nullable Instant time) {
    return time == null ? this : and("timestamp >= " + Dialect.literal(time));
  }

  /** Only before then. */
  public Conditions until(@Nullable Instant time) {
    if (time == null) {
      return this;
    }
    end = end == null || time.isBefore(end) ? time : end;
    return and("timestamp < " + Dialect.literal(time));
  }

  /** Only where {@code column} is one of {@code values}. */
  public Conditions in(String column, List<String> values) {
    String marks = values.stream().map(value -> "?").collect(Collectors.joining(", "));
    return and(values.isEmpty() ? "FALSE" : column + " IN (" + marks + ")", values.toArray());
  }

  /** Only what a user's predicate chooses. */
  public Conditions predicate(@Nullable String text) throws StoreException {
    if (text == null || text.isBlank()) {
      return this;
    }
    Where where = parse(text).where();
    return and("(" + where.text() + ")", where.parameters().toArray());
  }

  /** Reads a user's predicate. */
  public static Predicate parse(String text) throws StoreException {
    try {
      return Predicate.parse(text, Clock.systemUTC());
    } catch (PredicateException e) {
      throw new StoreException(Kind.REFUSED, String.valueOf(e.getMessage()), e);
    }
  }

  /** With {@code WHERE} before it where there is any. */
  String where() {
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  /** The same for rows not older than {@code time}. */
  String whereSince(Instant time) {
    String since = "timestamp >= " + Dialect.literal(time);
    return (conditions.isEmpty() ? " WHERE " : where() + " AND ") + since;
  }

  /** What {@link #until} was given, the earliest; null where nothing was. */
  @Nullable Instant end() {
    return end;
  }

  List<Object> parameters() {
    return parameters;
  }
}
