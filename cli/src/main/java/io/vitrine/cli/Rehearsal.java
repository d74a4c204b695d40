package io.vitrine.cli;

import io.vitrine.cli.subject.Images;
import io.vitrine.cli.subject.RunFolder;
import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.Trace;
import io.vitrine.formats.OnnxWriter;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.operator.ParameterTable;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import io.vitrine.report.Sample;
import io.vitrine.run.EpochResult;
import io.vitrine.run.Run;
import io.vitrine.run.RunInfo;
import io.vitrine.run.RunStatus;
import io.vitrine.run.RunWriter;
import io.vitrine.run.Tags;
import io.vitrine.zoo.ImageTask;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Runs the commands that need no engine on a made-up run, so that the virtual machine can list the
 * classes that they load. The launcher makes the class-data archive of that list.
 */
final class Rehearsal {
  private static final int EPOCHS = 2;
  private static final int STEPS_PER_EPOCH = 10;

  /** So large that the model's file is one that is mapped. */
  private static final ImageTask TASK = new ImageTask(1, 64, 64, 10);

  private final Network network;
  private final RunFolder run;

  private Rehearsal(Network network, RunFolder run) {
    this.network = network;
    this.run = run;
  }

  /** Takes the folder that it may write into. Exits with the largest code of a command. */
  public static void main(String[] args) throws IOException {
    System.exit(run(Path.of(args[0])));
  }

  /** Runs the commands in a folder. Returns 0, or what the worst of them returned. */
  static int run(Path folder) throws IOException {
    Network network = Zoo.build("lenet5", TASK);
    Path made = folder.resolve("run");
    new Rehearsal(network, new RunFolder(made)).makeUp();
    int worst = Main.process("--help");
    for (String[] line : lines(made.toString(), folder)) {
      worst = Math.max(worst, Main.run(line));
    }
    return worst;
  }

  private static List<String[]> lines(String run, Path folder) {
    String svg = folder.resolve("figure.svg").toString();
    String png = folder.resolve("figure.png").toString();
    return List.of(
        new String[] {"kernels", "--help"},
        new String[] {"summary", "vgg16"},
        new String[] {"summary", "vgg16", "--explain", "--lang", "zh-CN"},
        new String[] {"draw", "vgg16", "-o", svg},
        new String[] {"draw", run, "-o", png},
        new String[] {"draw", "resnet18", "--style", "operators", "-o", svg},
        new String[] {"curves", run, "-o", png},
        new String[] {"gradients", run, "-o", png},
        new String[] {"gradients", run, "--steps", "-o", svg},
        new String[] {"kernels", run, "--article", "-o", folder.toString()},
        new String[] {"report", run});
  }

  private void makeUp() throws IOException {
    try (RunWriter writer = Run.create(run.path())) {
      for (int step = 1; step <= EPOCHS * STEPS_PER_EPOCH; step++) {
        log(writer, step);
      }
    }
    RunInfo info = RunInfo.start(Map.of("network", network.name()), 1, "fp32", 1, "none", Map.of());
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      info = info.withEpoch(new EpochResult(epoch, Map.of(Tags.TEST_LOSS, 1.0 / epoch)));
    }
    info.end(RunStatus.FINISHED).write(run.path());
    OnnxWriter.write(run.model(), network, weights());
    Images.Named image = Images.shipped(network);
    run.keep(sample(image), image.preparation(), List.of());
  }

  private void log(RunWriter writer, int step) {
    writer.scalar(Tags.TRAIN_LOSS, step, 2.0 / step);
    for (String name : ParameterTable.of(network).gradientNames(false)) {
      writer.scalar(Tags.gradientMeanAbs(name), step, 0.01 / step);
    }
    if (step % STEPS_PER_EPOCH == 0) {
      writer.scalar(Tags.EPOCH, step, (double) step / STEPS_PER_EPOCH);
      writer.scalar(Tags.TEST_LOSS, step, 1.0 / step);
      writer.scalar(Tags.TEST_ACCURACY, step, 1 - 1.0 / step);
    }
  }

  private Weights weights() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : network.parameters()) {
      tensors.put(parameter.name(), wave(parameter.shape()));
    }
    return Weights.of(tensors);
  }

  private Sample sample(Images.Named image) {
    ShapeTable shapes = ShapeInference.infer(network, 1);
    Map<String, Datum> values = new LinkedHashMap<>();
    for (Node node : network.nodes()) {
      values.put(node.output(), new Datum.OfTensor(wave(shapes.outputShape(node).orElseThrow())));
    }
    Trace trace = new Trace(values, Map.of(), OptionalDouble.empty());
    return new Sample("rehearsal", image.input(), trace, Optional.of(image.picture()), "");
  }

  /** Numbers of both signs. */
  private static Tensor wave(Shape shape) {
    float[] values = new float[Math.toIntExact(shape.elements().orElseThrow())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i);
    }
    return Tensor.of(values, shape.sizes());
  }
}
