package io.vitrine.report;

import io.vitrine.engine.trace.Trace;
import io.vitrine.figure.Pixels;
import io.vitrine.model.Tensor;
import java.util.Optional;

/**
 * What one image did to the network.
 *
 * @param name what the image is, in words, for instance {@code MNIST test image 7}
 * @param input what was fed (1, C, H, W)
 * @param trace of it in evaluation mode; the more values it keeps, the more the report shows
 * @param picture the image for the diagram's input plate
 * @param note sentences on how the image went in and what the network answered; or empty
 */
public record Sample(
    String name, Tensor input, Trace trace, Optional<Pixels> picture, String note) {
  /** The same with other sentences. */
  public Sample noting(String sentences) {
    return new Sample(name, input, trace, picture, sentences);
  }
}
