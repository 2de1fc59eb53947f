package dev.reflow.tracing.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The dashboard in Debian's Chromium, 1280 by 800, without a screen or a graphics card. */
final class DashboardWindow implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long POLL_MS = 20;
  private static final String SCENE = "document.querySelector('.stage canvas').scene";

  /**
   * Counts frames for {@code arguments[1]} seconds. In each it does {@code arguments[0]}; where
   * that paints, the picture of each frame is one that was not shown before.
   */
  private static final String COUNT =
      """
      const [each, seconds, done] = arguments;
      const scene = %s, act = new Function("scene", "frames", each);
      let updates = 0, frames = 0, long = 0, longest = 0, before = 0, begin = 0, painted = 0;
      import("/data.js").then(({ data }) => {
        data.addEventListener("edges", () => updates++);
        const frame = (now) => {
          if (!begin) {
            begin = now;
            painted = scene.frames;
          }
          if (before) {
            frames++;
            longest = Math.max(longest, now - before);
            if (now - before > 50) long++;
          }
          before = now;
          if (now - begin < seconds * 1000) {
            act(scene, frames);
            requestAnimationFrame(frame);
          } else {
            const rate = (count) => (count * 1000 / (now - begin)).toFixed(2);
            done(`perSecond=${rate(frames)} painted=${rate(scene.frames - painted)} longest=${longest.toFixed(1)} ` +
              `long=${long} updates=${updates}`);
          }
        };
        requestAnimationFrame(frame);
      });
      """
          .formatted(SCENE);

  private final ChromeDriver driver;

  /** Whether the browser and its driver are installed. */
  static boolean isThere() {
    return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
  }

  /** Opens the page at {@code url}. */
  DashboardWindow(String url) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        // A container's root has no sandbox; what is opened is our own page.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--window-size=1280,800");
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    driver = new ChromeDriver(service, options);
    driver.manage().timeouts().scriptTimeout(PATIENCE.plusMinutes(1));
    driver.get(url);
  }

  /** Waits until so many nodes are drawn. */
  void awaitActors(int nodes) {
    await("graph?.nodes.length === " + nodes);
  }

  /** Draws each actor by itself; returns how many milliseconds that took. */
  long unfold(int actors, int edges) {
    long start = System.nanoTime();
    driver.findElement(By.cssSelector(".tools button.wide")).click();
    awaitActors(actors);
    await("graph.links.length === " + edges);
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  /** Figures of the frames in so many seconds, in each of which the page does {@code each}. */
  String frames(String each, int seconds) {
    return String.valueOf(driver.executeAsyncScript(COUNT, each, seconds));
  }

  private void await(String ofScene) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String holds = "return Boolean(" + SCENE + "?." + ofScene + ")";
    while (!Boolean.TRUE.equals(driver.executeScript(holds))) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not so within " + PATIENCE.toSeconds() + " s: " + ofScene);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
