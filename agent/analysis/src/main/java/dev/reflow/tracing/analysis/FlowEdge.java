package dev.reflow.tracing.analysis;

/**
 * Where flows go from and to. Immutable.
 *
 * @param service what the sending process calls itself
 * @param sourceActor name of the sending actor
 * @param sourcePort name of the port it sends from
 * @param destinationActor name of the receiving actor
 * @param destinationPort name of the port it receives at
 * @param protocol {@link #IN_MEMORY} inside of one process, else the carrier's: {@code kafka}
 */
public record FlowEdge(
    String service,
    String sourceActor,
    String sourcePort,
    String destinationActor,
    String destinationPort,
    String protocol) {

  /** The protocol of connectors inside of one JVM. */
  public static final String IN_MEMORY = "memory_channel";

  /** Whether both ends are in one process. */
  public boolean isInMemory() {
    return protocol.equals(IN_MEMORY);
  }
}
