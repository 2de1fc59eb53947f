package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.sink.otlp.OtlpReceiver;
import dev.reflow.tracing.sink.websocket.ReflowServer;
import org.junit.jupiter.api.Test;

/** Nothing of the agent's, nor of its libraries', gets into the application's own log. */
final class HostLogIT {

  @Test
  void shouldSayNothingToTheProgramsHandlersThatHearEverything() throws Exception {
    AgentRun run = new AgentRun("host-log", Jdk.running());
    try (ReflowServer server = ReflowServer.startWithBatches();
        FaultySink postgres = new FaultySink.Postgres();
        FaultySink kafka = new KafkaEnd();
        OtlpReceiver otlp = OtlpReceiver.start()) {
      postgres.configure(run);
      kafka.configure(run);
      run.set("server-url", server.uri().toString())
          .set("sink.otlp.endpoint", otlp.endpoint().toString())
          .set("sink.file.path", run.file().toString())
          .set("sinks", "websocket,postgres,kafka,otlp,file")
          .set("exit-timeout", "60s");
      check(run.run("app.delivery.LoudMain", "200", "1000"), 200);
      assertThat(server.events()).hasSize(200);
      assertThat(otlp.spans()).hasSize(200);
    }
    // And again with nobody there.
    check(run.set("exit-timeout", "1s").run("app.delivery.LoudMain", "20", "50000"), 0);
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
