package dev.reflow.tracing.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SendCostTest {

  @Test
  void shouldLeaveOurJarsOutOfTheClassPathAndNothingElse() {
    String classPath = "/reflow-x/classes:/lib/reflow-core-0.1.jar:/lib/jmh-core-1.37.jar";
    assertThat(SendCost.withoutOurs(classPath))
        .isEqualTo("/reflow-x/classes:/lib/jmh-core-1.37.jar");
  }
}
