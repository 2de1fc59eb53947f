package dev.reflow.tracing.event;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times as RFC 3339 writes them; the date is worked out once a second. Not thread-safe. */
final class JsonTime {

  private static final long NS_PER_SECOND = 1_000_000_000L;
  private static final int SECONDS_LENGTH = "2026-01-02T03:04:05".length();

  private final byte[] text = JsonBuffer.ascii("2026-01-02T03:04:05.678901234Z");
  private long secondStartNs = 1;

  /** Appends the time in UTC with nine digits behind the point. */
  void put(JsonBuffer json, long epochNs) {
    long ns = epochNs - secondStartNs;
    if (ns < 0 || ns >= NS_PER_SECOND || secondStartNs == 1) {
      long second = Math.floorDiv(epochNs, NS_PER_SECOND);
      putSecond(second);
      ns = Math.floorMod(epochNs, NS_PER_SECOND);
      secondStartNs = epochNs - ns;
    }
    int rest = (int) ns;
    text[SECONDS_LENGTH + 9] = (byte) ('0' + rest % 10);
    rest /= 10;
    for (int at = SECONDS_LENGTH + 7; at > SECONDS_LENGTH; at -= 2) {
      JsonBuffer.putPair(text, at, rest % 100);
      rest /= 100;
    }
    json.put(text);
  }

  // Nanoseconds since the epoch fit a long from 1677 to 2262, so the year has four digits.
  private void putSecond(long epochSecond) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
    JsonBuffer.putPair(text, 0, utc.getYear() / 100);
    JsonBuffer.putPair(text, 2, utc.getYear() % 100);
    JsonBuffer.putPair(text, 5, utc.getMonthValue());
    JsonBuffer.putPair(text, 8, utc.getDayOfMonth());
    JsonBuffer.putPair(text, 11, utc.getHour());
    JsonBuffer.putPair(text, 14, utc.getMinute());
    JsonBuffer.putPair(text, 17, utc.getSecond());
  }
}
