package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The server: how fast it stores what comes in batches, how fast it answers about that, what the
 * events take on disk, and how soon a subscriber hears of an event while 50,000 a second pass.
 */
final class ServerCosts implements Measurement {

  private static final String DUCKDB = "duckdb";
  private static final String POSTGRES = "postgres";
  private static final String SUBSCRIBER = "subscriber";
  private static final String AT_FIRST = "subscriber at first";
  private static final long DUCKDB_EVENTS = 10_000_000;
  private static final long POSTGRES_EVENTS = 2_000_000;
  private static final String SUBSCRIBER_SECONDS = "60";
  private static final String EVENTS_BEFORE = "1000000";

  private final Setting setting;
  private final int rounds;
  private final String part;
  private final Contest contest = new Contest();

  /** Only the part of that name, or all of them. */
  ServerCosts(Setting setting, int rounds, String part) {
    this.setting = setting;
    this.rounds = rounds;
    this.part = part;
  }

  @Override
  public Verdicts run() throws Exception {
    Optional<String> database = Optional.ofNullable(System.getProperty("benchmarks.postgres"));
    for (int round = 0; round < rounds; round++) {
      if (isAsked(DUCKDB)) {
        collectInDuckDb();
      }
      if (isAsked(POSTGRES) && database.isPresent()) {
        collectInPostgres(database.get());
      }
      if (isAsked(SUBSCRIBER)) {
        subscribe(AT_FIRST, false);
        subscribe(SUBSCRIBER, true);
      }
    }
    printStores();
    printSubscriber();
    return verdicts();
  }

  private boolean isAsked(String name) {
    return part.isEmpty() || part.equals(name);
  }

  private void collectInDuckDb() throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "server")) {
      Path data = directory.path().resolve("data");
      String figures = collect(directory.path(), "duckdb:" + data, DUCKDB_EVENTS);
      long bytes = 0;
      try (Stream<Path> files = Files.list(data)) {
        for (Path file : files.toList()) {
          bytes += Files.size(file);
        }
      }
      add(DUCKDB, figures, bytes, DUCKDB_EVENTS);
    }
  }

  private void collectInPostgres(String url)
      throws IOException, InterruptedException, SQLException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "server");
        Connection connection = DriverManager.getConnection("jdbc:" + url);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA public CASCADE");
      statement.execute("CREATE SCHEMA public");
      String figures = collect(directory.path(), url, POSTGRES_EVENTS);
      try (ResultSet size = statement.executeQuery("SELECT pg_database_size(current_database())")) {
        long bytes = size.next() ? size.getLong(1) : 0;
        add(POSTGRES, figures, bytes, POSTGRES_EVENTS);
      }
    }
  }

  private String collect(Path directory, String store, long events)
      throws IOException, InterruptedException {
    try (ServerJvm server = new ServerJvm(setting, directory, store)) {
      String load = server.load("IngestLoad", Long.toString(events));
      String answers = new ServerQuestions(server, events).ask();
      return "%s %s memory=%d".formatted(load, answers, server.peakMemoryMib());
    }
  }

  private void add(String name, String figures, long bytes, long events) {
    contest.add(name, figures + " bytes=" + number("%.1f", (double) bytes / events));
  }

  /** To a server that was just started, or to one at work. */
  private void subscribe(String name, boolean isAtWork) throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "server");
        ServerJvm server =
            new ServerJvm(
                setting, directory.path(), "duckdb:" + directory.path().resolve("data"))) {
      if (isAtWork) {
        server.load("IngestLoad", EVENTS_BEFORE);
      }
      contest.add(name, server.load("SubscriberLoad", SUBSCRIBER_SECONDS));
    }
  }

  private Verdicts verdicts() {
    Verdicts verdicts = new Verdicts();
    if (contest.names().contains(DUCKDB)) {
      verdicts.add(Bar.INTO_DUCKDB, contest.median(DUCKDB, "perSecond"));
      verdicts.add(Bar.PAGE, contest.median(DUCKDB, "page"));
      verdicts.add(Bar.NEXT_PAGE, contest.median(DUCKDB, "next"));
      verdicts.add(Bar.MESSAGE, contest.median(DUCKDB, "message"));
      verdicts.add(Bar.LINEAGE, contest.median(DUCKDB, "lineage"));
      verdicts.add(Bar.DEPENDENCIES, contest.median(DUCKDB, "sql"));
      verdicts.add(Bar.STORED_BYTES, contest.median(DUCKDB, "bytes"));
    }
    if (contest.names().contains(POSTGRES)) {
      verdicts.add(Bar.INTO_POSTGRES, contest.median(POSTGRES, "perSecond"));
    }
    if (contest.names().contains(SUBSCRIBER)) {
      verdicts.add(Bar.HEARD_P99, contest.median(SUBSCRIBER, "p99Ms"));
      verdicts.add(Bar.HEARD_FIRST_P99, contest.median(AT_FIRST, "p99Ms"));
      verdicts.add(
          Bar.HEARD_WRONG,
          Math.max(contest.most(SUBSCRIBER, "wrong"), contest.most(AT_FIRST, "wrong")));
    }
    return verdicts;
  }

  private void printStores() {
    List<String> stores = new ArrayList<>(contest.names());
    stores.removeAll(List.of(SUBSCRIBER, AT_FIRST));
    if (stores.isEmpty()) {
      return;
    }
    System.out.println("Each answer: the median and the slowest of fifteen.\n");
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "store",
                "events",
                "stored a second",
                "a page",
                "the next page",
                "a message",
                "an event",
                "its lineage",
                "who sends to whom",
                "on disk, an event",
                "server, most resident"));
    for (String store : stores) {
      List<String> cells = new ArrayList<>();
      cells.add(store);
      cells.add(number("%.0f", contest.median(store, "events")));
      cells.add(number("%.0f", contest.median(store, "perSecond")));
      for (String answer : new String[] {"page", "next", "message", "event", "lineage", "sql"}) {
        cells.add(
            number("%.0f", contest.median(store, answer))
                + number(" ms, %.0f ms", contest.most(store, answer + "Most")));
      }
      cells.add(number("%.0f B", contest.median(store, "bytes")));
      cells.add(number("%.0f MiB", contest.most(store, "memory")));
      table.row(cells);
    }
  }

  private void printSubscriber() {
    if (!contest.names().contains(SUBSCRIBER)) {
      return;
    }
    System.out.println();
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "a subscriber to a twentieth of",
                "of a server",
                "heard of",
                "missed",
                "others",
                "p50",
                "p99",
                "latest"));
    for (String name : List.of(AT_FIRST, SUBSCRIBER)) {
      table.row(
          List.of(
              number("%.0f events a second", contest.median(name, "perSecond")),
              name.equals(AT_FIRST) ? "just started" : "at work",
              number("%.0f", contest.fewest(name, "heard")),
              number("%.0f", contest.most(name, "missed")),
              number("%.0f", contest.most(name, "others")),
              number("%.0f ms", contest.median(name, "p50Ms")),
              number("%.0f ms", contest.median(name, "p99Ms")),
              number("%.0f ms", contest.most(name, "latestMs"))));
    }
  }
}
