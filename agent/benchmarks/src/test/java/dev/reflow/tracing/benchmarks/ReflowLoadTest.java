package dev.reflow.tracing.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReflowLoadTest {

  @Test
  void shouldReadHowManyEventsAQueueHas() {
    String line = "{\"run\":\"/tmp/q/run-1\",\"alive\":false,\"files\":19,\"events\":4000000}";
    assertThat(ReflowLoad.events(line)).isEqualTo(4_000_000);
  }

  @Test
  void shouldRefuseAReportWithoutANumberOfEvents() {
    assertThatThrownBy(() -> ReflowLoad.events("{}")).hasMessageContaining("{}");
  }
}
