package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.sink.otlp.OtlpReceiver;
import dev.reflow.tracing.sink.websocket.ReflowServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing of the agent's, nor of its libraries', gets into the application's own log. */
final class HostLogIT {

  @Test
  void shouldSayNothingToTheProgramsHandlersThatHearEverything() throws Exception {
    try (ReflowServer server = ReflowServer.startWithBatches();
        FaultySink postgres = new FaultySink.Postgres();
        FaultySink kafka = new KafkaEnd();
        OtlpReceiver otlp = OtlpReceiver.start()) {
      for (Jdk jdk : List.of(Jdk.of(17), Jdk.of(25))) {
        long before = server.recorded();
        AgentRun run = new AgentRun("host-log", jdk);
        postgres.configure(run);
        kafka.configure(run);
        run.set("server-url", server.uri().toString())
            .set("sink.otlp.endpoint", otlp.endpoint().toString())
            .set("sink.file.path", run.file().toString())
            .set("sinks", "websocket,postgres,kafka,otlp,file")
            .set("exit-timeout", "60s");
        check(run.run("app.delivery.LoudMain", "200", "1000"), 200);
        assertThat(server.recorded()).isEqualTo(before + 200);
        assertThat(otlp.spans()).hasSize((int) before + 200);
        run.delete();
      }
    }
  }

  @Test
  void shouldSayNothingThereWhenNobodyCanBeReached() throws Exception {
    AgentRun run = new AgentRun("host-log-alone", Jdk.running());
    run.set("sinks", "websocket,postgres,otlp")
        .set("server-url", "ws://localhost:1")
        .set("sink.postgres.url", "postgresql://localhost:1/tracing")
        .set("sink.otlp.endpoint", "http://localhost:1")
        .set("exit-timeout", "1s");
    Outcome outcome = run.run("app.delivery.LoudMain", "20", "50000");
    check(outcome, 0);
    assertThat(outcome.agentLines("cannot be reached")).hasSizeGreaterThanOrEqualTo(3);
    run.delete();
  }

  private static void check(Outcome outcome, int delivered) {
    assertThat(outcome.status()).as(outcome.stderr()).isZero();
    assertThat(outcome.strangeLines()).isEmpty();
    assertThat(outcome.stdout().lines().filter(line -> line.startsWith("heard ")))
        .containsExactly("heard app: begun");
    assertThat(outcome.fileEvents()).hasSizeGreaterThanOrEqualTo(delivered);
    assertThat(outcome.agentLines("ERROR")).isEmpty();
  }
}
