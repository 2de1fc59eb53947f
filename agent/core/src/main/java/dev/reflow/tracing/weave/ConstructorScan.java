package dev.reflow.tracing.weave;

import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** Finds the constructors that begin with {@code this(…)}. Used by one thread. */
final class ConstructorScan extends ClassVisitor {

  private static final String CONSTRUCTOR = "<init>";

  private final Set<String> delegating = new HashSet<>();
  private String className = "";

  private ConstructorScan() {
    super(OpenedClassReader.ASM_API);
  }

  /** The descriptors of the constructors that call another one of their own class. */
  static Set<String> delegating(byte[] classFile) {
    ConstructorScan scan = new ConstructorScan();
    OpenedClassReader.of(classFile).accept(scan, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return scan.delegating;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    className = name;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return name.equals(CONSTRUCTOR) ? new FirstCall(descriptor) : null;
  }

  /** Waits for the first constructor call that is not for an object made by {@code new}. */
  private final class FirstCall extends MethodVisitor {

    private final String descriptor;
    private int made;
    private boolean found;

    FirstCall(String descriptor) {
      super(OpenedClassReader.ASM_API);
      this.descriptor = descriptor;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      made += opcode == Opcodes.NEW ? 1 : 0;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String of, boolean isInterface) {
      if (found || !name.equals(CONSTRUCTOR)) {
        return;
      }
      found = made == 0;
      made--;
      if (found && owner.equals(className)) {
        delegating.add(descriptor);
      }
    }
  }
}
