package dev.reflow.tracing.event;

/**
 * Whose events a file holds. Immutable.
 *
 * @param id 64 random bits that no other process has
 * @param startNs when the process's tracing began, nanoseconds since the epoch
 * @param pid the operating system's number of the process
 * @param service what the process calls itself
 * @param flowId the flow that its events belong to
 * @param host the machine's name
 */
public record ProcessInfo(
    long id, long startNs, long pid, String service, String flowId, String host) {}
