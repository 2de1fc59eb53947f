package dev.reflow.tracing.analysis.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a user writes: it is refused in a line, or it means the same in memory and a store. */
class PredicateFuzz {

  private static final Instant NOW = Instant.parse("2026-01-31T18:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  /** What may stand in a store's text beside the names of columns. */
  private static final Set<String> WORDS =
      Set.of(
          ("AND OR NOT IS NULL IN LIKE ESCAPE TRUE FALSE CAST AS DOUBLE PRECISION BIGINT NULLIF"
                  + " LOWER UPPER LENGTH attributes COLLATE C TRANSLATE BOOLEAN")
              .split(" "));

  private static final Pattern SIGNS =
      Pattern.compile("(?:[ ?()+*/<>=,.0-9-]|->>|'\\\\'|''|\"\")*");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]+");

  private static EventStore store;
  private static MapRow row;

  @BeforeAll
  static void open() throws SQLException {
    row =
        new MapRow()
            .with(Column.TIMESTAMP, NOW.minusSeconds(60).getEpochSecond() * 1_000_000_000L)
            .with(Column.SOURCE_ACTOR, "shop")
            .with(Column.DESTINATION_ACTOR, "order_desk")
            .with(Column.SIZE_BYTES, 256L)
            .with(Column.EXECUTION_TIME_NS, 12_500_000L)
            .with(Column.SAMPLE_WEIGHT, 1.5)
            .withAttribute("region", "eu");
    store = EventStore.duckDb();
    store.hold(List.of(row));
  }

  @AfterAll
  static void close() throws SQLException {
    store.close();
  }

  static Stream<Arguments> written() {
    return Stream.of(
            "execution_time_ns > 10000000 AND destination_actor LIKE 'order%'",
            "timestamp > NOW() - INTERVAL '1 hour' OR timestamp < '2026-01-31T17:30:00.123456Z'",
            "NOT (error = 'x' OR size_bytes <> 256) AND \"source_actor\" IN ('a', NULL)",
            "size_bytes * 2 - 12 = 500 AND -size_bytes / 0 < 1e3",
            "LOWER(source_actor) = 'shop' AND LENGTH(UPPER(source_actor)) NOT BETWEEN 1 AND 3",
            "destination_actor NOT ILIKE 'ORDER!_%' ESCAPE '!'",
            "source_actor >= 'shop' AND message_type <= 'Z' OR span_id < protocol",
            "(attributes->>'region') = 'it''s' AND error IS NOT NULL -- a comment",
            "timestamp BETWEEN TIMESTAMP '2026-01-31' AND CURRENT_TIMESTAMP + INTERVAL 31 MINUTE",
            "source_actor = 'x'; DROP TABLE data_flow_events; SELECT /* */ ?")
        .map(text -> Arguments.of((Object) text.getBytes(StandardCharsets.UTF_8)));
  }

  @MethodSource("written")
  @DictionaryEntries({
    " AND ",
    " OR ",
    "NOT ",
    " IS NULL",
    " IN (",
    " LIKE '",
    " ILIKE '",
    " ESCAPE '",
    " BETWEEN ",
    "NOW()",
    "INTERVAL '1 hour'",
    "TIMESTAMP '2026-01-31'",
    "attributes->>'",
    "LOWER(",
    "LENGTH(",
    "size_bytes",
    "source_actor",
    "sample_weight",
    "timestamp",
    "--",
    "/*",
    "''",
    "(SELECT ",
    "::"
  })
  @FuzzTest
  void shouldRefuseOrMeanTheSameEverywhere(byte[] data) throws SQLException {
    Predicate predicate;
    try {
      predicate = Predicate.parse(new String(data, StandardCharsets.UTF_8), CLOCK);
    } catch (PredicateException e) {
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    Where where = predicate.where();
    shouldHoldNothingOfAUsers(where);
    assertThat(store.chosen(where)).as("%s", where).hasSize(predicate.matches(row) ? 1 : 0);
  }

  private static void shouldHoldNothingOfAUsers(Where where) {
    String text = where.text().replace(TextFunction.CAPITAL, "").replace(TextFunction.SMALL, "");
    assertThat(text.chars().filter(it -> it == '?').count()).isEqualTo(where.parameters().size());
    String signs = WORD.matcher(text).replaceAll("");
    assertThat(SIGNS.matcher(signs).matches()).as(text).isTrue();
    WORD.matcher(text)
        .results()
        .map(found -> found.group())
        .forEach(word -> assertThat(isKnown(word)).as(word).isTrue());
  }

  private static boolean isKnown(String word) {
    return WORDS.contains(word)
        || Arrays.stream(Column.values()).anyMatch(column -> column.columnName().equals(word));
  }
}
