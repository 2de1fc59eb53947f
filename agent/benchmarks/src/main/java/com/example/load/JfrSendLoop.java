package com.example.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import jdk.jfr.Recording;

/** {@link SendLoop} with a JFR event around each send: no stack, to disk. */
public final class JfrSendLoop extends SendLoop {

  private JfrSendLoop(int sends) {
    super(sends);
  }

  /** Arguments: rounds, sends a round, the file to leave the events in. */
  public static void main(String[] arguments) {
    try (Recording recording = new Recording()) {
      recording.enable(SendEvent.class).withoutStackTrace();
      recording.setToDisk(true);
      recording.setDestination(Path.of(arguments[2]));
      recording.start();
      new JfrSendLoop(Integer.parseInt(arguments[1])).run(Integer.parseInt(arguments[0]));
      recording.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  void send(MemoryConnector through, Message message) {
    SendEvent event = new SendEvent();
    event.begin();
    through.sendMessage(message);
    event.fromActor = through.fromActor;
    event.toActor = through.toActor;
    event.messageId = message.messageId();
    event.sizeBytes = message.sizeBytes();
    event.commit();
  }
}
