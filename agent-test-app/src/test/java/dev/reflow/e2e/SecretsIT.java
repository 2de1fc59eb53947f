package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Passwords and tokens show up nowhere, whatever is wrong with their sinks. */
final class SecretsIT {

  private static final String SECRET = "s3cret";

  @Test
  void shouldShowNoSecretInLogErrorsCommandsOrFiles() throws Exception {
    AgentRun run = new AgentRun("secrets", Jdk.running());
    Path password = Files.writeString(run.directory().resolve("password"), SECRET + "-in-file\n");
    run.set("log.level", "debug")
        .set("sinks", "websocket,postgres,file")
        .set("server-url", "ws://me:s3cret@localhost:1/?token=s3cret")
        .set("server-token", SECRET)
        .set("sink.postgres.url", "postgresql://me:s3cret@localhost:1/x?sslpassword=s3cret")
        .set("sink.postgres.password-file", password.toString())
        .set("sink.file.path", run.directory().resolve("file/events.ndjson").toString());
    check(run, run.run("app.delivery.TrickleMain", "50", "1000"));
    check(run, run.command("doctor"));
    check(run, run.command("doctor", "--json"));
    for (String sink : List.of("websocket", "postgres")) {
      check(
          run,
          run.command(
              "ship", run.queueDirectory().toString(), "--sink", sink, "--timeout", "300ms"));
    }
    check(run, run.command("stats", run.queueDirectory().toString(), "--overhead"));
    // What is no address is told of, and not shown either.
    run.set("server-url", "http://me:s3cret@localhost")
        .set("sink.postgres.url", "mysql://me:s3cret@x");
    check(run, run.run("app.delivery.TrickleMain", "1", "1000"));
    check(run, run.command("doctor"));
  }

  private static void check(AgentRun run, Outcome outcome) throws IOException {
    assertThat(outcome.stdout()).doesNotContain(SECRET);
    assertThat(outcome.stderr()).doesNotContain(SECRET).doesNotContain("\tat ");
    if (Files.isDirectory(run.queueDirectory())) {
      try (Stream<Path> files = Files.walk(run.queueDirectory())) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String content = Files.readString(file, StandardCharsets.ISO_8859_1);
          assertThat(content.contains(SECRET)).as("%s holds it", file).isFalse();
        }
      }
    }
  }
}
