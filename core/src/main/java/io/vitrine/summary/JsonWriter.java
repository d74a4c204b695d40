package io.vitrine.summary;

import com.fasterxml.jackson.jr.ob.JSON;
import io.vitrine.model.Dim;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Everything as JSON, whichever columns are chosen. The keys do not change:
 *
 * <ul>
 *   <li>{@code network}, {@code batch}, {@code inputs} (name, elements, shape);
 *   <li>{@code totals}: layers; parameters = trainable + frozen, and buffers, with their bytes;
 *       macs for mac_items items, batch_macs, macs_unknown_layers; input_bytes, kept_bytes,
 *       inference_peak_bytes, training_peak_bytes, unknown_values; parameters_by_type;
 *   <li>{@code shared}: name, count, layers and copies of each parameter that several layers read;
 *   <li>{@code problems}: sentences;
 *   <li>{@code rows}, as shown: path, depth, index, kind (network, group, layer, unused), type,
 *       input, output, parameters, trainable, frozen, buffers, share_percent, kernel, groups, macs,
 *       macs_unknown_layers, parameter_bytes, output_bytes, output_unknown_layers, shared, purpose,
 *       size_formula.
 * </ul>
 *
 * <p>Numbers are plain; a shape is a list of sizes, symbols by name and null where not known; what
 * there is not, is null.
 */
final class JsonWriter implements Format.Writer {
  private static final JSON JSON_TEXT =
      JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES);

  @Override
  public void write(Summary summary, Appendable out) throws IOException {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("network", summary.network());
    all.put("batch", summary.totals().batch());
    all.put("inputs", summary.inputs().stream().map(JsonWriter::input).toList());
    all.put("totals", totals(summary.totals()));
    all.put("shared", summary.shared().stream().map(JsonWriter::shared).toList());
    all.put("problems", summary.problems());
    all.put("rows", summary.rows().stream().map(JsonWriter::row).toList());
    out.append(JSON_TEXT.asString(all).replace(System.lineSeparator(), "\n")).append('\n');
  }

  private static Map<String, @Nullable Object> input(Value input) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", input.name());
    map.put("elements", input.type() instanceof ValueType.OfTensor t ? t.elements().name() : null);
    map.put("shape", shape(input.type().tensorShape()));
    return map;
  }

  private static @Nullable Object shape(Optional<Shape> shape) {
    return shape.map(s -> s.dims().stream().map(JsonWriter::dim).toArray()).orElse(null);
  }

  private static @Nullable Object dim(Dim dim) {
    if (dim instanceof Dim.Known known) {
      return known.size();
    }
    return dim instanceof Dim.Symbol symbol ? symbol.name() : null;
  }

  private static Map<String, @Nullable Object> totals(SummaryTotals totals) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("layers", totals.layers());
    counts(totals.parameters(), map);
    map.put("parameter_bytes", totals.parameters().totalBytes());
    map.put("buffer_bytes", totals.parameters().bufferBytes());
    map.put("mac_items", totals.macItems());
    tally("macs", "macs_unknown_layers", totals.macs(), map);
    map.put("batch_macs", totals.batchMacs().known());
    map.put("input_bytes", totals.memory().inputBytes());
    map.put("kept_bytes", totals.memory().keptBytes());
    map.put("inference_peak_bytes", totals.memory().inferencePeakBytes());
    map.put("training_peak_bytes", totals.memory().trainingPeakBytes());
    map.put("unknown_values", totals.memory().unknownValues());
    Map<String, Long> types = new LinkedHashMap<>();
    totals.byType().forEach((type, count) -> types.put(type, count.total()));
    map.put("parameters_by_type", types);
    return map;
  }

  private static void counts(ParameterCount count, Map<String, @Nullable Object> map) {
    map.put("parameters", count.total());
    map.put("trainable", count.trainable());
    map.put("frozen", count.frozen());
    map.put("buffers", count.buffers());
  }

  private static void tally(
      String key, String unknownKey, Tally tally, Map<String, @Nullable Object> map) {
    map.put(key, tally.known() == 0 && !tally.isExact() ? null : tally.known());
    map.put(unknownKey, tally.unknown());
  }

  private static Map<String, Object> shared(SummaryRow.Shared shared) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", shared.name());
    map.put("count", shared.count());
    map.put("layers", shared.layers());
    map.put("copies", shared.copies());
    return map;
  }

  private static Map<String, @Nullable Object> row(SummaryRow row) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("path", row.path());
    map.put("depth", row.depth());
    map.put("index", row.index());
    map.put("kind", row.kind().key());
    map.put("type", row.type());
    map.put("input", shape(row.input()));
    map.put("output", shape(row.output()));
    counts(row.parameters(), map);
    map.put("share_percent", row.sharePercent());
    map.put("kernel", row.kernel());
    map.put("groups", orNull(row.groups()));
    tally("macs", "macs_unknown_layers", row.macs(), map);
    map.put("parameter_bytes", row.parameters().totalBytes());
    tally("output_bytes", "output_unknown_layers", row.outputBytes(), map);
    map.put("shared", row.shared().stream().map(SummaryRow.Shared::name).toList());
    map.put("purpose", row.purpose());
    map.put("size_formula", row.sizeFormula());
    return map;
  }

  private static @Nullable Long orNull(OptionalLong value) {
    return value.isPresent() ? (Long) value.getAsLong() : null;
  }
}
