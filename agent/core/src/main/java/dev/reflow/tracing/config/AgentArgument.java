package dev.reflow.tracing.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands after {@code =} of {@code -javaagent}: {@code key=value} pairs with commas between.
 *
 * <p>A comma ends a value only where {@code key=} follows, so that {@code sinks=websocket,file}
 * needs no quotes. Inside of double quotes no comma ends a value. Quotes around a whole value are
 * taken away, except from a rule's, where they mark a text.
 */
final class AgentArgument {

  private static final Pattern KEY = Pattern.compile("\\s*([A-Za-z][A-Za-z0-9_/$.-]*)\\s*=(?!=)");
  private static final Pattern FIRST_KEY = Pattern.compile("\\s*[A-Za-z][A-Za-z0-9_.-]*\\s*=.*");

  private AgentArgument() {}

  /** Otherwise it names a file. */
  static boolean isPairs(String argument) {
    return FIRST_KEY.matcher(argument.lines().findFirst().orElse("")).matches();
  }

  /** Keys with {@code reflow.} in front, in order; of two for one key the last. */
  static Map<String, String> pairs(String argument) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String piece : pieces(argument)) {
      int equals = piece.indexOf('=');
      String name = piece.substring(0, equals).trim();
      String key = name.startsWith("reflow.") ? name : "reflow." + name;
      pairs.put(key, unquoted(key, piece.substring(equals + 1).trim()));
    }
    return pairs;
  }

  private static List<String> pieces(String argument) {
    List<String> pieces = new ArrayList<>();
    Matcher key = KEY.matcher(argument);
    boolean quoted = false;
    int begin = 0;
    for (int at = 0; at < argument.length(); at++) {
      char c = argument.charAt(at);
      quoted ^= c == '"';
      if (c == ',' && !quoted && key.region(at + 1, argument.length()).lookingAt()) {
        pieces.add(argument.substring(begin, at));
        begin = at + 1;
      }
    }
    pieces.add(argument.substring(begin));
    return pieces;
  }

  private static String unquoted(String key, String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted && KeyName.ruleKind(key).isEmpty()
        ? value.substring(1, value.length() - 1)
        : value;
  }
}
