package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.EdgeCount;
import dev.reflow.tracing.event.EventEncoder;
import dev.reflow.tracing.event.EventLayout;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.Name;
import dev.reflow.tracing.event.ProcessInfo;
import dev.reflow.tracing.health.Fate;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One of the places where events are written side by side. Whoever holds {@link #lock} owns the
 * rest.
 */
final class Stripe extends PageWriter {

  /** The longest record with every definition that it can need. */
  static final int LONGEST_BYTES = 64 * 1024;

  private static final VarHandle RECORDED = recordedHandle();

  final PaddedLock lock = new PaddedLock();

  private final ProcessInfo process;
  private final int pageBytes;
  private final IdSet edges = new IdSet();
  private final IdSet names = new IdSet();
  private long recorded;
  private @Nullable Throwable failure;

  /** What becomes of every event from now on; {@link Fate#RECORDED} while the stripe works. */
  private Fate fate = Fate.RECORDED;

  Stripe(ProcessInfo process, int pageBytes, Extents extents) {
    super(extents);
    this.process = process;
    this.pageBytes = pageBytes;
  }

  /**
   * Writes {@code flow}, which takes {@code size} bytes, if nobody else is writing here.
   *
   * <p>Nothing may escape into the application, whatever a store to mapped memory throws. And the
   * application's stack may overflow at any call in here, so that there is none left for another:
   * the lock is taken in the method that gives it back, and that is done by stores alone then, or
   * the stripe would be lost for good.
   */
  Fate tryAppend(FlowRecord flow, int size) {
    if (!lock.tryLock()) {
      return Fate.STRIPE_BUSY;
    }
    Fate met = Fate.DISK_GUARDED;
    try {
      met = fate == Fate.RECORDED ? append(flow, size) : fate;
      lock.unlock();
    } catch (Throwable thrown) {
      failure = thrown;
      isSpoilt = true;
      limit = 0;
      if (thrown instanceof InternalError) {
        abandonQuietly();
      }
      lock.before = 0;
      lock.line[PaddedLock.WORD] = 0;
    }
    return met;
  }

  /** As {@link #tryAppend(FlowRecord, int)}. */
  Fate tryAppend(EdgeCount count) {
    if (!lock.tryLock()) {
      return Fate.STRIPE_BUSY;
    }
    try {
      return fate == Fate.RECORDED ? append(count) : fate;
    } catch (Throwable thrown) {
      return dropped(thrown);
    } finally {
      lock.unlock();
    }
  }

  /** Writes how busy the process was, if nobody else is writing here. */
  void tryAppendLoad(long untilNs, double cpuPercent) {
    if (!lock.tryLock()) {
      return;
    }
    try {
      if (fate == Fate.RECORDED && makeRoom(LONGEST_BYTES) == Fate.RECORDED) {
        EventEncoder.encodeLoad(untilNs, cpuPercent, position());
        commit(EventLayout.LOAD_SIZE);
      }
    } catch (Throwable thrown) {
      dropped(thrown);
    } finally {
      lock.unlock();
    }
  }

  /** Why a store failed, told once; null while none did. */
  @Nullable Throwable takeFailure() {
    Throwable reason = failure;
    failure = null;
    return reason;
  }

  /** Events recorded so far; any thread. */
  long recorded() {
    return (long) RECORDED.getOpaque(this);
  }

  /** Drops every event as {@code reason} until {@link #resume}. */
  void pause(Fate reason) {
    if (fate == Fate.RECORDED) {
      fate = reason;
    }
  }

  /** Records again after a {@link #pause} for {@code reason}. */
  void resume(Fate reason) {
    if (fate == reason) {
      fate = Fate.RECORDED;
    }
  }

  /**
   * Writes to {@code files} from now on, after what is in memory was copied there.
   *
   * @return how many recorded events are lost, because {@code files} had no room for them
   */
  long moveTo(StripeFiles files) {
    Extents before = switchTo(files);
    long lost = 0;
    if (before instanceof StartBuffer buffer) {
      lost = buffer.copyTo(this, files);
      RECORDED.setOpaque(this, recorded - lost);
      // Each chunk brought definitions of its own, and the file may be another by now.
      edges.clear();
      names.clear();
    }
    before.end();
    return lost;
  }

  /**
   * Drops every event until {@link #moveTo}.
   *
   * @return how many recorded events were in memory only, and are lost
   */
  long refuse() {
    Extents before = switchTo(NoExtents.INSTANCE);
    long lost = inMemoryOnly(before);
    RECORDED.setOpaque(this, recorded - lost);
    before.end();
    return lost;
  }

  /** Events recorded so far that are not in memory only. */
  long recordedInFiles() {
    return recorded - inMemoryOnly(extents());
  }

  private long inMemoryOnly(Extents from) {
    return from instanceof StartBuffer ? recorded : 0;
  }

  /**
   * Drops every event from now on as {@code reason}, and gives back what the stripe holds.
   *
   * @return how many recorded events were in memory only, and are lost
   */
  long end(Fate reason) {
    fate = reason;
    long lost = inMemoryOnly(extents());
    RECORDED.setOpaque(this, recorded - lost);
    try {
      leave();
    } finally {
      extents().end();
    }
    return lost;
  }

  private Fate append(FlowRecord flow, int size) {
    boolean defined = isDefined(flow);
    int needed = defined ? size : LONGEST_BYTES;
    if (!hasRoom(needed)) {
      Fate room = makeRoom(needed);
      if (room != Fate.RECORDED) {
        return room;
      }
      defined = isDefined(flow);
    }
    if (!defined) {
      define(flow);
    }
    long address = position();
    EventEncoder.encode(flow, address);
    EventEncoder.commit(address, size);
    advance(size);
    RECORDED.setOpaque(this, recorded + 1);
    if (usedBytes() >= pageBytes) {
      closePage();
    }
    return Fate.RECORDED;
  }

  private Fate append(EdgeCount count) {
    if (!hasRoom(LONGEST_BYTES)) {
      Fate room = makeRoom(LONGEST_BYTES);
      if (room != Fate.RECORDED) {
        return room;
      }
    }
    define(count.edge());
    EventEncoder.encode(count, position());
    commit(EventLayout.COUNT_SIZE);
    if (usedBytes() >= pageBytes) {
      closePage();
    }
    return Fate.RECORDED;
  }

  @Override
  void beginDefinitions() {
    edges.clear();
    names.clear();
    EventEncoder.encode(process, position());
    commit(EventEncoder.sizeOf(process));
  }

  private boolean isDefined(FlowRecord flow) {
    if (!edges.has(flow.edge.id()) || !names.has(flow.type.id()) || !names.has(flow.thread.id())) {
      return false;
    }
    int known = 0;
    while (known < flow.attributeCount() && names.has(flow.attributeKey(known).id())) {
      known++;
    }
    return known == flow.attributeCount();
  }

  private void define(FlowRecord flow) {
    define(flow.edge);
    define(flow.type);
    define(flow.thread);
    for (int i = 0; i < flow.attributeCount(); i++) {
      define(flow.attributeKey(i));
    }
  }

  private void define(Edge edge) {
    if (!edges.has(edge.id())) {
      EventEncoder.encode(edge, position());
      commit(EventEncoder.sizeOf(edge));
      edges.add(edge.id());
    }
  }

  private void define(Name name) {
    if (!names.has(name.id())) {
      EventEncoder.encode(name, position());
      commit(EventEncoder.sizeOf(name));
      names.add(name.id());
    }
  }

  private void commit(int length) {
    EventEncoder.commit(position(), length);
    advance(length);
  }

  private void abandonQuietly() {
    try {
      abandon();
    } catch (Throwable again) {
      // The next to come tries to write here, and fails alike.
      failure = again;
    }
  }

  /** A write has failed half-way: leaves the page as if it had not begun. */
  private Fate dropped(Throwable thrown) {
    failure = thrown;
    try {
      if (thrown instanceof InternalError) {
        abandon();
      } else {
        clearBehindPosition();
      }
    } catch (Throwable again) {
      abandon();
    }
    return Fate.DISK_GUARDED;
  }

  private static VarHandle recordedHandle() {
    try {
      return MethodHandles.lookup().findVarHandle(Stripe.class, "recorded", long.class);
    } catch (ReflectiveOperationException missing) {
      throw new ExceptionInInitializerError(missing);
    }
  }
}
