package dev.reflow.tracing.queue;

import java.util.function.Consumer;

/**
 * Tells of the first damaged places a line each, then once that there are more: of a file that is
 * nothing but noise each page would be one. One thread.
 */
public final class DamageLines implements Damage.Listener {

  private static final int MOST = 10;

  private final Consumer<String> line;
  private int told;

  /** Hands each line to {@code line}. */
  public DamageLines(Consumer<String> line) {
    this.line = line;
  }

  @Override
  public void onDamage(Damage damage) {
    if (told < MOST) {
      line.accept(damage.toString());
    } else if (told == MOST) {
      line.accept("more of the queue cannot be read: the command verify lists every place");
    }
    told = Math.min(MOST + 1, told + 1);
  }
}
