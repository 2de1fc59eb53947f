package app.causes;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Works on one message after the other on a thread of its own; on some also on the sender's. */
final class WorkActor {

  private final String id;
  private final BlockingQueue<Note> queue = new LinkedBlockingQueue<>();
  private Consumer<Note> work = note -> {};
  private boolean again;

  WorkActor(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  /** Says what the actor does, and starts it. */
  void start(Consumer<Note> does) {
    work = does;
    Thread thread = new Thread(this::run, id);
    thread.setDaemon(true);
    thread.start();
  }

  /** Says what the actor does on the threads of those who send to it. */
  void serve(Consumer<Note> does) {
    work = does;
  }

  void put(Note note) {
    queue.add(note);
  }

  void onMessage(Note note) {
    if (again) {
      Account.handleAgain(note, id, () -> work.accept(note));
    } else {
      Account.handle(note, id, () -> work.accept(note));
    }
  }

  private void run() {
    try {
      while (true) {
        Note note = queue.take();
        try {
          onMessage(note);
        } catch (IllegalStateException failed) {
          // Delivered once more, by nobody's send.
          again = true;
          onMessage(note);
          again = false;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
