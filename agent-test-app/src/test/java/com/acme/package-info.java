/**
 * A shop whose classes follow no convention: only rules of the user's own find them.
 *
 * <p>Input: none. Output: orders handled. Thread: main and one worker. Failure: none. Knows nothing
 * of tracing.
 */
@NullMarked
package com.acme;

import org.jspecify.annotations.NullMarked;
