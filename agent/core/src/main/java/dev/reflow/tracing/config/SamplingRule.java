package dev.reflow.tracing.config;

import java.util.List;

/**
 * Which flows are recorded at what rate. Immutable.
 *
 * @param name the name a user gave it
 * @param messageTypes globs of message types; empty: any
 * @param minSize the least size in bytes
 * @param maxSize the largest size in bytes
 * @param fromActors globs of who sends; empty: anybody
 * @param toActors globs of who receives; empty: anybody
 * @param rate the share that is recorded, from 0 to 1
 */
public record SamplingRule(
    String name,
    List<String> messageTypes,
    long minSize,
    long maxSize,
    List<String> fromActors,
    List<String> toActors,
    double rate) {

  public SamplingRule {
    messageTypes = List.copyOf(messageTypes);
    fromActors = List.copyOf(fromActors);
    toActors = List.copyOf(toActors);
  }
}
