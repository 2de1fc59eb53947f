package app.shapes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the program did, by its own account. Main thread only. */
final class Truth {

  static final String FROM = "shapes";

  private final List<String> lines = new ArrayList<>();

  /** {@code sends} messages went to {@code to}. */
  void flows(String to, int sends) {
    flows(FROM, to, sends, 0);
  }

  /** {@code sends} messages went to {@code to}, of which {@code errors} failed. */
  void flows(String from, String to, int sends, int errors) {
    lines.add("flow " + from + " " + to + " " + sends + " " + errors);
  }

  /** Each message to {@code to} took at least so long. */
  void atLeastMs(String to, long durationMs) {
    lines.add("slow " + to + " " + durationMs);
  }

  /** Each message to {@code to} had this type and size; -1 for any size. */
  void message(String to, String type, long sizeBytes) {
    lines.add("message " + to + " " + type + " " + sizeBytes);
  }

  /** Something that must hold, traced or not. */
  void check(String what, boolean holds) {
    lines.add("check " + holds + " " + what);
  }

  /** Something that must be equal, traced or not. */
  void same(String what, @Nullable Object expected, @Nullable Object actual) {
    check(what + ": " + actual, expected == actual);
  }

  void writeTo(Path file) throws IOException {
    Files.write(file, lines);
  }
}
