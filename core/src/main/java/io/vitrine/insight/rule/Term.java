package io.vitrine.insight.rule;

/**
 * A word that the bundles translate.
 *
 * @param key its key without the prefix {@code term.}
 */
public record Term(String key) {}
