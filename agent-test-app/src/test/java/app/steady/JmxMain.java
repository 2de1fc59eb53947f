package app.steady;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.LogManager;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;
import javax.management.ObjectName;

/**
 * A program that brings its own JMX and logging, as application servers do, long after it began.
 * Argument: {@code STOP_FILE}; prints whose they are, then the bean's attributes.
 */
public final class JmxMain {

  private JmxMain() {}

  /** Makes the program's own server. */
  public static final class OwnBuilder extends MBeanServerBuilder {
    private static int made;

    @Override
    public MBeanServer newMBeanServer(
        String domain, MBeanServer outer, MBeanServerDelegate delegate) {
      made++;
      return super.newMBeanServer(domain, outer, delegate);
    }
  }

  /** The program's own. */
  public static final class OwnLogging extends LogManager {}

  public static void main(String[] arguments) throws Exception {
    long sent = SteadyMain.send(Path.of(arguments[0]), 10, 1_000_000);
    System.setProperty("javax.management.builder.initial", OwnBuilder.class.getName());
    System.setProperty("java.util.logging.manager", OwnLogging.class.getName());
    System.out.println("log manager " + LogManager.getLogManager().getClass().getSimpleName());
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    System.out.println("servers made " + OwnBuilder.made);
    ObjectName name = new ObjectName("io.reflow:type=Tracing");
    while (!server.isRegistered(name)) {
      LockSupport.parkNanos(10_000_000);
    }
    for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
      Object value = server.getAttribute(name, attribute.getName());
      System.out.println(attribute.getName() + " " + value.toString().replace('\n', ' '));
    }
    System.out.println("sent " + sent);
  }
}
