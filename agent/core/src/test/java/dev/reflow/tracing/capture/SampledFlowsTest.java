package dev.reflow.tracing.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reflow.tracing.health.Fate;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of sends that sampling leaves out, and of those around and inside of them. */
class SampledFlowsTest {

  record Ends(@Nullable String fromActor, @Nullable String toActor) {}

  record Order(String messageId, long sizeBytes) {}

  static class Plain {}

  static class Worker {
    final String name = "worker";
  }

  @TempDir Path dir;
  private @Nullable CaptureRig open;

  private CaptureRig rig(String... settings) throws Exception {
    String[] all = new String[settings.length];
    for (int i = 0; i < settings.length; i++) {
      all[i] = i % 2 == 0 ? "reflow.sampling." + settings[i] : settings[i];
    }
    CaptureRig made = new CaptureRig(dir, all);
    open = made;
    return made;
  }

  @AfterEach
  void tearDown() {
    if (open != null) {
      open.close();
    }
  }

  @Test
  void shouldCountWhatItLeavesOut() throws Exception {
    CaptureRig rig = rig("rate", "0");
    int site = rig.connector("conventions", Ends.class);
    Ends connector = new Ends("a", "b");
    for (int i = 1; i <= 100; i++) {
      rig.send(site, connector, new Order("o", i));
    }

    assertThat(rig.events()).isEmpty();
    assertThat(rig.counts())
        .containsExactly(
            java.util.Map.entry("a -> b", new CaptureRig.Counted(100, 100, 5050, 0, 0, 0, 0)));
    assertThat(rig.fates().of(Fate.SAMPLED_OUT)).isEqualTo(100);
  }

  @Test
  void shouldCountTheErrorsOfWhatItLeavesOut() throws Exception {
    CaptureRig rig = rig("rate", "0");
    int site = rig.connector("conventions", Ends.class);
    Ends connector = new Ends("a", "b");
    IllegalStateException failure = new IllegalStateException("down");

    assertThatThrownBy(
            () ->
                rig.send(
                    site,
                    connector,
                    new Order("o", 7),
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    rig.send(site, connector, new Order("o", 7));

    assertThat(rig.count("a -> b")).isEqualTo(new CaptureRig.Counted(2, 2, 14, 1, 0, 0, 0));
  }

  @Test
  void shouldNotMakeAFlowOfASendInsideOfOneThatIsLeftOut() throws Exception {
    CaptureRig rig = rig("never", "b");
    int site = rig.connector("conventions", Ends.class);
    Ends outer = new Ends("a", "b");
    Ends inner = new Ends("x", "y");
    Order order = new Order("o", 1);

    // The same message through another connector, and the same connector with another message.
    rig.send(site, outer, order, () -> rig.send(site, inner, order));
    rig.send(site, outer, order, () -> rig.send(site, outer, new Order("p", 1)));

    assertThat(rig.events()).isEmpty();
    assertThat(rig.counts()).containsOnlyKeys("a -> b");
    assertThat(rig.count("a -> b").flows()).isEqualTo(2);
  }

  @Test
  void shouldMakeFlowsOfTheSendsInsideOfABroadcastThatIsLeftOut() throws Exception {
    CaptureRig rig = rig("never", "Plain");
    int wrapper = rig.connector("conventions", Plain.class);
    int site = rig.connector("conventions", Ends.class);
    Order order = new Order("o", 1);

    rig.send(
        wrapper,
        new Plain(),
        order,
        () -> {
          rig.send(site, new Ends("a", "b"), order);
          rig.send(site, new Ends("a", "c"), order);
        });
    rig.send(wrapper, new Plain(), order);

    assertThat(rig.ends()).containsExactly("a.out -> b.in", "a.out -> c.in");
    // The broadcast itself is no flow; the second one carries the message nowhere else, and is.
    assertThat(rig.count("external -> Plain").flows()).isEqualTo(1);
    assertThat(rig.count("external -> Plain").sampledOut()).isEqualTo(1);
  }

  @Test
  void shouldDecideAnewForTheNextHopAndForWhatAHandlerSends() throws Exception {
    CaptureRig rig = rig("never", "a");
    int site = rig.connector("conventions", Ends.class);
    int handle = rig.receiver("conventions", Worker.class);
    Order order = new Order("o", 1);
    Ends from = new Ends(null, "c");

    rig.send(site, new Ends("a", "b"), order, () -> rig.send(site, new Ends("b", "c"), order));
    rig.send(
        site,
        new Ends("a", "worker"),
        order,
        () -> rig.handle(handle, new Worker(), order, () -> rig.send(site, from, order)));

    assertThat(rig.ends()).containsExactly("b.out -> c.in", "worker.out -> c.in");
    assertThat(rig.count("a -> b").sampledOut()).isEqualTo(1);
    assertThat(rig.count("a -> worker").sampledOut()).isEqualTo(1);
  }

  @Test
  void shouldLeaveNothingBehindForTheNextFlow() throws Exception {
    CaptureRig rig = rig("never", "b");
    int site = rig.connector("conventions", Ends.class);
    rig.send(site, new Ends("a", "c"), new Order("kept", 3));
    rig.send(site, new Ends("a", "b"), new Plain());
    rig.send(site, new Ends("a", "c"), new Order("kept", 5));
    rig.send(site, new Ends("a", "c"), new Plain());

    assertThat(rig.events())
        .extracting(seen -> seen.messageId() + " " + seen.size() + " " + seen.estimated())
        .containsExactly("kept 3 false", "kept 5 false", "null 16 true");
    assertThat(rig.events()).allMatch(seen -> seen.weight() == 1);
  }

  @Test
  void shouldDecideByTypeAndSizeAndSayTheWeight() throws Exception {
    CaptureRig rig =
        rig(
            "rate", "0",
            "rule.big.min-size", "1000",
            "rule.big.rate", "1",
            "rule.text.message-type", "String",
            "rule.text.rate", "0.5");
    int site = rig.connector("conventions", Ends.class);
    Ends connector = new Ends("a", "b");
    for (int i = 0; i < 1_000; i++) {
      rig.send(site, connector, new Order("o", 10));
      rig.send(site, connector, new Order("o", 1_000));
      rig.send(site, connector, "text");
    }

    List<CaptureRig.Seen> events = rig.events();
    assertThat(events).filteredOn(event -> event.type().equals("Order")).hasSize(1_000);
    assertThat(events)
        .filteredOn(event -> event.type().equals("Order"))
        .allMatch(event -> event.size() == 1_000 && event.weight() == 1);
    assertThat(events)
        .filteredOn(event -> event.type().equals("String"))
        .hasSizeBetween(300, 700)
        .allMatch(event -> event.weight() == 2);
    assertThat(rig.count("a -> b").flows()).isEqualTo(3_000);
    assertThat(rig.count("a -> b").sampledOut()).isEqualTo(3_000 - events.size());
  }

  @Test
  void shouldTakeOverANewRateWhileSendsGoOn() throws Exception {
    CaptureRig rig = rig("rate", "0");
    int site = rig.connector("conventions", Ends.class);
    Ends connector = new Ends("a", "b");
    rig.send(
        site,
        connector,
        new Order("o", 1),
        () -> rig.capture().sample(dev.reflow.tracing.rule.Sampling.EVERYTHING));
    rig.send(site, connector, new Order("o", 1));

    assertThat(rig.events()).hasSize(1);
    assertThat(rig.count("a -> b").flows()).isEqualTo(2);
    assertThat(rig.count("a -> b").sampledOut()).isEqualTo(1);
  }

  @Test
  void shouldStayBelowTheLimitFromTheNextSecondOn() throws Exception {
    CaptureRig rig = rig("max-events-per-second", "10");
    int site = rig.connector("conventions", Ends.class);
    Ends connector = new Ends("a", "b");
    for (int i = 0; i < 10_000; i++) {
      rig.send(site, connector, new Order("o", 1));
    }
    rig.capture().countEdges();
    int before = rig.events().size();
    for (int i = 0; i < 10_000; i++) {
      rig.send(site, connector, new Order("o", 1));
    }

    List<CaptureRig.Seen> events = rig.events();
    assertThat(before).isEqualTo(10_000);
    assertThat(events.size() - before).isLessThan(1_000);
    double weights = events.stream().mapToDouble(CaptureRig.Seen::weight).sum();
    assertThat(weights).isGreaterThanOrEqualTo(10_000);
    assertThat(rig.count("a -> b").flows()).isEqualTo(20_000);
    assertThat(rig.fates().of(Fate.SAMPLED_OUT)).isEqualTo(20_000 - events.size());
  }

  @Test
  void shouldDecideAboutAMessageThatIsReturnedWhenItIsThere() throws Exception {
    CaptureRig rig =
        new CaptureRig(
            dir,
            "reflow.connector.inbox.type",
            Plain.class.getName(),
            "reflow.connector.inbox.method",
            "poll",
            "reflow.connector.inbox.message",
            "return",
            "reflow.connector.inbox.to-actor",
            "\"reader\"",
            "reflow.sampling.rule.big.min-size",
            "100",
            "reflow.sampling.rule.big.rate",
            "0");
    open = rig;
    int site = rig.connector("inbox", Plain.class, -1);
    rig.sendReturning(site, new Plain(), null, new Order("small", 99));
    rig.sendReturning(site, new Plain(), null, new Order("big", 100));
    rig.sendReturning(site, new Plain(), null, null);

    assertThat(rig.events()).extracting(CaptureRig.Seen::messageId).containsExactly("small");
    CaptureRig.Counted counted = rig.count("external -> reader");
    assertThat(counted.flows()).isEqualTo(2);
    assertThat(counted.sampledOut()).isEqualTo(1);
    assertThat(counted.bytes()).isEqualTo(199);
  }

  @Test
  void shouldWeighEachKeptFlowByItsRate() throws Exception {
    CaptureRig rig = rig("rate", "0.25");
    int site = rig.connector("conventions", Ends.class);
    Ends connector = new Ends("a", "b");
    for (int i = 0; i < 10_000; i++) {
      rig.send(site, connector, new Order("o", 1));
    }

    assertThat(rig.events()).hasSizeBetween(2_000, 3_000);
    assertThat(rig.events()).allMatch(event -> event.weight() == 4);
    assertThat(rig.events().stream().mapToDouble(CaptureRig.Seen::weight).sum())
        .isEqualTo(10_000, within(2_000.0));
  }
}
