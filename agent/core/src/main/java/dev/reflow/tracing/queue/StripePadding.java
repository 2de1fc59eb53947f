package dev.reflow.tracing.queue;

/**
 * Keeps the fields of one {@link Stripe} out of the cache lines of the next, which a collector may
 * well lay side by side. Nobody reads or writes these.
 */
abstract class StripePadding {
  long p00, p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, p13, p14, p15;
}
