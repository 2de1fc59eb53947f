package dev.reflow.tracing.cli;

import tools.jackson.core.JsonGenerator;

/** A part of what {@code doctor} reports. One thread. */
interface DoctorSection {

  /** What stands above it. */
  String title();

  /** Prints its lines for a person. */
  void print(Terminal terminal);

  /** Writes its properties into the object that {@code json} has begun. */
  void write(JsonGenerator json);

  /** What the shell is told of it. */
  int exitStatus();
}
