/**
 * What a message holds, as bytes: redacted, bounded, and without running any code of the
 * application's.
 *
 * <p>Input: a message and what is wanted of it. Output: {@link dev.reflow.tracing.event.Content}.
 * Thread: the application's, which pays for it where content or checksums are asked for, and only
 * there. Failure: the message is recorded without its content; why is said once for its class.
 *
 * <p>Objects are read field by field, never by a getter or {@code toString} of theirs (ADR 0018);
 * of the JDK's own classes only those are read that need no lock and call nothing of the
 * application's.
 */
@NullMarked
package dev.reflow.tracing.content;

import org.jspecify.annotations.NullMarked;
