package dev.reflow.tracing.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"JavaUtilDate", "JdkObsolete", "UnusedVariable"}) // what applications have
class ObjectWriterTest {

  private final Captures captures = Captures.contentWithout();

  static class Base {
    final String id = "base";
    static final String SHARED = "not of an object";
    final transient String passing = "not of what is kept";
  }

  /** Whose methods must not be called. */
  static final class Bean extends Base {
    private static int calls;
    private String name = "bean";
    boolean is = true;
    char letter = 'x';
    short small = 1;
    byte tiny = 2;
    long big = Long.MAX_VALUE;
    float real = 1.5f;
    double more = Double.NaN;
    @Nullable Object nothing;

    public String getName() {
      calls++;
      name = "changed";
      return name;
    }

    @Override
    public String toString() {
      calls++;
      return "not this";
    }
  }

  enum Colour {
    RED {
      @Override
      public String toString() {
        return "not this";
      }
    }
  }

  @Test
  void shouldWriteFieldsAndCallNoMethod() {
    assertThat(captures.content(new Bean()))
        .isEqualTo(
            "{\"id\":\"base\",\"name\":\"bean\",\"is\":true,\"letter\":\"x\",\"small\":1,\"tiny\":2,"
                + "\"big\":9223372036854775807,\"real\":1.5,\"more\":\"NaN\",\"nothing\":null}");
    assertThat(Bean.calls).isZero();
  }

  @Test
  void shouldWriteValuesOfTheJdkAsPeopleDo() {
    assertThat(
            captures.content(
                new Object[] {
                  Colour.RED,
                  new UUID(0, 1),
                  Instant.EPOCH,
                  Duration.ofSeconds(61),
                  new Date(0),
                  URI.create("a:b"),
                  new BigDecimal("1.50"),
                  BigInteger.TEN,
                  new AtomicLong(3),
                  Optional.of("there"),
                  Optional.empty(),
                  String.class,
                  new char[] {'a', 'b'},
                  new byte[] {1},
                  new int[][] {{1}, {}}
                }))
        .isEqualTo(
            "[\"RED\",\"00000000-0000-0000-0000-000000000001\",\"1970-01-01T00:00:00Z\",\"PT1M1S\","
                + "\"1970-01-01T00:00:00Z\",\"a:b\",1.50,10,3,\"there\",null,\"java.lang.String\",\"ab\","
                + "\"AQ==\",[[1],[]]]");
  }

  @Test
  void shouldWriteCollectionsOfTheJdk() {
    Map<Object, Object> map = new TreeMap<>();
    map.put("list", Collections.unmodifiableList(new ArrayList<>(List.of(1, 2))));
    map.put("map", Collections.unmodifiableMap(Map.of("k", List.of())));

    assertThat(captures.content(map)).isEqualTo("{\"list\":[1,2],\"map\":{\"k\":[]}}");
    assertThat(captures.content(Map.of(7, "seven"))).isEqualTo("{\"7\":\"seven\"}");
  }

  @Test
  void shouldOnlyNameWhatCannotBeReadWithoutRunningItsCode() {
    Runnable lambda = () -> {};
    Object proxy =
        Proxy.newProxyInstance(
            ObjectWriterTest.class.getClassLoader(),
            new Class<?>[] {Runnable.class},
            (self, method, arguments) -> {
              throw new AssertionError("called");
            });
    Vector<String> locking = new Vector<>();

    assertThat(captures.content(locking)).isEqualTo("\"<java.util.Vector>\"");
    assertThat(captures.content(new Thread("t"))).isEqualTo("\"<java.lang.Thread>\"");
    assertThat(captures.content(lambda)).startsWith("\"<" + ObjectWriterTest.class.getName());
    assertThat(captures.content(proxy)).startsWith("\"<").endsWith(">\"");
    assertThat(captures.content(BigInteger.ONE.shiftLeft(100_000)))
        .isEqualTo("\"<java.math.BigInteger>\"");
  }

  @Test
  void shouldNotTakeASubclassForWhatItExtends() {
    class Loud extends ArrayList<String> {
      private static final long serialVersionUID = 1;
      final String own = "field";

      @Override
      public java.util.Iterator<String> iterator() {
        throw new AssertionError("called");
      }
    }

    assertThat(captures.content(new Loud())).isEqualTo("{\"own\":\"field\"}");
  }

  @Test
  void shouldNotShowAValueWhoseKeyCannotBeRead() {
    record Key(String name) {}

    assertThat(captures.content(Map.of(new Key("password"), "x"))).endsWith(":\"x\"}");
    assertThat(Captures.contentWithout("password").content(Map.of(new Key("password"), "x")))
        .endsWith(">\":\"***\"}");
  }

  @Test
  void shouldMaskBytesAndTextsThatMayHoldWhatIsHidden() {
    @SuppressWarnings("ArrayRecordComponent")
    record Raw(byte[] bytes, String text, String innocent) {}

    assertThat(
            Captures.contentWithout("password")
                .content(new Raw(new byte[1], "{\"password\":1}", "fine")))
        .isEqualTo("{\"bytes\":\"***\",\"text\":\"***\",\"innocent\":\"fine\"}");
  }
}
