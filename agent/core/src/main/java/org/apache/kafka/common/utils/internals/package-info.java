/**
 * One class of Kafka's client that the agent cannot use as it is.
 *
 * <p>Input: none. Output: none. Thread: any. Failure: none.
 */
@NullMarked
package org.apache.kafka.common.utils.internals;

import org.jspecify.annotations.NullMarked;
