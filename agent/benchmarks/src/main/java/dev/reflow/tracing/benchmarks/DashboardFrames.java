package dev.reflow.tracing.benchmarks;

import static dev.reflow.tracing.benchmarks.MarkdownTable.number;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The dashboard with 500 actors and 2,000 edges, through which 10,000 events a second flow: how
 * many pictures a second a browser shows, and how long one takes that opens all services at once.
 */
final class DashboardFrames implements Measurement {

  private static final int ACTORS = 500;
  private static final int EDGES = 2_000;
  private static final int SERVICES = 10;
  private static final int EVENTS_PER_SECOND = 10_000;
  private static final int LOAD_SECONDS = 600;
  private static final int SECONDS = 20;
  private static final String UNFOLD = "unfold";

  /** What the page is made to do in each frame, by what the table calls it. */
  private static final Map<String, String> MANNERS = new LinkedHashMap<>();

  static {
    MANNERS.put("figures change each second", "");
    MANNERS.put("the picture is dragged", "scene.pan(frames % 120 < 60 ? 3 : -3, 1 - frames % 3)");
    MANNERS.put("all is painted anew in each frame", "scene.draw()");
  }

  private static final String ANEW = "all is painted anew in each frame";

  private final Setting setting;
  private final int rounds;
  private final Contest contest = new Contest();

  DashboardFrames(Setting setting, int rounds) {
    this.setting = setting;
    this.rounds = rounds;
  }

  @Override
  public Verdicts run() throws Exception {
    if (!DashboardWindow.isThere()) {
      System.err.println("no Chromium (apt-get install chromium-driver): dashboard is left out");
      return new Verdicts();
    }
    for (int round = 0; round < rounds; round++) {
      measure();
    }
    System.out.printf(
        "%d actors, %d edges, %d events a second; unfolding all services: %s, at most %s.%n%n",
        ACTORS,
        EDGES,
        EVENTS_PER_SECOND,
        number("%.0f ms", contest.median(UNFOLD, "ms")),
        number("%.0f ms", contest.most(UNFOLD, "ms")));
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "while",
                "frames a second",
                "pictures a second",
                "longest",
                "longer than 50 ms",
                "updates"));
    for (String manner : MANNERS.keySet()) {
      table.row(
          List.of(
              manner,
              number("%.1f", contest.median(manner, "perSecond")),
              number("%.1f", contest.median(manner, "painted")),
              number("%.0f ms", contest.most(manner, "longest")),
              number("%.0f", contest.median(manner, "long")),
              number("%.0f", contest.fewest(manner, "updates"))));
    }
    Verdicts verdicts = new Verdicts();
    verdicts.add(Bar.PAINTED, contest.median(ANEW, "painted"));
    return verdicts;
  }

  private void measure() throws IOException, InterruptedException {
    try (WorkDirectory directory = WorkDirectory.create(setting.work(), "dashboard");
        ServerJvm server =
            new ServerJvm(
                setting, directory.path(), "duckdb:" + directory.path().resolve("data"))) {
      Process load =
          server.begin(
              "GraphLoad",
              "" + ACTORS,
              "" + EDGES,
              "" + SERVICES,
              "" + EVENTS_PER_SECOND,
              "" + LOAD_SECONDS);
      try (DashboardWindow window = new DashboardWindow(ServerJvm.page())) {
        window.awaitActors(SERVICES);
        contest.add(UNFOLD, "ms=" + window.unfold(ACTORS, EDGES));
        for (Map.Entry<String, String> manner : MANNERS.entrySet()) {
          contest.add(manner.getKey(), window.frames(manner.getValue(), SECONDS));
        }
      } finally {
        load.destroy();
        load.waitFor();
      }
    }
  }
}
