package org.apache.kafka.common.utils.internals;

import org.apache.kafka.common.metrics.Metrics;

/**
 * Stands in the place of the class of this name in kafka-clients, which registers each client with
 * the platform's MBean server and so is often the first to use JMX, which nothing can switch off:
 * see {@code docs/adr/0012}. This one registers nothing. Any thread.
 */
public final class AppInfoParser {

  private AppInfoParser() {}

  /** The client's version where it asks for it; nobody needs to know. */
  public static String getVersion() {
    return "unknown";
  }

  /** Likewise. */
  public static String getCommitId() {
    return "unknown";
  }

  /** Would register a bean. */
  public static void registerAppInfo(String prefix, String id, Metrics metrics, long nowMs) {}

  /** Would take it back. */
  public static void unregisterAppInfo(String prefix, String id, Metrics metrics) {}
}
