package com.example.load;

/** A connector for messages without an id. */
final class PlainConnector {

  final String fromActor = "reader";
  final String toActor = "writer";

  private long sentBytes;

  void sendMessage(PlainMessage message) {
    sentBytes += message.sizeBytes();
  }

  long sentBytes() {
    return sentBytes;
  }
}
