package dev.reflow.tracing.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class DiskUseTest {

  private static final int MEBIBYTE = 1 << 20;

  @TempDir Path directory;

  @Test
  void shouldUseAFileUpToItsLastByteThatIsNotZero() throws Exception {
    write("events", 5_000, 3 * MEBIBYTE);
    DiskUse use = DiskUse.of(directory);
    assertThat(use.usedBytes()).isEqualTo(5_001);
    assertThat(use.lengthBytes()).isEqualTo(3 * MEBIBYTE);
  }

  @Test
  void shouldSeeHolesAsNotAllocatedAndZerosAsAllocated() throws Exception {
    write("sparse", 1, 16 * MEBIBYTE);
    Files.write(directory.resolve("zeros"), new byte[MEBIBYTE]);
    DiskUse use = DiskUse.of(directory);
    assertThat(use.usedBytes()).isEqualTo(2);
    assertThat(use.allocatedBytes()).isBetween((long) MEBIBYTE, 2L * MEBIBYTE);
  }

  @Test
  void shouldFindTheLastByteAcrossChunks() throws Exception {
    write("first", MEBIBYTE, 2 * MEBIBYTE + 7);
    write("last", 2 * MEBIBYTE, 2 * MEBIBYTE + 1);
    assertThat(DiskUse.of(directory).usedBytes()).isEqualTo(3 * MEBIBYTE + 2);
  }

  private void write(String name, long lastByte, long length) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(directory.resolve(name).toFile(), "rw")) {
      file.setLength(length);
      file.seek(lastByte);
      file.write(1);
    }
  }
}
