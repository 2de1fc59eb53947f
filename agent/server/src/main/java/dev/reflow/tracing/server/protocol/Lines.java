package dev.reflow.tracing.server.protocol;

import dev.reflow.tracing.server.collect.LineReader;
import dev.reflow.tracing.server.event.MalformedException;
import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.store.Intake;
import dev.reflow.tracing.server.store.Receipt;
import dev.reflow.tracing.server.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/** Stores events that come as lines, each one event. Used once, by one thread, which waits. */
public final class Lines {

  private static final int EVENTS_AT_ONCE = 2_000;
  private static final int MOST_WAITING = 4;

  private final Intake intake;
  private final RequestReader reader = new RequestReader();
  private final Deque<CompletableFuture<Integer>> written = new ArrayDeque<>();
  private long stored;

  public Lines(Intake intake) {
    this.intake = intake;
  }

  /** Stores all lines of {@code in}; returns once they are durable. */
  public long store(InputStream in) throws MalformedException, StoreException {
    LineReader lines = new LineReader(in);
    List<StoredEvent> events = new ArrayList<>();
    long bytes = 0;
    try {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        events.add(reader.readLine(line));
        bytes += line.length;
        if (events.size() == EVENTS_AT_ONCE) {
          submit(events, bytes);
          events = new ArrayList<>();
          bytes = 0;
        }
      }
      submit(events, bytes);
      await(0);
      return stored;
    } catch (MalformedException e) {
      submit(events, bytes);
      throw broken("line " + lines.number() + ": " + e.line());
    } catch (IOException e) {
      submit(events, bytes);
      throw broken(
          "behind line %d the body cannot be read: %s"
              .formatted(lines.number(), StoreException.firstLine(String.valueOf(e.getMessage()))));
    }
  }

  private MalformedException broken(String why) throws StoreException {
    await(0);
    return new MalformedException(why + "; the " + stored + " events before it are stored");
  }

  private void submit(List<StoredEvent> events, long bytes) throws StoreException {
    if (events.isEmpty()) {
      return;
    }
    awaitRoom();
    CompletableFuture<Integer> done = new CompletableFuture<>();
    written.add(done);
    intake.submit(
        events,
        List.of(),
        bytes,
        new Receipt() {
          @Override
          public void stored() {
            done.complete(events.size());
          }

          @Override
          public void failed(StoreException failure) {
            done.completeExceptionally(failure);
          }
        });
    await(MOST_WAITING);
  }

  private void awaitRoom() throws StoreException {
    CountDownLatch room = new CountDownLatch(1);
    intake.whenRoom(room::countDown);
    try {
      room.await();
    } catch (InterruptedException e) {
      throw stopped(e);
    }
  }

  private void await(int left) throws StoreException {
    while (written.size() > left) {
      try {
        stored += written.remove().get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof StoreException failure) {
          throw failure;
        }
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        throw stopped(e);
      }
    }
  }

  private static StoreException stopped(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new StoreException(StoreException.Kind.UNAVAILABLE, "the server stops", e);
  }
}
