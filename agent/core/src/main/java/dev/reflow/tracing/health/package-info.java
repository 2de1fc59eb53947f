/**
 * What the agent knows of itself: its log, one counted fate for every event, what became of each
 * rule.
 *
 * <p>Input: notes from every other package. Output: log lines, counters, the rule report. Thread:
 * any. Failure: never; a log that cannot be written is given up in silence.
 */
@NullMarked
package dev.reflow.tracing.health;

import org.jspecify.annotations.NullMarked;
