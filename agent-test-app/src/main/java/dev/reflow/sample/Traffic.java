package dev.reflow.sample;

/**
 * What went from one port to another.
 *
 * @param sends calls of sendMessage
 * @param failures those of them that threw
 */
record Traffic(Port from, Port to, long sends, long failures) {

  /** As one line of JSON; actors and ports are plain words, so nothing needs escaping. */
  String toJson() {
    return "{\"from\":\"%s\",\"from_port\":\"%s\",\"to\":\"%s\",\"to_port\":\"%s\",\"sends\":%d,\"failures\":%d}"
        .formatted(from.actor(), from.name(), to.actor(), to.name(), sends, failures);
  }
}
