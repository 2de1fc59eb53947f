package dev.reflow.tracing.cli;

/** How a piece of text stands out on a terminal. */
enum Tone {
  PLAIN(""),
  BOLD("1"),
  DIM("2"),
  RED("31"),
  GREEN("32"),
  YELLOW("33"),
  CYAN("36");

  private final String code;

  Tone(String code) {
    this.code = code;
  }

  /** {@code text} between the terminal's codes; as it is when there is nothing to show. */
  String paint(String text) {
    return this == PLAIN || text.isBlank() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
