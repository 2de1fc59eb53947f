package dev.reflow.tracing.queue;

import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.EventEncoder;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.Memory;
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
final class Stripe extends StripePadding {

  private static final VarHandle RECORDED = recordedHandle();

  final PaddedLock lock = new PaddedLock();

  private final ProcessInfo process;
  private final IdSet edges = new IdSet();
  private final IdSet names = new IdSet();
  private PageSource pages;

  /** Where the open page is; 0 while none is. */
  private long page;

  private int usedBytes;
  private int closeAtBytes;
  private long openedNs;
  private long recorded;
  private @Nullable Throwable failure;

  /** What becomes of every event from now on; {@link Fate#RECORDED} while the stripe works. */
  private Fate fate = Fate.RECORDED;

  Stripe(ProcessInfo process, PageSource pages) {
    this.process = process;
    this.pages = pages;
  }

  /** Writes {@code flow}, which takes {@code size} bytes, and gives the lock back. */
  Fate appendAndUnlock(FlowRecord flow, int size) {
    try {
      return fate == Fate.RECORDED ? append(flow, size) : fate;
    } catch (Throwable thrown) {
      // A full disk is an InternalError out of a store to mapped memory; nothing may escape.
      return dropped(thrown);
    } finally {
      lock.unlock();
    }
  }

  /** Drops every event as {@code reason} until {@link #resume}. */
  void pause(Fate reason) {
    fate = fate == Fate.RECORDED ? reason : fate;
  }

  /** Records again, if it was {@code reason} that had it drop events. */
  void resume(Fate reason) {
    fate = fate == reason ? Fate.RECORDED : fate;
  }

  /** A page could not be closed or a file begun: drops every event. */
  void shut(Throwable reason) {
    failure = reason;
    fate = Fate.DISK_GUARDED;
  }

  /** Why the stripe has shut itself, told once; null while it works. */
  @Nullable Throwable takeFailure() {
    Throwable reason = fate == Fate.DISK_GUARDED ? failure : null;
    failure = reason == null ? failure : null;
    return reason;
  }

  /** Whether it takes no more events; any thread, which may see it a little late. */
  boolean isShut() {
    return fate != Fate.RECORDED;
  }

  /** Events recorded so far; any thread. */
  long recorded() {
    return (long) RECORDED.getOpaque(this);
  }

  /**
   * Closes the open page, if it was opened before {@code latestNs}, and begins the next file, when
   * the present one has its size, so that no application thread must.
   *
   * @return whether a page was closed
   */
  boolean tend(long latestNs) {
    boolean old = page != 0 && pages.hasReaders() && openedNs - latestNs <= 0;
    if (old) {
      closePage();
    }
    if (fate == Fate.RECORDED && pages.isFull()) {
      closePage();
      pages.beginFile();
      openPage();
    }
    return old;
  }

  /** Closes the open page. */
  void closePage() {
    if (page != 0) {
      page = 0;
      boolean interrupted = Thread.interrupted();
      try {
        pages.close(usedBytes);
      } finally {
        restore(interrupted);
      }
    }
  }

  /** Writes to {@code files} from now on, after what is in memory was copied there. */
  void moveTo(PageSource files) {
    if (fate != Fate.RECORDED) {
      files.end();
      return;
    }
    closePage();
    ((MemoryPages) pages).copyTo(files);
    pages.end();
    pages = files;
    if (recorded == 0) {
      openPage();
    }
  }

  /** Drops every event from now on as {@code reason}, and gives back what the stripe holds. */
  void end(Fate reason) {
    fate = reason;
    try {
      closePage();
    } finally {
      pages.end();
    }
  }

  private Fate append(FlowRecord flow, int size) {
    if (page == 0 && !openPage()) {
      return Fate.START_BUFFER_FULL;
    }
    if (!isDefined(flow)) {
      define(flow);
    }
    long address = page + usedBytes;
    EventEncoder.encode(flow, address);
    EventEncoder.commit(address, size);
    usedBytes += size;
    RECORDED.setOpaque(this, recorded + 1);
    if (usedBytes >= closeAtBytes) {
      closeFullPage();
    }
    return Fate.RECORDED;
  }

  /** The event that filled the page is recorded, whatever becomes of the next. */
  private void closeFullPage() {
    try {
      closePage();
      // The background thread rolls; only when it comes too late does an application thread.
      if (pages.isOverfull()) {
        pages.beginFile();
      }
    } catch (Throwable thrown) {
      shut(thrown);
    }
  }

  private boolean openPage() {
    boolean interrupted = Thread.interrupted();
    try {
      long opened = pages.open();
      if (opened == 0) {
        return false;
      }
      page = opened;
    } finally {
      restore(interrupted);
    }
    usedBytes = 0;
    closeAtBytes = pages.pageBytes();
    openedNs = System.nanoTime();
    if (pages.isFirstOfFile()) {
      beginDefinitions();
    }
    return true;
  }

  private void beginDefinitions() {
    edges.clear();
    names.clear();
    EventEncoder.encode(process, page);
    commit(EventEncoder.sizeOf(process));
  }

  private boolean isDefined(FlowRecord flow) {
    return edges.has(flow.edge.id())
        && names.has(flow.type.id())
        && names.has(flow.thread.id())
        && flow.attributeCount() == 0;
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
      EventEncoder.encode(edge, page + usedBytes);
      commit(EventEncoder.sizeOf(edge));
      edges.add(edge.id());
    }
  }

  private void define(Name name) {
    if (!names.has(name.id())) {
      EventEncoder.encode(name, page + usedBytes);
      commit(EventEncoder.sizeOf(name));
      names.add(name.id());
    }
  }

  private void commit(int length) {
    EventEncoder.commit(page + usedBytes, length);
    usedBytes += length;
  }

  /** A write has failed half-way: leaves the page as if it had not begun. */
  private Fate dropped(Throwable thrown) {
    try {
      if (page != 0) {
        // Half a record behind the last commit word would be taken for the next page's header.
        Memory.clear(page + usedBytes, PageSource.SLACK_BYTES);
      }
      // A Chronicle appender that has failed once goes on writing, but to a place nobody reads.
      if (page == 0 || thrown instanceof InternalError) {
        shut(thrown);
      }
    } catch (Throwable again) {
      shut(again);
    }
    return Fate.DISK_GUARDED;
  }

  private static void restore(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static VarHandle recordedHandle() {
    try {
      return MethodHandles.lookup().findVarHandle(Stripe.class, "recorded", long.class);
    } catch (ReflectiveOperationException missing) {
      throw new ExceptionInInitializerError(missing);
    }
  }
}
