package app.causes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Consumer;

/**
 * Messages from outside by several threads at once, each of which makes a tree of others, over
 * queues and by direct calls. The argument is the file for the account.
 */
public final class ThreadRootsMain {

  private static final int THREADS = 4;
  private static final int ROOTS_OF_EACH = 500;

  private final WorkActor splitter = new WorkActor("splitter");
  private final WorkActor left = new WorkActor("left");
  private final WorkActor middle = new WorkActor("middle");
  private final WorkActor right = new WorkActor("right");
  private final WorkActor inline = new WorkActor("inline");
  private final WorkActor inner = new WorkActor("inner");
  private final WorkActor last = new WorkActor("last");
  private final WorkActor sink = new WorkActor("sink");

  private ThreadRootsMain() {}

  public static void main(String[] arguments) throws Exception {
    ThreadRootsMain program = new ThreadRootsMain();
    program.startActors();
    program.send();
    Account.awaitAllHandled();
    Account.writeTo(Path.of(arguments[0]));
    System.out.println("done");
  }

  private void startActors() {
    QueueConnector toLeft = new QueueConnector("splitter", left);
    List<QueueConnector> three =
        List.of(
            toLeft, new QueueConnector("splitter", middle), new QueueConnector("splitter", right));
    splitter.start(
        note -> {
          Note part = note.derived("part");
          three.forEach(each -> each.sendMessage(part));
          Note twice = note.derived("twice");
          toLeft.sendMessage(twice);
          toLeft.sendMessage(twice);
        });
    left.start(answerOrPassOn());
    middle.start(failTheFirstTime());
    right.start(callOthers());
    inline.serve(callInner());
    QueueConnector fromInner = new QueueConnector("inner", sink);
    inner.serve(note -> fromInner.sendMessage(note.derived("inner")));
    QueueConnector fromLast = new QueueConnector("last", sink);
    last.start(fromLast::sendMessage);
    sink.start(note -> {});
  }

  /** Answers what comes twice, passes on the object that it gets otherwise. */
  private Consumer<Note> answerOrPassOn() {
    QueueConnector toSink = new QueueConnector("left", sink);
    QueueConnector toLast = new QueueConnector("left", last);
    int[] answers = new int[1];
    return note -> {
      if (note.isA("twice")) {
        toSink.sendMessage(note.derived("answer" + answers[0]++));
      } else {
        toLast.sendMessage(note);
      }
    };
  }

  private Consumer<Note> failTheFirstTime() {
    QueueConnector toSink = new QueueConnector("middle", sink);
    Set<String> seen = new HashSet<>();
    return note -> {
      if (seen.add(note.messageId())) {
        toSink.sendMessage(note.derived("tried"));
        throw new IllegalStateException("as it was told to");
      }
      toSink.sendMessage(note.derived("again"));
    };
  }

  /** Calls another actor, and itself. */
  private Consumer<Note> callOthers() {
    DirectConnector toInline = new DirectConnector("right", inline);
    DirectConnector toSelf = new DirectConnector("right", right);
    QueueConnector toSink = new QueueConnector("right", sink);
    return note -> {
      if (note.isA("self")) {
        toSink.sendMessage(note.derived("of-self"));
        return;
      }
      toInline.sendMessage(note.derived("call"));
      toSelf.sendMessage(note.derived("self"));
      toSink.sendMessage(note.derived("after"));
    };
  }

  private Consumer<Note> callInner() {
    DirectConnector toInner = new DirectConnector("inline", inner);
    QueueConnector toSink = new QueueConnector("inline", sink);
    return note -> {
      toInner.sendMessage(note);
      toSink.sendMessage(note.derived("inline"));
    };
  }

  private void send() throws InterruptedException {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String name = "t" + i;
      threads.add(new Thread(() -> sendRoots(name, start)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void sendRoots(String name, CyclicBarrier start) {
    QueueConnector toSplitter = new QueueConnector("outside", splitter);
    try {
      start.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    for (int i = 0; i < ROOTS_OF_EACH; i++) {
      toSplitter.sendMessage(new Note(name + "-" + i));
    }
  }
}
