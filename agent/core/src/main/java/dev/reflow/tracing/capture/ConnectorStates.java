package dev.reflow.tracing.capture;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The states of connectors whose class has no field for them, and who is being asked right now, so
 * that two threads do not ask one connector at once. Any thread; no method of a connector is called
 * here.
 */
final class ConnectorStates {

  private final WeakIdentityMap<ConnectorState> states = new WeakIdentityMap<>();
  private final Set<Object> claimed =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

  @Nullable ConnectorState get(Object connector) {
    return states.get(connector);
  }

  void put(Object connector, ConnectorState state) {
    states.put(connector, state);
  }

  /** Whether the caller is the one to ask {@code connector}; it releases the claim afterwards. */
  boolean claim(Object connector) {
    return claimed.add(connector);
  }

  void release(Object connector) {
    claimed.remove(connector);
  }
}
