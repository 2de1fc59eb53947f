package dev.reflow.tracing.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentPrefixTest {

  private static final long FIRST_DAY_MS = SegmentName.FIRST_DAY * 86_400_000L;

  @TempDir Path dir;

  @Test
  void shouldBeWhatChronicleWritesBeforeItsFirstDocument() throws Exception {
    try (ChronicleQueue queue =
            SingleChronicleQueueBuilder.binary(dir)
                .rollCycle(RollCycles.FIVE_MINUTELY)
                .timeProvider(() -> FIRST_DAY_MS)
                .indexCount(128)
                .indexSpacing(64)
                .build();
        ExcerptAppender appender = queue.createAppender();
        DocumentContext document = appender.writingDocument()) {
      document.wire().bytes().writeLong(1);
    }
    byte[] written = Files.readAllBytes(SegmentName.file(dir, 0));

    assertThat(Arrays.copyOf(written, SegmentPrefix.BYTES)).isEqualTo(SegmentPrefix.bytes());
    assertThat(written[SegmentPrefix.BYTES]).as("the document's length").isEqualTo((byte) 8);
  }
}
