package dev.reflow.tracing.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Whatever a page holds, reading it ends in events or in one exception that names the place. */
class HostileBytesTest {

  @Property(tries = 2_000)
  void shouldReadOrRefuseAnyBytes(@ForAll @Size(max = 400) byte[] bytes) {
    readAll(ByteBuffer.wrap(bytes));
  }

  @Property(tries = 5_000)
  void shouldReadOrRefuseAPageWithChangedBytes(
      @ForAll @IntRange(max = 1_000) int first,
      @ForAll byte firstValue,
      @ForAll @IntRange(max = 1_000) int second,
      @ForAll byte secondValue) {
    ByteBuffer page = Records.page(everyPart());
    page.put(first % page.limit(), firstValue);
    page.put(second % page.limit(), secondValue);
    readAll(page);
  }

  @Property(tries = 500)
  void shouldReadOrRefuseATruncatedPage(@ForAll @IntRange(max = 1_000) int length) {
    ByteBuffer page = Records.page(everyPart());
    readAll(page.limit(Math.min(length, page.limit())));
  }

  @Test
  void shouldRefuseAVersionThatItDoesNotKnow() {
    ByteBuffer page = Records.page(Records.flow());
    page.put(EventLayout.VERSION_AT, (byte) 2);

    assertThatThrownBy(() -> read(page))
        .isInstanceOf(CorruptRecordException.class)
        .hasMessage("format version 2, this reader knows 1");
  }

  @Test
  void shouldPassOverAKindThatItDoesNotKnow() throws Exception {
    ByteBuffer page = ByteBuffer.allocate(1_000).order(ByteOrder.LITTLE_ENDIAN);
    page.put(page(EventLayout.BODY + 4, (byte) 99)).put(Records.page(Records.flow())).flip();

    assertThat(read(page)).isOne();
  }

  @Test
  void shouldNameTheOffsetOfWhatIsWrong() {
    ByteBuffer page = Records.page(Records.flow());
    int second = page.getInt(0);
    page.putInt(second, 3);

    assertThatThrownBy(() -> read(page))
        .isInstanceOfSatisfying(
            CorruptRecordException.class, wrong -> assertThat(wrong.offset()).isEqualTo(second));
  }

  @Test
  void shouldShowANameThatNothingDefinesAsUnknown() throws Exception {
    FlowRecord flow = Records.flow();
    flow.thread = new Name(500, "not in the page");
    PageReader reader = new PageReader();
    reader.read(
        Records.page(flow),
        0,
        Integer.MAX_VALUE,
        event -> assertThat(event.thread()).isEqualTo("unknown"));

    assertThat(reader.undefined()).isOne();
  }

  private static byte[] page(int length, byte kind) {
    ByteBuffer record = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    return record.putInt(length).put(EventLayout.VERSION).put(kind).array();
  }

  private static FlowRecord everyPart() {
    FlowRecord flow = Records.flow();
    flow.durationNs = 1L << 40;
    flow.sizeBytes = 1L << 41;
    flow.weight = 3;
    flow.caused = true;
    flow.messageId.setText("m".repeat(1_500));
    flow.correlationId.setUuid(1, 2);
    flow.priority.setLong(7);
    flow.error = "Boom";
    Objects.requireNonNull(flow.addAttribute(Records.KEY)).setBoolean(true);
    return flow;
  }

  private static void readAll(ByteBuffer page) {
    try {
      read(page);
    } catch (CorruptRecordException refused) {
      assertThat(refused.offset()).isBetween(0, page.limit());
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  private static int read(ByteBuffer page) throws CorruptRecordException {
    int[] events = {0};
    new PageReader()
        .read(
            page,
            0,
            Integer.MAX_VALUE,
            event -> {
              events[0]++;
              touch(event);
            });
    return events[0];
  }

  /** Every accessor holds, or this throws. */
  private static void touch(EventView event) {
    Object[] facts = {
      event.edge(), event.type(), event.thread(), event.process(), event.eventId(),
      event.rootId(), event.startNs(), event.durationNs(), event.sizeBytes(), event.depth(),
      event.chainDepth(), event.weight(), event.isSizeEstimated(), event.isIncomplete()
    };
    assertThat(facts).doesNotContainNull();
    assertThat(
            String.valueOf(event.messageId())
                + event.correlationId()
                + event.priority()
                + event.error()
                + event.parentId())
        .isNotNull();
    event.forEachAttribute((key, value) -> assertThat(value).isNotNull());
  }
}
