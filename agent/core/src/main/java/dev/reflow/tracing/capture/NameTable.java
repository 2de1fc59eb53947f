package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.Name;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Numbers the names that records refer to. Bounded: a name that comes when it is full is {@link
 * Name#OTHER}. Any thread; finding a known name takes no lock and allocates nothing.
 */
final class NameTable {

  /**
   * Types, threads and attribute keys of one process; more of them are somebody's ids by mistake.
   */
  static final int MAX_NAMES = 65_536;

  private final ConcurrentHashMap<String, Name> names = new ConcurrentHashMap<>();
  private final AtomicInteger lastId = new AtomicInteger();

  Name of(String text) {
    Name known = names.get(text);
    return known != null ? known : add(text);
  }

  /** As {@link #of}, but leaves half of the table to other names: virtual threads never end. */
  Name ofThread(String text) {
    Name known = names.get(text);
    if (known != null) {
      return known;
    }
    return names.size() >= MAX_NAMES / 2 ? Name.OTHER : add(text);
  }

  private Name add(String text) {
    if (names.size() >= MAX_NAMES) {
      return Name.OTHER;
    }
    return names.computeIfAbsent(text, unknown -> new Name(lastId.incrementAndGet(), unknown));
  }
}
