package dev.reflow.tracing.event;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads the chain of causes above an event. Stateless; any thread. */
public final class Chain {

  private static final int ID_BYTES = 2 * Long.BYTES;

  private Chain() {}

  /**
   * The events above {@code event}, root first and parent last; at most {@link
   * EventLayout#MAX_CHAIN}. What is not known is left out.
   */
  public static List<UUID> of(EventView event) {
    List<UUID> chain = new ArrayList<>();
    UUID parent = event.parentId();
    if (parent != null) {
      UUID root = event.rootId();
      chain.add(root);
      int part = event.part(EventLayout.PART_CHAIN);
      ByteBuffer page = event.page();
      int end = part < 0 ? 0 : event.valueAt(part) + event.valueLength(part);
      for (int at = part < 0 ? 0 : event.valueAt(part); at + ID_BYTES <= end; at += ID_BYTES) {
        chain.add(new UUID(page.getLong(at), page.getLong(at + Long.BYTES)));
      }
      if (!parent.equals(root)) {
        chain.add(parent);
      }
    }
    return chain;
  }
}
