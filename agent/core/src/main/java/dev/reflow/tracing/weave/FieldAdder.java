package dev.reflow.tracing.weave;

import java.util.Map;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;

/** Adds woven fields to a class. Immutable. */
final class FieldAdder extends AsmVisitorWrapper.AbstractBase {

  private final Map<String, String> descriptors;

  /**
   * Adds fields.
   *
   * @param descriptors by the fields' names
   */
  FieldAdder(Map<String, String> descriptors) {
    this.descriptors = descriptors;
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
      public void visitEnd() {
        // After the class's own, so that whoever counts on their order finds them unchanged.
        descriptors.forEach(
            (name, descriptor) ->
                super.visitField(Bindings.fieldAccess(), name, descriptor, null, null).visitEnd());
        super.visitEnd();
      }
    };
  }
}
