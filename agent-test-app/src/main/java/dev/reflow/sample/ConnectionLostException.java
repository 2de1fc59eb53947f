package dev.reflow.sample;

/** The message was not sent; sending it again may work. */
final class ConnectionLostException extends Exception {

  private static final long serialVersionUID = 1;

  ConnectionLostException(String connection) {
    super("connection to " + connection + " lost");
  }
}
