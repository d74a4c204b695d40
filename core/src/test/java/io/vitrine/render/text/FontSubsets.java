package io.vitrine.render.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Cuts the fonts that ship with us from the whole ones; run by hand when characters are to be
 * added.
 *
 * <p>Arguments: Inter_400Regular.ttf, Inter_700Bold.ttf and NotoSansSC_400Regular.ttf (the npm
 * packages {@code @expo-google-fonts/inter} and {@code @expo-google-fonts/noto-sans-sc} have them),
 * then the folder to write to, {@code core/src/main/resources/io/vitrine/render/text}.
 */
final class FontSubsets {
  private static final List<String> TABLES =
      List.of("head", "hhea", "maxp", "name", "OS/2", "post", "glyf", "loca", "hmtx", "cmap");

  /** Common in texts on neural networks, but beyond the first level of GB 2312. */
  private static final String SECOND_LEVEL = "熵阈噪囊瞰粒锚坍栅矩阵黎曼鲁棒橙靛绛";

  /** Signs that Inter lacks. */
  private static final String SIGNS = "∇∀∃∅∈∋∝∥⊕⊗⊙≡≪≫├─│└";

  private FontSubsets() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[3]);
    cut(Path.of(args[0]), latin(), folder.resolve("Inter-Regular.ttf"));
    cut(Path.of(args[1]), latin(), folder.resolve("Inter-Bold.ttf"));
    cut(Path.of(args[2]), chinese(), folder.resolve("NotoSansSC-Regular.ttf"));
  }

  /** Latin, Greek and Cyrillic letters, punctuation, scripts, arrows, signs of mathematics. */
  private static final int[][] LATIN = {
    {0x20, 0x17F}, {0x218, 0x21B}, {0x2C6, 0x2DD}, {0x370, 0x45F}, {0x2010, 0x2044},
    {0x2070, 0x209F}, {0x20AC, 0x20AC}, {0x2113, 0x2126}, {0x2190, 0x21D5}, {0x2200, 0x22A5},
    {0x25A0, 0x25FF}, {0x2605, 0x2606}, {0x2713, 0x2717}
  };

  private static IntStream latin() {
    return Arrays.stream(LATIN).flatMapToInt(range -> IntStream.rangeClosed(range[0], range[1]));
  }

  private static IntStream chinese() {
    Charset gb2312 = Charset.forName("GB2312");
    IntStream symbols = rows(gb2312, 1, 3);
    IntStream hanzi = rows(gb2312, 16, 55);
    return IntStream.concat(IntStream.concat(symbols, hanzi), (SIGNS + SECOND_LEVEL).codePoints());
  }

  private static IntStream rows(Charset gb2312, int from, int to) {
    return IntStream.rangeClosed(from, to)
        .flatMap(
            row ->
                IntStream.rangeClosed(1, 94)
                    .map(
                        cell ->
                            new String(
                                    new byte[] {(byte) (0xA0 + row), (byte) (0xA0 + cell)}, gb2312)
                                .codePointAt(0)))
        .filter(codePoint -> codePoint != 0xFFFD);
  }

  private static void cut(Path source, IntStream codePoints, Path target) throws IOException {
    try (TrueTypeFont font = parse(source)) {
      TTFSubsetter subsetter = new TTFSubsetter(font, TABLES);
      CmapLookup glyphs = font.getUnicodeCmapLookup();
      codePoints.filter(c -> glyphs.getGlyphId(c) != 0).forEach(subsetter::add);
      try (OutputStream out = Files.newOutputStream(target)) {
        subsetter.writeToStream(out);
      }
    }
  }

  private static TrueTypeFont parse(Path source) throws IOException {
    return new TTFParser().parse(new RandomAccessReadBuffer(Files.readAllBytes(source)));
  }
}
