package dev.reflow.tracing.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.health.Log;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventQueueTest {

  @TempDir Path dir;
  private RunDirectory run;
  private EventQueue queue;
  private final Affinity affinity = new Affinity();

  @BeforeEach
  void setUp() throws Exception {
    run = RunDirectory.create(dir.resolve("queue"), Flows.process());
    queue = new EventQueue(Flows.process(), QueueLimits.forProcessors(2), Log.silent());
  }

  @AfterEach
  void tearDown() {
    queue.close();
    run.close();
  }

  @Test
  void shouldReadBackWhatWasAppended() throws Exception {
    queue.open(run);
    append(0, 1_000);

    assertThat(Flows.sequences(run)).containsExactlyElementsOf(numbers(0, 1_000));
    assertThat(queue.recorded()).isEqualTo(1_000);
  }

  @Test
  void shouldReadBackWhatWasAppendedBeforeItWasOpen() throws Exception {
    append(0, 10_000);
    queue.open(run);
    append(10_000, 11_000);
    queue.close();

    assertThat(Flows.sequences(run)).containsExactlyElementsOf(numbers(0, 11_000));
  }

  private void append(long from, long to) {
    FlowRecord flow = new FlowRecord();
    for (long i = from; i < to; i++) {
      Flows.set(flow, i);
      assertThat(queue.append(flow, affinity)).isEqualTo(Fate.RECORDED);
    }
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }
}
