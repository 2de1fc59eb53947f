package dev.reflow.tracing.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.capture.CaptureRig.Seen;
import dev.reflow.tracing.content.ContentPolicy;
import dev.reflow.tracing.event.EventKind;
import dev.reflow.tracing.rule.Sampling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullEventsTest {

  static final class Ends {
    final String fromActor = "reader";
    final String toActor = "writer";
    final LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>(List.of("a", "b"));
  }

  record Order(String messageId, long sizeBytes) {}

  record Envelope(Order order) {}

  static final class WriterActor {
    final String name = "writer";
  }

  @TempDir Path dir;
  private CaptureRig rig;

  @BeforeEach
  void setUp() throws Exception {
    rig = new CaptureRig(dir);
  }

  @AfterEach
  void tearDown() {
    rig.close();
  }

  private void start(boolean sent, boolean received, String... settings) throws Exception {
    if (settings.length > 0) {
      rig.close();
      rig = new CaptureRig(dir, settings);
    }
    rig.capture().want(new Wanted(sent, received, ContentPolicy.NOTHING));
  }

  private static Tuple told(EventKind kind, String ends, String id) {
    return new Tuple(kind, ends, id);
  }

  @Test
  void shouldRecordNothingBesideFlowsUnlessAskedTo() throws Exception {
    start(false, false);
    rig.send(rig.connector("conventions", Ends.class), new Ends(), new Order("o-1", 1));
    rig.handle(
        rig.receiver("conventions", WriterActor.class),
        new WriterActor(),
        new Order("o-1", 1),
        () -> {});

    assertThat(rig.events()).extracting(Seen::kind).containsExactly(EventKind.FLOW);
  }

  @Test
  void shouldRecordASendBeforeItBegins() throws Exception {
    start(true, false);
    int site = rig.connector("conventions", Ends.class);
    rig.send(
        site,
        new Ends(),
        new Order("o-1", 128),
        () -> assertThat(rig.events()).extracting(Seen::kind).containsExactly(EventKind.SENT));

    assertThat(rig.events())
        .extracting(Seen::kind, Seen::ends, Seen::messageId)
        .containsExactly(
            told(EventKind.SENT, "reader.out -> writer.in", "o-1"),
            told(EventKind.FLOW, "reader.out -> writer.in", "o-1"));
    assertThat(rig.events()).extracting(Seen::size, Seen::depth).containsOnly(new Tuple(128L, 2));
    assertThat(rig.count("reader -> writer").flows()).isEqualTo(1);
  }

  @Test
  void shouldRecordAHandlingBeforeItBegins() throws Exception {
    start(false, true);
    int site = rig.receiver("conventions", WriterActor.class);
    rig.handle(
        site, new WriterActor(), new Order("o-1", 128), () -> assertThat(rig.events()).hasSize(1));

    assertThat(rig.events())
        .extracting(Seen::kind, Seen::ends, Seen::messageId)
        .containsExactly(told(EventKind.RECEIVED, "external.out -> writer.in", "o-1"));
    assertThat(rig.counts()).isEmpty();
  }

  @Test
  void shouldReadWhatIsInsideOfTheCarrierThatARulesReceiverGets() throws Exception {
    start(
        false,
        true,
        "reflow.connector.shop.type",
        Ends.class.getName(),
        "reflow.connector.shop.method",
        "put",
        "reflow.connector.shop.message",
        "arg0.order",
        "reflow.connector.shop.carrier",
        "arg0",
        "reflow.receiver.shop.type",
        WriterActor.class.getName(),
        "reflow.receiver.shop.method",
        "take");
    int site = rig.receiver("shop", WriterActor.class);
    rig.handle(site, new WriterActor(), new Envelope(new Order("o-1", 9)), () -> {});

    assertThat(rig.events())
        .extracting(Seen::type, Seen::messageId, Seen::size)
        .containsExactly(new Tuple("Order", "o-1", 9L));
  }

  @Test
  void shouldTellNothingOfSendsThatSamplingLeavesOut() throws Exception {
    start(true, true, "reflow.sampling.never", "writer");
    rig.send(rig.connector("conventions", Ends.class), new Ends(), new Order("o-1", 1));
    rig.handle(
        rig.receiver("conventions", WriterActor.class),
        new WriterActor(),
        new Order("o-1", 1),
        () -> {});

    assertThat(rig.events()).isEmpty();
  }

  @Test
  void shouldLeaveNothingOfOneMessageInTheNext() throws Exception {
    start(true, true);
    int site = rig.receiver("conventions", WriterActor.class);
    WriterActor writer = new WriterActor();
    rig.handle(site, writer, new Order("o-1", 1), () -> {});
    rig.handle(site, writer, "text", () -> {});

    assertThat(rig.events())
        .element(1, InstanceOfAssertFactories.type(Seen.class))
        .satisfies(
            second -> {
              assertThat(second.type()).isEqualTo("String");
              assertThat(second.messageId()).isNull();
              assertThat(second.size()).isEqualTo(4);
            });
  }

  @Test
  void shouldReckonWithAllEventsOfAFlowWhereTheirNumberIsLimited() {
    Sampling sampling = new Sampling(1, List.of(), List.of(), List.of(), 300);
    Sampler sampler =
        new Sampler(sampling, new Wanted(true, true, ContentPolicy.NOTHING).eventsPerFlow());
    sampler.adapt(0, 1_000);

    assertThat(sampler.factor()).isEqualTo(0.1);
  }

  @Test
  void shouldChangeWhatIsRecordedWhileTheProgramRuns() throws Exception {
    start(true, false);
    int site = rig.connector("conventions", Ends.class);
    rig.send(site, new Ends(), new Order("o-1", 1));
    rig.capture().want(Wanted.FLOWS);
    rig.send(site, new Ends(), new Order("o-2", 1));

    assertThat(rig.events())
        .extracting(Seen::kind)
        .containsExactly(EventKind.SENT, EventKind.FLOW, EventKind.FLOW);
  }

  private static Wanted content(int maxBytes) {
    return new Wanted(true, true, new ContentPolicy(true, true, maxBytes, List.of(), List.of()));
  }

  @Test
  void shouldTakeContentOfFlowsAlone() throws Exception {
    rig.capture().want(content(4_096));
    int site = rig.connector("conventions", Ends.class);
    rig.send(site, new Ends(), new Order("o-1", 7));
    rig.handle(
        rig.receiver("conventions", WriterActor.class),
        new WriterActor(),
        new Order("o-1", 7),
        () -> {});
    rig.capture().want(Wanted.FLOWS);
    rig.send(site, new Ends(), new Order("o-2", 7));

    String json = "{\"messageId\":\"o-1\",\"sizeBytes\":7}";
    assertThat(rig.events()).extracting(Seen::content).containsExactly(null, json, null, null);
    assertThat(rig.events()).extracting(Seen::checksum).doesNotContain("", "sha256:");
    assertThat(rig.events()).filteredOn(seen -> seen.checksum() != null).hasSize(1);
  }

  @Test
  void shouldRecordAFlowWithoutItsContentRatherThanNotAtAll() throws Exception {
    List<String> settings = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      settings.add("reflow.connector.long.attribute.a" + i);
      settings.add("arg0");
    }
    settings.addAll(
        List.of(
            "reflow.connector.long.type",
            Ends.class.getName(),
            "reflow.connector.long.method",
            "put",
            "reflow.connector.long.message",
            "arg0"));
    rig.close();
    rig = new CaptureRig(dir, settings.toArray(String[]::new));
    rig.capture().want(content(16_384));
    rig.send(rig.connector("long", Ends.class), new Ends(), "x".repeat(20_000));

    Seen flow = rig.events().get(1);
    assertThat(flow.attributes()).hasSize(16);
    assertThat(flow.content()).isNull();
    assertThat(flow.checksum()).isNotNull();
  }

  @Test
  void shouldTakeContentOfAMessageThatIsReturned() throws Exception {
    start(
        false,
        false,
        "reflow.connector.pull.type",
        Ends.class.getName(),
        "reflow.connector.pull.method",
        "pull",
        "reflow.connector.pull.message",
        "return");
    rig.capture().want(content(4_096));
    rig.sendReturning(rig.connector("pull", Ends.class), new Ends(), null, new Order("o-1", 7));

    assertThat(rig.events())
        .extracting(Seen::kind, Seen::content)
        .containsExactly(new Tuple(EventKind.FLOW, "{\"messageId\":\"o-1\",\"sizeBytes\":7}"));
  }
}
