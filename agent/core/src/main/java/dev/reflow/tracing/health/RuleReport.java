package dev.reflow.tracing.health;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What became of each rule: loaded, matched, woven, fired, refused and why. Any thread.
 *
 * <p>A connector, a receiver and a carrier rule may share a name, so each kind has entries of its
 * own, named {@code connector orders}, {@code receiver orders}.
 */
public final class RuleReport {

  /** Names kept of each sort; beyond that only counted, as a rule may match without end. */
  static final int MAX_NAMES = 200;

  private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();

  /** The entry of the connector rule {@code ruleName}, made when there is none yet. */
  public Entry connector(String ruleName) {
    return entry("connector " + ruleName);
  }

  /** The entry of the receiver rule {@code ruleName}, made when there is none yet. */
  public Entry receiver(String ruleName) {
    return entry("receiver " + ruleName);
  }

  /** The entry of the carrier rule {@code ruleName}, made when there is none yet. */
  public Entry carrier(String ruleName) {
    return entry("carrier " + ruleName);
  }

  /** The entry with the full {@code name}, kind included, made when there is none yet. */
  public Entry entry(String name) {
    Entry known = entries.get(name);
    if (known != null) {
      return known;
    }
    Entry made = new Entry(name, changes);
    Entry other = entries.putIfAbsent(name, made);
    return other == null ? made : other;
  }

  /** Grows with each change: a writer compares it with what it wrote last. */
  public long changes() {
    return changes.get();
  }

  /** All entries as they are now, by name. */
  public List<RuleSnapshot> snapshot() {
    List<RuleSnapshot> snapshots = new ArrayList<>();
    for (String name : new TreeSet<>(entries.keySet())) {
      snapshots.add(entry(name).snapshot());
    }
    return List.copyOf(snapshots);
  }

  /**
   * What became of one rule. Any thread; {@link #fired} is for the application's, the rest for
   * those that load classes.
   */
  public static final class Entry {

    private final String name;
    private final AtomicLong changes;
    private final Set<String> matchedClasses = new LinkedHashSet<>();
    private final Set<String> wovenMethods = new LinkedHashSet<>();
    private final Map<String, String> refusals = new LinkedHashMap<>();
    private long matched;
    private long woven;
    private long refused;
    private boolean loaded;
    // Not volatile: the first store is seen sooner or later, and a repeated read costs nothing.
    private boolean fired;

    Entry(String name, AtomicLong changes) {
      this.name = name;
      this.changes = changes;
    }

    /** The rule was understood and is on. */
    public synchronized void loaded() {
      loaded = true;
      changes.incrementAndGet();
    }

    /** A class that the rule's type pattern matches was loaded. */
    public synchronized void matched(String className) {
      matched += remember(matchedClasses, className) ? 1 : 0;
      changes.incrementAndGet();
    }

    /** A method was woven; {@code method} is its name and descriptor. */
    public synchronized void woven(String className, String method) {
      woven += remember(wovenMethods, className + "#" + method) ? 1 : 0;
      changes.incrementAndGet();
    }

    /** A woven method was called. Cheap: a plain read from the second call on. */
    public void fired() {
      if (!fired) {
        fired = true;
        changes.incrementAndGet();
      }
    }

    /**
     * A class that the rule matches could not be woven.
     *
     * @return whether this is the first refusal of the class, and worth a line in the log
     */
    public synchronized boolean refused(String className, String reason) {
      if (refusals.containsKey(className)) {
        return false;
      }
      refused++;
      changes.incrementAndGet();
      if (refusals.size() < MAX_NAMES) {
        refusals.put(className, reason);
        return true;
      }
      return false;
    }

    synchronized RuleSnapshot snapshot() {
      return new RuleSnapshot(
          name,
          loaded,
          List.copyOf(matchedClasses),
          matched,
          List.copyOf(wovenMethods),
          woven,
          fired,
          Map.copyOf(refusals),
          refused);
    }

    /** Whether {@code text} is to be counted: it is new, or there are too many to know. */
    private static boolean remember(Set<String> texts, String text) {
      return texts.size() < MAX_NAMES ? texts.add(text) : !texts.contains(text);
    }
  }
}
