package dev.reflow.tracing.rule;

import dev.reflow.tracing.config.SamplingRule;
import java.util.ArrayList;
import java.util.List;

/**
 * A sampling rule, ready to be asked. Immutable; asking about actors and types is not for the hot
 * path, results are to be remembered.
 *
 * @param rate the share of the flows it is for that is recorded
 */
public record SamplingCase(
    List<Glob> messageTypes,
    long minSize,
    long maxSize,
    List<Glob> fromActors,
    List<Glob> toActors,
    double rate) {

  public SamplingCase {
    messageTypes = List.copyOf(messageTypes);
    fromActors = List.copyOf(fromActors);
    toActors = List.copyOf(toActors);
  }

  static SamplingCase of(SamplingRule rule) {
    List<Glob> types = new ArrayList<>();
    for (String type : rule.messageTypes()) {
      types.add(Glob.ofType(type));
    }
    return new SamplingCase(
        types,
        rule.minSize(),
        rule.maxSize(),
        Sampling.globs(rule.fromActors()),
        Sampling.globs(rule.toActors()),
        rule.rate());
  }

  /** Whether it may be for flows between these actors. */
  public boolean isForEdge(String from, String to) {
    return (fromActors.isEmpty() || Glob.any(fromActors, from))
        && (toActors.isEmpty() || Glob.any(toActors, to));
  }

  /** Whether it is for messages of this type, as far as types go. */
  public boolean isForType(String type) {
    return messageTypes.isEmpty() || Glob.any(messageTypes, type);
  }

  public boolean isForSize(long bytes) {
    return bytes >= minSize && bytes <= maxSize;
  }

  /** Whether it looks at nothing but the actors. */
  public boolean isForEveryMessage() {
    return messageTypes.isEmpty() && minSize == 0 && maxSize == Long.MAX_VALUE;
  }
}
