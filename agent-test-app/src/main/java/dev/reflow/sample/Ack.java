package dev.reflow.sample;

/** Says that the message was handled. */
record Ack(String messageId) {}
