package dev.reflow.tracing.sink.kafka;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** What came back of the records of one producer: the first failure. Any thread. */
final class Acknowledgements implements Callback {

  private volatile @Nullable Exception failure;

  @Override
  public void onCompletion(RecordMetadata metadata, @Nullable Exception exception) {
    if (exception != null && failure == null) {
      failure = exception;
    }
  }

  /** Why a record was not taken; null while none was refused. */
  @Nullable Exception failure() {
    return failure;
  }
}
