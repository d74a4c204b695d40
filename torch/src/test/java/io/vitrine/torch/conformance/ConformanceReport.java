package io.vitrine.torch.conformance;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The results of the suite as docs/conformance.md shows them.
 *
 * @param results one for each case
 * @param peer what another runtime makes of the same cases
 */
record ConformanceReport(List<Result> results, PeerResults peer) {
  /** What came of a case. */
  record Result(String group, String name, boolean random, Optional<String> problem) {
    /** Why it failed. */
    Optional<String> reason() {
      return KnownFailures.reason(name)
          .or(
              () ->
                  problem
                      .filter(found -> found.contains("does not run this operator"))
                      .map(found -> "the engine does not run " + operator(found)));
    }

    private static String operator(String problem) {
      return problem.substring(problem.indexOf('(') + 1, problem.indexOf(')'));
    }

    boolean passed() {
      return problem.isEmpty();
    }

    /** The name without what all have in front. */
    String shortName() {
      return name.replaceFirst("^test_", "");
    }
  }

  ConformanceReport {
    results = List.copyOf(results);
  }

  /** The results of ONNX's published suite, or of the cases recorded beside it. */
  List<Result> results(boolean recorded) {
    return results.stream().filter(r -> r.group().equals(RecordedCase.GROUP) == recorded).toList();
  }

  /** The share of the published suite that passes. */
  double share() {
    return share(results(false));
  }

  static double share(List<Result> of) {
    return (double) of.stream().filter(Result::passed).count() / of.size();
  }

  String markdown() {
    StringBuilder text = new StringBuilder(HEAD);
    text.append("| group | cases | Vitrine | ").append(peer.name());
    text.append(" |\n|---|---:|---:|---:|\n");
    for (String group : ConformanceIT.GROUPS) {
      text.append(row(group, group(group)));
    }
    text.append(row(RANDOM, results.stream().filter(Result::random).toList()));
    text.append(total("all of the suite", results(false)));
    text.append(row(RecordedCase.GROUP, group(RecordedCase.GROUP)));
    text.append("\n## What fails\n\n| case | reason | ONNX Runtime |\n|---|---|---|\n");
    results.stream()
        .filter(result -> !result.passed())
        .forEach(result -> text.append(failure(result)));
    text.append(PEER);
    text.append("| cases of | what it does | count | which |\n|---|---|---:|---|\n");
    text.append(differing("the suite", results(false)));
    text.append(differing("later operators", results(true)));
    return text.toString();
  }

  private List<Result> group(String group) {
    return results.stream().filter(r -> r.group().equals(group) && !r.random()).toList();
  }

  private String total(String name, List<Result> of) {
    return String.format(
        Locale.ROOT,
        "| **%s** | **%d** | **%d (%.1f %%)** | **%d (%.1f %%)** |%n",
        name,
        of.size(),
        passed(of),
        100 * share(of),
        passedByPeer(of),
        100.0 * passedByPeer(of) / of.size());
  }

  private static long passed(List<Result> of) {
    return of.stream().filter(Result::passed).count();
  }

  private long passedByPeer(List<Result> of) {
    return of.stream().filter(peer::passed).count();
  }

  private String row(String name, List<Result> of) {
    return String.format(
        Locale.ROOT, "| %s | %d | %d | %d |%n", name, of.size(), passed(of), passedByPeer(of));
  }

  private String failure(Result result) {
    return String.format(
        "| %s | %s | %s |%n", result.name(), result.reason().orElse("not known"), peer.of(result));
  }

  /** The cases that pass here and not there, by what goes wrong there. */
  private String differing(String name, List<Result> of) {
    StringBuilder rows = new StringBuilder();
    for (Map.Entry<String, String> problem : PeerResults.PROBLEMS) {
      List<Result> found =
          of.stream()
              .filter(result -> result.passed() && peer.of(result).equals(problem.getKey()))
              .toList();
      if (!found.isEmpty()) {
        String names = found.stream().map(Result::shortName).collect(Collectors.joining(", "));
        rows.append(
            String.format(
                "| %s | %s | %d | %s |%n", name, problem.getValue(), found.size(), names));
      }
    }
    return rows.toString();
  }

  private static final String RANDOM = "drawn at random, checked for type, shape and distribution";

  private static final String HEAD =
      """
      # Conformance with ONNX

      The engine runs the test cases that ONNX publishes for its operators (Debian's `libonnx-testdata` 1.12): models
      with inputs and the outputs expected, compared as ONNX's own runner does (type and shape exactly, numbers within
      1e-7 + 1e-3 of the expected). Cases with sequences, optional values, strings and training operators count like all
      others. The suite ends at operator set 17; later operators, and later forms of old ones, have cases recorded with
      onnx 1.23.1 (`later_operators.py`), each within its own tolerance. `ConformanceIT` runs them and writes this page (`-Dgolden.update`); it fails where the page is stale.
      Resize in all of its modes is checked apart: `ResizeModesIT`, 431 cases of `resize_modes.py` (rounding, coordinates, antialias,
      exclude_outside, ratio policies, axes, regions, operator sets 10 to 19), all within 1e-5 of ONNX's reference implementation; ONNX Runtime
      differs in 52 of them (align_corners and tf_crop_and_resize by scales, mostly).

      """;

  private static final String PEER =
      """

      ## What passes here and not in ONNX Runtime

      The other column is from `onnxruntime_results.py`: the same models and inputs on ONNX Runtime's own processor
      provider, compared the same way (drawn cases by type and shape). Types that its Python package cannot hand over are
      given as their bits and read behind a Cast; files newer than it knows are declared older. Of the later operators many
      are of sets newer than its own kernels (26 to 28), of the suite many are of sets it has given up (6). Names without
      `test_`.

      """;
}
