package dev.reflow.tracing.rule;

/** Where a rule comes from. */
enum ShippedIn {
  /** Not shipped: the user's own. */
  NOTHING(""),
  PEKKO("pekko"),
  AKKA("akka"),
  CONVENTIONS("conventions");

  private final String fileName;

  ShippedIn(String fileName) {
    this.fileName = fileName;
  }

  /** Without the extension; also what a user switches it off by. */
  String fileName() {
    return fileName;
  }

  boolean isFramework() {
    return this != NOTHING && this != CONVENTIONS;
  }

  boolean isShipped() {
    return this != NOTHING;
  }
}
