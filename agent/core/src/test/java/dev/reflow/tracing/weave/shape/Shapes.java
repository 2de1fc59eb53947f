package dev.reflow.tracing.weave.shape;

import java.io.Serializable;
import java.util.function.Function;

/** Types that are connectors by name or by a supertype. */
public final class Shapes {

  private Shapes() {}

  /** An interface whose default method sends. */
  public interface DefaultConnector {
    default Object sendMessage(Object message) {
      return this;
    }
  }

  /** Sends by the interface's method. */
  public static class Inheriting implements DefaultConnector {}

  /** Sends through its own method to the interface's. */
  public static class Overriding implements DefaultConnector {
    @Override
    public Object sendMessage(Object message) {
      return DefaultConnector.super.sendMessage(message);
    }
  }

  /** Has no code to weave. */
  public abstract static class AbstractConnector<T> {
    public abstract T sendMessage(T message);

    public native T sendMessage(T message, int times);
  }

  /** Gets a bridge method from the compiler. */
  public static class Bridging extends AbstractConnector<String> {
    @Override
    public String sendMessage(String message) {
      return message.strip();
    }
  }

  /** Sends through the superclass. */
  public static class Delegating extends Bridging {
    @Override
    public String sendMessage(String message) {
      return super.sendMessage(message + " ");
    }
  }

  /** A record. */
  public record RecordConnector(String name) {
    public Object sendMessage(Object message) {
      return name;
    }
  }

  /** An enum, one constant with a class of its own. */
  public enum EnumConnector {
    PLAIN,
    OWN {
      @Override
      public Object sendMessage(Object message) {
        return "own";
      }
    };

    public Object sendMessage(Object message) {
      return name();
    }
  }

  /** Serializable, without a serialVersionUID of its own. */
  public static class SerializableConnector implements Serializable {
    private String name = "serializable";

    public Object sendMessage(Object message) {
      return name;
    }
  }

  /** An inner class. */
  public class InnerConnector {
    public Object sendMessage(Object message) {
      return Shapes.this;
    }
  }

  /** An inner object of a new outer one. */
  public static Object inner() {
    return new Shapes().new InnerConnector();
  }

  /** An object of an anonymous class. */
  public static Object anonymous() {
    return new DefaultConnector() {
      @Override
      public Object sendMessage(Object message) {
        return "anonymous";
      }
    };
  }

  /** A lambda of no connector type. */
  public static Function<Object, Object> lambda() {
    return message -> message;
  }
}
