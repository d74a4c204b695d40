package io.vitrine.formats;

import io.vitrine.model.ElementType;
import io.vitrine.model.Parameter;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Small files beside what their own framework reads from them, one row a tensor. */
public final class Recorded {
  private static final int MOST_SHOWN = 12;
  private static final int FIRST_SHOWN = 4;

  private final Path folder;

  /** The files of a folder of the test's resources. */
  public Recorded(String name) {
    this.folder = Path.of("src/test/resources/io/vitrine/formats", name);
  }

  /** A file of the folder. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(folder.resolve("expected.txt"));
  }

  /** The names of the files. */
  public Stream<String> files() throws IOException {
    return lines().stream().filter(line -> line.startsWith("## ")).map(line -> line.substring(3));
  }

  /** The recorded rows of a file: tensors in their order, then further names. */
  public List<String> expected(String file) throws IOException {
    List<String> rows =
        lines().stream()
            .dropWhile(line -> !line.equals("## " + file))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .toList();
    List<String> ordered = new ArrayList<>(rows);
    ordered.sort(java.util.Comparator.comparing(row -> row.contains(" tied to ")));
    return ordered;
  }

  /** The same rows of what we read. */
  public List<String> found(String file) throws IOException {
    OpenedModel opened = Networks.read(file(file));
    List<String> rows = new ArrayList<>();
    for (Parameter parameter : opened.network().parameters()) {
      rows.add(row(parameter, opened));
    }
    for (Map.Entry<String, String> name : opened.tied().entrySet()) {
      rows.add(name.getKey() + " tied to " + name.getValue());
    }
    return rows;
  }

  private static String row(Parameter parameter, OpenedModel opened) {
    String type = parameter.name() + " " + parameter.elements() + parameter.shape();
    try {
      double[] values = values(opened.weights().require(parameter.name()));
      return (type + ": " + shown(values)).strip();
    } catch (UncheckedIOException e) {
      return type + " not read";
    }
  }

  private static String shown(double[] values) {
    if (values.length <= MOST_SHOWN) {
      return joined(values);
    }
    return joined(Arrays.copyOf(values, FIRST_SHOWN))
        + " ... "
        + values[values.length - 1]
        + " sum "
        + Arrays.stream(values).sum();
  }

  private static String joined(double[] values) {
    return Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(" "));
  }

  private static double[] values(Tensor tensor) {
    ByteBuffer bytes = tensor.bytes();
    if (tensor.elements().equals(ElementType.COMPLEX64)) {
      return doubles(bytes.remaining() / 4, i -> bytes.getFloat(i * 4));
    }
    return tensor.elements().equals(ElementType.COMPLEX128)
        ? doubles(bytes.remaining() / 8, i -> bytes.getDouble(i * 8))
        : doubles(tensor.count(), tensor::doubleAt);
  }

  private static double[] doubles(int count, java.util.function.IntToDoubleFunction value) {
    return java.util.stream.IntStream.range(0, count).mapToDouble(value).toArray();
  }
}
