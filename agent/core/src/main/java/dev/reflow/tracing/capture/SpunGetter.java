package dev.reflow.tracing.capture;

import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a getter an object of one of the JDK's functional interfaces, as a method reference in
 * the class itself would be. Unlike a method handle that is no constant, the JIT inlines it. It
 * refers to no object, and its hidden class lives as long as the class that declares the getter.
 * For resolving, not for each send.
 */
final class SpunGetter {

  /**
   * The JDK's own lookup, of every right everywhere: one made from the agent's class has not the
   * full rights in a class of another module that the metafactory asks for. Null where it is not to
   * be had.
   */
  private static final MethodHandles.@Nullable Lookup LOOKUP = trustedLookup();

  private static final MethodType OF_OBJECT = MethodType.methodType(Object.class, Object.class);
  private static final MethodType OF_LONG = MethodType.methodType(long.class, Object.class);

  private SpunGetter() {}

  /** A getter of a whole number; null where it cannot be made, so that a handle has to do. */
  @SuppressWarnings("unchecked") // what the metafactory was asked for
  static @Nullable ToLongFunction<Object> toLong(Method getter) {
    return (ToLongFunction<Object>)
        spin(getter, "applyAsLong", ToLongFunction.class, OF_LONG, long.class);
  }

  /** A getter of an object; null where it cannot be made, so that a handle has to do. */
  @SuppressWarnings("unchecked") // what the metafactory was asked for
  static @Nullable Function<Object, Object> toObject(Method getter) {
    return (Function<Object, Object>)
        spin(getter, "apply", Function.class, OF_OBJECT, getter.getReturnType());
  }

  private static MethodHandles.@Nullable Lookup trustedLookup() {
    try {
      Field field = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
      return (MethodHandles.Lookup) FieldMemory.getStatic(field);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError otherJdk) {
      return null;
    }
  }

  private static @Nullable Object spin(
      Method getter, String name, Class<?> type, MethodType erased, Class<?> gives) {
    Class<?> declaring = getter.getDeclaringClass();
    MethodHandles.Lookup all = LOOKUP;
    // A hidden class has no name that the spun one could cast to.
    if (all == null || declaring.isHidden()) {
      return null;
    }
    try {
      MethodHandles.Lookup inside = all.in(declaring);
      MethodHandle handle = inside.unreflect(getter);
      MethodType exact = MethodType.methodType(gives, declaring);
      CallSite site =
          LambdaMetafactory.metafactory(
              inside, name, MethodType.methodType(type), erased, handle, exact);
      return site.getTarget().invoke();
    } catch (Throwable refused) {
      // A loader that does not find the JDK's interfaces, an old class file: nothing is lost.
      return null;
    }
  }
}
