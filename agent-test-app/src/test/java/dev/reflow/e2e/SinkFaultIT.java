package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * While an application sends, its sink is killed and started again three times, and the application
 * is killed twice: in the end every send that had returned is there, and in a store once. With a
 * million events by {@code mvn verify -Dit.test=SinkFaultIT -Dreflow.test.fault-events=1000000}.
 */
final class SinkFaultIT {

  private static final int EVENTS = Integer.getInteger("reflow.test.fault-events", 80_000);
  private static final int THREADS = 2;
  private static final int BURST = 50;
  private static final long PAUSE_US = 2_000;

  /** What is sent between two faults. */
  private static final int STEP = EVENTS / 8;

  /** For each process and each of its threads, how many sends had returned. */
  private final List<long[]> sends = new ArrayList<>();

  @Test
  void shouldDeliverAllToAServerThatTakesBatches() throws Exception {
    try (FaultySink sink = new FaultySink.Server(true)) {
      checkAll(sink, "fault-batches");
    }
  }

  @Test
  void shouldDeliverAllToAServerThatTakesAnEventAFrame() throws Exception {
    try (FaultySink sink = new FaultySink.Server(false)) {
      checkAll(sink, "fault-frames");
    }
  }

  @Test
  void shouldDeliverAllToPostgresOnce() throws Exception {
    try (FaultySink sink = new FaultySink.Postgres()) {
      DeliveredNumbers delivered = checkAll(sink, "fault-postgres");
      assertThat(delivered.repeated()).isZero();
    }
  }

  @Test
  void shouldDeliverAllToKafka() throws Exception {
    try (FaultySink sink = new KafkaEnd()) {
      checkAll(sink, "fault-kafka");
    }
  }

  @Test
  void shouldDeliverAllToAnOtlpReceiver() throws Exception {
    try (FaultySink sink = new OtlpEnd()) {
      checkAll(sink, "fault-otlp");
    }
  }

  @Test
  void shouldDeliverAllToAFileWhoseDiskIsFullAtTimes() throws Exception {
    try (FaultySink sink = new FileEnd()) {
      checkAll(sink, "fault-file");
    }
  }

  private DeliveredNumbers checkAll(FaultySink sink, String name) throws Exception {
    AgentRun run = new AgentRun(name, Jdk.running());
    sink.configure(run);
    run.set("retry.initial-delay", "50ms").set("retry.max-delay", "500ms");
    run.set("exit-timeout", "60s");
    first(sink, run);
    second(sink, run);
    third(sink, run);
    Outcome shipped = run.command("ship", run.queueDirectory().toString());
    assertThat(shipped.status()).as(shipped.stderr()).isZero();

    DeliveredNumbers delivered = new DeliveredNumbers();
    sink.forEach(delivered);
    for (int process = 0; process < sends.size(); process++) {
      for (int thread = 0; thread < THREADS; thread++) {
        assertThat(delivered.firstMissing("fault-" + process, thread))
            .as("first message missing of process %d, thread %d", process, thread)
            .isGreaterThanOrEqualTo((int) sends.get(process)[thread]);
      }
    }
    assertThat(delivered.count()).isGreaterThanOrEqualTo(EVENTS);
    run.delete();
    return delivered;
  }

  /** The sink dies and comes back, then the application dies. */
  private void first(FaultySink sink, AgentRun run) throws Exception {
    try (LedgerRun program = start(run)) {
      program.awaitSends(STEP);
      sink.kill();
      program.awaitSends(STEP);
      sink.restart();
      program.awaitSends(STEP);
      kill(program);
    }
  }

  /** The sink dies while it is also given what the one before left; the application dies, too. */
  private void second(FaultySink sink, AgentRun run) throws Exception {
    try (LedgerRun program = start(run)) {
      sink.kill();
      program.awaitSends(STEP);
      sink.restart();
      program.awaitSends(STEP);
      kill(program);
    }
  }

  private void third(FaultySink sink, AgentRun run) throws Exception {
    try (LedgerRun program = start(run)) {
      program.awaitSends(STEP);
      sink.kill();
      program.awaitSends(STEP);
      sink.restart();
      program.awaitSends(STEP);
      Outcome outcome = program.end();
      assertThat(outcome.status()).as(outcome.stderr()).isZero();
      assertThat(outcome.strangeLines()).isEmpty();
      assertThat(outcome.agentLines("works again")).isNotEmpty();
      sends.add(program.sends());
    }
  }

  private LedgerRun start(AgentRun run) throws Exception {
    run.set("service", "fault-" + sends.size());
    return LedgerRun.start(run, THREADS, BURST, PAUSE_US).begin();
  }

  private void kill(LedgerRun program) throws Exception {
    program.jvm().kill();
    sends.add(program.sends());
    assertThat(program.jvm().stderr()).doesNotContain("ERROR").doesNotContain("Exception");
  }
}
