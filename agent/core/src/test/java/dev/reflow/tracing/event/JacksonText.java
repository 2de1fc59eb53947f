package dev.reflow.tracing.event;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/** The ids' and times' part of {@link JacksonEventJson}. */
final class JacksonText {

  private static final char[] HEX = "0123456789abcdef".toCharArray();
  private static final long NS_PER_SECOND = 1_000_000_000L;
  private static final int SECONDS_LENGTH = "2026-01-02T03:04:05".length();
  private static final int TIME_LENGTH = "2026-01-02T03:04:05.678901234Z".length();

  private final char[] uuid = new char[36];
  private final char[] hex = new char[16];
  private final char[] time = new char[TIME_LENGTH];
  private long second = Long.MIN_VALUE;

  void writeUuid(JsonGenerator json, String name, UUID id) {
    json.writeName(name);
    writeUuid(json, id);
  }

  void writeUuid(JsonGenerator json, UUID id) {
    long high = id.getMostSignificantBits();
    long low = id.getLeastSignificantBits();
    putHex(uuid, 0, high >>> 32, 8);
    uuid[8] = '-';
    putHex(uuid, 9, high >>> 16, 4);
    uuid[13] = '-';
    putHex(uuid, 14, high, 4);
    uuid[18] = '-';
    putHex(uuid, 19, low >>> 48, 4);
    uuid[23] = '-';
    putHex(uuid, 24, low, 12);
    json.writeString(uuid, 0, uuid.length);
  }

  /** Sixteen hexadecimal digits. */
  void writeHex(JsonGenerator json, String name, long bits) {
    putHex(hex, 0, bits, 16);
    json.writeName(name);
    json.writeString(hex, 0, hex.length);
  }

  /** RFC 3339 in UTC with nine digits behind the point. */
  void writeTime(JsonGenerator json, String name, long epochNs) {
    long epochSecond = Math.floorDiv(epochNs, NS_PER_SECOND);
    if (epochSecond != second) {
      putSecond(epochSecond);
      second = epochSecond;
    }
    putDecimal(time, SECONDS_LENGTH + 1, Math.floorMod(epochNs, NS_PER_SECOND), 9);
    json.writeName(name);
    json.writeString(time, 0, time.length);
  }

  // Nanoseconds since the epoch fit a long from 1677 to 2262, so the year has four digits.
  private void putSecond(long epochSecond) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
    putDecimal(time, 0, utc.getYear(), 4);
    time[4] = '-';
    putDecimal(time, 5, utc.getMonthValue(), 2);
    time[7] = '-';
    putDecimal(time, 8, utc.getDayOfMonth(), 2);
    time[10] = 'T';
    putDecimal(time, 11, utc.getHour(), 2);
    time[13] = ':';
    putDecimal(time, 14, utc.getMinute(), 2);
    time[16] = ':';
    putDecimal(time, 17, utc.getSecond(), 2);
    time[SECONDS_LENGTH] = '.';
    time[TIME_LENGTH - 1] = 'Z';
  }

  private static void putDecimal(char[] target, int at, long value, int digits) {
    long rest = value;
    for (int i = at + digits - 1; i >= at; i--) {
      target[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private static void putHex(char[] target, int at, long bits, int digits) {
    long rest = bits;
    for (int i = at + digits - 1; i >= at; i--) {
      target[i] = HEX[(int) (rest & 0xF)];
      rest >>>= 4;
    }
  }
}
