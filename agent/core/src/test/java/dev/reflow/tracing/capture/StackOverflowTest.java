package dev.reflow.tracing.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.capture.CaptureRig.Seen;
import dev.reflow.tracing.health.Fate;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application may come to the agent with next to no stack left; advice keeps the error. */
class StackOverflowTest {

  private static final int DIVES = 60;
  private static final long STACK_BYTES = 256 * 1024;

  static final class Ends {
    final String toActor = "writer";
  }

  static final class WriterActor {
    final String name = "writer";
  }

  @TempDir Path dir;
  private CaptureRig rig;
  private int connector;
  private int receiver;
  private final Ends ends = new Ends();
  private final WriterActor writer = new WriterActor();

  /** Made ahead: to make one takes more stack than anything else here. */
  private final Throwable refused = new IllegalStateException("refused");

  @BeforeEach
  void setUp() throws Exception {
    rig = new CaptureRig(dir);
    connector = rig.connector("conventions", Ends.class);
    receiver = rig.receiver("conventions", WriterActor.class);
  }

  @AfterEach
  void tearDown() {
    rig.close();
  }

  /** Does {@code each} at every depth, as far down as the stack goes. */
  @SuppressWarnings("InfiniteRecursion") // that is what it is for
  private static void dive(Runnable each, long a, long b) {
    each.run();
    dive(each, a + b, a - b);
  }

  private static void diveToTheBottom(Runnable each, int frames) {
    if (frames > 0) {
      // So that the bottom is met somewhere else each time.
      diveToTheBottom(each, frames - 1);
      return;
    }
    try {
      dive(each, 1, 2);
    } catch (StackOverflowError bottom) {
      return;
    }
  }

  /** Dives on many threads, each of which then sends once, from where there is stack enough. */
  private void dive(Runnable each) throws InterruptedException {
    for (int i = 0; i < DIVES; i++) {
      int frames = i;
      Thread thread =
          new Thread(
              null,
              () -> {
                diveToTheBottom(each, frames);
                rig.send(connector, ends, frames);
              },
              "small",
              STACK_BYTES);
      thread.start();
      thread.join();
    }
  }

  private List<Seen> sentAfterwards() {
    return rig.events().stream().filter(seen -> seen.type().equals("Integer")).toList();
  }

  /** As advice does it. */
  private void send() {
    Object token;
    try {
      token = rig.tracer.enter(connector, ends, null, "message", null);
    } catch (Throwable suppressed) {
      return;
    }
    try {
      if (token != null) {
        rig.tracer.exit(token, null, null);
      }
    } catch (Throwable suppressed) {
      return;
    }
  }

  private void handle() {
    Object token;
    try {
      token = rig.tracer.beginHandling(receiver, writer, null, "message", null);
    } catch (Throwable suppressed) {
      return;
    }
    try {
      if (token != null) {
        rig.tracer.endHandling(token, refused);
      }
    } catch (Throwable suppressed) {
      return;
    }
  }

  @Test
  void shouldBeInNoHandlingAfterTheStackOverflowedInOne() throws Exception {
    dive(this::handle);

    assertThat(sentAfterwards()).hasSize(DIVES);
    // All but those where the very call of the agent was the one too many.
    assertThat(sentAfterwards())
        .filteredOn(seen -> seen.from().equals("external"))
        .hasSizeGreaterThan(DIVES - 10);
  }

  @Test
  void shouldTakeNoSendForAPartOfOneInWhichTheStackOverflowed() throws Exception {
    dive(this::send);

    assertThat(rig.fates().of(Fate.STRIPE_BUSY)).isZero();
    assertThat(sentAfterwards()).hasSizeGreaterThan(DIVES - 10);
  }
}
