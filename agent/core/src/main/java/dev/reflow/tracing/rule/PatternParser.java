package dev.reflow.tracing.rule;

import dev.reflow.tracing.config.Spelling;
import java.util.ArrayList;
import java.util.List;

/** Parses {@link TypePattern}s, {@link MethodPattern}s, {@link Unwrap}s and globs. No state. */
final class PatternParser {

  private static final String SUBTYPE_OF = "subtype-of";
  private static final String ANNOTATED_WITH = "annotated-with";
  private static final String TYPES =
      "expected a class, a glob with * or **, subtype-of:NAME or annotated-with:NAME";

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
    if (!isDotted(name.replace("*", "_")) || name.contains("***")) {
      throw InvalidRuleException.of(text, "has \"" + name + "\", which is no class name, " + TYPES);
    }
    return Glob.ofType(name);
  }

  static List<MethodPattern> methods(String text) throws InvalidRuleException {
    List<MethodPattern> methods = new ArrayList<>();
    for (String item : items(text)) {
      int open = item.indexOf('(');
      String name = open < 0 ? item : item.substring(0, open).trim();
      if (!isName(name) || (open >= 0 && !item.endsWith(")"))) {
        throw InvalidRuleException.of(text, methodProblem(item));
      }
      methods.add(
          new MethodPattern(
              name,
              open < 0 ? null : parameters(text, item.substring(open + 1, item.length() - 1))));
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
    for (String item : items(text, list)) {
      String array = "";
      String name = item;
      if (name.endsWith("...")) {
        name = name.substring(0, name.length() - "...".length()).trim();
        array = "[]";
      }
      while (name.endsWith("]") && beforeBracket(name) >= 0) {
        name = name.substring(0, beforeBracket(name)).trim();
        array += "[]";
      }
      if (!isDotted(name)) {
        String why =
            item.contains("<") ? "; write the class without <...>" : ", such as com.acme.Order";
        throw InvalidRuleException.of(
            text, "has \"" + item + "\", which is no parameter type" + why);
      }
      parameters.add(name + array);
    }
    return parameters;
  }

  /** Where the last {@code [ ]} of {@code type} begins; -1 when it is not empty. */
  private static int beforeBracket(String type) {
    int open = type.lastIndexOf('[');
    return open > 0 && type.substring(open + 1, type.length() - 1).isBlank() ? open : -1;
  }

  static List<Unwrap> unwraps(String text) throws InvalidRuleException {
    List<Unwrap> unwraps = new ArrayList<>();
    for (String item : items(text)) {
      boolean method = item.endsWith("()");
      String path = method ? item.substring(0, item.length() - "()".length()) : item;
      int dot = path.lastIndexOf('.');
      String step = path.substring(dot + 1);
      if (dot < 0 || !isDotted(path.substring(0, dot)) || !isName(step)) {
        throw InvalidRuleException.of(
            text, "is not a class and a step, expected com.acme.Envelope.message()");
      }
      unwraps.add(new Unwrap(path.substring(0, dot), new Step(step, method)));
    }
    return unwraps;
  }

  /** Names with full stops between; a package may have a dash, as Kotlin's files do. */
  private static boolean isDotted(String text) {
    boolean dotted = !text.isEmpty() && text.charAt(0) != '.' && !text.endsWith(".");
    for (int i = 0; i < text.length() && dotted; i++) {
      char c = text.charAt(i);
      dotted =
          Character.isJavaIdentifierPart(c) || c == '-' || (c == '.' && text.charAt(i - 1) != '.');
    }
    return dotted;
  }

  private static boolean isName(String text) {
    boolean name = !text.isEmpty() && Character.isJavaIdentifierStart(text.charAt(0));
    for (int i = 1; i < text.length() && name; i++) {
      name = Character.isJavaIdentifierPart(text.charAt(i));
    }
    return name;
  }

  /** Parts between the commas that stand outside of brackets. */
  static List<String> items(String text) throws InvalidRuleException {
    return items(text, text);
  }

  /** The items of {@code part} of {@code text}. */
  private static List<String> items(String text, String part) throws InvalidRuleException {
    List<String> items = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int at = 0; at <= part.length(); at++) {
      char c = at < part.length() ? part.charAt(at) : ',';
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (at == part.length() || (c == ',' && depth <= 0)) {
        items.add(part.substring(begin, at).trim());
        begin = at + 1;
      }
    }
    if (items.contains("")) {
      throw InvalidRuleException.of(
          text, part.isBlank() ? "is empty" : "has nothing between two commas");
    }
    return items;
  }
}
