package dev.reflow.tracing.cli;

import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.sink.Sink;
import dev.reflow.tracing.sink.SinkException;
import org.jspecify.annotations.Nullable;

/** A sink that remembers why it failed last. The shipper's thread only. */
final class WatchedSink implements Sink {

  private final Sink sink;
  private @Nullable SinkException failure;

  WatchedSink(Sink sink) {
    this.sink = sink;
  }

  /** Why it failed last, or null when the last commit succeeded or none was tried. */
  @Nullable SinkException failure() {
    return failure;
  }

  @Override
  public String name() {
    return sink.name();
  }

  @Override
  public String target() {
    return sink.target();
  }

  @Override
  public void open() throws SinkException {
    watch(sink::open);
  }

  @Override
  public void write(EventView event) throws SinkException {
    try {
      sink.write(event);
    } catch (SinkException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public int eventsAtOnce() {
    return sink.eventsAtOnce();
  }

  @Override
  public void commit() throws SinkException {
    watch(sink::commit);
    failure = null;
  }

  @Override
  public void close() {
    sink.close();
  }

  private interface Step {
    void run() throws SinkException;
  }

  private void watch(Step step) throws SinkException {
    try {
      step.run();
    } catch (SinkException e) {
      failure = e;
      throw e;
    }
  }
}
