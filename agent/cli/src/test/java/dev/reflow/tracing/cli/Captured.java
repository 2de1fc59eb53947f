package dev.reflow.tracing.cli;

import dev.reflow.tracing.cli.Terminal.Audience;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Runs commands as a shell would and keeps what they write. Output may be read while one runs. */
final class Captured {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();
  private final Properties properties = new Properties();
  private final Terminal terminal;
  private final Path workingDirectory;
  private Clock clock = Clock.systemUTC();

  private Captured(Path workingDirectory, Audience audience, int width) {
    this.workingDirectory = workingDirectory;
    this.terminal = new Terminal(stream(out), audience, stream(err), audience, width);
    // Away from the queues of this machine's users.
    property("java.io.tmpdir", workingDirectory.resolve("tmp").toString());
    property("user.name", "me");
  }

  /** Into a pipe. */
  static Captured pipe(Path workingDirectory) {
    return new Captured(workingDirectory, new Audience(false, false), Columns.UNLIMITED);
  }

  /** On a terminal of {@code width}, without colours. */
  static Captured terminal(Path workingDirectory, int width) {
    return new Captured(workingDirectory, new Audience(true, false), width);
  }

  /** On a terminal of {@code width}, with colours. */
  static Captured colours(Path workingDirectory, int width) {
    return new Captured(workingDirectory, new Audience(true, true), width);
  }

  Captured at(Clock now) {
    clock = now;
    return this;
  }

  Captured property(String key, String value) {
    properties.setProperty(key, value);
    return this;
  }

  Captured environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Surroundings surroundings() {
    return new Surroundings(terminal, properties, environment, workingDirectory, clock);
  }

  /** Where a command looks for the queue of {@code service} when nothing is configured. */
  Path queueOf(String service) {
    return workingDirectory.resolve("tmp").resolve("reflow-me").resolve(service);
  }

  /** Runs a command; returns its exit status. */
  int run(String... arguments) {
    return Main.execute(surroundings(), arguments);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  List<String> lines() {
    return out().lines().toList();
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, false, StandardCharsets.UTF_8);
  }
}
