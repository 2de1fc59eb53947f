package dev.reflow.tracing.weave;

import dev.reflow.tracing.rule.TypePattern;

/** Tells the JDK's own types by their names. Stateless; any thread. */
final class JdkTypes {

  private static final String[] PACKAGES = {"java.", "jdk.", "sun.", "com.sun.", "javax."};

  private JdkTypes() {}

  /** Whether {@code name} is surely the JDK's; of {@code javax} only the loader could tell. */
  static boolean isJdk(String name) {
    return name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.");
  }

  /** Whether a class that a JDK loader loads is the JDK's and not put beside it. */
  static boolean isJdkPackage(String name) {
    for (String prefix : PACKAGES) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Whether whoever wrote {@code pattern} had types of the JDK in mind. */
  static boolean isMeantBy(TypePattern pattern) {
    String source = pattern.toString();
    for (String prefix : PACKAGES) {
      int at = source.indexOf(prefix);
      if (at == 0 || (at > 0 && !isNamePart(source.charAt(at - 1)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamePart(char letter) {
    return letter == '.' || Character.isJavaIdentifierPart(letter);
  }
}
