package dev.reflow.tracing.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A file that a command writes. Immutable.
 *
 * @param given as the user wrote it
 */
record OutputFile(Path given) {

  /** What its name ends in, in the lower case, without the point. */
  String extension() {
    String name = String.valueOf(given.getFileName()).toLowerCase(Locale.ROOT);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Ends the command where the name does not end in one of {@code known}. */
  void requireExtension(String... known) {
    for (String extension : known) {
      if (extension().equals(extension)) {
        return;
      }
    }
    throw CommandException.usage(given + " should end in ." + String.join(", .", known));
  }

  /** Writes {@code text}, and says so. */
  void write(String text, Surroundings surroundings) {
    Path file = surroundings.workingDirectory().resolve(given);
    Path directory = file.getParent();
    if (directory != null && !Files.isDirectory(directory)) {
      throw CommandException.failure(
          given + " cannot be written: there is no directory " + directory);
    }
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw CommandException.failure(given + " cannot be written: " + e);
    }
    surroundings.terminal().note(given + " written");
  }
}
