package dev.reflow.tracing.cli;

import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.config.SinkKind;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.runtime.Sinks;
import dev.reflow.tracing.sink.Sink;
import dev.reflow.tracing.sink.SinkException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Whether the queue can be written and the sinks be reached from here, now. One thread. */
final class ReachSection implements DoctorSection {

  /** One place; {@code trouble} is empty where all is well. */
  private record Place(String name, String target, String trouble, String remark) {}

  private final List<Place> places = new ArrayList<>();

  /** Tries each place; takes as long as a server's time-out. */
  ReachSection(Settings settings, Path queue) {
    places.add(new Place("queue", queue.toString(), directoryTrouble(queue), "can be written"));
    for (SinkKind kind : Sinks.kinds(settings)) {
      Sink sink = Sinks.create(kind, settings, Log.silent());
      places.add(kind == SinkKind.FILE ? file(sink) : server(sink));
    }
  }

  private static Place server(Sink sink) {
    long beginNs = System.nanoTime();
    try {
      sink.check();
      String remark = "answers after " + Figures.duration(System.nanoTime() - beginNs);
      return new Place(sink.name(), sink.target(), "", remark);
    } catch (SinkException e) {
      return new Place(sink.name(), sink.target(), e.text(), "");
    } finally {
      sink.close();
    }
  }

  /** Looks without touching: the file may be in a living agent's hands. */
  private static Place file(Sink sink) {
    Path file = Path.of(sink.target());
    Path parent = file.getParent();
    boolean locked = Files.exists(file) && !Files.isWritable(file);
    String trouble =
        locked || Files.isDirectory(file)
            ? file + " cannot be written"
            : parent == null ? "" : directoryTrouble(parent);
    return new Place(sink.name(), sink.target(), trouble, "can be written");
  }

  /** Why {@code directory} cannot be written, there or yet to be made; empty where it can. */
  private static String directoryTrouble(Path directory) {
    Path nearest = directory.toAbsolutePath();
    while (nearest != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    boolean writable = nearest != null && Files.isDirectory(nearest) && Files.isWritable(nearest);
    return writable ? "" : nearest + " is no directory that can be written";
  }

  @Override
  public String title() {
    return "Queue and sinks";
  }

  @Override
  public void print(Terminal terminal) {
    for (Place place : places) {
      boolean good = place.trouble.isEmpty();
      Mark mark = good ? Mark.GOOD : Mark.BAD;
      String text = Shortening.padRight(place.name, 10) + " ";
      mark.print(terminal, text + (good ? place.target + " " + place.remark : place.trouble));
    }
    if (places.size() == 1) {
      Mark.FINDING.print(terminal, "no sink: events stay on the queue until they are shipped");
    }
  }

  @Override
  public void write(JsonGenerator json) {
    json.writeArrayPropertyStart("places");
    for (Place place : places) {
      json.writeStartObject();
      json.writeStringProperty("name", place.name);
      json.writeStringProperty("target", place.target);
      json.writeBooleanProperty("reachable", place.trouble.isEmpty());
      json.writeStringProperty("trouble", place.trouble.isEmpty() ? null : place.trouble);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  @Override
  public int exitStatus() {
    boolean well = places.stream().allMatch(place -> place.trouble.isEmpty());
    return well ? ExitStatus.OK : ExitStatus.FAILURE;
  }
}
