package dev.reflow.tracing.benchmarks;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads what our file sink wrote. Not thread-safe. */
final class EventFiles {

  private static final String KEY = "\"event_id\":\"";

  private long[] ids = new long[1 << 20];
  private int lines;

  /** Different events in all files under {@code directory} whose name begins with "events". */
  static long distinctEvents(Path directory) throws IOException {
    EventFiles files = new EventFiles();
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(directory)) {
      paths = walk.filter(path -> path.getFileName().toString().startsWith("events")).toList();
    }
    for (Path path : paths) {
      files.read(path);
    }
    return Arrays.stream(files.ids, 0, files.lines).sorted().distinct().count();
  }

  private void read(Path path) throws IOException {
    try (InputStream raw = Files.newInputStream(path);
        InputStream plain = path.toString().endsWith(".zst") ? new ZstdInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        add(line);
      }
    }
  }

  private void add(String line) {
    int start = line.indexOf(KEY) + KEY.length();
    UUID id = UUID.fromString(line.substring(start, start + 36));
    if (lines == ids.length) {
      ids = Arrays.copyOf(ids, lines * 2);
    }
    // the halves of ids of one process differ in few bits: spread them before they are folded
    ids[lines++] =
        id.getMostSignificantBits() * 0x9E37_79B9_7F4A_7C15L + id.getLeastSignificantBits();
  }
}
