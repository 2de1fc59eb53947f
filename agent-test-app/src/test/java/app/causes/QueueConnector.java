package app.causes;

/** Puts messages into an actor's queue. */
final class QueueConnector {

  private final String fromActor;
  private final WorkActor target;

  QueueConnector(String fromActor, WorkActor target) {
    this.fromActor = fromActor;
    this.target = target;
  }

  String fromActor() {
    return fromActor;
  }

  String toActor() {
    return target.id();
  }

  void sendMessage(Note note) {
    target.put(Account.sent(note, target.id()));
  }
}
