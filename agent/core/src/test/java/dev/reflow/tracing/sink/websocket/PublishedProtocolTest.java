package dev.reflow.tracing.sink.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.EventJson;
import dev.reflow.tracing.event.EventPages;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.Name;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What we send, read by the crate in which Reflow publishes its protocol, so by the code of its own
 * server and clients. Needs Rust's cargo and what that fetches; left out where either is missing.
 */
class PublishedProtocolTest {

  private static final Path SOURCE = Path.of("src/test/rust");
  private static final Path TARGET = Path.of("target/rust");
  private static final long BUILD_TIMEOUT_S = 300;

  @TempDir private Path directory;

  @Test
  void shouldBeReadByReflowsOwnProtocolCrate() throws Exception {
    Path reader = build();
    List<String> expected = new ArrayList<>();
    ByteArrayOutputStream requests = new ByteArrayOutputStream();
    EventJson json = new EventJson(requests);
    events()
        .read(
            event -> {
              expected.add(line(event));
              try {
                json.writeRecordEvent(event);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              requests.write('\n');
            });
    Path input = Files.write(directory.resolve("requests"), requests.toByteArray());
    Process process =
        new ProcessBuilder(reader.toString())
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output.lines()).hasSize(4).isEqualTo(expected);
  }

  private static EventPages events() {
    Edge edge = new Edge(1, "sensor reader", "out", "writer", "in", "kafka");
    Edge hostile = new Edge(2, "\"\\\u0001\u00e9\ud83d\ude00", "out", "a\"b", "\n", "kafka");
    Name type = new Name(1, "Reading");
    Name thread = new Name(2, "main");
    Name region = new Name(3, "region");
    EventPages pages = new EventPages().add(edge).add(hostile).add(type).add(thread).add(region);
    for (int i = 0; i < 4; i++) {
      FlowRecord flow = new FlowRecord();
      flow.startNs = 1_767_323_045_678_901_234L + i;
      flow.sequence = i;
      flow.edge = i < 2 ? edge : hostile;
      flow.type = type;
      flow.thread = thread;
      flow.durationNs = i * 5_000_000_000L;
      flow.sizeBytes = i * 3_000_000_000L;
      if (i > 0) {
        flow.messageId.setText("m\u0000" + i);
        flow.caused = i > 1;
        flow.rootHigh = 7;
        flow.parentLow = i;
        flow.error = "java.io.IOException: \"broken\"";
        flow.depth = 4;
        Objects.requireNonNull(flow.addAttribute(region)).setDouble(0.5);
      }
      pages.add(flow);
    }
    return pages;
  }

  private static String line(EventView event) {
    return String.join(
            "|",
            event.rootId().toString(),
            event.eventId().toString(),
            Long.toString(event.startNs()),
            event.edge().sourceActor(),
            event.edge().destinationActor() + "." + event.edge().destinationPort(),
            event.type(),
            Long.toString(event.sizeBytes()),
            Long.toString(event.durationNs()))
        .replace("\n", "\\n");
  }

  private static Path build() throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "cargo",
            "build",
            "--quiet",
            "--manifest-path",
            SOURCE.resolve("Cargo.toml").toString(),
            "--target-dir",
            TARGET.toString());
    Path log = Files.createDirectories(TARGET).resolve("cargo.log");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      return abort("no cargo: " + e.getMessage());
    }
    if (!process.waitFor(BUILD_TIMEOUT_S, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return abort("cargo is not done after " + BUILD_TIMEOUT_S + " s");
    }
    if (process.exitValue() != 0) {
      return abort("the crate cannot be built here: " + Files.readString(log));
    }
    return TARGET.resolve("debug/read-requests");
  }
}
