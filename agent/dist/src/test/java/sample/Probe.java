package sample;

import java.lang.reflect.Method;

/** Says what the agent's presence has changed for the application. */
public final class Probe {

  private Probe() {}

  public static void main(String[] arguments) throws Exception {
    System.out.println("gate on " + loaderOf("dev.reflow.tracing.bootstrap.Gate"));
    System.out.println("library on " + loaderOf("net.bytebuddy.ByteBuddy"));
    System.out.println("unsafe in " + Class.forName("sun.misc.Unsafe").getModule());
    System.out.println("native access " + nativeAccess());
    System.out.println(
        "java.lang open " + Object.class.getModule().isOpen("java.lang", Probe.class.getModule()));
  }

  private static String loaderOf(String name) {
    try {
      return String.valueOf(Class.forName(name).getClassLoader());
    } catch (ClassNotFoundException e) {
      return "nothing";
    }
  }

  /** Only newer JVMs know of it. */
  private static boolean nativeAccess() throws ReflectiveOperationException {
    try {
      Method method = Module.class.getMethod("isNativeAccessEnabled");
      return (boolean) method.invoke(Probe.class.getModule());
    } catch (NoSuchMethodException e) {
      return false;
    }
  }
}
