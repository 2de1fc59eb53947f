/**
 * The programs that are measured: they know nothing of any agent and lie outside of every agent's
 * own packages.
 *
 * <p>Input: program arguments. Output: one line of figures on standard output. Thread: main.
 * Failure: the exception ends the program.
 */
@NullMarked
package com.example.load;

import org.jspecify.annotations.NullMarked;
