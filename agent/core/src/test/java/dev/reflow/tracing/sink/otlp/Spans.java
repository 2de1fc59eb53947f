package dev.reflow.tracing.sink.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;

/** Looks into decoded messages. */
public final class Spans {

  private Spans() {}

  /** The value under {@code key}; empty where there is none. */
  static AnyValue attribute(List<KeyValue> attributes, String key) {
    return attributes.stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(KeyValue::getValue)
        .findFirst()
        .orElse(AnyValue.getDefaultInstance());
  }

  static AnyValue attribute(Span span, String key) {
    return attribute(span.getAttributesList(), key);
  }

  static AnyValue attribute(Resource resource, String key) {
    return attribute(resource.getAttributesList(), key);
  }

  /** Who recorded it. */
  public static String service(Resource resource) {
    return attribute(resource, "service.name").getStringValue();
  }

  /** The message's id. */
  public static String messageId(Span span) {
    return attribute(span, "messaging.message.id").getStringValue();
  }
}
