package dev.reflow.tracing.server.subscribe;

import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.health.Figures;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All subscriptions. Any thread. */
public final class Subscriptions {

  private static final int MOST = 256;

  private final Figures figures;
  private final CopyOnWriteArrayList<Subscriber> subscribers = new CopyOnWriteArrayList<>();

  public Subscriptions(Figures figures) {
    this.figures = figures;
  }

  /** Whether there are so many that the store would have to wait for them. */
  public boolean isFull() {
    return subscribers.size() >= MOST;
  }

  /** A subscription from now on. */
  public Subscriber add(Filters filters, Outlet outlet) {
    Subscriber subscriber = new Subscriber(filters, outlet, figures);
    subscribers.add(subscriber);
    figures.subscriptionsActive.incrementAndGet();
    return subscriber;
  }

  /** Ends a subscription, if it has not ended. */
  public void remove(Subscriber subscriber) {
    subscriber.end();
    if (subscribers.remove(subscriber)) {
      figures.subscriptionsActive.decrementAndGet();
    }
  }

  /** Hands on what was stored. Never waits. */
  public void publish(List<StoredEvent> events) {
    for (Subscriber subscriber : subscribers) {
      for (StoredEvent event : events) {
        subscriber.offer(event);
      }
    }
  }
}
