package io.vitrine.data.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassNamesTest {
  @TempDir Path folder;

  private ClassNames read(String text) throws IOException {
    return ClassNames.read(Files.writeString(folder.resolve("names"), text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tench\ngreat white shark\n",
        "tench\r\ngreat white shark",
        "\uFEFFtench\r\ngreat white shark\r\n\r\n",
        "\uFEFF[\"tench\", \"great white shark\"]",
        "[\"tench\", \"great white shark\"]",
        "{\"0\": \"tench\", \"1\": \"great white shark\"}",
        "{\"1\": [\"n01484850\", \"great white shark\"], \"0\": [\"n01440764\", \"tench\"]}",
        "{\"great white shark\": 1, \"tench\": 0}"
      })
  void read_everyForm_givesTheNamesInOrder(String text) throws IOException {
    assertThat(read(text).names()).containsExactly("tench", "great white shark");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "[1]",
        "[\"a\"",
        "{\"one\": \"a\"}",
        "{\"0\": \"a\", \"2\": \"b\"}"
      })
  void read_noNames_isRefusedWithTheFile(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(folder.resolve("names").toString());
  }

  @Test
  void read_emptyLineBetweenNames_saysBehindWhich() {
    assertThatThrownBy(() -> read("tench\n\ngreat white shark"))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("the empty line after 'tench'");
  }

  @Test
  void requireCount_otherNumberOfClasses_saysBoth() throws IOException {
    assertThat(read("a\nb").requireCount(2).of(1)).isEqualTo("b");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("a\nb").requireCount(1000))
        .withMessageContaining("2 names")
        .withMessageContaining("1000 classes");
  }
}
