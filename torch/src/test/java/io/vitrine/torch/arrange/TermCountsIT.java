package io.vitrine.torch.arrange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.torch.OneNode;
import org.junit.jupiter.api.Test;

class TermCountsIT {
  private static OneNode pairs(long... columns) {
    return OneNode.of("TfIdfVectorizer")
        .input(OneNode.longs(5, 6, 5, 6))
        .with("mode", "TF")
        .with("min_gram_length", 2)
        .with("max_gram_length", Integer.MAX_VALUE)
        .with("max_skip_count", Integer.MAX_VALUE)
        .withList("ngram_counts", 0, 0)
        .withList("ngram_indexes", columns)
        .withList("pool_int64s", 5, 6, 6, 5);
  }

  @Test
  void run_gramsAndSkipsWithoutEnd_areBoundedByTheTerms() {
    assertThat(pairs(0, 1).run().floats()).containsExactly(3, 1);
  }

  @Test
  void run_columnsBeyondMemory_areRefused() {
    assertThatThrownBy(() -> pairs(0, 1L << 40).run()).hasMessageContaining("TfIdfVectorizer");
  }
}
