package io.vitrine.figure;

/** One part of a figure. */
public sealed interface Panel
    permits AxesPanel, HeatMapPanel, TilesPanel, DiagramPanel, GraphPanel, TablePanel {
  /** The heading above it, or empty. */
  String title();
}
