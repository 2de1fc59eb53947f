package dev.reflow.tracing.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class RoundTripTest {

  @Test
  void shouldReadBackTheFixedFacts() {
    Records.roundTrip(
        Records.flow(),
        event -> {
          assertThat(event.edge()).isEqualTo(Records.EDGE);
          assertThat(event.type()).isEqualTo("Order");
          assertThat(event.thread()).isEqualTo("main");
          assertThat(event.process()).isEqualTo(Records.PROCESS);
          assertThat(event.startNs()).isEqualTo(0x0102_0304_0506_0708L);
          assertThat(event.durationNs()).isEqualTo(0x2122_2324);
          assertThat(event.sizeBytes()).isEqualTo(0x3132_3334);
          assertThat(event.depth()).isEqualTo(0x4142_4344);
          assertThat(event.isSizeEstimated()).isTrue();
          assertThat(event.isIncomplete()).isFalse();
          assertThat(event.recordBytes()).isEqualTo(48);
        });
  }

  @Test
  void shouldReadAbsentFactsAsAbsent() {
    Records.roundTrip(
        Records.flow(),
        event -> {
          assertThat(event.messageId()).isNull();
          assertThat(event.correlationId()).isNull();
          assertThat(event.priority()).isNull();
          assertThat(event.error()).isNull();
          assertThat(event.parentId()).isNull();
          assertThat(event.rootId()).isEqualTo(event.eventId());
          assertThat(event.chainDepth()).isZero();
          assertThat(event.weight()).isEqualTo(1);
        });
  }

  @Test
  void shouldReadBackTheCause() {
    FlowRecord flow = Records.flow();
    flow.caused = true;
    flow.parentHigh = 1;
    flow.parentLow = 2;
    flow.rootHigh = 3;
    flow.rootLow = 4;
    flow.chainDepth = 5;
    Records.roundTrip(
        flow,
        event -> {
          assertThat(event.parentId()).isEqualTo(new UUID(1, 2));
          assertThat(event.rootId()).isEqualTo(new UUID(3, 4));
          assertThat(event.chainDepth()).isEqualTo(5);
        });
  }

  @Property(tries = 200)
  void shouldReadBackContent(@ForAll byte[] content, @ForAll boolean cut) {
    FlowRecord flow = Records.flow();
    flow.content().set(Content.Form.BYTES, content, content.length, cut);
    FlowRecord copy = new FlowRecord();
    copy.content().setChecksum(new byte[Content.CHECKSUM_BYTES]);
    copy.copyFrom(flow);
    Records.roundTrip(
        withNames(copy),
        event -> {
          assertThat(event.contentBytes()).isEqualTo(content);
          assertThat(event.contentForm()).isEqualTo(Content.Form.BYTES);
          assertThat(event.isContentCut()).isEqualTo(cut);
          assertThat(event.content())
              .isEqualTo("base64:" + Base64.getEncoder().encodeToString(content));
          assertThat(event.checksum()).isNull();
        });
    flow.clear();
    Records.roundTrip(
        withNames(flow),
        event -> {
          assertThat(event.content()).isNull();
          assertThat(event.contentForm()).isNull();
          assertThat(event.contentBytes()).isEmpty();
        });
  }

  private static FlowRecord withNames(FlowRecord flow) {
    flow.edge = Records.EDGE;
    return flow;
  }

  @Test
  void shouldReadBackAChecksum() {
    FlowRecord flow = Records.flow();
    byte[] hash = new byte[Content.CHECKSUM_BYTES];
    hash[0] = (byte) 0xFE;
    flow.content().setChecksum(hash);
    Records.roundTrip(
        flow, event -> assertThat(event.checksum()).isEqualTo("sha256:fe" + "00".repeat(31)));
  }

  @Property(tries = 200)
  void shouldReadBackAnyDurationAndSize(
      @ForAll @LongRange(min = 0) long duration, @ForAll @LongRange(min = 0) long size) {
    FlowRecord flow = Records.flow();
    flow.durationNs = duration;
    flow.sizeBytes = size;
    Records.roundTrip(
        flow,
        event -> {
          assertThat(event.durationNs()).isEqualTo(duration);
          assertThat(event.sizeBytes()).isEqualTo(size);
        });
  }

  @Property(tries = 200)
  void shouldReadBackValuesOfEachForm(
      @ForAll long number, @ForAll double real, @ForAll boolean truth, @ForAll long more) {
    FlowRecord flow = Records.flow();
    flow.messageId.setLong(number);
    flow.correlationId.setUuid(number, more);
    flow.priority.setBoolean(truth);
    Objects.requireNonNull(flow.addAttribute(Records.KEY)).setDouble(real);
    Records.roundTrip(
        flow,
        event -> {
          assertThat(event.messageId()).isEqualTo(number);
          assertThat(event.correlationId()).isEqualTo(new UUID(number, more));
          assertThat(event.priority()).isEqualTo(truth);
          assertThat(attributes(event)).containsExactly("region=" + real);
        });
  }

  @Property(tries = 500)
  void shouldReadBackAnyShortText(@ForAll @StringLength(max = 300) String text) {
    FlowRecord flow = Records.flow();
    flow.messageId.setText(text);
    flow.error = text;
    Objects.requireNonNull(flow.addAttribute(Records.KEY)).setText(text);
    String expected = new String(utf8(text), StandardCharsets.UTF_8);
    Records.roundTrip(
        flow,
        event -> {
          assertThat(event.messageId()).isEqualTo(expected);
          assertThat(event.error()).isEqualTo(expected);
          assertThat(attributes(event)).containsExactly("region=" + expected);
        });
  }

  @Property(tries = 200)
  void shouldCutALongTextAtACharactersEnd(@ForAll @StringLength(min = 1, max = 7) String unit) {
    String text = unit.repeat(1_100);
    FlowRecord flow = Records.flow();
    flow.messageId.setText(text);
    String whole = new String(utf8(text), StandardCharsets.UTF_8);
    Records.roundTrip(
        flow,
        event -> {
          String cut = (String) Objects.requireNonNull(event.messageId());
          assertThat(cut).endsWith("\u2026");
          String kept = cut.substring(0, cut.length() - 1);
          assertThat(whole).startsWith(kept);
          assertThat(kept.getBytes(StandardCharsets.UTF_8).length).isBetween(1_021, 1_024);
        });
  }

  @Test
  void shouldKeepSixteenAttributesAndLeaveOutMore() {
    FlowRecord flow = Records.flow();
    for (int i = 0; i < FlowRecord.MAX_ATTRIBUTES; i++) {
      Objects.requireNonNull(flow.addAttribute(Records.KEY)).setLong(i);
    }

    assertThat(flow.addAttribute(Records.KEY)).isNull();
    Records.roundTrip(flow, event -> assertThat(attributes(event)).hasSize(16));
  }

  @Test
  void shouldReadAnEdgeCountBackAndTellItsRateToLaterEvents() throws Exception {
    EdgeCount count =
        new EdgeCount(Records.EDGE, 1, 2_000_000_000L, 5, 6, 7, 8, 9, 10, Long.MAX_VALUE);
    ByteBuffer flow = Records.page(Records.flow());
    ByteBuffer page = ByteBuffer.allocate(flow.limit() * 2 + EventLayout.COUNT_SIZE);
    page.put(flow.duplicate())
        .put(Records.bytes(EventLayout.COUNT_SIZE, at -> EventEncoder.encode(count, at)))
        .put(flow.duplicate())
        .flip();
    List<Object> seen = new ArrayList<>();

    new PageReader()
        .read(
            page,
            0,
            Integer.MAX_VALUE,
            new EventHandler() {
              @Override
              public void onEvent(EventView event) {
                seen.add(event.flowsPerSecond());
              }

              @Override
              public void onEdgeCount(EdgeCount read) {
                seen.add(read);
              }
            });

    assertThat(seen).containsExactly(0.0, count, 2.5);
  }

  @Test
  void shouldRefuseAnEdgeCountThatIsTooShort() {
    EdgeCount count = new EdgeCount(Edge.OTHER, 1, 2, 5, 6, 7, 8, 9, 10, 11);
    byte[] bytes = Records.bytes(EventLayout.COUNT_SIZE, at -> EventEncoder.encode(count, at));
    bytes[0] = EventLayout.COUNT_SIZE - 8;

    assertThatThrownBy(() -> new PageReader().read(ByteBuffer.wrap(bytes), 0, 10, event -> {}))
        .isInstanceOf(CorruptRecordException.class)
        .hasMessageContaining("an edge count of only 80 bytes");
  }

  @Test
  void shouldBeAsNewAfterClear() {
    FlowRecord flow = Records.flow();
    flow.caused = true;
    flow.error = "Boom";
    flow.weight = 4;
    flow.messageId.setText("m");
    Objects.requireNonNull(flow.addAttribute(Records.KEY)).setText("x");
    flow.clear();

    assertThat(EventEncoder.sizeOf(flow)).isEqualTo(EventLayout.PARTS);
    assertThat(flow.edge).isSameAs(Edge.OTHER);
  }

  @Test
  void shouldCopyEveryFact() {
    FlowRecord flow = Records.flow();
    flow.caused = true;
    flow.parentHigh = 9;
    flow.error = "Boom";
    flow.weight = 4;
    flow.messageId.setText("m");
    flow.correlationId.setUuid(1, 2);
    Objects.requireNonNull(flow.addAttribute(Records.KEY)).setDouble(2.5);
    FlowRecord copy = new FlowRecord();
    copy.copyFrom(flow);

    assertThat(Records.bytes(copy)).isEqualTo(Records.bytes(flow));
  }

  private static List<String> attributes(EventView event) {
    List<String> attributes = new ArrayList<>();
    event.forEachAttribute((key, value) -> attributes.add(key + "=" + value));
    return attributes;
  }

  /** As ours, which writes U+FFFD for a lone surrogate where the JDK writes a question mark. */
  private static byte[] utf8(String text) {
    StringBuilder paired = new StringBuilder();
    text.codePoints()
        .map(point -> point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point)
        .forEach(paired::appendCodePoint);
    return paired.toString().getBytes(StandardCharsets.UTF_8);
  }
}
