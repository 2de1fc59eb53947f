/**
 * A program that sends without a pause while its surroundings break, and keeps a ledger of what it
 * sent that survives its own kill.
 *
 * <p>Input: files that tell it when to begin and to end. Output: how many messages were sent, and
 * the ledger. Thread: as many as asked for. Failure: whatever a send throws ends the program with
 * status 3. Knows nothing of tracing.
 */
@NullMarked
package app.faults;

import org.jspecify.annotations.NullMarked;
