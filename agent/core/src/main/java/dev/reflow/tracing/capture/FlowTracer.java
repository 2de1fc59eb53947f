package dev.reflow.tracing.capture;

import dev.reflow.tracing.bootstrap.Tracer;
import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.health.Fate;
import dev.reflow.tracing.rule.Sampling;
import org.jspecify.annotations.Nullable;

/**
 * The tracer behind the gate: turns the calls of woven methods into records on the queue. Called on
 * any number of the application's threads; takes no lock, and allocates only for what it sees for
 * the first time.
 */
public final class FlowTracer implements Tracer {

  private final Sites sites;
  private final Threads threads;
  private final WallClock clock;
  private final Recorder recorder;
  private final CaptureFailures failures;
  private final NameTable names;
  private final @Nullable Causality causality;
  private final Handlings handlings;
  private final FlowEnds ends;
  private volatile Sampler sampler = new Sampler(Sampling.EVERYTHING);
  private volatile @Nullable FullEvents fullEvents;

  FlowTracer(
      Sites sites,
      Threads threads,
      WallClock clock,
      Recorder recorder,
      Completions completions,
      CaptureFailures failures,
      @Nullable Causality causality) {
    this.causality = causality;
    this.handlings = new Handlings(sites, causality);
    this.ends = new FlowEnds(recorder, completions, causality, sites.parts().names);
    this.sites = sites;
    this.threads = threads;
    this.clock = clock;
    this.recorder = recorder;
    this.failures = failures;
    this.names = sites.parts().names;
  }

  /** Samples as {@code next} says from now on. */
  void sample(Sampler next) {
    sampler = next;
    if (causality != null) {
      causality.sampling(next.keepsAll);
    }
  }

  /** Records {@code more} than flows from now on; null for flows alone. */
  void record(@Nullable FullEvents more) {
    fullEvents = more;
  }

  /** What is recorded beside flows; null for nothing. */
  @Nullable FullEvents fullEvents() {
    return fullEvents;
  }

  Sampler sampler() {
    return sampler;
  }

  @Override
  public @Nullable Object enter(
      int site,
      @Nullable Object self,
      @Nullable Object state,
      @Nullable Object message,
      @Nullable Object @Nullable [] arguments) {
    return enter(site, self, state, message, null, arguments);
  }

  @Override
  public @Nullable Object enterWithOther(
      int site,
      @Nullable Object self,
      @Nullable Object state,
      @Nullable Object message,
      @Nullable Object other) {
    return enter(site, self, state, message, other, null);
  }

  private @Nullable Object enter(
      int number,
      @Nullable Object self,
      @Nullable Object inField,
      @Nullable Object argument,
      @Nullable Object other,
      @Nullable Object @Nullable [] arguments) {
    Lane lane = inField instanceof ConnectorState known ? known.lane(number) : null;
    if (lane != null && lane.leavesOut(sampler, argument, causality)) {
      return lane;
    }
    return enter(lane, number, self, inField, argument, other, arguments);
  }

  private @Nullable Object enter(
      @Nullable Lane lane,
      int number,
      @Nullable Object self,
      @Nullable Object inField,
      @Nullable Object argument,
      @Nullable Object other,
      @Nullable Object @Nullable [] arguments) {
    ThreadContext thread = lane != null ? lane.thread : threads.current();
    if (thread.busy) {
      return null;
    }
    SendFrame frame = thread.push();
    if (frame == null) {
      recorder.lose(Fate.TOO_DEEP);
      return null;
    }
    thread.busy = true;
    try {
      ConnectorSite site = sites.connector(number);
      ConnectorState state = site.fixedState(self, inField);
      if (state != null && state.edge != null) {
        frame.begin(site, self, argument);
        frame.setEdge(state.edge, true, state.knownTo);
      } else {
        frame.begin(site, self, null);
        frame.setRoots(site.method, argument, other, arguments);
        state = locate(frame, site, inField);
      }
      frame.setLane(lane);
      frame.settle(thread.enclosing());
      if (frame.isFlow()) {
        // The state's edge where it has one: the frame's is known only after a longer way.
        begin(frame, site, state, state.edge != null ? state.edge : frame.record.edge);
      }
      if (lane == null && state == inField && site.opensLane(state, thread)) {
        Lane.open(site, number, state, self, thread);
      }
      return frame;
    } catch (Throwable failed) {
      // First by stores alone: there may be no stack left for a call, and a frame that stayed
      // would take later sends for parts of its own.
      thread.depth = frame.index;
      frame.clear();
      recorder.lose(Fate.CAPTURE_FAILED);
      throw failed;
    } finally {
      thread.busy = false;
    }
  }

  /** Asks what differs from call to call. */
  private static ConnectorState locate(
      SendFrame frame, ConnectorSite site, @Nullable Object inField) {
    frame.message = site.message(frame.messageArgument);
    frame.carrier = site.carrier(frame);
    ActorName origin = site.origin(frame.carrier);
    frame.context = origin != null ? origin : frame.thread.actor();
    ConnectorState state = site.state(frame, inField);
    site.locate(state, frame);
    return state;
  }

  private void begin(SendFrame frame, ConnectorSite site, ConnectorState state, Edge edge) {
    Sampler sampling = sampler;
    Verdict verdict = sampling.keepsAll ? null : sampling.of(edge);
    if (verdict != null && !verdict.needsMessage() && !keeps(sampling, verdict, frame)) {
      leaveOut(frame, site);
      return;
    }
    frame.isDescribed = true;
    FlowRecord record = frame.record;
    if (!site.messageIsResult()) {
      if (!site.describe(frame, frame.message, record, names)) {
        frame.setIgnored();
        return;
      }
      if (verdict != null && verdict.needsMessage() && !keeps(sampling, verdict, frame)) {
        setSampledOut(frame);
        site.fire();
        return;
      }
    }
    if (state.depth != null) {
      record.depth = site.depth(state, frame);
    }
    ThreadContext thread = frame.thread;
    if (causality != null) {
      causality.cause(frame);
    }
    thread.takeAttributes(record);
    FullEvents more = fullEvents;
    if (more != null) {
      more.atSend(frame, site);
    }
    record.sequence = thread.nextSequence();
    site.fire();
    frame.startNanoTime = System.nanoTime();
    record.startNs = thread.monotonic(clock.at(frame.startNanoTime));
    if (causality != null) {
      causality.begin(frame);
    }
  }

  private void setSampledOut(SendFrame frame) {
    frame.isLeftOut = true;
    if (causality != null) {
      causality.leaveOut(frame.carried());
    }
  }

  /** Draws whether the frame's flow is recorded, and if so, how many it stands for. */
  static boolean keeps(Sampler sampling, Verdict verdict, SendFrame frame) {
    FlowRecord record = frame.record;
    double rate =
        verdict.needsMessage() ? verdict.rate(record.type, record.sizeBytes) : verdict.rate();
    Lane lane = frame.lane();
    double weight =
        lane != null && sampling.drawsAhead(verdict)
            ? lane.draw(sampling, verdict)
            : sampling.draw(verdict, rate, frame.thread);
    if (weight == Sampler.LEFT_OUT) {
      return false;
    }
    record.weight = weight;
    return true;
  }

  private void leaveOut(SendFrame frame, ConnectorSite site) {
    if (site.messageIsResult() || site.measure(frame, frame.message, frame.record)) {
      setSampledOut(frame);
      site.fire();
    } else {
      frame.setIgnored();
    }
  }

  @Override
  public void exit(@Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
    if (token instanceof SendFrame frame) {
      ThreadContext thread = frame.thread;
      boolean wasBusy = thread.busy;
      try {
        exit(frame, result, thrown);
      } catch (Throwable failed) {
        // By stores alone, as in enter.
        thread.busy = wasBusy;
        if (thread.depth > frame.index) {
          thread.depth = frame.index;
        }
        throw failed;
      }
    } else if (token instanceof Lane lane) {
      exit(lane, result, thrown);
    }
  }

  private void exit(Lane lane, @Nullable Object result, @Nullable Throwable thrown) {
    ThreadContext thread = lane.thread;
    try {
      SendFrame frame = lane.end(thrown != null);
      if (frame != null) {
        exit(frame, result, thrown);
      }
    } catch (Throwable failed) {
      // A lane begins where no send is open, so none is now. By stores alone, as in enter.
      thread.busy = false;
      thread.inLane = false;
      thread.depth = 0;
      throw failed;
    }
  }

  private void exit(SendFrame frame, @Nullable Object result, @Nullable Throwable thrown) {
    ConnectorSite site = frame.site();
    // A frame without a site was taken off already, by the end of a send around it.
    if (site == null) {
      return;
    }
    ThreadContext thread = frame.thread;
    if (causality != null
        && frame.entry != CauseTable.NONE
        && (thrown != null || !frame.isFlow())) {
      causality.withdraw(frame, thrown != null);
    }
    if (frame.isFlow()) {
      boolean wasBusy = thread.busy;
      thread.busy = true;
      ends.settle(frame, site, result, thrown, this);
      thread.busy = wasBusy;
    }
    thread.popTo(frame);
  }

  @Override
  public @Nullable Object beginHandling(
      int site,
      @Nullable Object self,
      @Nullable Object state,
      @Nullable Object message,
      @Nullable Object @Nullable [] arguments) {
    ThreadContext thread = threads.current();
    return self == null || thread.busy
        ? null
        : handlings.begin(thread, site, self, state, message, arguments, this);
  }

  @Override
  public void endHandling(@Nullable Object token, @Nullable Throwable thrown) {
    if (token instanceof Handling handling) {
      ThreadContext thread = handling.thread;
      Handling around = handling.outer;
      int floor = handling.outerFloor;
      try {
        handlings.end(handling, thrown != null);
      } catch (Throwable failed) {
        // By stores alone, as in enter.
        if (handling.isOpen) {
          thread.handling = around;
          thread.floor = floor;
        }
        throw failed;
      }
    }
  }

  @Override
  public @Nullable Object origin(@Nullable Object carrier) {
    ThreadContext thread = threads.current();
    if (causality != null) {
      causality.made(carrier, thread.cause());
    }
    return thread.actor();
  }

  /** See {@link Capture#readCause}. */
  boolean readCause(Cause target) {
    Cause current = threads.current().cause();
    if (current == null) {
      target.clear();
      return false;
    }
    target.copyFrom(current);
    return true;
  }

  /** See {@link ThreadContext#beginSpan}; {@link #endHandling} with the result ends it. */
  Object beginSpan(Cause event) {
    return threads.current().beginSpan(event);
  }

  @Override
  public void suppressed(Throwable thrown) {
    failures.suppressed(thrown);
  }
}
