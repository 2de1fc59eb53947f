package dev.reflow.e2e;

import java.nio.file.Path;
import java.util.List;

/**
 * What a run left: how it ended, what it printed, what it traced.
 *
 * @param queueDirectory where the queue is, whether or not anything is there
 * @param file where the file sink writes, whether or not anything is there
 */
record Outcome(int status, String stdout, String stderr, Path queueDirectory, Path file) {

  /** The events on the queue. */
  List<Flow> flows() {
    return QueueContents.flows(queueDirectory);
  }

  /** The events in the file sink's files. */
  List<WireEvent> fileEvents() {
    return NdjsonFiles.events(file);
  }

  /** Lines on standard error that are not the agent's own. */
  List<String> strangeLines() {
    return stderr.lines().filter(line -> !isOurs(line)).toList();
  }

  /** The agent's own lines that contain {@code text}. */
  List<String> agentLines(String text) {
    return stderr.lines().filter(line -> isOurs(line) && line.contains(text)).toList();
  }

  private static boolean isOurs(String line) {
    return line.startsWith("reflow ") || line.startsWith("reflow: ");
  }
}
