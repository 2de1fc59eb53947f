package dev.reflow.tracing.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.bootstrap.Gate;
import dev.reflow.tracing.weave.shape.Handlers;
import dev.reflow.tracing.weave.shape.PlainConnector;
import dev.reflow.tracing.weave.shape.Shapes;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which methods are woven, whatever the shape of the class. */
class WeavingTest {

  private final RecordingTracer tracer = new RecordingTracer();
  private final WeavingLoader loader = new WeavingLoader(TestRules.of());

  @BeforeEach
  void openGate() {
    Gate.open(tracer);
  }

  @AfterEach
  void closeGate() {
    Gate.close();
  }

  @Test
  void shouldTellTheGateOfASend() throws Throwable {
    Object connector = loader.make(PlainConnector.class);
    Object message = new Object();

    assertThat(Reflect.send(connector, message)).isSameAs(message);

    assertThat(tracer.sends).hasSize(1);
    RecordingTracer.Call call = tracer.sends.get(0);
    assertThat(call.self).isSameAs(connector);
    assertThat(call.message).isSameAs(message);
    assertThat(call.arguments).isNull();
    assertThat(call.result).isSameAs(message);
    assertThat(call.thrown).isNull();
    assertThat(call.ended).isTrue();
  }

  @Test
  void shouldWeaveEveryOverloadWithParameters() {
    loader.load(PlainConnector.class);

    assertThat(loader.registry.methods)
        .extracting(WovenMethod::descriptor)
        .containsExactlyInAnyOrder(
            "(Ljava/lang/Object;)Ljava/lang/Object;",
            "(I)I",
            "(JDLjava/lang/Object;)D",
            "(Ljava/lang/String;)Ljava/lang/String;",
            "(Ljava/lang/CharSequence;)Ljava/lang/String;",
            "(Ljava/util/List;)Ljava/lang/Comparable;",
            "(Ljava/lang/Thread;)Z",
            "(Ljava/lang/Exception;)V",
            "([[B)[B");
  }

  @Test
  void shouldPassPrimitiveMessagesAndLeaveWideArgumentsAlone() throws Throwable {
    Object connector = loader.make(PlainConnector.class);

    assertThat(Reflect.call(connector, "sendMessage", new Class<?>[] {int.class}, 41))
        .isEqualTo(42);
    Class<?>[] wide = {long.class, double.class, Object.class};
    assertThat(Reflect.call(connector, "sendMessage", wide, 1L, 0.5, 0)).isEqualTo(1.5);

    assertThat(tracer.sends).extracting(call -> call.message).containsExactly(41, 1L);
    assertThat(tracer.sends).extracting(call -> call.result).containsOnlyNulls();
  }

  @Test
  void shouldWeavePrivateStaticFinalAndGenericMethods() throws Throwable {
    Object connector = loader.make(PlainConnector.class);

    assertThat(Reflect.call(connector, "sendPrivately", new Class<?>[] {String.class}, "m"))
        .isEqualTo("private m");
    assertThat(
            Reflect.call(
                connector.getClass(), "sendMessage", new Class<?>[] {CharSequence.class}, "m"))
        .isEqualTo("static m");
    assertThat(Reflect.call(connector, "sendMessage", new Class<?>[] {List.class}, List.of(1, 3)))
        .isEqualTo(3);

    assertThat(tracer.sends)
        .extracting(call -> call.self)
        .containsExactly(connector, null, connector);
    assertThat(tracer.sends)
        .extracting(call -> call.result)
        .containsExactly("private m", "static m", 3);
  }

  @Test
  void shouldWeaveDefaultMethodsWhereTheyAreDeclared() throws Throwable {
    Object inheriting = loader.make(Shapes.Inheriting.class);
    Object overriding = loader.make(Shapes.Overriding.class);

    assertThat(Reflect.send(inheriting, "m")).isSameAs(inheriting);
    assertThat(tracer.sends).hasSize(1);
    assertThat(Reflect.send(overriding, "m")).isSameAs(overriding);
    assertThat(tracer.sends).hasSize(3);
    assertThat(site(0).stateField()).as("interfaces take no field").isFalse();
  }

  @Test
  void shouldLeaveBridgesAndMethodsWithoutCodeAlone() throws Throwable {
    Object connector = loader.make(Shapes.Bridging.class);

    // Through the bridge, as callers of the generic superclass come.
    assertThat(Reflect.call(connector, "sendMessage", new Class<?>[] {Object.class}, " m "))
        .isEqualTo("m");

    assertThat(tracer.sends).hasSize(1);
    assertThat(loader.registry.methods)
        .singleElement()
        .satisfies(method -> assertThat(method.descriptor()).startsWith("(Ljava/lang/String;)"));
  }

  @Test
  void shouldWeaveADelegatingSendAndTheOneBehindIt() throws Throwable {
    Object connector = loader.make(Shapes.Delegating.class);

    Reflect.call(connector, "sendMessage", new Class<?>[] {String.class}, "m");

    assertThat(tracer.sends).extracting(call -> call.message).containsExactly("m", "m ");
    assertThat(tracer.sends).extracting(call -> call.ended).containsOnly(true);
  }

  @Test
  void shouldWeaveRecordsEnumsInnerAndAnonymousClasses() throws Throwable {
    Class<?> shapes = loader.load(Shapes.class);
    Object own = loader.load(Shapes.EnumConnector.class).getEnumConstants()[1];

    assertThat(Reflect.send(loader.make(Shapes.RecordConnector.class, "r"), "m")).isEqualTo("r");
    assertThat(Reflect.send(own, "m")).isEqualTo("own");
    Object inner = Objects.requireNonNull(Reflect.call(shapes, "inner", new Class<?>[0]));
    Reflect.send(inner, "m");
    Object anonymous = Objects.requireNonNull(Reflect.call(shapes, "anonymous", new Class<?>[0]));
    assertThat(Reflect.send(anonymous, "m")).isEqualTo("anonymous");

    assertThat(tracer.sends).hasSize(4);
    assertThat(tracer.sends).extracting(call -> call.self).contains(own, inner, anonymous);
  }

  @Test
  void shouldWeaveReceiversAroundTheirHandling() throws Throwable {
    Object actor = loader.make(Handlers.WorkerActor.class);

    assertThat(Reflect.call(actor, "receive", new Class<?>[] {Object.class}, "m"))
        .isEqualTo("got m");

    assertThat(tracer.sends).isEmpty();
    assertThat(tracer.handlings).hasSize(1);
    assertThat(tracer.handlings.get(0).self).isSameAs(actor);
    assertThat(tracer.handlings.get(0).message).isEqualTo("m");
    assertThat(tracer.handlings.get(0).ended).isTrue();
    assertThat(loader.registry.methods).hasSize(2);
  }

  @Test
  void shouldWeaveEachMethodOfATypeThatBothSendsAndReceives() throws Throwable {
    Object actor = loader.make(Handlers.BothActor.class);

    Reflect.send(actor, "m");

    assertThat(tracer.sends).hasSize(1);
    assertThat(tracer.handlings).hasSize(1);
  }

  @Test
  void shouldLeaveOtherClassesUntouched() {
    loader.load(Handlers.Envelope.class);
    loader.load(Handlers.Channel.class);

    assertThat(loader.registry.methods).isEmpty();
    assertThat(loader.log()).isEmpty();
  }

  private WovenMethod site(int number) {
    return loader.registry.methods.get(number);
  }
}
