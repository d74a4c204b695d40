package io.vitrine.formats.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.formats.Recorded;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What we read from the files of make_fixtures.py is what PyTorch 2.13 reads from them, which that
 * script recorded in expected.txt.
 */
class TorchFixturesTest {
  private static final Recorded RECORDED = new Recorded("pytorch");

  static Stream<String> files() throws IOException {
    return RECORDED.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void read_givesWhatPyTorchReads(String file) throws IOException {
    assertThat(RECORDED.found(file)).isEqualTo(RECORDED.expected(file));
  }
}
