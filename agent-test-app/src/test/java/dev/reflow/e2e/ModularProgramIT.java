package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program in a named module that asks for java.base alone: not even for what the agent needs. */
final class ModularProgramIT {

  private static final String MAIN =
      """
      package com.acme.modular;

      public class Main {
        static class LinkConnector {
          private final String source = "inbox";
          private final String target = "outbox";

          String sendMessage(String message) {
            return message;
          }
        }

        public static void main(String[] arguments) {
          System.out.println(new LinkConnector().sendMessage("sent"));
        }
      }
      """;

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void shouldTraceAProgramThatIsAModule(int feature) throws Exception {
    AgentRun run = new AgentRun("modular", Jdk.of(feature)).withFileSink();
    Path modules = compile(run.directory());

    Outcome outcome = run.runModule(modules, "acme/com.acme.modular.Main");

    assertThat(outcome.status()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout()).isEqualTo("sent" + System.lineSeparator());
    assertThat(outcome.strangeLines()).isEmpty();
    assertThat(outcome.flows()).extracting(Flow::ends).containsExactly("inbox -> outbox");
    assertThat(outcome.fileEvents()).hasSize(1);
  }

  @Test
  void shouldHaveWhatTheLibrariesOfSinksNeed() throws Exception {
    AgentRun run =
        new AgentRun("modular-sinks", Jdk.running())
            .set("sinks", "postgres,kafka,otlp,websocket")
            .set("sink.postgres.url", "postgresql://localhost:1/tracing")
            .set("sink.kafka.bootstrap-servers", "localhost:1")
            .set("sink.kafka.topic", "events")
            .set("sink.kafka.max.block.ms", "200")
            .set("sink.otlp.endpoint", "http://localhost:1")
            .set("server-url", "ws://localhost:1")
            .set("exit-timeout", "10s");

    Outcome outcome = run.runModule(compile(run.directory()), "acme/com.acme.modular.Main");

    assertThat(outcome.status()).as(outcome.stderr()).isZero();
    assertThat(outcome.strangeLines()).isEmpty();
    assertThat(outcome.agentLines(" ERROR ")).isEmpty();
    assertThat(outcome.agentLines("localhost:1"))
        .hasSizeGreaterThanOrEqualTo(4)
        .allMatch(line -> line.contains("cannot be reached") || line.contains("no answer in time"));
  }

  private static Path compile(Path directory) throws Exception {
    Path sources = Files.createDirectories(directory.resolve("src"));
    Path main = Files.writeString(sources.resolve("Main.java"), MAIN);
    Path module = Files.writeString(sources.resolve("module-info.java"), "module acme {}");
    Path modules = directory.resolve("modules");
    List<String> arguments =
        List.of("--release", "17", "-d", modules.toString(), main.toString(), module.toString());
    int status =
        Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(status).isZero();
    return modules;
  }
}
