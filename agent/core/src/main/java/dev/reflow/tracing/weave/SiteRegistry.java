package dev.reflow.tracing.weave;

import dev.reflow.tracing.rule.ConnectorRule;
import dev.reflow.tracing.rule.ReceiverRule;

/**
 * Gives each woven method the number that its advice passes to the gate. Called by whichever thread
 * loads a class, by several at once, and before the method can be called; must not touch the class
 * that is being loaded.
 */
public interface SiteRegistry {

  /** A number for a method that sends, of which {@code rule} says how to read the facts. */
  int connector(ConnectorRule rule, WovenMethod method);

  /** {@code loader} is about to define the classes of OpenTelemetry's API. */
  default void sawSpans(ClassLoader loader) {}

  /** A number for a method that handles messages. */
  int receiver(ReceiverRule rule, WovenMethod method);
}
