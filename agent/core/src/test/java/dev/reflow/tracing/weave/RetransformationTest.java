package dev.reflow.tracing.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.bootstrap.Gate;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.health.RuleReport;
import dev.reflow.tracing.weave.shape.Handlers;
import dev.reflow.tracing.weave.shape.PlainConnector;
import dev.reflow.tracing.weave.shape.Shapes;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Weaving by the JVM's own way: at load, of loaded classes, and again for another agent. */
class RetransformationTest {

  private static final Instrumentation INSTRUMENTATION = ByteBuddyAgent.install();

  private final RecordingTracer tracer = new RecordingTracer();
  private final RecordingRegistry registry = new RecordingRegistry();
  private final RuleReport report = new RuleReport();
  private final List<ClassFileTransformer> installed = new ArrayList<>();
  private final Weaver weaver =
      new Weaver(
          remembering(),
          TestRules.of("reflow.carrier.envelopes.type = " + Handlers.Envelope.class.getName()),
          registry,
          report,
          Log.silent());

  @BeforeEach
  void openGate() {
    Gate.open(tracer);
  }

  @AfterEach
  void undo() {
    Gate.close();
    installed.forEach(INSTRUMENTATION::removeTransformer);
  }

  @Test
  void shouldWeaveClassesAsTheyAreLoaded() throws Throwable {
    weaver.install();
    Object connector = new PlainLoader().make(PlainConnector.class);

    Reflect.send(connector, "m");

    assertThat(tracer.sends).hasSize(1);
    assertThat(Reflect.get(connector, WovenMethod.STATE_FIELD)).isNull();
  }

  @Test
  void shouldGiveTheSameResultWhenAnotherAgentRetransforms() throws Throwable {
    weaver.install();
    Object connector = new PlainLoader().make(PlainConnector.class);
    Object state = new Object();
    Reflect.set(connector, WovenMethod.STATE_FIELD, state);
    int sites = registry.methods.size();

    INSTRUMENTATION.retransformClasses(connector.getClass());
    Reflect.send(connector, "m");

    assertThat(tracer.sends).extracting(call -> call.state).containsExactly(state);
    assertThat(registry.methods).as("no second registration").hasSize(sites);
  }

  @Test
  void shouldLetAnotherAgentRetransformAfterTheEnd() throws Throwable {
    weaver.install();
    Object connector = new PlainLoader().make(PlainConnector.class);
    weaver.close();

    INSTRUMENTATION.retransformClasses(connector.getClass());

    assertThat(Reflect.send(connector, "m")).isEqualTo("m");
    assertThat(Reflect.get(connector, WovenMethod.STATE_FIELD)).isNull();
  }

  @Test
  void shouldWeaveLoadedClassesWithoutAField() throws Throwable {
    PlainLoader loader = new PlainLoader();
    Object connector = loader.make(Shapes.Delegating.class);
    Object actor = loader.make(Handlers.WorkerActor.class);
    weaver.install();

    assertThat(weaver.retransformLoaded()).isGreaterThanOrEqualTo(3);
    Reflect.call(connector, "sendMessage", new Class<?>[] {String.class}, "m");
    Reflect.call(actor, "receive", new Class<?>[] {Object.class}, "m");

    assertThat(tracer.sends).hasSize(2);
    assertThat(tracer.handlings).hasSize(1);
    assertThat(registry.methods).extracting(WovenMethod::stateField).containsOnly(false);
  }

  @Test
  void shouldSayThatLoadedCarriersCannotBeStamped() {
    Object envelope = new PlainLoader().make(Handlers.Envelope.class, "content", "note");
    weaver.install();

    weaver.retransformLoaded();

    assertThat(report.snapshot())
        .filteredOn(rule -> rule.name().equals("carrier envelopes"))
        .singleElement()
        .satisfies(
            rule ->
                assertThat(rule.refusals().get(envelope.getClass().getName()))
                    .contains("loaded before the agent"));
  }

  @Test
  void shouldRegisterAWovenMethodOnce() {
    weaver.install();
    new PlainLoader().make(PlainConnector.class);
    weaver.retransformLoaded();
    int sites = registry.methods.size();

    weaver.retransformLoaded();

    assertThat(registry.methods).hasSize(sites);
  }

  @Test
  void shouldWarmUpWithoutAWord() {
    weaver.warmUp();

    assertThat(registry.methods).isEmpty();
  }

  /** The JVM's instrumentation, which keeps what is installed so that it can be removed. */
  private Instrumentation remembering() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("addTransformer")) {
                installed.add((ClassFileTransformer) arguments[0]);
              }
              return method.invoke(INSTRUMENTATION, arguments);
            });
  }

  /** Loads the shapes anew, as they were compiled. */
  private static final class PlainLoader extends ClassLoader {

    PlainLoader() {
      super(PlainLoader.class.getClassLoader());
    }

    Object make(Class<?> shape, @Nullable Object... arguments) {
      try {
        return Reflect.make(Class.forName(shape.getName(), true, this), arguments);
      } catch (ClassNotFoundException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(WeavingLoader.SHAPES)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        byte[] file = WeavingLoader.bytes(name);
        return loaded == null
            ? defineClass(name, file, 0, file.length, (ProtectionDomain) null)
            : loaded;
      }
    }
  }
}
