package dev.reflow.tracing.capture;

import org.jspecify.annotations.Nullable;

/** Begins the handlings of messages: whose they are, and what has caused them. Any thread. */
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
    ReceiverSite receiver = sites.receiver(site);
    boolean inside = isPartOf(thread.handling(), self, receiver);
    if (inside && causality == null) {
      return null;
    }
    Call call = thread.call();
    call.self = self;
    call.messageArgument = message;
    call.messageArgumentIndex = receiver.method.argument();
    call.otherArgumentIndex = receiver.method.otherArgument();
    call.message = message;
    call.arguments = arguments;
    call.context = thread.actor();
    ActorName actor = receiver.actor(call, self, state);
    Handling handling = thread.beginHandling(actor, self, receiver.isFramework());
    if (causality != null
        && !causality.receive(handling, actor, receiver.message(message), inside)) {
      thread.endHandling(handling);
      call.clearCall();
      return null;
    }
    FullEvents more = tracer.fullEvents();
    // A framework's replay is no receipt: what it replays was received before.
    if (more != null && !isReplay(handling, receiver)) {
      more.atHandling(handling, receiver, call, tracer.sampler());
    }
    call.clearCall();
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
