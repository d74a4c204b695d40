package io.vitrine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.engine.Optimizer;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSizeTest {
  private static final RunSize DEMO =
      RunSize.of(Zoo.vgg16(1, 32, 32, 10), Recipe.defaults().epochs(3), 94);

  @TempDir Path folder;

  @Test
  void of_theDemo_isWhatItWrote() {
    assertThat(DEMO.checkpoint()).isCloseTo(121_001_088L, Percentage.withPercentage(0.1));
    assertThat(DEMO.models()).isCloseTo(60_516_382L + 60_514_968L, within(250_000L));
    assertThat(DEMO.events()).as("1,510,121 bytes, and a margin").isBetween(1_510_121L, 2_300_000L);
  }

  @Test
  void of_optimizers_countsTheirState() {
    Recipe recipe = Recipe.defaults();
    long plain = checkpoint(recipe.optimizer(new Optimizer.Sgd(0.1, 0, 0)));
    long momentum = checkpoint(recipe.optimizer(new Optimizer.Sgd(0.1, 0.9, 0)));
    long adam = checkpoint(recipe.optimizer(Optimizer.Adam.of(0.1)));

    assertThat(momentum - plain).isEqualTo(61_706 * 4L);
    assertThat(adam - plain).isEqualTo(2 * 61_706 * 4L);
  }

  private static long checkpoint(Recipe recipe) {
    return RunSize.of(Zoo.lenet5(1, 32, 32, 10), recipe, 1).checkpoint();
  }

  @Test
  void requireRoom_enough_makesTheFolderAndLeavesItEmpty() throws IOException {
    Path run = folder.resolve("new/run");

    DEMO.requireRoom(run, at -> DEMO.peak());

    assertThat(run).isEmptyDirectory();
  }

  @Test
  void requireRoom_oneByteShort_saysWhatIsNeededAndFreeAndMakesNothing() {
    Path run = folder.resolve("run");

    assertThatThrownBy(() -> DEMO.requireRoom(run, at -> DEMO.peak() - 1))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(run + ": this training needs 390 MB (a checkpoint of 122 MB")
        .hasMessageEndingWith("but 390 MB are free there; make room or choose another folder");
    assertThat(run).doesNotExist();
  }

  @Test
  void requireRoom_runThatHoldsItsFiles_needsOneCheckpointMore() throws IOException {
    try (var file = new java.io.RandomAccessFile(folder.resolve("model").toFile(), "rw")) {
      file.setLength(DEMO.peak());
    }

    assertThatCode(() -> DEMO.requireRoom(folder, at -> DEMO.checkpoint()))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> DEMO.requireRoom(folder, at -> DEMO.checkpoint() - 1))
        .isInstanceOf(IOException.class);
  }

  @Test
  void requireRoom_folderBelowAFile_saysThatItCannotBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> DEMO.requireRoom(file.resolve("run"), RunSize.Disk.SYSTEM))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be written");
  }
}
