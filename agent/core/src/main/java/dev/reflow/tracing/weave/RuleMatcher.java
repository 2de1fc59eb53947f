package dev.reflow.tracing.weave;

import dev.reflow.tracing.health.RuleReport;
import dev.reflow.tracing.rule.CarrierRule;
import dev.reflow.tracing.rule.ConnectorRule;
import dev.reflow.tracing.rule.MethodPattern;
import dev.reflow.tracing.rule.ReceiverRule;
import dev.reflow.tracing.rule.Rules;
import dev.reflow.tracing.rule.TypeFacts;
import dev.reflow.tracing.rule.TypePattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds classes against the rules, the cheap questions first: nearly every class is none of the
 * rules' business and must cost next to nothing. Any thread.
 */
final class RuleMatcher {

  private final Rules rules;
  private final MethodNames methodNames;
  private final List<TypePattern> ownPatterns = new ArrayList<>();
  private final List<TypePattern> jdkPatterns = new ArrayList<>();

  // Loops, not streams: this runs before the application's main, where each lambda costs.
  RuleMatcher(Rules rules) {
    this.rules = rules;
    Set<String> names = new HashSet<>();
    for (ConnectorRule rule : rules.connectors()) {
      addNames(rule.methods(), names);
      addPattern(rule.type(), rule.builtIn());
    }
    for (ReceiverRule rule : rules.receivers()) {
      addNames(rule.methods(), names);
      addPattern(rule.type(), rule.builtIn());
    }
    for (CarrierRule rule : rules.carriers()) {
      addPattern(rule.type(), true);
    }
    this.methodNames = new MethodNames(names);
  }

  private static void addNames(List<MethodPattern> methods, Set<String> names) {
    for (MethodPattern method : methods) {
      names.add(method.name());
    }
  }

  private void addPattern(TypePattern pattern, boolean builtIn) {
    if (!builtIn) {
      ownPatterns.add(pattern);
    }
    if (JdkTypes.isMeantBy(pattern)) {
      jdkPatterns.add(pattern);
    }
  }

  /** Whether a rule names types of the JDK, so that their supertypes matter. */
  boolean meansJdk() {
    return !jdkPatterns.isEmpty();
  }

  /** Whether a rule means this very type of the JDK; the others are not looked at. */
  boolean meansJdkType(String name) {
    return anyNames(jdkPatterns, name);
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
    return anyNames(ownPatterns, name);
  }

  private static boolean anyNames(List<TypePattern> patterns, String name) {
    for (TypePattern pattern : patterns) {
      if (pattern.matchesName(name)) {
        return true;
      }
    }
    return false;
  }

  /** What the rules say of a class. */
  ClassMatch match(ClassOutline outline, TypeFacts type) {
    Map<DeclaredMethod, ConnectorRule> connectors = new LinkedHashMap<>();
    Map<DeclaredMethod, ReceiverRule> receivers = new LinkedHashMap<>();
    for (DeclaredMethod method : outline.methods(methodNames)) {
      if (method.isConcrete() && Descriptor.hasParameters(method.descriptor())) {
        List<String> parameters = Descriptor.parameters(method.descriptor());
        ConnectorRule connector = connector(method, parameters, type);
        ReceiverRule receiver = connector == null ? receiver(method, parameters, type) : null;
        if (connector != null) {
          connectors.put(method, connector);
        } else if (receiver != null) {
          receivers.put(method, receiver);
        }
      }
    }
    return new ClassMatch(connectors, receivers, carrier(type));
  }

  /** Whether any rule's type matches, whatever the methods. */
  boolean matchesType(TypeFacts type) {
    return rules.connectors().stream().anyMatch(rule -> rule.matchesType(type))
        || rules.receivers().stream().anyMatch(rule -> rule.matchesType(type))
        || rules.carriers().stream().anyMatch(rule -> rule.type().matches(type));
  }

  private @Nullable ConnectorRule connector(
      DeclaredMethod method, List<String> parameters, TypeFacts type) {
    for (ConnectorRule rule : rules.connectors()) {
      if (rule.matchesMethod(method.name(), parameters) && rule.matchesType(type)) {
        return rule;
      }
    }
    return null;
  }

  private @Nullable ReceiverRule receiver(
      DeclaredMethod method, List<String> parameters, TypeFacts type) {
    for (ReceiverRule rule : rules.receivers()) {
      if (rule.matchesMethod(method.name(), parameters) && rule.matchesType(type)) {
        return rule;
      }
    }
    return null;
  }

  private @Nullable CarrierRule carrier(TypeFacts type) {
    for (CarrierRule rule : rules.carriers()) {
      if (rule.type().matches(type)) {
        return rule;
      }
    }
    return null;
  }

  /** So that a rule with the right type and a wrong method is told from one with a wrong type. */
  void reportNamed(String name, RuleReport report) {
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
}
