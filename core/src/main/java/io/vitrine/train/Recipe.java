package io.vitrine.train;

import io.vitrine.engine.Mode;
import io.vitrine.engine.Optimizer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a network is trained.
 *
 * @param epochs passes over the training images
 * @param batchSize images a step
 * @param optimizer with its settings
 * @param seed of the order of the images and of what is held out
 * @param evaluation {@link Mode#EVALUATION}, or {@link Mode#TRAINING} for the article's way, where
 *     testing runs with dropout on and moves batch norm's statistics
 */
public record Recipe(int epochs, int batchSize, Optimizer optimizer, long seed, Mode evaluation) {
  public Recipe {
    if (epochs < 1 || batchSize < 1) {
      throw new IllegalArgumentException(
          "expected 1 or more epochs and images a batch, found " + epochs + " and " + batchSize);
    }
  }

  /** The article's: 10 epochs, batches of 64, SGD with learning rate 0.01 and momentum 0.5. */
  public static Recipe defaults() {
    return new Recipe(10, 64, new Optimizer.Sgd(0.01, 0.5, 0), 0, Mode.EVALUATION);
  }

  /** Steps an epoch of so many images; the last may be a smaller batch. */
  public int batches(int images) {
    return (images + batchSize - 1) / batchSize;
  }

  public Recipe epochs(int number) {
    return new Recipe(number, batchSize, optimizer, seed, evaluation);
  }

  public Recipe batchSize(int images) {
    return new Recipe(epochs, images, optimizer, seed, evaluation);
  }

  public Recipe optimizer(Optimizer chosen) {
    return new Recipe(epochs, batchSize, chosen, seed, evaluation);
  }

  public Recipe seed(long chosen) {
    return new Recipe(epochs, batchSize, optimizer, chosen, evaluation);
  }

  public Recipe evaluation(Mode mode) {
    return new Recipe(epochs, batchSize, optimizer, seed, mode);
  }

  /** The recipe by name, for {@code run.json}. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("epochs", epochs);
    map.put("batch_size", batchSize);
    map.putAll(describe(optimizer));
    map.put("evaluation", evaluation.name().toLowerCase(java.util.Locale.ROOT));
    return map;
  }

  private static Map<String, Object> describe(Optimizer optimizer) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (optimizer instanceof Optimizer.Sgd sgd) {
      map.put("optimizer", "sgd");
      map.put("learning_rate", sgd.learningRate());
      map.put("momentum", sgd.momentum());
      map.put("weight_decay", sgd.weightDecay());
    } else if (optimizer instanceof Optimizer.Adam adam) {
      map.put("optimizer", "adam");
      map.put("learning_rate", adam.learningRate());
      map.put("weight_decay", adam.weightDecay());
    } else if (optimizer instanceof Optimizer.AdamW adamW) {
      map.put("optimizer", "adamw");
      map.put("learning_rate", adamW.learningRate());
      map.put("weight_decay", adamW.weightDecay());
    }
    return map;
  }
}
