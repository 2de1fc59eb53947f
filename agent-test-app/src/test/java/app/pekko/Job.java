package app.pekko;

/** What actors tell each other: what is to be done, and an id that no other message has. */
record Job(String messageId, String task) {}
