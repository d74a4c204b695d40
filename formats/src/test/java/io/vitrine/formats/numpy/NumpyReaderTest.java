package io.vitrine.formats.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.formats.Networks;
import io.vitrine.formats.Npy;
import io.vitrine.formats.Recorded;
import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.StoredModel;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of make_fixtures.py hold what NumPy reads from them; broken headers are refused. */
class NumpyReaderTest {
  private static final Recorded RECORDED = new Recorded("numpy");

  @TempDir Path folder;

  static Stream<String> files() throws IOException {
    return RECORDED.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void read_givesWhatNumPyReads(String file) throws IOException {
    assertThat(RECORDED.found(file)).isEqualTo(RECORDED.expected(file));
  }

  @Test
  void read_givesBackWhatNpyWrote() throws IOException {
    Path file = folder.resolve("a.npz");
    Npy.writeAll(file, Map.of("w", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2)));
    assertThat(Networks.read(file).weights().require("w").floats()).containsExactly(1, 2, 3, 4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "objects ; '|O', Python objects, which are never unpickled",
        "text    ; '<U2', text",
        "dates   ; '<M8[D]', dates or times",
        "records ; records of several fields",
        "raw     ; '|V2', raw bytes, as which NumPy stores types that are not its own",
      })
  void tensor_ofATypeThatIsNotReadSaysWhy(String name, String reason) throws IOException {
    var weights = Networks.read(RECORDED.file("special.npz")).weights();
    assertThatThrownBy(() -> weights.require(name))
        .isInstanceOf(UncheckedIOException.class)
        .cause()
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith(name + ": the array holds elements ")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), } | 4 | 67 | expected 8 bytes of float32(2) from here, found 4",
        "{'descr': '<f4', 'fortran_order': False} | 4 | 50 | expected descr, fortran_order and shape",
        "{'descr': '<f4', 'fortran_order': 1, 'shape': ()} | 4 | 44 | expected True or False",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2 3)} | 4 | 63 | with commas between",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-2,)} | 4 | 61 | expected a size of 1 to 18 digits",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999999999999,)} | 4 | 61 | expected a size of 1 to 18",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999,99999999,99)} | 4 | 10 | more than any memory holds",
        "{'descr': [('a', '<f4' | 4 | 32 | the header ends too early",
        "{'other': 1} | 4 | 19 | expected descr, fortran_order or shape, found 'other'",
        "__import__('os').system('id') | 4 | 10 | expected '{'",
      })
  void read_refusesBrokenHeaders(String header, int dataBytes, int at, String message) {
    assertThatThrownBy(() -> open(NumpyBytes.array(header, dataBytes)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("w.npy, byte " + at + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void read_refusesUnknownVersionsAndLongHeaders() {
    byte[] newer = NumpyBytes.array("{}", 0);
    newer[6] = 4;
    assertThatThrownBy(() -> open(newer))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("w.npy, byte 6: expected version 1, 2 or 3 of the format, found 4");
    byte[] longer = NumpyBytes.array("{}", 0);
    longer[9] = 1;
    assertThatThrownBy(() -> open(longer))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("w.npy, byte 8: the header is said to take 258 bytes; expected at most 2");
  }

  private static StoredModel open(byte[] content) throws IOException {
    return NumpyReader.read(FileBytes.of(Path.of("w.npy"), content));
  }
}
