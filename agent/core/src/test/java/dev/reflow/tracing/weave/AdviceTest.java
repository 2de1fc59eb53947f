package dev.reflow.tracing.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Advice is inlined into the application, where nobody can step through it: so it is one call. */
class AdviceTest {

  private static List<Class<?>> all() {
    return List.of(
        SendAdvice.class,
        SendWithOtherAdvice.class,
        HandleAdvice.class,
        OriginAdvice.class,
        TaskGivenAdvice.class,
        PoolGivenAdvice.class,
        TaskStartedAdvice.class,
        TaskMadeAdvice.class,
        TaskAdvice.class,
        StageMadeAdvice.class,
        StageAdvice.class,
        WorkerEndAdvice.class);
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldBeOneCallOfTheGate(Class<?> advice) {
    instructions(advice)
        .forEach(
            (method, instructions) -> {
              assertThat(instructions.stream().filter(text -> text.startsWith("call")))
                  .as("calls of " + method)
                  .singleElement()
                  .asString()
                  .containsPattern("^call dev/reflow/tracing/bootstrap/(Task)?Gate\\.");
              assertThat(instructions.stream().filter(text -> text.startsWith("jump"))).isEmpty();
            });
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldSuppressWhateverIsThrown(Class<?> advice) {
    for (var method : advice.getDeclaredMethods()) {
      Advice.OnMethodEnter enter = method.getAnnotation(Advice.OnMethodEnter.class);
      Advice.OnMethodExit exit = method.getAnnotation(Advice.OnMethodExit.class);
      assertThat(enter == null ? exit.suppress() : enter.suppress()).isEqualTo(Throwable.class);
    }
  }

  @Test
  void shouldKnowAllAdvice() {
    assertThat(instructions(SendAdvice.class)).containsOnlyKeys("enter", "exit");
    assertThat(instructions(SendWithOtherAdvice.class)).containsOnlyKeys("enter");
    assertThat(instructions(HandleAdvice.class)).containsOnlyKeys("enter", "exit");
    assertThat(instructions(OriginAdvice.class)).containsOnlyKeys("exit");
  }

  /** Calls and jumps of each method but the constructor. */
  private static Map<String, List<String>> instructions(Class<?> advice) {
    Map<String, List<String>> methods = new LinkedHashMap<>();
    OpenedClassReader.of(WeavingLoader.bytes(advice.getName()))
        .accept(
            new ClassVisitor(OpenedClassReader.ASM_API) {
              @Override
              public @Nullable MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                return name.equals("<init>")
                    ? null
                    : new Listing(methods.computeIfAbsent(name, key -> new ArrayList<>()));
              }
            },
            ClassReader.SKIP_DEBUG);
    return methods;
  }

  private static final class Listing extends MethodVisitor {

    private final List<String> texts;

    Listing(List<String> texts) {
      super(OpenedClassReader.ASM_API);
      this.texts = texts;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      texts.add("call " + owner + "." + name);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      texts.add("jump");
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      texts.add(opcode == Opcodes.NEW ? "call new " + type : "type " + type);
    }
  }
}
