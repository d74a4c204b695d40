package io.vitrine.insight.rule;

/** What a finding means for the reader. */
public enum Severity {
  /** It is so. */
  NOTE,
  /** It is as it should be. */
  GOOD,
  /** It deserves a look. */
  WARNING
}
