package dev.reflow.tracing.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FiguresTest {

  private final Figures figures = new Figures();

  @Test
  void shouldTakeTheMiddleOfAnOddNumberOfRounds() {
    figures.addAll("p50=3 mean=1.5");
    figures.addAll("p50=100 mean=0.5");
    figures.addAll("p50=2 mean=9.25");
    assertThat(figures.median("p50")).isEqualTo(3);
    assertThat(figures.median("mean")).isEqualTo(1.5);
  }

  @Test
  void shouldTakeTheMeanOfTheMiddleTwoOfAnEvenNumber() {
    figures.add("p50", 1);
    figures.add("p50", 2);
    figures.add("p50", 4);
    figures.add("p50", 100);
    assertThat(figures.median("p50")).isEqualTo(3);
  }

  @Test
  void shouldRefuseAFigureThatWasNotMeasured() {
    assertThatThrownBy(() -> figures.median("p99")).hasMessageContaining("p99");
  }
}
