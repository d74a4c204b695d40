package io.vitrine.formats.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.formats.Networks;
import io.vitrine.formats.OpenedModel;
import io.vitrine.formats.pickle.PickleBytes;
import io.vitrine.formats.zip.ZipBytes;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were never saved by PyTorch but made to harm or to confuse. */
class HostileTorchTest {
  @TempDir Path folder;

  /** An archive of a pickle and one storage of 16 bytes. */
  private OpenedModel open(PickleBytes pickle) throws IOException {
    Path file = folder.resolve("h.pth");
    Files.write(
        file,
        new ZipBytes()
            .stored("h/data.pkl", pickle.bytes())
            .stored("h/data/0", new byte[16])
            .bytes());
    return Networks.read(file);
  }

  private static PickleBytes storage(PickleBytes pickle, String type, String key, long count) {
    return pickle
        .op("(")
        .text("storage")
        .global("torch", type)
        .text(key)
        .text("cpu")
        .number(count)
        .op("tQ");
  }

  /** The dict of a tensor "t" with arguments that may be wrong. */
  private static PickleBytes tensor(
      String type, String key, long count, long offset, long[] sizes, long[] strides) {
    PickleBytes pickle = new PickleBytes().op("}").text("t");
    storage(pickle.global("torch._utils", "_rebuild_tensor").op("("), type, key, count);
    return pickle.number(offset).numbers(sizes).numbers(strides).op("tRs.");
  }

  private void refused(PickleBytes pickle, String message) {
    assertThatThrownBy(() -> open(pickle))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("h.pth, byte ")
        .hasMessageContaining(message);
  }

  private static long[] of(long... values) {
    return values;
  }

  @Test
  void read_opensTensorsOfTheFirstVersions() throws IOException {
    OpenedModel opened = open(tensor("FloatStorage", "0", 4, 1, of(3), of(1)));
    assertThat(opened.weights().require("t").floats()).containsExactly(0, 0, 0);
  }

  @Test
  void read_opensVariablesOfTheFirstVersions() throws IOException {
    PickleBytes pickle = new PickleBytes().op("}").text("w");
    pickle.global("torch.nn.parameter", "Parameter");
    storage(pickle.global("torch._utils", "_rebuild_tensor").op("("), "FloatStorage", "0", 4);
    pickle.number(0).numbers(2, 2).numbers(2, 1).op("tR\u0085\u0081(\u0088\u0089}tbs.");
    assertThat(open(pickle).weights().require("w").shape().toString()).isEqualTo("(2, 2)");
  }

  @Test
  void read_refusesViewsThatReachPastTheirStorage() {
    refused(tensor("FloatStorage", "0", 4, 1, of(4), of(1)), "tensor 't': sizes [4]");
    refused(tensor("FloatStorage", "0", 4, 0, of(2, 2), of(4, 1)), "reach past the 4 elements");
    refused(
        tensor("FloatStorage", "0", 4, Long.MAX_VALUE, of(2), of(1)), "reach past the 4 elements");
    refused(tensor("FloatStorage", "0", 4, 0, of(1L << 40), of(Long.MAX_VALUE / 2)), "reach past");
    refused(tensor("FloatStorage", "0", 4, -1, of(2), of(1)), "expected an offset");
    refused(tensor("FloatStorage", "0", 4, 0, of(2), of(-1)), "strides of 0 or more");
    refused(tensor("FloatStorage", "0", 4, 0, of(-2), of(1)), "dimensions of 0 or more");
    refused(tensor("FloatStorage", "0", 4, 0, of(2), of(1, 1)), "as many strides as sizes");
    refused(
        tensor("FloatStorage", "0", 4, 0, of(1L << 40, 1L << 40), of(0, 0)),
        "more than any memory");
  }

  @Test
  void read_refusesStoragesThatAreNotAsTheySay() {
    refused(tensor("FloatStorage", "1", 4, 0, of(4), of(1)), "'h/data/1' is not in the archive");
    refused(
        tensor("FloatStorage", "../../etc/passwd", 4, 0, of(4), of(1)), "is not in the archive");
    refused(tensor("FloatStorage", "0", 5, 0, of(5), of(1)), "have 20 bytes, but has 16");
    refused(tensor("FloatStorage", "0", 1L << 60, 0, of(5), of(1)), "expected a storage");
    refused(tensor("StrangeStorage", "0", 4, 0, of(4), of(1)), "expected a storage of the file");
  }

  @Test
  void read_refusesLongListsThatAreSharedTooOften() {
    PickleBytes pickle = new PickleBytes().op("](" + "K\u0001".repeat(100_000) + "eq\u00000](");
    refused(pickle.op("h\u0000".repeat(1_000) + "e."), "shared more than 2000000 times");
  }

  @Test
  void read_refusesNamesThatGrowWithoutEnd() {
    PickleBytes pickle = new PickleBytes().text("k".repeat(300_000)).op("q\u00000N");
    for (int i = 0; i < 150; i++) {
      pickle.op("}h\u0000");
    }
    pickle.op("}");
    for (int i = 0; i < 150; i++) {
      pickle.op("s");
    }
    refused(pickle.op("."), "the names of what the pickle holds are too long");
  }

  @Test
  void read_leavesWhatIsNoTensorAlone() throws IOException {
    PickleBytes pickle = new PickleBytes().op("}").text("epoch").number(3).op("s");
    OpenedModel opened = open(pickle.text("args").global("argparse", "Namespace").op(")\u0081s."));
    assertThat(opened.network().parameters()).isEmpty();
    assertThat(opened.network().metadata()).containsEntry("epoch", "3");
  }
}
