package dev.reflow.tracing.weave;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;

import dev.reflow.tracing.bootstrap.Gate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.member.MethodInvocation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Inlines the advice with Byte Buddy. First used when a rule matches a class, because loading Byte
 * Buddy takes a fifth of a second. Stateless; any thread.
 */
final class ClassWeaver {

  private static final String OBJECT = "Ljava/lang/Object;";
  private static final ElementMatcher.Junction<MethodDescription> NONE = ElementMatchers.none();

  private final ByteBuddy byteBuddy =
      new ByteBuddy()
          .with(TypeValidation.DISABLED)
          .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
          .with(Implementation.Context.Disabled.Factory.INSTANCE)
          .ignore(NONE);
  private final Advice.ExceptionHandler suppressed = handler();

  /**
   * The class file {@code bytes} with the advice that {@code plan} asks for.
   *
   * @throws RuntimeException when Byte Buddy cannot do it; its message says why
   */
  byte[] weave(String className, byte[] bytes, WovenClass plan) {
    Bindings bindings = new Bindings(plan);
    DynamicType.Builder<?> builder = builder(className, bytes);
    builder = plan.has(Site.Kind.SEND) ? builder.visit(sends(plan, bindings)) : builder;
    builder = plan.passesOther() ? builder.visit(sendsWithOther(plan, bindings)) : builder;
    builder = plan.has(Site.Kind.HANDLE) ? builder.visit(handlers(plan, bindings)) : builder;
    if (plan.stateField()) {
      builder = builder.visit(new FieldAdder(Map.of(WovenMethod.STATE_FIELD, OBJECT)));
    }
    if (plan.originField()) {
      builder = builder.visit(origins(bytes, bindings)).visit(new FieldAdder(carrierFields()));
    }
    return builder.make().getBytes();
  }

  /** The class as it is, for advice to be visited upon. */
  DynamicType.Builder<?> builder(String className, byte[] bytes) {
    requireKnown(ClassFileVersion.ofClassFile(bytes));
    ClassFileLocator file = ClassFileLocator.Simple.of(className, bytes);
    return byteBuddy.decorate(describe(className, file), file);
  }

  /** Keeps what {@code advice} throws from the application. */
  Advice suppressing(Advice advice) {
    return advice.withExceptionHandler(suppressed);
  }

  private static Map<String, String> carrierFields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(WovenMethod.ORIGIN_FIELD, OBJECT);
    int last = WovenMethod.EVENT_FIELDS.size() - 1;
    WovenMethod.EVENT_FIELDS.subList(0, last).forEach(name -> fields.put(name, "J"));
    fields.put(WovenMethod.EVENT_FIELDS.get(last), "I");
    return fields;
  }

  private AsmVisitorWrapper sends(WovenClass plan, Bindings bindings) {
    Advice advice = bindings.mapping().to(SendAdvice.class).withExceptionHandler(suppressed);
    return advice.on(
        method -> {
          Site site = site(plan, method);
          return site != null && site.kind() == Site.Kind.SEND && !site.passesOther();
        });
  }

  private AsmVisitorWrapper sendsWithOther(WovenClass plan, Bindings bindings) {
    Advice advice =
        bindings
            .mapping()
            .to(SendWithOtherAdvice.class, SendAdvice.class)
            .withExceptionHandler(suppressed);
    return advice.on(
        method -> {
          Site site = site(plan, method);
          return site != null && site.passesOther();
        });
  }

  private AsmVisitorWrapper handlers(WovenClass plan, Bindings bindings) {
    Advice advice = bindings.mapping().to(HandleAdvice.class).withExceptionHandler(suppressed);
    return advice.on(
        method -> {
          Site site = site(plan, method);
          return site != null && site.kind() == Site.Kind.HANDLE;
        });
  }

  private AsmVisitorWrapper origins(byte[] bytes, Bindings bindings) {
    Set<String> delegating = ConstructorScan.delegating(bytes);
    Advice advice = bindings.mapping().to(OriginAdvice.class).withExceptionHandler(suppressed);
    return advice.on(isConstructor().and(method -> !delegating.contains(method.getDescriptor())));
  }

  private static @Nullable Site site(WovenClass plan, MethodDescription method) {
    return plan.sites().get(method.getInternalName() + method.getDescriptor());
  }

  /** Reads the class alone: what it refers to is described by name, never looked up. */
  private static TypeDescription describe(String className, ClassFileLocator file) {
    TypePool pool =
        new TypePool.Default.WithLazyResolution(
            TypePool.CacheProvider.Simple.withObjectType(), file, TypePool.Default.ReaderMode.FAST);
    return pool.describe(className).resolve();
  }

  private static void requireKnown(ClassFileVersion version) {
    if (version.isGreaterThan(ClassFileVersion.latest())) {
      throw new IllegalArgumentException(
          "its class file is for Java "
              + version.getJavaVersion()
              + ", and this agent knows those up to Java "
              + ClassFileVersion.latest().getJavaVersion());
    }
  }

  private static Advice.ExceptionHandler handler() {
    try {
      return new Advice.ExceptionHandler.Simple(
          MethodInvocation.invoke(
              new MethodDescription.ForLoadedMethod(
                  Gate.class.getMethod("suppressed", Throwable.class))));
    } catch (NoSuchMethodException e) {
      throw new LinkageError("the gate is of another version", e);
    }
  }
}
