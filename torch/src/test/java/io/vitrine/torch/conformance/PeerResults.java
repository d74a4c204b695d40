package io.vitrine.torch.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What came of the same cases in ONNX Runtime, as onnxruntime_results.py recorded it.
 *
 * @param name the runtime and its version
 * @param byCase results by group and name of the case: {@code passes} or what went wrong
 */
record PeerResults(String name, Map<String, String> byCase) {
  /** What can go wrong, with what that means, the most cases first. */
  static final List<Map.Entry<String, String>> PROBLEMS =
      List.of(
          Map.entry("refused", "it takes no such model: no kernel for an operator or its types"),
          Map.entry("differs", "type, shape or a number differs"),
          Map.entry("stopped", "the run ends with an error"),
          Map.entry("crashed", "its process ends, or runs for more than a minute"));

  PeerResults {
    byCase = Map.copyOf(byCase);
  }

  static PeerResults recorded() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    PeerResults.class.getResourceAsStream(
                        "/io/vitrine/torch/onnxruntime_results.tsv")),
                StandardCharsets.UTF_8))) {
      String version = lines.readLine().replace("onnxruntime", "ONNX Runtime");
      Map<String, String> byCase = new HashMap<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split("\t");
        byCase.put(parts[0] + "/" + parts[1], parts[2]);
      }
      return new PeerResults(version, byCase);
    }
  }

  /** What came of a case; a case that was not recorded is an error. */
  String of(ConformanceReport.Result result) {
    String found = byCase.get(result.group() + "/" + result.name());
    if (found == null) {
      throw new IllegalArgumentException(
          "ONNX Runtime's result of "
              + result.name()
              + " is not recorded: run onnxruntime_results.py again");
    }
    return found;
  }

  boolean passed(ConformanceReport.Result result) {
    return of(result).equals("passes");
  }
}
