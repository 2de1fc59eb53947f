package dev.reflow.tracing.event;

/**
 * Where flows go from and to: one line of the graph. Immutable.
 *
 * @param id the number by which records name this edge, from 1 on; 0 where a full dictionary had no
 *     room
 * @param sourceActor name of the sending actor
 * @param sourcePort name of the port it sends from
 * @param destinationActor name of the receiving actor
 * @param destinationPort name of the port it receives at
 * @param protocol {@code memory_channel} inside of a JVM, else the carrier's: {@code kafka}, {@code
 *     jms}
 */
public record Edge(
    int id,
    String sourceActor,
    String sourcePort,
    String destinationActor,
    String destinationPort,
    String protocol) {

  /** Stands for every edge that came after the dictionary was full. */
  public static final Edge OTHER = new Edge(0, "other", "out", "other", "in", "memory_channel");

  /** The protocol of connectors inside of one JVM. */
  public static final String IN_MEMORY = "memory_channel";
}
