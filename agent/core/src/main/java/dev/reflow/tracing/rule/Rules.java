package dev.reflow.tracing.rule;

import dev.reflow.tracing.config.Options;
import dev.reflow.tracing.config.Problem;
import dev.reflow.tracing.config.RuleKind;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.config.Spelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    List<Problem> problems = new ArrayList<>();
    Set<ShippedIn> wanted = EnumSet.allOf(ShippedIn.class);
    wanted.removeAll(disabled(settings, problems));
    RuleSet rules = new RuleSet(problems);
    for (ShippedIn file : ShippedIn.SHIPPED) {
      rules.addShipped(file);
    }
    rules.add(settings.ruleEntries(), ShippedIn.NOTHING);
    Rules loaded =
        new Rules(
            connectors(rules, wanted), receivers(rules, wanted), carriers(rules, wanted), problems);
    return problems.isEmpty() ? loaded : loaded.inFileOrder();
  }

  private Rules inFileOrder() {
    List<Problem> sorted = new ArrayList<>(problems);
    sorted.sort(
        Comparator.comparing((Problem problem) -> problem.place().name())
            .thenComparingInt(problem -> problem.place().line()));
    return new Rules(connectors, receivers, carriers, sorted);
  }

  private static List<ConnectorRule> connectors(RuleSet rules, Set<ShippedIn> wanted) {
    List<ConnectorRule> built = new ArrayList<>();
    for (RuleLines lines : rules.of(RuleKind.CONNECTOR, wanted)) {
      ConnectorRule rule = connector(rules, lines);
      if (rule != null) {
        built.add(rule);
      }
    }
    return built;
  }

  private static List<ReceiverRule> receivers(RuleSet rules, Set<ShippedIn> wanted) {
    List<ReceiverRule> built = new ArrayList<>();
    for (RuleLines lines : rules.of(RuleKind.RECEIVER, wanted)) {
      ReceiverRule rule = receiver(rules, lines);
      if (rule != null) {
        built.add(rule);
      }
    }
    return built;
  }

  private static List<CarrierRule> carriers(RuleSet rules, Set<ShippedIn> wanted) {
    List<CarrierRule> built = new ArrayList<>();
    for (RuleLines lines : rules.of(RuleKind.CARRIER, wanted)) {
      CarrierRule rule = RuleBuilder.carrier(lines);
      if (rule != null) {
        built.add(rule);
      }
    }
    return built;
  }

  private static @Nullable ConnectorRule connector(RuleSet rules, RuleLines lines) {
    RuleLines convention = rules.convention(RuleKind.CONNECTOR);
    lines.addDefaults(convention, RuleBuilder.MESSAGE_FACTS);
    if (!lines.shippedIn().isFramework()) {
      lines.addDefaults(convention, RuleBuilder.CONNECTOR_FACTS);
    }
    return RuleBuilder.connector(lines);
  }

  private static @Nullable ReceiverRule receiver(RuleSet rules, RuleLines lines) {
    if (!lines.shippedIn().isFramework()) {
      lines.addDefaults(rules.convention(RuleKind.RECEIVER), RuleBuilder.RECEIVER_FACTS);
    }
    return RuleBuilder.receiver(lines);
  }

  private static List<ShippedIn> disabled(Settings settings, List<Problem> problems) {
    List<ShippedIn> disabled = new ArrayList<>();
    for (String name : settings.get(Options.CONNECTORS_DISABLED)) {
      ShippedIn file = ShippedIn.named(name);
      if (file != null) {
        disabled.add(file);
      } else {
        List<String> known = ShippedIn.names();
        String text =
            "\""
                + name
                + "\" is not one of "
                + String.join(", ", known)
                + Spelling.didYouMean(name, known);
        problems.add(
            Problem.error(
                settings.origin(Options.CONNECTORS_DISABLED),
                Options.CONNECTORS_DISABLED.key(),
                text));
      }
    }
    return disabled;
  }
}
