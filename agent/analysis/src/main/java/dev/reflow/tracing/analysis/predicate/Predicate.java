package dev.reflow.tracing.analysis.predicate;

import java.time.Clock;

/**
 * An SQL condition over events. Immutable; any thread.
 *
 * <p>{@link #matches} in memory and {@link #where} in a store choose the same events.
 */
public final class Predicate {

  private final String text;
  private final Condition condition;

  private Predicate(String text, Condition condition) {
    this.text = text;
    this.condition = condition;
  }

  /**
   * Reads a condition.
   *
   * @param clock says what {@code NOW()} is, once and for all, and in which zone times without one
   *     are
   */
  public static Predicate parse(String text, Clock clock) throws PredicateException {
    return new Predicate(text, new ConditionParser(new OperandParser(clock)).parse(text));
  }

  /** Whether the condition is true of {@code row}; not where it is false or unknown. */
  public boolean matches(Row row) {
    return condition.test(row) == Truth.TRUE;
  }

  /** The same condition for a store. */
  public Where where() {
    return new SqlText().add(condition).where();
  }

  /** As the user wrote it. */
  @Override
  public String toString() {
    return text;
  }
}
