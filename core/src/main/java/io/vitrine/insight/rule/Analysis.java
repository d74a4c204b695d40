package io.vitrine.insight.rule;

import java.util.List;
import java.util.Locale;

/**
 * What the rules of a view found, in their order.
 *
 * @param findings each with its figures
 */
public record Analysis(List<Finding> findings) {
  public Analysis {
    findings = List.copyOf(findings);
  }

  /** Applies rules to facts. */
  public static <F> Analysis of(F facts, List<? extends Rule<F>> rules) {
    return new Analysis(rules.stream().flatMap(rule -> rule.apply(facts).stream()).toList());
  }

  /** One sentence or two for each finding. */
  public List<String> sentences(Locale locale) {
    return findings.stream().map(finding -> finding.sentence(locale)).toList();
  }

  /** All sentences as one text: a figure's alternative text. */
  public String text(Locale locale) {
    return String.join(Words.in(locale).text("sentence.separator"), sentences(locale));
  }
}
