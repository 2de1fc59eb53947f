package dev.reflow.sample;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The network's own account of what caused what: each send, and the one whose message was being
 * handled by the thread that sent. Any thread.
 */
final class Journal {

  private static final ThreadLocal<@Nullable Send> HANDLED = new ThreadLocal<>();

  private final boolean kept;
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  /** A message on its way from one port to another. */
  record Send(String messageId, Port from, Port to) {

    /** As JSON; ids, actors and ports are plain words, so nothing needs escaping. */
    String toJson() {
      return "{\"message\":\"%s\",\"from\":\"%s\",\"to\":\"%s\"}".formatted(messageId, from, to);
    }
  }

  /** An account that is kept only if somebody wants it. */
  Journal(boolean kept) {
    this.kept = kept;
  }

  /** The calling thread sends. */
  void sent(Send send) {
    if (kept) {
      Send cause = HANDLED.get();
      lines.add(
          "{\"send\":%s,\"cause\":%s}"
              .formatted(send.toJson(), cause == null ? "null" : cause.toJson()));
    }
  }

  /** The calling thread handles what {@code send} delivered, until it handles another. */
  void handles(@Nullable Send send) {
    if (kept) {
      HANDLED.set(send);
    }
  }

  /** One line of JSON for each send. */
  List<String> lines() {
    return List.copyOf(lines);
  }
}
