package dev.reflow.tracing.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.rule.Sampling;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends through connectors whose threads have the short way, once a few sends have opened it. */
class LaneTest {

  /** A connector as weaving leaves it. */
  @SuppressWarnings("checkstyle:MemberName")
  static final class Link implements CaptureRig.Woven {
    final @Nullable String fromActor;
    final @Nullable String toActor;

    // By the name that weaving gives it; set by the agent.
    @Nullable Object reflow$state;

    Link(@Nullable String fromActor, @Nullable String toActor) {
      this.fromActor = fromActor;
      this.toActor = toActor;
    }

    @Override
    public @Nullable Object state() {
      return reflow$state;
    }

    boolean hasLane() {
      return reflow$state instanceof ConnectorState known && known.hasLane();
    }
  }

  record Order(String messageId, long sizeBytes) {}

  record Fragile(int left) {
    long sizeBytes() {
      if (left == 0) {
        throw new IllegalStateException("no size");
      }
      return left;
    }
  }

  static class Worker {
    final String name = "worker";
  }

  /** A message that carries its event itself, as weaving leaves it. */
  @SuppressWarnings({"checkstyle:MemberName", "unused"}) // by the names that weaving gives them
  static class Letter {
    @Nullable Object reflow$origin;
    long reflow$eventHigh;
    long reflow$eventLow;
    long reflow$rootHigh;
    long reflow$rootLow;
    long reflow$parentLow;
    int reflow$depth;
  }

  @TempDir Path dir;
  private @Nullable CaptureRig open;
  private int site;

  private CaptureRig rig(String... settings) throws Exception {
    String[] all = settings.clone();
    for (int i = 0; i < settings.length; i += 2) {
      all[i] = "reflow.sampling." + settings[i];
    }
    CaptureRig made = new CaptureRig(dir, all);
    open = made;
    site = made.connectorWithField("conventions", Link.class);
    return made;
  }

  /** A connector that was used so often that its thread has a lane. */
  private Link used(CaptureRig rig, String from, String to) {
    Link link = new Link(from, to);
    for (int i = 0; i < 20 && !link.hasLane(); i++) {
      rig.send(site, link, new Order("first", 1));
    }
    assertThat(link.hasLane()).isTrue();
    return link;
  }

  private static long flows(CaptureRig rig, String ends) {
    CaptureRig.Counted counted = rig.counts().get(ends);
    return counted == null ? 0 : counted.flows();
  }

  @AfterEach
  void tearDown() {
    if (open != null) {
      open.close();
    }
  }

  @Test
  void shouldCountEveryFlowItsBytesAndItsErrors() throws Exception {
    CaptureRig rig = rig("rate", "0");
    Link link = used(rig, "a", "b");
    CaptureRig.Counted before = rig.count("a -> b");
    for (int i = 1; i <= 100; i++) {
      rig.send(site, link, new Order("o", i));
    }
    IllegalStateException down = new IllegalStateException("down");
    Runnable fails =
        () -> {
          throw down;
        };

    assertThatThrownBy(() -> rig.send(site, link, new Order("o", 7), fails)).isSameAs(down);
    CaptureRig.Counted after = rig.count("a -> b");
    assertThat(after.flows() - before.flows()).isEqualTo(101);
    assertThat(after.sampledOut()).isEqualTo(after.flows());
    assertThat(after.bytes() - before.bytes()).isEqualTo(5057);
    assertThat(after.errors()).isEqualTo(1);
    assertThat(rig.events()).isEmpty();
    assertThat(rig.fates().of(Fate.SAMPLED_OUT)).isEqualTo(after.flows());
  }

  @Test
  void shouldNotMakeAFlowOfASendInsideOfOneThatIsLeftOut() throws Exception {
    CaptureRig rig = rig("never", "b");
    Link outer = used(rig, "a", "b");
    Link inner = new Link("x", "y");
    long before = flows(rig, "a -> b");
    Order order = new Order("o", 1);

    rig.send(site, outer, order, () -> rig.send(site, inner, order));
    rig.send(site, outer, order, () -> rig.send(site, outer, new Order("p", 1)));

    assertThat(rig.events()).isEmpty();
    assertThat(rig.counts()).containsOnlyKeys("a -> b");
    assertThat(flows(rig, "a -> b") - before).isEqualTo(2);
  }

  @Test
  void shouldMakeFlowsOfOtherMessagesSentInside() throws Exception {
    CaptureRig rig = rig("never", "b");
    Link outer = used(rig, "a", "b");
    Link inner = new Link("x", "y");
    long before = flows(rig, "a -> b");

    rig.send(site, outer, new Order("o", 1), () -> rig.send(site, inner, new Order("p", 1)));
    rig.send(site, outer, new Order("q", 1));

    assertThat(rig.ends()).containsExactly("x.out -> y.in");
    assertThat(flows(rig, "a -> b") - before).isEqualTo(2);
    assertThat(flows(rig, "x -> y")).isEqualTo(1);
  }

  @Test
  void shouldDecideAnewForTheNextHopAndForWhatAHandlerSends() throws Exception {
    CaptureRig rig = rig("never", "a");
    int handle = rig.receiver("conventions", Worker.class);
    Link toB = used(rig, "a", "b");
    Link toWorker = used(rig, "a", "worker");
    Link fromHandler = new Link(null, "c");
    Order order = new Order("o", 1);

    rig.send(site, toB, order, () -> rig.send(site, new Link("b", "c"), order));
    rig.send(
        site,
        toWorker,
        order,
        () -> rig.handle(handle, new Worker(), order, () -> rig.send(site, fromHandler, order)));
    rig.send(site, toWorker, order);

    assertThat(rig.ends()).containsExactly("b.out -> c.in", "worker.out -> c.in");
  }

  @Test
  void shouldNotTakeTheSendBeforeForThatOfACarrierThatIsLeftOut() throws Exception {
    CaptureRig rig = rig("rate", "0");
    int handle = rig.receiver("conventions", Worker.class);
    Link link = used(rig, "a", "worker");
    Letter letter = new Letter();
    Object unused = rig.tracer.origin(letter);
    rig.capture().sample(Sampling.EVERYTHING);
    rig.send(site, link, letter);
    rig.capture().sample(new Sampling(0, List.of(), List.of(), List.of(), 0));
    rig.send(site, link, new Order("other", 1));
    rig.send(site, link, letter);
    rig.capture().sample(Sampling.EVERYTHING);

    rig.handle(handle, new Worker(), letter, () -> rig.send(site, new Link(null, "c"), "next"));

    assertThat(rig.events()).hasSize(2);
    assertThat(rig.events().get(1).ends()).isEqualTo("worker.out -> c.in");
    assertThat(rig.events().get(1).parent()).isNull();
  }

  @Test
  void shouldTakeOverANewRateWhileASendGoesOn() throws Exception {
    CaptureRig rig = rig("rate", "0");
    Link link = used(rig, "a", "b");
    long before = flows(rig, "a -> b");

    Runnable change = () -> rig.capture().sample(Sampling.EVERYTHING);
    rig.send(site, link, new Order("left out", 1), change);
    rig.send(site, link, new Order("kept", 1));

    assertThat(rig.events()).extracting(CaptureRig.Seen::messageId).containsExactly("kept");
    assertThat(flows(rig, "a -> b") - before).isEqualTo(2);
  }

  @Test
  void shouldKeepItsShareAndWeighWhatItKeeps() throws Exception {
    CaptureRig rig = rig("rate", "0.1");
    Link link = used(rig, "a", "b");
    for (int i = 0; i < 20_000; i++) {
      rig.send(site, link, new Order("o", 1));
    }

    List<CaptureRig.Seen> events = rig.events();
    assertThat(events.size()).isBetween(1_600, 2_400);
    assertThat(events).allMatch(event -> event.weight() == 10);
    assertThat(events.stream().mapToDouble(CaptureRig.Seen::weight).sum())
        .isEqualTo(20_000, within(4_000.0));
    assertThat(rig.count("a -> b").sampledOut())
        .isEqualTo(rig.count("a -> b").flows() - events.size());
  }

  @Test
  void shouldCountMessagesWhoseSizeThrows() throws Exception {
    CaptureRig rig = rig("rate", "0");
    Link link = used(rig, "a", "b");
    CaptureRig.Counted before = rig.count("a -> b");
    for (int i = 0; i < 30; i++) {
      rig.send(site, link, new Fragile(0));
    }
    rig.send(site, link, new Order("o", 1));

    CaptureRig.Counted after = rig.count("a -> b");
    assertThat(after.flows() - before.flows()).isEqualTo(31);
    assertThat(rig.fates().of(Fate.CAPTURE_FAILED)).isZero();
  }

  @Test
  void shouldCountExactlyWhereThreadsShareAConnector() throws Exception {
    CaptureRig rig = rig("rate", "0.01");
    Link link = used(rig, "a", "b");
    long before = flows(rig, "a -> b");
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int n = 0; n < 10_000; n++) {
                  rig.send(site, link, new Order("o", 1));
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(flows(rig, "a -> b") - before).isEqualTo(40_000);
    assertThat(rig.count("a -> b").sampledOut())
        .isEqualTo(rig.count("a -> b").flows() - rig.events().size());
  }

  @Test
  void shouldKeepNeitherConnectorNorMessageAlive() throws Exception {
    CaptureRig rig = rig("rate", "0");
    WeakReference<Object> connector = new WeakReference<>(used(rig, "a", "b"));
    WeakReference<Object> message = new WeakReference<>(new Order("o", 1));
    rig.send(site, connector.get(), message.get());

    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(connector.get()).isNull();
              assertThat(message.get()).isNull();
            });
  }
}
