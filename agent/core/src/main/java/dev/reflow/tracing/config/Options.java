package dev.reflow.tracing.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The catalogue: every option there is, rules apart. */
public final class Options {

  private static final List<Option<?>> DECLARED = new ArrayList<>();

  /** Weaves at all. */
  public static final Option<Boolean> ENABLED =
      option(
          "enabled",
          "true",
          new Values.Bool(),
          "`false`: nothing is woven, the agent does nothing.");

  /** The properties file. */
  public static final Option<Optional<Path>> CONFIG =
      option(
          "config",
          "",
          new Values.Optionally<>(new Values.FilePath()),
          "The properties file to read. Not for use in a file.");

  /** Ends the JVM on a bad configuration. */
  public static final Option<Boolean> STRICT =
      option(
          "strict",
          "false",
          new Values.Bool(),
          "`true`: a bad value, a bad rule or an unknown key ends the JVM with status 2 before the"
              + " application starts. `false`: a bad value or rule turns tracing off, an unknown"
              + " key is reported, and the application runs.");

  /** Who this process is. */
  public static final Option<String> SERVICE =
      option(
          "service",
          "${main}",
          new Values.Text("a name"),
          "Who this process is. The default is the main class's simple name or the jar's name.");

  /** What flow graph this process belongs to. */
  public static final Option<String> FLOW_ID =
      option(
          "flow-id",
          "${service}",
          new Values.Text("a name"),
          "Which flow the events belong to; processes that work on one flow may share it.");

  /** Shipped rules that are off. */
  public static final Option<List<String>> CONNECTORS_DISABLED =
      option(
          "connectors.disabled",
          "",
          new Values.Names(),
          "Shipped rules to leave out: `conventions`, or a framework by its name.");

  /** Where events wait on disk. */
  public static final Option<Path> QUEUE_DIR =
      option(
          "queue.dir",
          "${java.io.tmpdir}/reflow-${user}/${service}",
          new Values.FilePath(),
          "The queue's directory, made with mode 0700. Each run of the process has its own"
              + " directory in it.");

  /** When a stripe of the queue starts its next file. */
  public static final Option<Long> QUEUE_SEGMENT_BYTES =
      option(
          "queue.segment-bytes",
          "16MiB",
          new Quantities.Size("1MiB", "1GiB"),
          "A file of the queue is closed and the next one begun when it is this large.");

  /** How much the queue keeps. */
  public static final Option<Long> QUEUE_MAX_BYTES =
      option(
          "queue.max-bytes",
          "1GiB",
          new Quantities.Size("16MiB", "1024GiB"),
          "How large the queue's files may grow together, those of earlier runs included. Up to"
              + " then shipped events stay, for the commands that read the queue. The oldest shipped"
              + " files go first, then `reflow.queue.on-full` decides.");

  /** How long the queue keeps it. */
  public static final Option<Duration> QUEUE_MAX_AGE =
      option(
          "queue.max-age",
          "24h",
          new Quantities.Span("1s", "3650d"),
          "A file of the queue is deleted when nothing was written to it for this long, shipped or"
              + " not; a file that a process may still write stays.");

  /** What goes when the queue is full of what no sink has. */
  public static final Option<OnFull> QUEUE_ON_FULL =
      option(
          "queue.on-full",
          "drop-oldest",
          new Values.Choice<>(OnFull.values()),
          "When the queue is full of events that a sink does not have yet: `drop-oldest` deletes the"
              + " oldest files, `drop-new` records nothing until there is room. Either way the lost"
              + " events are counted and logged.");

  /** Where events go. */
  public static final Option<List<SinkKind>> SINKS =
      option(
          "sinks",
          "websocket",
          new Values.Sinks(),
          "Where events are shipped; several at once each have their own position in the queue.");

  /** The Reflow server. */
  public static final Option<URI> SERVER_URL =
      address(
          "server-url",
          "ws://localhost:8080",
          new Values.WebSocketUrl(),
          "The server of the `websocket` sink. `wss://` trusts what the JVM's trust store trusts.");

  /** What the server lets in. */
  public static final Option<Optional<String>> SERVER_TOKEN =
      secret(
          "server-token",
          "",
          new Values.Optionally<>(new Values.Text("a token")),
          "Sent to the server as bearer token. Prefer `reflow.server-token-file`.");

  /** The same, kept in a file. */
  public static final Option<Optional<Path>> SERVER_TOKEN_FILE =
      option(
          "server-token-file",
          "",
          new Values.Optionally<>(new Values.FilePath()),
          "A file whose first line is the token; `reflow.server-token` wins over it.");

  /** What the connection to the server goes through. */
  public static final Option<Optional<URI>> SERVER_PROXY =
      address(
          "server-proxy",
          "",
          new Values.Optionally<>(new Values.ProxyUrl()),
          "An HTTP proxy that the `websocket` sink goes through; not set: directly. One that asks for"
              + " a password is not supported.");

  /** Events in a batch. */
  public static final Option<Integer> BATCH_SIZE =
      option(
          "batch.size",
          "50",
          new Values.WholeNumber(1, 100_000),
          "A batch leaves when it has this many events. Most sinks then take along what waits"
              + " already, up to 8,192 events; none waits for more.");

  /** Age of a batch. */
  public static final Option<Duration> BATCH_TIMEOUT =
      option(
          "batch.timeout",
          "1s",
          new Quantities.Span("1ms", "1h"),
          "A batch leaves when its first event has waited this long.");

  /** How what is shipped is made smaller. */
  public static final Option<Compression> COMPRESSION =
      option(
          "compression",
          "zstd",
          new Values.Choice<>(Compression.values()),
          "How what is shipped is compressed: files, and what goes to a Reflow server that takes"
              + " batches.");

  /** The first wait. */
  public static final Option<Duration> RETRY_INITIAL_DELAY =
      option(
          "retry.initial-delay",
          "1s",
          new Quantities.Span("1ms", "1h"),
          "How long to wait before trying again after a sink failed; doubled each time, with"
              + " jitter.");

  /** The longest wait. */
  public static final Option<Duration> RETRY_MAX_DELAY =
      option(
          "retry.max-delay",
          "30s",
          new Quantities.Span("1ms", "24h"),
          "The longest wait. Retries have no end: the queue holds what is not shipped.");

  /** How long exit may wait. */
  public static final Option<Duration> EXIT_TIMEOUT =
      option(
          "exit-timeout",
          "30s",
          new Quantities.Span("0s", "1h"),
          "How long the JVM's exit waits at most while events are still being shipped. A sink that"
              + " takes nothing for a second ends the wait at once; what is left stays on the queue."
              + " Whatever hangs, be it a disk, the exit waits no more than 12 seconds for what does"
              + " not get on.");

  /** Whether causes are linked. */
  public static final Option<Boolean> CAUSALITY =
      option(
          "causality",
          "true",
          new Values.Bool(),
          "Whether each event names the event that caused it: the one that delivered the message"
              + " being handled when it was sent. `false`: every event is a root.");

  /** Whether causes go with the tasks that are given to executors. */
  public static final Option<Boolean> CAUSALITY_EXECUTORS =
      option(
          "causality.executors",
          "false",
          new Values.Bool(),
          "Whether what a task sends is caused by what caused whoever gave it to an executor of the"
              + " JDK's, a `CompletableFuture` or a virtual thread. `true` weaves those classes.");

  /** How much is recorded in full. */
  public static final Option<Double> SAMPLING_RATE =
      live(
          "sampling.rate",
          "1.0",
          new Values.Share(),
          "The share of flows that is recorded in full. All flows are counted, whatever it is.");

  /** What is always recorded. */
  public static final Option<List<String>> SAMPLING_ALWAYS =
      live(
          "sampling.always",
          "",
          new Values.Names(),
          "Globs of actors whose flows, from them or to them, are all recorded.");

  /** What is never recorded. */
  public static final Option<List<String>> SAMPLING_NEVER =
      live(
          "sampling.never",
          "",
          new Values.Names(),
          "Globs of actors whose flows are counted and not recorded; wins over"
              + " `reflow.sampling.always`.");

  /** How much is recorded at most. */
  public static final Option<Optional<Integer>> SAMPLING_MAX_EVENTS_PER_SECOND =
      live(
          "sampling.max-events-per-second",
          "",
          new Values.Optionally<>(new Values.WholeNumber(1, 1_000_000_000)),
          "Lowers rates by itself, once a second, so that no more than this is recorded; not set:"
              + " no limit. Flows that `reflow.sampling.always` names are recorded beyond it.");

  /** Which events there are. */
  public static final Option<Set<EventType>> EVENTS =
      live(
          "events",
          "data-flow",
          new Values.Events(),
          "Which events are recorded: `data-flow`, one for each flow, and with it `message-sent`,"
              + " one as each send begins, and `message-received`, one as each handling begins.");

  /** The message's hash. */
  public static final Option<Boolean> CAPTURE_CHECKSUM =
      live(
          "capture.checksum",
          "false",
          new Values.Bool(),
          "`true`: each event has the SHA-256 of its message, which the sending thread computes.");

  /** The message itself. */
  public static final Option<Boolean> CAPTURE_CONTENT =
      live(
          "capture.content",
          "false",
          new Values.Bool(),
          "`true`: each event has its message's content, which the sending thread writes down.");

  /** How much of it. */
  public static final Option<Long> CAPTURE_CONTENT_MAX_BYTES =
      live(
          "capture.content.max-bytes",
          "4096",
          new Quantities.Size("1", "16KiB"),
          "Content is cut behind so many bytes.");

  /** Of which messages. */
  public static final Option<List<String>> CAPTURE_CONTENT_TYPES =
      live(
          "capture.content.types",
          "",
          new Values.Names(),
          "Globs of the message classes whose content is captured, with or without their package;"
              + " not set: all.");

  /** What is never captured. */
  public static final Option<List<String>> CAPTURE_CONTENT_REDACT =
      live(
          "capture.content.redact",
          "password,*.ssn",
          new Values.Names(),
          "Fields whose value is never captured: names as globs, `password,*.ssn,card.*`, in any"
              + " case, and JSON pointers, `/card/number`. What cannot be redacted is not captured; empty:"
              + " nothing is redacted.");

  static {
    DECLARED.addAll(SinkOptions.ALL);
  }

  /** How much the agent says. */
  public static final Option<LogLevel> LOG_LEVEL =
      live(
          "log.level",
          "info",
          new Values.Choice<>(LogLevel.values()),
          "How much the agent says: one line for a change of state, never one for an event.");

  /** Where the agent says it. */
  public static final Option<Optional<Path>> LOG_FILE =
      live(
          "log.file",
          "",
          new Values.Optionally<>(new Values.FilePath()),
          "The file the agent's log goes to; not set: standard error.");

  /** Every option, in the order of the documentation. */
  public static final List<Option<?>> ALL = Collections.unmodifiableList(DECLARED);

  private Options() {}

  private static <T> Option<T> option(
      String key, String defaultText, ValueParser<T> parser, String description) {
    return declare(
        new Option<>("reflow." + key, defaultText, parser, description, Option.Trait.NONE));
  }

  /** One that can be changed while the program runs. */
  private static <T> Option<T> live(
      String key, String defaultText, ValueParser<T> parser, String description) {
    return declare(
        new Option<>("reflow." + key, defaultText, parser, description, Option.Trait.LIVE));
  }

  private static <T> Option<T> secret(
      String key, String defaultText, ValueParser<T> parser, String description) {
    return declare(
        new Option<>("reflow." + key, defaultText, parser, description, Option.Trait.SECRET));
  }

  private static <T> Option<T> address(
      String key, String defaultText, ValueParser<T> parser, String description) {
    return declare(
        new Option<>("reflow." + key, defaultText, parser, description, Option.Trait.ADDRESS));
  }

  private static <T> Option<T> declare(Option<T> option) {
    DECLARED.add(option);
    return option;
  }
}
