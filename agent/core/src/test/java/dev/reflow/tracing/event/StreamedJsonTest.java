package dev.reflow.tracing.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What the encoder prepares, copies and writes by digits is what Jackson writes field by field. */
class StreamedJsonTest {

  private static final List<String> TEXTS =
      List.of(
          "",
          "plain",
          "in \"quotes\" and \\slashes/",
          "\u0000\u0001\b\t\n\f\r\u001f\u007f\u0080",
          "Grüße, 世界",
          "\uD83D\uDE00 pair",
          "lone \uD800",
          "\u2028\u2029\uFFFD\uFEFF",
          "service",
          "x".repeat(2_000),
          "ü".repeat(700),
          "\"".repeat(1_100));

  private static final List<EventKind> KINDS =
      List.of(EventKind.FLOW, EventKind.FLOW, EventKind.SENT, EventKind.RECEIVED);

  private static final List<Content.Form> FORMS = List.of(Content.Form.values());

  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    1,
    0.1,
    12.5,
    1e-3,
    2e-3,
    1e21,
    Double.MIN_VALUE,
    Double.NaN,
    Double.NEGATIVE_INFINITY
  };

  private static final long[] LONGS = {
    0,
    9,
    10,
    99,
    100,
    1_234_567_890L,
    0xFFFF_FFFEL,
    0xFFFF_FFFFL,
    1L << 40,
    Long.MAX_VALUE,
    -1,
    -100,
    Long.MIN_VALUE
  };

  private final JsonBuffer streamed = new JsonBuffer();
  private final EventJson json = new EventJson(streamed);

  @Property(tries = 1_000)
  void shouldWriteRandomEventsAsJacksonDoes(@ForAll long seed) {
    Random random = new Random(seed);
    EventPages pages = new EventPages(process(random));
    Edge[] edges = edges(random);
    Name[] names = names(random);
    for (Edge edge : edges) {
      pages.add(edge);
    }
    for (Name name : names) {
      pages.add(name);
    }
    for (int i = 0; i < 20; i++) {
      if (random.nextInt(5) == 0) {
        pages.addLoad(random.nextDouble() * 100.1);
      }
      pages.add(flow(random, edges, names));
    }
    pages.read(this::assertSame);
  }

  @Property(tries = 3_000)
  void shouldWriteDamagedEventsAsJacksonDoes(
      @ForAll @IntRange(max = 1_500) int at, @ForAll byte value, @ForAll long seed) {
    Random random = new Random(seed);
    FlowRecord flow =
        flow(
            random,
            new Edge[] {Records.EDGE},
            new Name[] {Records.TYPE, Records.THREAD, Records.KEY});
    ByteBuffer page = Records.page(flow);
    page.put(at % page.limit(), value);
    try {
      new PageReader().read(page, 0, Integer.MAX_VALUE, this::assertSame);
    } catch (CorruptRecordException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Test
  void shouldWriteEveryLengthOfNumber() {
    for (long power = 1; power > 0 && power <= Long.MAX_VALUE / 10; power *= 10) {
      for (long value : new long[] {power - 1, power, power + 1, -power}) {
        streamed.clear();
        streamed.putLong(value);
        assertThat(text(streamed)).isEqualTo(Long.toString(value));
      }
    }
  }

  @Property
  void shouldKnowUtf8AsTheJdkDoes(@ForAll byte[] bytes) {
    String decoded = new String(bytes, StandardCharsets.UTF_8);
    boolean isSame = java.util.Arrays.equals(decoded.getBytes(StandardCharsets.UTF_8), bytes);
    assertThat(JsonEscapes.isUtf8(bytes, bytes.length)).isEqualTo(isSame);
  }

  @Test
  void shouldKnowEverySequenceOfTwoAndThreeBytesAsTheJdkDoes() {
    IntStream.range(0, 1 << 16)
        .forEach(
            pair -> {
              byte[] two = {(byte) (pair >> 8), (byte) pair};
              shouldKnowUtf8AsTheJdkDoes(two);
              byte[] three = {(byte) (pair >> 8), (byte) pair, (byte) 0x80};
              shouldKnowUtf8AsTheJdkDoes(three);
              byte[] four = {(byte) (pair >> 8), (byte) pair, (byte) 0x80, (byte) 0xBF};
              shouldKnowUtf8AsTheJdkDoes(four);
            });
  }

  @Test
  void shouldKeepApartEdgesThatShareASlot() {
    EventPages pages = new EventPages();
    Name type = new Name(1, "T");
    pages.add(type);
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Edge edge = new Edge(1 + i * 4096, "a" + i, "out", "b" + i, "in", Edge.IN_MEMORY);
      edges.add(edge);
      pages.add(edge).add(new Name(2 + i * 4096, "type" + i));
    }
    for (int i = 0; i < 9; i++) {
      FlowRecord flow = new FlowRecord();
      flow.edge = edges.get(i % 3);
      flow.type = new Name(2 + i % 3 * 4096, "type" + i % 3);
      flow.thread = type;
      pages.add(flow);
    }
    pages.read(this::assertSame);
  }

  private void assertSame(EventView event) {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    JacksonEventJson jackson = new JacksonEventJson(expected);
    streamed.clear();
    try {
      json.writeLine(event);
      jackson.writeLine(event);
      json.writeRecordEvent(event);
      jackson.writeRecordEvent(event);
      json.writeEvent(event);
      jackson.writeEvent(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(text(streamed)).isEqualTo(expected.toString(StandardCharsets.UTF_8));
  }

  private static String text(JsonBuffer json) {
    return new String(json.array(), 0, json.size(), StandardCharsets.UTF_8);
  }

  private static ProcessInfo process(Random random) {
    return new ProcessInfo(random.nextLong(), 1, 42, text(random), text(random), "host");
  }

  private static Edge[] edges(Random random) {
    return IntStream.rangeClosed(1, 3)
        .mapToObj(
            id ->
                new Edge(id, text(random), text(random), text(random), text(random), text(random)))
        .toArray(Edge[]::new);
  }

  private static Name[] names(Random random) {
    return IntStream.rangeClosed(1, 5)
        .mapToObj(id -> new Name(id, text(random)))
        .toArray(Name[]::new);
  }

  private static FlowRecord flow(Random random, Edge[] edges, Name[] names) {
    FlowRecord flow = new FlowRecord();
    flow.kind = KINDS.get(random.nextInt(KINDS.size()));
    flow.startNs = random.nextBoolean() ? random.nextLong() : random.nextInt() * 1_000_000L;
    flow.sequence = random.nextLong();
    flow.durationNs = Math.abs(number(random));
    flow.sizeBytes = Math.abs(number(random));
    flow.depth = random.nextInt(3) - 1;
    flow.flags = random.nextInt(4);
    flow.weight = random.nextBoolean() ? 1 : random.nextDouble() * 100;
    flow.edge = edges[random.nextInt(edges.length)];
    flow.type = names[random.nextInt(names.length)];
    flow.thread = names[random.nextInt(names.length)];
    fill(random, flow.messageId);
    fill(random, flow.correlationId);
    fill(random, flow.priority);
    flow.error = random.nextInt(4) == 0 ? text(random) : null;
    if (random.nextInt(3) == 0) {
      flow.caused = true;
      flow.rootHigh = random.nextLong();
      flow.rootLow = random.nextLong();
      flow.parentHigh = random.nextBoolean() ? flow.rootHigh : random.nextLong();
      flow.parentLow = flow.rootLow;
      flow.chainDepth = 1;
      for (int i = random.nextInt(4); i > 1; i--) {
        flow.addAbove(random.nextLong(), random.nextLong());
      }
    }
    if (random.nextInt(4) == 0) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      flow.content().set(FORMS.get(random.nextInt(3)), bytes, bytes.length, random.nextBoolean());
    }
    if (random.nextInt(4) == 0) {
      byte[] hash = new byte[Content.CHECKSUM_BYTES];
      random.nextBytes(hash);
      flow.content().setChecksum(hash);
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      fill(random, java.util.Objects.requireNonNull(flow.addAttribute(names[i % names.length])));
    }
    return flow;
  }

  private static void fill(Random random, FactValue value) {
    switch (random.nextInt(6)) {
      case 0 -> value.clear();
      case 1 -> value.setText(text(random));
      case 2 -> value.setLong(number(random));
      case 3 -> value.setDouble(DOUBLES[random.nextInt(DOUBLES.length)]);
      case 4 -> value.setUuid(random.nextLong(), random.nextLong());
      default -> value.setBoolean(random.nextBoolean());
    }
  }

  private static long number(Random random) {
    return random.nextBoolean() ? random.nextInt(5_000) : LONGS[random.nextInt(LONGS.length)];
  }

  private static String text(Random random) {
    if (random.nextInt(4) != 0) {
      return TEXTS.get(random.nextInt(TEXTS.size()));
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x1_0000));
    }
    return text.toString();
  }
}
