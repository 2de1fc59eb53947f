package dev.reflow.tracing.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.capture.CaptureRig.Seen;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CauseSpanTest {

  private static final UUID EVENT = new UUID(7, 8);
  private static final UUID ROOT = new UUID(5, 6);

  /** Has no ends: they do not matter here. */
  private static final class PlainConnector {}

  @TempDir Path dir;
  private CaptureRig rig;
  private int site;
  private final PlainConnector connector = new PlainConnector();
  private final Cause cause = new Cause();

  @BeforeEach
  void open() throws Exception {
    rig = new CaptureRig(dir);
    site = rig.connector("conventions", PlainConnector.class);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void shouldCauseWhatIsSentInASpanAndNothingAfterIt() {
    cause.set(7, 8, 5, 6, 3);
    Object span = rig.capture().beginSpan(cause);
    send();
    rig.tracer.endHandling(span, null);
    send();

    List<Seen> events = rig.events();
    assertThat(events).extracting(Seen::parent).containsExactly(EVENT, null);
    assertThat(events.get(0).root()).isEqualTo(ROOT);
    assertThat(events.get(0).chainDepth()).isEqualTo(4);
    assertThat(events.get(1).root()).isEqualTo(events.get(1).id());
  }

  @Test
  void shouldMakeRootsInAnEmptySpanInsideOfAnother() {
    cause.setRoot(EVENT);
    Object outer = rig.capture().beginSpan(cause);
    Object inner = rig.capture().beginSpan(new Cause());
    send();
    rig.tracer.endHandling(inner, null);
    send();
    rig.tracer.endHandling(outer, null);

    assertThat(rig.events()).extracting(Seen::parent).containsExactly(null, EVENT);
  }

  @Test
  void shouldReadTheCauseInForce() {
    Cause read = new Cause();
    assertThat(rig.capture().readCause(read)).isFalse();

    cause.set(7, 8, 5, 6, 3);
    Object span = rig.capture().beginSpan(cause);
    assertThat(rig.capture().readCause(read)).isTrue();
    rig.tracer.endHandling(span, null);

    assertThat(read.eventId()).isEqualTo(EVENT);
    assertThat(read.rootId()).isEqualTo(ROOT);
    assertThat(read.depth()).isEqualTo(3);
    assertThat(rig.capture().readCause(read)).isFalse();
    assertThat(read.isPresent()).isFalse();
  }

  private void send() {
    rig.send(site, connector, "message");
  }
}
