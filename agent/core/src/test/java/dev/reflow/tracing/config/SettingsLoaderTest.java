package dev.reflow.tracing.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {

  @TempDir private Path directory;
  private Sources sources;

  @BeforeEach
  void setUp() {
    sources = new Sources(directory);
  }

  @Test
  void shouldUseDefaultsWhenNothingIsSet() {
    Loaded loaded = sources.load();

    assertThat(loaded.problems()).isEmpty();
    Settings settings = loaded.settings();
    assertThat(settings.get(Options.ENABLED)).isTrue();
    assertThat(settings.get(Options.SERVICE)).isEqualTo("Orders");
    assertThat(settings.get(Options.FLOW_ID)).isEqualTo("Orders");
    assertThat(settings.get(Options.QUEUE_DIR)).isEqualTo(Path.of("/tmp/reflow-alice/Orders"));
    assertThat(settings.get(Options.SINKS)).containsExactly(SinkKind.WEBSOCKET);
    assertThat(settings.get(Options.SERVER_URL)).hasToString("ws://localhost:8080");
    assertThat(settings.get(Options.SERVER_TOKEN)).isEmpty();
    assertThat(settings.get(Options.BATCH_SIZE)).isEqualTo(50);
    assertThat(settings.get(Options.BATCH_TIMEOUT)).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.get(Options.COMPRESSION)).isEqualTo(Compression.ZSTD);
    assertThat(settings.get(SinkOptions.FILE_MAX_BYTES)).isEqualTo(256L << 20);
    assertThat(settings.get(Options.LOG_LEVEL)).isEqualTo(LogLevel.INFO);
    assertThat(settings.origin(Options.BATCH_SIZE)).hasToString("default");
    assertThat(settings.ruleEntries()).isEmpty();
  }

  @Test
  void shouldNotThrowWhenNothingIsKnownOfTheProcess() {
    Loaded loaded = SettingsLoader.load(null, new Properties(), Map.of(), directory);

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.settings().get(Options.SERVICE)).isEqualTo("unknown");
    assertThat(loaded.settings().get(Options.QUEUE_DIR))
        .isEqualTo(Path.of("./reflow-unknown/unknown"));
  }

  @Test
  void shouldPreferSystemPropertyToEnvironmentToFile() {
    sources
        .file(
            "reflow-agent.properties",
            "reflow.batch.size=1\nreflow.service=file\nreflow.flow-id=file")
        .environment("REFLOW_SERVICE", "environment")
        .environment("REFLOW_FLOW_ID", "environment")
        .system("reflow.flow-id", "property");

    Settings settings = sources.load().settings();

    assertThat(settings.get(Options.BATCH_SIZE)).isEqualTo(1);
    assertThat(settings.origin(Options.BATCH_SIZE)).hasToString("reflow-agent.properties:1");
    assertThat(settings.get(Options.SERVICE)).isEqualTo("environment");
    assertThat(settings.origin(Options.SERVICE)).hasToString("REFLOW_SERVICE");
    assertThat(settings.get(Options.FLOW_ID)).isEqualTo("property");
    assertThat(settings.origin(Options.FLOW_ID)).hasToString("-Dreflow.flow-id");
  }

  @Test
  void shouldSayInOneLineWhereABadValueStandsAndWhatIsAllowed() {
    Loaded loaded = Sources.loadFile(directory, "# a comment\n\nreflow.batch.size = fifty\n");

    assertThat(Sources.hasErrors(loaded)).isTrue();
    assertThat(loaded.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "reflow-agent.properties:3: reflow.batch.size: \"fifty\" is not a whole number from 1"
                + " to 100000");
    assertThat(loaded.settings().get(Options.BATCH_SIZE)).isEqualTo(50);
  }

  @Test
  void shouldNameTheKeyOnceWhenAPropertyOrVariableIsBad() {
    sources.system("reflow.enabled", "maybe").environment("REFLOW_LOG_LEVEL", "loud");

    assertThat(lines(sources.load()))
        .containsExactlyInAnyOrder(
            "-Dreflow.enabled: \"maybe\" is not true or false",
            "REFLOW_LOG_LEVEL: \"loud\" is not one of off, error, warn, info, debug");
  }

  @Test
  void shouldWarnOfAnUnknownKeyAndNameTheNearest() {
    sources
        .file("reflow-agent.properties", "reflow.bacth.size=1\nqueue.dir=/q\nhello=world")
        .system("reflow.servce", "x")
        .environment("REFLOW_BATCHSIZE", "1");

    Loaded loaded = sources.load();

    assertThat(Sources.hasErrors(loaded)).isFalse();
    assertThat(lines(loaded))
        .containsExactlyInAnyOrder(
            "reflow-agent.properties:1: reflow.bacth.size: unknown key, did you mean"
                + " reflow.batch.size?",
            "reflow-agent.properties:2: queue.dir: unknown key, did you mean reflow.queue.dir?",
            "reflow-agent.properties:3: hello: unknown key",
            "-Dreflow.servce: unknown key, did you mean reflow.service?",
            "REFLOW_BATCHSIZE: unknown key, did you mean REFLOW_BATCH_SIZE?");
  }

  @Test
  void shouldLeaveOtherPropertiesAndVariablesAlone() {
    sources.system("reflowing.x", "1").environment("PATH", "/bin").environment("MY_REFLOW_X", "1");

    assertThat(sources.load().problems()).isEmpty();
  }

  @Test
  void shouldTakeTheLastOfTwoLinesForOneKeyAndWarn() {
    Loaded loaded =
        Sources.loadFile(
            directory, "reflow.batch.size=1\nreflow.enabled=true\nreflow.batch.size=2");

    assertThat(loaded.settings().get(Options.BATCH_SIZE)).isEqualTo(2);
    assertThat(lines(loaded))
        .containsExactly(
            "reflow-agent.properties:3: reflow.batch.size: takes the place of the value in line 1");
  }

  @Test
  void shouldReplacePlaceholders() {
    sources
        .file(
            "reflow-agent.properties",
            """
            reflow.service=shop/${stage}
            reflow.sink.file.path=${base}/${user}/${service}.ndjson
            reflow.flow-id=${service}-${main}
            """)
        .system("stage", "blue")
        .system("base", "C:\\data$1");

    Settings settings = sources.load().settings();

    assertThat(settings.get(Options.SERVICE)).isEqualTo("shop/blue");
    assertThat(settings.get(SinkOptions.FILE_PATH))
        .isEqualTo(Path.of("C:\\data$1/alice/shop-blue.ndjson"));
    assertThat(settings.get(Options.FLOW_ID)).isEqualTo("shop/blue-Orders");
    assertThat(settings.get(Options.QUEUE_DIR)).isEqualTo(Path.of("/tmp/reflow-alice/shop-blue"));
  }

  @Test
  void shouldRefuseAPlaceholderThatNobodyKnows() {
    Loaded loaded = Sources.loadFile(directory, "reflow.queue.dir=${nowhere}/q");

    assertThat(lines(loaded))
        .containsExactly(
            "reflow-agent.properties:1: reflow.queue.dir: \"${nowhere}/q\" has ${nowhere}, which is"
                + " none of ${service}, ${user}, ${main} and no system property");
    assertThat(loaded.settings().get(Options.QUEUE_DIR))
        .isEqualTo(Path.of("/tmp/reflow-alice/Orders"));
  }

  @Test
  void shouldRefuseAServiceNamedAfterItself() {
    assertThat(Sources.hasErrors(Sources.loadFile(directory, "reflow.service=${service}")))
        .isTrue();
  }

  @Test
  void shouldNeverShowASecret() {
    Loaded loaded = Sources.loadFile(directory, "reflow.server-token=s3cret${x}");

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.settings().get(Options.SERVER_TOKEN)).contains("s3cret${x}");
    assertThat(loaded.settings().text(Options.SERVER_TOKEN)).isEqualTo("****");
  }

  @Test
  void shouldShowWhatIsNoSecret() {
    Settings settings = sources.load().settings();

    assertThat(settings.text(Options.QUEUE_DIR)).isEqualTo("/tmp/reflow-alice/Orders");
    assertThat(settings.text(Options.SERVER_TOKEN)).isEmpty();
  }

  @Test
  void shouldKeepRuleEntriesInFileOrderWithTheirOrigins() {
    sources
        .file(
            "reflow-agent.properties",
            """
            reflow.connector.b.type=B
            reflow.connector.a.type=A
            reflow.receiver.b.method=handle
            reflow.carrier.c.type=C
            reflow.connector.b.attribute.a.dotted.name=arg0
            """)
        .system("reflow.connector.a.type", "A2")
        .system("reflow.connector.z.type", "Z");

    Loaded loaded = sources.load();

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.settings().ruleEntries())
        .extracting(entry -> entry.key() + "=" + entry.value() + " @" + entry.origin())
        .containsExactly(
            "reflow.connector.b.type=B @reflow-agent.properties:1",
            "reflow.connector.a.type=A2 @-Dreflow.connector.a.type",
            "reflow.receiver.b.method=handle @reflow-agent.properties:3",
            "reflow.carrier.c.type=C @reflow-agent.properties:4",
            "reflow.connector.b.attribute.a.dotted.name=arg0 @reflow-agent.properties:5",
            "reflow.connector.z.type=Z @-Dreflow.connector.z.type");
  }

  @Test
  void shouldReadRulesFromTheEnvironment() {
    sources
        .file("reflow-agent.properties", "reflow.connector.newOrders.type=A")
        .environment("REFLOW_CONNECTOR_NEWORDERS_TYPE", "B")
        .environment("REFLOW_CONNECTOR_OLD_ORDERS_FROM_ACTOR", "this")
        .environment("REFLOW_CONNECTOR_OLD_MESSAGE_TYPE", "arg0")
        .environment("REFLOW_CONNECTOR_OLD_ATTRIBUTE_REGION", "arg0")
        .environment("REFLOW_RECEIVER_X_ACTOR", "this");

    Loaded loaded = sources.load();

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.settings().ruleEntries())
        .extracting(RuleEntry::key)
        .containsExactlyInAnyOrder(
            "reflow.connector.newOrders.type",
            "reflow.connector.old-orders.from-actor",
            "reflow.connector.old.message-type",
            "reflow.connector.old.attribute.region",
            "reflow.receiver.x.actor");
  }

  @Test
  void shouldWarnOfUnknownKeysOfRules() {
    Loaded loaded =
        Sources.loadFile(
            directory,
            """
            reflow.connector.a.metod=x
            reflow.connector.a=x
            reflow.carrier.c.method=x
            reflow.connector..type=x
            reflow.connector.a.attribute.=x
            """);

    assertThat(Sources.hasErrors(loaded)).isFalse();
    assertThat(lines(loaded))
        .containsExactly(
            "reflow-agent.properties:1: reflow.connector.a.metod: unknown key, did you mean"
                + " method?",
            "reflow-agent.properties:2: reflow.connector.a: unknown key; a rule's look like"
                + " reflow.connector.NAME.type",
            "reflow-agent.properties:3: reflow.carrier.c.method: unknown key, known are type",
            "reflow-agent.properties:4: reflow.connector..type: unknown key; a rule's look like"
                + " reflow.connector.NAME.type",
            "reflow-agent.properties:5: reflow.connector.a.attribute.: unknown key, did you mean"
                + " attribute.NAME?");
  }

  static List<String> lines(Loaded loaded) {
    return loaded.problems().stream().map(Problem::toString).toList();
  }
}
