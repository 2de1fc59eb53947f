package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The machine's clock is set while the application sends; Debian's faketime stands in for it. */
final class ClockIT {

  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final String LIBRARY = "faketime/libfaketimeMT.so.1";
  private static final long HOUR_NS = Duration.ofHours(1).toNanos();
  private static final long LONGEST_NS = Duration.ofMinutes(5).toNanos();

  private final AgentRun run = new AgentRun("clock", Jdk.running());
  private final Path clock = run.directory().resolve("clock");

  ClockIT() throws Exception {}

  @Test
  void shouldKeepOrderAndDurationsWhenTheClockIsSet() throws Exception {
    Files.writeString(clock, "+0");
    run.environment("LD_PRELOAD", library().toString())
        .environment("FAKETIME_TIMESTAMP_FILE", clock.toString())
        .environment("FAKETIME_NO_CACHE", "1")
        .environment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        // Else every timed wait of the JVM ends at once or never.
        .environment("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    try (LedgerRun program = LedgerRun.start(run, 1, 10, 1_000)) {
      program.begin();
      program.pace(Duration.ofMillis(500));
      Files.writeString(clock, "+3600");
      program.pace(Duration.ofSeconds(3));
      Files.writeString(clock, "-3600");
      program.pace(Duration.ofSeconds(3));
      Outcome outcome = program.end();
      assertThat(outcome.status()).as(outcome.stderr()).isZero();
      assertThat(outcome.strangeLines()).isEmpty();
      check(outcome, Long.parseLong(outcome.stdout().strip()));
    }
  }

  private void check(Outcome outcome, long sent) {
    List<Flow> flows = new ArrayList<>();
    for (Flow flow : outcome.flows()) {
      if (flow.thread().equals("sender-0")) {
        flows.add(flow);
      }
    }
    assertThat(flows).hasSize((int) sent - 1);
    // A thread may change its stripe, and stripes are read one after the other.
    flows.sort(Comparator.comparingLong(flow -> (Long) Objects.requireNonNull(flow.messageId())));
    long number = 0;
    long before = Long.MIN_VALUE;
    for (Flow flow : flows) {
      assertThat(flow.messageId()).isEqualTo(number++);
      assertThat(flow.startNs()).as("start of %s", number).isGreaterThanOrEqualTo(before);
      assertThat(flow.durationNs()).isBetween(0L, LONGEST_NS);
      before = flow.startNs();
    }
    long first = flows.get(0).startNs();
    assertThat(Math.abs(first - nowNs())).isLessThan(LONGEST_NS);
    assertThat(before - first).isBetween(HOUR_NS, HOUR_NS + LONGEST_NS);
  }

  private static long nowNs() {
    return Instant.now().toEpochMilli() * 1_000_000;
  }

  private static Path library() throws Exception {
    if (Files.isDirectory(LIBRARIES)) {
      try (DirectoryStream<Path> each = Files.newDirectoryStream(LIBRARIES)) {
        for (Path directory : each) {
          if (Files.exists(directory.resolve(LIBRARY))) {
            return directory.resolve(LIBRARY);
          }
        }
      }
    }
    String reason = "no " + LIBRARY + " below " + LIBRARIES + ": apt-get install faketime";
    return "true".equals(System.getenv("CI")) ? fail(reason) : abort(reason);
  }
}
