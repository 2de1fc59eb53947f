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

  private static final String END = "L.cq4";
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
    try (DirectoryStream<Path> files = Files.newDirectoryStream(stripe, "*" + END)) {
      for (Path file : files) {
        long segment = number(file.getFileName().toString());
        if (segment >= 0) {
          all.put(segment, file);
        }
      }
    }
    return all;
  }

  private static long number(String name) {
    try {
      String day = name.substring(0, name.length() - END.length());
      return LocalDate.parse(day, DAY).toEpochDay() - FIRST_DAY;
    } catch (DateTimeException notOurs) {
      return -1;
    }
  }
}
