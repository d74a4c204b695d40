package io.vitrine.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitrine.model.ModelFormatException;
import io.vitrine.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run is: its recipe, where and with what it ran, and what came out. Kept as {@code
 * run.json}.
 *
 * @param status where the run stands
 * @param started when it began
 * @param ended when it ended, empty while it goes on
 * @param recipe the training's options by name, in order; JSON values
 * @param seed the seed of every random choice
 * @param precision the number format of the computation, for instance {@code bf16}
 * @param threads the number of the engine's threads
 * @param versions of {@code vitrine}, {@code java}, {@code os} and {@code engine}
 * @param machine {@code cpu} (a name) and {@code cores}
 * @param data digests of the data sets by their role, for instance {@code train}
 * @param result the numbers of each epoch
 * @param more fields that a file held and that are not known here; they are written back
 */
public record RunInfo(
    RunStatus status,
    Instant started,
    Optional<Instant> ended,
    Map<String, @Nullable Object> recipe,
    long seed,
    String precision,
    int threads,
    Map<String, String> versions,
    Map<String, @Nullable Object> machine,
    Map<String, String> data,
    List<EpochResult> result,
    Map<String, @Nullable Object> more) {

  /** The file's name in the run's directory. */
  public static final String FILE = "run.json";

  public RunInfo {
    recipe = JsonObject.frozen(recipe);
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    machine = JsonObject.frozen(machine);
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    result = List.copyOf(result);
    more = JsonObject.frozen(more);
  }

  /**
   * A run that begins now, on this machine.
   *
   * @param engine name and version of what computes, for instance {@code libtorch 2.10.0}
   */
  public static RunInfo start(
      Map<String, ?> recipe,
      long seed,
      String precision,
      int threads,
      String engine,
      Map<String, String> data) {
    Map<String, String> versions = new LinkedHashMap<>(Environment.versions());
    versions.put("engine", engine);
    return new RunInfo(
        RunStatus.RUNNING,
        Instant.now(),
        Optional.empty(),
        JsonObject.frozen(recipe),
        seed,
        precision,
        threads,
        versions,
        JsonObject.frozen(Environment.machine()),
        data,
        List.of(),
        Map.of());
  }

  /**
   * This start as the continuation of an earlier one: begun when that began, with its results so
   * far and its unknown fields.
   */
  public RunInfo resuming(RunInfo earlier) {
    return new RunInfo(
        status,
        earlier.started,
        ended,
        recipe,
        seed,
        precision,
        threads,
        versions,
        machine,
        data,
        earlier.result,
        earlier.more);
  }

  /** The same run with a further field, a JSON value, that is not known here. */
  public RunInfo noting(String field, Object value) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(more);
    fields.put(field, value);
    return new RunInfo(
        status, started, ended, recipe, seed, precision, threads, versions, machine, data, result,
        fields);
  }

  /** The same run, ended now. */
  public RunInfo end(RunStatus how) {
    return with(how, Optional.of(Instant.now()), result);
  }

  /**
   * The same run with the result of a further epoch. Results of that epoch and later ones, left
   * from before a resume, are dropped.
   */
  public RunInfo withEpoch(EpochResult epoch) {
    List<EpochResult> all = new ArrayList<>(result);
    all.removeIf(earlier -> earlier.epoch() >= epoch.epoch());
    all.add(epoch);
    return with(status, ended, all);
  }

  private RunInfo with(RunStatus newStatus, Optional<Instant> end, List<EpochResult> results) {
    return new RunInfo(
        newStatus, started, end, recipe, seed, precision, threads, versions, machine, data, results,
        more);
  }

  /** One thing in which two runs differ. */
  public record Difference(String what, String before, String now) {}

  /**
   * Where this run's circumstances differ from an earlier one's, so that its numbers need not be
   * equal to the bit: seed, precision, threads, machine, versions, data.
   */
  public List<Difference> differencesFrom(RunInfo earlier) {
    List<Difference> differences = new ArrayList<>();
    compare(differences, "seed", earlier.seed, seed);
    compare(differences, "precision", earlier.precision, precision);
    compare(differences, "threads", earlier.threads, threads);
    compareAll(differences, "machine.", earlier.machine, machine);
    compareAll(differences, "versions.", earlier.versions, versions);
    compareAll(differences, "data.", earlier.data, data);
    return differences;
  }

  private static void compareAll(
      List<Difference> differences,
      String prefix,
      Map<String, ? extends @Nullable Object> before,
      Map<String, ? extends @Nullable Object> now) {
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      compare(differences, prefix + name, before.get(name), now.get(name));
    }
  }

  private static void compare(
      List<Difference> differences, String what, @Nullable Object before, @Nullable Object now) {
    if (!Objects.equals(before, now)) {
      differences.add(new Difference(what, String.valueOf(before), String.valueOf(now)));
    }
  }

  /**
   * Writes {@code run.json} into the run's directory; the file is replaced as a whole.
   *
   * @throws IOException where it cannot be written; an older file then stays as it was
   */
  public void write(Path directory) throws IOException {
    String json = JsonObject.write(fields());
    AtomicFile.write(directory.resolve(FILE), out -> out.write(json.getBytes(UTF_8)));
  }

  private Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("status", status.text());
    fields.put("started", started.toString());
    ended.ifPresent(end -> fields.put("ended", end.toString()));
    fields.put("recipe", recipe);
    fields.put("seed", seed);
    fields.put("precision", precision);
    fields.put("threads", threads);
    fields.put("versions", versions);
    fields.put("machine", machine);
    fields.put("data", data);
    fields.put("result", result.stream().map(RunInfo::fields).toList());
    fields.putAll(more);
    return fields;
  }

  private static Map<String, Object> fields(EpochResult result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("epoch", result.epoch());
    result.values().forEach((tag, value) -> fields.put(tag, Json.number(value.doubleValue())));
    return fields;
  }

  /**
   * Reads {@code run.json} from a run's directory.
   *
   * @throws java.nio.file.NoSuchFileException where there is none
   * @throws ModelFormatException where it is not what {@link #write} writes
   */
  public static RunInfo read(Path directory) throws IOException {
    JsonObject json = JsonObject.read(directory.resolve(FILE));
    Object end = json.take("ended");
    return new RunInfo(
        status(json),
        instant(json, "started", json.text("started")),
        end == null ? Optional.empty() : Optional.of(instant(json, "ended", end)),
        json.object("recipe").rest(),
        json.number("seed").longValue(),
        json.text("precision"),
        json.number("threads").intValue(),
        json.object("versions").texts(),
        json.object("machine").rest(),
        json.object("data").texts(),
        epochs(json.objects("result")),
        json.rest());
  }

  private static RunStatus status(JsonObject json) throws ModelFormatException {
    String text = json.text("status");
    return Arrays.stream(RunStatus.values())
        .filter(status -> status.text().equals(text))
        .findFirst()
        .orElseThrow(() -> json.wrong("status", "running, finished, interrupted or failed", text));
  }

  private static Instant instant(JsonObject json, String name, Object text)
      throws ModelFormatException {
    try {
      return Instant.parse(text.toString());
    } catch (DateTimeParseException e) {
      throw json.wrong(name, "a time such as 2026-01-31T12:00:00Z", text);
    }
  }

  private static List<EpochResult> epochs(List<JsonObject> objects) throws ModelFormatException {
    List<EpochResult> results = new ArrayList<>();
    for (JsonObject object : objects) {
      int epoch = object.number("epoch").intValue();
      if (epoch < 1) {
        throw object.wrong("epoch", "1 or more", epoch);
      }
      Map<String, Double> values = new LinkedHashMap<>();
      for (String tag : object.names()) {
        values.put(tag, object.real(tag));
      }
      results.add(new EpochResult(epoch, values));
    }
    return Collections.unmodifiableList(results);
  }
}
