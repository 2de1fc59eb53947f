package dev.reflow.tracing.capture;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What an event says of an exception: its class and message. Any thread. */
final class ErrorText {

  private ErrorText() {}

  static String of(Throwable thrown) {
    boolean wrapper = thrown instanceof CompletionException || thrown instanceof ExecutionException;
    Throwable cause = wrapper ? thrown.getCause() : null;
    Throwable told = cause != null ? cause : thrown;
    String message = message(told);
    String name = told.getClass().getName();
    return message == null ? name : name + ": " + message;
  }

  private static @Nullable String message(Throwable thrown) {
    try {
      return thrown.getMessage();
    } catch (RuntimeException | StackOverflowError ofTheApplication) {
      // Its class alone has to do.
      return null;
    }
  }
}
