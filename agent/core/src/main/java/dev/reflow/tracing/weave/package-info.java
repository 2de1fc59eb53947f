/**
 * Finds the methods that the rules name while classes are loaded, and makes them call the gate.
 *
 * <p>Input: class files as the JVM loads them, and the {@linkplain dev.reflow.tracing.rule rules}.
 * Output: the same class files with one-line advice inlined, each woven method registered under a
 * number. Thread: whichever loads a class. Failure: the class stays as it was; the reason is logged
 * once and stands in the rule report.
 */
@NullMarked
package dev.reflow.tracing.weave;

import org.jspecify.annotations.NullMarked;
