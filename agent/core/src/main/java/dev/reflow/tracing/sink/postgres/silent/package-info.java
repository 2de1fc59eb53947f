/**
 * What PostgreSQL's driver finds in the agent in place of {@code java.util.logging}, so that none
 * of its lines reaches the application's handlers and the application may set up its log manager
 * when it likes. When the agent's jar is laid out, the driver's classes are made to refer to this
 * package.
 *
 * <p>Input: the driver's log lines. Output: none; what matters of them comes as an exception.
 * Thread: any. Failure: none. The methods are those that the driver calls, which a test checks.
 */
@NullMarked
package dev.reflow.tracing.sink.postgres.silent;

import org.jspecify.annotations.NullMarked;
