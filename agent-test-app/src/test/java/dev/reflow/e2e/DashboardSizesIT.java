package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the dashboard makes of 50 and 500 actors, in windows of several sizes. */
final class DashboardSizesIT {

  private static final Path RUNS = Path.of(System.getProperty("reflow.test.runs", "target/runs"));

  /** Names are 12.5 pixels high; below 9 they are no longer read. */
  private static final String READABLE = "scene.view.k * 12.5 >= 9";

  private static final String ALL_SEEN =
      "scene.graph.nodes.every(it => scene.view.x + it.x * scene.view.k >= 0"
          + " && scene.view.y + it.y * scene.view.k >= 0"
          + " && scene.view.x + (it.x + it.w) * scene.view.k <= scene.w"
          + " && scene.view.y + (it.y + it.h) * scene.view.k <= scene.h)";

  private static ServerRun serverOf(String name, Crowd crowd) throws Exception {
    Path directory = RUNS.resolve(name);
    ServerRun server = new ServerRun(directory, "--store", "duckdb:" + directory.resolve("data"));
    assertThat(server.store(crowd.lines())).contains("\"stored\":");
    return server;
  }

  private static boolean holds(DashboardPage page, String ofScene) {
    return Boolean.TRUE.equals(
        page.script(
            "const scene = document.querySelector('.stage canvas').scene;"
                + "return Boolean(scene.graph && ("
                + ofScene
                + "))"));
  }

  private static void until(DashboardPage page, String what, String ofScene) {
    page.until(what, () -> holds(page, ofScene));
  }

  @Test
  void shouldShowFiftyActorsOfFiveServicesSoThatTheirNamesCanBeRead() throws Exception {
    try (ServerRun server = serverOf("fifty-actors", new Crowd(50, 80, 5));
        DashboardPage page = DashboardPage.open(server.port())) {
      for (int width : new int[] {1280, 2560}) {
        page.resize(width, width * 9 / 16);
        page.go("flow");
        until(page, "all actors", "scene.graph.nodes.length === 50");
        until(page, "all of them are seen", ALL_SEEN + " && " + READABLE);
        assertThat(holds(page, "scene.graph.groups.length === 5")).isTrue();
      }
      page.resize(500, 900);
      page.go("flow");
      until(page, "the services", "scene.graph.nodes.length === 5 && " + READABLE);
      until(page, "they fit in", ALL_SEEN);
      assertThat(page.complaints()).isEmpty();
    }
  }

  @Test
  void shouldUnfoldFiveHundredActorsWhereTheUserWantsIt() throws Exception {
    try (ServerRun server = serverOf("five-hundred-actors", new Crowd(500, 2_000, 10));
        DashboardPage page = DashboardPage.open(server.port())) {
      until(page, "the services at first", "scene.graph.nodes.length === 10");
      page.click(".tools button.wide");
      until(page, "all actors", "scene.graph.nodes.length === 500");
      until(page, "all edges, in sight", "scene.graph.links.length === 2000 && " + ALL_SEEN);
      page.type(".tools input", "worker_123");
      until(page, "one is found", "scene.found.size === 1 && " + READABLE);
      page.click(".tools button.wide");
      until(page, "the services again", "scene.graph.nodes.length === 10");
      assertThat(page.complaints()).isEmpty();
    }
  }
}
