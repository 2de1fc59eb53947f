package dev.reflow.tracing.sink.wire;

import java.io.IOException;

/** A proxy did not let us through. */
public final class TunnelException extends IOException {

  private final int status;

  TunnelException(int status) {
    super("the proxy answers HTTP " + status);
    this.status = status;
  }

  /** What it answered to {@code CONNECT}. */
  public int status() {
    return status;
  }
}
