package dev.reflow.tracing.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** STYLE's sizes over all modules, the sample application included. */
class SourceSizeTest {

  private static final Sources MAIN = Sources.under("src/main/java");

  @Test
  void shouldKeepFilesSmall() throws IOException {
    List<Sources.Piece> files = MAIN.files();
    assertThat(Sources.percentile(files, 0.5)).as("median lines of a file").isLessThanOrEqualTo(90);
    assertThat(Sources.percentile(files, 0.9)).as("90 % of files").isLessThan(250);
    assertThat(files).as("files of more than 400 lines").noneMatch(file -> file.lines() > 400);
  }

  @Test
  void shouldKeepMethodsSmall() throws IOException {
    List<Sources.Piece> methods = MAIN.methods();
    assertThat(Sources.percentile(methods, 0.5))
        .as("median lines of a method")
        .isLessThanOrEqualTo(6);
    assertThat(methods).as("methods of more than 50 lines").noneMatch(it -> it.lines() > 50);
  }

  @Test
  void shouldSayInEveryPackageWhatGoesInAndOutOnWhichThreadAndHowItFails() throws IOException {
    assertThat(MAIN.packageInfos())
        .allSatisfy(
            (path, text) ->
                assertThat(text)
                    .as(path.toString())
                    .contains("Input:", "Output:", "Thread:", "Failure:"));
  }
}
