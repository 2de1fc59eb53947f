package dev.reflow.tracing.config;

/** How what is shipped is made smaller. */
public enum Compression {
  NONE,
  GZIP,
  ZSTD
}
