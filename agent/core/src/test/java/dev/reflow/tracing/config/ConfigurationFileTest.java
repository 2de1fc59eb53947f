package dev.reflow.tracing.config;

import static dev.reflow.tracing.config.SettingsLoaderTest.lines;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the file comes from, and what an agent's argument says instead of one. */
class ConfigurationFileTest {

  @TempDir private Path directory;
  private Sources sources;

  @BeforeEach
  void setUp() {
    sources =
        new Sources(directory)
            .file("a.properties", "reflow.service=a")
            .file("b.properties", "reflow.service=b")
            .file("c.properties", "reflow.service=c")
            .file("reflow-agent.properties", "reflow.service=default");
  }

  private String service() {
    Loaded loaded = sources.load();
    assertThat(loaded.problems()).isEmpty();
    return loaded.settings().get(Options.SERVICE);
  }

  @Test
  void shouldReadTheFileThatTheArgumentNames() {
    sources
        .argument("a.properties")
        .system("reflow.config", "b.properties")
        .environment("REFLOW_CONFIG", "c.properties");

    assertThat(service()).isEqualTo("a");
  }

  @Test
  void shouldElseReadTheFileThatThePropertyNames() {
    sources.system("reflow.config", "b.properties").environment("REFLOW_CONFIG", "c.properties");

    assertThat(service()).isEqualTo("b");
  }

  @Test
  void shouldElseReadTheFileThatTheVariableNames() {
    sources.environment("REFLOW_CONFIG", "c.properties");

    assertThat(service()).isEqualTo("c");
  }

  @Test
  void shouldElseReadTheDefaultFile() {
    assertThat(service()).isEqualTo("default");
  }

  @Test
  void shouldTakeABlankArgumentForNone() {
    sources.argument(" ");

    assertThat(service()).isEqualTo("default");
  }

  @Test
  void shouldNotReadTheDefaultFileWhenTheArgumentHasPairs() {
    sources.argument("batch.size=7");

    assertThat(service()).isEqualTo("Orders");
    assertThat(sources.load().settings().get(Options.BATCH_SIZE)).isEqualTo(7);
  }

  @Test
  void shouldReadAFileBelowThePairsThatNameIt() {
    sources.argument("config=a.properties,reflow.batch.size=7");

    assertThat(service()).isEqualTo("a");
    Settings settings = sources.load().settings();
    assertThat(settings.get(Options.BATCH_SIZE)).isEqualTo(7);
    assertThat(settings.origin(Options.BATCH_SIZE)).hasToString("agent argument");
  }

  @Test
  void shouldPreferPairsToTheFileAndTheEnvironmentToPairs() {
    sources
        .argument("config=a.properties,service=pair,flow-id=pair")
        .environment("REFLOW_FLOW_ID", "environment");

    assertThat(service()).isEqualTo("pair");
    assertThat(sources.load().settings().get(Options.FLOW_ID)).isEqualTo("environment");
  }

  @Test
  void shouldEndAValueAtACommaOnlyWhereAKeyFollows() {
    sources.argument(
        "sinks=websocket,file,service=\"x, flow-id=y\",connector.o.to-port=\"in\","
            + "connector.o.method=a(int,long),b");

    Settings settings = sources.load().settings();

    assertThat(settings.get(Options.SINKS)).containsExactly(SinkKind.WEBSOCKET, SinkKind.FILE);
    assertThat(settings.get(Options.SERVICE)).isEqualTo("x, flow-id=y");
    assertThat(settings.ruleEntries())
        .extracting(RuleEntry::value)
        .containsExactly("\"in\"", "a(int,long),b");
  }

  @Test
  void shouldReportProblemsOfPairs() {
    sources.argument("batch.size=many,batch.sise=1");

    assertThat(lines(sources.load()))
        .containsExactlyInAnyOrder(
            "agent argument: reflow.batch.size: \"many\" is not a whole number from 1 to 100000",
            "agent argument: reflow.batch.sise: unknown key, did you mean reflow.batch.size?");
  }

  @Test
  void shouldReportANamedFileThatIsMissing() {
    sources.argument("conf/none.properties");

    Loaded loaded = sources.load();

    assertThat(Sources.hasErrors(loaded)).isTrue();
    assertThat(lines(loaded))
        .containsExactly("conf/none.properties: no such file (named by agent argument)");
  }

  @Test
  void shouldReportWhoNamedTheMissingFile() {
    sources.system("reflow.config", "none");
    assertThat(lines(sources.load()))
        .containsExactly("none: no such file (named by -Dreflow.config)");
  }

  @Test
  void shouldBeSilentWhenTheDefaultFileIsMissing() throws IOException {
    Files.delete(directory.resolve("reflow-agent.properties"));

    assertThat(service()).isEqualTo("Orders");
  }

  @Test
  void shouldReportADirectoryInPlaceOfAFile() {
    sources.argument(".");

    assertThat(lines(sources.load()))
        .containsExactly(".: is a directory (named by agent argument)");
  }

  @Test
  void shouldReportAFileThatIsNotUtf8() throws IOException {
    Files.write(directory.resolve("a.properties"), new byte[] {'a', '=', (byte) 0xC3});
    sources.argument("a.properties");

    assertThat(lines(sources.load()))
        .containsExactly("a.properties: is not UTF-8 text (named by agent argument)");
  }

  @Test
  void shouldSkipAByteOrderMarkAndReadUtf8() {
    sources.file("reflow-agent.properties", "\uFEFFreflow.service=größe");

    assertThat(service()).isEqualTo("größe");
  }

  @Test
  void shouldReportABrokenEscapeWithItsLine() {
    sources.file("reflow-agent.properties", "reflow.enabled=true\nreflow.service=\\u12");

    assertThat(lines(sources.load()))
        .containsExactly(
            "reflow-agent.properties:2: \"reflow.service=\\u12\" has a \\u without four hexadecimal"
                + " digits");
  }

  @Test
  void shouldWarnOfAFileThatNamesAFile() {
    sources.file("reflow-agent.properties", "reflow.config=a.properties");

    assertThat(lines(sources.load()))
        .containsExactly("reflow-agent.properties:1: reflow.config: has no effect in a file");
  }
}
