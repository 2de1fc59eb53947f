/**
 * The queue on disk: striped, written without waiting, read by position; in Chronicle's file
 * format.
 *
 * <p>Input: {@link dev.reflow.tracing.event.FlowRecord}s from application threads. Output: files
 * under a {@link dev.reflow.tracing.queue.RunDirectory}, and their events through {@link
 * dev.reflow.tracing.queue.EventTail}. Thread: {@link dev.reflow.tracing.queue.EventQueue} any, a
 * tail one. Failure: writing drops the event and returns its {@link
 * dev.reflow.tracing.health.Fate}, never throws; opening throws {@link
 * dev.reflow.tracing.queue.QueueUnavailableException} in one sentence; reading reports damage with
 * its place and goes on behind it.
 */
@NullMarked
package dev.reflow.tracing.queue;

import org.jspecify.annotations.NullMarked;
