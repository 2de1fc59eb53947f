package dev.reflow.tracing.sink.wire;

import java.io.IOException;

/** The other side answers what is not HTTP, or hangs up before it has answered. */
public final class NotHttpException extends IOException {

  NotHttpException(String what) {
    super(what);
  }
}
