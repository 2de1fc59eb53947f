package dev.reflow.tracing.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.bootstrap.Gate;
import dev.reflow.tracing.rule.ConnectorRule;
import dev.reflow.tracing.weave.shape.Handlers;
import dev.reflow.tracing.weave.shape.PlainConnector;
import dev.reflow.tracing.weave.shape.Shapes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What cannot be woven stays as it was, with one line that says why. */
class RefusalTest {

  private static final String PLAIN = PlainConnector.class.getName();
  private static final String CONVENTIONS = "connector conventions";

  @Test
  void shouldRefuseClassesWhoseLoaderHidesTheGate() throws Throwable {
    WeavingLoader loader =
        new WeavingLoader(TestRules.of()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(Gate.class.getName())) {
              throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
          }
        };

    assertThat(Reflect.send(loader.make(PlainConnector.class), "m")).isEqualTo("m");
    loader.load(Shapes.Bridging.class);

    assertThat(loader.report(CONVENTIONS).refusals().get(PLAIN))
        .contains("does not see dev.reflow.tracing.bootstrap: add it to the boot delegation");
    assertThat(loader.log().lines()).as("one line for each loader").hasSize(1);
    assertThat(loader.registry.methods).isEmpty();
  }

  @Test
  void shouldRefuseAClassFileOfAJavaToCome() {
    byte[] future = WeavingLoader.bytes(PLAIN);
    future[7] = 127;
    WeavingLoader loader = new WeavingLoader(TestRules.of());

    assertThat(transform(loader, PLAIN, future)).isNull();
    assertThat(transform(loader, PLAIN, future)).isNull();

    assertThat(loader.report(CONVENTIONS).refusals().get(PLAIN)).contains("is for Java 83");
    assertThat(loader.log().lines()).singleElement().asString().contains(PLAIN, "Java 83");
  }

  @Test
  void shouldLeaveADamagedClassFileToTheJvm() {
    byte[] file = WeavingLoader.bytes(PLAIN);
    WeavingLoader loader = new WeavingLoader(TestRules.of());

    assertThat(transform(loader, PLAIN, Arrays.copyOf(file, file.length / 3))).isNull();
    assertThat(transform(loader, "no.Such", new byte[0])).isNull();

    assertThat(loader.log().lines()).hasSize(2).allMatch(line -> line.contains("runs untraced"));
  }

  @Test
  void shouldLeaveTheClassAloneWhenTheRegistryFails() throws Throwable {
    WeavingLoader loader = new WeavingLoader(TestRules.of());
    WeaveTransformer failing =
        new WeaveTransformer(
            TestRules.of(),
            new RecordingRegistry() {
              @Override
              public int connector(ConnectorRule rule, WovenMethod method) {
                throw new IllegalStateException("no more numbers");
              }
            },
            loader.report,
            loader.log);

    assertThat(failing.transform(null, loader, PLAIN, null, null, WeavingLoader.bytes(PLAIN)))
        .isNull();

    assertThat(loader.log()).contains("no more numbers");
  }

  @Test
  void shouldNotLookAtTheJdkOrTheAgentItself() {
    WeavingLoader loader = new WeavingLoader(TestRules.of());
    byte[] broken = new byte[0];

    assertThat(transform(null, loader, "java/util/BrokenConnector", broken)).isNull();
    assertThat(transform(null, loader, "dev/reflow/tracing/bootstrap/Gate", broken)).isNull();
    assertThat(transform(getClass().getClassLoader(), loader, "a/BrokenConnector", broken))
        .isNull();

    assertThat(loader.log()).isEmpty();
  }

  @Test
  void shouldSayThatACarrierWithoutAFieldCannotBeStamped() {
    WeavingLoader loader =
        new WeavingLoader(
            TestRules.of(
                "reflow.carrier.orders.type = " + Shapes.DefaultConnector.class.getName()));

    loader.load(Shapes.DefaultConnector.class);

    assertThat(loader.report("carrier orders").refusals()).hasSize(1);
    assertThat(loader.report(CONVENTIONS).woven()).isEqualTo(1);
  }

  @Test
  void shouldWeaveNoMoreOnceClosed() {
    WeavingLoader loader = new WeavingLoader(TestRules.of());
    loader.transformer.close();

    loader.load(PlainConnector.class);
    loader.load(Handlers.WorkerActor.class);

    assertThat(loader.registry.methods).isEmpty();
  }

  private static byte @Nullable [] transform(WeavingLoader loader, String name, byte[] file) {
    return transform(loader, loader, name.replace('.', '/'), file);
  }

  private static byte @Nullable [] transform(
      @Nullable ClassLoader of, WeavingLoader loader, String name, byte[] file) {
    return loader.transformer.transform(null, of, name, null, null, file);
  }
}
