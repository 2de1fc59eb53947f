package dev.reflow.tracing.queue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a segment's file is called: {@code 20000101L.cq4} is the first, {@code 20000102L.cq4} the
 * second, as Chronicle's {@code LARGE_DAILY} names its files. Stateless; any thread.
 */
final class SegmentName {

  /** 2000-01-01, counted in days from 1970 on. */
  static final long FIRST_DAY = 10_957;

  /** What each of them ends with. */
  static final String END = "L.cq4";

  private static final int DAY_DIGITS = 8;
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  private SegmentName() {}

  /** The file of {@code segment}, counted from 0 on. */
  static Path file(Path stripe, long segment) {
    return stripe.resolve(LocalDate.ofEpochDay(FIRST_DAY + segment).format(DAY) + END);
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
    if (name.length() != DAY_DIGITS + END.length() || !name.endsWith(END)) {
      return -1;
    }
    try {
      int day = Integer.parseUnsignedInt(name, 0, DAY_DIGITS, 10);
      return LocalDate.of(day / 10_000, day / 100 % 100, day % 100).toEpochDay() - FIRST_DAY;
    } catch (NumberFormatException | DateTimeException notOurs) {
      return -1;
    }
  }
}
