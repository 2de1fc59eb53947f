package sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Sends a message for each line it reads; ends with its input. */
public final class Waiter {

  private Waiter() {}

  public static void main(String[] arguments) throws IOException {
    Sender.MemoryConnector connector = new Sender.MemoryConnector();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      connector.sendMessage(new Sender.Message(line));
      System.out.println("sent");
    }
  }
}
