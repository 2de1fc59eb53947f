package dev.reflow.tracing.sink.kafka;

import dev.reflow.tracing.event.EventBinary;
import dev.reflow.tracing.event.EventView;

/** A page of the queue's format. Not thread-safe. */
final class SharedPage extends SharedValue {

  private final EventBinary page;

  /** {@code first} has the definitions that all partitions share. */
  SharedPage(EventBinary first) {
    page = first.another();
  }

  @Override
  void put(EventView event) {
    page.append(event);
  }

  @Override
  void reset() {
    page.clear();
  }

  @Override
  byte[] array() {
    return page.array();
  }

  @Override
  int size() {
    return page.size();
  }

  /** A length of zero ends a page. */
  @Override
  byte padding() {
    return 0;
  }
}
