package io.vitrine.render.raster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.render.drawing.Outline;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private static final int SIDE = 40;

  /** Black paint on white: the covered part of each pixel, row by row. */
  private static double[] covered(Outline outline) {
    Surface surface = Surface.of(SIDE, SIDE, 0xFFFFFF);
    new Coverage().of(outline).paint(surface, 0, 0, 0);
    double[] shares = new double[SIDE * SIDE];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (255 - (surface.pixels()[i] & 0xFF)) / 255.0;
    }
    return shares;
  }

  private static double sum(double[] shares) {
    double sum = 0;
    for (double share : shares) {
      sum += share;
    }
    return sum;
  }

  private static Outline circle(double x, double y, double radius) {
    double c = 4.0 / 3 * (Math.sqrt(2) - 1) * radius;
    Outline.Builder path = Outline.builder();
    path.moveTo(x + radius, y);
    path.cubicTo(x + radius, y + c, x + c, y + radius, x, y + radius);
    path.cubicTo(x - c, y + radius, x - radius, y + c, x - radius, y);
    path.cubicTo(x - radius, y - c, x - c, y - radius, x, y - radius);
    path.cubicTo(x + c, y - radius, x + radius, y - c, x + radius, y);
    path.close();
    return path.build();
  }

  @Test
  void of_triangle_hasItsAreaAndItsShares() {
    double[] shares = covered(Outline.polygon(2, 3, 12, 3, 2, 13));
    assertThat(sum(shares)).isCloseTo(50, org.assertj.core.data.Offset.offset(0.1));
    assertThat(shares[3 * SIDE + 2]).isEqualTo(1);
    assertThat(shares[3 * SIDE + 11]).as("cut by the diagonal").isBetween(0.49, 0.51);
    assertThat(shares[3 * SIDE + 12]).isZero();
  }

  @Test
  void of_rectangleBetweenPixels_isTheProductOfItsShares() {
    double[] shares = covered(Outline.polygon(2.25, 3.5, 7.75, 3.5, 7.75, 9.25, 2.25, 9.25));
    assertThat(shares[3 * SIDE + 2]).isBetween(0.375 - 0.003, 0.375 + 0.003);
    assertThat(shares[9 * SIDE + 7]).isBetween(0.1875 - 0.003, 0.1875 + 0.003);
    assertThat(shares[5 * SIDE + 5]).isEqualTo(1);
  }

  @Test
  void of_curves_haveTheAreaOfTheCircle() {
    assertThat(sum(covered(circle(20, 20, 15.5))))
        .isCloseTo(Math.PI * 15.5 * 15.5, org.assertj.core.data.Offset.offset(1.0));
  }

  @Test
  void of_parabola_hasItsArea() {
    Outline.Builder path = Outline.builder();
    path.moveTo(4, 30);
    path.quadTo(20, -2, 36, 30);
    path.close();
    assertThat(sum(covered(path.build())))
        .as("two thirds of the triangle's half-height box")
        .isCloseTo(2.0 / 3 * 32 * 16, org.assertj.core.data.Offset.offset(0.5));
  }

  @Test
  void of_openPart_isClosed() {
    Outline open = Outline.polyline(2, 3, 12, 3, 2, 13).build();
    assertThat(covered(open)).isEqualTo(covered(Outline.polygon(2, 3, 12, 3, 2, 13)));
  }

  @Test
  void of_partsTheSameWay_coverOnceWhereTheyOverlap() {
    Outline.Builder two = Outline.polyline(2, 2, 12, 2, 12, 12, 2, 12);
    two.close();
    two.moveTo(7, 7);
    two.lineTo(17, 7);
    two.lineTo(17, 17);
    two.lineTo(7, 17);
    two.close();
    double[] shares = covered(two.build());
    assertThat(sum(shares)).isEqualTo(175);
    assertThat(shares[9 * SIDE + 9]).isEqualTo(1);
  }

  @Test
  void of_partsOppositeWays_leaveAHole() {
    Outline.Builder ring = Outline.polyline(2, 2, 12, 2, 12, 12, 2, 12);
    ring.close();
    ring.moveTo(5, 5);
    ring.lineTo(5, 9);
    ring.lineTo(9, 9);
    ring.lineTo(9, 5);
    ring.close();
    double[] shares = covered(ring.build());
    assertThat(sum(shares)).isEqualTo(84);
    assertThat(shares[6 * SIDE + 6]).isZero();
  }

  @Test
  void of_beyondTheSurface_isCutOff() {
    double[] shares = covered(circle(0, 20, 30));
    assertThat(shares[20 * SIDE]).isEqualTo(1);
    assertThat(shares[20 * SIDE + 29]).isBetween(0.9, 1.0);
    assertThat(shares[20 * SIDE + 31]).isZero();
  }
}
