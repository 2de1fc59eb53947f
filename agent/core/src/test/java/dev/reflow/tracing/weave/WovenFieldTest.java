package dev.reflow.tracing.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.reflow.tracing.bootstrap.Gate;
import dev.reflow.tracing.weave.shape.Handlers;
import dev.reflow.tracing.weave.shape.PlainConnector;
import dev.reflow.tracing.weave.shape.Shapes;
import java.io.ObjectStreamClass;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fields that weaving adds, and that it adds nothing else. */
class WovenFieldTest {

  private final RecordingTracer tracer = new RecordingTracer();
  private final WeavingLoader loader =
      new WeavingLoader(
          TestRules.of("reflow.carrier.envelopes.type = " + Handlers.Envelope.class.getName()));

  @BeforeEach
  void openGate() {
    Gate.open(tracer);
  }

  @AfterEach
  void closeGate() {
    Gate.close();
  }

  @Test
  void shouldPassTheStateField() throws Throwable {
    Object connector = loader.make(PlainConnector.class);
    Object state = new Object();

    Reflect.send(connector, "m");
    Reflect.set(connector, WovenMethod.STATE_FIELD, state);
    Reflect.send(connector, "m");

    assertThat(tracer.sends).extracting(call -> call.state).containsExactly(null, state);
    assertThat(loader.registry.methods)
        .allSatisfy(method -> assertThat(method.stateField()).isEqualTo(!method.isStatic()));
  }

  @Test
  void shouldAddOnlyAPrivateTransientSyntheticField() {
    Class<?> woven = loader.load(PlainConnector.class);

    List<Field> added =
        Arrays.stream(woven.getDeclaredFields())
            .filter(field -> field.getName().startsWith("reflow"))
            .toList();

    assertThat(added)
        .singleElement()
        .satisfies(
            field -> {
              assertThat(field.getModifiers() & (Modifier.PRIVATE | Modifier.TRANSIENT))
                  .isEqualTo(Modifier.PRIVATE | Modifier.TRANSIENT);
              assertThat(field.isSynthetic()).isTrue();
              assertThat(field.getType()).isEqualTo(Object.class);
            });
    assertThat(woven.getDeclaredFields())
        .hasSize(PlainConnector.class.getDeclaredFields().length + 1);
    assertThat(signatures(woven.getDeclaredMethods()))
        .containsExactlyInAnyOrderElementsOf(signatures(PlainConnector.class.getDeclaredMethods()));
    assertThat(woven.getInterfaces()).isEmpty();
  }

  @Test
  void shouldKeepTheDefaultSerialVersion() {
    long woven =
        ObjectStreamClass.lookup(loader.load(Shapes.SerializableConnector.class))
            .getSerialVersionUID();
    long plain = ObjectStreamClass.lookup(Shapes.SerializableConnector.class).getSerialVersionUID();

    assertThat(woven).isEqualTo(plain);
    assertThat(loader.load(Shapes.SerializableConnector.class).getDeclaredFields()).hasSize(2);
  }

  @Test
  void shouldAddNoFieldToRecordsAndInterfaces() {
    assertThat(loader.load(Shapes.RecordConnector.class).getDeclaredFields()).hasSize(1);
    assertThat(loader.load(Shapes.DefaultConnector.class).getDeclaredFields()).isEmpty();
    assertThat(loader.registry.methods).extracting(WovenMethod::stateField).containsOnly(false);
  }

  @Test
  void shouldStampACarrierOnceWithTheOriginOfItsMaking() {
    tracer.origin = new Object();

    Object direct = loader.make(Handlers.Envelope.class, "content", "note");
    Object delegating = loader.make(Handlers.Envelope.class, "content");

    assertThat(Reflect.get(direct, WovenMethod.ORIGIN_FIELD)).isSameAs(tracer.origin);
    assertThat(Reflect.get(delegating, WovenMethod.ORIGIN_FIELD)).isSameAs(tracer.origin);
    assertThat(tracer.origins).isEqualTo(2);
  }

  @Test
  void shouldLeaveAConstructorThatThrowsAlone() {
    RuntimeException failure = new RuntimeException("the application's");
    Class<?> envelope = loader.load(Handlers.Envelope.class);

    assertThat(catchThrowable(() -> Reflect.make(envelope, failure, "note"))).hasRootCause(failure);
    assertThat(tracer.origins).isZero();
  }

  private static List<String> signatures(Member[] members) {
    return Arrays.stream(members)
        .map(member -> member.toString() + member.getModifiers() + member.isSynthetic())
        .toList();
  }
}
