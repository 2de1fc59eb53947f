package dev.reflow.tracing.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MachineTest {

  @Test
  void shouldTakeTheFirstOfManyProcessors() {
    List<String> lines = List.of("processor\t: 0", "model name\t: AMD EPYC", "model name\t: other");
    assertThat(Machine.value(lines, "model name")).isEqualTo("AMD EPYC");
  }

  @Test
  void shouldSayWhatItDoesNotKnow() {
    assertThat(Machine.value(List.of("processor\t: 0"), "model name"))
        .isEqualTo("unknown model name");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldSayMemoryAndCommit() throws Exception {
    assertThat(Machine.line()).matches(".* \\d+ GiB of memory, .* commit \\w+, load average .*");
  }
}
