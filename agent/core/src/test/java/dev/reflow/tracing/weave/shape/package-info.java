/**
 * Classes of every odd shape that an application may have; loaded woven, in loaders of their own.
 */
@NullMarked
package dev.reflow.tracing.weave.shape;

import org.jspecify.annotations.NullMarked;
