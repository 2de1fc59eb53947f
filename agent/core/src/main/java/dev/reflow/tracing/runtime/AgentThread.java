package dev.reflow.tracing.runtime;

import dev.reflow.tracing.health.Log;

/** Makes threads of the agent's own. Stateless; any thread. */
final class AgentThread {

  private AgentThread() {}

  /**
   * A daemon that is not started. What escapes from {@code task} is logged: an application's own
   * handler of uncaught failures, which may end the JVM, never hears of it.
   */
  static Thread daemon(Runnable task, String name, Log log) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (ended, failure) -> log.error(name + " has ended with a failure: " + failure));
    return thread;
  }
}
