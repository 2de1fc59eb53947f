package app.causes;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends a message within a span of OpenTelemetry's and one outside of any. */
public final class SpansMain {

  private SpansMain() {}

  public static void main(String[] arguments) {
    QueueConnector connector = new QueueConnector("a", new WorkActor("b"));
    Span span =
        Span.wrap(
            SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getSampled(),
                TraceState.getDefault()));
    Scope inside = span.makeCurrent();
    try {
      // Whoever wants to know of spans has a while to see that there are some.
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
      connector.sendMessage(new Note("inside"));
    } finally {
      inside.close();
    }
    connector.sendMessage(new Note("outside"));
    System.out.println("done");
  }
}
