package dev.reflow.tracing.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.load.HelloWorld;
import com.example.load.SendLoop;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ChildJvmTest {

  @TempDir Path directory;

  @Test
  void shouldSeeWhatAProgramSaysAndTakes() throws Exception {
    ChildJvm.Outcome outcome = run(HelloWorld.class.getName());
    Figures figures = new Figures();
    figures.addAll(outcome.figures());
    long mainMs = (long) figures.median("mainMs");
    assertThat(mainMs).isBetween(outcome.startedMs(), outcome.startedMs() + outcome.wallMs());
    assertThat(outcome.peakMemoryKib()).isGreaterThan(10_000);
  }

  @Test
  void shouldReadTheFiguresOfTheLoad() throws Exception {
    ChildJvm.Outcome outcome = run(SendLoop.class.getName(), "2", "1000");
    Figures figures = new Figures();
    figures.addAll(outcome.figures());
    assertThat(figures.median("sent")).isEqualTo(2001);
    assertThat(figures.median("p99")).isGreaterThanOrEqualTo(figures.median("p50"));
  }

  @Test
  void shouldTakeTheLastLineOfFiguresAmongWhatOthersSay() {
    List<String> output = List.of("p50=1", "p50=2 mean=0.5", "INFO a=b", "Dropped events: 3");
    ChildJvm.Outcome outcome = new ChildJvm.Outcome(output, 0, 0, 0, 0);
    assertThat(outcome.figures()).isEqualTo("p50=2 mean=0.5");
  }

  @Test
  void shouldShowTheLogOfAProgramThatFails() {
    assertThatThrownBy(() -> run("no.such.Program"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no.such.Program");
  }

  private ChildJvm.Outcome run(String... program) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-Dload.pause-ms=0", "-cp", classes()));
    arguments.addAll(List.of(program));
    return new ChildJvm(directory, 1).run(arguments);
  }

  private static String classes() throws URISyntaxException {
    return Path.of(HelloWorld.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }
}
