package com.example.load;

import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** What an application could record by itself for a send, without any agent. */
@Name("com.example.load.Send")
@StackTrace(false)
final class SendEvent extends Event {
  String fromActor = "";
  String toActor = "";
  long messageId;
  int sizeBytes;
}
