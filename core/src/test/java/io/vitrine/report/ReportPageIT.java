package io.vitrine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.Network;
import io.vitrine.run.Run;
import io.vitrine.run.RunInfo;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page as its reader uses it, in a browser: mouse, keyboard, colours, zoom. */
class ReportPageIT {
  /** Contrast of an element's text with what lies behind it, by WCAG 2.2. */
  private static final String CONTRAST =
      """
      (() => {
        const parts = (css) => css.match(/[0-9.]+/g).map(Number);
        const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
            .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
        const text = document.querySelector(arguments[0]);
        let place = text;
        let back = parts(getComputedStyle(place).backgroundColor);
        while (back.length === 4 && back[3] === 0 && place.parentElement) {
          place = place.parentElement;
          back = parts(getComputedStyle(place).backgroundColor);
        }
        const style = getComputedStyle(text);
        const ink = light(parts(text instanceof SVGElement ? style.fill : style.color));
        const paper = light(back);
        return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
      })()""";

  @TempDir static Path folder;

  private static Chromium browser;

  @BeforeAll
  static void start() throws IOException {
    Assumptions.assumeTrue(
        Chromium.isInstalled(),
        "no browser is installed with its driver (Debian: chromium, chromium-driver)");
    Network network = Zoo.lenet5(1, 32, 32, 10);
    SyntheticRun synthetic = SyntheticRun.of(network);
    RunInfo info = synthetic.log(folder);
    RunReport.of(network, Locale.ENGLISH)
        .run(info, Run.read(folder))
        .weights(synthetic.weights())
        .sample(synthetic.sample())
        .report()
        .write(folder.resolve("report.html"));
    browser = Chromium.start();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    browser.size(1280, 1024, 1);
    browser.open(folder.resolve("report.html").toUri());
    browser.value("localStorage.clear()");
    browser.driver().navigate().refresh();
  }

  private static WebElement find(String selector) {
    return browser.driver().findElement(By.cssSelector(selector));
  }

  /** A browser tells of a new fragment in its own time: waits for a panel to open or close. */
  private static void assertOpen(String id, boolean expected) throws InterruptedException {
    for (int tries = 0; tries < 100 && !isOpen(id).equals(expected); tries++) {
      Thread.sleep(50);
    }
    assertThat(isOpen(id)).as(id + " is open").isEqualTo(expected);
  }

  private static Object isOpen(String id) {
    return browser.value("document.getElementById(arguments[0]).open", id);
  }

  @Test
  void open_page_asksNobodyForAnythingAndComplainsOfNothing() {
    browser.click(find("#architecture a[href='#layer-conv2']"));

    assertThat(browser.requests()).isNotEmpty().allMatch(request -> request.contains("file://"));
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void click_blockOfTheDiagram_unfoldsTheLayersPanel() throws InterruptedException {
    assertOpen("layer-conv2", false);

    browser.click(find("#architecture a[href='#layer-conv2']"));

    assertOpen("layer-conv2", true);
    assertThat(find("#layer-conv2").isDisplayed()).isTrue();
    assertThat(find("#layer-conv2 svg").isDisplayed()).isTrue();
    assertThat(browser.value("document.activeElement.parentElement.id")).isEqualTo("layer-conv2");
    for (String link :
        new String[] {
          "row-conv2", "features-conv2", "kernels-conv2", "gradients-3-mean-conv2.weight"
        }) {
      assertThat(find("#layer-conv2 a[href='#" + link + "']").isDisplayed()).as(link).isTrue();
    }
  }

  @Test
  void click_rowOfTheTable_unfoldsTheLayersPanelAgainAfterItWasClosed()
      throws InterruptedException {
    browser.click(find("#row-fc1 a"));
    assertOpen("layer-fc1", true);
    browser.click(find("#layer-fc1 > summary"));
    assertOpen("layer-fc1", false);

    browser.click(find("#row-fc1 a"));

    assertOpen("layer-fc1", true);
  }

  @Test
  void keyboard_tabAndEnter_getFromTheTopToALayer() throws InterruptedException {
    WebElement body = find("body");
    for (int i = 0; i < 40 && !focus().equals("#layer-conv1"); i++) {
      browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
    }
    assertThat(focus()).isEqualTo("#layer-conv1");
    assertThat(body.isDisplayed()).isTrue();

    browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);

    assertOpen("layer-conv1", true);
    assertThat(browser.value("document.activeElement.tagName")).isEqualTo("SUMMARY");
  }

  private static String focus() {
    return String.valueOf(browser.value("document.activeElement.getAttribute('href')"));
  }

  @Test
  void keyboard_arrowsInAFigure_readItsMarksOneByOne() {
    WebElement frame = find("figure:has(#gradients-3) .scroll");
    browser.value("arguments[0].focus()", frame);

    frame.sendKeys(Keys.ARROW_RIGHT);
    String first = find("figure:has(#gradients-3) .readout").getText();
    frame.sendKeys(Keys.END);
    String last = find("figure:has(#gradients-3) .readout").getText();

    assertThat(first).isNotEmpty().isNotEqualTo(last);
    assertThat(last).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void theme_ofTheReader_hasReadableText(String theme) {
    for (int i = 0; i < 2 && !theme.equals(theme()); i++) {
      find("#theme").click();
    }

    assertThat(theme()).isEqualTo(theme);
    for (String text :
        new String[] {
          "h1",
          ".lead",
          "nav a",
          "dt",
          "dd",
          ".badge",
          ".good .badge",
          ".analysis li",
          "code",
          "th",
          "td",
          "#curves text",
          ".fold .note"
        }) {
      assertThat((Double) browser.value(CONTRAST, text)).as(text).isGreaterThanOrEqualTo(4.5);
    }
    browser.driver().navigate().refresh();
    assertThat(theme()).as("kept").isEqualTo(theme);
  }

  private static String theme() {
    return String.valueOf(browser.value("document.documentElement.dataset.theme"));
  }

  @Test
  void zoom_of400Percent_scrollsThePageInOneDirectionOnly() {
    browser.size(320, 256, 4);
    browser.value("document.querySelectorAll('details').forEach((fold) => (fold.open = true))");

    assertThat(browser.value("innerWidth")).isEqualTo(320L);
    assertThat(browser.value("document.documentElement.scrollWidth"))
        .isEqualTo(browser.value("document.documentElement.clientWidth"));
    assertThat(browser.value("document.body.scrollWidth"))
        .isEqualTo(browser.value("document.body.clientWidth"));
  }

  @Test
  void figures_ofThePage_haveAnAlternativeAndAName() {
    assertThat(
            browser.value(
                """
                [...document.querySelectorAll('svg.vitrine')].filter((svg) => {
                  const words = document.getElementById(svg.getAttribute('aria-describedby'));
                  return !svg.getAttribute('aria-label') || !words || !words.textContent.trim();
                }).length"""))
        .isEqualTo(0L);
  }
}
