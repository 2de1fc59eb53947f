package dev.reflow.tracing.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeapLogTest {

  @Test
  void shouldAddUpWhatWasAllocatedBetweenCollectionsAndBehindTheLast() {
    List<String> lines =
        List.of(
            "[0.01s][info][gc,init] CardTable entry size: 512",
            "[0.21s][info][gc          ] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 23M->5M(64M) 2.1ms",
            "[0.31s][info][gc,cpu      ] GC(0) User=0.01s Sys=0.00s Real=0.00s",
            "[0.41s][info][gc          ] GC(1) Pause Remark 30M->29M(64M) 1.1ms",
            "[0.51s][info][gc          ] GC(1) Concurrent Mark Cycle 9.1ms",
            "[0.61s][info][gc,heap,exit]  garbage-first heap   total 65536K, used 34816K [0x0]");
    assertThat(HeapLog.of(lines)).isEqualTo(new HeapLog(34, 29, 23 + 25 + 5));
  }

  @Test
  void shouldTellOfAProgramThatCollectedNothing() {
    List<String> lines =
        List.of("[0.61s][info][gc,heap,exit]  garbage-first heap   total 65536K, used 4096K [0x0]");
    assertThat(HeapLog.of(lines)).isEqualTo(new HeapLog(4, 0, 4));
  }
}
