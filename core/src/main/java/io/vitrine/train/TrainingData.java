package io.vitrine.train;

import io.vitrine.data.Dataset;
import io.vitrine.data.Preprocessing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a network learns from and is measured on; sized as the network takes it.
 *
 * @param training images that it learns from
 * @param validation images held out to choose by, where there are any
 * @param test images to measure on at the end of every epoch, where there are any
 * @param preprocessing of all of them
 */
public record TrainingData(
    Dataset training,
    Optional<Dataset> validation,
    Optional<Dataset> test,
    Preprocessing preprocessing) {

  /** Holds a share of the training images out for validation. */
  public TrainingData holdingOut(double share, long seed) {
    Dataset.Split split = training.split(share, seed);
    return new TrainingData(split.training(), Optional.of(split.validation()), test, preprocessing);
  }

  /** SHA-256 of each part by name, for {@code run.json}. */
  public Map<String, String> digests() {
    Map<String, String> digests = new LinkedHashMap<>();
    digests.put("training", training.digest());
    validation.ifPresent(data -> digests.put("validation", data.digest()));
    test.ifPresent(data -> digests.put("test", data.digest()));
    return digests;
  }
}
