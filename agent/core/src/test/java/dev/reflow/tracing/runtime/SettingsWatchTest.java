package dev.reflow.tracing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.config.Loaded;
import dev.reflow.tracing.config.LogLevel;
import dev.reflow.tracing.config.Options;
import dev.reflow.tracing.config.SamplingRule;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.config.SettingsSource;
import dev.reflow.tracing.health.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsWatchTest {

  @TempDir private Path dir;
  private final LogLines log = new LogLines();
  private final List<Settings> applied = new ArrayList<>();
  private final Properties properties = new Properties();
  private Path file;
  private SettingsWatch watch;
  private long saves;

  @BeforeEach
  void start() throws IOException {
    file = dir.resolve("reflow-agent.properties");
    save("reflow.log.level=info", "reflow.batch.size=50");
    watch = watch();
    pollUntilTaken();
  }

  @Test
  void shouldNotTakeWhatIsThereAtStartForAChange() {
    assertThat(applied).isEmpty();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void shouldPutALiveSettingInForceAndSayWhatChanged() throws IOException {
    save("reflow.log.level=debug", "reflow.batch.size=50");
    pollUntilTaken();

    assertThat(applied).hasSize(1);
    assertThat(applied.get(0).get(Options.LOG_LEVEL)).isEqualTo(LogLevel.DEBUG);
    assertThat(log.lines())
        .containsExactly("INFO settings changed: reflow.log.level: info -> debug");
  }

  @Test
  void shouldTakeAChangeWithinTwoSecondsOfPolls() throws IOException {
    save("reflow.log.level=warn");
    watch.poll();
    watch.poll();

    assertThat(applied).hasSize(1);
  }

  @Test
  void shouldWaitUntilAFileIsWritten() throws IOException {
    save("reflow.log.level=de");
    watch.poll();
    save("reflow.log.level=debug");
    watch.poll();
    assertThat(applied).isEmpty();
    watch.poll();

    assertThat(applied).hasSize(1);
    assertThat(log.lines()).hasSize(1);
  }

  @Test
  void shouldNameOthersOnceAsNeedingARestart() throws IOException {
    save("reflow.log.level=debug", "reflow.batch.size=100", "reflow.connector.o.type=com.acme.O");
    pollUntilTaken();
    save("reflow.log.level=info", "reflow.batch.size=100", "reflow.connector.o.type=com.acme.O");
    pollUntilTaken();

    assertThat(applied).hasSize(2);
    assertThat(applied.get(1).get(Options.BATCH_SIZE)).isEqualTo(50);
    assertThat(log.lines())
        .containsExactly(
            "INFO settings changed: reflow.log.level: info -> debug",
            "WARN these settings take effect at the next start: reflow.batch.size: 50 -> 100,"
                + " reflow.connector.o.type: not set -> com.acme.O",
            "INFO settings changed: reflow.log.level: debug -> info");
  }

  @Test
  void shouldKeepTheSettingsWhenAValueIsBad() throws IOException {
    save("reflow.log.level=loud", "reflow.batch.size=many");
    pollUntilTaken();
    pollUntilTaken();

    assertThat(applied).isEmpty();
    assertThat(log.lines())
        .containsExactly(
            "ERROR reflow-agent.properties:2: reflow.batch.size: \"many\" is not a whole number"
                + " from 1 to 100000",
            "ERROR reflow-agent.properties:1: reflow.log.level: \"loud\" is not one of off, error,"
                + " warn, info, debug; the settings stay as they were");
    save("reflow.log.level=debug");
    pollUntilTaken();
    assertThat(applied).hasSize(1);
  }

  @Test
  void shouldWarnOfAnUnknownKeyOnce() throws IOException {
    save("reflow.log.levle=info");
    pollUntilTaken();
    save("reflow.log.levle=info", "");
    pollUntilTaken();

    assertThat(log.lines()).hasSize(1);
    assertThat(log.lines().get(0)).contains(":1: reflow.log.levle: unknown key");
  }

  @Test
  void shouldKeepTheSettingsOfAFileThatIsGoneAndTakeItBack() throws IOException {
    Files.delete(file);
    pollUntilTaken();
    assertThat(applied).isEmpty();
    assertThat(log.lines())
        .containsExactly("WARN " + file + " is gone; the settings stay as they are");
    save("reflow.log.level=warn", "reflow.batch.size=50");
    pollUntilTaken();

    assertThat(applied).hasSize(1);
  }

  @Test
  void shouldTakeAFileThatComesLater() throws IOException {
    Files.delete(file);
    watch = watch();
    pollUntilTaken();
    save("reflow.log.level=warn");
    pollUntilTaken();

    assertThat(applied).hasSize(1);
    assertThat(log.lines())
        .containsExactly("INFO settings changed: reflow.log.level: info -> warn");
  }

  @Test
  void shouldLetTheFileChangeNothingThatASystemPropertySets() throws IOException {
    properties.setProperty("reflow.log.level", "error");
    watch = watch();
    pollUntilTaken();
    save("reflow.log.level=debug", "reflow.batch.size=50");
    pollUntilTaken();

    assertThat(applied).isEmpty();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void shouldTakeOverSamplingRulesAndTheirOrder() throws IOException {
    save("reflow.sampling.rule.a.rate=1", "reflow.sampling.rule.b.rate=0");
    pollUntilTaken();
    save("reflow.sampling.rule.b.rate=0", "reflow.sampling.rule.a.rate=1");
    pollUntilTaken();

    assertThat(applied).hasSize(2);
    assertThat(applied.get(1).samplingRules())
        .extracting(SamplingRule::name)
        .containsExactly("b", "a");
    assertThat(log.lines())
        .containsExactly(
            "INFO settings changed: reflow.sampling.rule.a.rate: not set -> 1,"
                + " reflow.sampling.rule.b.rate: not set -> 0",
            "INFO settings changed: order of reflow.sampling.rule.NAME: a b -> b a");
  }

  @Test
  void shouldGoOnWhenAListenerFails() throws IOException {
    watch = watch();
    watch.add(
        settings -> {
          throw new IllegalStateException("no");
        });
    List<Settings> second = new ArrayList<>();
    watch.add(second::add);
    pollUntilTaken();
    save("reflow.log.level=debug", "reflow.batch.size=50");
    pollUntilTaken();

    assertThat(second).hasSize(1);
    assertThat(log.lines()).anyMatch(line -> line.startsWith("ERROR a changed setting"));
  }

  private SettingsWatch watch() {
    SettingsSource source = new SettingsSource(null, properties, Map.of(), dir);
    Loaded loaded = source.load();
    SettingsWatch made = new SettingsWatch(source, loaded, log.log());
    made.add(applied::add);
    return made;
  }

  /** Each save a second after the one before, as the file's time shows it. */
  private void save(String... lines) throws IOException {
    Files.write(file, List.of(lines));
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + 1_000 * ++saves));
  }

  private void pollUntilTaken() {
    watch.poll();
    watch.poll();
  }
}
