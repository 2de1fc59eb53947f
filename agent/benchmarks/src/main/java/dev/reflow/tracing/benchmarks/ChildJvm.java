package dev.reflow.tracing.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Runs a program in a JVM of its own and watches it through {@code /proc}, so on Linux only. One
 * thread.
 */
final class ChildJvm {

  /** Of {@code /proc/PID/stat}; 100 on every Linux that Java runs on. */
  private static final int TICKS_PER_SECOND = 100;

  private static final Pattern FIGURES = Pattern.compile("\\w+=[\\d.]+( \\w+=[\\d.]+)*");

  /** The same for all that is compared. */
  private static final List<String> HEAP = List.of("-Xms1g", "-Xmx1g");

  private final Path directory;
  private final int watchIntervalMs;
  private long peakMemoryKib;
  private long cpuTicks;

  /**
   * What a program did.
   *
   * @param startedMs when the JVM was launched, since the epoch
   * @param wallMs from launch to exit
   * @param cpuMs user and system time of all its threads
   * @param peakMemoryKib most memory that was resident at a time
   */
  record Outcome(List<String> output, long startedMs, long wallMs, long cpuMs, long peakMemoryKib) {

    /** The last line of figures, as {@code name=number} pairs; agents also write to the output. */
    String figures() {
      for (int i = output.size() - 1; i >= 0; i--) {
        if (FIGURES.matcher(output.get(i)).matches()) {
          return output.get(i);
        }
      }
      throw new IllegalStateException("no figures in " + output);
    }
  }

  /** A child that leaves its log in {@code directory}, looked at in the given interval. */
  ChildJvm(Path directory, int watchIntervalMs) {
    this.directory = directory;
    this.watchIntervalMs = watchIntervalMs;
  }

  /** Runs {@code java} with {@code arguments} until it ends. */
  Outcome run(List<String> arguments) throws IOException, InterruptedException {
    SpareMemory.touch();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(HEAP);
    command.addAll(arguments);
    Path output = directory.resolve("output.txt");
    Path log = directory.resolve("log.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    long startedMs = System.currentTimeMillis();
    long startedNs = System.nanoTime();
    Process process = builder.start();
    do {
      look(process.pid());
    } while (!process.waitFor(watchIntervalMs, TimeUnit.MILLISECONDS));
    long wallMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNs);
    if (process.exitValue() != 0) {
      throw new IOException(
          "status " + process.exitValue() + " of " + command + "\n" + Files.readString(log));
    }
    return new Outcome(
        Files.readAllLines(output),
        startedMs,
        wallMs,
        cpuTicks * 1000 / TICKS_PER_SECOND,
        peakMemoryKib);
  }

  private void look(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          peakMemoryKib = Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      cpuTicks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    } catch (IOException e) {
      // ended between two looks: the last one stands
    }
  }
}
