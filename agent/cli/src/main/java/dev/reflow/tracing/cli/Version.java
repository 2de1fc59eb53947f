package dev.reflow.tracing.cli;

import picocli.CommandLine.IVersionProvider;

/** This jar's version. Stateless; any thread. */
final class Version implements IVersionProvider {

  /** As the jar's manifest says; {@code development} where there is no jar. */
  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** The version and the maker of the Java that runs this. */
  static String java() {
    return Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Reflow agent " + text(), "Java " + java()};
  }
}
