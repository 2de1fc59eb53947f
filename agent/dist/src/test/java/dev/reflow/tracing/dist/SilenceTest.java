package dev.reflow.tracing.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflow.tracing.sink.postgres.silent.Logger;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.api.Test;

class SilenceTest {

  /** Reads everything that follows the constants as well, numbers of two places among them. */
  private static final class Logging {
    private static final java.util.logging.Logger LOG =
        java.util.logging.Logger.getLogger("dev.reflow");
    private static final long LARGE = 0x1234_5678_9ABC_DEF0L;
    private static final double PRECISE = 1.000_000_1;

    static double say(long value) {
      LOG.log(java.util.logging.Level.INFO, "java/util/logging/ is no name here: {0}", value);
      Runnable twice = () -> LOG.info("twice");
      twice.run();
      return value == LARGE ? PRECISE : 0;
    }
  }

  private static byte[] bytes(String name) throws IOException {
    String file = "/" + name.replace('.', '/') + ".class";
    try (InputStream in = Objects.requireNonNull(SilenceTest.class.getResourceAsStream(file))) {
      return in.readAllBytes();
    }
  }

  /** Methods and fields that {@code bytes} refers to, of classes that are silent or that log. */
  private static Set<String> references(byte[] bytes) {
    Set<String> found = new TreeSet<>();
    ClassVisitor visitor =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitMethodInsn(
                  int code, String owner, String method, String of, boolean isInterface) {
                note(found, owner, method + of);
              }

              @Override
              public void visitFieldInsn(int code, String owner, String field, String of) {
                note(found, owner, field + " " + of);
              }
            };
          }
        };
    new ClassReader(bytes).accept(visitor, ClassReader.SKIP_DEBUG);
    return found;
  }

  private static void note(Set<String> found, String owner, String member) {
    if (owner.startsWith(Silence.SILENT) || owner.startsWith("java/util/logging/")) {
      found.add(owner + "." + member);
    }
  }

  @Test
  void shouldReferToWhatIsSilentInstead() throws IOException {
    byte[] before = bytes(Logging.class.getName());
    byte[] after = Silence.over(before);
    assertThat(references(before)).hasSizeGreaterThan(2);
    assertThat(references(after))
        .hasSameSizeAs(references(before))
        .allMatch(name -> name.startsWith(Silence.SILENT));
    assertThat(Logging.say(7)).isZero();
  }

  @Test
  void shouldLeaveAClassAloneThatDoesNotLog() throws IOException {
    byte[] bytes = bytes("java.lang.Math");
    assertThat(Silence.over(bytes)).isEqualTo(bytes);
    assertThatThrownBy(() -> Silence.over(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 99}))
        .isInstanceOf(IOException.class);
  }

  /** Else a new release of the driver would fail where it first logs in a new way. */
  @Test
  void shouldHaveEverythingThatTheDriverCalls() throws Exception {
    Path driver =
        Path.of(
            Class.forName("org.postgresql.Driver")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    Set<String> called = new TreeSet<>();
    Library.read(driver)
        .files()
        .forEach(
            (name, bytes) -> {
              // Only whoever asks the driver to write its log to a stream meets this one.
              if (name.endsWith(".class") && !name.endsWith("/LogWriterHandler.class")) {
                called.addAll(references(bytes));
              }
            });
    Set<String> there = new TreeSet<>();
    for (String name : Set.of("Logger", "Level", "LogRecord")) {
      addMembers(there, Class.forName(Logger.class.getPackageName() + "." + name));
    }
    assertThat(called).isNotEmpty();
    assertThat(there).containsAll(called);
  }

  private static void addMembers(Set<String> there, Class<?> type) {
    String owner = Type.getInternalName(type) + ".";
    Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .forEach(method -> there.add(owner + method.getName() + Type.getMethodDescriptor(method)));
    Arrays.stream(type.getConstructors())
        .forEach(made -> there.add(owner + "<init>" + Type.getConstructorDescriptor(made)));
    Arrays.stream(type.getFields())
        .forEach(
            field ->
                there.add(owner + field.getName() + " " + Type.getDescriptor(field.getType())));
  }
}
