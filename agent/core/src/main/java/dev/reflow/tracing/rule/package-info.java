/**
 * Which methods are traced and how their facts are read: rules as data, the user's own and the
 * shipped ones in one language.
 *
 * <p>Input: {@link dev.reflow.tracing.config.Settings} and the shipped resource files. Output:
 * {@link dev.reflow.tracing.rule.Rules}. Thread: any, everything is immutable. Failure: never
 * throws; a rule that cannot be read is an error among the problems.
 */
@NullMarked
package dev.reflow.tracing.rule;

import org.jspecify.annotations.NullMarked;
