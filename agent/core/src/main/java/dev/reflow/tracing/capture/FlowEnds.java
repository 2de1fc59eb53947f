package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.health.Fate;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a flow when its send has ended: an event, now or when what the send returned
 * completes, or one more in the counts. Any thread.
 */
final class FlowEnds {

  private final Recorder recorder;
  private final Completions completions;
  private final @Nullable Causality causality;
  private final NameTable names;

  FlowEnds(
      Recorder recorder, Completions completions, @Nullable Causality causality, NameTable names) {
    this.recorder = recorder;
    this.completions = completions;
    this.causality = causality;
    this.names = names;
  }

  /** The flow of a send that has ended becomes an event, or is counted and no more. */
  void settle(
      SendFrame frame,
      ConnectorSite site,
      @Nullable Object result,
      @Nullable Throwable thrown,
      FlowTracer tracer) {
    boolean isRecorded = !frame.isLeftOut;
    long now = isRecorded ? System.nanoTime() : 0;
    try {
      if (site.isSimple() || takesResult(frame, site, result, tracer)) {
        if (isRecorded && !frame.isLeftOut) {
          end(frame, now, result, thrown);
        } else {
          recorder.leaveOut(frame.record, frame.counter(), thrown != null);
        }
      }
    } catch (Throwable failed) {
      recorder.lose(Fate.CAPTURE_FAILED);
      throw failed;
    }
  }

  /** Whether there is a message at all: one that was to be returned may not have come. */
  private boolean takesResult(
      SendFrame frame, ConnectorSite site, @Nullable Object result, FlowTracer tracer) {
    frame.setResult(result);
    if (site.messageIsResult() && !takesMessage(frame, site, site.message(result), tracer)) {
      return false;
    }
    if (!frame.isLeftOut) {
      site.addAttributes(frame, frame.record, true);
    }
    return true;
  }

  private boolean takesMessage(
      SendFrame frame, ConnectorSite site, @Nullable Object message, FlowTracer tracer) {
    frame.message = message;
    FlowRecord record = frame.record;
    if (message == null) {
      return false;
    }
    if (frame.isLeftOut) {
      return site.measure(frame, message, record);
    }
    if (!site.describe(frame, message, record, names)) {
      return false;
    }
    Sampler sampling = tracer.sampler();
    Verdict verdict = sampling.keepsAll ? null : sampling.of(record.edge);
    if (verdict != null && verdict.needsMessage() && !FlowTracer.keeps(sampling, verdict, frame)) {
      frame.isLeftOut = true;
      return true;
    }
    if (causality != null) {
      causality.returned(frame, message);
    }
    FullEvents more = tracer.fullEvents();
    if (more != null) {
      more.look(message, record);
    }
    return true;
  }

  private void end(SendFrame frame, long now, @Nullable Object result, @Nullable Throwable thrown) {
    FlowRecord record = frame.record;
    if (thrown != null) {
      record.error = ErrorText.of(thrown);
    } else if (result instanceof Future || result instanceof CompletionStage) {
      recorder.countAwaited(record, frame.counter());
      completions.await(record, frame.startNanoTime, result);
      return;
    }
    record.durationNs = now - frame.startNanoTime;
    recorder.record(record, frame.counter(), frame.thread);
  }
}
