package io.vitrine.torch.convolution;

import io.vitrine.torch.call.NativeTensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Convolutions one after the other for images of one size: code compiled, kernels packed and memory
 * for all values found once, so that a run does nothing but compute. Holds native memory.
 *
 * <p>A run loads images, runs the stages in order and exports what is read elsewhere. oneDNN's
 * activations make 0 of NaN: who runs a stage makes sure that none can arise.
 */
public final class Pipeline implements AutoCloseable {
  private final OneDnn oneDnn;
  private final List<Stage> stages;
  private final Map<String, long[]> sizes = new HashMap<>();
  private final Held held = new Held();
  private final Map<String, Tensor> places = new HashMap<>();
  private final Map<String, memory> memories = new HashMap<>();
  private final Map<String, Crossing> loads = new HashMap<>();
  private final Map<String, Crossing> exports = new LinkedHashMap<>();
  private final List<Primitive> primitives = new ArrayList<>();
  private final List<Gain> gains = new ArrayList<>();

  /**
   * How a value comes in or goes out.
   *
   * @param outside memory of a libtorch tensor, which differs from run to run
   * @param move copies it, empty where the tensor itself is read
   */
  private record Crossing(memory outside, Optional<Primitive> move) {}

  private Pipeline(OneDnn oneDnn, List<Stage> stages, Map<String, long[]> images) {
    this.oneDnn = oneDnn;
    this.stages = List.copyOf(stages);
    sizes.putAll(images);
    for (Stage stage : stages) {
      Optional<long[]> made = stage.geometry().output(size(stage.input()));
      sizes.put(stage.output(), made.orElseThrow());
    }
  }

  /**
   * Makes stages ready; empty where oneDNN's own interface is missing or has no compiled code for
   * one of them.
   *
   * @param images the sizes (N, C, H, W) of the values that come from elsewhere
   * @param exports the values that are read elsewhere
   * @param kernels gives a stage's kernels
   * @param memory is asked for the bytes that the pipeline takes for values; it may refuse
   */
  public static Optional<Pipeline> of(
      List<Stage> stages,
      Map<String, long[]> images,
      Set<String> exports,
      Function<Stage, Kernels> kernels,
      LongConsumer memory) {
    Optional<OneDnn> oneDnn = OneDnn.open();
    if (oneDnn.isEmpty()) {
      return Optional.empty();
    }
    Pipeline pipeline = new Pipeline(oneDnn.get(), stages, images);
    boolean built = false;
    try {
      built = pipeline.build(images.keySet(), exports, kernels, memory);
    } finally {
      if (!built) {
        pipeline.close();
      }
    }
    return built ? Optional.of(pipeline) : Optional.empty();
  }

  private boolean build(
      Set<String> images,
      Set<String> exported,
      Function<Stage, Kernels> kernels,
      LongConsumer asked) {
    List<convolution_forward.primitive_desc> convolutions = new ArrayList<>();
    for (Stage stage : stages) {
      if (stage.read().stream().anyMatch(name -> !fits(stage, name))) {
        return false;
      }
      oneDnn
          .convolution(stage, layout(stage.input()), layout(stage.output()))
          .ifPresent(convolutions::add);
    }
    if (convolutions.size() < stages.size()) {
      return false;
    }
    List<String> loaded = images.stream().filter(name -> !isPlanes(name)).toList();
    Places plan = Places.of(stages, Set.copyOf(loaded), exported, this::bytes);
    asked.accept(plan.sum());
    place(plan);
    images.forEach(name -> loads.put(name, load(name)));
    for (int i = 0; i < stages.size(); i++) {
      add(stages.get(i), convolutions.get(i), kernels);
    }
    exported.forEach(name -> exports.put(name, export(name)));
    return true;
  }

  /** What is added has the sizes of the sums, and no planes. */
  private boolean fits(Stage stage, String read) {
    boolean isAdded = stage.addend().filter(read::equals).isPresent();
    return !isAdded || (!isPlanes(read) && Arrays.equals(size(read), size(stage.output())));
  }

  private long[] size(String value) {
    return NativeTensors.require(sizes, value);
  }

  /** Values that come from elsewhere with few channels; all others lie in blocks. */
  private boolean isPlanes(String value) {
    return stages.stream().noneMatch(stage -> stage.output().equals(value))
        && OneDnn.isPlanes(size(value));
  }

  private memory.desc layout(String value) {
    return isPlanes(value) ? OneDnn.planes(size(value)) : oneDnn.blocked(size(value));
  }

  private long bytes(String value) {
    return layout(value).get_size();
  }

  private void place(Places plan) {
    List<Tensor> all = new ArrayList<>();
    for (long bytes : plan.bytes()) {
      all.add(held.keep(floats(new long[] {bytes / Float.BYTES}, new MemoryFormatOptional())));
    }
    plan.places()
        .forEach(
            (name, place) -> {
              Tensor tensor = all.get(place);
              places.put(name, tensor);
              memories.put(name, held.keep(oneDnn.at(layout(name), tensor.data_ptr())));
            });
  }

  private static Tensor floats(long[] sizes, MemoryFormatOptional format) {
    return torch.empty(sizes, new TensorOptions(ScalarType.Float), format);
  }

  private Crossing load(String name) {
    if (isPlanes(name)) {
      memory outside = held.keep(oneDnn.at(layout(name), null));
      memories.put(name, outside);
      return new Crossing(outside, Optional.empty());
    }
    memory outside = held.keep(oneDnn.at(OneDnn.channelsLast(size(name)), null));
    return new Crossing(outside, Optional.of(oneDnn.reorder(outside, memory(name), held)));
  }

  private Crossing export(String name) {
    memory outside = held.keep(oneDnn.at(OneDnn.channelsLast(size(name)), null));
    return new Crossing(outside, Optional.of(oneDnn.reorder(memory(name), outside, held)));
  }

  private memory memory(String name) {
    return NativeTensors.require(memories, name);
  }

  @SuppressWarnings("try") // the scope frees what is made inside it
  private void add(
      Stage stage,
      convolution_forward.primitive_desc description,
      Function<Stage, Kernels> kernels) {
    try (PointerScope own = new PointerScope()) {
      add(stage, description, kernels.apply(stage));
    }
  }

  private void add(Stage stage, convolution_forward.primitive_desc description, Kernels kernels) {
    gains.add(Gain.of(kernels));
    memory.desc rows = OneDnn.rows(stage.geometry());
    memory weight =
        held.keep(
            oneDnn.reordered(
                oneDnn.at(rows, kernels.weight().data_ptr()), description.weights_desc()));
    Tensor bias = held.keep(kernels.bias().clone());
    Map<Integer, memory> given = new LinkedHashMap<>();
    given.put(dnnl.DNNL_ARG_SRC, memory(stage.input()));
    given.put(dnnl.DNNL_ARG_WEIGHTS, weight);
    given.put(
        dnnl.DNNL_ARG_BIAS, held.keep(oneDnn.at(OneDnn.bias(stage.geometry()), bias.data_ptr())));
    given.put(dnnl.DNNL_ARG_DST, memory(stage.output()));
    stage
        .addend()
        .ifPresent(
            name ->
                given.put(
                    dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | dnnl.DNNL_ARG_SRC_1, memory(name)));
    primitives.add(Primitive.of(new convolution_forward(description), given, held));
  }

  /** How large the sums of a stage can be. */
  public Gain gain(int stage) {
    return gains.get(stage);
  }

  /** The sizes of what a stage makes. */
  public long[] made(int stage) {
    return size(stages.get(stage).output()).clone();
  }

  /**
   * Brings images in.
   *
   * @return what is read in the end, which must live until the stages have run
   */
  public Tensor load(String name, Tensor images) {
    Crossing crossing = NativeTensors.require(loads, name);
    Tensor read =
        crossing.move().isPresent() ? NativeTensors.channelsLast(images) : images.contiguous();
    crossing.outside().set_data_handle(read.data_ptr());
    crossing.move().ifPresent(oneDnn::run);
    return read;
  }

  /** Runs one stage; those that make what it reads have run. */
  public void run(int stage) {
    oneDnn.run(primitives.get(stage));
  }

  /** The numbers of a value in no particular order, zeros among them, until it is overwritten. */
  public Tensor numbers(String name) {
    return NativeTensors.require(places, name).narrow(0, 0, bytes(name) / Float.BYTES);
  }

  /** A copy (N, C, H, W) of an exported value, its channels last. */
  public Tensor copy(String name) {
    Tensor copy = floats(size(name), new MemoryFormatOptional(MemoryFormat.ChannelsLast));
    Crossing crossing = NativeTensors.require(exports, name);
    crossing.outside().set_data_handle(copy.data_ptr());
    crossing.move().ifPresent(oneDnn::run);
    return copy;
  }

  @Override
  public void close() {
    held.close();
  }
}
