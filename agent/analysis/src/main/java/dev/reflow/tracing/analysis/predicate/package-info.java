/**
 * The predicate: an SQL condition over the columns of {@code data_flow_events}, with one meaning in
 * memory and in every store.
 *
 * <p>Input: a condition as a user writes it. Output: a test for rows in memory, and the same
 * condition as text with parameters for a prepared {@code WHERE}. Thread: any; all types are
 * immutable. Failure: {@link dev.reflow.tracing.analysis.predicate.PredicateException} with one
 * line for the user; evaluation does not fail.
 */
@NullMarked
package dev.reflow.tracing.analysis.predicate;

import org.jspecify.annotations.NullMarked;
