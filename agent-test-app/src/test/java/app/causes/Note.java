package app.causes;

/** A message; what actors derive from it has an id that begins with its own. */
record Note(String messageId) {

  Note derived(String more) {
    return new Note(messageId + "." + more);
  }

  boolean isA(String kind) {
    return messageId.endsWith("." + kind);
  }
}
