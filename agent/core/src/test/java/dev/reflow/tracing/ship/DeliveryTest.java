package dev.reflow.tracing.ship;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.reflow.tracing.health.LogLines;
import dev.reflow.tracing.sink.Sink;
import dev.reflow.tracing.sink.file.FileFormat;
import dev.reflow.tracing.sink.file.FileLimits;
import dev.reflow.tracing.sink.file.FileSink;
import dev.reflow.tracing.sink.websocket.FrameFormat;
import dev.reflow.tracing.sink.websocket.RecordedEvent;
import dev.reflow.tracing.sink.websocket.ReflowServer;
import dev.reflow.tracing.sink.websocket.Token;
import dev.reflow.tracing.sink.websocket.WebSocketSink;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a real queue to a real server and file, through what goes wrong on the way. */
class DeliveryTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path directory;
  private final LogLines log = new LogLines();
  private Runs run;

  @BeforeEach
  void start() throws IOException {
    run = Runs.start(directory.resolve("queue"), 1);
  }

  @AfterEach
  void stop() {
    run.close();
  }

  @Test
  void shouldDeliverEachEventOnce() throws IOException {
    try (ReflowServer server = ReflowServer.start();
        Shipper shipper = shipper(webSocket(server.uri()))) {
      run.record(5_000);
      assertThat(drain(shipper)).isTrue();
      assertThat(server.events()).hasSize(5_000);
      assertThat(messageIds(server.events())).hasSize(5_000);
      assertThat(shipper.counters().acknowledged()).isEqualTo(5_000);
      assertThat(shipper.lag()).isZero();
    }
  }

  @Test
  void shouldDeliverEachEventThroughConnectionsCutInMidBatch() throws IOException {
    try (ReflowServer server = ReflowServer.start();
        Shipper shipper = shipper(webSocket(server.uri()))) {
      run.record(2_000);
      for (int i = 0; i < 5; i++) {
        server.cutAfter(123);
        long before = shipper.counters().retries();
        workUntilRetries(shipper, before + 1);
      }
      assertThat(drain(shipper)).isTrue();
      assertThat(messageIds(server.events())).hasSize(2_000);
      assertThat(server.eventIds()).hasSize(2_000);
    }
  }

  @Test
  void shouldDeliverEachEventOnceTheServerIsBack() throws IOException {
    run.record(500);
    ReflowServer first = ReflowServer.start();
    try (Shipper shipper = shipper(webSocket(first.uri()))) {
      first.cutAfter(250);
      workUntilRetries(shipper, 1);
      first.stop();
      run.record(500);
      // Until it has found the port closed.
      long before = shipper.counters().retries();
      workUntilRetries(shipper, before + 1);

      Set<String> seen = new HashSet<>(first.eventIds());
      try (ReflowServer second = ReflowServer.start(first.port(), null)) {
        assertThat(drain(shipper)).isTrue();
        seen.addAll(second.eventIds());
      }
      assertThat(seen).hasSize(1_000);
    }
    assertThat(log.lines())
        .anyMatch(line -> line.contains("cannot be reached; start the server"))
        .anyMatch(
            line ->
                line.matches("INFO websocket sink: .* works again after .* events waiting: .*"));
  }

  @Test
  void shouldGoOnAfterARestartOfTheShipper() throws IOException {
    try (ReflowServer server = ReflowServer.start()) {
      for (int i = 0; i < 4; i++) {
        run.record(100);
        try (Shipper shipper = shipper(webSocket(server.uri()))) {
          assertThat(drain(shipper)).isTrue();
        }
      }
      assertThat(server.events()).hasSize(400);
      assertThat(server.eventIds()).hasSize(400);
    }
  }

  @Test
  void shouldDeadLetterWhatTheServerRefusesAndDeliverTheRest() throws IOException {
    try (ReflowServer server = ReflowServer.start();
        Shipper shipper = shipper(webSocket(server.uri()))) {
      server.answer(
          event ->
              "m77".equals(event.attribute("message_id"))
                  ? ReflowServer.error("InvalidRequest", "not this one")
                  : ReflowServer.RECORDED);
      run.record(200);
      assertThat(drain(shipper)).isTrue();
      assertThat(messageIds(server.events())).hasSize(199).doesNotContain("m77");
      assertThat(shipper.counters().deadLettered()).isEqualTo(1);
      assertThat(Files.readString(run.file("dead-letters-websocket.ndjson")))
          .contains("InvalidRequest: not this one")
          .contains("\"message_id\":\"m77\"");
    }
  }

  @Test
  void shouldKeepSinksApart() throws IOException {
    Path file = directory.resolve("events.ndjson");
    try (Shipper broken = shipper(webSocket(URI.create("ws://localhost:" + freePort())));
        Shipper shipper =
            shipper(
                new FileSink(
                    file,
                    FileLimits.ofBytes(Long.MAX_VALUE),
                    false,
                    FileFormat.ZSTD,
                    Clock.systemUTC(),
                    log.log()))) {
      run.record(1_000);
      assertThat(broken.doWork()).isZero();
      assertThat(drain(shipper)).isTrue();
      assertThat(broken.lag()).isEqualTo(1_000);
      assertThat(shipper.lag()).isZero();
    }
    try (InputStream in = new ZstdInputStream(Files.newInputStream(Path.of(file + ".zst")))) {
      String lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(lines.lines().distinct()).hasSize(1_000);
    }
  }

  private Shipper shipper(Sink sink) throws IOException {
    BatchLimits limits = new BatchLimits(50, Duration.ofMillis(20));
    Backoff backoff =
        new Backoff(Duration.ofMillis(1), Duration.ofMillis(20), new SplittableRandom());
    return new Shipper(
        sink, run.feed(sink.name(), log.log()), limits, backoff, System::nanoTime, log.log());
  }

  private static Sink webSocket(URI server) {
    return new WebSocketSink(server, Token.none(), FrameFormat.ZSTD, null, Duration.ofSeconds(10));
  }

  private static void workUntilRetries(Shipper shipper, long retries) {
    long deadlineNs = System.nanoTime() + LONG.toNanos();
    while (shipper.counters().retries() < retries) {
      assertThat(System.nanoTime()).isLessThan(deadlineNs);
      if (shipper.doWork() == 0) {
        LockSupport.parkNanos(shipper.idleNs());
      }
    }
  }

  private static boolean drain(Shipper shipper) {
    return shipper.drain(System.nanoTime() + LONG.toNanos(), LockSupport::parkNanos);
  }

  private static Set<String> messageIds(List<RecordedEvent> events) {
    Set<String> ids = new HashSet<>();
    events.forEach(event -> ids.add(String.valueOf(event.attribute("message_id"))));
    return ids;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
