package dev.reflow.tracing.queue;

import java.nio.file.Path;

/**
 * A place in a queue's file that could not be read. Immutable.
 *
 * @param file the stripe's file
 * @param offset bytes from the file's beginning
 * @param problem what is wrong there and what was left out for it
 */
public record Damage(Path file, long offset, String problem) {

  /** Is told of each damaged place once. Called on the reader's thread. */
  @FunctionalInterface
  public interface Listener {
    void onDamage(Damage damage);
  }

  @Override
  public String toString() {
    return file + " at byte " + offset + ": " + problem;
  }
}
