package dev.reflow.sample;

/** One end of a connector. */
record Port(String actor, String name) {

  @Override
  public String toString() {
    return actor + ":" + name;
  }
}
