package dev.reflow.tracing.weave;

import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.health.RuleReport;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Has it said, once each, which classes could not be woven and why. Any thread. */
final class Refusals {

  private static final int MAX_LINES = 100;

  private final RuleReport report;
  private final Log log;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  Refusals(RuleReport report, Log log) {
    this.report = report;
    this.log = log;
  }

  /** Weaving {@code className} failed after a rule matched it. */
  void refused(String className, ClassMatch match, Throwable cause) {
    String reason = reason(cause);
    match.entries(report).forEach(entry -> entry.refused(className, reason));
    warnOnce(className, "cannot weave " + className + ", it runs untraced: " + reason);
  }

  /** The gate is hidden from the class: one line for each kind of loader. */
  void unseen(String className, @Nullable ClassLoader loader, ClassMatch match) {
    String reason = GateVisibility.reason(loader);
    match.entries(report).forEach(entry -> entry.refused(className, reason));
    warnOnce(reason, "cannot weave " + className + ", it runs untraced: " + reason);
  }

  /** Looking at {@code className} failed before any rule matched it. */
  void failed(String className, Throwable cause) {
    warnOnce(className, "cannot look at " + className + ", it runs untraced: " + reason(cause));
  }

  private void warnOnce(String subject, String line) {
    if (told.size() < MAX_LINES && told.add(subject)) {
      log.warnLater(line);
    }
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getName() : message;
  }
}
