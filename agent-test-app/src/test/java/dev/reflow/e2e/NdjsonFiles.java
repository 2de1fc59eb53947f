package dev.reflow.e2e;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a file sink wrote: its file, and those that it rotated, compressed or not. */
final class NdjsonFiles {

  private NdjsonFiles() {}

  static List<WireEvent> events(Path file) {
    List<WireEvent> events = new ArrayList<>();
    forEachLine(file, line -> events.add(WireEvent.ofLine(line)));
    return events;
  }

  static void forEachLine(Path file, Consumer<String> action) {
    try {
      for (Path each : filesOf(file)) {
        read(each, action);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> filesOf(Path file) throws IOException {
    String name = file.getFileName().toString();
    String stem = name.substring(0, name.indexOf('.'));
    try (Stream<Path> files = Files.list(file.getParent())) {
      return files.filter(each -> each.getFileName().toString().startsWith(stem)).sorted().toList();
    }
  }

  private static void read(Path file, Consumer<String> action) throws IOException {
    try (InputStream in = open(file);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        action.accept(line);
      }
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".zst") ? new ZstdInputStream(in) : in;
  }
}
