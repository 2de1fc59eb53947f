package dev.reflow.tracing.weave.shape;

import java.util.List;

/** Sends in every way a method can be declared. */
public class PlainConnector {

  public Object sendMessage(Object message) {
    return message;
  }

  public int sendMessage(int message) {
    return message + 1;
  }

  public double sendMessage(long first, double second, Object third) {
    return first + second + third.hashCode();
  }

  private String sendMessage(String message) {
    return "private " + message;
  }

  public static String sendMessage(CharSequence message) {
    return "static " + message;
  }

  public final <T extends Comparable<T>> T sendMessage(List<T> messages) {
    T greatest = messages.get(0);
    for (T message : messages) {
      greatest = message.compareTo(greatest) > 0 ? message : greatest;
    }
    return greatest;
  }

  public synchronized boolean sendMessage(Thread message) {
    return Thread.holdsLock(this) && message.isAlive();
  }

  public void sendMessage(Exception message) throws Exception {
    throw message;
  }

  public byte[] sendMessage(byte[]... messages) {
    return messages[0];
  }

  /** Sends by the private method. */
  public String sendPrivately(String message) {
    return sendMessage(message);
  }

  public void sendMessage() {}

  public void other(Object message) {}
}
