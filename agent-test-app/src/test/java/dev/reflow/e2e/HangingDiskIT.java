package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A disk that answers no more when the application ends. */
final class HangingDiskIT {

  private static final String GIVEN_UP = "the JVM ends without it";

  private final AgentRun run = new AgentRun("hanging-disk", Jdk.running());

  HangingDiskIT() throws Exception {}

  @Test
  void shouldKeepTheJvmNoLongerThanItSays() throws Exception {
    // Without senders: the kernel holds whoever writes to a page of a disk that hangs.
    try (SmallDisk disk = SmallDisk.ext4(run.queueDirectory());
        LedgerRun program = LedgerRun.start(run, 0, 0, 0)) {
      program.awaitQueue();
      disk.freeze(true);
      try {
        program.begin();
        program.letEnd();
        program.awaitLine(GIVEN_UP);
      } finally {
        disk.freeze(false);
      }
      Outcome outcome = program.awaitEnd();

      assertThat(outcome.status()).as(outcome.stderr()).isZero();
      assertThat(outcome.stdout()).isEqualToIgnoringWhitespace("1");
    }
  }
}
