package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.Name;
import dev.reflow.tracing.rule.Sampling;
import dev.reflow.tracing.rule.SamplingCase;
import java.util.ArrayList;
import java.util.List;

/**
 * What sampling has to say of one edge: found once for each edge, used for each of its flows. Any
 * thread.
 */
final class Verdict {

  private final Matcher[] matchers;
  private final double rate;
  private final boolean fixed;

  /** A rule that looks at the message, with what is known of the types asked about so far. */
  private static final class Matcher {
    private final SamplingCase rule;
    private final LongMap<Boolean> types = new LongMap<>();

    Matcher(SamplingCase rule) {
      this.rule = rule;
    }

    boolean matches(Name type, long bytes) {
      if (!rule.isForSize(bytes)) {
        return false;
      }
      Boolean known = types.get(type.id());
      return known != null ? known : types.putIfAbsent(type.id(), rule.isForType(type.text()));
    }
  }

  private Verdict(List<Matcher> matchers, double rate, boolean fixed) {
    this.matchers = matchers.toArray(Matcher[]::new);
    this.rate = rate;
    this.fixed = fixed;
  }

  static Verdict of(Sampling sampling, Edge edge) {
    String from = edge.sourceActor();
    String to = edge.destinationActor();
    if (sampling.isNever(from, to)) {
      return new Verdict(List.of(), 0, true);
    }
    if (sampling.isAlways(from, to)) {
      return new Verdict(List.of(), 1, true);
    }
    List<Matcher> matchers = new ArrayList<>();
    for (SamplingCase rule : sampling.rules()) {
      if (rule.isForEdge(from, to)) {
        if (rule.isForEveryMessage()) {
          return new Verdict(matchers, rule.rate(), false);
        }
        matchers.add(new Matcher(rule));
      }
    }
    return new Verdict(matchers, sampling.rate(), false);
  }

  /** Whether it takes the message's type and size to decide. */
  boolean needsMessage() {
    return matchers.length > 0;
  }

  /** Whether the rate holds whatever else is recorded. */
  boolean isFixed() {
    return fixed;
  }

  /** The rate of a flow that no rule for messages is for. */
  double rate() {
    return rate;
  }

  /** The rate of a flow of such a message. */
  double rate(Name type, long bytes) {
    for (Matcher matcher : matchers) {
      if (matcher.matches(type, bytes)) {
        return matcher.rule.rate();
      }
    }
    return rate;
  }
}
