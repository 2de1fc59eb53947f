package dev.reflow.tracing.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.capture.CaptureRig.Seen;
import dev.reflow.tracing.event.EventLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CauseChainTest {

  private static final int HOPS = 70;

  /** A connector with the ends that its name gives. */
  private record Ends(String fromActor, String toActor) {}

  /** A receiver. */
  private record Actor(String id) {}

  @TempDir Path dir;

  @Test
  void shouldTellTheWholeChainUpToItsLimitAndTheEndsOfALongerOne() throws Exception {
    try (CaptureRig rig = new CaptureRig(dir)) {
      int site = rig.connector("conventions", Ends.class);
      int handler = rig.receiver("conventions", Actor.class);
      pass(rig, site, handler, new Object(), 0);

      List<Seen> byDepth =
          rig.events().stream().sorted(Comparator.comparingInt(Seen::chainDepth)).toList();
      assertThat(byDepth).hasSize(HOPS + 1);
      List<UUID> ids = byDepth.stream().map(Seen::id).toList();
      for (int depth = 0; depth < byDepth.size(); depth++) {
        assertThat(byDepth.get(depth).chain())
            .as("depth %d", depth)
            .isEqualTo(expected(ids, depth));
      }
    }
  }

  private static List<UUID> expected(List<UUID> ids, int depth) {
    if (depth <= EventLayout.MAX_CHAIN) {
      return ids.subList(0, depth);
    }
    List<UUID> ends = new ArrayList<>(ids.subList(depth - 1 - EventLayout.CHAIN_OF_DEEP, depth));
    ends.add(0, ids.get(0));
    return ends;
  }

  /** From actor to actor. */
  private static void pass(CaptureRig rig, int site, int handler, Object message, int hop) {
    String next = "a" + (hop + 1);
    rig.send(site, new Ends("a" + hop, next), message);
    if (hop < HOPS) {
      rig.handle(
          handler, new Actor(next), message, () -> pass(rig, site, handler, message, hop + 1));
    }
  }
}
