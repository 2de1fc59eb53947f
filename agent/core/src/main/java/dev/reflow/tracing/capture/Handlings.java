package dev.reflow.tracing.capture;

import org.jspecify.annotations.Nullable;

/**
 * Begins and ends the handlings of messages: whose they are, and what has caused them. Any thread.
 */
final class Handlings {

  private final Sites sites;
  private final @Nullable Causality causality;

  Handlings(Sites sites, @Nullable Causality causality) {
    this.sites = sites;
    this.causality = causality;
  }

  /**
   * A woven handler has been called.
   *
   * @return what its end is to be told of; null where it only carries on the handling around it
   */
  @Nullable Handling begin(
      ThreadContext thread,
      int site,
      Object self,
      @Nullable Object state,
      @Nullable Object message,
      @Nullable Object @Nullable [] arguments,
      FlowTracer tracer) {
    Handling around = thread.handling;
    int floor = thread.floor;
    thread.busy = true;
    try {
      return beginBusy(thread, site, self, state, message, arguments, tracer);
    } catch (Throwable failed) {
      // By stores alone, as in FlowTracer: whatever fails, the thread stays in what it is in.
      thread.handling = around;
      thread.floor = floor;
      throw failed;
    } finally {
      thread.busy = false;
    }
  }

  /**
   * The woven handler that {@code handling} stands for has ended.
   *
   * @param failed whether with an exception
   */
  void end(Handling handling, boolean failed) {
    if (failed && causality != null) {
      causality.failed(handling);
    }
    handling.thread.endHandling(handling);
  }

  private @Nullable Handling beginBusy(
      ThreadContext thread,
      int site,
      Object self,
      @Nullable Object state,
      @Nullable Object message,
      @Nullable Object @Nullable [] arguments,
      FlowTracer tracer) {
    ReceiverSite receiver = sites.receiver(site);
    boolean inside = isPartOf(thread.handling(), self, receiver);
    if (inside && causality == null) {
      return null;
    }
    Call call = thread.call();
    try {
      set(call, receiver, self, message, arguments);
      call.context = thread.actor();
      return begin(thread, receiver, call, self, state, inside, tracer);
    } finally {
      call.clearCall();
    }
  }

  private static void set(
      Call call,
      ReceiverSite receiver,
      Object self,
      @Nullable Object message,
      @Nullable Object @Nullable [] arguments) {
    call.self = self;
    call.messageArgument = message;
    call.messageArgumentIndex = receiver.method.argument();
    call.otherArgumentIndex = receiver.method.otherArgument();
    call.message = message;
    call.arguments = arguments;
  }

  private @Nullable Handling begin(
      ThreadContext thread,
      ReceiverSite receiver,
      Call call,
      Object self,
      @Nullable Object state,
      boolean inside,
      FlowTracer tracer) {
    ActorName actor = receiver.actor(call, self, state);
    Handling handling = thread.beginHandling(actor, self, receiver.isFramework());
    if (causality != null
        && !causality.receive(handling, actor, receiver.message(call.message), inside)) {
      thread.endHandling(handling);
      return null;
    }
    FullEvents more = tracer.fullEvents();
    // A framework's replay is no receipt: what it replays was received before.
    if (more != null && !isReplay(handling, receiver)) {
      more.atHandling(handling, receiver, call, tracer.sampler());
    }
    receiver.fire();
    return handling;
  }

  private static boolean isReplay(Handling handling, ReceiverSite receiver) {
    Handling around = handling.outer;
    return receiver.isFramework()
        && around != null
        && around.framework
        && handling.actor != null
        && handling.actor.equals(around.actor)
        && !handling.cause.isPresent();
  }

  /**
   * Whether a handler only carries on the handling around it: the same receiver again, or a
   * convention's idea of a receiver inside of one that a framework runs.
   */
  private static boolean isPartOf(@Nullable Handling around, Object self, ReceiverSite receiver) {
    return around != null
        && (around.receiver == self || (around.framework && !receiver.isFramework()));
  }
}
