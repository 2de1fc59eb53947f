package dev.reflow.tracing.ship;

import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.sink.Sink;
import dev.reflow.tracing.sink.SinkException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A sink that keeps what it has acknowledged, and fails as it is told to. */
final class FakeSink implements Sink {

  final List<List<String>> batches = new ArrayList<>();
  final Set<String> poison = new HashSet<>();
  @Nullable SinkException openFailure;
  @Nullable SinkException commitFailure;
  @Nullable Error openError;

  /** Thrown once, by the write of the event with this message id. */
  @Nullable Error writeError;

  String writeErrorAt = "";
  String name = "fake";
  int eventsAtOnce;
  int opened;
  int closed;
  private final List<String> batch = new ArrayList<>();

  /** Every message id that was acknowledged, repetitions too. */
  List<String> acknowledged() {
    return batches.stream().flatMap(List::stream).toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String target() {
    return "fake:1";
  }

  @Override
  public void open() throws SinkException {
    opened++;
    if (openError != null) {
      throw openError;
    }
    if (openFailure != null) {
      throw openFailure;
    }
  }

  @Override
  public void write(EventView event) {
    String id = String.valueOf(event.messageId());
    batch.add(id);
    Error error = writeError;
    if (error != null && id.equals(writeErrorAt)) {
      writeError = null;
      throw error;
    }
  }

  @Override
  public int eventsAtOnce() {
    return eventsAtOnce;
  }

  @Override
  public void commit() throws SinkException {
    if (commitFailure != null) {
      throw commitFailure;
    }
    for (String id : batch) {
      if (poison.contains(id)) {
        throw SinkException.poison("fake:1 does not like \"it\"", null);
      }
    }
    batches.add(List.copyOf(batch));
    batch.clear();
  }

  @Override
  public void close() {
    closed++;
    batch.clear();
  }
}
