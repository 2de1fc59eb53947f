package dev.reflow.tracing.capture;

import dev.reflow.tracing.event.FactValue;
import dev.reflow.tracing.event.FlowRecord;
import dev.reflow.tracing.event.Name;
import dev.reflow.tracing.rule.ConnectorRule;
import dev.reflow.tracing.rule.Expression;
import dev.reflow.tracing.rule.Root;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** One woven send: its rule, made ready to be evaluated. Any thread. */
final class ConnectorSite {

  /**
   * How long a thread watches another ask the same connector, instead of asking it too. It never
   * waits on a lock: the accessor may be waiting for one that this thread holds.
   */
  private static final int MAX_YIELDS = 2_000;

  /** What a frame holds of every call. */
  private static final Root[] OF_FRAME = {
    Root.MESSAGE, Root.THIS, Root.CLASS, Root.THREAD, Root.LITERAL
  };

  /** Stands for the connector of a static method. */
  private final Object nobody = new Object();

  /**
   * An attribute that the rule puts on each flow; {@code late} ones need what the send returned.
   */
  private record Attribute(Name key, ExpressionReader value, boolean late) {}

  final WovenSend method;
  private final MessageReader message;
  private final boolean messageIsResult;
  private final MessageShapes shapes;
  private final Endpoints endpoints;
  private final StateField field;
  private final ConnectorStates states;
  private final StateField originField;
  private final @Nullable ExpressionReader carrier;
  private final Attribute[] attributes;
  private final boolean simple;
  private boolean fired;

  /**
   * The shape of the first message that came: most methods send one class. Weak, because the site
   * must not keep the class alive; never replaced while it is there, so that methods that send many
   * do not write here for each. Racy on purpose.
   */
  private @Nullable WeakReference<MessageShape> usualShape;

  ConnectorSite(SiteParts parts, ConnectorRule rule, WovenSend method) {
    this.method = method;
    this.message = parts.message(rule.message(), rule.unwrap());
    this.messageIsResult = rule.message().alternatives().get(0).root() == Root.RETURN;
    this.shapes = parts.shapes(rule);
    this.endpoints = parts.endpoints(rule);
    this.field = parts.stateField;
    this.originField = parts.originField;
    this.states = parts.states(rule);
    this.carrier = rule.carrier().equals(Expression.NONE) ? null : parts.reader(rule.carrier());
    this.attributes =
        rule.attributes().entrySet().stream()
            .map(entry -> attribute(parts, entry.getKey(), entry.getValue()))
            .toArray(Attribute[]::new);
    this.simple =
        carrier == null
            && attributes.length == 0
            && message.isArgument()
            && !messageIsResult
            && !shapes.usesOtherThan(OF_FRAME)
            && !parts.reader(rule.queueDepth()).usesOtherThan(OF_FRAME);
  }

  private static Attribute attribute(SiteParts parts, String key, Expression value) {
    ExpressionReader reader = parts.reader(value);
    return new Attribute(parts.names.of(key), reader, reader.uses(Root.RETURN));
  }

  /**
   * The message of a call, out of whatever it is wrapped in.
   *
   * @param start the argument that the rule reads it from, or what the call returned
   */
  @Nullable Object message(@Nullable Object start) {
    return message.read(start);
  }

  /**
   * Whether the rule reads nothing of a call but the connector and the message, which is the
   * argument itself, and nothing when it ends.
   */
  boolean isSimple() {
    return simple;
  }

  /**
   * What is known of the connector of a send whose edge is known before; null where more of the
   * call has to be looked at.
   */
  @Nullable ConnectorState fixedState(@Nullable Object self, @Nullable Object inField) {
    if (!simple) {
      return null;
    }
    ConnectorState known = ours(inField);
    if (known == null) {
      known = states.get(self == null ? nobody : self);
    }
    return known != null && known.fixed ? known : null;
  }

  /**
   * Whether {@code thread} may take the short way through a connector from now on, whose state was
   * found in its own field.
   */
  boolean opensLane(ConnectorState state, ThreadContext thread) {
    return simple && fired && state.fixed && (!state.hasLane() || thread.insistsOnLane());
  }

  /** Whether the message is what the call returns, and not known before. */
  boolean messageIsResult() {
    return messageIsResult;
  }

  /**
   * Puts the facts of the message, the queue's depth and the rule's own attributes into {@code
   * record}.
   *
   * @return false when the rule leaves such messages out
   */
  boolean describe(SendFrame call, @Nullable Object message, FlowRecord record, NameTable names) {
    if (message == null) {
      record.setType(names.of("null"));
      record.sizeBytes = 0;
    } else {
      MessageShape shape = shape(message.getClass());
      if (shape == MessageShape.IGNORED) {
        return false;
      }
      shape.describe(call, message, record, names);
    }
    if (attributes.length > 0) {
      addAttributes(call, record, false);
    }
    return true;
  }

  /**
   * Puts the size of the message into {@code record}, for a flow that is only counted.
   *
   * @return false when the rule leaves such messages out
   */
  boolean measure(SendFrame call, @Nullable Object message, FlowRecord record) {
    if (message == null) {
      record.sizeBytes = 0;
      return true;
    }
    MessageShape shape = shape(message.getClass());
    if (shape == MessageShape.IGNORED) {
      return false;
    }
    record.sizeBytes = shape.sizeBytes(call, message, record);
    // Of no interest here, and not to be found by the next flow.
    record.flags = 0;
    return true;
  }

  /**
   * The size of {@code message} in bytes, where it takes nothing else to tell.
   *
   * @return negative where it does, and where the rule leaves such messages out
   */
  long sizeAlone(Object message) {
    return shape(message.getClass()).sizeAlone(message);
  }

  private MessageShape shape(Class<?> type) {
    WeakReference<MessageShape> usual = usualShape;
    MessageShape shape = usual == null ? null : usual.get();
    if (shape != null && shape.message == type) {
      return shape;
    }
    MessageShape found = shapes.get(type);
    if (shape == null && found != MessageShape.IGNORED) {
      usualShape = new WeakReference<>(found);
    }
    return found;
  }

  /** How many messages wait at the connector; -1 where that is not known. */
  int depth(ConnectorState state, Call call) {
    ExpressionReader reader = state.depth;
    return reader == null ? -1 : (int) Math.min(reader.readLong(call, -1), Integer.MAX_VALUE);
  }

  /** The call's carrier; null where the rule tells none. */
  @Nullable Object carrier(Call call) {
    return carrier == null ? null : carrier.read(call);
  }

  /** The context that the carrier was made in; null where it has none. */
  @Nullable ActorName origin(@Nullable Object carried) {
    return carried == null ? null : (ActorName) originField.get(carried);
  }

  /** What is known of the call's connector, asking it if need be. */
  ConnectorState state(Call call, @Nullable Object inField) {
    ConnectorState known = ours(inField);
    if (known == null) {
      known = states.get(owner(call));
    }
    if (known == null) {
      return firstState(call);
    }
    return known.retriesLeft() > 0 && known.takeRetry()
        ? resolve(call, known.retriesLeft())
        : known;
  }

  /** Puts the edge of this call into {@code frame}. */
  void locate(ConnectorState state, SendFrame frame) {
    endpoints.locate(state, this, frame);
  }

  /** Puts what the rule adds into {@code record}: before the send, or {@code late} after it. */
  void addAttributes(Call call, FlowRecord record, boolean late) {
    for (Attribute attribute : attributes) {
      if (attribute.late() == late) {
        FactValue value = record.addAttribute(attribute.key());
        if (value != null) {
          attribute.value().readInto(value, call);
        }
      }
    }
  }

  void fire() {
    if (!fired) {
      fired = true;
      method.fired().run();
    }
  }

  private ConnectorState firstState(Call call) {
    Object owner = owner(call);
    boolean claimed = states.claim(owner);
    try {
      ConnectorState other = claimed ? lookUp(call) : awaitOther(call);
      return other != null ? other : resolve(call, ConnectorState.ALL_RETRIES);
    } finally {
      if (claimed) {
        states.release(owner);
      }
    }
  }

  /** What another thread finds out about the connector at this moment; null if that takes long. */
  // Giving way to the thread that asks is all that is wanted of yield.
  @SuppressWarnings("ThreadPriorityCheck")
  private @Nullable ConnectorState awaitOther(Call call) {
    for (int i = 0; i < MAX_YIELDS; i++) {
      ConnectorState found = lookUp(call);
      if (found != null) {
        return found;
      }
      Thread.yield();
    }
    return null;
  }

  private @Nullable ConnectorState lookUp(Call call) {
    ConnectorState found = call.self == null ? null : ours(field.get(call.self));
    return found != null ? found : states.get(owner(call));
  }

  private @Nullable ConnectorState ours(@Nullable Object inField) {
    return inField instanceof ConnectorState state && state.readBy == endpoints ? state : null;
  }

  private ConnectorState resolve(Call call, int retriesLeft) {
    ConnectorState state = endpoints.resolve(call, ownerName(call), retriesLeft);
    Object self = call.self;
    if (self == null || !keepInField(self, state)) {
      states.put(owner(call), state);
    }
    return state;
  }

  private boolean keepInField(Object self, ConnectorState state) {
    Class<?> declaring = method.hasStateField() ? method.declaringClass(self) : null;
    if (declaring == null) {
      return false;
    }
    // A class that sends and receives, or that two rules match, has one field: the second to come
    // uses
    // the map.
    Object inField = field.get(self);
    return (inField == null || ours(inField) != null) && field.set(self, declaring, state);
  }

  private Object owner(Call call) {
    return call.self == null ? nobody : call.self;
  }

  /** The receiving actor of a connector that does not tell it. */
  String ownerName(Call call) {
    return call.self == null ? method.simpleOwner() : ActorNaming.simpleName(call.self.getClass());
  }
}
