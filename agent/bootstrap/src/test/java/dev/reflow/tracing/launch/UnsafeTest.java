package dev.reflow.tracing.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent's {@code sun.misc.Unsafe} beside the JDK's. */
class UnsafeTest {

  /** Gone by JDK 25, or to be had elsewhere; and what the JDK hides from reflection. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "getUnsafe",
          "shouldBeInitialized",
          "ensureClassInitialized",
          "park",
          "unpark",
          "getLoadAverage",
          "throwException",
          "defineAnonymousClass");

  @TempDir Path directory;
  private Class<?> ours;
  private Class<?> jdks;
  private Object unsafe;

  @BeforeEach
  void loadBoth() throws IOException, ReflectiveOperationException {
    Path jar = directory.resolve("unsafe.jar");
    new TestJar(jar)
        .withUnsafe("reflow/lib/one/")
        .withIndexLine("sun/misc/\treflow/lib/one/")
        .close();
    ours = AgentLoader.forAgent(jar).loadClass("sun.misc.Unsafe");
    jdks = Class.forName("sun.misc.Unsafe", true, ClassLoader.getPlatformClassLoader());
    Field instance = ours.getDeclaredField("theUnsafe");
    instance.setAccessible(true);
    unsafe = instance.get(null);
  }

  @Test
  void shouldHaveEveryMethodOfTheJdks() {
    assertThat(ours).isNotEqualTo(jdks);
    assertThat(signatures(ours.getDeclaredMethods()))
        .containsExactlyInAnyOrderElementsOf(signatures(jdks.getDeclaredMethods()));
  }

  private static Set<String> signatures(Method[] methods) {
    Set<String> signatures = new TreeSet<>();
    publicOnes(methods)
        .filter(method -> !LEFT_OUT.contains(method.getName()))
        .map(UnsafeTest::signature)
        .forEach(signatures::add);
    return signatures;
  }

  private static String signature(Method method) {
    return method.getReturnType()
        + " "
        + method.getName()
        + Arrays.toString(method.getParameterTypes());
  }

  private static <M extends Member> Stream<M> publicOnes(M[] members) {
    return Stream.of(members).filter(member -> Modifier.isPublic(member.getModifiers()));
  }

  @Test
  void shouldHaveEveryConstantOfTheJdks() throws IllegalAccessException {
    assertThat(constants(ours)).isNotEmpty().isEqualTo(constants(jdks));
  }

  private static Set<String> constants(Class<?> type) throws IllegalAccessException {
    Set<String> constants = new TreeSet<>();
    for (Field field : publicOnes(type.getDeclaredFields()).toList()) {
      constants.add(field.getType() + " " + field.getName() + " = " + field.get(null));
    }
    return constants;
  }

  @Test
  void shouldKeepWhatIsPutIntoMemory() throws ReflectiveOperationException {
    long address = (long) call("allocateMemory", types(long.class), 8L);
    call("putLong", types(long.class, long.class), address, 42L);
    call("putOrderedInt", types(Object.class, long.class, int.class), null, address, 7);

    assertThat(call("getInt", types(long.class), address)).isEqualTo(7);
    assertThat(
            call(
                "compareAndSwapInt",
                types(Object.class, long.class, int.class, int.class),
                null,
                address,
                7,
                8))
        .isEqualTo(true);
    assertThat(call("getIntVolatile", types(Object.class, long.class), null, address)).isEqualTo(8);
    call("freeMemory", types(long.class), address);
  }

  @Test
  void shouldReachIntoObjects() throws ReflectiveOperationException {
    Object[] array = {"a"};
    int base = (int) call("arrayBaseOffset", types(Class.class), Object[].class);

    call("putObject", types(Object.class, long.class, Object.class), array, (long) base, "b");

    assertThat(array).containsExactly("b");
    assertThat(call("getObjectVolatile", types(Object.class, long.class), array, (long) base))
        .isEqualTo("b");
  }

  @Test
  void shouldFreeADirectBuffer() throws ReflectiveOperationException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(16);

    call("invokeCleaner", types(ByteBuffer.class), buffer);

    assertThat(buffer.isDirect()).isTrue();
  }

  private static Class<?>[] types(Class<?>... types) {
    return types;
  }

  private Object call(String name, Class<?>[] types, @Nullable Object... arguments)
      throws ReflectiveOperationException {
    return ours.getMethod(name, types).invoke(unsafe, arguments);
  }
}
