package dev.reflow.tracing.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.rule.Path;
import dev.reflow.tracing.rule.Root;
import dev.reflow.tracing.rule.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.util.List;
import javax.tools.ToolProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent knows of the application's objects and classes goes with them. */
class NothingKeptAliveTest {

  /** What weaving makes of a carrier. */
  @SuppressWarnings("unused") // by the agent, by their names
  static final class Envelope {
    private long reflow$eventHigh;
    private long reflow$eventLow;
    private long reflow$rootHigh;
    private long reflow$rootLow;
    private long reflow$parentLow;
    private int reflow$depth;
  }

  /** A message whose route knows it, as a route may. */
  static final class Order {
    final Route route = new Route(this);
  }

  record Route(Order order) {}

  /** Loads one class anew, as the loader of a web application does. */
  private static final class OwnLoader extends ClassLoader {
    OwnLoader() {
      super(NothingKeptAliveTest.class.getClassLoader());
    }

    Class<?> define(Class<?> type) {
      String file = "/" + type.getName().replace('.', '/') + ".class";
      try (InputStream in = type.getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(type.getName(), bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void awaitGone(WeakReference<?> object) {
    Awaitility.await()
        .until(
            () -> {
              System.gc();
              return object.refersTo(null);
            });
  }

  private static WeakReference<ClassLoader> useACarrierOfAnotherLoader(Carriers carriers)
      throws ReflectiveOperationException {
    OwnLoader loader = new OwnLoader();
    var constructor = loader.define(Envelope.class).getDeclaredConstructor();
    constructor.setAccessible(true);
    Object carrier = constructor.newInstance();
    assertThat(carriers.ofNew(carrier)).isNotSameAs(CarrierFields.NONE);
    assertThat(carriers.of(carrier)).isNotSameAs(CarrierFields.NONE);
    return new WeakReference<>(loader);
  }

  @Test
  void shouldLetTheClassOfTheLastCarrierGo() throws Exception {
    Carriers carriers = new Carriers();

    awaitGone(useACarrierOfAnotherLoader(carriers));
    assertThat(carriers.of("none")).isSameAs(CarrierFields.NONE);
  }

  private static WeakReference<Order> readRouteOnce(PathReader reader) {
    Order order = new Order();
    assertThat(reader.read(order)).isSameAs(order.route);
    assertThat(reader.read(order)).isSameAs(order.route);
    return new WeakReference<>(order);
  }

  @Test
  void shouldLetAnObjectGoWhoseRememberedValueRefersToIt() {
    Path route = new Path(Root.ARGUMENT, 0, null, List.of(new Step("route", false)), 0);
    PathReader reader = new PathReader(route, new Accessors(type -> {}, Accessor.Failures.IGNORED));

    awaitGone(readRouteOnce(reader));
  }

  private static void compileOpenTelemetry(java.nio.file.Path to) throws IOException {
    java.nio.file.Path source = Files.createDirectories(to.resolve("io/opentelemetry/api/trace"));
    java.nio.file.Path span = source.resolve("Span.java");
    Files.writeString(
        span,
        """
        package io.opentelemetry.api.trace;
        public class Span {
          public static Span current() { return new Span(); }
          public SpanContext getSpanContext() { return new SpanContext(); }
        }
        """);
    java.nio.file.Path context = source.resolve("SpanContext.java");
    Files.writeString(
        context,
        """
        package io.opentelemetry.api.trace;
        public class SpanContext {
          public boolean isValid() { return true; }
          public String getTraceId() { return "trace"; }
          public String getSpanId() { return "span"; }
        }
        """);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, span.toString(), context.toString());
    assertThat(status).isZero();
  }

  private static URLClassLoader deploy(SpanReaders readers, java.nio.file.Path classes)
      throws Exception {
    URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, null);
    readers.saw(loader);
    readers.resolve();
    return loader;
  }

  @Test
  void shouldReadSpansOfAnApplicationThatWasDeployedManyTimes(@TempDir java.nio.file.Path dir)
      throws Exception {
    compileOpenTelemetry(dir);
    SpanReaders readers = new SpanReaders(new NameTable());
    for (int i = 0; i < 8; i++) {
      awaitGone(new WeakReference<>(deploy(readers, dir)));
    }
    try (URLClassLoader last = deploy(readers, dir)) {
      FlowRecord record = new FlowRecord();
      readers.addTo(record);

      assertThat(last.loadClass(SpanReader.SPAN)).isNotNull();
      assertThat(record.attributeCount()).isEqualTo(2);
    }
  }
}
