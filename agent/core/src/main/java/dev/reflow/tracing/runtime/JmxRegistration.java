package dev.reflow.tracing.runtime;

import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.health.Metrics;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Shows the agent's figures over JMX once somebody uses JMX: the application, or a tool that looks
 * at it, which makes the platform's server. The agent never makes it, since that would settle
 * before the application which server builder and which log manager the JVM has. One thread.
 *
 * <p>Names no type of JMX, whose module a JVM may lack: those are {@link MetricsBean}'s.
 */
final class JmxRegistration {

  private static final String FACTORY = "java.lang.management.ManagementFactory";
  private static final String SERVER_FIELD = "platformMBeanServer";

  private final ModuleOpening opening;
  private final Log log;
  private @Nullable MetricsBean bean;
  private @Nullable Object server;
  private boolean isGivenUp;

  JmxRegistration(ModuleOpening opening, Log log) {
    this.opening = opening;
    this.log = log;
  }

  /** Shows {@code metrics} to whoever asks from now on; to be called once a second. */
  void show(Metrics metrics) {
    MetricsBean shown = bean;
    if (shown != null) {
      shown.show(metrics);
    } else if (!isGivenUp) {
      tryToRegister(metrics);
    }
  }

  /** The bean is gone when this returns. */
  void close() {
    Object registeredWith = server;
    if (registeredWith == null) {
      return;
    }
    try {
      MetricsBean.unregister(registeredWith);
    } catch (RuntimeException gone) {
      log.debug("the JMX bean could not be taken back: " + gone);
    }
    server = null;
    bean = null;
    isGivenUp = true;
  }

  private void tryToRegister(Metrics metrics) {
    try {
      Object found = platformServer();
      if (found != null) {
        bean = MetricsBean.register(found, metrics);
        server = found;
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError unavailable) {
      isGivenUp = true;
      log.debug("the figures are not shown over JMX: " + unavailable);
    }
  }

  /** The platform's server; null as long as nobody has made it, or where there is no JMX. */
  private @Nullable Object platformServer() throws ReflectiveOperationException {
    Class<?> factory;
    try {
      factory = Class.forName(FACTORY, false, ClassLoader.getPlatformClassLoader());
    } catch (ClassNotFoundException noSuchModule) {
      return null; // yet: a tool that looks at the JVM brings the module with it
    }
    if (isUntouched(factory)) {
      return null;
    }
    opening.open(factory);
    Field field = factory.getDeclaredField(SERVER_FIELD);
    field.setAccessible(true);
    return field.get(null);
  }

  /** Whether {@code type} was never initialised: reading its field would do it. */
  private static boolean isUntouched(Class<?> type) throws ReflectiveOperationException {
    Class<?> unsafeType = Class.forName("jdk.internal.misc.Unsafe");
    Object unsafe = unsafeType.getMethod("getUnsafe").invoke(null);
    Object answer = unsafeType.getMethod("shouldBeInitialized", Class.class).invoke(unsafe, type);
    return Boolean.TRUE.equals(answer);
  }
}
