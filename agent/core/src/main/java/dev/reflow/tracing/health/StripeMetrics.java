package dev.reflow.tracing.health;

/**
 * What one stripe of the queue holds. Immutable.
 *
 * @param stripe its number, from 0
 * @param recorded events recorded there
 * @param bytesOnDisk its files
 */
public record StripeMetrics(int stripe, long recorded, long bytesOnDisk) {}
