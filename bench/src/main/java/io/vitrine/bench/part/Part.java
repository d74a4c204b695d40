package io.vitrine.bench.part;

import io.vitrine.bench.measure.Row;
import io.vitrine.bench.measure.Workplace;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A part of the bench, selectable by its name. */
public enum Part {
  TRAINING,
  FORWARD,
  RECORDING,
  SCALAR,
  MEMORY,
  KERNELS,
  REPORT,
  START,
  DRAW,
  /** What the allocator's and OpenMP's settings do; not measured unless named. */
  SETTINGS;

  /** The parts of a whole bench. */
  public static List<Part> usual() {
    return List.of(TRAINING, FORWARD, RECORDING, SCALAR, MEMORY, KERNELS, REPORT, START, DRAW);
  }

  /** Measures. */
  public List<Row> rows(Workplace place) throws IOException {
    return switch (this) {
      case TRAINING -> TrainingSpeed.rows(place);
      case FORWARD -> ForwardSpeed.rows(place);
      case RECORDING -> RecordingCost.rows(place);
      case SCALAR -> ScalarCost.rows(place);
      case MEMORY -> MemoryGrowth.rows(place);
      case KERNELS -> KernelSheets.rows(place);
      case REPORT -> ReportTime.rows(place);
      case START -> StartUp.rows(place);
      case DRAW -> DrawingTime.rows(place);
      case SETTINGS -> Settings.rows(place);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
