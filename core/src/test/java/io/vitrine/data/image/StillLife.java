package io.vitrine.data.image;

/**
 * The sample photo: fruit and a mug on a wooden table, rendered by sphere tracing (Hart, The Visual
 * Computer 12, 1996) with soft shadows, occlusion, grain and a darker rim; 400 x 300. The pixels
 * depend on nothing but their place.
 */
final class StillLife {
  static final int WIDTH = 400;
  static final int HEIGHT = 300;
  private static final int SUB = 3;
  private static final double FAR = 14;
  private static final V EYE = new V(0.25, 1.75, 4.6);
  private static final V LIGHT = new V(-0.55, 0.75, 0.5).unit();

  private StillLife() {}

  /** A point, a direction or a colour. */
  private record V(double x, double y, double z) {
    V plus(V o) {
      return new V(x + o.x, y + o.y, z + o.z);
    }

    V minus(V o) {
      return new V(x - o.x, y - o.y, z - o.z);
    }

    V times(double s) {
      return new V(x * s, y * s, z * s);
    }

    V times(V o) {
      return new V(x * o.x, y * o.y, z * o.z);
    }

    double dot(V o) {
      return x * o.x + y * o.y + z * o.z;
    }

    double length() {
      return Math.sqrt(dot(this));
    }

    V unit() {
      return times(1 / length());
    }

    V mix(V o, double share) {
      return times(1 - share).plus(o.times(share));
    }
  }

  private enum Thing {
    TABLE,
    WALL,
    APPLE,
    STEM,
    PEAR,
    LEMON,
    MUG
  }

  static Picture render() {
    byte[] values = new byte[3 * WIDTH * HEIGHT];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int rgb = rgb(i / WIDTH, i % WIDTH);
      values[i] = (byte) (rgb >> 16);
      values[WIDTH * HEIGHT + i] = (byte) (rgb >> 8);
      values[2 * WIDTH * HEIGHT + i] = (byte) rgb;
    }
    return Picture.of(new ImageSize(3, HEIGHT, WIDTH), values);
  }

  /** One pixel as {@code 0xRRGGBB}. */
  static int rgb(int y, int x) {
    V sum = new V(0, 0, 0);
    for (int s = 0; s < SUB * SUB; s++) {
      double px = (x + (s % SUB + 0.5) / SUB - WIDTH / 2.0) / HEIGHT;
      int row = s / SUB;
      double py = (HEIGHT / 2.0 - y - (row + 0.5) / SUB) / HEIGHT;
      sum = sum.plus(look(px, py));
    }
    V colour = sum.times(1.0 / (SUB * SUB));
    double dx = (x - WIDTH / 2.0) / WIDTH;
    double dy = (y - HEIGHT / 2.0) / HEIGHT;
    double rim = 1 - 0.55 * (dx * dx + dy * dy);
    return channel(colour.x * rim, y, x, 0) << 16
        | channel(colour.y * rim, y, x, 1) << 8
        | channel(colour.z * rim, y, x, 2);
  }

  private static int channel(double light, int y, int x, int c) {
    double tone = light * (1 + 0.25 * light) / (1 + light);
    double level = 255 * StrictMath.pow(Math.max(tone, 0), 1 / 2.2);
    double grain = Noise.at(x, y, 3 + c) + Noise.at(x, y, 13 + c) - 1;
    return (int) Math.max(0, Math.min(255, level + 4.5 * grain + 0.5));
  }

  private static V look(double px, double py) {
    V ahead = new V(0.02, 0.52, 0).minus(EYE).unit();
    V right = new V(-ahead.z, 0, ahead.x).unit();
    V up = cross(right, ahead);
    V ray = ahead.times(1.55).plus(right.times(px)).plus(up.times(py)).unit();
    double distance = march(EYE, ray, FAR);
    V point = EYE.plus(ray.times(distance));
    return shade(point, ray);
  }

  private static V cross(V a, V b) {
    return new V(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x);
  }

  private static double march(V from, V ray, double limit) {
    double t = 0.02;
    for (int i = 0; i < 160 && t < limit; i++) {
      double d = distance(from.plus(ray.times(t)));
      if (d < 0.0006 * t) {
        break;
      }
      t += 0.85 * d;
    }
    return Math.min(t, limit);
  }

  private static V shade(V p, V ray) {
    Thing thing = nearest(p);
    V normal = normal(p);
    V colour = colour(thing, p);
    double sun = Math.max(0, normal.dot(LIGHT)) * shadow(p.plus(normal.times(0.01)));
    double open = openness(p, normal);
    double sky = 0.5 + 0.5 * normal.y;
    V light =
        new V(2.6, 2.35, 1.95)
            .times(sun)
            .plus(new V(0.42, 0.48, 0.6).times(open * sky))
            .plus(new V(0.22, 0.16, 0.1).times(open * (1 - sky)));
    V half = LIGHT.minus(ray).unit();
    double gloss = StrictMath.pow(Math.max(0, normal.dot(half)), shine(thing));
    return colour.times(light).plus(new V(1, 0.95, 0.85).times(strength(thing) * gloss * sun));
  }

  private static double shine(Thing thing) {
    return thing == Thing.MUG ? 140 : thing == Thing.APPLE ? 60 : 22;
  }

  private static double strength(Thing thing) {
    return switch (thing) {
      case MUG -> 1.6;
      case APPLE -> 0.9;
      case LEMON, PEAR -> 0.25;
      case TABLE -> 0.12;
      case WALL, STEM -> 0;
    };
  }

  /** How much of the light's disc is seen: the closest miss on the way decides. */
  private static double shadow(V from) {
    double seen = 1;
    double t = 0.02;
    for (int i = 0; i < 60 && t < 5; i++) {
      double d = distance(from.plus(LIGHT.times(t)));
      seen = Math.min(seen, 0.5 + 5 * d / t);
      if (seen <= 0.02) {
        return 0;
      }
      t += Math.max(0.015, 0.7 * d);
    }
    return Noise.step(0, 1, seen);
  }

  private static double openness(V p, V normal) {
    double closed = 0;
    double weight = 0.9;
    for (int i = 1; i <= 5; i++) {
      double step = 0.07 * i;
      closed += weight * (step - distance(p.plus(normal.times(step))));
      weight *= 0.75;
    }
    return Math.max(0.1, 1 - 1.1 * closed);
  }

  private static V normal(V p) {
    double e = 0.0008;
    double d = distance(p);
    return new V(
            distance(p.plus(new V(e, 0, 0))) - d,
            distance(p.plus(new V(0, e, 0))) - d,
            distance(p.plus(new V(0, 0, e))) - d)
        .unit();
  }

  private static double distance(V p) {
    double nearest = Double.MAX_VALUE;
    for (Thing thing : Thing.values()) {
      nearest = Math.min(nearest, distance(thing, p));
    }
    return nearest;
  }

  private static Thing nearest(V p) {
    Thing best = Thing.TABLE;
    for (Thing thing : Thing.values()) {
      best = distance(thing, p) < distance(best, p) ? thing : best;
    }
    return best;
  }

  private static double distance(Thing thing, V p) {
    return switch (thing) {
      case TABLE -> p.y;
      case WALL -> p.z + 2.4;
      case APPLE -> apple(p.minus(APPLE));
      case STEM ->
          Math.min(
              capsule(p.minus(APPLE), new V(0, 0.2, 0), new V(0.09, 0.58, 0.02), 0.022),
              capsule(p.minus(PEAR), new V(0, 1.0, 0), new V(-0.08, 1.36, 0.03), 0.026));
      case PEAR -> pear(p.minus(PEAR));
      case LEMON -> lemon(p.minus(LEMON));
      case MUG -> mug(p.minus(MUG));
    };
  }

  private static final V APPLE = new V(-0.98, 0.44, 0.55);
  private static final V PEAR = new V(-0.12, 0, -0.25);
  private static final V LEMON = new V(0.42, 0.3, 0.95);
  private static final V MUG = new V(1.15, 0, -0.1);

  /** A torus without a hole, so that it has a dimple at either end. */
  private static double apple(V p) {
    double taper = 1 + 0.18 * p.y;
    double ring = Math.sqrt(p.x * p.x + p.z * p.z) / taper - 0.2;
    double height = p.y * 0.98;
    return 0.85 * (Math.sqrt(ring * ring + height * height) - 0.34);
  }

  private static double pear(V p) {
    V body = p.minus(new V(0, 0.46, 0));
    V neck = p.minus(new V(-0.03, 0.98, 0));
    return 0.95 * blend(body.length() - 0.47, neck.length() - 0.2, 0.38);
  }

  private static double lemon(V p) {
    double along = 0.86 * p.x + 0.5 * p.z;
    double across = -0.5 * p.x + 0.86 * p.z;
    V scaled = new V(along / 1.32, p.y, across);
    double pores = 0.006 * Noise.smooth(p.x * 26, p.y * 26, p.z * 26);
    double tip = new V(Math.abs(along) - 0.37, p.y, across).length() - 0.07;
    return 0.75 * blend(scaled.length() - 0.3 + pores, tip, 0.12);
  }

  private static double mug(V p) {
    double radius = Math.sqrt(p.x * p.x + p.z * p.z);
    double outside = Math.max(radius - 0.46, Math.abs(p.y - 0.52) - 0.52) - 0.02;
    double inside = Math.max(radius - 0.4, 0.1 - p.y);
    V h = p.minus(new V(0.5, 0.55, 0.12));
    double ring = Math.sqrt(h.x * h.x + h.y * h.y) - 0.27;
    double handle = Math.sqrt(ring * ring + h.z * h.z) - 0.065;
    return Math.max(blend(outside, handle, 0.06), -inside);
  }

  private static double capsule(V p, V a, V b, double radius) {
    V along = b.minus(a);
    V from = p.minus(a);
    double t = Math.max(0, Math.min(1, from.dot(along) / along.dot(along)));
    return from.minus(along.times(t)).length() - radius;
  }

  /** The smaller of two distances, with the seam rounded over a width. */
  private static double blend(double a, double b, double width) {
    double h = Math.max(width - Math.abs(a - b), 0) / width;
    return Math.min(a, b) - h * h * width / 4;
  }

  private static V colour(Thing thing, V p) {
    return switch (thing) {
      case TABLE -> wood(p);
      case WALL -> new V(0.3, 0.36, 0.36).times(0.75 + 0.4 * Noise.fractal(p.x * 3, p.y * 3, 2));
      case APPLE -> appleSkin(p.minus(APPLE));
      case STEM -> new V(0.16, 0.09, 0.04);
      case PEAR -> pearSkin(p.minus(PEAR));
      case LEMON ->
          new V(0.9, 0.66, 0.05).times(0.85 + 0.2 * Noise.fractal(p.x * 9, p.y * 9, p.z * 9));
      case MUG -> glaze(p.minus(MUG));
    };
  }

  private static V wood(V p) {
    double plank = StrictMath.floor(p.z / 0.62);
    double seam = Math.abs(p.z / 0.62 - plank - 0.5);
    double shift = 7.3 * Noise.at((long) plank, 4, 4);
    double warp = Noise.fractal(p.x * 0.8 + shift, p.z * 3, 6);
    double rings = 0.5 + 0.5 * StrictMath.sin(26 * (p.z * 0.9 + 0.5 * warp) + shift);
    double fibre = Noise.smooth(p.x * 3 + shift, p.z * 70, 9);
    V base = new V(0.36, 0.2, 0.09).mix(new V(0.6, 0.38, 0.2), 0.55 * rings + 0.45 * fibre);
    double tone = 0.8 + 0.35 * Noise.at((long) plank, 8, 8);
    return base.times(tone * (1 - 0.75 * Noise.step(0.482, 0.497, seam)));
  }

  private static V appleSkin(V p) {
    double angle = StrictMath.atan2(p.z, p.x);
    double streaks = Noise.fractal(angle * 9, p.y * 1.6, 3);
    double blush = Noise.step(0.32, 0.72, streaks + 0.25 * p.x - 0.25 * p.y);
    V skin = new V(0.62, 0.04, 0.04).mix(new V(0.75, 0.5, 0.12), blush);
    double dimple = Noise.step(0.2, 0.06, Math.sqrt(p.x * p.x + p.z * p.z));
    return skin.mix(new V(0.4, 0.42, 0.1), 0.8 * dimple);
  }

  private static V pearSkin(V p) {
    double freckles = Noise.step(0.7, 0.82, Noise.smooth(p.x * 24, p.y * 24, p.z * 24));
    double patches = Noise.fractal(p.x * 3, p.y * 3, p.z * 3);
    V skin = new V(0.36, 0.47, 0.07).mix(new V(0.6, 0.52, 0.1), patches);
    return skin.mix(new V(0.3, 0.2, 0.06), 0.55 * freckles);
  }

  private static V glaze(V p) {
    double band = Noise.step(0.03, 0.02, Math.abs(Math.abs(p.y - 0.55) - 0.16));
    boolean middle = Math.abs(p.y - 0.55) < 0.13;
    double angle = StrictMath.atan2(p.z, p.x);
    double dots =
        middle
            ? Noise.step(0.55, 0.75, StrictMath.cos(angle * 12) * StrictMath.cos((p.y - 0.55) * 12))
            : 0;
    V blue = new V(0.05, 0.14, 0.36);
    return blue.mix(new V(0.85, 0.82, 0.74), Math.max(band, dots));
  }
}
