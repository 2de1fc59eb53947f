/**
 * A network of actors that watches temperature sensors; something to trace, which knows nothing of
 * tracing.
 *
 * <pre>
 *                                          ┌─▶ data_transformer ──async──▶ analytics_engine ──▶ dashboard
 * sensor_reader ──▶ data_validator ──valid─┼─▶ alert_monitor ──fails now and then───────────▶ dashboard
 *                         │                └─▶ reading_archive
 *                         └────────rejected──▶ reading_archive
 * </pre>
 *
 * <p>Input: command line options. Output: a table, or a file, of how many messages each connector
 * carried by the program's own count. Thread: one for each actor; what is shared says so. Failure:
 * one line and exit status 2 for a bad option.
 */
@NullMarked
package dev.reflow.sample;

import org.jspecify.annotations.NullMarked;
