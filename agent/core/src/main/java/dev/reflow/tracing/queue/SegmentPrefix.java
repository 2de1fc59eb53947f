package dev.reflow.tracing.queue;

import java.util.HexFormat;

/**
 * What every file of a stripe begins with: Chronicle's description of a queue with an index of 128
 * entries, one for every 64 pages, as Chronicle Queue 2026.4 writes it for {@code FIVE_MINUTELY}
 * when the first document is begun. Its plain tools find their way from here; nothing in it changes
 * later. {@code SegmentPrefixTest} compares it with what Chronicle writes. Stateless; any thread.
 */
final class SegmentPrefix {

  /** Where the first page begins. */
  static final int BYTES = 2_320;

  /** {@code header}: writePosition, indexing, dataFormat; then {@code index2index}'s beginning. */
  private static final String STORE =
      "c1000040b906686561646572b60853435153746f726582aa000000cd7772697465506f736974696f6e"
          + "8e01000000008d0200000000000000020000000000000010090000000000000000000010090000"
          + "c8696e646578696e67b60c53435153496e646578696e67824c000000ca696e646578436f756e74"
          + "a180cc696e64657853706163696e67a140cb696e64657832496e6465788f8f8fa7c80000000000"
          + "0000c96c617374496e6465788e00000000a74000000000000000ca64617461466f726d6174a101"
          + "00000024040040b90b696e64657832696e6465788e01000000008d800000000000000001000000"
          + "00000000f004";

  private static final int INDEX_AT = 1_264;

  /** {@code index}: its one entry is the first page. */
  private static final String INDEX =
      "1c040040b905696e6465788f8f8f8f8d800000000000000001000000000000001009";

  private SegmentPrefix() {}

  /** A copy of the bytes. */
  static byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    put(STORE, bytes, 0);
    put(INDEX, bytes, INDEX_AT);
    return bytes;
  }

  private static void put(String hex, byte[] bytes, int at) {
    byte[] part = HexFormat.of().parseHex(hex);
    System.arraycopy(part, 0, bytes, at, part.length);
  }
}
