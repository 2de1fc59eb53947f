package dev.reflow.tracing.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.util.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ZstdLibraryTest {

  @Test
  void shouldLoadTheLibraryAndLeaveNoFile() throws IOException {
    ZstdLibrary.load();

    assertThat(Native.isLoaded()).isTrue();
    assertThat(Zstd.decompress(Zstd.compress(new byte[1000]), 1000)).isEqualTo(new byte[1000]);
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("reflow-zstd-"));
    }
  }

  @Test
  void shouldDoNothingWhenLoadedAlready() {
    ZstdLibrary.load();
    ZstdLibrary.load();

    assertThat(Native.isLoaded()).isTrue();
  }
}
