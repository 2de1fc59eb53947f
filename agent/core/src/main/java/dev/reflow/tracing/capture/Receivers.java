package dev.reflow.tracing.capture;

/**
 * Which actors handle messages in methods that were woven: of what is sent to others nothing need
 * be remembered. Any thread; a race forgets a message more or less.
 */
final class Receivers {

  /** Stands for the actor of a connector that does not tell it. */
  static final int ANY = ActorTable.MAX_ACTORS + 63;

  /** So many messages are remembered for an actor that has not handled one yet. */
  static final int BEFORE_FIRST = 16_384;

  private static final short HANDLES = Short.MAX_VALUE;

  private final short[] sent = new short[ANY + 1];

  /** The actor with this number handles a message. */
  void handles(int actor) {
    if (actor >= 0 && actor < sent.length && sent[actor] != HANDLES) {
      sent[actor] = HANDLES;
      // One of them may be what such a connector leads to.
      sent[ANY] = HANDLES;
    }
  }

  /** Whether the actor handles messages, or may yet turn out to do so; counts one. */
  boolean mayHandle(int actor) {
    if (actor < 0 || actor >= sent.length) {
      return false;
    }
    short before = sent[actor];
    if (before == HANDLES) {
      return true;
    }
    if (before == BEFORE_FIRST) {
      return false;
    }
    sent[actor] = (short) (before + 1);
    return true;
  }
}
