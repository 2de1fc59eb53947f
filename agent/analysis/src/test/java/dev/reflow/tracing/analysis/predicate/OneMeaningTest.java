package dev.reflow.tracing.analysis.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.sink.postgres.PostgresServer;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** A predicate chooses the same events in memory, in DuckDB and in PostgreSQL. */
class OneMeaningTest {

  private static final Instant NOW = Instant.parse("2026-01-31T18:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final long NOW_NS = NOW.getEpochSecond() * 1_000_000_000L;

  private static final List<Column> TEXTS = columns(ColumnType.TEXT);
  private static final List<Column> NUMBERS = columns(ColumnType.INTEGER, ColumnType.DECIMAL);
  private static final String[] SOME_TEXTS = {
    "", "a", "A", "b", "ab", "a_b", "A_b%", "a%b", "order", "Order-1", "ä", "Ä", "z", "\\", "it's",
    "�", "ß", "\"", "%", "😀", "日本"
  };

  private static final List<EventStore> STORES = new ArrayList<>();

  private static List<Column> columns(ColumnType... types) {
    return Arrays.stream(Column.values())
        .filter(column -> List.of(types).contains(column.type()))
        .toList();
  }

  @BeforeContainer
  static void open() throws Exception {
    STORES.add(EventStore.duckDb());
    STORES.add(EventStore.postgres(PostgresServer.shared().database()));
  }

  @AfterContainer
  static void close() throws SQLException {
    for (EventStore store : STORES) {
      store.close();
    }
    STORES.clear();
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void shouldChooseTheSameInMemoryAndInEachStore(
      @ForAll("rows") List<MapRow> rows, @ForAll("predicates") List<String> predicates)
      throws SQLException, PredicateException {
    check(rows, predicates);
  }

  @Property(tries = 5, shrinking = ShrinkingMode.OFF)
  void shouldMeanTheSameForEachColumnAndOperator(@ForAll("rows") List<MapRow> rows)
      throws SQLException, PredicateException {
    List<String> predicates = new ArrayList<>();
    for (Column column : Column.values()) {
      String name = column.columnName();
      String value =
          switch (column.type()) {
            case TEXT -> "'ab'";
            case INTEGER -> "3";
            case DECIMAL -> "0.5";
            case TIME -> "NOW()";
          };
      for (String operator : List.of("=", "<>", "!=", "<", "<=", ">", ">=")) {
        predicates.add(name + " " + operator + " " + value);
        predicates.add("NOT " + value + " " + operator + " " + name);
        predicates.add(name + " " + operator + " NULL");
      }
      for (String not : List.of("", "NOT ")) {
        predicates.add(name + " IS " + not + "NULL");
        predicates.add(name + " " + not + "IN (" + value + ", NULL)");
        predicates.add(name + " " + not + "BETWEEN " + value + " AND " + value);
        if (column.type() == ColumnType.TEXT) {
          predicates.add(name + " " + not + "LIKE 'a!_%' ESCAPE '!'");
          predicates.add(name + " " + not + "ILIKE 'ä%' OR LOWER(" + name + ") = 'order-1'");
          predicates.add("LENGTH(UPPER(" + name + ")) > 1 AND " + name + " <> 'it''s'");
        }
      }
    }
    check(rows, predicates);
  }

  private static void check(List<MapRow> rows, List<String> predicates)
      throws SQLException, PredicateException {
    for (EventStore store : STORES) {
      store.hold(rows);
    }
    for (String text : predicates) {
      Predicate predicate = Predicate.parse(text, CLOCK);
      Set<Integer> inMemory = new TreeSet<>();
      for (int i = 0; i < rows.size(); i++) {
        if (predicate.matches(rows.get(i))) {
          inMemory.add(i);
        }
      }
      Where where = predicate.where();
      for (EventStore store : STORES) {
        assertThat(store.chosen(where)).as("%s: %s%n%s", store, text, where).isEqualTo(inMemory);
      }
    }
  }

  @Provide
  Arbitrary<List<MapRow>> rows() {
    return Combinators.combine(
            Arbitraries.of(SOME_TEXTS).injectNull(0.3).list().ofSize(TEXTS.size() + 1),
            numbers().injectNull(0.3).list().ofSize(NUMBERS.size()),
            Arbitraries.longs().between(-20, 20))
        .as(OneMeaningTest::row)
        .list()
        .ofSize(12);
  }

  private static MapRow row(List<@Nullable String> texts, List<@Nullable Long> numbers, long time) {
    MapRow row = new MapRow().with(Column.TIMESTAMP, NOW_NS + time * 60_000_000_000L + time);
    for (int i = 0; i < TEXTS.size(); i++) {
      row.with(TEXTS.get(i), texts.get(i));
    }
    for (int i = 0; i < NUMBERS.size(); i++) {
      Long number = numbers.get(i);
      row.with(NUMBERS.get(i), number == null ? null : number(NUMBERS.get(i), number));
    }
    String attribute = texts.get(TEXTS.size());
    if (attribute != null) {
      row.withAttribute("region", attribute);
    }
    return row;
  }

  private static Object number(Column column, long number) {
    if (column == Column.DEPENDENCY_DEPTH) {
      return Math.floorMod(number, 65L);
    }
    return column.type() == ColumnType.INTEGER ? (Object) number : (Object) (number / 4.0);
  }

  private static Arbitrary<Long> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(-8, 8),
        Arbitraries.of(Long.MAX_VALUE, Long.MIN_VALUE + 1, 10_000_000L, (1L << 53) + 1));
  }

  @Provide
  Arbitrary<List<String>> predicates() {
    return conditions(3).list().ofMinSize(1).ofMaxSize(4);
  }

  private static Arbitrary<String> conditions(int depth) {
    if (depth == 0) {
      return simple();
    }
    Arbitrary<String> inner = conditions(depth - 1);
    return Arbitraries.frequencyOf(
        Tuple.of(3, simple()),
        Tuple.of(2, joined(inner, " AND ")),
        Tuple.of(2, joined(inner, " OR ")),
        Tuple.of(1, inner.map(it -> "NOT (" + it + ")")),
        Tuple.of(1, inner.map(it -> "NOT " + it)));
  }

  private static Arbitrary<String> joined(Arbitrary<String> inner, String word) {
    return Combinators.combine(inner, inner).as((a, b) -> "(" + a + word + b + ")");
  }

  private static Arbitrary<String> simple() {
    Arbitrary<String> not = Arbitraries.of("", "NOT ");
    return Arbitraries.oneOf(
        List.of(
            comparison(textOperand()),
            comparison(numberOperand(2)),
            comparison(timeOperand()),
            Combinators.combine(anyOperand(), Arbitraries.of(" IS NULL", " IS NOT NULL"))
                .as(String::concat),
            Combinators.combine(textOperand(), not, Arbitraries.of("LIKE", "ILIKE"), pattern())
                .as((a, n, like, p) -> a + " " + n + like + " " + p),
            listOf(textOperand()),
            listOf(numberOperand(1)),
            between(numberOperand(1)),
            between(timeOperand()),
            Arbitraries.of("TRUE", "FALSE", "NULL IS NULL", "'a' < 'b'", "1 = NULL")));
  }

  private static Arbitrary<String> comparison(Arbitrary<String> operand) {
    return Combinators.combine(
            operand,
            Arbitraries.of("=", "<>", "!=", "<", "<=", ">", ">="),
            Arbitraries.frequencyOf(Tuple.of(9, operand), Tuple.of(1, Arbitraries.just("NULL"))))
        .as((a, operator, b) -> a + " " + operator + " " + b);
  }

  private static Arbitrary<String> listOf(Arbitrary<String> operand) {
    return Combinators.combine(
            operand,
            Arbitraries.of(" IN (", " NOT IN ("),
            operand.list().ofMinSize(1).ofMaxSize(3),
            Arbitraries.of(")", ", NULL)"))
        .as((a, in, list, end) -> a + in + String.join(", ", list) + end);
  }

  private static Arbitrary<String> between(Arbitrary<String> operand) {
    return Combinators.combine(
            operand, Arbitraries.of(" BETWEEN ", " NOT BETWEEN "), operand, operand)
        .as((a, word, low, high) -> a + word + low + " AND " + high);
  }

  private static Arbitrary<String> pattern() {
    return Arbitraries.of(
        "'%'",
        "'a%'",
        "'%b'",
        "'_'",
        "'a!_b' ESCAPE '!'",
        "'a\\%' ESCAPE '\\'",
        "'\\'",
        "'%!%%' ESCAPE '!'",
        "'ORDER%'",
        "'AX_BX%' ESCAPE 'X'",
        "'%Ä'",
        "''",
        "'_%_'",
        "'Ä'");
  }

  private static Arbitrary<String> anyOperand() {
    return Arbitraries.oneOf(textOperand(), numberOperand(2), timeOperand());
  }

  private static Arbitrary<String> textOperand() {
    Arbitrary<String> plain =
        Arbitraries.oneOf(
            Arbitraries.of(TEXTS).map(Column::columnName),
            Arbitraries.of(SOME_TEXTS).map(text -> "'" + text.replace("'", "''") + "'"),
            Arbitraries.of("(attributes->>'region')", "(attributes->>'none')"));
    return Arbitraries.oneOf(
        plain, plain.map(it -> "LOWER(" + it + ")"), plain.map(it -> "UPPER(" + it + ")"));
  }

  private static Arbitrary<String> numberOperand(int depth) {
    Arbitrary<String> plain =
        Arbitraries.oneOf(
            Arbitraries.of(NUMBERS).map(Column::columnName),
            Arbitraries.longs().between(-9, 9).map(String::valueOf),
            Arbitraries.of("0.25", "-1.5", "10000000", "9223372036854775807", "1e20"),
            Arbitraries.of(TEXTS).map(it -> "LENGTH(" + it.columnName() + ")"));
    if (depth == 0) {
      return plain;
    }
    Arbitrary<String> inner = numberOperand(depth - 1);
    return Arbitraries.oneOf(
        plain,
        inner.map(it -> "(- (" + it + "))"),
        Combinators.combine(inner, Arbitraries.of("+", "-", "*", "/"), inner)
            .as((a, sign, b) -> "(" + a + " " + sign + " " + b + ")"));
  }

  private static Arbitrary<String> timeOperand() {
    return Arbitraries.oneOf(
        Arbitraries.just("timestamp"),
        Arbitraries.integers().between(0, 20).map(it -> "NOW() - INTERVAL '" + it + " minutes'"),
        Arbitraries.integers().between(0, 20).map(it -> "NOW() + INTERVAL " + it + " MINUTE"),
        Arbitraries.of(
            "TIMESTAMP '2026-01-31 18:05:00'", "CURRENT_TIMESTAMP", "TIMESTAMP '2026-01-31'"));
  }
}
