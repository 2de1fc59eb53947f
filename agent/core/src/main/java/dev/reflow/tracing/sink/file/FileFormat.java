package dev.reflow.tracing.sink.file;

/** How the lines of a batch lie in the file. */
public enum FileFormat {
  /** As they are. */
  PLAIN(""),
  /** A gzip member for each batch. */
  GZIP(".gz"),
  /** A zstd frame for each batch. */
  ZSTD(".zst");

  private final String suffix;

  FileFormat(String suffix) {
    this.suffix = suffix;
  }

  /** What is put behind the file's name; empty for {@link #PLAIN}. */
  public String suffix() {
    return suffix;
  }

  Framing framing() {
    return switch (this) {
      case PLAIN -> new PlainLines();
      case GZIP -> new GzipMembers();
      case ZSTD -> new ZstdFrames();
    };
  }
}
