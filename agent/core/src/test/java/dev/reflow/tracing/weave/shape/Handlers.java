package dev.reflow.tracing.weave.shape;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Types that rules other than the connectors' conventions are about. */
public final class Handlers {

  private Handlers() {}

  /** A receiver by its name. */
  public static class WorkerActor {
    public String receive(Object message) {
      return "got " + message;
    }

    public void process(RuntimeException message) {
      throw message;
    }

    public void onMessage() {}
  }

  /** Both a connector and a receiver. */
  public static class BothActor extends PlainConnector {
    @Override
    public Object sendMessage(Object message) {
      return receive(message);
    }

    public Object receive(Object message) {
      return message;
    }
  }

  /** A carrier. */
  public static class Envelope {
    public final Object content;
    public final String note;

    public Envelope(Object content) {
      this(content, new String("none"));
    }

    public Envelope(Object content, String note) {
      this.content = content;
      this.note = note;
      if (content instanceof RuntimeException failure) {
        throw failure;
      }
    }
  }

  /** An annotation with values of every form. */
  @Retention(RetentionPolicy.CLASS)
  public @interface Routed {
    String[] to() default {};

    int[] ports() default {};

    Class<?> by() default Object.class;

    RetentionPolicy kept() default RetentionPolicy.CLASS;

    Hop hop() default @Hop;
  }

  /** An annotation within another. */
  public @interface Hop {
    long length() default 1;
  }

  /** Found by the second of its annotations. */
  @Routed(
      to = {"a", "b"},
      ports = {1, 2},
      by = String.class,
      kept = RetentionPolicy.RUNTIME,
      hop = @Hop(length = 2))
  @FunctionalInterface
  public interface Publisher {
    int publish(int priority, String order);
  }

  /** Publishes. */
  @Routed
  public static class Channel implements Publisher {
    @Override
    public int publish(int priority, String order) {
      return priority;
    }
  }
}
