package dev.reflow.tracing.sink.otlp;

import dev.reflow.tracing.event.Edge;
import dev.reflow.tracing.event.EventKind;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.event.FactReader;
import dev.reflow.tracing.event.Name;
import dev.reflow.tracing.event.Prepared;
import dev.reflow.tracing.event.TraceIds;

/**
 * Writes events as {@code Span} messages of OpenTelemetry's {@code trace.proto}, with its semantic
 * conventions for messaging. What edge, type and thread say is prepared once for each. Not
 * thread-safe.
 */
final class SpanWriter {

  private static final int TRACE_ID = 1;
  private static final int SPAN_ID = 2;
  private static final int PARENT_SPAN_ID = 4;
  private static final int NAME = 5;
  private static final int KIND = 6;
  private static final int START_TIME = 7;
  private static final int END_TIME = 8;
  private static final int ATTRIBUTES = 9;
  private static final int LINKS = 13;
  private static final int STATUS = 15;
  private static final int FLAGS = 16;

  private static final int LINK_TRACE_ID = 1;
  private static final int LINK_SPAN_ID = 2;
  private static final int LINK_FLAGS = 6;
  private static final int STATUS_MESSAGE = 2;
  private static final int STATUS_CODE = 3;

  private static final int KIND_PRODUCER = 4;
  private static final int KIND_CONSUMER = 5;
  private static final int CODE_ERROR = 2;

  /** Sampled, and it is known whether the parent is of another process. */
  private static final int KNOWN = 0x101;

  private static final int REMOTE = 0x200;

  private static final byte[] SIZE = Attributes.key("messaging.message.body.size");
  private static final byte[] MESSAGE_ID = Attributes.key("messaging.message.id");
  private static final byte[] CONVERSATION = Attributes.key("messaging.message.conversation_id");
  private static final byte[] PRIORITY = Attributes.key("reflow.message.priority");
  private static final byte[] DEPTH = Attributes.key("reflow.queue.depth");
  private static final byte[] WEIGHT = Attributes.key("reflow.sample_weight");
  private static final byte[] ESTIMATED = Attributes.key("reflow.size_estimated");
  private static final byte[] INCOMPLETE = Attributes.key("reflow.incomplete");
  private static final byte[] ERROR_TYPE = Attributes.key("error.type");

  private final ProtoBuffer span = new ProtoBuffer();
  private final ProtoBuffer inner = new ProtoBuffer();
  private final Attributes attributes = new Attributes(span, ATTRIBUTES);
  private final Prepared<Edge> flows = new Prepared<>(edge -> edge("send", edge));
  private final Prepared<Edge> sends = new Prepared<>(edge -> edge("create", edge));
  private final Prepared<Edge> receipts = new Prepared<>(edge -> edge("process", edge));
  private final Prepared<Name> types =
      new Prepared<>(name -> Attributes.prepared(ATTRIBUTES, "reflow.message.type", name.text()));
  private final Prepared<Name> threads =
      new Prepared<>(name -> Attributes.prepared(ATTRIBUTES, "thread.name", name.text()));
  private final Prepared<Name> keys = new Prepared<>(name -> Attributes.key(name.text()));
  private final FactReader.AttributeHandler own = key -> attributes.under(keys.of(key, key.id()));

  /** The event as one span; holds until the next. */
  ProtoBuffer write(EventView event) {
    span.clear();
    span.putId(TRACE_ID, TraceIds.traceHigh(event), TraceIds.traceLow(event));
    span.putId(SPAN_ID, TraceIds.span(event));
    boolean isRemote = TraceIds.hasParent(event) && TraceIds.isParentRemote(event);
    if (TraceIds.hasParent(event)) {
      span.putId(PARENT_SPAN_ID, TraceIds.parentSpan(event));
    }
    span.putFixed32(FLAGS, isRemote ? KNOWN | REMOTE : KNOWN);
    span.putVarint(KIND, event.kind() == EventKind.RECEIVED ? KIND_CONSUMER : KIND_PRODUCER);
    span.putFixed64(START_TIME, event.startNs());
    span.putFixed64(END_TIME, event.startNs() + event.durationNs());
    span.put(edges(event.kind()).of(event.edge(), event.edge().id()));
    span.put(types.of(event.typeName(), event.typeName().id()));
    span.put(threads.of(event.threadName(), event.threadName().id()));
    writeFacts(event);
    if (isRemote) {
      writeLink(event);
    }
    writeError(event);
    return span;
  }

  private void writeFacts(EventView event) {
    attributes.put(SIZE, event.sizeBytes());
    FactReader.messageId(event, attributes.textUnder(MESSAGE_ID));
    FactReader.correlationId(event, attributes.textUnder(CONVERSATION));
    FactReader.priority(event, attributes.under(PRIORITY));
    if (event.depth() >= 0) {
      attributes.put(DEPTH, event.depth());
    }
    if (event.weight() != 1) {
      attributes.put(WEIGHT, event.weight());
    }
    if (event.isSizeEstimated()) {
      attributes.put(ESTIMATED, true);
    }
    if (event.isIncomplete()) {
      attributes.put(INCOMPLETE, true);
    }
    FactReader.attributes(event, own);
  }

  /** To the sending process: what is shown by traces of each process alone finds it, too. */
  private void writeLink(EventView event) {
    inner.clear();
    inner.putId(LINK_TRACE_ID, TraceIds.traceHigh(event), TraceIds.traceLow(event));
    inner.putId(LINK_SPAN_ID, TraceIds.parentSpan(event));
    inner.putFixed32(LINK_FLAGS, KNOWN | REMOTE);
    span.putMessage(LINKS, inner);
  }

  private void writeError(EventView event) {
    String error = event.error();
    if (error == null) {
      return;
    }
    int colon = error.indexOf(':');
    attributes.put(ERROR_TYPE, colon < 0 ? error : error.substring(0, colon));
    inner.clear();
    inner.putText(STATUS_MESSAGE, error);
    inner.putVarint(STATUS_CODE, CODE_ERROR);
    span.putMessage(STATUS, inner);
  }

  private Prepared<Edge> edges(EventKind kind) {
    return switch (kind) {
      case FLOW -> flows;
      case SENT -> sends;
      case RECEIVED -> receipts;
    };
  }

  /** The span's name, and the attributes that are the same for each such event of the edge. */
  private static byte[] edge(String operation, Edge edge) {
    ProtoBuffer fields = new ProtoBuffer();
    fields.putText(NAME, operation + " " + edge.destinationActor());
    EdgeAttributes.put(fields, ATTRIBUTES, edge);
    fields.put(Attributes.prepared(ATTRIBUTES, "messaging.operation.name", operation));
    fields.put(Attributes.prepared(ATTRIBUTES, "messaging.operation.type", operation));
    return fields.toBytes();
  }
}
