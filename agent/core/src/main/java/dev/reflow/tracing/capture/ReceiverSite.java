package dev.reflow.tracing.capture;

import dev.reflow.tracing.rule.ReceiverRule;
import dev.reflow.tracing.rule.Root;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One woven handler of messages: its rule, made ready to be evaluated. Any thread. */
final class ReceiverSite {

  private static final Root[] VARYING = {Root.ARGUMENT, Root.RETURN, Root.THREAD, Root.MESSAGE};

  final WovenSend method;
  private final ReceiverRule rule;
  private final MessageReader message;
  private final ExpressionReader actor;
  private final ActorNaming naming;
  private final ActorTable actors;
  private final StateField field;
  private final boolean varies;
  private final WeakIdentityMap<ActorName> names = new WeakIdentityMap<>();
  private final SiteParts parts;
  private volatile @Nullable ReceivedMessage received;
  private boolean fired;

  ReceiverSite(SiteParts parts, ReceiverRule rule, WovenSend method) {
    this.parts = parts;
    this.rule = rule;
    this.method = method;
    this.message = parts.message(rule.message(), List.of());
    this.actor = parts.reader(rule.actor());
    this.naming = new ActorNaming(parts.actors, parts.accessors, rule.actorNames());
    this.actors = parts.actors;
    this.field = parts.stateField;
    this.varies = actor.rootedIn(VARYING) != null;
  }

  boolean isFramework() {
    return rule.framework();
  }

  /** What was handed to the handler, as the connector's carrier or message was. */
  @Nullable Object message(@Nullable Object argument) {
    return message.read(argument);
  }

  /** The receiver's name: asked once for each receiver, unless it differs by call. */
  ActorName actor(Call call, Object self, @Nullable Object inField) {
    if (varies) {
      return read(call, self);
    }
    ActorName known = inField instanceof ActorName name ? name : names.get(self);
    return known != null ? known : remember(self, inField, read(call, self));
  }

  /** How the receiver's messages are read: found when it is asked for first. */
  ReceivedMessage received() {
    ReceivedMessage known = received;
    if (known == null) {
      known = new ReceivedMessage(parts, rule, parts.connectorBeside(rule));
      received = known;
    }
    return known;
  }

  void fire() {
    if (!fired) {
      fired = true;
      method.fired().run();
    }
  }

  private ActorName read(Call call, Object self) {
    ActorName name = naming.name(actor.read(call));
    return name != null ? name : actors.of(ActorNaming.simpleName(self.getClass()));
  }

  private ActorName remember(Object self, @Nullable Object inField, ActorName name) {
    // A class that sends and receives has one field: the second to come uses the map.
    Class<?> declaring =
        inField == null && method.hasStateField() ? method.declaringClass(self) : null;
    if (declaring == null || !field.set(self, declaring, name)) {
      names.put(self, name);
    }
    return name;
  }
}
