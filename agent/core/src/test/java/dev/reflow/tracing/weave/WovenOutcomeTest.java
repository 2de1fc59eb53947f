package dev.reflow.tracing.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.reflow.tracing.bootstrap.Gate;
import dev.reflow.tracing.weave.shape.Handlers;
import dev.reflow.tracing.weave.shape.PlainConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the application sees of a woven method: nothing. */
class WovenOutcomeTest {

  private static final Class<?>[] EXCEPTION = {Exception.class};

  private final RecordingTracer tracer = new RecordingTracer();
  private final WeavingLoader loader = new WeavingLoader(TestRules.of());
  private final Object connector = loader.make(PlainConnector.class);

  @BeforeEach
  void openGate() {
    Gate.open(tracer);
  }

  @AfterEach
  void closeGate() {
    Gate.close();
  }

  @Test
  void shouldLetTheVerySameExceptionThrough() {
    Exception failure = new IllegalStateException("the application's");
    StackTraceElement[] trace = failure.getStackTrace();

    Throwable thrown =
        catchThrowable(() -> Reflect.call(connector, "sendMessage", EXCEPTION, failure));

    assertThat(thrown).isSameAs(failure);
    assertThat(thrown.getStackTrace()).isEqualTo(trace);
    assertThat(thrown.getSuppressed()).isEmpty();
    assertThat(tracer.sends.get(0).thrown).isSameAs(failure);
  }

  @Test
  void shouldKeepWhatTheTracerThrowsAtEntryFromTheApplication() throws Throwable {
    tracer.onEnter = new AssertionError("the agent's");

    assertThat(Reflect.send(connector, "m")).isEqualTo("m");

    assertThat(tracer.suppressed).containsExactly(tracer.onEnter);
  }

  @Test
  void shouldKeepWhatTheTracerThrowsAtExitFromTheApplication() throws Throwable {
    tracer.onExit = new StackOverflowError();

    assertThat(Reflect.send(connector, "m")).isEqualTo("m");
    Exception failure = new Exception("the application's");
    assertThat(catchThrowable(() -> Reflect.call(connector, "sendMessage", EXCEPTION, failure)))
        .isSameAs(failure);

    assertThat(tracer.suppressed).containsExactly(tracer.onExit, tracer.onExit);
  }

  @Test
  void shouldSurviveATracerThatThrowsWhenToldOfASuppressedError() throws Throwable {
    tracer.onEnter = new AssertionError("the agent's");
    tracer.onSuppressed = new AssertionError("the agent's again");

    assertThat(Reflect.send(connector, "m")).isEqualTo("m");
  }

  @Test
  void shouldHoldTheLockOfASynchronizedMethod() throws Throwable {
    Thread alive = Thread.currentThread();

    assertThat(Reflect.call(connector, "sendMessage", new Class<?>[] {Thread.class}, alive))
        .isEqualTo(true);
    assertThat(Thread.holdsLock(connector)).isFalse();
  }

  @Test
  void shouldLeaveTheInterruptFlagAsItIs() throws Throwable {
    Thread.currentThread().interrupt();

    Reflect.send(connector, "m");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(tracer.sends).hasSize(1);
  }

  @Test
  void shouldEndAHandlingThatThrows() {
    Object actor = loader.make(Handlers.WorkerActor.class);
    RuntimeException failure = new RuntimeException("the application's");

    Throwable thrown =
        catchThrowable(
            () -> Reflect.call(actor, "process", new Class<?>[] {RuntimeException.class}, failure));

    assertThat(thrown).isSameAs(failure);
    assertThat(tracer.handlings.get(0).thrown).isSameAs(failure);
    assertThat(tracer.handlings.get(0).ended).isTrue();
  }

  @Test
  void shouldRunOnWhenTheGateIsClosed() throws Throwable {
    Gate.close();

    assertThat(Reflect.send(connector, "m")).isEqualTo("m");
    assertThat(tracer.sends).isEmpty();
  }
}
