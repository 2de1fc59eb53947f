package dev.reflow.tracing.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the ids in one file's records stand for, as its dictionary records say. Not thread-safe. */
final class Dictionary {

  /** Higher ids are damage: capture never gives out so many. */
  static final int MAX_ID = 1 << 20;

  private @Nullable Edge[] edges = new @Nullable Edge[64];
  private @Nullable Name[] names = new @Nullable Name[64];

  void define(Edge edge) {
    if (edge.id() >= edges.length) {
      edges = Arrays.copyOf(edges, Math.max(edge.id() + 1, edges.length * 2));
    }
    edges[edge.id()] = edge;
  }

  void define(Name name) {
    if (name.id() >= names.length) {
      names = Arrays.copyOf(names, Math.max(name.id() + 1, names.length * 2));
    }
    names[name.id()] = name;
  }

  /** The edge, or null when no record has defined it. */
  @Nullable Edge edge(int id) {
    return id == 0 ? Edge.OTHER : id > 0 && id < edges.length ? edges[id] : null;
  }

  /** The name, or null when no record has defined it. */
  @Nullable Name name(int id) {
    return id == 0 ? Name.OTHER : id > 0 && id < names.length ? names[id] : null;
  }
}
