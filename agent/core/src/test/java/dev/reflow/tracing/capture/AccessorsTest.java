package dev.reflow.tracing.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.rule.Step;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every way to a value: by offset, by a spun getter, by a handle. */
class AccessorsTest {

  private static final byte[] CODE = code();

  @SuppressWarnings("unused") // read by offset
  static class Parent {
    private final long inherited = 1L << 40;

    private String hidden() {
      return "hidden";
    }
  }

  @SuppressWarnings("unused") // read by offset
  static class Fields extends Parent {
    private final int whole = -7;
    private final short small = -8;
    private final byte tiny = -9;
    private final double fraction = 0.5;
    private final boolean truth = true;
    private final char letter = 'x';
    private final @Nullable String nothing = null;
    private final String text = "text";

    private int wholeGetter() {
      return whole;
    }

    char letterGetter() {
      return letter;
    }

    float fractionGetter() {
      return (float) fraction;
    }

    Object failing() {
      throw new IllegalStateException("refused");
    }
  }

  interface Named {
    default String name() {
      return "by default";
    }
  }

  record Point(long x, String label) implements Named {}

  private final Accessors accessors =
      new Accessors(
          type -> {},
          (name, thrown) -> {
            throw new AssertionError(name, thrown);
          });

  private @Nullable Object read(Object target, String member, boolean method) {
    return accessors.find(target.getClass(), new Step(member, method)).get(target);
  }

  @Test
  void shouldReadFieldsOfEveryType() {
    Fields fields = new Fields();
    assertThat(read(fields, "inherited", false)).isEqualTo(1L << 40);
    assertThat(read(fields, "whole", false)).isEqualTo(-7L);
    assertThat(read(fields, "small", false)).isEqualTo(-8L);
    assertThat(read(fields, "tiny", false)).isEqualTo(-9L);
    assertThat(read(fields, "fraction", false)).isEqualTo(0.5);
    assertThat(read(fields, "truth", false)).isEqualTo(true);
    assertThat(read(fields, "letter", false)).isEqualTo('x');
    assertThat(read(fields, "text", false)).isEqualTo("text");
    assertThat(read(fields, "nothing", false)).isNull();
  }

  @Test
  void shouldCallGettersOfEveryVisibilityAndType() {
    Fields fields = new Fields();
    assertThat(read(fields, "hidden", true)).isEqualTo("hidden");
    assertThat(read(fields, "wholeGetter", true)).isEqualTo(-7L);
    assertThat(read(fields, "letterGetter", true)).isEqualTo('x');
    assertThat(read(fields, "fractionGetter", true)).isEqualTo(0.5);
    assertThat(read(new Point(3, "p"), "x", true)).isEqualTo(3L);
    assertThat(read(new Point(3, "p"), "label", false)).isEqualTo("p");
    assertThat(read(new Point(3, "p"), "name", true)).isEqualTo("by default");
  }

  @Test
  void shouldReadTheCountOfAQueueWithoutItsLock() {
    ArrayBlockingQueue<String> queue = new ArrayBlockingQueue<>(4);
    queue.add("one");
    assertThat(read(queue, "size", true)).isEqualTo(1L);
  }

  @Test
  void shouldSpinAGetterSoThatTheCompilerCanSeeThroughIt() throws Exception {
    ToLongFunction<Object> x = SpunGetter.toLong(Point.class.getDeclaredMethod("x"));
    Function<Object, Object> label = SpunGetter.toObject(Point.class.getDeclaredMethod("label"));

    assertThat(x).isNotNull();
    assertThat(x.applyAsLong(new Point(5, "p"))).isEqualTo(5);
    assertThat(label).isNotNull();
    assertThat(label.apply(new Point(5, "p"))).isEqualTo("p");
  }

  @Test
  void shouldReadAHiddenClassByAHandle() throws Exception {
    Class<?> hidden = MethodHandles.lookup().defineHiddenClass(CODE, true).lookupClass();
    var constructor = hidden.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object target = constructor.newInstance();

    assertThat(SpunGetter.toObject(hidden.getDeclaredMethod("wordGetter"))).isNull();
    assertThat(read(target, "wordGetter", true)).isEqualTo("word");
    assertThat(read(target, "word", false)).isEqualTo("word");
  }

  @Test
  void shouldLetAClassGoWhoseGettersWereSpun() throws Exception {
    WeakReference<Class<?>> gone = useAndForget();

    Awaitility.await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(gone.refersTo(null)).isTrue();
            });
  }

  private WeakReference<Class<?>> useAndForget() throws Exception {
    Class<?> type = new OneClassLoader().define(Word.class.getName(), CODE);
    var constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object target = constructor.newInstance();
    assertThat(read(target, "wordGetter", true)).isEqualTo("word");
    assertThat(read(target, "word", false)).isEqualTo("word");
    return new WeakReference<>(type);
  }

  @SuppressWarnings("unused") // read by offset and by a getter
  static class Word {
    private final String word = new String("word");

    private String wordGetter() {
      return word;
    }
  }

  private static final class OneClassLoader extends ClassLoader {
    OneClassLoader() {
      super(null);
    }

    Class<?> define(String name, byte[] bytes) {
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  private static byte[] code() {
    try (var in = Word.class.getResourceAsStream("AccessorsTest$Word.class")) {
      return in == null ? new byte[0] : in.readAllBytes();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
