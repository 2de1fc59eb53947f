package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which messages of {@code app.faults.LedgerMain} are in a file sink's files. */
final class FileNumbers {

  private static final Pattern EVENT =
      Pattern.compile("\"message_id\":\"(\\d+)\".*\"service\":\"([^\"]+)\"");

  private FileNumbers() {}

  static DeliveredNumbers read(Path file) {
    DeliveredNumbers numbers = new DeliveredNumbers();
    NdjsonFiles.forEachLine(
        file,
        line -> {
          Matcher event = EVENT.matcher(line);
          assertThat(event.find()).as(line).isTrue();
          numbers.event(event.group(2), Long.parseLong(event.group(1)));
        });
    return numbers;
  }
}
