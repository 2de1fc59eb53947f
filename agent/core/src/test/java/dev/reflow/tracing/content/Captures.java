package dev.reflow.tracing.content;

import dev.reflow.tracing.event.Content;
import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.EventPages;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.Name;
import dev.reflow.tracing.health.Log;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Captures messages and shows what a reader of the queue finds of them. */
final class Captures {

  /** What is found of one message. */
  @SuppressWarnings("ArrayRecordComponent")
  record Found(
      @Nullable String content,
      byte[] bytes,
      Content.@Nullable Form form,
      boolean isCut,
      @Nullable String checksum) {}

  private static final Edge EDGE = new Edge(1, "a", "out", "b", "in", Edge.IN_MEMORY);
  private static final Name TYPE = new Name(1, "T");

  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final Log log =
      new Log(new PrintStream(logged, true, StandardCharsets.UTF_8), Log.Level.WARN);
  private final ContentCapture capture;

  Captures(ContentPolicy policy) {
    capture = new ContentCapture(policy, log);
  }

  /** Captures content, up to 4,096 bytes, without what {@code redact} names. */
  static Captures contentWithout(String... redact) {
    return new Captures(new ContentPolicy(false, true, 4_096, List.of(), List.of(redact)));
  }

  Found of(Object message) {
    FlowRecord record = new FlowRecord();
    record.edge = EDGE;
    record.type = TYPE;
    record.thread = TYPE;
    capture.capture(message, record.content());
    List<Found> found = new ArrayList<>();
    new EventPages()
        .add(EDGE)
        .add(TYPE)
        .add(record)
        .read(
            event ->
                found.add(
                    new Found(
                        event.content(),
                        bytes(event),
                        event.contentForm(),
                        event.isContentCut(),
                        event.checksum())));
    return found.get(0);
  }

  private static byte[] bytes(EventView event) {
    String text = event.content();
    if (text == null) {
      return new byte[0];
    }
    return event.contentForm() == Content.Form.BYTES
        ? Base64.getDecoder().decode(text.substring("base64:".length()))
        : text.getBytes(StandardCharsets.UTF_8);
  }

  /** The content of {@code message}; null where none was captured. */
  @Nullable String content(Object message) {
    return of(message).content();
  }

  /** Warnings so far. */
  String warnings() {
    log.sayWaiting();
    return logged.toString(StandardCharsets.UTF_8);
  }
}
