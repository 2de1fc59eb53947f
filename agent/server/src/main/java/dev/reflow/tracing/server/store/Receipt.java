package dev.reflow.tracing.server.store;

/** What a collector is told of a submission, once, on the store's thread. Returns soon. */
public interface Receipt {

  /** It is durable. */
  void stored();

  /** It is not stored, and nothing of it will be. */
  void failed(StoreException failure);
}
