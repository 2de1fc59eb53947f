package dev.reflow.tracing.weave;

import dev.reflow.tracing.health.RuleReport;
import dev.reflow.tracing.rule.CarrierRule;
import dev.reflow.tracing.rule.ConnectorRule;
import dev.reflow.tracing.rule.MethodPattern;
import dev.reflow.tracing.rule.ReceiverRule;
import dev.reflow.tracing.rule.Rules;
import dev.reflow.tracing.rule.TypeFacts;
import dev.reflow.tracing.rule.TypePattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds classes against the rules, the cheap questions first: nearly every class is none of the
 * rules' business and must cost next to nothing. Any thread.
 */
final class RuleMatcher {

  private final Rules rules;
  private final MethodNames methodNames;
  private final List<TypePattern> ownPatterns;
  private final List<TypePattern> jdkPatterns;

  RuleMatcher(Rules rules) {
    this.rules = rules;
    this.methodNames =
        new MethodNames(
            Stream.concat(
                    rules.connectors().stream().map(ConnectorRule::methods),
                    rules.receivers().stream().map(ReceiverRule::methods))
                .flatMap(List::stream)
                .map(MethodPattern::name)
                .toList());
    this.ownPatterns = ownPatterns(rules);
    this.jdkPatterns = patterns(rules).filter(JdkTypes::isMeantBy).toList();
  }

  /** Whether a rule names types of the JDK, so that their supertypes matter. */
  boolean meansJdk() {
    return !jdkPatterns.isEmpty();
  }

  /** Whether a rule means this very type of the JDK; the others are not looked at. */
  boolean meansJdkType(String name) {
    return jdkPatterns.stream().anyMatch(pattern -> pattern.matchesName(name));
  }

  /** False only when no rule can match: the one question that every class is asked. */
  boolean mayMatch(String name, byte[] classFile) {
    return methodNames.mayBeIn(classFile) || namesType(name);
  }

  /**
   * Whether a carrier rule or a rule of the user's may match {@code name}, whatever its methods.
   */
  private boolean namesType(String name) {
    for (CarrierRule rule : rules.carriers()) {
      if (rule.type().mayMatchName(name)) {
        return true;
      }
    }
    for (TypePattern pattern : ownPatterns) {
      if (pattern.matchesName(name)) {
        return true;
      }
    }
    return false;
  }

  /** What the rules say of a class; {@code report} hears of each rule whose type matches. */
  ClassMatch match(ClassOutline outline, TypeFacts type, RuleReport report) {
    Map<DeclaredMethod, ConnectorRule> connectors = new LinkedHashMap<>();
    Map<DeclaredMethod, ReceiverRule> receivers = new LinkedHashMap<>();
    for (DeclaredMethod method : outline.methods(methodNames)) {
      if (method.isConcrete() && Descriptor.hasParameters(method.descriptor())) {
        ConnectorRule connector = connector(method, type);
        ReceiverRule receiver = connector == null ? receiver(method, type) : null;
        if (connector != null) {
          connectors.put(method, connector);
        } else if (receiver != null) {
          receivers.put(method, receiver);
        }
      }
    }
    connectors.values().forEach(rule -> report.connector(rule.name()).matched(type.name()));
    receivers.values().forEach(rule -> report.receiver(rule.name()).matched(type.name()));
    reportOwn(type.name(), report);
    return new ClassMatch(connectors, receivers, carrier(type, report));
  }

  /** Whether any rule's type matches, whatever the methods. */
  boolean matchesType(TypeFacts type) {
    return rules.connectors().stream().anyMatch(rule -> rule.matchesType(type))
        || rules.receivers().stream().anyMatch(rule -> rule.matchesType(type))
        || rules.carriers().stream().anyMatch(rule -> rule.type().matches(type));
  }

  private @Nullable ConnectorRule connector(DeclaredMethod method, TypeFacts type) {
    List<String> parameters = Descriptor.parameters(method.descriptor());
    return first(
        rules.connectors(),
        rule -> rule.matchesMethod(method.name(), parameters) && rule.matchesType(type));
  }

  private @Nullable ReceiverRule receiver(DeclaredMethod method, TypeFacts type) {
    List<String> parameters = Descriptor.parameters(method.descriptor());
    return first(
        rules.receivers(),
        rule -> rule.matchesMethod(method.name(), parameters) && rule.matchesType(type));
  }

  private @Nullable CarrierRule carrier(TypeFacts type, RuleReport report) {
    CarrierRule carrier = first(rules.carriers(), rule -> rule.type().matches(type));
    if (carrier != null) {
      report.carrier(carrier.name()).matched(type.name());
    }
    return carrier;
  }

  /** So that a rule with the right type and a wrong method is told from one with a wrong type. */
  private void reportOwn(String name, RuleReport report) {
    for (ConnectorRule rule : rules.connectors()) {
      if (!rule.builtIn() && rule.type().matchesName(name)) {
        report.connector(rule.name()).matched(name);
      }
    }
    for (ReceiverRule rule : rules.receivers()) {
      if (!rule.builtIn() && rule.type().matchesName(name)) {
        report.receiver(rule.name()).matched(name);
      }
    }
  }

  private static <T> @Nullable T first(List<T> rules, Predicate<T> matches) {
    for (T rule : rules) {
      if (matches.test(rule)) {
        return rule;
      }
    }
    return null;
  }

  private static List<TypePattern> ownPatterns(Rules rules) {
    return Stream.concat(
            rules.connectors().stream().filter(rule -> !rule.builtIn()).map(ConnectorRule::type),
            rules.receivers().stream().filter(rule -> !rule.builtIn()).map(ReceiverRule::type))
        .toList();
  }

  private static Stream<TypePattern> patterns(Rules rules) {
    return Stream.of(
            rules.connectors().stream().map(ConnectorRule::type),
            rules.receivers().stream().map(ReceiverRule::type),
            rules.carriers().stream().map(CarrierRule::type))
        .flatMap(patterns -> patterns);
  }
}
