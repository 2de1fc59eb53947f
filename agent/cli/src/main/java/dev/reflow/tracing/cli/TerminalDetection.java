package dev.reflow.tracing.cli;

import dev.reflow.tracing.cli.Terminal.Audience;
import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Finds out where this process's output goes. One thread. */
final class TerminalDetection {

  private static final int OUT_FD = 1;
  private static final int ERR_FD = 2;

  private final Map<String, String> environment;
  private final boolean windows =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  TerminalDetection(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The terminal of this process. */
  Terminal detect() {
    Audience out = audience(OUT_FD);
    Audience err = audience(ERR_FD);
    int width = out.interactive() || err.interactive() ? width() : Columns.UNLIMITED;
    return new Terminal(stream(FileDescriptor.out), out, stream(FileDescriptor.err), err, width);
  }

  private Audience audience(int fileDescriptor) {
    boolean interactive = isTerminal(fileDescriptor);
    return new Audience(interactive, interactive && wantsColours());
  }

  private boolean wantsColours() {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }

  private static boolean isTerminal(int fileDescriptor) {
    Path link = Path.of("/proc/self/fd/" + fileDescriptor);
    if (!Files.isSymbolicLink(link)) {
      return isConsole();
    }
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException e) {
      return false;
    }
  }

  /** What the JDK knows: it also asks about the input, and answers for both outputs at once. */
  private static boolean isConsole() {
    Optional<Console> console = Optional.ofNullable(System.console());
    try {
      // From JDK 22 on there is always a console, which says by itself what it is.
      return console.isPresent()
          && (boolean) Console.class.getMethod("isTerminal").invoke(console.get());
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  private int width() {
    String columns = environment.getOrDefault("COLUMNS", "");
    if (columns.matches("[1-9][0-9]{0,4}")) {
      return Integer.parseInt(columns);
    }
    // Asks the terminal itself; 80 where it doesn't answer.
    return new UsageMessageSpec().autoWidth(true).width();
  }

  private PrintStream stream(FileDescriptor descriptor) {
    // UTF-8 also under the C locale of a container, whose terminal shows it all the same.
    Charset charset = windows ? Charset.defaultCharset() : StandardCharsets.UTF_8;
    BufferedOutputStream buffer =
        new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16);
    return new PrintStream(buffer, false, charset);
  }
}
