package dev.reflow.tracing.analysis.predicate;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A condition while it is written for a store. Not thread-safe. */
final class SqlText {

  private final StringBuilder text = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  SqlText add(String sql) {
    text.append(sql);
    return this;
  }

  SqlText add(Condition condition) {
    condition.render(this);
    return this;
  }

  SqlText add(Operand operand) {
    operand.render(this);
    return this;
  }

  /** A question mark, and {@code value} for it. */
  SqlText parameter(Object value) {
    text.append('?');
    parameters.add(value);
    return this;
  }

  /** A question mark, and the time that is so many microseconds after the epoch for it. */
  SqlText timeParameter(long micros) {
    Instant instant = Instant.EPOCH.plus(micros, java.time.temporal.ChronoUnit.MICROS);
    return parameter(OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
  }

  Where where() {
    return new Where(text.toString(), List.copyOf(parameters));
  }
}
