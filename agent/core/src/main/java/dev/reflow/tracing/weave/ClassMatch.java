package dev.reflow.tracing.weave;

import dev.reflow.tracing.health.RuleReport;
import dev.reflow.tracing.rule.CarrierRule;
import dev.reflow.tracing.rule.ConnectorRule;
import dev.reflow.tracing.rule.ReceiverRule;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say of one class: for each method at most one rule.
 *
 * @param connectors methods that send
 * @param receivers methods that handle
 * @param carrier set when objects of the class carry messages
 */
record ClassMatch(
    Map<DeclaredMethod, ConnectorRule> connectors,
    Map<DeclaredMethod, ReceiverRule> receivers,
    @Nullable CarrierRule carrier) {

  private static final String NO_FIELD =
      "it takes no field: an interface, a record, or loaded before the agent";

  boolean isEmpty() {
    return connectors.isEmpty() && receivers.isEmpty() && carrier == null;
  }

  /** Whether a woven method has an object to keep state in. */
  boolean hasInstanceMethod() {
    return connectors.keySet().stream().anyMatch(method -> !method.isStatic())
        || receivers.keySet().stream().anyMatch(method -> !method.isStatic());
  }

  /** What the report has of the rules that matched. */
  Stream<RuleReport.Entry> entries(RuleReport report) {
    Stream<RuleReport.Entry> entries =
        Stream.concat(
            connectors.values().stream().map(rule -> report.connector(rule.name())),
            receivers.values().stream().map(rule -> report.receiver(rule.name())));
    return carrier == null
        ? entries.distinct()
        : Stream.concat(entries.distinct(), Stream.of(report.carrier(carrier.name())));
  }

  /** Tells {@code report} whose type matches. */
  void reportMatched(String className, RuleReport report) {
    entries(report).forEach(entry -> entry.matched(className));
  }

  /** Tells {@code report} what was woven, and which carrier could not be. */
  void reportWoven(String className, WovenClass woven, RuleReport report) {
    connectors.forEach(
        (method, rule) -> report.connector(rule.name()).woven(className, method.key()));
    receivers.forEach(
        (method, rule) -> report.receiver(rule.name()).woven(className, method.key()));
    if (carrier != null && woven.originField()) {
      report.carrier(carrier.name()).woven(className, "<init>");
    } else if (carrier != null) {
      report.carrier(carrier.name()).refused(className, NO_FIELD);
    }
  }
}
