package dev.reflow.tracing.cli;

import dev.reflow.tracing.event.EventView;
import java.util.List;

/** Events as lines for people. One thread. */
final class LineForm implements EventForm<EventLine> {

  private final Terminal terminal;
  private final EventTable table;

  LineForm(Surroundings surroundings) {
    this.terminal = surroundings.terminal();
    this.table = new EventTable(terminal, new EventTime(surroundings.clock()));
  }

  @Override
  public EventLine keep(EventView event) {
    return EventLine.of(event);
  }

  @Override
  public void show(List<EventLine> events) {
    table.print(events);
    terminal.flush();
  }
}
