package io.vitrine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private static final Dataset DATA = DatasetTest.numbered(10);

  /** The labels of all batches; every image is checked to be its label's. */
  private static List<List<Long>> drain(Batches batches) {
    List<List<Long>> labels = new ArrayList<>();
    try (batches) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
          numbers.add((long) batch.labels().doubleAt(i));
          assertThat(batch.images().floatAt(i)).isEqualTo(numbers.get(i) / 255f);
        }
        labels.add(numbers);
      }
    }
    return labels;
  }

  private static Batches shuffled(Shuffle shuffle) {
    return Batches.shuffled(DATA, Preprocessing.NONE, 3, shuffle);
  }

  @Test
  void inOrder_keepsTheSmallerLastBatch() {
    assertThat(drain(Batches.inOrder(DATA, Preprocessing.NONE, 4)))
        .containsExactly(List.of(0L, 1L, 2L, 3L), List.of(4L, 5L, 6L, 7L), List.of(8L, 9L));
  }

  @Test
  void inOrder_batchLargerThanTheData_isOneBatch() {
    assertThat(drain(Batches.inOrder(DATA, Preprocessing.NONE, 64))).hasSize(1);
  }

  @Test
  void next_tensors_areDirectAndTyped() {
    try (Batches batches = Batches.inOrder(DATA, Preprocessing.NONE, 4)) {
      Batch batch = batches.next();

      assertThat(batch.images().shape()).isEqualTo(Shape.of(4, 1, 1, 1));
      assertThat(batch.images().elements()).isEqualTo(ElementType.FLOAT32);
      assertThat(batch.images().bytes().isDirect()).isTrue();
      assertThat(batch.labels().elements()).isEqualTo(ElementType.INT64);
      assertThat(batch.labels().bytes().isDirect()).isTrue();
      assertThat(batches.count()).isEqualTo(3);
      assertThat(batches.position()).isEqualTo(1);
    }
  }

  @Test
  void shuffled_followsTheShuffle() {
    List<Long> seen = drain(shuffled(Shuffle.of(5, 2))).stream().flatMap(List::stream).toList();

    assertThat(seen.stream().mapToInt(Long::intValue)).containsExactly(box(2));
    assertThat(seen).isNotEqualTo(drain(shuffled(Shuffle.of(5, 3))));
  }

  private static Integer[] box(int epoch) {
    int[] order = Shuffle.of(5, epoch).order(10);
    Integer[] boxed = new Integer[order.length];
    for (int i = 0; i < order.length; i++) {
      boxed[i] = order[i];
    }
    return boxed;
  }

  @Test
  void shuffled_resumed_goesOnExactly() {
    Shuffle shuffle = Shuffle.of(5, 2);
    List<List<Long>> whole = drain(shuffled(shuffle));

    for (int position = 0; position <= whole.size(); position++) {
      assertThat(drain(shuffled(shuffle.at(position))))
          .isEqualTo(whole.subList(position, whole.size()));
    }
  }

  @Test
  void shuffled_resumed_numbersBatchesOn() {
    try (Batches batches = shuffled(Shuffle.of(5, 2).at(2))) {
      assertThat(batches.next().index()).isEqualTo(2);
      assertThat(batches.position()).isEqualTo(3);
    }
  }

  @Test
  void next_afterTheLast_isRefused() {
    try (Batches batches = Batches.inOrder(DATA, Preprocessing.NONE, 10)) {
      batches.next();

      assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(batches::next);
    }
  }

  @Test
  void close_midway_endsTheThread() {
    Batches batches = Batches.inOrder(DATA, Preprocessing.NONE, 1);
    batches.next();
    batches.close();

    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("vitrine-batches") && thread.isAlive());
    assertThat(batches.hasNext()).isFalse();
  }

  @Test
  void next_ofInterruptedThread_stillDeliversAndStaysInterrupted() {
    try (Batches batches = Batches.inOrder(DATA, Preprocessing.NONE, 4)) {
      Thread.currentThread().interrupt();

      assertThat(batches.next().size()).isEqualTo(4);
    }
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void open_wrongArguments_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Batches.inOrder(DATA, Preprocessing.NONE, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Batches.inOrder(DATA, Preprocessing.IMAGENET, 4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shuffled(Shuffle.of(1, 0).at(5)))
        .withMessageContaining("position 5 of 4 batches");
  }
}
