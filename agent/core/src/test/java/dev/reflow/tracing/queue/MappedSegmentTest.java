package dev.reflow.tracing.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.health.Log;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedSegmentTest {

  private static final int BYTES = 1 << 20;

  @TempDir Path dir;

  @Test
  void shouldMoveItsMarkByWholePages() throws Exception {
    Path path = dir.resolve("segment");
    MappedSegment segment =
        MappedSegment.create(path, BYTES, 128 * 1024, new DiskGuard(dir.toString(), Log.silent()));
    for (long wanted = segment.mark() + 1; wanted < segment.end; wanted += 77_777) {
      segment.growTo(wanted);
      assertThat((segment.end - segment.mark()) % MappedSegment.PAGE_BYTES).isZero();
      assertThat(segment.mark()).isGreaterThanOrEqualTo(wanted);
    }
    segment.discard();
  }
}
