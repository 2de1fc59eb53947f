/**
 * A class of the JDK's, replaced for the agent's own libraries.
 *
 * <p>Input: calls of libraries that know only the old class. Output: the same calls on the JDK's
 * internal class. Thread: any. Failure: the JDK's.
 */
@NullMarked
package sun.misc;

import org.jspecify.annotations.NullMarked;
