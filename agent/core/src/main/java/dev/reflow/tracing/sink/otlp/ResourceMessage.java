package dev.reflow.tracing.sink.otlp;

import dev.reflow.tracing.event.ProcessInfo;

/**
 * What both kinds of requests say of the process: {@code Resource} of OpenTelemetry's {@code
 * resource.proto}, and the scope. Stateless; any thread.
 */
final class ResourceMessage {

  private static final int ATTRIBUTES = 1;
  private static final int SCOPE_NAME = 1;

  /** {@code InstrumentationScope}. */
  static final byte[] SCOPE = scope();

  private ResourceMessage() {}

  static byte[] of(ProcessInfo process) {
    ProtoBuffer resource = new ProtoBuffer();
    Attributes attributes = new Attributes(resource, ATTRIBUTES);
    attributes.put(Attributes.key("service.name"), process.service());
    attributes.put(Attributes.key("service.instance.id"), String.format("%016x", process.id()));
    attributes.put(Attributes.key("host.name"), process.host());
    attributes.put(Attributes.key("process.pid"), process.pid());
    attributes.put(Attributes.key("telemetry.sdk.name"), "reflow");
    attributes.put(Attributes.key("telemetry.sdk.language"), "java");
    attributes.put(Attributes.key("reflow.flow_id"), process.flowId());
    return resource.toBytes();
  }

  private static byte[] scope() {
    ProtoBuffer scope = new ProtoBuffer();
    scope.putText(SCOPE_NAME, "dev.reflow.tracing");
    return scope.toBytes();
  }
}
