package dev.reflow.tracing.sink.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Names a full file: {@code NAME-20260102T030405-1.ndjson.zst}, in UTC. Stateless. */
final class Rotation {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Rotation() {}

  /** Renames {@code file} to the next free name of this second and returns that. */
  static Path rotate(Path file, String suffix, Instant now) throws IOException {
    String name = String.valueOf(file.getFileName());
    String plain = name.substring(0, name.length() - suffix.length());
    int dot = plain.lastIndexOf('.');
    String base = dot <= 0 ? plain : plain.substring(0, dot);
    String extension = dot <= 0 ? "" : plain.substring(dot);
    String time = TIME.format(now.truncatedTo(ChronoUnit.SECONDS));
    int number = 1;
    Path target;
    do {
      target = file.resolveSibling(base + "-" + time + "-" + number++ + extension + suffix);
    } while (Files.exists(target));
    return Files.move(file, target);
  }
}
