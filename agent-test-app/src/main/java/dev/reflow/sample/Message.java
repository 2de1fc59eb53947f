package dev.reflow.sample;

/** What connectors carry. Immutable. */
interface Message {

  /** The same for everything that becomes of one reading, except for what is derived from many. */
  String messageId();

  int sizeBytes();
}
