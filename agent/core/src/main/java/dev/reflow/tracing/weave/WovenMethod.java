package dev.reflow.tracing.weave;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method about to be woven, and what its advice will pass to the gate. Immutable.
 *
 * @param loader of the class, null for the boot loader; not to be kept strongly, or the application
 *     could never unload its classes
 * @param className with dots, nested classes behind {@code $}
 * @param descriptor as in the class file
 * @param isStatic then {@code self} and {@code state} are null
 * @param stateField whether {@code state} is the value of a field {@value #STATE_FIELD} that the
 *     class {@code className} declares; else it is always null
 * @param messageArgument the argument passed as {@code message}, from 0, or -1 for none: the
 *     argument that the rule's message expression begins with, before any of its steps
 * @param otherArgument the only other argument that the rule reads, passed as {@code other}, from
 *     0; -1 where there is none, or where all are passed
 * @param passesArguments whether {@code arguments} are passed; else they are null
 * @param passesResult whether {@code result} is what the method returned; else it is null
 */
public record WovenMethod(
    @Nullable ClassLoader loader,
    String className,
    String methodName,
    String descriptor,
    boolean isStatic,
    boolean stateField,
    int messageArgument,
    int otherArgument,
    boolean passesArguments,
    boolean passesResult) {

  /** The field woven into connectors and receivers: {@code private transient Object}. */
  public static final String STATE_FIELD = "reflow$state";

  /** The field woven into carriers: {@code private transient Object}. */
  public static final String ORIGIN_FIELD = "reflow$origin";

  /**
   * The fields woven into carriers for the event that a carrier stands for: {@code private
   * transient}, five longs and an int.
   */
  public static final List<String> EVENT_FIELDS =
      List.of(
          "reflow$eventHigh",
          "reflow$eventLow",
          "reflow$rootHigh",
          "reflow$rootLow",
          "reflow$parentLow",
          "reflow$depth");
}
