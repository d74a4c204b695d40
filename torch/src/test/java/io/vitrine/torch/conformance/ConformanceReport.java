package io.vitrine.torch.conformance;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The results of the suite as docs/conformance.md shows them.
 *
 * @param results one for each case
 */
record ConformanceReport(List<Result> results) {
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
  }

  ConformanceReport {
    results = List.copyOf(results);
  }

  long passed(boolean random) {
    return results.stream().filter(r -> r.random() == random && r.passed()).count();
  }

  long count(boolean random) {
    return results.stream().filter(r -> r.random() == random).count();
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
    text.append("| group | cases | pass |\n|---|---:|---:|\n");
    for (String group : ConformanceIT.GROUPS) {
      text.append(row(group));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "| drawn at random, checked for type, shape and distribution | %d | %d |%n",
            count(true),
            passed(true)));
    text.append(total("all of the suite", results(false)));
    text.append(row(RecordedCase.GROUP));
    text.append("\n## What fails\n\n| case | reason |\n|---|---|\n");
    results.stream()
        .filter(result -> !result.passed())
        .forEach(result -> text.append(failure(result)));
    return text.toString();
  }

  private static String total(String name, List<Result> of) {
    long passed = of.stream().filter(Result::passed).count();
    return String.format(
        Locale.ROOT,
        "| **%s** | **%d** | **%d (%.1f %%)** |%n",
        name,
        of.size(),
        passed,
        100 * share(of));
  }

  private String row(String group) {
    List<Result> own =
        results.stream().filter(r -> r.group().equals(group) && !r.random()).toList();
    long passed = own.stream().filter(Result::passed).count();
    return String.format(Locale.ROOT, "| %s | %d | %d |%n", group, own.size(), passed);
  }

  private static String failure(Result result) {
    String name = result.name();
    return "| " + name + " | " + result.reason().orElse("not known") + " |\n";
  }

  private static final String HEAD =
      """
      # Conformance with ONNX

      The engine runs the test cases that ONNX publishes for its operators (Debian's `libonnx-testdata` 1.12): models
      with inputs and the outputs expected, compared as ONNX's own runner does (type and shape exactly, numbers within
      1e-7 + 1e-3 of the expected). Cases with sequences, optional values, strings and training operators count like all
      others. The suite ends at operator set 17; later operators, and later forms of old ones, have cases recorded with
      onnx 1.23.1 (`later_operators.py`), each within its own tolerance. `ConformanceIT` runs them and writes this page (`-Dgolden.update`); it fails where the page is stale.

      """;
}
