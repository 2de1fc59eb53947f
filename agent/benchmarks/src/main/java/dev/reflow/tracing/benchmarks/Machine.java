package dev.reflow.tracing.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The line above a table that says where and when it was measured. */
final class Machine {

  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private Machine() {}

  /** Date, processors, memory, JDK, commit, load. */
  static String line() throws IOException {
    return "%s UTC, %d × %s, %s of memory, %s %s, commit %s, load average %s%s"
        .formatted(
            MINUTES.format(ZonedDateTime.now(ZoneOffset.UTC)),
            Runtime.getRuntime().availableProcessors(),
            value(Files.readAllLines(Path.of("/proc/cpuinfo")), "model name"),
            gibibytes(value(Files.readAllLines(Path.of("/proc/meminfo")), "MemTotal")),
            System.getProperty("java.vm.name"),
            System.getProperty("java.runtime.version"),
            System.getProperty("benchmarks.commit", "unknown"),
            Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0],
            SpareMemory.remark());
  }

  /** What stands behind the first {@code key} and a colon. */
  static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown " + key);
  }

  private static String gibibytes(String kibibytes) {
    return Math.round(Long.parseLong(kibibytes.replace(" kB", "")) / 1048576.0) + " GiB";
  }
}
