package dev.reflow.tracing.capture;

/**
 * An actor as the graph shows it; one object for one name, so that it can be told by identity.
 *
 * @param id the number in the keys of {@link EdgeTable}
 * @param text the name
 */
record ActorName(int id, String text) {

  /** Where a message comes from that no actor sent. */
  static final ActorName EXTERNAL = new ActorName(0, "external");

  /** Stands for every actor that came after the table was full. */
  static final ActorName OTHER = new ActorName(1, "other");

  /** Marks an actor whose messages a rule leaves out; never part of an edge. */
  static final ActorName IGNORED = new ActorName(-1, "");

  boolean isIgnored() {
    return id == IGNORED.id;
  }
}
