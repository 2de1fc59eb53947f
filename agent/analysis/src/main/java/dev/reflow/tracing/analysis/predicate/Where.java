package dev.reflow.tracing.analysis.predicate;

import java.util.List;

/**
 * A condition for a prepared statement. Immutable. Nothing that a user wrote stands in the text but
 * names of known columns: every value is a parameter.
 *
 * @param text SQL that DuckDB and PostgreSQL understand alike, with a question mark for each value
 * @param parameters for the question marks: String, Long, Double or OffsetDateTime
 */
public record Where(String text, List<Object> parameters) {}
