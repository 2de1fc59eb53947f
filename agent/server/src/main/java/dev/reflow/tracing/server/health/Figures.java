package dev.reflow.tracing.server.health;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What the server counts. Any thread. */
public final class Figures {

  public final AtomicLong connectionsActive = new AtomicLong();
  public final LongAdder connectionsTotal = new LongAdder();

  /** Connections that were turned away: no token, another origin, too many. */
  public final LongAdder connectionsRefused = new LongAdder();

  /** Requests of the protocol, each one of a batch. */
  public final LongAdder messagesReceived = new LongAdder();

  public final LongAdder messagesSent = new LongAdder();
  public final LongAdder bytesReceived = new LongAdder();

  /** Requests and frames that were answered with an error, or for which a connection was closed. */
  public final LongAdder errors = new LongAdder();

  /** Events that were new. */
  public final LongAdder eventsStored = new LongAdder();

  /** Events that were there already. */
  public final LongAdder eventsRepeated = new LongAdder();

  public final LongAdder transactions = new LongAdder();
  public final LongAdder storeNanos = new LongAdder();
  public final LongAdder storeFailures = new LongAdder();
  public final LongAdder tracesStored = new LongAdder();
  public final LongAdder queries = new LongAdder();
  public final AtomicLong subscriptionsActive = new AtomicLong();
  public final LongAdder notificationsSent = new LongAdder();

  /** Events that subscribers were too slow for. */
  public final LongAdder notificationsLeftOut = new LongAdder();

  /** Rows that retention deleted. */
  public final LongAdder rowsExpired = new LongAdder();

  /** Counts one transaction. */
  public void stored(long fresh, long repeated, long nanos) {
    eventsStored.add(fresh);
    eventsRepeated.add(repeated);
    transactions.increment();
    storeNanos.add(nanos);
  }
}
