/** Applications for the tests of the agent's jar; they know nothing of the agent. */
@NullMarked
package sample;

import org.jspecify.annotations.NullMarked;
