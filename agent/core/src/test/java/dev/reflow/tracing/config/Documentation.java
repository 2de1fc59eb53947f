package dev.reflow.tracing.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the generated parts of the documentation. */
public final class Documentation {

  static final String COMMAND =
      "mvn -q -pl agent/core -am test-compile && java -cp"
          + " agent/core/target/classes:agent/core/target/test-classes "
          + Documentation.class.getName()
          + " docs";

  private Documentation() {}

  /**
   * Writes into the directory of the documentation.
   *
   * @param args that directory
   */
  public static void main(String[] args) throws IOException {
    Path docs = Path.of(args[0]);
    Files.writeString(docs.resolve("configuration.md"), ConfigurationPage.text());
    Path rules = docs.resolve("rules.md");
    Files.writeString(rules, RuleKeyTable.replacedIn(Files.readString(rules), RuleKeys.ALL));
    Path sampling = docs.resolve("sampling.md");
    Files.writeString(
        sampling, RuleKeyTable.replacedIn(Files.readString(sampling), RuleKeys.OF_SAMPLING));
  }
}
