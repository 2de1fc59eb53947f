package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.EdgeRates;
import dev.reflow.tracing.event.EventHandler;
import dev.reflow.tracing.event.EventView;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run's events while it is written or long after, also from another process. Sees each
 * event as soon as it is committed, those of a dead process's open pages too. Not thread-safe.
 */
public final class EventTail implements AutoCloseable {

  /** Events of one stripe before the next has its turn. */
  private static final int TURN = 256;

  private final RunDirectory run;
  private final Damage.Listener onDamage;
  private final List<StripeTail> stripes = new ArrayList<>();
  private final EdgeRates rates = new EdgeRates();
  private final boolean finished;
  private final @Nullable ReadLease lease;
  private Position wanted = Position.BEGINNING;
  private int turn;

  /** Stripes that had no more when they were asked last; not asked again within one poll. */
  private final BitSet dry = new BitSet();

  private EventTail(RunDirectory run, Damage.Listener onDamage) {
    this.run = run;
    this.onDamage = onDamage;
    this.finished = run.isAdopted() || !run.isAlive();
    // Within the writer's own process, a file stays until all who read it are past it.
    this.lease = finished || run.isHeldHere() ? null : ReadLease.take(run.path());
  }

  /** A tail at the beginning of {@code run}; {@code onDamage} hears of what cannot be read. */
  public static EventTail open(RunDirectory run, Damage.Listener onDamage) {
    return new EventTail(run, onDamage);
  }

  /**
   * Hands on events and the edge counts between them, stripe after stripe, each stripe's in the
   * order they were recorded. Where {@code handler} throws, the event counts as not handed on.
   *
   * @return how many, at most {@code max}; 0 when there is none now
   */
  public int poll(EventHandler handler, int max) {
    int count = 0;
    int all = stripesNow();
    dry.clear();
    for (int left = all; count < max && left > 0; turn++) {
      int stripe = Math.floorMod(turn, all);
      if (!dry.get(stripe)) {
        int wanted = Math.min(TURN, max - count);
        int taken = stripes.get(stripe).poll(handler, wanted);
        count += taken;
        if (taken < wanted) {
          dry.set(stripe);
          left--;
        }
      }
    }
    return count;
  }

  /**
   * Hands on events of all stripes, of those visible the one that started first.
   *
   * @return how many, at most {@code max}; 0 when there is none now
   */
  public int pollInTimeOrder(EventHandler handler, int max) {
    int count = 0;
    stripesNow();
    StripeTail first = first();
    while (first != null && count < max) {
      count += first.poll(handler, 1);
      first = first();
    }
    if (first == null) {
      stripes.forEach(stripe -> stripe.handOnCounts(handler));
    }
    return count;
  }

  /** Behind the last event that was handed on. */
  public Position position() {
    Position.Place[] places = new Position.Place[Math.max(stripes.size(), wanted.stripes())];
    for (int i = 0; i < places.length; i++) {
      places[i] = i < stripes.size() ? stripes.get(i).position() : wanted.in(i);
    }
    return new Position(places);
  }

  /** Goes to {@code position}: the next event of each stripe is the one behind it. */
  public void seek(Position position) {
    wanted = position;
    for (int i = 0; i < stripes.size(); i++) {
      stripes.get(i).seek(position.in(i));
    }
  }

  /** Gives up the files of {@code stripe} before that of {@code segment}, and closes them. */
  void skipTo(int stripe, long segment) {
    wanted = wanted.notBefore(stripe, segment);
    if (stripe < stripes.size()) {
      stripes.get(stripe).skipTo(segment);
    }
  }

  /** Whether every event that is visible now was handed on. */
  boolean atEnd() {
    stripesNow();
    return first() == null;
  }

  @Override
  public void close() {
    stripes.forEach(StripeTail::close);
    if (lease != null) {
      lease.close();
    }
  }

  List<StripeTail> stripes() {
    return stripes;
  }

  private @Nullable StripeTail first() {
    StripeTail first = null;
    long firstStartNs = Long.MAX_VALUE;
    for (StripeTail stripe : stripes) {
      EventView event = stripe.peek();
      if (event != null && (first == null || event.startNs() < firstStartNs)) {
        first = stripe;
        firstStartNs = event.startNs();
      }
    }
    return first;
  }

  /** A run that has just begun gets its stripes one after the other. */
  private int stripesNow() {
    int count = run.countStripes(stripes.size());
    while (stripes.size() < count) {
      StripeTail stripe = new StripeTail(run.stripe(stripes.size()), finished, rates, onDamage);
      stripe.seek(wanted.in(stripes.size()));
      stripes.add(stripe);
    }
    return count;
  }
}
