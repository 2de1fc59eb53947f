package dev.reflow.tracing.cli;

/** The columns of an event's line, in their order. */
enum EventColumn {
  TIME("TIME", Tone.DIM, false, Columns.WHOLE),
  FROM("FROM", Tone.CYAN, false, 10),
  ARROW("", Tone.DIM, false, Columns.WHOLE),
  TO("TO", Tone.CYAN, false, 10),
  TYPE("TYPE", Tone.PLAIN, false, 6),
  SIZE("SIZE", Tone.PLAIN, true, Columns.WHOLE),
  TOOK("TOOK", Tone.BOLD, true, Columns.WHOLE),
  DEPTH("DEPTH", Tone.PLAIN, true, Columns.WHOLE),
  ID("MESSAGE ID", Tone.PLAIN, false, 6);

  private final String title;
  private final Tone tone;
  private final boolean toTheRight;
  private final int leastWidth;

  EventColumn(String title, Tone tone, boolean toTheRight, int leastWidth) {
    this.title = title;
    this.tone = tone;
    this.toTheRight = toTheRight;
    this.leastWidth = leastWidth;
  }

  String title() {
    return title;
  }

  Tone tone() {
    return tone;
  }

  /** Whether its texts stand at the column's right side, as numbers do. */
  boolean isToTheRight() {
    return toTheRight;
  }

  /** What stands before it, but for the first. */
  String gap() {
    return this == ARROW || this == TO ? " " : "  ";
  }

  /** Width below which it is not cut. */
  int leastWidth() {
    return leastWidth;
  }
}
