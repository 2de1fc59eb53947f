package dev.reflow.e2e;

import dev.reflow.tracing.sink.otlp.OtlpReceiver;
import dev.reflow.tracing.sink.otlp.Spans;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;

/** An OTLP receiver, which remembers which spans came. */
final class OtlpEnd implements FaultySink {

  private final DeliveredNumbers numbers = new DeliveredNumbers();
  private OtlpReceiver receiver = OtlpReceiver.start(0, this::note);
  private final int port = receiver.port();

  private void note(Resource resource, Span span) {
    numbers.event(Spans.service(resource), Long.parseLong(Spans.messageId(span)));
  }

  @Override
  public void configure(AgentRun run) {
    run.set("sinks", "otlp").set("sink.otlp.endpoint", receiver.endpoint().toString());
  }

  @Override
  public void kill() {
    receiver.close();
  }

  @Override
  public void restart() {
    receiver = OtlpReceiver.start(port, this::note);
  }

  @Override
  public void forEach(Delivered delivered) {
    numbers.forEach(delivered);
  }

  @Override
  public void close() {
    receiver.close();
  }
}
