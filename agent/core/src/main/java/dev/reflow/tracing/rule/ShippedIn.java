package dev.reflow.tracing.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a rule comes from. */
enum ShippedIn {
  /** Not shipped: the user's own. */
  NOTHING(""),
  PEKKO("pekko"),
  AKKA("akka"),
  CONVENTIONS("conventions");

  /** All but {@link #NOTHING}. */
  static final List<ShippedIn> SHIPPED = List.of(PEKKO, AKKA, CONVENTIONS);

  private final String fileName;

  ShippedIn(String fileName) {
    this.fileName = fileName;
  }

  /** Without the extension; also what a user switches it off by. */
  String fileName() {
    return fileName;
  }

  /** Null when none is called so. */
  static @Nullable ShippedIn named(String fileName) {
    for (ShippedIn file : SHIPPED) {
      if (file.fileName.equals(fileName)) {
        return file;
      }
    }
    return null;
  }

  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (ShippedIn file : SHIPPED) {
      names.add(file.fileName);
    }
    return names;
  }

  boolean isFramework() {
    return this != NOTHING && this != CONVENTIONS;
  }

  boolean isShipped() {
    return this != NOTHING;
  }
}
