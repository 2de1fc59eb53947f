package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.ProcessInfo;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Whose run it is, as {@code process.properties} in its directory, for people and for listings. */
final class ProcessFile {

  private static final String FILE = "process.properties";

  private ProcessFile() {}

  static void write(Path run, ProcessInfo process) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("id", Long.toHexString(process.id()));
    properties.setProperty("start-ns", Long.toString(process.startNs()));
    properties.setProperty("pid", Long.toString(process.pid()));
    properties.setProperty("service", process.service());
    properties.setProperty("flow-id", process.flowId());
    properties.setProperty("host", process.host());
    try (Writer out = Files.newBufferedWriter(run.resolve(FILE))) {
      properties.store(out, null);
    }
  }

  /** What {@link #write} wrote, or null where it cannot be read. */
  static @Nullable ProcessInfo read(Path run) {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(run.resolve(FILE))) {
      properties.load(in);
      return new ProcessInfo(
          Long.parseUnsignedLong(properties.getProperty("id", ""), 16),
          Long.parseLong(properties.getProperty("start-ns", "")),
          Long.parseLong(properties.getProperty("pid", "")),
          properties.getProperty("service", ""),
          properties.getProperty("flow-id", ""),
          properties.getProperty("host", ""));
    } catch (IOException | IllegalArgumentException unreadable) {
      return null;
    }
  }
}
