package io.vitrine.bench.part;

import io.vitrine.bench.measure.Goal;
import io.vitrine.bench.measure.Probed;
import io.vitrine.bench.measure.Row;
import io.vitrine.bench.measure.Workplace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What recording one number costs, writing it to the file included. */
final class ScalarCost {
  private static final Goal ABOUT_A_MICROSECOND = Goal.valueAtMost(1);

  private ScalarCost() {}

  static List<Row> rows(Workplace place) throws IOException {
    Probed probed = Probed.by(place.probe("ScalarProbe", place.folder("scalars")), place);
    return List.of(
        new Row.Measured(
            "recording a scalar, amortised, to the closed file",
            probed.of("scalar", "µs"),
            Optional.empty(),
            Optional.of(ABOUT_A_MICROSECOND)));
  }
}
