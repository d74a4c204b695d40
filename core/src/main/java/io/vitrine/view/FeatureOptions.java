package io.vitrine.view;

/**
 * What {@link FeatureMaps} show.
 *
 * @param source what computed the values, named in the title
 * @param input what went in, in words, for instance {@code MNIST test image 7}; or empty
 * @param item which item of the batch, from 0
 * @param note sentences for the small print, such as how the image was prepared; or empty
 */
public record FeatureOptions(Source source, String input, int item, String note) {
  /** What computed the values. */
  public enum Source {
    /** The network itself. */
    NETWORK,
    /** Its convolutions alone, see {@link ArticleChain}. */
    ARTICLE_CHAIN
  }

  public FeatureOptions {
    if (item < 0) {
      throw new IllegalArgumentException("items of a batch count from 0, found " + item);
    }
  }

  public static FeatureOptions defaults() {
    return new FeatureOptions(Source.NETWORK, "", 0, "");
  }

  public FeatureOptions from(Source chosen) {
    return new FeatureOptions(chosen, input, item, note);
  }

  public FeatureOptions of(String whatWentIn) {
    return new FeatureOptions(source, whatWentIn, item, note);
  }

  public FeatureOptions item(int index) {
    return new FeatureOptions(source, input, index, note);
  }

  public FeatureOptions noting(String sentences) {
    return new FeatureOptions(source, input, item, sentences);
  }
}
