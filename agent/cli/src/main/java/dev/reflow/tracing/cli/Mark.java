package dev.reflow.tracing.cli;

/** How a line of a report is meant. */
enum Mark {
  GOOD("✓", Tone.GREEN),
  /** Worth a look; nothing stops for it. */
  FINDING("!", Tone.YELLOW),
  BAD("✗", Tone.RED);

  private final String sign;
  private final Tone tone;

  Mark(String sign, Tone tone) {
    this.sign = sign;
    this.tone = tone;
  }

  /** Prints {@code text} behind the sign; what is not good is coloured as a whole. */
  void print(Terminal terminal, String text) {
    String line =
        this == GOOD
            ? terminal.paint(tone, sign) + " " + text
            : terminal.paint(tone, sign + " " + text);
    terminal.line("  " + line);
  }
}
