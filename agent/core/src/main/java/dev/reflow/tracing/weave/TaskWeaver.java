package dev.reflow.tracing.weave;

import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.matcher.ElementMatcher;

/** Inlines what {@link TaskTransformer} wants into classes of the JDK. Stateless; any thread. */
final class TaskWeaver {

  private final ClassWeaver weaver = new ClassWeaver();

  /** Advice on the methods of a class that match. */
  AsmVisitorWrapper advice(Class<?> advice, ElementMatcher<MethodDescription> methods) {
    return weaver.suppressing(Advice.withCustomMapping().to(advice)).on(methods);
  }

  byte[] weave(String name, byte[] classFile, List<AsmVisitorWrapper> wrappers) {
    DynamicType.Builder<?> builder = weaver.builder(name, classFile);
    for (AsmVisitorWrapper wrapper : wrappers) {
      builder = builder.visit(wrapper);
    }
    return builder.make().getBytes();
  }
}
