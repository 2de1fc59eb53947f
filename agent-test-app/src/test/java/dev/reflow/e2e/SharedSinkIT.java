package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What processes share that know nothing of each other, and a disk that is full. */
final class SharedSinkIT {

  @Test
  void shouldDeliverAllOfTwoProcessesOnOneDirectory() throws Exception {
    AgentRun run = new AgentRun("shared", Jdk.running()).withFileSink();
    run.set("retry.max-delay", "200ms");
    long[] first;
    long[] second;
    run.set("service", "one");
    try (LedgerRun one = LedgerRun.start(run, 2, 50, 1_000).begin()) {
      run.set("service", "two");
      try (LedgerRun two = LedgerRun.start(run, 2, 50, 1_000).begin()) {
        one.awaitSends(10_000);
        two.awaitSends(10_000);
        assertThat(one.end().status()).isZero();
        first = one.sends();
        // The file is free now: the second one takes it.
        two.awaitSends(10_000);
        Outcome outcome = two.end();
        assertThat(outcome.status()).as(outcome.stderr()).isZero();
        assertThat(outcome.agentLines("is written by process " + one.jvm().pid())).hasSize(1);
        second = two.sends();
      }
    }
    Outcome shipped = run.command("ship", run.queueDirectory().toString());
    assertThat(shipped.status()).as(shipped.stderr()).isZero();
    DeliveredNumbers delivered = FileNumbers.read(run.file());
    for (int thread = 0; thread < 2; thread++) {
      assertThat(delivered.firstMissing("one", thread)).isEqualTo((int) first[thread]);
      assertThat(delivered.firstMissing("two", thread)).isEqualTo((int) second[thread]);
    }
    run.delete();
  }

  @Test
  void shouldGoOnWithAFileOnceItsDiskHasRoomAgain() throws Exception {
    AgentRun run = new AgentRun("full-file", Jdk.running());
    run.set("retry.max-delay", "200ms").set("compression", "none");
    try (SmallDisk disk = SmallDisk.tmpfs(run.directory().resolve("small"))) {
      run.set("sinks", "file")
          .set("sink.file.path", run.directory().resolve("small/events.ndjson").toString());
      try (LedgerRun program = LedgerRun.start(run, 1, 50, 5_000).begin()) {
        program.awaitSends(1_000);
        disk.fill();
        program.awaitLine("is full: make room on it");
        program.awaitSends(1_000);
        disk.free();
        program.awaitLine("works again");
        Outcome outcome = program.end();
        assertThat(outcome.status()).as(outcome.stderr()).isZero();
        assertThat(outcome.strangeLines()).isEmpty();
        assertThat(outcome.agentLines("is full: make room on it")).hasSize(1);
        DeliveredNumbers delivered =
            FileNumbers.read(run.directory().resolve("small/events.ndjson"));
        assertThat(delivered.firstMissing("LedgerMain", 0)).isEqualTo((int) program.sum());
        assertThat(delivered.count()).isEqualTo(program.sum());
      }
    }
  }
}
