/**
 * A program that sends one message after the other and says so when each is sent.
 *
 * <p>Input: how many, and how long to wait in between. Output: each message's id on a line of its
 * own once its send has returned. Thread: main. Failure: none. Knows nothing of tracing.
 */
@NullMarked
package app.delivery;

import org.jspecify.annotations.NullMarked;
