package dev.reflow.tracing.weave;

import dev.reflow.tracing.rule.CarrierRule;
import dev.reflow.tracing.rule.ConnectorRule;
import dev.reflow.tracing.rule.MethodPattern;
import dev.reflow.tracing.rule.ReceiverRule;
import dev.reflow.tracing.rule.Rules;
import dev.reflow.tracing.rule.TypeFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each rule says of one class, found the way weaving finds it but without loading the class.
 * Immutable.
 *
 * @param className with dots
 * @param verdicts one for each rule, in the order in which they are tried
 */
public record Explanation(String className, List<Verdict> verdicts) {

  /**
   * What one rule says of the class.
   *
   * @param rule kind and name, {@code connector orders}
   * @param typeMatches whether the rule is for the class
   * @param methods what it weaves, as {@code publish(int, java.lang.String)}
   * @param text one line for a reader: what is woven, or why nothing is
   */
  public record Verdict(String rule, boolean typeMatches, List<String> methods, String text) {}

  /**
   * Holds a class against {@code rules}.
   *
   * @param classFile the class
   * @param loader finds the class files of its supertypes; null: those of the JDK alone
   * @throws RuntimeException when {@code classFile} is none
   */
  public static Explanation of(byte[] classFile, @Nullable ClassLoader loader, Rules rules) {
    ClassOutline outline = new ClassOutline(classFile);
    RuleMatcher matcher = new RuleMatcher(rules);
    TypeFacts type = new UnloadedType(outline, loader, new Supertypes(matcher.meansJdk()));
    ClassMatch match = matcher.match(outline, type);
    List<Verdict> verdicts = new ArrayList<>();
    for (ConnectorRule rule : rules.connectors()) {
      String name = "connector " + rule.name();
      List<String> methods = methods(match.connectors(), rule);
      verdicts.add(verdict(name, rule.matchesType(type), rule.type(), methods, rule.methods()));
    }
    for (ReceiverRule rule : rules.receivers()) {
      String name = "receiver " + rule.name();
      List<String> methods = methods(match.receivers(), rule);
      verdicts.add(verdict(name, rule.matchesType(type), rule.type(), methods, rule.methods()));
    }
    for (CarrierRule rule : rules.carriers()) {
      List<String> methods = rule.equals(match.carrier()) ? List.of("<init>") : List.of();
      String name = "carrier " + rule.name();
      verdicts.add(verdict(name, rule.type().matches(type), rule.type(), methods, List.of()));
    }
    return new Explanation(outline.name(), List.copyOf(verdicts));
  }

  /** Whether any rule weaves the class. */
  public boolean isWoven() {
    return verdicts.stream().anyMatch(verdict -> !verdict.methods().isEmpty());
  }

  private static Verdict verdict(
      String rule,
      boolean typeMatches,
      Object type,
      List<String> methods,
      List<MethodPattern> patterns) {
    String text;
    if (!typeMatches) {
      text = "is for other types: " + type;
    } else if (methods.isEmpty()) {
      text =
          "is for this type, which declares no method "
              + patterns
              + " with code of its own and a message among its parameters,"
              + " or an earlier rule took it";
    } else {
      text = "weaves " + String.join(", ", methods);
    }
    return new Verdict(rule, typeMatches, methods, text);
  }

  private static <R> List<String> methods(Map<DeclaredMethod, R> matched, R rule) {
    return matched.entrySet().stream()
        .filter(entry -> entry.getValue().equals(rule))
        .map(entry -> text(entry.getKey()))
        .toList();
  }

  private static String text(DeclaredMethod method) {
    return method.name()
        + "("
        + String.join(", ", Descriptor.parameters(method.descriptor()))
        + ")";
  }
}
