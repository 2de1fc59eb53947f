package dev.reflow.tracing.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentNameTest {

  @TempDir Path stripe;

  @ParameterizedTest
  @CsvSource({
    "0, 20000101-0000V.cq4",
    "1, 20000101-0005V.cq4",
    "287, 20000101-2355V.cq4",
    "288, 20000102-0000V.cq4",
    "841518719, 99991231-2355V.cq4"
  })
  void shouldNameEachSegmentSoThatItsNumberIsFoundAgain(long segment, String name)
      throws Exception {
    Path file = SegmentName.file(stripe, segment);

    assertThat(file.getFileName()).hasToString(name);
    Files.createFile(file);
    assertThat(SegmentName.all(stripe)).containsOnlyKeys(segment).containsValue(file);
    assertThat(SegmentName.next(stripe, 0)).hasValue(segment);
    assertThat(SegmentName.next(stripe, segment + 1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20000101L.cq4",
        ".20000101-0000V.cq4",
        "20000101-0001V.cq4",
        "20000101-2400V.cq4",
        "20001301-0000V.cq4",
        "20000101x0000V.cq4",
        "2000010a-0000V.cq4",
        "metadata.cq4t"
      })
  void shouldPassOverWhatIsNoSegment(String name) throws Exception {
    Files.createFile(stripe.resolve(name));

    assertThat(SegmentName.all(stripe)).isEmpty();
  }

  @Test
  void shouldPutThemInOrder() throws Exception {
    for (long segment : new long[] {300, 2, 290, 12}) {
      Files.createFile(SegmentName.file(stripe, segment));
    }

    assertThat(SegmentName.all(stripe).keySet()).containsExactly(2L, 12L, 290L, 300L);
  }
}
