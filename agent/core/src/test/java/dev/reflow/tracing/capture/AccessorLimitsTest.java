package dev.reflow.tracing.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first law, as far as accessors and references go. */
class AccessorLimitsTest {

  static class Link {
    String toActor() {
      return "sink";
    }
  }

  static class Broken {
    static int asked;

    @SuppressWarnings("unused")
    String messageId() {
      asked++;
      throw new IllegalStateException("no id");
    }
  }

  static class Hostile {
    @Override
    public String toString() {
      throw new AssertionError("toString called");
    }

    @Override
    public boolean equals(Object other) {
      throw new AssertionError("equals called");
    }

    @Override
    public int hashCode() {
      throw new AssertionError("hashCode called");
    }
  }

  @TempDir Path dir;
  private CaptureRig rig;
  private int site;

  @BeforeEach
  void setUp() throws Exception {
    rig = new CaptureRig(dir);
    site = rig.connector("conventions", Link.class);
  }

  @AfterEach
  void tearDown() {
    rig.close();
  }

  @Test
  void shouldAskAnAccessorThatThrowsTenTimesAndSaySoOnce() {
    Link link = new Link();
    for (int i = 0; i < 100; i++) {
      rig.send(site, link, new Broken());
    }

    assertThat(Broken.asked).isEqualTo(Accessor.MAX_FAILURES);
    assertThat(rig.events()).hasSize(100);
    assertThat(rig.warnings().lines()).hasSize(1);
    assertThat(rig.warnings())
        .contains("Broken.messageId() threw java.lang.IllegalStateException: no id");
  }

  @Test
  void shouldNotCallAnythingOfAMessageThatNoRuleNames() {
    rig.send(site, new Link(), new Hostile());
    rig.send(rig.connector("conventions", Hostile.class), new Hostile(), new Hostile());

    assertThat(rig.ends()).containsExactly("external.out -> sink.in", "external.out -> Hostile.in");
    assertThat(rig.warnings()).isEmpty();
  }

  @Test
  void shouldKeepNeitherMessagesNorConnectorsAlive() {
    List<WeakReference<Object>> sent = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Object connector = new Link();
      Object message = new Hostile();
      rig.send(site, connector, message);
      sent.add(new WeakReference<>(connector));
      sent.add(new WeakReference<>(message));
    }

    Awaitility.await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(sent).allMatch(reference -> reference.refersTo(null));
            });
  }
}
