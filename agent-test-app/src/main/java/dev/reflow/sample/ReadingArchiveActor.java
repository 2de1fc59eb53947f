package dev.reflow.sample;

import java.util.ArrayDeque;
import java.util.Deque;

/** Remembers the last readings, the wrong ones too. */
final class ReadingArchiveActor extends Actor<Message> {

  static final String ID = "reading_archive";

  private static final int KEPT = 1_000;

  private final Deque<Message> readings = new ArrayDeque<>(KEPT);

  ReadingArchiveActor(Journal journal) {
    super(ID, journal);
  }

  @Override
  void onMessage(Message reading) {
    if (readings.size() == KEPT) {
      readings.removeFirst();
    }
    readings.addLast(reading);
  }
}
