package dev.reflow.tracing.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.bootstrap.Gate;
import dev.reflow.tracing.weave.shape.Handlers;
import dev.reflow.tracing.weave.shape.PlainConnector;
import dev.reflow.tracing.weave.shape.Shapes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which rule a class is woven by, and what the rule makes the advice pass. */
class RuleMatchingTest {

  private static final String CHANNEL = Handlers.Channel.class.getName();

  private final RecordingTracer tracer = new RecordingTracer();

  @BeforeEach
  void openGate() {
    Gate.open(tracer);
  }

  @AfterEach
  void closeGate() {
    Gate.close();
  }

  @Test
  void shouldWeaveByExactName() throws Throwable {
    WeavingLoader loader = orders("type = " + CHANNEL, "method = publish");

    publish(loader);

    assertThat(loader.registry.rules).containsExactly("connector orders");
    assertThat(tracer.sends).hasSize(1);
  }

  @Test
  void shouldWeaveBySupertypeAndAnnotation() throws Throwable {
    String publisher = Handlers.Publisher.class.getName();
    publish(orders("type = subtype-of:" + publisher, "method = publish(int, String)"));
    publish(orders("type = annotated-with:" + Handlers.Routed.class.getName(), "method = publish"));

    assertThat(tracer.sends).hasSize(2);
  }

  @Test
  void shouldFindASupertypesSupertypes() {
    WeavingLoader loader =
        orders(
            "type = subtype-of:" + Shapes.AbstractConnector.class.getName(),
            "method = sendMessage");

    loader.load(Shapes.Delegating.class);

    assertThat(loader.registry.rules)
        .as("Delegating and, loaded on the way, Bridging")
        .containsExactly("connector orders", "connector orders");
  }

  @Test
  void shouldPreferTheUsersRuleToTheConvention() {
    WeavingLoader loader =
        orders("type = " + PlainConnector.class.getName(), "method = sendMessage(String)");

    loader.load(PlainConnector.class);

    assertThat(loader.registry.rules).hasSize(9);
    assertThat(loader.registry.rules).containsOnlyOnce("connector orders");
    assertThat(loader.registry.rules).contains("connector conventions");
  }

  @Test
  void shouldPassTheArgumentThatTheMessageStartsFrom() throws Throwable {
    WeavingLoader loader =
        orders("type = " + CHANNEL, "method = publish", "message = arg1.length()");

    publish(loader);

    assertThat(tracer.sends.get(0).message).isEqualTo("order");
    assertThat(tracer.sends.get(0).arguments).isNull();
    assertThat(site(loader).messageArgument()).isEqualTo(1);
    assertThat(site(loader).passesArguments()).isFalse();
  }

  @Test
  void shouldPassTheOtherArgumentThatIsReadWithoutAnArray() throws Throwable {
    WeavingLoader loader =
        orders("type = " + CHANNEL, "method = publish", "message = arg1", "priority = arg0");

    publish(loader);

    assertThat(tracer.sends.get(0).message).isEqualTo("order");
    assertThat(tracer.sends.get(0).other).isEqualTo(7);
    assertThat(tracer.sends.get(0).arguments).isNull();
    assertThat(tracer.sends.get(0).ended).isTrue();
    assertThat(site(loader).otherArgument()).isZero();
    assertThat(site(loader).passesArguments()).isFalse();
  }

  @Test
  void shouldPassAllArgumentsWhenTwoOthersAreRead() throws Throwable {
    WeavingLoader loader =
        orders(
            "type = " + CHANNEL,
            "method = publish",
            "message = return",
            "priority = arg0",
            "correlation-id = arg1");

    publish(loader);

    assertThat(tracer.sends.get(0).arguments).containsExactly(7, "order");
    assertThat(site(loader).passesArguments()).isTrue();
    assertThat(site(loader).otherArgument()).isEqualTo(-1);
  }

  @Test
  void shouldPassNoArrayForAnArgumentThatTheMethodHasNot() throws Throwable {
    WeavingLoader loader = orders("type = " + CHANNEL, "method = publish", "priority = arg5");

    publish(loader);

    assertThat(tracer.sends.get(0).arguments).isNull();
    assertThat(tracer.sends.get(0).message).isEqualTo(7);
  }

  @Test
  void shouldPassAPrimitiveResultOnlyWhenARuleReadsIt() throws Throwable {
    publish(orders("type = " + CHANNEL, "method = publish"));
    publish(orders("type = " + CHANNEL, "method = publish", "to-actor = return"));

    assertThat(tracer.sends).extracting(call -> call.result).containsExactly(null, 7);
  }

  @Test
  void shouldPassNoMessageWhenNoArgumentIsOne() throws Throwable {
    WeavingLoader loader = orders("type = " + CHANNEL, "method = publish", "message = return");

    publish(loader);

    assertThat(tracer.sends.get(0).message).isNull();
    assertThat(tracer.sends.get(0).result).isEqualTo(7);
    assertThat(site(loader).messageArgument()).isEqualTo(-1);
  }

  @Test
  void shouldNotWeaveAMethodWithoutTheMessagesArgument() {
    WeavingLoader loader = orders("type = " + CHANNEL, "method = publish", "message = arg2");

    loader.load(Handlers.Channel.class);

    assertThat(loader.registry.methods).isEmpty();
  }

  @Test
  void shouldReportARuleWithTheRightTypeAndAWrongMethod() {
    WeavingLoader loader = orders("type = " + CHANNEL, "method = publishAll");

    loader.load(Handlers.Channel.class);

    assertThat(loader.report("connector orders").matchedClasses()).containsExactly(CHANNEL);
    assertThat(loader.report("connector orders").woven()).isZero();
    assertThat(loader.report("connector orders").matched()).isEqualTo(1);
  }

  @Test
  void shouldReportWhatEachRuleWove() {
    WeavingLoader loader = orders("type = " + CHANNEL, "method = publish");

    loader.load(Handlers.Channel.class);

    assertThat(loader.report("connector orders").wovenMethods())
        .containsExactly(CHANNEL + "#publish(ILjava/lang/String;)I");
    assertThat(loader.report("connector orders").refused()).isZero();
  }

  private static WeavingLoader orders(String... lines) {
    String[] keyed = new String[lines.length];
    for (int i = 0; i < lines.length; i++) {
      keyed[i] = "reflow.connector.orders." + lines[i];
    }
    return new WeavingLoader(TestRules.of(keyed));
  }

  private static void publish(WeavingLoader loader) throws Throwable {
    Object channel = loader.make(Handlers.Channel.class);
    Class<?>[] parameters = {int.class, String.class};
    assertThat(Reflect.call(channel, "publish", parameters, 7, "order")).isEqualTo(7);
  }

  private static WovenMethod site(WeavingLoader loader) {
    return loader.registry.methods.get(0);
  }
}
