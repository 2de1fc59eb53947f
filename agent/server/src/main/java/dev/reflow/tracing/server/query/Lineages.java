package dev.reflow.tracing.server.query;

import dev.reflow.tracing.analysis.FlowConsumer;
import dev.reflow.tracing.analysis.lineage.Lineage;
import dev.reflow.tracing.analysis.lineage.LineageSearch;
import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.store.Dialect;
import dev.reflow.tracing.server.store.EventRows;
import dev.reflow.tracing.server.store.EventStore;
import dev.reflow.tracing.server.store.StoreException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a message came from and what it led to. Stateless; any thread. */
public final class Lineages {

  private static final int MOST_SEEDS = 1_000;
  private static final int MOST_HOPS = 20_000;
  private static final int MOST_ROOTS = 100;

  private Lineages() {}

  /** The lineage of a message or an event; null where there is none of that id. */
  public static @Nullable Lineage find(EventStore store, String id) throws StoreException {
    LineageSearch search = new LineageSearch(id, MOST_HOPS);
    List<StoredEvent> seeds = EventPage.find(store, id, MOST_SEEDS);
    feed(search.seeds(), seeds);
    if (!search.isFound()) {
      return null;
    }
    Set<UUID> roots = new LinkedHashSet<>();
    seeds.stream().map(StoredEvent::rootId).limit(MOST_ROOTS).forEach(roots::add);
    Dialect dialect = store.dialect();
    Map<Integer, String> conditions = new TreeMap<>();
    for (UUID root : roots) {
      List<String> apart = dialect.hasRoot(root);
      for (int i = 0; i < apart.size(); i++) {
        conditions.merge(i, "(" + apart.get(i) + ")", (some, more) -> some + " OR " + more);
      }
    }
    String family = EventRows.ofAny(dialect, conditions.values()) + " LIMIT " + MOST_HOPS;
    feed(search.family(), EventPage.read(store, family, List.of()));
    return search.lineage();
  }

  private static void feed(FlowConsumer consumer, List<StoredEvent> events) {
    for (StoredEvent event : events) {
      consumer.onFlow(new EventFlow(event));
    }
  }
}
