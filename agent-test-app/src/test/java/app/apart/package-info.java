/**
 * A connector for a class loader of its own.
 *
 * <p>Input: a call. Output: a message to nobody. Thread: the caller's. Failure: none.
 */
@NullMarked
package app.apart;

import org.jspecify.annotations.NullMarked;
