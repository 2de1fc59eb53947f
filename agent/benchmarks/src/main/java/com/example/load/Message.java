package com.example.load;

/** A message as plain as they come: an id and a size. */
public record Message(long messageId, int sizeBytes) {}
