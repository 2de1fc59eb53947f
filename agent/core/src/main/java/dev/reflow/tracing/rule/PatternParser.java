package dev.reflow.tracing.rule;

import dev.reflow.tracing.config.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses {@link TypePattern}s, {@link MethodPattern}s, {@link Unwrap}s and globs. No state. */
final class PatternParser {

  private static final String SUBTYPE_OF = "subtype-of";
  private static final String ANNOTATED_WITH = "annotated-with";
  private static final String TYPES =
      "expected a class, a glob with * or **, subtype-of:NAME or annotated-with:NAME";
  private static final Pattern TYPE_GLOB = Pattern.compile("[\\p{L}\\p{N}_$.*-]+");
  private static final Pattern METHOD =
      Pattern.compile("([\\p{L}_$][\\p{L}\\p{N}_$]*)\\s*(?:\\((.*)\\))?", Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile(
          "([\\p{L}_$][\\p{L}\\p{N}_$-]*(?:\\.[\\p{L}\\p{N}_$-]+)*)((?:\\s*\\[\\s*])*)\\s*(\\.{3})?");
  private static final Pattern UNWRAP =
      Pattern.compile("([\\p{L}_$][\\p{L}\\p{N}_$.-]*)\\.([\\p{L}_$][\\p{L}\\p{N}_$]*)(\\(\\))?");

  private PatternParser() {}

  static TypePattern types(String text) throws InvalidRuleException {
    List<Glob> names = new ArrayList<>();
    List<Glob> supertypes = new ArrayList<>();
    List<Glob> annotations = new ArrayList<>();
    for (String item : items(text)) {
      int colon = item.indexOf(':');
      String prefix = colon < 0 ? "" : item.substring(0, colon).trim();
      Glob glob = typeGlob(text, item.substring(colon + 1).trim());
      switch (prefix) {
        case "" -> names.add(glob);
        case SUBTYPE_OF -> supertypes.add(glob);
        case ANNOTATED_WITH -> annotations.add(glob);
        default -> {
          String nearest = Spelling.didYouMean(prefix, List.of(SUBTYPE_OF, ANNOTATED_WITH));
          throw InvalidRuleException.of(
              text, "has " + prefix + ":" + (nearest.isEmpty() ? ", " + TYPES : nearest));
        }
      }
    }
    return new TypePattern(text, names, supertypes, annotations);
  }

  private static Glob typeGlob(String text, String name) throws InvalidRuleException {
    if (!TYPE_GLOB.matcher(name).matches() || name.contains("***") || name.contains("..")) {
      throw InvalidRuleException.of(text, "has \"" + name + "\", which is no class name, " + TYPES);
    }
    return Glob.ofType(name);
  }

  static List<MethodPattern> methods(String text) throws InvalidRuleException {
    List<MethodPattern> methods = new ArrayList<>();
    for (String item : items(text)) {
      Matcher matcher = METHOD.matcher(item);
      if (!matcher.matches()) {
        throw InvalidRuleException.of(text, methodProblem(item));
      }
      String parameters = matcher.group(2);
      methods.add(
          new MethodPattern(
              matcher.group(1), parameters == null ? null : parameters(text, parameters)));
    }
    return methods;
  }

  private static String methodProblem(String item) {
    boolean open = item.contains("(") && !item.contains(")");
    return open
        ? "has a \"(\" that is not closed, expected " + item + ")"
        : "is not a method, expected name or name(parameter types)";
  }

  private static List<String> parameters(String text, String list) throws InvalidRuleException {
    List<String> parameters = new ArrayList<>();
    if (list.isBlank()) {
      return parameters;
    }
    for (String item : items(list)) {
      Matcher matcher = PARAMETER.matcher(item);
      if (!matcher.matches()) {
        String why =
            item.contains("<") ? "; write the class without <...>" : ", such as com.acme.Order";
        throw InvalidRuleException.of(
            text, "has \"" + item + "\", which is no parameter type" + why);
      }
      String array = matcher.group(2).replaceAll("\\s", "");
      parameters.add(matcher.group(1) + array + (matcher.group(3) == null ? "" : "[]"));
    }
    return parameters;
  }

  static List<Unwrap> unwraps(String text) throws InvalidRuleException {
    List<Unwrap> unwraps = new ArrayList<>();
    for (String item : items(text)) {
      Matcher matcher = UNWRAP.matcher(item);
      if (!matcher.matches()) {
        throw InvalidRuleException.of(
            text, "is not a class and a step, expected com.acme.Envelope.message()");
      }
      Step step = new Step(matcher.group(2), matcher.group(3) != null);
      unwraps.add(new Unwrap(matcher.group(1), step));
    }
    return unwraps;
  }

  /** Parts between the commas that stand outside of brackets. */
  static List<String> items(String text) throws InvalidRuleException {
    List<String> items = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int at = 0; at <= text.length(); at++) {
      char c = at < text.length() ? text.charAt(at) : ',';
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (at == text.length() || (c == ',' && depth <= 0)) {
        items.add(text.substring(begin, at).trim());
        begin = at + 1;
      }
    }
    if (items.contains("")) {
      throw InvalidRuleException.of(
          text, text.isBlank() ? "is empty" : "has nothing between two commas");
    }
    return items;
  }
}
