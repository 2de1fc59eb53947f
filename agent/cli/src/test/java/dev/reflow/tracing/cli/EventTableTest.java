package dev.reflow.tracing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.EventKind;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventTableTest {

  private static final Instant NOW = Instant.parse("2026-01-31T18:22:43.123456789Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final Captured pipe = Captured.pipe(Path.of("")).at(CLOCK);

  @Test
  void shouldAlignColumnsIntoAPipeWithoutTitles() {
    print(
        pipe,
        event(NOW, "reader", "validator", "SensorReading", 256, 1_234_567, 3, "msg_1", null),
        event(NOW, "validator", "dashboard", "Alarm", 1_258_291, 850, -1, null, null));

    assertThat(pipe.lines())
        .containsExactly(
            "18:22:43.123456  reader.out    → validator.in  SensorReading    256 B  1.2ms  3 "
                + " msg_1",
            "18:22:43.123456  validator.out → dashboard.in  Alarm          1.2 MiB  850ns");
  }

  @Test
  void shouldCutNothingIntoAPipe() {
    String name = "a".repeat(300);
    print(pipe, event(NOW, name, name, name, 1, 1, 1, name, name));

    assertThat(pipe.out()).contains(name + ".out", name + ".in", "✗ " + name).doesNotContain("…");
  }

  @Test
  void shouldMarkWhatIsEstimatedIncompleteOrFailed() {
    Edge edge = new Edge(1, "a", "out", "b", "in", Edge.IN_MEMORY);
    long ns = NOW.getEpochSecond() * 1_000_000_000L;
    print(
        pipe,
        new EventLine(
            ns, EventKind.FLOW, edge, "T", 40, true, 5_000, true, -1, null, "Boom: no\nway"));

    assertThat(pipe.lines())
        .containsExactly("18:22:43.000000  a.out → b.in  T  ~40 B  >5.0µs  ✗ Boom: no·way");
  }

  @Test
  void shouldShowTheDateOfAnotherDay() {
    print(pipe, event(NOW.minusSeconds(86_400), "a", "b", "T", 1, 1, 1, null, null));

    assertThat(pipe.out()).startsWith("2026-01-30 18:22:43.123456  a.out");
  }

  @Test
  void shouldFitEveryTerminal() {
    String long1 = "user/sensors/building-7/reader-17";
    String long2 = "user/analytics/aggregators/minute-by-minute";
    for (int width : new int[] {80, 100, 120, 200}) {
      Captured terminal = Captured.terminal(Path.of(""), width).at(CLOCK);
      print(
          terminal,
          event(NOW, long1, long2, "SensorReading", 256, 1_234_567, 3, "msg_1", null),
          event(NOW, long2, long1, "com.acme.model.Alarm", 9, 1, 3, "m".repeat(36), "Bad: luck"),
          event(NOW, "a", "b", "T", 1, 1, -1, null, "java.lang.Error: " + "x".repeat(300)));

      assertThat(terminal.lines())
          .allSatisfy(line -> assertThat(line.length()).isBetween(1, width));
      assertThat(terminal.lines().get(0)).startsWith("TIME").contains("FROM", "MESSAGE ID");
    }
  }

  @Test
  void shouldPutAnErrorThatHasNoRoomOnItsOwnLine() {
    Captured terminal = Captured.terminal(Path.of(""), 80).at(CLOCK);
    String name = "some-actor-of-mine-far-away";
    print(
        terminal,
        event(NOW, name, name, "SensorReading", 256, 1_234, 3, "msg_1", "a.b.C: gone for good"));

    assertThat(terminal.lines()).hasSize(3);
    assertThat(terminal.lines().get(2)).isEqualTo(" ".repeat(14) + "✗ a.b.C: gone for good");
  }

  @Test
  void shouldSayAgainWhatTheColumnsAreWhenOneAppears() {
    Captured terminal = Captured.terminal(Path.of(""), 120).at(CLOCK);
    EventTable table = table(terminal);
    table.print(List.of(event(NOW, "a", "b", "T", 1, 1, -1, null, null)));
    table.print(List.of(event(NOW, "a", "b", "T", 1, 1, -1, null, null)));
    table.print(List.of(event(NOW, "a", "b", "T", 1, 1, -1, "id", null)));
    terminal.surroundings().terminal().flush();

    assertThat(terminal.lines()).filteredOn(line -> line.startsWith("TIME")).hasSize(2);
  }

  @Test
  void shouldPrintNothingForNoEvents() {
    Captured terminal = Captured.terminal(Path.of(""), 120).at(CLOCK);
    print(terminal);

    assertThat(terminal.out()).isEmpty();
  }

  @Test
  void shouldLeaveOutOnANarrowTerminalWhatMattersLess() {
    EventLine event = event(NOW, "reader", "writer", "Reading", 256, 1_000, 3, "id", null);
    Captured middle = Captured.terminal(Path.of(""), 100).at(CLOCK);
    Captured narrow = Captured.terminal(Path.of(""), 80).at(CLOCK);
    print(middle, event);
    print(narrow, event);

    assertThat(middle.lines().get(1))
        .isEqualTo("18:22:43.123  reader.out → writer.in  Reading  256 B  1.0µs  id");
    assertThat(narrow.lines().get(1))
        .isEqualTo("18:22:43.123  reader → writer  Reading  1.0µs  id");
  }

  @Test
  void shouldColourOnlyWhereItIsWanted() {
    Captured colours = Captured.colours(Path.of(""), 120).at(CLOCK);
    Captured plain = Captured.terminal(Path.of(""), 120).at(CLOCK);
    EventLine failed = event(NOW, "a", "b", "T", 1, 1, 1, "id", "bad");
    print(colours, failed);
    print(plain, failed);

    assertThat(colours.out()).contains("\u001b[31m✗ bad\u001b[0m");
    assertThat(plain.out()).doesNotContain("\u001b");
    assertThat(colours.out().replaceAll("\u001b\\[\\d*m", "")).isEqualTo(plain.out());
  }

  private static void print(Captured captured, EventLine... events) {
    table(captured).print(List.of(events));
    captured.surroundings().terminal().flush();
  }

  private static EventTable table(Captured captured) {
    return new EventTable(captured.surroundings().terminal(), new EventTime(CLOCK));
  }

  private static EventLine event(
      Instant start,
      String from,
      String to,
      String type,
      long size,
      long durationNs,
      int depth,
      @Nullable Object id,
      @Nullable String error) {
    Edge edge = new Edge(1, from, "out", to, "in", Edge.IN_MEMORY);
    long ns = start.getEpochSecond() * 1_000_000_000L + start.getNano();
    return new EventLine(
        ns, EventKind.FLOW, edge, type, size, false, durationNs, false, depth, id, error);
  }
}
