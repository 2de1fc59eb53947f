package dev.reflow.tracing.sink.otlp;

import dev.reflow.tracing.event.EdgeCount;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.event.ProcessInfo;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.sink.Sink;
import dev.reflow.tracing.sink.SinkException;
import dev.reflow.tracing.sink.wire.HttpAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Posts events as spans and edge counts as metrics. */
public final class OtlpSink implements Sink {

  /** Spans gathered for one request at most, before compression; receivers take some 20 MiB. */
  private static final int REQUEST_BYTES = 1 << 20;

  /** Beyond so many, what a request costs is nothing beside what the events do. */
  private static final int EVENTS_AT_ONCE = 8_192;

  private static final int OK = 200;
  private static final Set<Integer> NOT_THERE = Set.of(404, 405, 415, 501);

  private final String target;
  private final URI traces;
  private final URI metrics;
  private final Map<String, String> headers;
  private final boolean isGzip;
  private final Duration timeout;
  private final Log log;
  private final OtlpDiagnosis diagnosis;
  private final Set<String> told = new HashSet<>();
  private final SpanWriter spanWriter = new SpanWriter();
  private final MetricWriter counts = new MetricWriter();
  private final ProtoBuffer spans = new ProtoBuffer();
  private final ProtoBuffer head = new ProtoBuffer();
  private final ProtoBuffer none = new ProtoBuffer();

  private @Nullable Receiver receiver;
  private @Nullable RequestBody body;
  private @Nullable ProcessInfo process;
  private byte[] resource = {};
  private boolean takesMetrics = true;

  /**
   * A sink that has touched nothing yet.
   *
   * @param endpoint {@code http://} or {@code https://}; the paths of the signals are put behind it
   * @param headers what each request carries besides; their values are never shown
   * @param timeout longest wait for an answer
   */
  public OtlpSink(
      URI endpoint, Map<String, String> headers, boolean isGzip, Duration timeout, Log log) {
    this.target = Endpoint.text(endpoint);
    this.traces = URI.create(target + "/v1/traces");
    this.metrics = URI.create(target + "/v1/metrics");
    this.headers = headers;
    this.isGzip = isGzip;
    this.timeout = timeout;
    this.log = log;
    this.diagnosis = new OtlpDiagnosis(target, headers.values());
  }

  @Override
  public String name() {
    return "otlp";
  }

  @Override
  public String target() {
    return target;
  }

  /**
   * Posts nothing, which a receiver takes, so that what is wrong is known before the first event.
   */
  @Override
  public void open() throws SinkException {
    if (receiver == null) {
      receiver = new Receiver(new RequestHead(headers, isGzip), timeout, diagnosis);
    }
    body = new RequestBody(isGzip);
    head.clear();
    post(traces, none);
  }

  @Override
  public void write(EventView event) throws SinkException {
    of(event.process());
    int before = spans.size();
    try {
      spans.putMessage(Scoped.ITEMS, spanWriter.write(event));
    } catch (RuntimeException e) {
      spans.cut(before);
      throw SinkException.poison("it cannot be written as a span: " + e, e);
    }
    if (spans.size() >= REQUEST_BYTES) {
      postSpans();
    }
  }

  @Override
  public boolean writeCount(EdgeCount count, ProcessInfo owner) throws SinkException {
    if (!takesMetrics) {
      return false;
    }
    of(owner);
    counts.add(count);
    return true;
  }

  /** What comes next is of {@code owner}; what is of another goes out, since requests have one. */
  // Each file has an object of its own for the same process; equality is for when it changes.
  @SuppressWarnings("ReferenceEquality")
  private void of(ProcessInfo owner) throws SinkException {
    if (owner != process) {
      if (!owner.equals(process)) {
        postSpans();
        postCounts();
        resource = ResourceMessage.of(owner);
      }
      process = owner;
    }
  }

  @Override
  public int eventsAtOnce() {
    return EVENTS_AT_ONCE;
  }

  /** Spans first: they have ids, so it does no harm when they come twice. */
  @Override
  public void commit() throws SinkException {
    postSpans();
    postCounts();
  }

  private void postSpans() throws SinkException {
    if (spans.size() == 0) {
      return;
    }
    Scoped.head(head, resource, spans.size());
    Answer answer = Answer.read(post(traces, spans).body());
    if (answer.rejected() > 0) {
      throw diagnosis.rejected(answer.rejected(), answer.message());
    }
    warn(answer.message());
    spans.clear();
  }

  private void postCounts() throws SinkException {
    if (counts.size() == 0) {
      return;
    }
    ProtoBuffer written = counts.write(Scoped.ITEMS);
    Scoped.head(head, resource, written.size());
    HttpAnswer response = send(metrics, written);
    if (NOT_THERE.contains(response.status())) {
      takesMetrics = false;
      warn("takes no metrics (HTTP %d), so edge counts stay here".formatted(response.status()));
    } else if (response.status() == OK) {
      warn(Answer.read(response.body()).message());
    } else {
      SinkException refused = diagnosis.refused(response);
      if (refused.kind() != SinkException.Kind.POISON) {
        throw refused;
      }
      warn("refuses metrics: " + refused.text());
    }
    counts.clear();
  }

  private HttpAnswer post(URI to, ProtoBuffer items) throws SinkException {
    HttpAnswer response = send(to, items);
    if (response.status() != OK) {
      throw diagnosis.refused(response);
    }
    return response;
  }

  private HttpAnswer send(URI to, ProtoBuffer items) throws SinkException {
    Receiver opened = receiver;
    RequestBody filled = body;
    if (opened == null || filled == null) {
      throw SinkException.retry(target + " is not connected", null);
    }
    return opened.post(to, filled.fill(head, items));
  }

  /** Once for each text. */
  private void warn(String text) {
    if (!text.isEmpty() && told.size() < 10 && told.add(text)) {
      log.warn("otlp sink: " + target + " " + diagnosis.scrubbed(text));
    }
  }

  @Override
  public void close() {
    spans.clear();
    counts.clear();
    process = null;
    if (body != null) {
      body.close();
      body = null;
    }
    if (receiver != null) {
      receiver.close();
      receiver = null;
    }
  }
}
