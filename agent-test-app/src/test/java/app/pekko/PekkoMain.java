package app.pekko;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Runs a classic system and then a typed one; the argument is the file for what was told. */
public final class PekkoMain {

  private PekkoMain() {}

  public static void main(String[] arguments) throws Exception {
    try {
      ClassicSystem.run();
      TypedSystem.run();
      Ledger.writeTo(Path.of(arguments[0]));
      System.out.println("done");
    } catch (IllegalStateException | ExecutionException | TimeoutException e) {
      System.err.println(e);
      // Actor systems would keep the program running.
      System.exit(1);
    }
  }
}
