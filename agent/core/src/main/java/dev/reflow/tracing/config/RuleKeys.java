package dev.reflow.tracing.config;

import static dev.reflow.tracing.config.RuleKind.CARRIER;
import static dev.reflow.tracing.config.RuleKind.CONNECTOR;
import static dev.reflow.tracing.config.RuleKind.RECEIVER;
import static dev.reflow.tracing.config.RuleKind.SAMPLING;

import java.util.List;
import java.util.Set;

/** The catalogue of what a rule may say. */
public final class RuleKeys {

  private static final String EXPRESSION = "an expression";
  private static final String GLOBS = "globs with commas between";
  private static final Set<RuleKind> SAMPLES = Set.of(SAMPLING);
  private static final Set<RuleKind> SENDS = Set.of(CONNECTOR);
  private static final Set<RuleKind> METHODS = Set.of(CONNECTOR, RECEIVER);

  /** Every key, in the order of the documentation. */
  public static final List<RuleKey> ALL =
      List.of(
          new RuleKey(
              "type",
              Set.of(CONNECTOR, RECEIVER, CARRIER),
              "type patterns",
              "The classes the rule is for. Required."),
          new RuleKey(
              "except-type", METHODS, "type patterns", "Classes to leave out of those of `type`."),
          new RuleKey(
              "method",
              METHODS,
              "`name` or `name(parameter types)`, several with commas between",
              "The methods that send, or that handle a message. Required."),
          new RuleKey(
              "message",
              METHODS,
              "`argN`; of a connector also `return`, and steps from either",
              "The message; of a receiver: the object that the connector's `carrier` was. A"
                  + " message that is returned is no message when it is null. Without it:"
                  + " `arg0`."),
          new RuleKey("from-actor", SENDS, EXPRESSION, "Who sends. Without it: by convention."),
          new RuleKey(
              "from-port", SENDS, EXPRESSION, "The sender's port. Without it: by convention."),
          new RuleKey("to-actor", SENDS, EXPRESSION, "Who receives. Without it: by convention."),
          new RuleKey(
              "to-port", SENDS, EXPRESSION, "The receiver's port. Without it: by convention."),
          new RuleKey(
              "endpoints-vary",
              SENDS,
              "`true` or `false`",
              "`true`: the endpoints are read at each send, not once for each connector. Without it:"
                  + " whether one of them is read from something else than `this`, `class` or a"
                  + " text."),
          new RuleKey(
              "message-id", SENDS, EXPRESSION, "The message's id. Without it: by convention."),
          new RuleKey(
              "correlation-id",
              SENDS,
              EXPRESSION,
              "What the message belongs to. Without it: by convention."),
          new RuleKey(
              "priority", SENDS, EXPRESSION, "The message's priority. Without it: by convention."),
          new RuleKey(
              "message-type",
              SENDS,
              EXPRESSION,
              "What kind of message it is. Without it: by convention."),
          new RuleKey(
              "size",
              SENDS,
              EXPRESSION,
              "The message's size in bytes, or the bytes or text to take the length of. Without"
                  + " it: by convention."),
          new RuleKey(
              "queue-depth",
              SENDS,
              EXPRESSION,
              "How many messages wait, or the queue they wait in. Without it: by convention."),
          new RuleKey(
              "carrier",
              SENDS,
              EXPRESSION,
              "The object that reaches the receiver, such as an envelope. Without it: the"
                  + " message."),
          new RuleKey(
              "protocol", SENDS, "a text", "The events' `protocol`. Without it: `memory_channel`."),
          new RuleKey(
              "attribute.", SENDS, EXPRESSION, "One more attribute of the events, by this name."),
          new RuleKey(
              "unwrap",
              SENDS,
              "`class.step` or `class.step()`, several with commas between",
              "Looks inside of messages that only wrap another."),
          new RuleKey(
              "ignore-message", SENDS, "type patterns", "Messages whose sends are left out."),
          new RuleKey(
              "ignore-actor",
              METHODS,
              GLOBS,
              "Sends from or to an actor shown by such a name are left out; of a receiver: what such"
                  + " an actor sends."),
          new RuleKey(
              "actor",
              Set.of(RECEIVER),
              EXPRESSION,
              "The name of the actor that handles the message. Without it: by convention."),
          new RuleKey(
              "collapse",
              METHODS,
              GLOBS,
              "Segments of actors' names, between `/`, to show as the glob itself, so that actors"
                  + " made for one request each are shown as one."),
          new RuleKey(
              "rename.",
              METHODS,
              "a text",
              "Shows the actor of this name, or glob, by another name."));

  /** What a sampling rule may say, in the order of the documentation. */
  static final List<RuleKey> OF_SAMPLING =
      List.of(
          new RuleKey("message-type", SAMPLES, GLOBS, "The flow's message type. Without it: any."),
          new RuleKey(
              "min-size",
              SAMPLES,
              SamplingRules.SIZE.allowed(),
              "The least size of the message. Without it: any."),
          new RuleKey(
              "max-size",
              SAMPLES,
              SamplingRules.SIZE.allowed(),
              "The largest size of the message. Without it: any."),
          new RuleKey("from-actor", SAMPLES, GLOBS, "Who sends. Without it: anybody."),
          new RuleKey("to-actor", SAMPLES, GLOBS, "Who receives. Without it: anybody."),
          new RuleKey(
              "rate",
              SAMPLES,
              SamplingRules.RATE.allowed(),
              "The share of such flows that is recorded. Required."));

  private RuleKeys() {}

  /** The keys among which those of {@code kind} are. */
  static List<RuleKey> of(RuleKind kind) {
    return kind == SAMPLING ? OF_SAMPLING : ALL;
  }

  static boolean isKnown(RuleKind kind, String subKey) {
    for (RuleKey key : of(kind)) {
      if (key.matches(kind, subKey)) {
        return true;
      }
    }
    return false;
  }

  /** Every name that a rule of {@code kind} may have. */
  static List<String> names(RuleKind kind) {
    return of(kind).stream()
        .filter(key -> key.kinds().contains(kind))
        .map(RuleKey::shownName)
        .toList();
  }
}
