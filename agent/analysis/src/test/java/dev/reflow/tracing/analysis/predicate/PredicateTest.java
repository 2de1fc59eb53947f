package dev.reflow.tracing.analysis.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredicateTest {

  private static final Instant NOW = Instant.parse("2026-01-31T18:00:00.123456Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final MapRow row =
      new MapRow()
          .with(Column.TIMESTAMP, ns(NOW.minusSeconds(1_800)) + 999)
          .with(Column.SOURCE_ACTOR, "shop")
          .with(Column.DESTINATION_ACTOR, "order_desk")
          .with(Column.MESSAGE_ID, "msg_12345")
          .with(Column.SIZE_BYTES, 256L)
          .with(Column.EXECUTION_TIME_NS, 12_500_000L)
          .with(Column.SAMPLE_WEIGHT, 1.0)
          .withAttribute("region", "eu");

  private static long ns(Instant instant) {
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }

  private static Predicate parse(String text) throws PredicateException {
    return Predicate.parse(text, CLOCK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "execution_time_ns > 10000000 AND destination_actor LIKE 'order%'",
        "message_id = 'msg_12345'",
        "timestamp > NOW() - INTERVAL '1 hour'",
        "timestamp > CURRENT_TIMESTAMP - INTERVAL 31 MINUTE",
        "timestamp BETWEEN '2026-01-31' AND '2026-01-31 17:31:00'",
        "timestamp = '2026-01-31T17:30:00.123456Z'",
        "timestamp < TIMESTAMP '2026-01-31 18:00:00' AND timestamp >= '2026-01-31 18:30:00+01:00'",
        "TIMESTAMP > '2026-01-31' and \"source_actor\" = 'shop'",
        "data_flow_events.size_bytes = 256",
        "execution_time_ns / 1000000 > 12.4",
        "size_bytes * 2 - 12 = 500 AND -size_bytes < 0",
        "error IS NULL",
        "NOT (error = 'x' OR size_bytes <> 256) OR TRUE",
        "source_actor IN ('a', 'shop')",
        "source_actor NOT IN ('a', 'b')",
        "size_bytes NOT BETWEEN 1 AND 255",
        "LOWER(source_actor) = 'shop' AND UPPER(source_actor) = 'SHOP' AND LENGTH(source_actor) = 4",
        "destination_actor ILIKE 'ORDER!_%' ESCAPE '!'",
        "destination_actor NOT LIKE 'order!%%' ESCAPE '!'",
        "(attributes->>'region') = 'eu'",
        "(attributes->>'nothing') IS NULL",
        "size_bytes < 99999999999999999999999",
        "source_actor <> 'it''s' -- a comment",
      })
  void shouldBeTrue(String text) throws PredicateException {
    assertThat(parse(text).matches(row)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "execution_time_ns > 12500000",
        "error = 'x'",
        "NOT error = 'x'",
        "error <> 'x'",
        "error = NULL",
        "error IN ('x')",
        "source_actor NOT IN ('a', NULL)",
        "size_bytes / 0 = 1",
        "NOT (size_bytes / 0 = 1)",
        "timestamp > NOW() - INTERVAL '29 minutes 59 seconds'",
        "destination_actor LIKE 'order'",
        "destination_actor LIKE '_rder%_esk_'",
        "destination_actor LIKE 'ORDER%'",
        "source_actor > 'shop'",
        "1 = 2",
        "NULL IS NOT NULL",
        "FALSE",
      })
  void shouldNotBeTrue(String text) throws PredicateException {
    assertThat(parse(text).matches(row)).isFalse();
  }

  @Test
  void shouldReadTimesInTheGivenZone() throws PredicateException {
    Clock clock = CLOCK.withZone(ZoneId.of("Europe/Vienna"));

    assertThat(Predicate.parse("timestamp > '2026-01-31 18:29:59'", clock).matches(row)).isTrue();
    assertThat(Predicate.parse("timestamp > '2026-01-31 18:30:01'", clock).matches(row)).isFalse();
  }

  @Test
  void shouldGiveStoresParametersAndNothingThatAUserWrote() throws PredicateException {
    Where where =
        parse(
                "source_actor = 'x'' OR 1=1' AND timestamp > NOW() - INTERVAL '1 hour' AND"
                    + " (size_bytes + 1 > 2.5 OR (attributes->>'k') LIKE 'a\\_%')")
            .where();

    assertThat(where.text())
        .isEqualTo(
            "(((source_actor = ?) AND (timestamp > ?)) AND (((CAST(size_bytes AS DOUBLE PRECISION)"
                + " + CAST(? AS DOUBLE PRECISION)) > ?) OR ((attributes->>?) LIKE ? ESCAPE"
                + " '\\')))");
    assertThat(where.parameters())
        .containsExactly(
            "x' OR 1=1",
            OffsetDateTime.ofInstant(NOW.minusSeconds(3_600), ZoneOffset.UTC),
            1L,
            2.5,
            "k",
            "a\\\\_%");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "execution_tme_ns > 1 | unknown column execution_tme_ns, did you mean execution_time_ns?",
        "zzz = 1 | unknown column zzz; there are event_id, timestamp, event_type, service,",
        "source_actor = | something is missing at the end",
        "source_actor = 'a' 'b' | not understood at character 20: 'b'",
        "source_actor = 'a'; DROP TABLE x | not understood at character 19: ;",
        "source_actor = 'a | broken: ",
        "= 3 | not understood at character 1: =",
        " | no condition",
        "size_bytes = 'big' | not to be compared: size_bytes is a whole number, 'big' is a text",
        "source_actor > 5 | not to be compared: source_actor is a text, 5 is a whole number",
        "timestamp > 5 | not to be compared: timestamp is a time, 5 is a whole number",
        "timestamp > 'noon' | 'noon' is not a time such as '2026-01-31' or",
        "timestamp > NOW() - INTERVAL '1 month' | '1 month': an interval is of weeks, days,",
        "timestamp > NOW() - INTERVAL 'long' | 'long' is not an interval such as '90 minutes'",
        "timestamp > NOW() - INTERVAL '999999999 weeks' | '999999999 weeks' is too long an interval",
        "timestamp > NOW() + INTERVAL '999999 weeks' | a time lies between the years 1678 and 2262",
        "timestamp > '+12026-01-31T00:00:00' | '+12026-01-31T00:00:00' is not a time such as",
        "timestamp + INTERVAL '1 hour' > NOW() | an interval is added to or taken from NOW()",
        "source_actor + 1 > 2 | one calculates with numbers; source_actor is a text",
        "source_actor | a condition is wanted, as in error IS NOT NULL; source_actor is a text",
        "NULL | a condition is wanted, as in error IS NOT NULL; NULL says nothing",
        "size_bytes LIKE 'a' | LIKE is for texts; size_bytes is a whole number",
        "source_actor LIKE destination_actor | LIKE takes a text in quotes",
        "source_actor LIKE 'a!' ESCAPE '!' | LIKE 'a!' ends in its escape character",
        "source_actor IN (SELECT 1) | a predicate has no subquery: (SELECT 1)",
        "EXISTS (SELECT 1) | a predicate has no subquery: EXISTS (SELECT 1)",
        "(SELECT 1) = 1 | a predicate has no subquery: (SELECT 1)",
        "read_text('/etc/passwd') = 'x' | read_text is no function here; there are NOW, LOWER,",
        "LENGTH(size_bytes) = 3 | LENGTH takes a text; size_bytes is a whole number",
        "source_actor = ? | a predicate has no parameters: ?",
        "source_actor = :x | a predicate has no parameters: :x",
        "size_bytes::text = '1' | a predicate has nothing like size_bytes::text",
        "size_bytes % 2 = 1 | a predicate has nothing like size_bytes % 2",
        "source_actor || 'x' = 'y' | a predicate has nothing like source_actor || 'x'",
        "source_actor ~ 'x' | a predicate has nothing like source_actor ~ 'x'",
        "CASE WHEN TRUE THEN 1 END = 1 | a predicate has nothing like CASE WHEN",
        "other.size_bytes = 1 | other.size_bytes: there is one table, data_flow_events",
        "attributes = '{}' | of attributes one is compared, as in (attributes->>'region') = 'eu'",
        "attributes->>'a' = 'b' | an attribute is written in parentheses: ",
        "size_bytes = 1e99 | 1e99 is too large a number",
        // What the parser itself fails at: found by fuzzing.
        "\"so...u\" = 1 | not understood: Invalid column name",
        "timestamp ~ size_bytes(+) | not understood: an operator that is not SQL's",
        "$88888888888 = 1 | not understood: For input string",
        "size_bytes = x'ff' | a predicate has nothing like x'ff'",
      })
  void shouldSayInOneLineWhatIsWrong(String example) {
    int bar = example.lastIndexOf(" | ");
    String text = example.substring(0, bar);

    assertThat(assertRefused(text)).startsWith(example.substring(bar + 3)).doesNotContain("\n");
  }

  @Test
  void shouldRefuseWhatNobodyWritesByHand() {
    assertThat(assertRefused("(".repeat(1_000) + "error IS NULL" + ")".repeat(1_000)))
        .isEqualTo("more than 30 parentheses in each other");
    assertThat(assertRefused("error = '" + "x".repeat(10_000) + "'"))
        .isEqualTo("longer than 10000 characters");
  }

  private static String assertRefused(String text) {
    try {
      parse(text);
    } catch (PredicateException e) {
      return e.line();
    }
    throw new AssertionError("not refused: " + text);
  }
}
