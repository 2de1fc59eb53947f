package dev.reflow.tracing.queue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a segment's file is called: {@code 20000101-0000V.cq4} is the first, {@code
 * 20000101-0005V.cq4} the second, as Chronicle's {@code FIVE_MINUTELY} names its files. So there
 * are names for 841 million, of which a million events a second use three. Stateless; any thread.
 */
final class SegmentName {

  /** 2000-01-01, counted in days from 1970 on. */
  static final long FIRST_DAY = 10_957;

  /** What each of them ends with. */
  static final String END = "V.cq4";

  private static final int DAY_DIGITS = 8;
  private static final int TIME_AT = DAY_DIGITS + 1;
  private static final int TIME_DIGITS = 4;
  private static final int LENGTH = TIME_AT + TIME_DIGITS + END.length();

  private static final int MINUTES = 5;
  private static final int PER_HOUR = 60 / MINUTES;
  private static final int PER_DAY = 24 * PER_HOUR;
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmm");

  private SegmentName() {}

  /** The file of {@code segment}, counted from 0 on. */
  static Path file(Path stripe, long segment) {
    LocalDate day = LocalDate.ofEpochDay(FIRST_DAY + segment / PER_DAY);
    LocalDateTime time = day.atStartOfDay().plusMinutes(segment % PER_DAY * MINUTES);
    return stripe.resolve(time.format(NAME) + END);
  }

  /** The lowest segment from {@code least} on that has a file. */
  static OptionalLong next(Path stripe, long least) throws IOException {
    if (Files.exists(file(stripe, least))) {
      return OptionalLong.of(least);
    }
    return all(stripe).tailMap(least).keySet().stream().mapToLong(Long::longValue).findFirst();
  }

  /** The files of {@code stripe} by their numbers. */
  static SortedMap<Long, Path> all(Path stripe) throws IOException {
    SortedMap<Long, Path> all = new TreeMap<>();
    // No glob: retention looks many times a second, and a pattern would be made each time.
    try (DirectoryStream<Path> files = Files.newDirectoryStream(stripe)) {
      for (Path file : files) {
        long segment = number(file.getFileName().toString());
        if (segment >= 0) {
          all.put(segment, file);
        }
      }
    }
    return all;
  }

  /** The number of the file {@code name}, counted from 0 on; -1 where no segment is called so. */
  private static long number(String name) {
    if (name.length() != LENGTH || !name.endsWith(END) || name.charAt(DAY_DIGITS) != '-') {
      return -1;
    }
    try {
      int day = Integer.parseUnsignedInt(name, 0, DAY_DIGITS, 10);
      int time = Integer.parseUnsignedInt(name, TIME_AT, TIME_AT + TIME_DIGITS, 10);
      long days = LocalDate.of(day / 10_000, day / 100 % 100, day % 100).toEpochDay() - FIRST_DAY;
      int minutes = LocalTime.of(time / 100, time % 100).toSecondOfDay() / 60;
      return minutes % MINUTES == 0 ? days * PER_DAY + minutes / MINUTES : -1;
    } catch (NumberFormatException | DateTimeException notOurs) {
      return -1;
    }
  }
}
