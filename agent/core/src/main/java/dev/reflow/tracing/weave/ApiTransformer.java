package dev.reflow.tracing.weave;

import dev.reflow.tracing.bootstrap.ApiGate;
import dev.reflow.tracing.health.Log;
import java.lang.instrument.ClassFileTransformer;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Gives the application's copies of the API their bodies: each method of {@code AgentCalls} becomes
 * a call of the method of the same name in {@link ApiGate}. It does not matter which loader has a
 * copy, in which module, or whether it was loaded before the agent (ADR 0019). Runs on whichever
 * thread loads the class, and never throws.
 */
final class ApiTransformer implements ClassFileTransformer {

  /** The class that an API of any version has. */
  static final String API_CLASS = "dev.reflow.tracing.api.AgentCalls";

  private static final String INTERNAL_NAME = API_CLASS.replace('.', '/');

  private final GateVisibility gate = new GateVisibility();
  private final Log log;

  ApiTransformer(Log log) {
    this.log = log;
  }

  /** Whether {@code type} is a copy of the API's. */
  static boolean wants(Class<?> type) {
    return type.getName().equals(API_CLASS);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String internalName,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (!INTERNAL_NAME.equals(internalName)) {
      return null;
    }
    try {
      if (gate.isSeenBy(loader)) {
        return woven(classFile);
      }
      log.warnLater("calls of the API do nothing: " + GateVisibility.reason(loader));
    } catch (Throwable e) {
      // Whatever it is, the class is to be loaded as it was written.
      log.warnLater("calls of the API do nothing, for it cannot be woven: " + e);
    }
    return null;
  }

  /** Methods are not added, taken away or renamed: a loaded class would refuse that. */
  private static byte[] woven(byte[] classFile) {
    ClassFileLocator file = ClassFileLocator.Simple.of(API_CLASS, classFile);
    // Byte Buddy leaves out methods of whose parameters it cannot see that they are visible.
    ClassFileLocator jdk = ClassFileLocator.ForClassLoader.ofPlatformLoader();
    TypeDescription type =
        TypePool.Default.WithLazyResolution.of(new ClassFileLocator.Compound(file, jdk))
            .describe(API_CLASS)
            .resolve();
    DynamicType.Builder<?> builder =
        new ByteBuddy()
            .with(TypeValidation.DISABLED)
            .with(InstrumentedType.Factory.Default.FROZEN)
            .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
            .with(Implementation.Context.Disabled.Factory.INSTANCE)
            .redefine(type, file);
    for (Method method : ApiGate.class.getDeclaredMethods()) {
      // A method that this API does not have, or has with other parameters, matches none.
      builder =
          builder
              .method(
                  ElementMatchers.<MethodDescription>named(method.getName())
                      .and(ElementMatchers.hasDescriptor(descriptor(method))))
              .intercept(MethodCall.invoke(method).withAllArguments());
    }
    return builder.make().getBytes();
  }

  private static String descriptor(Method method) {
    return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
        .toMethodDescriptorString();
  }
}
