package dev.reflow.tracing.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflow.tracing.health.RuleReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleReportFileTest {

  @TempDir private Path directory;

  @Test
  void shouldReadWhatWasWritten() throws IOException {
    RuleReport report = new RuleReport();
    RuleReport.Entry entry = report.connector("orders");
    entry.loaded();
    entry.matched("com.acme.OrderChannel");
    entry.woven("com.acme.OrderChannel", "publish(Lcom/acme/Order;)V");
    entry.fired();
    entry.refused("com.acme.Sealed", "\"signed\" jar");
    report.receiver("orders").loaded();

    RuleReportFile.write(directory, report.snapshot());

    assertThat(RuleReportFile.read(directory)).isEqualTo(report.snapshot());
    assertThat(directory).isDirectoryNotContaining(file -> file.toString().endsWith(".next"));
  }

  @Test
  void shouldReplaceTheReportBefore() throws IOException {
    RuleReport report = new RuleReport();
    RuleReportFile.write(directory, report.snapshot());
    report.connector("orders").loaded();

    RuleReportFile.write(directory, report.snapshot());

    assertThat(RuleReportFile.read(directory)).hasSize(1);
  }

  @Test
  void shouldPassOverWhatALaterVersionAdds() throws IOException {
    Files.writeString(
        directory.resolve(RuleReportFile.NAME),
        "[{\"name\":\"connector a\",\"later\":{\"x\":[1,2]},\"woven\":3}]");

    assertThat(RuleReportFile.read(directory))
        .singleElement()
        .satisfies(rule -> assertThat(rule.woven()).isEqualTo(3));
  }

  @Test
  void shouldNameTheFileThatIsNoReport() throws IOException {
    Path file = Files.writeString(directory.resolve(RuleReportFile.NAME), "[{\"name\":");

    assertThatThrownBy(() -> RuleReportFile.read(directory))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " is no rule report");
  }
}
