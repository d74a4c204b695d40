package io.vitrine.summary;

import io.vitrine.zoo.Zoo;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextWriterTest {
  private static final SummaryOptions ROOT = SummaryOptions.defaults().locale(Locale.ROOT);

  private static Summary zoo(String name, SummaryOptions options) {
    return Summary.of(Zoo.build(name, Zoo.usualTask(name)), options);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vgg16", "lenet5", "resnet18", "mlp"})
  void write_zoo_isGolden(String name) {
    Golden.check(name + ".txt", zoo(name, ROOT).to(Format.TEXT));
  }
}
