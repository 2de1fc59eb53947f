package dev.reflow.tracing.capture;

import dev.reflow.tracing.bootstrap.Tracer;
import dev.reflow.tracing.config.Options;
import dev.reflow.tracing.config.Settings;
import dev.reflow.tracing.config.SettingsLoader;
import dev.reflow.tracing.event.Chain;
import dev.reflow.tracing.event.EdgeCount;
import dev.reflow.tracing.event.EventHandler;
import dev.reflow.tracing.event.EventKind;
import dev.reflow.tracing.event.EventView;
import dev.reflow.tracing.event.ProcessInfo;
import dev.reflow.tracing.health.Fates;
import dev.reflow.tracing.health.Log;
import dev.reflow.tracing.queue.EventQueue;
import dev.reflow.tracing.queue.EventTail;
import dev.reflow.tracing.queue.QueueLimits;
import dev.reflow.tracing.queue.RunDirectory;
import dev.reflow.tracing.rule.Rules;
import dev.reflow.tracing.rule.Sampling;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Plays woven methods against a real capture and a real queue, and reads back what was recorded.
 */
final class CaptureRig implements AutoCloseable {

  /** An event as a test looks at it. */
  record Seen(
      UUID id,
      @Nullable UUID parent,
      UUID root,
      int chainDepth,
      List<UUID> chain,
      String from,
      String fromPort,
      String to,
      String toPort,
      String type,
      long size,
      boolean estimated,
      int depth,
      @Nullable Object messageId,
      @Nullable String error,
      double weight,
      EventKind kind,
      @Nullable String content,
      @Nullable String checksum,
      Map<String, Object> attributes) {

    static Seen of(EventView event) {
      Map<String, Object> attributes = new LinkedHashMap<>();
      event.forEachAttribute(attributes::put);
      return new Seen(
          event.eventId(),
          event.parentId(),
          event.rootId(),
          event.chainDepth(),
          Chain.of(event),
          event.edge().sourceActor(),
          event.edge().sourcePort(),
          event.edge().destinationActor(),
          event.edge().destinationPort(),
          event.type(),
          event.sizeBytes(),
          event.isSizeEstimated(),
          event.depth(),
          event.messageId(),
          event.error(),
          event.weight(),
          event.kind(),
          event.content(),
          event.checksum(),
          attributes);
    }

    String ends() {
      return from + "." + fromPort + " -> " + to + "." + toPort;
    }
  }

  /** A connector that has the field which weaving adds. */
  interface Woven {
    @Nullable Object state();
  }

  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final Log log =
      new Log(new PrintStream(logged, true, StandardCharsets.UTF_8), Log.Level.WARN);
  private final RunDirectory run;
  private final EventQueue queue;
  private final Fates fates = new Fates();
  private final Rules rules;
  private final Capture capture;
  final Tracer tracer;

  /**
   * Makes a capture.
   *
   * @param settings keys and values of the configuration
   */
  CaptureRig(Path dir, String... settings) throws Exception {
    ProcessInfo process = new ProcessInfo(1, 0, ProcessHandle.current().pid(), "s", "f", "h");
    Properties properties = new Properties();
    for (int i = 0; i < settings.length; i += 2) {
      properties.setProperty(settings[i], settings[i + 1]);
    }
    Settings loaded = SettingsLoader.load(null, properties, Map.of(), dir).settings();
    rules = Rules.load(loaded);
    run = RunDirectory.create(dir.resolve("queue"), process);
    queue = new EventQueue(process, QueueLimits.forProcessors(2), log);
    queue.open(run);
    capture = new Capture(queue, fates, type -> {}, loaded.get(Options.CAUSALITY), log);
    capture.sample(Sampling.of(loaded));
    capture.sites().setConnectorRules(rules.connectors());
    tracer = capture.tracer();
  }

  /** A woven send of {@code type} under the rule called {@code rule}; its class has no field. */
  int connector(String rule, Class<?> type) {
    return connector(rule, type, 0);
  }

  int connector(String rule, Class<?> type, int argument) {
    return connector(rule, type, argument, -1);
  }

  int connector(String rule, Class<?> type, int argument, int other) {
    return connector(rule, type, argument, other, false);
  }

  /** A woven send of a class that weaving gave a field. */
  int connectorWithField(String rule, Class<? extends Woven> type) {
    return connector(rule, type, 0, -1, true);
  }

  private int connector(String rule, Class<?> type, int argument, int other, boolean hasField) {
    return capture
        .sites()
        .add(
            rules.connectors().stream()
                .filter(each -> each.name().equals(rule))
                .findFirst()
                .orElseThrow(),
            new WovenSend(type.getName(), argument, other, hasField, () -> {}));
  }

  /** A woven handler of {@code type} under the rule called {@code rule}. */
  int receiver(String rule, Class<?> type) {
    return capture
        .sites()
        .add(
            rules.receivers().stream()
                .filter(each -> each.name().equals(rule))
                .findFirst()
                .orElseThrow(),
            new WovenSend(type.getName(), 0, -1, false, () -> {}));
  }

  /** Plays a send whose method does {@code body}. */
  void send(int site, @Nullable Object connector, @Nullable Object message, Runnable body) {
    Object state = connector instanceof Woven woven ? woven.state() : null;
    Object token = tracer.enter(site, connector, state, message, null);
    Throwable thrown = null;
    try {
      body.run();
    } catch (RuntimeException | Error failed) {
      thrown = failed;
      throw failed;
    } finally {
      if (token != null) {
        tracer.exit(token, null, thrown);
      }
    }
  }

  void send(int site, @Nullable Object connector, @Nullable Object message) {
    send(site, connector, message, () -> {});
  }

  /** Plays a send that returns {@code result}. */
  void sendReturning(
      int site, Object connector, @Nullable Object message, @Nullable Object result) {
    Object token = tracer.enter(site, connector, null, message, null);
    tracer.exit(token, result, null);
  }

  /** Plays a handler that does {@code body}. */
  void handle(int site, Object receiver, Object message, Runnable body) {
    Object token = tracer.beginHandling(site, receiver, null, message, null);
    Throwable thrown = null;
    try {
      body.run();
    } catch (RuntimeException | Error failed) {
      thrown = failed;
      throw failed;
    } finally {
      if (token != null) {
        tracer.endHandling(token, thrown);
      }
    }
  }

  Capture capture() {
    return capture;
  }

  /** Everything recorded so far. */
  List<Seen> events() {
    queue.flush();
    List<Seen> seen = new ArrayList<>();
    try (EventTail tail =
        EventTail.open(
            run,
            damage -> {
              throw new AssertionError(damage);
            })) {
      while (tail.poll(event -> seen.add(Seen.of(event)), 1_000) > 0) {
        // More may follow.
      }
    }
    return seen;
  }

  /** Sums over the edge counts of each edge, by its ends; counts once more before. */
  Map<String, Counted> counts() {
    capture.countEdges();
    queue.flush();
    Map<String, Counted> sums = new TreeMap<>();
    EventHandler adding =
        new EventHandler() {
          @Override
          public void onEvent(EventView event) {}

          @Override
          public void onEdgeCount(EdgeCount count) {
            String ends = count.edge().sourceActor() + " -> " + count.edge().destinationActor();
            sums.merge(ends, Counted.of(count), Counted::plus);
          }
        };
    try (EventTail tail =
        EventTail.open(
            run,
            damage -> {
              throw new AssertionError(damage);
            })) {
      while (tail.poll(adding, 1_000) > 0) {
        // More may follow.
      }
    }
    return sums;
  }

  /** The sums of the edge between two actors, {@code a -> b}. */
  Counted count(String ends) {
    return Objects.requireNonNull(counts().get(ends), ends);
  }

  /** What edge counts add up to. */
  record Counted(
      long flows,
      long sampledOut,
      long bytes,
      long errors,
      long timed,
      long totalNs,
      long longestNs) {

    static Counted of(EdgeCount count) {
      return new Counted(
          count.flows(),
          count.sampledOut(),
          count.bytes(),
          count.errors(),
          count.timed(),
          count.totalNs(),
          count.longestNs());
    }

    Counted plus(Counted other) {
      return new Counted(
          flows + other.flows,
          sampledOut + other.sampledOut,
          bytes + other.bytes,
          errors + other.errors,
          timed + other.timed,
          totalNs + other.totalNs,
          Math.max(longestNs, other.longestNs));
    }
  }

  Fates fates() {
    return fates;
  }

  List<String> ends() {
    return events().stream().map(Seen::ends).toList();
  }

  /** Warnings and errors logged so far. */
  String warnings() {
    log.sayWaiting();
    return logged.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    queue.close();
    run.close();
  }
}
