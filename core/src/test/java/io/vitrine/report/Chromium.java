package io.vitrine.report;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;

/** A browser with one page open, which tells what it did and complained of. */
final class Chromium implements AutoCloseable {
  private static final Optional<Path> BROWSER =
      onPath("chromium", "chromium-browser", "google-chrome", "chrome");
  private static final Optional<Path> DRIVER = onPath("chromedriver");

  /** The point nearest the middle of an element at which it is on top; scrolled into view. */
  private static final String MEETS =
      """
      ((element) => {
        element.scrollIntoView({ block: "center" });
        const box = element.getBoundingClientRect();
        const steps = [...Array(41).keys()].map((i) => i / 40);
        return steps.flatMap((u) => steps.map((v) => [u, v]))
            .sort((a, b) => Math.hypot(a[0] - 0.5, a[1] - 0.5) - Math.hypot(b[0] - 0.5, b[1] - 0.5))
            .map(([u, v]) => [Math.floor(box.x + u * box.width), Math.floor(box.y + v * box.height)])
            .find(([x, y]) => element.contains(document.elementFromPoint(x, y)));
      })(arguments[0])""";

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Whether the system has a browser and its driver; nothing is ever downloaded. */
  static boolean isInstalled() {
    return BROWSER.isPresent() && DRIVER.isPresent();
  }

  private static Optional<Path> onPath(String... names) {
    String[] folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1);
    return Stream.of(names)
        .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A browser 1,280 x 1,024 that prefers light colours. */
  static Chromium start() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.orElseThrow().toFile());
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
    options.addArguments("--disable-background-networking", "--no-first-run", "--disable-sync");
    options.addArguments("--force-prefers-reduced-motion");
    options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL", "performance", "ALL"));
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    Chromium browser = new Chromium(new ChromeDriver(service, options));
    browser.size(1280, 1024, 1);
    return browser;
  }

  ChromeDriver driver() {
    return driver;
  }

  void open(URI page) {
    driver.get(page.toString());
  }

  /** The window's size in CSS pixels, and how many of the screen's pixels each has. */
  void size(int width, int height, int zoom) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", zoom, "mobile", false));
  }

  /** What an expression of the page's script is worth. */
  Object value(String expression, Object... arguments) {
    Object value = ((JavascriptExecutor) driver).executeScript("return " + expression, arguments);
    return value == null ? "null" : value;
  }

  /** Clicks where a pointer first meets an element: what lies over its middle does not matter. */
  void click(WebElement element) {
    List<?> point = (List<?>) value(MEETS, element);
    new Actions(driver)
        .moveToLocation(((Number) point.get(0)).intValue(), ((Number) point.get(1)).intValue())
        .click()
        .perform();
  }

  /** What the console has been told since this was last asked. */
  List<String> console() {
    return driver.manage().logs().get("browser").getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Every request that has left since this was last asked. */
  List<String> requests() {
    return driver.manage().logs().get("performance").getAll().stream()
        .map(LogEntry::getMessage)
        .filter(message -> message.contains("\"Network.requestWillBeSent\""))
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
