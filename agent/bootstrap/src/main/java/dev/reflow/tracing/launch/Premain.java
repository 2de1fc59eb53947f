package dev.reflow.tracing.launch;

import java.lang.instrument.Instrumentation;

/**
 * Where the JVM enters the agent. Compiled for Java 8, so that a JVM too old for the agent can
 * still be told so.
 *
 * <p>Whatever goes wrong here is one line on stderr, and the application runs on untraced.
 */
public final class Premain {

  private static final int OLDEST_FEATURE_RELEASE = 17;

  private Premain() {}

  /** Called by the JVM before the application's {@code main}. */
  public static void premain(String argument, Instrumentation instrumentation) {
    start(argument, instrumentation, false);
  }

  /** Called by the JVM when the agent is attached while the application runs. */
  public static void agentmain(String argument, Instrumentation instrumentation) {
    start(argument, instrumentation, true);
  }

  private static void start(String argument, Instrumentation instrumentation, boolean attached) {
    try {
      String version = System.getProperty("java.version", "of an unknown version");
      if (featureRelease(System.getProperty("java.specification.version", ""))
          < OLDEST_FEATURE_RELEASE) {
        System.err.println(refusal(version));
      } else {
        Launch.start(argument, instrumentation, attached);
      }
    } catch (Throwable failure) {
      System.err.println(
          "reflow: the agent could not start, the application runs untraced: " + failure);
    }
  }

  /** The one line for a JVM of {@code version}, which is too old. */
  static String refusal(String version) {
    return "reflow: tracing needs Java "
        + OLDEST_FEATURE_RELEASE
        + " or later, this is "
        + version
        + "; the application runs untraced";
  }

  /** 8 for {@code 1.8}, 17 for {@code 17}; 0 for what is no version. */
  static int featureRelease(String specificationVersion) {
    String feature =
        specificationVersion.startsWith("1.")
            ? specificationVersion.substring(2)
            : specificationVersion;
    try {
      return Integer.parseInt(feature);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
