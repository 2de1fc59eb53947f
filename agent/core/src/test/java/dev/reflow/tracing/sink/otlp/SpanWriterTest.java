package dev.reflow.tracing.sink.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.EventIds;
import dev.reflow.tracing.event.EventKind;
import dev.reflow.tracing.event.EventLayout;
import dev.reflow.tracing.event.EventPages;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.Name;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What our writer writes, read by OpenTelemetry's own classes. */
class SpanWriterTest {

  private static final Edge EDGE = new Edge(1, "reader", "out", "writer", "in", "jms");
  private static final Name TYPE = new Name(1, "Reading");
  private static final Name THREAD = new Name(2, "main");
  private static final Name KEY = new Name(3, "region");
  private static final long PROCESS = EventPages.PROCESS.id();

  private final FlowRecord flow = new FlowRecord();

  private Span written() {
    flow.edge = EDGE;
    flow.type = TYPE;
    flow.thread = THREAD;
    List<Span> spans = new ArrayList<>();
    SpanWriter writer = new SpanWriter();
    new EventPages()
        .add(EDGE)
        .add(TYPE)
        .add(THREAD)
        .add(KEY)
        .add(flow)
        .read(event -> spans.add(parsed(writer.write(event).toBytes())));
    assertThat(spans).hasSize(1);
    return spans.get(0);
  }

  private static Span parsed(byte[] message) {
    try {
      Span span = Span.parseFrom(message);
      assertThat(span.getUnknownFields().asMap()).isEmpty();
      return span;
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static ByteString id(long... halves) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * halves.length);
    for (long half : halves) {
      bytes.putLong(half);
    }
    return ByteString.copyFrom(bytes.flip());
  }

  @Test
  void shouldWriteAPlainFlow() {
    flow.startNs = 1_767_323_045_000_000_123L;
    flow.durationNs = 456;
    flow.sequence = 7;
    flow.sizeBytes = 256;
    flow.depth = 3;

    Span span = written();

    long high = EventIds.high(flow.startNs);
    long low = EventIds.low(PROCESS, 7);
    assertThat(span.getTraceId()).isEqualTo(id(high, low));
    assertThat(span.getSpanId()).isEqualTo(id(low));
    assertThat(span.getParentSpanId()).isEqualTo(ByteString.EMPTY);
    assertThat(span.getName()).isEqualTo("send writer");
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_PRODUCER);
    assertThat(span.getStartTimeUnixNano()).isEqualTo(flow.startNs);
    assertThat(span.getEndTimeUnixNano()).isEqualTo(flow.startNs + 456);
    assertThat(span.getFlags()).isEqualTo(0x101);
    assertThat(span.hasStatus()).isFalse();
    assertThat(span.getLinksList()).isEmpty();
    assertThat(text(span, "messaging.system")).isEqualTo("jms");
    assertThat(text(span, "messaging.operation.name")).isEqualTo("send");
    assertThat(text(span, "messaging.operation.type")).isEqualTo("send");
    assertThat(text(span, "messaging.destination.name")).isEqualTo("writer");
    assertThat(text(span, "reflow.source.actor")).isEqualTo("reader");
    assertThat(text(span, "reflow.source.port")).isEqualTo("out");
    assertThat(text(span, "reflow.destination.port")).isEqualTo("in");
    assertThat(text(span, "reflow.message.type")).isEqualTo("Reading");
    assertThat(text(span, "thread.name")).isEqualTo("main");
    assertThat(number(span, "messaging.message.body.size")).isEqualTo(256);
    assertThat(number(span, "reflow.queue.depth")).isEqualTo(3);
    assertThat(span.getAttributesCount()).isEqualTo(11);
  }

  private static String text(Span span, String key) {
    return Spans.attribute(span, key).getStringValue();
  }

  private static long number(Span span, String key) {
    return Spans.attribute(span, key).getIntValue();
  }

  @Test
  void shouldWriteIdsAsTextsAndOtherFactsAsTheyAre() {
    flow.messageId.setLong(1234567890123L);
    flow.correlationId.setUuid(1, 2);
    flow.priority.setLong(-5);
    flow.weight = 100;
    flow.flags = EventLayout.FLAG_SIZE_ESTIMATED | EventLayout.FLAG_INCOMPLETE;
    flow.sizeBytes = 5_000_000_000L;
    flow.durationNs = 6_000_000_000L;

    Span span = written();

    assertThat(text(span, "messaging.message.id")).isEqualTo("1234567890123");
    assertThat(text(span, "messaging.message.conversation_id"))
        .isEqualTo("00000000-0000-0001-0000-000000000002");
    assertThat(number(span, "reflow.message.priority")).isEqualTo(-5);
    assertThat(Spans.attribute(span, "reflow.sample_weight").getDoubleValue()).isEqualTo(100);
    assertThat(Spans.attribute(span, "reflow.size_estimated").getBoolValue()).isTrue();
    assertThat(Spans.attribute(span, "reflow.incomplete").getBoolValue()).isTrue();
    assertThat(number(span, "messaging.message.body.size")).isEqualTo(5_000_000_000L);
    assertThat(span.getEndTimeUnixNano()).isEqualTo(6_000_000_000L);
    assertThat(Spans.attribute(span, "reflow.queue.depth"))
        .isEqualTo(AnyValue.getDefaultInstance());
  }

  @Test
  void shouldMakeTheCausingEventTheParent() {
    flow.sequence = 9;
    cause(EventIds.low(PROCESS, 4));

    Span span = written();

    assertThat(span.getTraceId()).isEqualTo(id(0x11, 0x12));
    assertThat(span.getParentSpanId()).isEqualTo(id(EventIds.low(PROCESS, 4)));
    assertThat(span.getFlags()).isEqualTo(0x101);
    assertThat(span.getLinksList()).isEmpty();
  }

  @Test
  void shouldLinkToAParentOfAnotherProcess() {
    long remote = EventIds.low(PROCESS * 31, 4);
    cause(remote);

    Span span = written();

    assertThat(span.getParentSpanId()).isEqualTo(id(remote));
    assertThat(span.getFlags()).isEqualTo(0x301);
    assertThat(span.getLinksList())
        .containsExactly(
            Span.Link.newBuilder()
                .setTraceId(id(0x11, 0x12))
                .setSpanId(id(remote))
                .setFlags(0x301)
                .build());
  }

  private void cause(long parent) {
    flow.caused = true;
    flow.rootHigh = 0x11;
    flow.rootLow = 0x12;
    flow.parentHigh = 0x21;
    flow.parentLow = parent;
  }

  @Test
  void shouldTellWhyASendFailed() {
    flow.error = "java.io.IOException: broken: pipe";

    Span span = written();

    assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    assertThat(span.getStatus().getMessage()).isEqualTo("java.io.IOException: broken: pipe");
    assertThat(text(span, "error.type")).isEqualTo("java.io.IOException");
  }

  @ParameterizedTest
  @CsvSource({
    "SENT, create writer, SPAN_KIND_PRODUCER, create",
    "RECEIVED, process writer, SPAN_KIND_CONSUMER, process"
  })
  void shouldTellWhatBecameOfAMessage(
      EventKind kind, String name, Span.SpanKind spanKind, String operation) {
    flow.kind = kind;

    Span span = written();

    assertThat(span.getName()).isEqualTo(name);
    assertThat(span.getKind()).isEqualTo(spanKind);
    assertThat(text(span, "messaging.operation.type")).isEqualTo(operation);
  }

  @Property(tries = 300)
  void shouldWriteWhateverTextThereIs(
      @ForAll @StringLength(max = 2000) String id,
      @ForAll @StringLength(max = 300) String region,
      @ForAll long priority) {
    flow.clear();
    flow.messageId.setText(id);
    flow.priority.setLong(priority);
    Objects.requireNonNull(flow.addAttribute(KEY)).setText(region);

    Span span = written();

    // Half of a surrogate pair has no UTF-8; a long text is cut.
    String whole = new String(id.getBytes(UTF_8), UTF_8);
    String read = text(span, "messaging.message.id");
    assertThat(read.equals(whole) || whole.startsWith(read.replaceFirst("…$", ""))).isTrue();
    assertThat(number(span, "reflow.message.priority")).isEqualTo(priority);
    assertThat(text(span, "region")).isEqualTo(new String(region.getBytes(UTF_8), UTF_8));
  }
}
