package dev.reflow.tracing.config;

/** A value somebody gave a key, as text. */
record Assigned(String value, Origin origin) {}
