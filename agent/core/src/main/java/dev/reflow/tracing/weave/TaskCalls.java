package dev.reflow.tracing.weave;

import dev.reflow.tracing.bootstrap.TaskGate;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Puts a call of the gate before and behind each {@code run()} of a {@code Runnable} in one method:
 * a thread pool's loop, in which no method stands for one task. A task that throws has no end here;
 * the thread has, see {@link WorkerEndAdvice}. Immutable.
 */
final class TaskCalls extends AsmVisitorWrapper.AbstractBase {

  private static final String GATE = Type.getInternalName(TaskGate.class);

  private final String method;

  TaskCalls(String method) {
    this.method = method;
  }

  @Override
  public int mergeWriter(int flags) {
    return flags | ClassWriter.COMPUTE_MAXS;
  }

  @Override
  public ClassVisitor wrap(
      TypeDescription type,
      ClassVisitor visitor,
      Implementation.Context context,
      TypePool pool,
      FieldList<FieldDescription.InDefinedShape> fields,
      MethodList<?> methods,
      int writerFlags,
      int readerFlags) {
    return new ClassVisitor(OpenedClassReader.ASM_API, visitor) {
      @Override
      public @Nullable MethodVisitor visitMethod(
          int access,
          String name,
          String descriptor,
          @Nullable String signature,
          String @Nullable [] exceptions) {
        MethodVisitor writer = super.visitMethod(access, name, descriptor, signature, exceptions);
        return writer == null || !name.equals(method) ? writer : around(writer);
      }
    };
  }

  private static MethodVisitor around(MethodVisitor writer) {
    return new MethodVisitor(OpenedClassReader.ASM_API, writer) {
      @Override
      public void visitMethodInsn(
          int opcode, String owner, String name, String descriptor, boolean isInterface) {
        boolean isTask = owner.equals("java/lang/Runnable") && name.equals("run");
        if (isTask) {
          super.visitInsn(Opcodes.DUP);
          super.visitMethodInsn(
              Opcodes.INVOKESTATIC, GATE, "beginTask", "(Ljava/lang/Object;)V", false);
        }
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        if (isTask) {
          super.visitMethodInsn(Opcodes.INVOKESTATIC, GATE, "endTask", "()V", false);
        }
      }
    };
  }
}
