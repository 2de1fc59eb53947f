package dev.reflow.tracing.sink.otlp;

import dev.reflow.tracing.sink.SinkException;
import dev.reflow.tracing.sink.wire.HttpHead;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The head of each request, with the user's headers in it. Immutable; any thread. */
final class RequestHead {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E\\x80-\\xFF]*");

  /** They say how the request itself is sent. */
  private static final Set<String> OURS =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private final String fields;

  /** {@code headers}: what each request carries besides, or instead of what it carries. */
  RequestHead(Map<String, String> headers, boolean isGzip) throws SinkException {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.put("Content-Type", "application/x-protobuf");
    all.put("User-Agent", "reflow-agent");
    if (isGzip) {
      all.put("Content-Encoding", "gzip");
    }
    for (Map.Entry<String, String> header : headers.entrySet()) {
      String name = header.getKey();
      boolean isSent =
          NAME.matcher(name).matches()
              && VALUE.matcher(header.getValue()).matches()
              && OURS.stream().noneMatch(name::equalsIgnoreCase);
      if (!isSent) {
        // Without the value, which may be a secret.
        throw SinkException.fatal(
            "a header " + name + " cannot be sent so; check reflow.sink.otlp.headers", null);
      }
      all.put(name, header.getValue());
    }
    StringBuilder text = new StringBuilder();
    all.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
    this.fields = text.toString();
  }

  /** A POST of {@code size} bytes. */
  byte[] bytes(URI to, int size) {
    String port = to.getPort() < 0 ? "" : ":" + to.getPort();
    return HttpHead.bytes(
        "POST "
            + to.getRawPath()
            + " HTTP/1.1\r\nHost: "
            + to.getHost()
            + port
            + "\r\nContent-Length: "
            + size
            + "\r\n"
            + fields
            + "\r\n");
  }
}
