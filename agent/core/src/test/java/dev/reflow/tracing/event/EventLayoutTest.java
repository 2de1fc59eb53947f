package dev.reflow.tracing.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The format outlives the code: these bytes are on people's disks. A change here needs a new
 * version in {@link EventLayout}.
 */
class EventLayoutTest {

  private static final String PLAIN_FLOW =
      "30000000 01 04 0100 0807060504030201 1817161514131211 01000000 01000000"
          + " 24232221 34333231 44434241 02000000";

  @Test
  void shouldLayOutAPlainFlow() {
    assertThat(hex(Records.bytes(Records.flow()))).isEqualTo(compact(PLAIN_FLOW));
  }

  @Test
  void shouldLayOutEveryPart() {
    FlowRecord flow = Records.flow();
    flow.durationNs = 0x1_0000_0000L;
    flow.sizeBytes = 0x2_0000_0000L;
    flow.weight = 2;
    flow.caused = true;
    flow.parentHigh = 1;
    flow.parentLow = 2;
    flow.rootHigh = 3;
    flow.rootLow = 4;
    flow.chainDepth = 5;
    flow.messageId.setText("m-17");
    flow.correlationId.setUuid(6, 7);
    flow.priority.setLong(8);
    flow.error = "Boom";
    Objects.requireNonNull(flow.addAttribute(Records.KEY)).setBoolean(true);
    Objects.requireNonNull(flow.addAttribute(Records.KEY)).setLong(0x1_0000_0000L);

    String parts =
        "01 02 0800 0000000001000000"
            + "02 02 0800 0000000002000000"
            + "08 03 0800 0000000000000040"
            + "07 06 2400 0100000000000000 0200000000000000 0300000000000000 0400000000000000"
            + " 05000000"
            + "03 01 0400 6d2d3137"
            + "04 04 1000 0600000000000000 0700000000000000"
            + "05 08 0400 08000000"
            + "06 01 0400 426f6f6d"
            + "09 06 0900 03000000 05 000000 01 000000"
            + "09 06 1000 03000000 02 000000 0000000001000000";
    String fixed =
        "01 04 0100 0807060504030201 1817161514131211 01000000 01000000"
            + " ffffffff ffffffff 44434241 02000000";
    byte[] bytes = Records.bytes(flow);
    assertThat(hex(bytes)).isEqualTo(lengthOf(bytes) + compact(fixed) + compact(parts));
  }

  @Test
  void shouldLayOutTheProcess() {
    ProcessInfo process = Records.PROCESS;
    byte[] bytes =
        Records.bytes(EventEncoder.sizeOf(process), at -> EventEncoder.encode(process, at));

    assertThat(hex(bytes))
        .isEqualTo(
            compact(
                "34000000 01 01 0000 1100000000000000 2200000000000000 3300000000000000"
                    + " 0400 73686f70 0400 666c6f77 0400 686f7374 0000"));
  }

  @Test
  void shouldLayOutAnEdge() {
    Edge edge = new Edge(1, "a", "out", "b", "in", "jms");
    byte[] bytes = Records.bytes(EventEncoder.sizeOf(edge), at -> EventEncoder.encode(edge, at));

    assertThat(hex(bytes))
        .isEqualTo(
            compact(
                "20000000 01 02 0000 01000000"
                    + " 0100 61 0300 6f7574 0100 62 0200 696e 0300 6a6d73"));
  }

  @Test
  void shouldLayOutAName() {
    Name name = new Name(5, "Order");
    byte[] bytes = Records.bytes(EventEncoder.sizeOf(name), at -> EventEncoder.encode(name, at));

    assertThat(hex(bytes)).isEqualTo(compact("14000000 01 03 0000 05000000 0500 4f72646572 00"));
  }

  @Test
  void shouldLayOutAnEdgeCount() {
    EdgeCount count =
        new EdgeCount(Records.EDGE, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19);
    byte[] bytes = Records.bytes(EventLayout.COUNT_SIZE, at -> EventEncoder.encode(count, at));

    assertThat(hex(bytes))
        .isEqualTo(
            compact(
                "58000000 01 05 0000 1100000000000000 1200000000000000 01000000 00000000"
                    + " 1300000000000000 1400000000000000 1500000000000000 1600000000000000"
                    + " 1700000000000000 1800000000000000 1900000000000000"));
  }

  @Test
  void shouldLayOutSentAndReceivedMessagesAsFlowsOfAnotherKind() {
    FlowRecord flow = Records.flow();
    flow.kind = EventKind.SENT;
    String sent = hex(Records.bytes(flow));
    flow.kind = EventKind.RECEIVED;

    String plain = compact(PLAIN_FLOW);
    assertThat(sent).isEqualTo(plain.substring(0, 10) + "06" + plain.substring(12));
    assertThat(hex(Records.bytes(flow)))
        .isEqualTo(plain.substring(0, 10) + "07" + plain.substring(12));
  }

  @Test
  void shouldLayOutContentAndChecksum() {
    FlowRecord flow = Records.flow();
    byte[] hash = new byte[Content.CHECKSUM_BYTES];
    Arrays.fill(hash, (byte) 0xAB);
    flow.content().setChecksum(hash);
    flow.content().set(Content.Form.TEXT, new byte[] {1, 2, 3, 4, 5, 6}, 5, true);

    String plain = compact(PLAIN_FLOW);
    byte[] bytes = Records.bytes(flow);
    assertThat(hex(bytes))
        .isEqualTo(
            lengthOf(bytes)
                + plain.substring(8)
                + compact("0c 06 2000")
                + "ab".repeat(32)
                + compact("0d 06 0900 02 01 0000 0102030405 000000"));
  }

  @Test
  void shouldLayOutALoad() {
    byte[] bytes =
        Records.bytes(EventLayout.LOAD_SIZE, at -> EventEncoder.encodeLoad(0x11, 2.5, at));

    assertThat(hex(bytes))
        .isEqualTo(compact("18000000 01 08 0000 1100000000000000 0000000000000440"));
  }

  private static String lengthOf(byte[] bytes) {
    return HexFormat.of()
        .formatHex(new byte[] {(byte) bytes.length, (byte) (bytes.length >> 8), 0, 0});
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String compact(String hex) {
    return hex.replace(" ", "");
  }
}
