package dev.reflow.tracing.capture;

import org.jspecify.annotations.Nullable;

/** What a task takes along to another thread: what causes its sends, and who sends. Immutable. */
record KeptCause(Cause cause, @Nullable ActorName actor) {}
