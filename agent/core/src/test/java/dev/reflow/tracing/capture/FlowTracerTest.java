package dev.reflow.tracing.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowTracerTest {

  static class Plain {}

  static class Ends {
    int asked;
    final String to;
    @Nullable String from = "reader";

    Ends(String to) {
      this.to = to;
    }

    @Nullable String fromActor() {
      asked++;
      return from;
    }

    String toActor() {
      return to;
    }
  }

  record Order(String messageId, long sizeBytes) {}

  static class Worker {
    final String name;

    Worker(String name) {
      this.name = name;
    }
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

  @Test
  void shouldRecordEndsAndFactsOfASend() {
    int site = rig.connector("conventions", Ends.class);

    rig.send(site, new Ends("writer"), new Order("o-1", 128));

    CaptureRig.Seen seen = rig.events().get(0);
    assertThat(seen.ends()).isEqualTo("reader.out -> writer.in");
    assertThat(seen.type()).isEqualTo("Order");
    assertThat(seen.size()).isEqualTo(128);
    assertThat(seen.estimated()).isFalse();
    assertThat(seen.messageId()).isEqualTo("o-1");
    assertThat(seen.error()).isNull();
    assertThat(seen.depth()).isEqualTo(-1);
  }

  @Test
  void shouldCallAnUnknownSenderExternalAndAnUnknownReceiverByTheConnectorsClass() {
    rig.send(rig.connector("conventions", Plain.class), new Plain(), "hello");

    assertThat(rig.ends()).containsExactly("external.out -> Plain.in");
  }

  @Test
  void shouldTakeTheHandlingActorAsSenderAndForgetItAfterwards() {
    int send = rig.connector("conventions", Plain.class);
    int handle = rig.receiver("conventions", Worker.class);
    Plain connector = new Plain();

    rig.handle(handle, new Worker("alpha"), "in", () -> rig.send(send, connector, "out"));
    rig.handle(handle, new Worker("beta"), "in", () -> rig.send(send, connector, "out"));
    rig.send(send, connector, "out");

    assertThat(rig.ends())
        .containsExactly(
            "alpha.out -> Plain.in", "beta.out -> Plain.in", "external.out -> Plain.in");
  }

  @Test
  void shouldAskAConnectorForItsEndsOnce() {
    int site = rig.connector("conventions", Ends.class);
    Ends connector = new Ends("writer");

    for (int i = 0; i < 50; i++) {
      rig.send(site, connector, "m");
    }

    assertThat(connector.asked).isEqualTo(1);
    assertThat(rig.events()).hasSize(50);
  }

  @Test
  void shouldAskAgainForAnEndThatWasNotThereYet() {
    int site = rig.connector("conventions", Ends.class);
    Ends connector = new Ends("writer");
    connector.from = null;
    rig.send(site, connector, "m");
    connector.from = "late";
    rig.send(site, connector, "m");
    rig.send(site, connector, "m");

    assertThat(rig.ends())
        .containsExactly(
            "external.out -> writer.in", "late.out -> writer.in", "late.out -> writer.in");
  }

  @Test
  void shouldRecordTheExceptionThatASendThrows() {
    int site = rig.connector("conventions", Plain.class);
    IllegalStateException failure = new IllegalStateException("link down");

    assertThatThrownBy(
            () ->
                rig.send(
                    site,
                    new Plain(),
                    "m",
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);

    assertThat(rig.events().get(0).error()).isEqualTo("java.lang.IllegalStateException: link down");
  }

  @Test
  void shouldCountADelegatingSendOnce() {
    int site = rig.connector("conventions", Ends.class);
    Ends outer = new Ends("writer");
    Ends inner = new Ends("socket");

    // To super, to an overload with another object, and to another connector with the same message.
    rig.send(site, outer, "m", () -> rig.send(site, outer, "m"));
    rig.send(site, outer, "m", () -> rig.send(site, outer, new Order("o", 1)));
    rig.send(site, outer, "m", () -> rig.send(site, inner, "m"));

    assertThat(rig.ends()).containsOnly("reader.out -> writer.in").hasSize(3);
  }

  @Test
  void shouldCountTheSendsInsideOfAWrapperThatDoesNotKnowItsEnds() {
    int wrapper = rig.connector("conventions", Plain.class);
    int site = rig.connector("conventions", Ends.class);
    String message = "m";

    rig.send(
        wrapper,
        new Plain(),
        message,
        () -> {
          rig.send(site, new Ends("a"), message);
          rig.send(site, new Ends("b"), message);
        });

    assertThat(rig.ends()).containsExactly("reader.out -> a.in", "reader.out -> b.in");
  }

  @Test
  void shouldCountAMessageThatGoesOnFromItsReceiverAsAFlowOfItsOwn() {
    int site = rig.connector("conventions", Ends.class);
    Ends second = new Ends("c");
    second.from = "b";
    String message = "m";

    rig.send(site, new Ends("b"), message, () -> rig.send(site, second, message));

    assertThat(rig.ends()).containsExactlyInAnyOrder("reader.out -> b.in", "b.out -> c.in");
  }

  @Test
  void shouldCountWhatAHandlerSendsInsideOfASend() {
    int site = rig.connector("conventions", Plain.class);
    int handle = rig.receiver("conventions", Worker.class);
    Plain connector = new Plain();
    String message = "m";

    rig.send(
        site,
        connector,
        message,
        () ->
            rig.handle(handle, new Worker("w"), message, () -> rig.send(site, connector, message)));

    assertThat(rig.ends())
        .containsExactlyInAnyOrder("external.out -> Plain.in", "w.out -> Plain.in");
  }

  @Test
  void shouldEndAFlowWhenItsStageCompletes() {
    int site = rig.connector("conventions", Plain.class);
    CompletableFuture<String> good = new CompletableFuture<>();
    CompletableFuture<String> bad = new CompletableFuture<>();
    rig.sendReturning(site, new Plain(), "1", good);
    rig.sendReturning(site, new Plain(), "2", bad);
    rig.sendReturning(site, new Plain(), "3", CompletableFuture.completedFuture("done"));
    assertThat(rig.events()).hasSize(1);

    good.complete("yes");
    bad.completeExceptionally(new IllegalArgumentException("no"));

    assertThat(rig.events())
        .extracting(CaptureRig.Seen::error)
        .containsExactlyInAnyOrder(null, null, "java.lang.IllegalArgumentException: no");
  }

  @Test
  void shouldEndAFlowWhenItsPlainFutureIsDone() {
    int site = rig.connector("conventions", Plain.class);
    FutureTask<String> task =
        new FutureTask<>(
            () -> {
              throw new IllegalStateException("late failure");
            });
    rig.sendReturning(site, new Plain(), "1", task);
    rig.capture().pollCompletions();
    assertThat(rig.events()).isEmpty();

    task.run();
    rig.capture().pollCompletions();

    assertThat(rig.events())
        .extracting(CaptureRig.Seen::error)
        .containsExactly("java.lang.IllegalStateException: late failure");
  }

  private static final class Asked extends FutureTask<String> {
    int times;

    Asked() {
      super(() -> "x");
    }

    @Override
    public boolean isDone() {
      times++;
      return super.isDone();
    }
  }

  @Test
  void shouldLookAtThousandsOfFuturesInTurns() {
    int site = rig.connector("conventions", Plain.class);
    List<Asked> futures = new ArrayList<>();
    for (int i = 0; i < Completions.LOOKS_A_POLL + 10; i++) {
      futures.add(new Asked());
      rig.sendReturning(site, new Plain(), "1", futures.get(i));
    }
    futures.forEach(future -> future.times = 0);
    rig.capture().pollCompletions();
    assertThat(futures).filteredOn(future -> future.times == 0).hasSize(10);

    rig.capture().pollCompletions();
    assertThat(futures).allMatch(future -> future.times == 1);
    futures.forEach(FutureTask::run);
    rig.capture().pollCompletions();
    rig.capture().pollCompletions();
    assertThat(rig.events()).hasSameSizeAs(futures);
  }

  @Test
  void shouldRecordAtExitWhatHasNotCompleted() {
    int site = rig.connector("conventions", Plain.class);
    FutureTask<String> never = new FutureTask<>(() -> "x");
    rig.sendReturning(site, new Plain(), "1", never);

    rig.capture().finish();

    assertThat(rig.events()).hasSize(1);
    assertThat(never.isDone()).isFalse();
  }

  @Test
  void shouldMeasureWhatHasALengthAndEstimateWhatHasNone() {
    int site = rig.connector("conventions", Plain.class);
    Plain connector = new Plain();
    rig.send(site, connector, new byte[17]);
    rig.send(site, connector, "seven c");
    rig.send(site, connector, ByteBuffer.allocate(9));
    rig.send(site, connector, new Worker("w"));
    rig.send(site, connector, new long[4]);
    rig.send(site, connector, null);

    assertThat(rig.events())
        .extracting(seen -> seen.type() + " " + seen.size() + " " + seen.estimated())
        .containsExactly(
            "byte[] 17 false",
            "String 7 false",
            "HeapByteBuffer 9 false",
            "Worker 16 true",
            "long[] 48 true",
            "null 0 false");
  }

  static class Queued {
    final java.util.Queue<String> queue;

    Queued(java.util.Queue<String> queue) {
      this.queue = queue;
    }
  }

  @Test
  void shouldReadTheDepthOfAQueueThatCanTellItCheaply() {
    int site = rig.connector("conventions", Queued.class);
    LinkedBlockingQueue<String> three = new LinkedBlockingQueue<>();
    three.add("a");
    three.add("b");
    three.add("c");
    rig.send(site, new Queued(three), "m");
    rig.send(site, new Queued(new ConcurrentLinkedQueue<>(three)), "m");

    assertThat(rig.events()).extracting(CaptureRig.Seen::depth).containsExactly(3, -1);
  }

  @Test
  void shouldNotTraceWhatAnAccessorSends() {
    int site = rig.connector("conventions", Plain.class);
    Plain inner = new Plain();
    Object chatty =
        new Object() {
          @SuppressWarnings("unused")
          String messageId() {
            rig.send(site, inner, "from an accessor");
            return "id";
          }
        };

    rig.send(site, new Plain(), chatty);

    assertThat(rig.events()).extracting(CaptureRig.Seen::messageId).containsExactly("id");
  }

  @Test
  void shouldSurviveASendWhoseEndWasNeverSeen() {
    int site = rig.connector("conventions", Ends.class);
    Object outer = rig.tracer.enter(site, new Ends("a"), null, "outer", null);
    Object lost = rig.tracer.enter(site, new Ends("b"), null, "inner", null);
    assertThat(lost).isNotNull();
    rig.tracer.exit(outer, null, null);

    rig.send(site, new Ends("c"), "next");

    assertThat(rig.ends()).containsExactly("reader.out -> a.in", "reader.out -> c.in");
  }
}
