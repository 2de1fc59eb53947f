package dev.reflow.tracing.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * What a command knows of the process that it runs in. Immutable.
 *
 * @param workingDirectory what relative paths are relative to
 * @param clock the wall clock, in the zone that times are shown in
 */
record Surroundings(
    Terminal terminal,
    Properties systemProperties,
    Map<String, String> environment,
    Path workingDirectory,
    Clock clock) {

  /** This process's own. */
  static Surroundings ofProcess() {
    Map<String, String> environment = System.getenv();
    return new Surroundings(
        new TerminalDetection(environment).detect(),
        System.getProperties(),
        environment,
        Path.of(""),
        Clock.system(ZoneId.systemDefault()));
  }

  /** Nanoseconds since the epoch. */
  long nowNs() {
    Instant now = clock.instant();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }
}
