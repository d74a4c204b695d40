package io.vitrine.pdf;

/**
 * A line of text on a page, in pixels from its upper left corner.
 *
 * @param x where it begins, if it is upright
 * @param y of its base line
 * @param width 0 where it is not stated
 * @param isTurned whether it is not upright, so that it begins elsewhere
 */
record PlacedText(String text, double x, double y, double width, boolean isTurned) {}
