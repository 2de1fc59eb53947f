package dev.reflow.tracing.weave;

import dev.reflow.tracing.bootstrap.Tracer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what woven methods tell the gate. Used by one thread. */
final class RecordingTracer implements Tracer {

  /** One woven method's run. */
  static final class Call {

    final int site;
    final @Nullable Object self;
    final @Nullable Object state;
    final @Nullable Object message;
    final @Nullable Object @Nullable [] arguments;
    @Nullable Object other;
    @Nullable Object result;
    @Nullable Throwable thrown;
    boolean ended;

    Call(
        int site,
        @Nullable Object self,
        @Nullable Object state,
        @Nullable Object message,
        @Nullable Object @Nullable [] arguments) {
      this.site = site;
      this.self = self;
      this.state = state;
      this.message = message;
      this.arguments = arguments;
    }
  }

  final List<Call> sends = new ArrayList<>();
  final List<Call> handlings = new ArrayList<>();
  final List<Throwable> suppressed = new ArrayList<>();
  @Nullable Object origin;
  int origins;
  @Nullable Error onEnter;
  @Nullable Error onExit;
  @Nullable Error onSuppressed;

  @Override
  public @Nullable Object enter(
      int site,
      @Nullable Object self,
      @Nullable Object state,
      @Nullable Object message,
      @Nullable Object @Nullable [] arguments) {
    if (onEnter != null) {
      throw onEnter;
    }
    return add(sends, new Call(site, self, state, message, arguments));
  }

  @Override
  public @Nullable Object enterWithOther(
      int site,
      @Nullable Object self,
      @Nullable Object state,
      @Nullable Object message,
      @Nullable Object other) {
    Call call = (Call) enter(site, self, state, message, null);
    if (call != null) {
      call.other = other;
    }
    return call;
  }

  @Override
  public void exit(@Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
    if (onExit != null) {
      throw onExit;
    }
    end(token, result, thrown);
  }

  @Override
  public @Nullable Object beginHandling(
      int site,
      @Nullable Object self,
      @Nullable Object state,
      @Nullable Object message,
      @Nullable Object @Nullable [] arguments) {
    return add(handlings, new Call(site, self, state, message, arguments));
  }

  @Override
  public void endHandling(@Nullable Object token, @Nullable Throwable thrown) {
    end(token, null, thrown);
  }

  @Override
  public @Nullable Object origin(@Nullable Object carrier) {
    origins++;
    return origin;
  }

  @Override
  public void suppressed(Throwable thrown) {
    suppressed.add(thrown);
    if (onSuppressed != null) {
      throw onSuppressed;
    }
  }

  private static Call add(List<Call> calls, Call call) {
    calls.add(call);
    return call;
  }

  private static void end(
      @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
    if (token instanceof Call call) {
      call.result = result;
      call.thrown = thrown;
      call.ended = true;
    }
  }
}
