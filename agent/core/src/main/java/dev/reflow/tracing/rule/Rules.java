package dev.reflow.tracing.rule;

import dev.reflow.tracing.config.Options;
import dev.reflow.tracing.config.Problem;
import dev.reflow.tracing.config.RuleKind;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.config.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
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

  private static final Comparator<Problem> IN_FILE_ORDER =
      Comparator.comparing((Problem problem) -> problem.place().name())
          .thenComparingInt(problem -> problem.place().line());

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
    disabled(settings, problems).forEach(wanted::remove);
    RuleSet rules = new RuleSet(problems);
    shipped().forEach(rules::addShipped);
    rules.add(settings.ruleEntries(), ShippedIn.NOTHING);
    List<ConnectorRule> connectors =
        rules.build(RuleKind.CONNECTOR, wanted, lines -> connector(rules, lines));
    List<ReceiverRule> receivers =
        rules.build(RuleKind.RECEIVER, wanted, lines -> receiver(rules, lines));
    List<CarrierRule> carriers = rules.build(RuleKind.CARRIER, wanted, RuleBuilder::carrier);
    problems.sort(IN_FILE_ORDER);
    return new Rules(connectors, receivers, carriers, problems);
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
    List<String> known = shipped().stream().map(ShippedIn::fileName).toList();
    for (String name : settings.get(Options.CONNECTORS_DISABLED)) {
      int index = known.indexOf(name);
      if (index >= 0) {
        disabled.add(shipped().get(index));
      } else {
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

  private static List<ShippedIn> shipped() {
    return Arrays.stream(ShippedIn.values()).filter(ShippedIn::isShipped).toList();
  }
}
