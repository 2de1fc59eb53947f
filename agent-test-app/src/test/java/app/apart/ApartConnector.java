package app.apart;

/** Sends one message when run. */
public final class ApartConnector implements Runnable {

  String fromActor() {
    return "shapes";
  }

  String toActor() {
    return "loaded_apart";
  }

  void sendMessage(String message) {
    System.out.println("apart " + message);
  }

  @Override
  public void run() {
    sendMessage("hello");
  }
}
