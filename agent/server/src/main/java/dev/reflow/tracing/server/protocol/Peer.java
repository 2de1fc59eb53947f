package dev.reflow.tracing.server.protocol;

/** The connection that a conversation is held over. Any thread; nothing waits. */
public interface Peer {

  /** Sends a text frame. */
  void sendText(String text);

  /** Sends a binary frame. */
  void sendBinary(byte[] frame);

  /**
   * Sends a notification.
   *
   * @param sent called once it is on its way, on any thread
   */
  void notify(String text, Runnable sent);

  /** Reads on, if it had stopped for unanswered requests. */
  void resume();
}
