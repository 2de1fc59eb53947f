package dev.reflow.tracing.rule;

import dev.reflow.tracing.config.Problem;
import dev.reflow.tracing.config.Settings;
import java.util.List;

/**
 * Every rule in force, in the order in which they are tried: the first that matches a method is the
 * one for it.
 */
public record Rules(
    List<ConnectorRule> connectors,
    List<ReceiverRule> receivers,
    List<CarrierRule> carriers,
    List<Problem> problems) {

  public Rules {
    connectors = List.copyOf(connectors);
    receivers = List.copyOf(receivers);
    carriers = List.copyOf(carriers);
    problems = List.copyOf(problems);
  }

  /** The user's own first, then the frameworks', then the conventions. */
  public static Rules load(Settings settings) {
    return new Rules(List.of(), List.of(), List.of(), List.of());
  }
}
