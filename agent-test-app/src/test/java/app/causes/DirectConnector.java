package app.causes;

/** Hands messages to an actor on the thread that sends. */
final class DirectConnector {

  private final String fromActor;
  private final WorkActor target;

  DirectConnector(String fromActor, WorkActor target) {
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
    Account.sent(note, target.id());
    target.onMessage(note);
  }
}
