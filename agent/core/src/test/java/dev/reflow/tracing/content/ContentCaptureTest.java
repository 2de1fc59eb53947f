package dev.reflow.tracing.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.content.Captures.Found;
import dev.reflow.tracing.event.Content.Form;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentCaptureTest {

  record Card(String holder, String number) {}

  @SuppressWarnings("ArrayRecordComponent")
  record Payment(String id, Card card, int[] parts) {}

  static final class Node {
    @Nullable Node next;
  }

  private static ContentPolicy hashing(int keep, String... redact) {
    return new ContentPolicy(true, keep > 0, Math.max(1, keep), List.of(), List.of(redact));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void shouldTakeTextAndBytesAsTheyAre() {
    Captures captures = Captures.contentWithout();

    assertThat(captures.of("Grüße").content()).isEqualTo("Grüße");
    assertThat(captures.of("Grüße").form()).isEqualTo(Form.TEXT);
    assertThat(captures.of(new byte[] {0, -1, 7}).bytes()).containsExactly(0, -1, 7);
    assertThat(captures.of(new byte[] {0, -1, 7}).form()).isEqualTo(Form.BYTES);
  }

  @Test
  void shouldTakeABufferAndLeaveItWhereItIs() {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3}).position(1);

    assertThat(Captures.contentWithout().of(buffer).bytes()).containsExactly(2, 3);
    assertThat(buffer.position()).isEqualTo(1);
  }

  @Test
  void shouldCutBehindTheLastWholeCharacter() {
    Captures captures =
        new Captures(new ContentPolicy(false, true, 6, List.of(), List.of("secret")));

    Found found = captures.of("äöüß");
    assertThat(found.content()).isEqualTo("äöü");
    assertThat(found.isCut()).isTrue();
    assertThat(captures.of("a€€").content()).isEqualTo("a€");
    assertThat(captures.of("ab\uD83D\uDE00\uD83D\uDE00").content()).isEqualTo("ab\uD83D\uDE00");
    assertThat(captures.of("123456").isCut()).isFalse();
    assertThat(captures.of(new Card("ä", "")).content()).isEqualTo("{\"hold");
  }

  @Test
  void shouldHashTextAndBytesAsEverybodyElseDoes() throws Exception {
    Captures captures = new Captures(hashing(0, "password"));
    byte[] bytes = "password=ä".repeat(5_000).getBytes(StandardCharsets.UTF_8);

    assertThat(captures.of("password=ä".repeat(5_000)).checksum()).isEqualTo(sha256(bytes));
    assertThat(captures.of(bytes).checksum()).isEqualTo(sha256(bytes));
    assertThat(captures.of(ByteBuffer.wrap(bytes)).checksum()).isEqualTo(sha256(bytes));
    assertThat(captures.of("x").content()).isNull();
    String pairs = "x" + "\uD83D\uDE00".repeat(9_000);
    assertThat(captures.of(pairs).checksum())
        .isEqualTo(sha256(pairs.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void shouldHashAnObjectsJsonWithoutWhatIsRedactedAlsoBeyondWhatIsKept() throws Exception {
    Captures captures = new Captures(hashing(10, "number"));
    byte[] json = "{\"holder\":\"Ann\",\"number\":\"***\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(captures.of(new Card("Ann", "4711")).checksum()).isEqualTo(sha256(json));
    assertThat(captures.of(new Card("Ann", "4712")).checksum()).isEqualTo(sha256(json));
    assertThat(captures.of(new Card("Ann", "4711")).content()).isEqualTo("{\"holder\":");
  }

  @Test
  void shouldTakeOnlyTheClassesThatAreWanted() {
    Captures captures =
        new Captures(
            new ContentPolicy(
                false, true, 100, List.of("Card", "dev.reflow.**Payment"), List.of()));

    assertThat(captures.content(new Card("a", "b"))).isNotNull();
    assertThat(captures.content(new Payment("a", new Card("a", "b"), new int[0]))).isNotNull();
    assertThat(captures.content("text")).isNull();
    Captures bytes =
        new Captures(new ContentPolicy(false, true, 100, List.of("byte[]"), List.of()));
    assertThat(bytes.content(new byte[] {65})).isNotNull();
  }

  @Test
  void shouldRedactInsideOfTextThatIsJson() {
    Captures captures = Captures.contentWithout("password", "/card/number", "*.ssn");

    assertThat(
            captures.content(
                """
                { "Password" : {"a": [1, 2]}, "card": {"number": 4711, "holder": "Ann"},
                  "list": [{"ssn": "1"}, {"number": 1.50}], "ssn": null }"""))
        .isEqualTo(
            "{\"Password\":\"***\",\"card\":{\"number\":\"***\",\"holder\":\"Ann\"},"
                + "\"list\":[{\"ssn\":\"***\"},{\"number\":1.50}],\"ssn\":\"***\"}");
    assertThat(captures.content("[\"the password\"]".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("[\"***\"]");
  }

  @Test
  void shouldNotTakeWhatCannotBeRedacted() {
    Captures captures = Captures.contentWithout("password", "/items/0/pin");

    assertThat(captures.content("hello")).isEqualTo("hello");
    assertThat(captures.content("PassWord=1")).isNull();
    assertThat(captures.content("<pin>1</pin>")).isNull();
    assertThat(captures.content("p&#97;ssword=1")).isNull();
    assertThat(captures.content("p%61ssword=1")).isNull();
    assertThat(captures.content("{\"password\":1} trailing")).isNull();
    assertThat(captures.content("{\"password\":")).isNull();
    assertThat(captures.content("x".repeat(70_000))).isNull();
    assertThat(captures.content(new byte[] {1, -1})).isNull();
    assertThat(captures.warnings().lines())
        .hasSize(2)
        .allMatch(line -> line.contains(" WARN content of a "))
        .anyMatch(
            line ->
                line.endsWith(
                    "java.lang.String is not captured: a text in which something to be redacted may"
                        + " occur, and that is no JSON"))
        .anyMatch(
            line ->
                line.endsWith(
                    "byte[] is not captured: bytes that are no short text cannot be searched for"
                        + " what is to be redacted"));
  }

  @Test
  void shouldEndWithWhatIsHuge() {
    List<Object> huge = new ArrayList<>();
    huge.add(huge);
    IntStream.range(0, 2_000_000).forEach(huge::add);
    Captures captures = new Captures(hashing(64));

    Found found = captures.of(huge);
    assertThat(found.bytes()).hasSize(64);
    assertThat(found.isCut()).isTrue();
    assertThat(found.checksum()).isNull();
  }

  @Test
  void shouldEndWithWhatIsDeepOrRefersToItself() {
    Captures captures = Captures.contentWithout();
    Node first = new Node();
    first.next = new Node();
    first.next.next = first;
    assertThat(captures.content(first)).isEqualTo("{\"next\":{\"next\":\"<cycle>\"}}");

    Node deep = new Node();
    for (int i = 0; i < 100_000; i++) {
      Node around = new Node();
      around.next = deep;
      deep = around;
    }
    assertThat(captures.content(deep)).contains("<deeper>").hasSizeLessThan(200);

    Map<String, Object> self = new HashMap<>();
    self.put("self", self);
    assertThat(captures.content(self)).isEqualTo("{\"self\":\"<cycle>\"}");
  }

  @Test
  void shouldGiveUpOnAClassThatFailsAgainAndAgain() {
    Captures captures = new Captures(hashing(64));
    for (int i = 0; i < 20; i++) {
      LinkedHashMap<String, Object> changing = new LinkedHashMap<>();
      changing.put("a", new Failing());
      captures.of(changing);
    }
    // What it does is none of ours: no method of it is called.
    assertThat(captures.warnings()).isEmpty();
    assertThat(Failing.calls).isZero();
  }

  /** Throws whatever is called. */
  static final class Failing extends HashMap<String, String> {
    private static final long serialVersionUID = 1;
    static int calls;

    @Override
    public java.util.Set<Map.Entry<String, String>> entrySet() {
      calls++;
      throw new IllegalStateException("entrySet");
    }

    @Override
    public String toString() {
      calls++;
      throw new IllegalStateException("toString");
    }

    @Override
    public int hashCode() {
      calls++;
      return 1;
    }
  }

  @Test
  void shouldLeaveNothingOfOneMessageInTheNext() {
    Captures captures = new Captures(hashing(4_096, "password"));
    captures.of("a long text that stands there first");
    captures.of("[".repeat(150) + "password");

    Found found = captures.of(new Card("", ""));
    assertThat(found.content()).isEqualTo("{\"holder\":\"\",\"number\":\"\"}");
    assertThat(captures.content("[{\"a\":1}]")).isEqualTo("[{\"a\":1}]");
  }
}
