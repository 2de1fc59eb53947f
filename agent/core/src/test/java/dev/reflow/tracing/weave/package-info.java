/** Weaves compiled classes in loaders of their own and watches what reaches the gate. */
@NullMarked
package dev.reflow.tracing.weave;

import org.jspecify.annotations.NullMarked;
