package dev.reflow.tracing.analysis.predicate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** IN a list: unknown, not false, where it is not found and the list holds a NULL. Immutable. */
record Membership(Operand operand, List<Operand> list) implements Condition {

  @Override
  public Truth test(Row row) {
    Object value = operand.value(row);
    Truth found = Truth.FALSE;
    for (Operand element : list) {
      found = found.or(equal(value, element.value(row)));
      if (found == Truth.TRUE) {
        return found;
      }
    }
    return found;
  }

  private static Truth equal(@Nullable Object value, @Nullable Object element) {
    return value == null || element == null
        ? Truth.UNKNOWN
        : Truth.of(Values.compare(value, element) == 0);
  }

  @Override
  public void render(SqlText sql) {
    sql.add("(").add(operand).add(" IN (");
    for (int i = 0; i < list.size(); i++) {
      sql.add(i == 0 ? "" : ", ").add(list.get(i));
    }
    sql.add("))");
  }
}
