/**
 * A program that sends through a connector of every shape that Java, Kotlin and Scala classes take,
 * and writes down what it sent.
 *
 * <p>Input: a file to write to. Output: in that file one line for each expectation, on standard
 * output what must not change when the program is traced. Thread: main, and a few that complete
 * futures. Failure: ends the program. Knows nothing of tracing.
 */
@NullMarked
package app.shapes;

import org.jspecify.annotations.NullMarked;
