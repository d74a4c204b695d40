package io.vitrine.view.diagram.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.figure.Figure;
import io.vitrine.figure.Pixels;
import io.vitrine.render.Figures;
import io.vitrine.render.Theme;
import io.vitrine.render.check.DiagramCheck;
import io.vitrine.view.DocExample;
import io.vitrine.view.Golden;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The drawings that docs/diagrams.md writes by hand are those here. */
class PlotDocTest {
  private static final Path GALLERY = Path.of("../docs/gallery/diagrams");
  private static final DocExample DOC =
      new DocExample(
          Path.of("../docs/diagrams.md"),
          Path.of("src/test/java/io/vitrine/view/diagram/plot/PlotDocTest.java"));

  private static Plot article(Pixels picture) {
    // begin article
    Plot plot = Plot.titled("VGG-16, by hand").input("in", picture).to("(-6,0,0)");
    plot.convConvRelu("c1").to("(0,0,0)").filters(64, 64).size(32).box(40, 40, 2, 2);
    plot.caption("layer1").pool("p1").box(30, 30, 1).connection("in", "c1");
    plot.convConvRelu("c2").offset(2, 0, 0).filters(128, 128).size(16).box(30, 30, 3, 3);
    plot.caption("layer2").pool("p2").box(22, 22, 1).connection("p1", "c2");
    plot.convConvRelu("c3").offset(2, 0, 0).filters(256, 256, 256).size(8).box(22, 22, 4, 4, 4);
    plot.caption("layer3").pool("p3").box(16, 16, 1).connection("p2", "c3");
    plot.convConvRelu("c4").offset(2, 0, 0).filters(512, 512, 512).size(4).box(16, 16, 5, 5, 5);
    plot.caption("layer4").pool("p4").box(10, 10, 1).connection("p3", "c4");
    plot.convConvRelu("c5").offset(2, 0, 0).filters(512, 512, 512).size(2).box(10, 10, 5, 5, 5);
    plot.caption("layer5").pool("p5").box(6, 6, 1).connection("p4", "c5");
    plot.fullyConnected("fc1").offset(2, 0, 0).size(512).connection("p5", "fc1");
    plot.fullyConnected("fc2").offset(2, 0, 0).size(256).depth(28).connection("fc1", "fc2");
    plot.fullyConnected("fc3").offset(2, 0, 0).size(10).depth(10).connection("fc2", "fc3");
    plot.softMax("softmax").offset(2, 0, 0).depth(10).connection("fc3", "softmax");
    Figure figure = plot.caption("softmax").figure(Locale.ENGLISH);
    List<String> warnings = plot.warnings(Zoo.vgg16(1, 32, 32, 10), Locale.ENGLISH);
    // end article
    assertThat(warnings).isEmpty();
    assertThat(figure.title()).isNotBlank();
    return plot;
  }

  private static Plot unet() {
    // begin unet
    Plot plot = Plot.titled("A U-Net, by hand").input("in").to("(-6,0,0)");
    plot.convConvRelu("down1").to("(0,0,0)").filters(64, 64).size(512).box(40, 40, 2, 2);
    plot.pool("pool1").box(30, 30, 1).connection("in", "down1");
    plot.twoConvPool("e2", "pool1", "pool2", Stage.of(256, 128).box(30, 30, 3).offset(2, 0, 0));
    plot.twoConvPool("e3", "pool2", "pool3", Stage.of(128, 256).box(23, 23, 4).offset(2, 0, 0));
    plot.convConvRelu("bridge").offset(2, 0, 0).filters(512, 512).size(64).box(17, 17, 6, 6);
    plot.caption("bridge").connection("pool3", "bridge");
    plot.unconv("d3", "bridge", "end3", Stage.of(128, 256).box(23, 23, 5).offset(2, 0, 0));
    plot.unconv("d2", "end3", "end2", Stage.of(256, 128).box(30, 30, 5).offset(2, 0, 0));
    plot.unconv("d1", "end2", "end1", Stage.of(512, 64).box(40, 40, 4).offset(3, 0, 0));
    plot.convSoftMax("softmax").offset(2, 0, 0).size(512).connection("end1", "softmax");
    plot.skip("ccr_e3", "ccr_res_d3").skip("ccr_e2", "ccr_res_d2").skip("down1", "ccr_res_d1");
    // end unet
    return plot;
  }

  private static Plot residual() {
    // begin residual
    Plot plot = Plot.titled("A residual block, by hand").convConvRelu("before");
    plot.filters(64).size(56).box(30, 30, 3);
    plot.convConvRelu("first").offset(3, 0, 0).filters(64).size(56).box(30, 30, 3);
    plot.conv("second").offset(3, 0, 0).filters(64).size(56).box(30, 30, 3);
    plot.sum("sum").offset(3, 0, 0).connection("before", "first").connection("first", "second");
    plot.convConvRelu("after").offset(3, 0, 0).filters(64).size(56).box(30, 30, 3);
    plot.connection("second", "sum").connection("sum", "after").skip("before", "sum");
    // end residual
    return plot;
  }

  private static Pixels picture() {
    return Pixels.painted(
        28,
        28,
        argb -> {
          for (int i = 0; i < argb.length; i++) {
            double dx = i % 28 - 13.5;
            int row = i / 28;
            double dy = row - 13.5;
            double ring = Math.abs(Math.hypot(dx * 1.3, dy) - 9) < 1.8 ? 1 : 0;
            argb[i] = 0xFF000000 | 0x010101 * (int) (255 * ring);
          }
        });
  }

  @Test
  void example_ofTheArticle_isTheGallerys() throws IOException {
    check("article-by-hand.svg", article(picture()));
  }

  @Test
  void example_ofUnet_isTheGallerys() throws IOException {
    check("unet-by-hand.svg", unet());
  }

  @Test
  void example_ofResidual_isTheGallerys() throws IOException {
    check("residual-by-hand.svg", residual());
  }

  private static void check(String file, Plot plot) throws IOException {
    Figure figure = plot.figure(Locale.ENGLISH);
    assertThat(DiagramCheck.problems(figure)).isEmpty();
    Golden.checkReadable(figure);
    Golden.checkSvg(GALLERY.resolve(file), figure);
  }

  @Test
  void examples_inTheDocs_areTheCodeOfThisTest() throws IOException {
    for (String part : List.of("article", "unet", "residual")) {
      DOC.check(part);
    }
  }

  /**
   * PlotNeuralNet's script of it has one call for each of 3 lines of head, the input, 8 boxes of
   * convolutions, 5 pools, 3 fully connected boxes, the softmax, 9 arrows and the end, and 9 lines
   * around them.
   */
  @Test
  void article_isAtMostAsLongAsTheOriginal() throws IOException {
    assertThat(DOC.run("article").lines().count()).isLessThanOrEqualTo(3 + 1 + 8 + 5 + 3 + 1 + 9);
  }

  @Test
  void article_isDrawnByEveryEncoder() throws IOException {
    Figure figure = article(picture()).figure(Locale.ENGLISH);
    Path folder = Files.createTempDirectory("plot");

    for (String ending : List.of("svg", "png", "jpg", "tex")) {
      Path file = folder.resolve("plot." + ending);
      Figures.save(figure, file);
      assertThat(file).isNotEmptyFile();
      Files.delete(file);
    }
    Files.delete(folder);
    assertThat(Figures.svg(figure, Theme.DARK)).contains("id=\"plot-c1\"");
  }
}
