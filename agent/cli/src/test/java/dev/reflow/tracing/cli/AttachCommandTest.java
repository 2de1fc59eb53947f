package dev.reflow.tracing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachCommandTest {

  /** An agent that writes down what it was given. */
  public static final class Notebook {
    private Notebook() {}

    /** Called by the JVM that is attached to. */
    public static void agentmain(String argument, Instrumentation instrumentation)
        throws IOException {
      Files.writeString(Path.of(System.getProperty("notebook")), argument);
    }
  }

  /** A program that runs until its input ends. */
  public static final class Waiting {
    private Waiting() {}

    /** Started by the test. */
    public static void main(String[] arguments) throws IOException {
      System.out.println("up");
      while (System.in.read() >= 0) {
        // Until the test closes it.
      }
    }
  }

  @TempDir private Path dir;
  private Captured shell;
  private Path jar;

  @BeforeEach
  void setUp() throws IOException {
    shell = Captured.pipe(dir);
    jar = dir.resolve("agent.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Agent-Class", Notebook.class.getName());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file, manifest)) {
      entries.putNextEntry(new ZipEntry("empty"));
    }
  }

  @Test
  void shouldGiveTheAgentItsArgument() throws Exception {
    Path notebook = dir.resolve("notebook");
    Process program = start("-Dnotebook=" + notebook);
    try {
      int status =
          shell.run(
              "attach",
              Long.toString(program.pid()),
              "sinks=file",
              "-Dreflow.service=late",
              "--agent",
              jar.toString());

      assertThat(status).as(shell.err()).isZero();
      assertThat(notebook).content().isEqualTo("sinks=file,reflow.service=late");
      assertThat(shell.out())
          .startsWith("process " + program.pid() + " has the agent; its queue appears in ");
    } finally {
      program.destroy();
      program.waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void shouldSayInOneLineWhyItCannot() {
    String agent = jar.toString();
    List<List<String>> wrong =
        List.of(
            List.of("attach", "zero", "--agent", agent),
            List.of("attach", "999999999", "--agent", agent),
            List.of("attach", "1", "--agent", dir + "/none.jar"),
            List.of("attach", "1", "batch.size=x", "--agent", agent),
            List.of("attach", Long.toString(ProcessHandle.current().pid()), "--agent", agent));

    List<Integer> statuses =
        wrong.stream().map(line -> shell.run(line.toArray(String[]::new))).toList();

    assertThat(statuses).containsExactly(2, 1, 2, 2, 2);
    assertThat(shell.err().lines())
        .hasSize(wrong.size())
        .allSatisfy(line -> assertThat(line).startsWith("reflow: "));
    assertThat(shell.err())
        .contains("\"zero\" is not the number of a process")
        .contains("there is no process 999999999")
        .contains("no agent jar at \"" + dir + "/none.jar\"")
        .contains("reflow.batch.size: \"x\" is not a whole number")
        .contains("is this command itself");
  }

  @Test
  void shouldFindItsFilesFromAnotherDirectory() {
    AgentArgument argument =
        AgentArgument.of("my.properties", Map.of("service", "late"), Path.of("/home/me"));

    assertThat(argument.text()).isEqualTo("config=/home/me/my.properties,service=late");
    assertThat(AgentArgument.of("a=b", Map.of(), dir).text()).isEqualTo("a=b");
    assertThat(AgentArgument.of("", Map.of(), dir).text()).isEmpty();
  }

  private static Process start(String property) throws IOException {
    String java =
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    Process program =
        new ProcessBuilder(
                java,
                property,
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                System.getProperty("java.class.path"),
                Waiting.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // Earlier, the request to attach would end it.
    assertThat(program.getInputStream().read()).isEqualTo('u');
    return program;
  }
}
