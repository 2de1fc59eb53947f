package dev.reflow.tracing.capture;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One {@link ActorName} for each name. Bounded, any thread, no lock for a known name. */
final class ActorTable {

  /** Above this many actors a graph is of no use, and the names are somebody's request ids. */
  static final int MAX_ACTORS = 65_536;

  private final ConcurrentHashMap<String, ActorName> actors = new ConcurrentHashMap<>();
  private final AtomicInteger lastId = new AtomicInteger(ActorName.OTHER.id());

  ActorTable() {
    actors.put(ActorName.EXTERNAL.text(), ActorName.EXTERNAL);
    actors.put(ActorName.OTHER.text(), ActorName.OTHER);
  }

  ActorName of(String text) {
    ActorName known = actors.get(text);
    return known != null ? known : add(text);
  }

  private ActorName add(String text) {
    if (actors.size() >= MAX_ACTORS) {
      return ActorName.OTHER;
    }
    return actors.computeIfAbsent(text, name -> new ActorName(lastId.incrementAndGet(), name));
  }
}
