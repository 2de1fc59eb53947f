package dev.reflow.tracing.cli;

import dev.reflow.tracing.event.EventView;
import java.util.List;

/**
 * How events are shown. One thread.
 *
 * @param <T> what is kept of an event until its turn comes
 */
interface EventForm<T extends Timed> {

  /** Keeps what is to be shown of {@code event}, which is gone afterwards. */
  T keep(EventView event);

  /** Shows {@code events} in their order. */
  void show(List<T> events);
}
