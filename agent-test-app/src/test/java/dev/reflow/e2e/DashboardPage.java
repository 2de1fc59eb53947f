package dev.reflow.e2e;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The dashboard in Debian's Chromium, without a screen. */
final class DashboardPage implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ChromeDriver driver;
  private final String url;
  private final List<String> complaints = new ArrayList<>();

  private DashboardPage(ChromeDriver driver, String url) {
    this.driver = driver;
    this.url = url;
  }

  /** Opens the page of the server on that port. */
  static DashboardPage open(int port) {
    requireChromium();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toString());
    options.addArguments(
        "--headless=new",
        // A container's root has no sandbox; what is opened is our own page.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--window-size=1280,800");
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logging);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    DashboardPage page =
        new DashboardPage(new ChromeDriver(service, options), "http://127.0.0.1:" + port + "/");
    page.go("flow");
    return page;
  }

  private static void requireChromium() {
    if (Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER)) {
      return;
    }
    String reason = "no " + CHROMIUM + " or " + DRIVER + ": apt-get install chromium-driver";
    if ("true".equals(System.getenv("CI"))) {
      fail(reason);
    }
    abort(reason);
  }

  /** Loads the page anew, in a view. */
  void go(String view) {
    driver.get("about:blank");
    driver.get(url + "#" + view);
  }

  void theme(String name) {
    script("if (document.documentElement.dataset.theme !== arguments[0]) theme.click()", name);
  }

  void resize(int width, int height) {
    driver.manage().window().setSize(new org.openqa.selenium.Dimension(width, height));
  }

  @Nullable Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** What an expression says; -1 where that is no number. */
  long number(String expression, Object... arguments) {
    return script("return " + expression, arguments) instanceof Number number
        ? number.longValue()
        : -1;
  }

  /** The text of what a selector chooses; empty where it chooses nothing. */
  String text(String selector) {
    Object text = script("return document.querySelector(arguments[0])?.innerText ?? ''", selector);
    return String.valueOf(text);
  }

  long count(String selector) {
    return number("document.querySelectorAll(arguments[0]).length", selector);
  }

  String title() {
    return driver.getTitle();
  }

  void click(String selector) {
    await().atMost(PATIENCE).ignoreExceptions().until(() -> clicked(selector));
  }

  /** A list may be filled anew between the look and the click. */
  private boolean clicked(String selector) {
    driver.findElement(By.cssSelector(selector)).click();
    return true;
  }

  void type(String selector, String text) {
    WebElement field = driver.findElement(By.cssSelector(selector));
    field.clear();
    field.sendKeys(text, Keys.ENTER);
  }

  void press(CharSequence key) {
    script("document.activeElement?.blur()");
    driver.switchTo().activeElement().sendKeys(key);
  }

  void choose(String label, String value) {
    script(
        "const it = document.querySelector(`select[aria-label=\"${arguments[0]}\"]`);"
            + "it.value = arguments[1]; it.dispatchEvent(new Event('change'))",
        label,
        value);
  }

  void until(String what, Callable<Boolean> holds) {
    try {
      await(what).atMost(PATIENCE).ignoreExceptions().until(holds);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("not so: " + what + "; the page says\n" + text("body"), e);
    }
  }

  /** Warnings and errors of the browser's console since the last call. */
  List<String> complaints() {
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        complaints.add(entry.getMessage());
      }
    }
    List<String> told = List.copyOf(complaints);
    complaints.clear();
    return told;
  }

  /** The hosts that the page has asked. */
  String hosts() {
    return String.valueOf(
        script(
            "return [...new Set(performance.getEntriesByType('resource')"
                + ".map(it => new URL(it.name).host))].join()"));
  }

  void keepPicture(Path file) throws IOException {
    Files.write(file, driver.getScreenshotAs(org.openqa.selenium.OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
