package io.vitrine.torch.interpreter;

import io.vitrine.model.ElementType;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Meter;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.Numbers;
import io.vitrine.torch.call.OperatorRun;
import io.vitrine.torch.call.Scope;
import io.vitrine.torch.convolution.Activation;
import io.vitrine.torch.convolution.Geometry;
import io.vitrine.torch.convolution.Kernels;
import io.vitrine.torch.convolution.PackedConvolution;
import io.vitrine.torch.convolution.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Runs a chain of nodes as one call of oneDNN, and where that would not give what the nodes give,
 * one after the other. Holds native memory.
 */
final class FusedConvolution implements OperatorRun, AutoCloseable {
  private final Chain chain;
  private final Geometry geometry;
  private final Findings findings;
  private final Plan.Pace pace;
  private final Activation activation;

  /** The activation as far as oneDNN computes it; after an addition libtorch does. */
  private final Activation within;

  /** 4 for images, 2 for the rows of a linear layer. */
  private final int rank;

  private final String input;
  private final Optional<String> addend;
  private final String output;
  private @Nullable PackedConvolution packed;

  FusedConvolution(Chain chain, Geometry geometry, Findings findings, Plan.Pace pace) {
    this.chain = chain;
    this.geometry = geometry;
    this.findings = findings;
    this.pace = pace;
    this.input = chain.convolution().context().node().inputs().get(0);
    this.addend = chain.other();
    this.output = chain.output();
    this.activation = Activation.of(chain.activation().map(Frame.Step::context));
    this.within =
        pace == Plan.Pace.STEP_BY_STEP || chain.sum().isPresent() ? Activation.NONE : activation;
    this.rank = chain.convolution().context().node().operator().equals("Gemm") ? 2 : 4;
  }

  /** It as a part of a pipeline; empty for a linear layer and where oneDNN has no fast code. */
  Optional<Stage> stage() {
    return rank == 4 && geometry.fitsBlocks()
        ? Optional.of(new Stage(input, addend, output, geometry, activation))
        : Optional.empty();
  }

  @Override
  public List<NativeValue> run(Call call) {
    return List.of(together(call.scope()).orElseGet(() -> apart(call.scope())));
  }

  private NativeValue apart(Scope scope) {
    List<Frame.Step> steps = chain.steps();
    int last = steps.size() - 1;
    steps.subList(0, last).forEach(step -> Frame.run(step, scope));
    NativeValue value = Frame.results(steps.get(last), scope).get(0);
    chain.between().forEach(scope::release);
    return value;
  }

  /** All in one, empty where it does not apply to these values. */
  private Optional<NativeValue> together(Scope scope) {
    Optional<Image> image = image(scope, input);
    Optional<Image> other = addend.flatMap(name -> image(scope, name));
    if (image.isEmpty() || other.isPresent() != addend.isPresent()) {
      return Optional.empty();
    }
    Optional<long[]> made = geometry.output(image.get().sizes);
    if (made.isEmpty() || !other.map(o -> Arrays.equals(o.sizes, made.get())).orElse(true)) {
      return Optional.empty();
    }
    require(scope.meter(), made.get());
    PackedConvolution kernels = packed(scope, image.get().sizes);
    return pace == Plan.Pace.AT_ONCE
        ? convolved(kernels, image.get(), other, made.get())
        : Optional.of(stepped(scope, kernels, image.get(), other, made.get()));
  }

  private Optional<NativeValue> convolved(
      PackedConvolution kernels, Image image, Optional<Image> other, long[] made) {
    double bound = bound(kernels, image.tensor);
    if (!Findings.isSafe(bound) && !within.isNone()) {
      return Optional.empty();
    }
    double added = addend.map(findings::known).orElse(0.0);
    findings.put(output, made, activation.bound(bound + added));
    Tensor result = sums(kernels, image, made);
    other.ifPresent(o -> activation.inPlace(result.add_(o.tensor)));
    return Optional.of(new NativeValue.OfTensor(result, ElementType.FLOAT32));
  }

  private static Tensor sums(PackedConvolution kernels, Image image, long[] made) {
    Tensor sums = kernels.call(image.laidOut());
    return made.length == 2 ? sums.reshape(made) : sums;
  }

  /** Each node in the memory of the one before it, once that one's value has been shown. */
  private NativeValue stepped(
      Scope scope, PackedConvolution kernels, Image image, Optional<Image> other, long[] made) {
    findings.put(output, made, Double.POSITIVE_INFINITY);
    NativeValue.OfTensor value =
        new NativeValue.OfTensor(sums(kernels, image, made), ElementType.FLOAT32);
    List<Frame.Step> steps = chain.steps();
    for (int i = 1; i < steps.size(); i++) {
      scope.show(steps.get(i - 1).context().node().output(), value);
      overwrite(value.tensor(), steps.get(i), scope, other);
    }
    return value;
  }

  private void overwrite(Tensor tensor, Frame.Step step, Scope scope, Optional<Image> other) {
    switch (step.context().node().operator()) {
      case "BatchNormalization" ->
          Kernels.normalize(tensor, parameters(step, scope), epsilon(step));
      case "Add" -> other.ifPresent(o -> tensor.add_(o.tensor));
      default -> activation.inPlace(tensor);
    }
  }

  /** Asks for what it takes; see {@link Forecast}. */
  private void require(Meter meter, long[] made) {
    meter.memory((long) (elements(made) * Float.BYTES));
    requireWork(meter, made);
  }

  private static double elements(long[] sizes) {
    return Arrays.stream(sizes).asDoubleStream().reduce(1, (a, b) -> a * b);
  }

  /** Asks for the work alone, where the memory is there already. */
  void requireWork(Meter meter, long[] made) {
    double elements = elements(made);
    meter.work((long) elements);
    meter.work((long) (elements * geometry.macs()));
  }

  /** An image, or rows that count as images of one pixel. */
  private static final class Image {
    private final Tensor tensor;
    private final long[] sizes;

    /** Whether a fused convolution made it. */
    private final boolean known;

    Image(Tensor tensor, long[] sizes, boolean known) {
      this.tensor = tensor;
      this.sizes = sizes;
      this.known = known;
    }

    /** Four axes, channels last. */
    Tensor laidOut() {
      if (sizes.length == 2) {
        return tensor.reshape(sizes[0], sizes[1], 1, 1);
      }
      return known ? tensor : NativeTensors.channelsLast(tensor);
    }
  }

  private Optional<Image> image(Scope scope, String name) {
    if (!(scope.find(name).orElse(null) instanceof NativeValue.OfTensor value)) {
      return Optional.empty();
    }
    Tensor tensor = value.tensor();
    long[] made = findings.sizes(name);
    if (made != null) {
      return Optional.of(new Image(tensor, made, true));
    }
    boolean fits = tensor.dim() == rank && NativeTensors.type(tensor) == ScalarType.Float;
    return fits
        ? Optional.of(new Image(tensor, NativeTensors.sizes(tensor), false))
        : Optional.empty();
  }

  /** The largest sum of products; looked for only where one could be hidden. */
  private double bound(PackedConvolution kernels, Tensor images) {
    if (within.isNone()) {
      return kernels.gain().bound(findings.known(input));
    }
    double bound = kernels.gain().bound(findings.of(input, images));
    return Findings.isSafe(bound) ? bound : kernels.gain().bound(findings.measure(input, images));
  }

  private PackedConvolution packed(Scope scope, long[] image) {
    PackedConvolution ready = packed;
    if (ready == null || !ready.isFor(image)) {
      close();
      Kernels kernels = kernels(scope);
      scope.meter().memory(kernels.weight().nbytes());
      ready = new PackedConvolution(kernels, geometry, image, within);
      packed = ready;
    }
    return ready;
  }

  /** The kernels, a batch normalisation worked into them where all runs in one. */
  Kernels kernels(Scope scope) {
    Call convolution = new Call(chain.convolution().context(), scope);
    Optional<Tensor> bias =
        convolution.has(2) ? Optional.of(convolution.input(2)) : Optional.empty();
    Kernels plain =
        Kernels.of(convolution.input(1).reshape(Numbers.array(geometry.weight())), bias);
    return chain
        .normalization()
        .filter(step -> pace == Plan.Pace.AT_ONCE)
        .map(step -> plain.normalized(parameters(step, scope), epsilon(step)))
        .orElse(plain);
  }

  /** Of a batch normalisation: scale, shift, running mean and running variance. */
  private static List<Tensor> parameters(Frame.Step step, Scope scope) {
    Call call = new Call(step.context(), scope);
    return List.of(call.input(1), call.input(2), call.input(3), call.input(4));
  }

  private static double epsilon(Frame.Step step) {
    return step.context().node().floatOr("epsilon", 1e-5f);
  }

  @Override
  public void close() {
    PackedConvolution held = packed;
    if (held != null) {
      held.close();
      packed = null;
    }
  }
}
