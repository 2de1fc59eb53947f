package dev.reflow.tracing.capture;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an object, found by its identity, without keeping the object alive and without
 * ever calling its {@code equals} or {@code hashCode}. Reads take no lock and allocate nothing;
 * writes are rare and take one. A value must not refer to its key.
 */
final class WeakIdentityMap<V> {

  private static final int FIRST_SIZE = 64;

  private final ReferenceQueue<Object> cleared = new ReferenceQueue<>();
  private volatile AtomicReferenceArray<@Nullable Node<V>> table =
      new AtomicReferenceArray<>(FIRST_SIZE);
  private int count;

  @Nullable V get(Object key) {
    int hash = System.identityHashCode(key);
    AtomicReferenceArray<@Nullable Node<V>> nodes = table;
    for (Node<V> node = nodes.get(hash & (nodes.length() - 1)); node != null; node = node.next) {
      if (node.hash == hash && node.refersTo(key)) {
        return node.value;
      }
    }
    return null;
  }

  /** Remembers {@code value} for {@code key}, in place of what was known before. */
  synchronized void put(Object key, V value) {
    removeCleared();
    if (count >= table.length()) {
      grow();
    }
    int hash = System.identityHashCode(key);
    int slot = hash & (table.length() - 1);
    Node<V> rest = without(table.get(slot), key);
    table.set(slot, new Node<>(key, hash, value, rest, cleared));
    count++;
  }

  /** Entries held, those of collected objects included until the next write. */
  synchronized int size() {
    return count;
  }

  private @Nullable Node<V> without(@Nullable Node<V> chain, Object key) {
    for (Node<V> node = chain; node != null; node = node.next) {
      if (node.refersTo(key)) {
        return remove(chain, node);
      }
    }
    return chain;
  }

  private void removeCleared() {
    for (Object gone = cleared.poll(); gone != null; gone = cleared.poll()) {
      Node<?> node = (Node<?>) gone;
      int slot = node.hash & (table.length() - 1);
      table.set(slot, remove(table.get(slot), node));
    }
  }

  /** The chain without {@code gone}: nodes never change, those before it are made anew. */
  private @Nullable Node<V> remove(@Nullable Node<V> chain, Node<?> gone) {
    boolean held = false;
    for (Node<V> node = chain; node != null; node = node.next) {
      held |= node == gone;
    }
    if (!held) {
      return chain;
    }
    count--;
    Node<V> rest = null;
    for (Node<V> node = chain; node != null; node = node.next) {
      Object key = node == gone ? null : node.get();
      if (key != null) {
        rest = new Node<>(key, node.hash, node.value, rest, cleared);
      } else if (node != gone) {
        count--;
      }
    }
    return rest;
  }

  private void grow() {
    AtomicReferenceArray<@Nullable Node<V>> old = table;
    AtomicReferenceArray<@Nullable Node<V>> larger = new AtomicReferenceArray<>(old.length() * 2);
    int kept = 0;
    for (int i = 0; i < old.length(); i++) {
      for (Node<V> node = old.get(i); node != null; node = node.next) {
        Object key = node.get();
        if (key != null) {
          int slot = node.hash & (larger.length() - 1);
          larger.set(slot, new Node<>(key, node.hash, node.value, larger.get(slot), cleared));
          kept++;
        }
      }
    }
    count = kept;
    table = larger;
  }

  private static final class Node<V> extends WeakReference<Object> {
    final int hash;
    final V value;
    final @Nullable Node<V> next;

    Node(Object key, int hash, V value, @Nullable Node<V> next, ReferenceQueue<Object> cleared) {
      super(key, cleared);
      this.hash = hash;
      this.value = value;
      this.next = next;
    }
  }
}
