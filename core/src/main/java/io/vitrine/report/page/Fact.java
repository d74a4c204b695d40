package io.vitrine.report.page;

/** A name and its value, in words. */
public record Fact(String name, String value) {}
