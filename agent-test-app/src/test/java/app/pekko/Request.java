package app.pekko;

import org.apache.pekko.actor.typed.ActorRef;

/** A job, and who wants to know of it. */
record Request(Job job, ActorRef<Job> replyTo) {

  String messageId() {
    return job.messageId();
  }
}
