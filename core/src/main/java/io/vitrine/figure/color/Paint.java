package io.vitrine.figure.color;

/** A color: one by name, which a light and a dark theme resolve, or one by number. */
public sealed interface Paint permits Palette, Color {}
