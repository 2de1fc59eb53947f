package dev.reflow.tracing.server.subscribe;

/** Where one subscriber's notifications go. */
public interface Outlet {

  /**
   * Sends one text without waiting.
   *
   * @param sent called once it is on its way, on any thread
   */
  void send(String text, Runnable sent);
}
