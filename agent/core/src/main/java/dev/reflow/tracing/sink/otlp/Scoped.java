package dev.reflow.tracing.sink.otlp;

/**
 * What stands around spans or metrics in a request, the same for both: one resource with one scope.
 * Stateless; any thread.
 *
 * <pre>
 *   Export…ServiceRequest { resource_… = 1 { resource = 1, scope_… = 2 { scope = 1, items = 2 … }}}
 * </pre>
 */
final class Scoped {

  /** The field of {@code ScopeSpans} or {@code ScopeMetrics} that the items are. */
  static final int ITEMS = 2;

  private static final int OUTER = 1;
  private static final int RESOURCE = 1;
  private static final int SCOPED = 2;
  private static final int SCOPE = 1;

  private Scoped() {}

  /** Writes into {@code head} what comes before {@code itemBytes} bytes of items. */
  static void head(ProtoBuffer head, byte[] resource, int itemBytes) {
    int scoped = field(ResourceMessage.SCOPE.length) + itemBytes;
    head.clear();
    head.putLength(OUTER, field(resource.length) + field(scoped));
    head.putBytes(RESOURCE, resource);
    head.putLength(SCOPED, scoped);
    head.putBytes(SCOPE, ResourceMessage.SCOPE);
  }

  /** Bytes of a field of {@code length} bytes, tag and length included. */
  private static int field(int length) {
    return 1 + ProtoBuffer.sizeOf(length) + length;
  }
}
