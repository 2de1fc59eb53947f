package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a server that has many events, and notes how long each answer took: about another event each
 * time, so that no answer was given before. One thread.
 */
final class ServerQuestions {

  private static final int ASKS = 15;
  private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"event_id\":\"([^\"]+)\"");

  /** As it stands in the specification. */
  private static final String DEPENDENCIES =
      "SELECT source_actor, destination_actor, COUNT(*) AS message_count,"
          + " AVG(execution_time_ns) AS avg_transfer_time, SUM(size_bytes) AS total_bytes"
          + " FROM data_flow_events WHERE timestamp > NOW() - INTERVAL '1 hour'"
          + " GROUP BY source_actor, destination_actor ORDER BY message_count DESC;";

  private final ServerJvm server;
  private final long events;
  private final SplittableRandom random = new SplittableRandom(1);
  private final Figures figures = new Figures();

  /** Questions about messages {@code msg_0} and so on. */
  ServerQuestions(ServerJvm server, long events) {
    this.server = server;
    this.events = events;
  }

  private interface Question {
    String ask() throws IOException, InterruptedException;
  }

  private String timed(String name, Question question) throws IOException, InterruptedException {
    long start = System.nanoTime();
    String answer = question.ask();
    figures.add(name, (System.nanoTime() - start) / 1e6);
    return answer;
  }

  /** Asks everything; returns the medians and the slowest answers in milliseconds. */
  String ask() throws IOException, InterruptedException {
    String path = "/api/events?limit=100";
    String page = "";
    for (int i = 0; i < ASKS; i++) {
      timed("page", () -> server.get(path));
      String from = page.isEmpty() ? "" : "&cursor=" + first(NEXT, page);
      page = timed("next", () -> server.get(path + from));
      String message = "msg_" + random.nextLong(events);
      String found = timed("message", () -> server.get("/api/events/" + message));
      String id = first(ID, found);
      timed("event", () -> server.get("/api/events/" + id));
      timed("lineage", () -> server.get("/api/lineage/" + id));
      timed("sql", () -> server.sql(DEPENDENCIES));
    }
    StringBuilder line = new StringBuilder();
    for (String name : new String[] {"page", "next", "message", "event", "lineage", "sql"}) {
      line.append(' ').append(name).append('=').append(number("%.1f", figures.median(name)));
      line.append(' ').append(name).append("Most=");
      line.append(number("%.1f", figures.largest(name)));
    }
    return line.substring(1);
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in " + text);
    }
    return matcher.group(1);
  }
}
