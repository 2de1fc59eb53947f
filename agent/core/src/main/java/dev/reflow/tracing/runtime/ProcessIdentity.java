package dev.reflow.tracing.runtime;

import dev.reflow.tracing.config.Options;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.event.ProcessInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Finds out who this process is, without a look-up on the network or a slow source of randomness.
 */
final class ProcessIdentity {

  private static final Path LINUX_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private ProcessIdentity() {}

  static ProcessInfo find(Settings settings) {
    long pid = ProcessHandle.current().pid();
    Instant now = Instant.now();
    long startNs = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    String host = host();
    return new ProcessInfo(
        id(pid, startNs, host),
        startNs,
        pid,
        settings.get(Options.SERVICE),
        settings.get(Options.FLOW_ID),
        host);
  }

  /**
   * Differs between processes of one host by pid and time, between hosts by name, clock and chance.
   */
  private static long id(long pid, long startNs, String host) {
    long id = mix(startNs);
    id = mix(id ^ pid);
    id = mix(id ^ System.nanoTime());
    id = mix(id ^ host.hashCode());
    return mix(id ^ System.identityHashCode(new Object()));
  }

  /** The finalizer of SplitMix64: every bit of the result depends on every bit of {@code z}. */
  private static long mix(long z) {
    long mixed = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  private static String host() {
    for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
      String name = System.getenv(variable);
      if (name != null && !name.isBlank()) {
        return name.strip();
      }
    }
    try {
      return Files.isReadable(LINUX_HOST_NAME)
          ? Files.readString(LINUX_HOST_NAME).strip()
          : "localhost";
    } catch (IOException unreadable) {
      return "localhost";
    }
  }
}
