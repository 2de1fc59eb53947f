package dev.reflow.tracing.config;

import java.util.stream.Collectors;

/** The text of {@code docs/configuration.md}, from the catalogue of options. */
final class ConfigurationPage {

  private static final String HEAD =
      """
      # Configuration

      <!-- Generated from the code by %s: change the options there, not here. -->

      ## Where settings come from

      Of several values for one key the first of these wins:

      1. a system property, `-Dreflow.batch.size=100`;
      2. the environment, `REFLOW_BATCH_SIZE=100` (upper case, full stops and dashes as underscores);
      3. `key=value` pairs in the agent's argument;
      4. the properties file;
      5. the default.

      The properties file is the one that the agent's argument names, `-javaagent:reflow-agent.jar=FILE`, else \
      `-Dreflow.config`, else `REFLOW_CONFIG`, else
      `reflow-agent.properties` in the working directory if it is there. A file that is named and missing is an \
      error. It is read as UTF-8, with the escapes and
      continued lines of every Java properties file. Of two lines for one key the last counts, and the agent warns.

      The agent's argument may hold settings instead of a file's name:

      ```sh
      java -javaagent:reflow-agent.jar=service=orders,sinks=websocket,file,batch.size=100 -jar orders.jar
      ```

      There `reflow.` may be left out. A comma ends a value only where `key=` follows, so `sinks=websocket,file` \
      needs no quotes; a value that holds such a text is put in
      double quotes. Such pairs stand in for the default file; `config=FILE` among them, `-Dreflow.config` or \
      `REFLOW_CONFIG` names a file to read below them.

      ## Placeholders

      A value may hold `${service}` and `${user}` (both made fit for the name of a directory), `${main}` (the main \
      class's simple name or the jar's name, `unknown` when
      neither is known) and any system property, as in `${java.io.tmpdir}`. A placeholder that nobody knows is a bad \
      value. Secrets are taken as they are.

      ## When something is wrong

      Each problem is one line that says where, which key, what is wrong and what is allowed:

      ```
      reflow-agent.properties:12: reflow.batch.size: "fifty" is not a whole number from 1 to 100000
      reflow-agent.properties:13: reflow.bacth.size: unknown key, did you mean reflow.batch.size?
      ```

      A bad value, a bad rule and a named file that is missing turn tracing off, and the application runs untraced. An \
      unknown key is a warning, also as system property
      or `REFLOW_` variable. With `reflow.strict=true` either ends the JVM with status 2 before the application \
      starts. `java -jar reflow-agent.jar doctor` shows every
      value in force and where it was set, secrets as `****`.

      ## While the program runs

      The properties file is looked at twice a second. When it was saved, those of its settings that are *live* in the \
      table below take effect within two seconds, and the log
      says in one line what changed:

      ```
      settings changed: reflow.log.level: info -> debug
      ```

      Other settings that changed are named once, as taking effect at the next start. A file with a bad value changes \
      nothing, nor does one that is gone; either is one line in
      the log. A file that is still being written is waited for. What a system property, the environment or the \
      agent's argument sets stays as it is.

      ## Options

      """
          .formatted("`" + ConfigurationPage.class.getName() + "`");

  private static final String TAIL =
      """

      What is traced is set by rules, `reflow.connector.NAME.KEY`, `reflow.receiver.NAME.KEY` and \
      `reflow.carrier.NAME.KEY`: see [Rules](rules.md). \
      What of it is recorded is set by `reflow.sampling.*` and \
      `reflow.sampling.rule.NAME.KEY`: see [Sampling](sampling.md).

      ## Values

      | kind | written as |
      | --- | --- |
      | duration | a whole number and `ms`, `s`, `m`, `h` or `d`: `500ms`, `1s`, `5m`, `24h` |
      | size | a whole number of bytes, or of `KiB`, `MiB`, `GiB`: `4096`, `64KiB`, `256MiB` |
      | `true` or `false`, names of a choice | in any case |
      | list | with commas between |
      | path | relative ones from the working directory |
      """;

  private ConfigurationPage() {}

  static String text() {
    return HEAD + table() + TAIL;
  }

  private static String table() {
    return Options.ALL.stream()
        .map(ConfigurationPage::row)
        .collect(
            Collectors.joining(
                "",
                "| key | default | allowed | live | meaning |\n| --- | --- | --- | --- | --- |\n",
                ""));
  }

  private static String row(Option<?> option) {
    String standard = option.defaultText().isEmpty() ? "" : "`" + option.defaultText() + "`";
    String secret = option.secret() ? " Never shown." : "";
    String live = option.live() ? "yes" : "";
    return "| `%s` | %s | %s | %s | %s |%n"
        .formatted(option.key(), standard, option.allowed(), live, option.description() + secret)
        .replace(System.lineSeparator(), "\n");
  }
}
