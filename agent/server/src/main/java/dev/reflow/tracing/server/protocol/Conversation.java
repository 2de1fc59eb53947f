package dev.reflow.tracing.server.protocol;

import dev.reflow.tracing.server.collect.Compression;
import dev.reflow.tracing.server.event.MalformedException;
import dev.reflow.tracing.server.event.StoredEvent;
import dev.reflow.tracing.server.health.Figures;
import dev.reflow.tracing.server.query.Traces;
import dev.reflow.tracing.server.store.Intake;
import dev.reflow.tracing.server.store.Receipt;
import dev.reflow.tracing.server.store.StoreException;
import dev.reflow.tracing.server.store.TraceHead;
import dev.reflow.tracing.server.subscribe.Filters;
import dev.reflow.tracing.server.subscribe.Subscriber;
import dev.reflow.tracing.server.subscribe.Subscriptions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One client's requests and answers, whatever carries them. Frames come one after the other;
 * answers go out from any thread, in order.
 */
public final class Conversation {

  /** Most bytes that a frame may unpack to. */
  public static final int LARGEST_FRAME = 32 << 20;

  /** With so many requests unanswered, no frame is read. */
  private static final int MOST_UNANSWERED = 20_000;

  private static final int COMPRESSED_FROM = 1_024;

  private final Services services;
  private final Peer peer;
  private final RequestReader reader = new RequestReader();
  private final Replies replies;
  private volatile @Nullable Compression compression;
  private @Nullable Subscriber subscriber;
  private boolean isClosed;

  /** What conversations need of the server. Immutable. */
  public record Services(
      Intake intake, Traces traces, Subscriptions subscriptions, Figures figures, Clock clock) {}

  public Conversation(Services services, Peer peer) {
    this.services = services;
    this.peer = peer;
    this.replies = new Replies(this::send);
  }

  /** Takes a text frame. */
  public void onText(String text) {
    onFrame(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes a binary frame. */
  public void onBinary(byte[] frame) {
    try {
      Compression.Unpacked unpacked = Compression.unpack(frame, LARGEST_FRAME);
      if (unpacked.compression().canPack()) {
        compression = unpacked.compression();
      }
      onFrame(unpacked.bytes());
    } catch (MalformedException e) {
      refuse(e.line(), Answers.SERIALIZATION);
    }
  }

  private void onFrame(byte[] frame) {
    services.figures().bytesReceived.add(frame.length);
    try {
      RequestReader.Frame read = reader.read(frame);
      services.figures().messagesReceived.add(read.requests().size());
      if (read.isBatch()) {
        onBatch(read.requests(), frame.length);
      } else {
        answer(read.requests().get(0), frame.length);
      }
    } catch (MalformedException e) {
      refuse(e.line(), Answers.INVALID);
    }
  }

  private void refuse(String line, String code) {
    services.figures().errors.increment();
    replies.next().complete(Answers.error(line, code));
  }

  /** Whether the next frame may be read; if not, {@link Peer#resume} is called once it may. */
  public boolean mayRead() {
    return replies.waiting() < MOST_UNANSWERED;
  }

  /** One answer acknowledges all of a batch that only records; others have an answer each. */
  private void onBatch(List<Request> requests, int bytes) {
    List<StoredEvent> events = new ArrayList<>(requests.size());
    for (Request request : requests) {
      if (request instanceof Request.RecordEvent recorded) {
        events.add(recorded.event());
      }
    }
    if (events.size() == requests.size()) {
      store(events, List.of(), bytes, Answers.RECORDED);
    } else {
      requests.forEach(request -> answer(request, bytes / requests.size()));
    }
  }

  private void answer(Request request, int bytes) {
    if (request instanceof Request.RecordEvent it) {
      store(List.of(it.event()), List.of(), bytes, Answers.RECORDED);
    } else if (request instanceof Request.Ping) {
      replies.next().complete(Answers.PONG);
    } else if (request instanceof Request.StartTrace it) {
      start(it);
    } else if (request instanceof Request.StoreTrace it) {
      services.figures().tracesStored.increment();
      UUID id = it.head().traceId();
      store(it.events(), List.of(it.head()), bytes, Answers.withTraceId("TraceStored", id));
    } else if (request instanceof Request.GetTrace it) {
      ask(() -> Answers.traceData(services.traces().find(it.traceId())));
    } else if (request instanceof Request.QueryTraces it) {
      ask(() -> Answers.queryResults(services.traces().query(it.query())));
    } else if (request instanceof Request.GetFlowVersions it) {
      ask(() -> Answers.flowVersions(services.traces().versions(it.flowId())));
    } else if (request instanceof Request.Subscribe it) {
      subscribe(it.filters());
    } else if (request instanceof Request.Unsubscribe) {
      replies.next().complete(Answers.RECORDED, this::endSubscription);
    } else {
      replies.next().complete(MetricsAnswer.of(services.figures()));
    }
  }

  private void start(Request.StartTrace request) {
    UUID id = UUID.randomUUID();
    Instant now = services.clock().instant();
    long startNs = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    TraceHead head =
        new TraceHead(
            id,
            request.flowId(),
            UUID.randomUUID(),
            request.version(),
            startNs,
            null,
            "\"Running\"",
            Answers.metadata(null));
    services.figures().tracesStored.increment();
    store(List.of(), List.of(head), 0, Answers.withTraceId("TraceStarted", id));
  }

  private void store(List<StoredEvent> events, List<TraceHead> traces, long bytes, String answer) {
    Replies.Slot slot = replies.next();
    services
        .intake()
        .submit(
            events,
            traces,
            bytes,
            new Receipt() {
              @Override
              public void stored() {
                slot.complete(answer);
              }

              @Override
              public void failed(StoreException failure) {
                services.figures().errors.increment();
                slot.complete(Answers.error(failure.line(), Answers.STORAGE));
              }
            });
  }

  @FunctionalInterface
  private interface Question {
    String answer() throws StoreException;
  }

  private void ask(Question question) {
    services.figures().queries.increment();
    Replies.Slot slot = replies.next();
    try {
      slot.complete(question.answer());
    } catch (StoreException e) {
      services.figures().errors.increment();
      boolean refused = e.kind() == StoreException.Kind.REFUSED;
      slot.complete(Answers.error(e.line(), refused ? Answers.INVALID : Answers.STORAGE));
    }
  }

  private void subscribe(Filters filters) {
    if (services.subscriptions().isFull()) {
      refuse("there are too many subscriptions", Answers.INVALID);
    } else {
      replies.next().complete(Answers.RECORDED, () -> begin(filters));
    }
  }

  private synchronized void begin(Filters filters) {
    endSubscription();
    if (!isClosed) {
      subscriber = services.subscriptions().add(filters, peer::notify);
    }
  }

  private synchronized void endSubscription() {
    Subscriber ended = subscriber;
    if (ended != null) {
      services.subscriptions().remove(ended);
      subscriber = null;
    }
  }

  private void send(String answer) {
    services.figures().messagesSent.increment();
    Compression packing = compression;
    if (packing != null && answer.length() > COMPRESSED_FROM) {
      peer.sendBinary(packing.pack(answer.getBytes(StandardCharsets.UTF_8)));
    } else {
      peer.sendText(answer);
    }
    if (replies.waiting() < MOST_UNANSWERED / 2) {
      peer.resume();
    }
  }

  /** Ends what lasts; the connection is gone. */
  public synchronized void close() {
    isClosed = true;
    endSubscription();
  }
}
