package io.vitrine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.formats.Networks;
import io.vitrine.formats.OpenedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The article's own file, {@code torch.save(model)} of its VGG-16, and the six views of it. Its
 * pickle is PyTorch's; the 60 MB of numbers beside it are made here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArticleFileIT {
  @TempDir static Path folder;
  private String file = "";

  @BeforeAll
  void write() throws IOException {
    Path path = folder.resolve("model.pth");
    try (ZipOutputStream archive = new ZipOutputStream(Files.newOutputStream(path))) {
      member(archive, "data.pkl", resource("data.pkl"));
      member(archive, "byteorder", "little".getBytes(StandardCharsets.UTF_8));
      Random random = new Random(16);
      for (String line :
          new String(resource("storages.txt"), StandardCharsets.UTF_8).lines().toList()) {
        String[] parts = line.split(" ");
        member(archive, "data/" + parts[0], numbers(Integer.parseInt(parts[1]), parts[2], random));
      }
      member(archive, "version", "3\n".getBytes(StandardCharsets.UTF_8));
    }
    file = path.toString();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ArticleFileIT.class.getResourceAsStream("article/" + name)) {
      if (in == null) {
        throw new IOException("no resource article/" + name);
      }
      return in.readAllBytes();
    }
  }

  /** Weights in -0.05 to 0.05, variances in 0.5 to 1.5, a count of batches of 7. */
  private static byte[] numbers(int count, String kind, Random random) {
    ByteBuffer bytes =
        ByteBuffer.allocate(count * (kind.equals("count") ? 8 : 4)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      switch (kind) {
        case "count" -> bytes.putLong(7);
        case "variance" -> bytes.putFloat(0.5f + random.nextFloat());
        default -> bytes.putFloat((random.nextFloat() - 0.5f) / 10);
      }
    }
    return bytes.array();
  }

  private static void member(ZipOutputStream archive, String name, byte[] content)
      throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry("model/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    archive.putNextEntry(entry);
    archive.write(content);
    archive.closeEntry();
  }

  private Path drawn(String view, String... more) {
    Path figure = folder.resolve(view + ".svg");
    Stream<String> options = Stream.of("-o", figure.toString(), "--lang", "en");
    Ran ran =
        Ran.vitrine(
            Stream.of(Stream.of(view, "vgg16"), Stream.of(more), options, onIt())
                .flatMap(part -> part)
                .toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err())
        .contains("84 of 84 parameters of vgg16 have their tensor in model, by name and shape");
    return figure;
  }

  private Stream<String> onIt() {
    return Stream.of("--weights", file);
  }

  @Test
  void read_itsTensors_standUnderTwoNamesAndCountOnce() throws IOException {
    OpenedModel opened = Networks.read(Path.of(file));

    assertThat(opened.weights().names()).hasSize(97);
    assertThat(opened.tied())
        .hasSize(91)
        .containsEntry("conv.0.0.weight", "layer1.0.weight")
        .containsEntry("conv.4.7.running_var", "layer5.7.running_var")
        .allSatisfy((other, name) -> assertThat(other.substring(7)).isEqualTo(name.substring(7)));
    Ran ran = Ran.vitrine("inspect", file, "conv.0.0.weight", "--lang", "en");
    assertThat(ran.out()).contains("layer1.0.weight", "(64, 1, 3, 3)");
    long elements =
        opened.network().parameters().stream().mapToLong(parameter -> parameter.count()).sum();
    assertThat(elements).isEqualTo(15_118_538 + 8_448 + 13);
  }

  @Test
  void summary_ofZooNetworkWithIt_isTheArticlesTableCountedOnce() {
    Ran ran = Ran.vitrine("summary", "vgg16", "--weights", file, "--lang", "en");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("15,118,538 (57.67 MiB)", "312,412,672", "8,448 (33.00 KiB)");
  }

  @Test
  void drawKernelsFeaturesHistograms_showIt() throws IOException {
    assertThat(drawn("draw")).content().contains("15,118,538 parameters", "layer5");
    assertThat(drawn("kernels", "layer2.3")).content().contains("128 filters of 3 x 3");
    assertThat(drawn("features")).content().contains("layer5.6", "best answers");
    assertThat(drawn("histograms", "layer1.0")).content().contains("layer1.0.weight: mean");
  }

  @Test
  void train_fromIt_givesCurvesAndGradients() throws IOException {
    Path run = folder.resolve("run");
    Ran trained =
        Ran.vitrine(
            Stream.concat(
                    Stream.of("train", "vgg16", "--limit=8", "--test-limit=4", "--batch=8"),
                    Stream.concat(Stream.of("--epochs=1", "--run=" + run), onIt()))
                .toArray(String[]::new));
    assertThat(trained.code()).as(trained.err()).isZero();

    assertThat(run.resolve("figures/curves.svg")).content().contains("<svg");
    assertThat(run.resolve("figures/gradients-epoch-1.svg")).content().contains("layer1.0.weight");
    assertThat(Files.readString(run.resolve("figures/summary.txt"))).contains("15,118,538");
    assertThat(
            Networks.read(run.resolve("start.onnx")).weights().require("layer1.0.weight").floats())
        .isEqualTo(Networks.read(Path.of(file)).weights().require("layer1.0.weight").floats());
  }
}
