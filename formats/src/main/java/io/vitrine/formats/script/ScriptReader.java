package io.vitrine.formats.script;

import io.vitrine.formats.file.StoredModel;
import io.vitrine.formats.file.StoredTensor;
import io.vitrine.formats.file.StoredWeights;
import io.vitrine.formats.pickle.PickleValue;
import io.vitrine.formats.pickle.PickledDict;
import io.vitrine.formats.pickle.PickledObject;
import io.vitrine.formats.pickle.PickledSequence;
import io.vitrine.formats.pytorch.ArchivedPickle;
import io.vitrine.formats.sketch.Arg;
import io.vitrine.formats.sketch.Drawing;
import io.vitrine.formats.zip.ZipArchive;
import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Network;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what {@code torch.jit.save} wrote. */
public final class ScriptReader {
  private final ZipArchive archive;
  private final List<Shape> shapes;
  private final Map<String, String> notes = new LinkedHashMap<>();

  private ScriptReader(ZipArchive archive, List<Shape> shapes) {
    this.archive = archive;
    this.shapes = List.copyOf(shapes);
  }

  /** Whether an archive is a program with its module. */
  public static boolean fits(ZipArchive archive) {
    boolean constants =
        archive.names().stream()
            .anyMatch(name -> name.equals("constants.pkl") || name.endsWith("/constants.pkl"));
    return constants && archive.names().stream().anyMatch(name -> name.contains("code/"));
  }

  /**
   * Reads an archive. A program that cannot be followed at all is one node with all parameters.
   *
   * @param shapes of the inputs, in order, as far as they are given; they come before those of the
   *     trace. With sizes that are known more of a script can be followed
   * @throws ModelFormatException where the archive is damaged or hostile, or holds no module
   */
  public static StoredModel read(ZipArchive archive, List<Shape> shapes) throws IOException {
    try {
      return new ScriptReader(archive, shapes).read();
    } catch (Recursion e) {
      throw new ModelFormatException(
          archive.file().name()
              + ", code: the method or function "
              + e.getMessage()
              + ", which TorchScript does not have; the file is damaged or hostile",
          e);
    } catch (StackOverflowError e) {
      throw new ModelFormatException(
          archive.file().path() + " is a TorchScript archive whose code nests too deep to follow",
          e);
    } catch (IllegalArgumentException
        | IllegalStateException
        | ArithmeticException
        | IndexOutOfBoundsException e) {
      throw new ModelFormatException(
          archive.file().path() + ": the program does not fit together: " + e.getMessage(), e);
    }
  }

  private StoredModel read() throws IOException {
    ArchivedPickle pickle =
        ArchivedPickle.of(archive, "data.pkl")
            .orElseThrow(
                () -> new ModelFormatException(archive.file().path() + " holds no data.pkl"));
    ScriptProgram program = ScriptProgram.of(archive);
    ScriptModules modules = ScriptModules.of(pickle, program);
    Optional<ArchivedPickle> constants = ArchivedPickle.of(archive, "constants.pkl");
    Arg values = constants.isPresent() ? modules.constants(constants.get()) : Arg.None.NONE;
    notes.put("format", "torchscript");
    notes.put("class", modules.root().className());
    Optional<Function> forward =
        program.type(modules.root().className()).map(type -> type.methods().get("forward"));
    if (forward.isEmpty()) {
      notes.put("structure", program.whyNot(modules.root().className(), "forward"));
      return StoredWeights.model(archive.file().stem(), modules.tensors(), modules.tied(), notes);
    }
    ScriptFollower follower = new ScriptFollower(program, modules, values);
    List<Arg> inputs = inputs(forward.get(), follower);
    List<String> outputs =
        outputs(follower.method(modules.root(), "forward", inputs, Map.of(), 1, ""));
    if (outputs.isEmpty()) {
      return StoredWeights.model(archive.file().stem(), modules.tensors(), modules.tied(), notes);
    }
    addUnread(follower, modules);
    Network network =
        Drawing.of(follower.sketch(), archive.file().stem(), outputs, notes, modules.weights());
    return new StoredModel(network, modules.weights(), modules.tied());
  }

  /** Parameters that no node reads belong to the network too. */
  private static void addUnread(ScriptFollower follower, ScriptModules modules) {
    modules.tensors().keySet().forEach(follower::parameter);
  }

  private static List<String> outputs(Arg result) {
    if (result instanceof Arg.Value value) {
      return List.of(value.name());
    }
    List<String> outputs = new ArrayList<>();
    if (result instanceof Arg.Items items) {
      items.items().forEach(item -> outputs.addAll(outputs(item)));
    }
    return outputs;
  }

  /** Tensors are inputs of the network; what follows them has the value that the text gives. */
  private List<Arg> inputs(Function forward, ScriptFollower follower) throws IOException {
    List<ValueType> traced = traced();
    List<Arg> inputs = new ArrayList<>();
    List<Function.Parameter> parameters = forward.parameters();
    for (int i = 1; i < parameters.size() && parameters.get(i).type().equals("Tensor"); i++) {
      ValueType type =
          i <= traced.size() ? traced.get(i - 1) : ValueType.tensor(ElementType.FLOAT32);
      Arg.Value input = follower.sketch().input(parameters.get(i).name(), shaped(type, i - 1));
      inputs.add(input);
      if (i == 1) {
        follower.expect(input);
      }
    }
    return inputs;
  }

  private ValueType shaped(ValueType type, int input) {
    return input < shapes.size() && type instanceof ValueType.OfTensor tensor
        ? ValueType.tensor(tensor.elements(), shapes.get(input))
        : type;
  }

  /** What the module was traced with, where the archive keeps it; the size of the batch is open. */
  private List<ValueType> traced() throws IOException {
    List<ValueType> types = new ArrayList<>();
    Optional<ArchivedPickle> pickle = ArchivedPickle.of(archive, "traced_inputs.pkl");
    if (pickle.isPresent()
        && untyped(pickle.get().root()) instanceof PickledDict methods
        && methods.get("forward").map(ScriptReader::untyped).orElse(PickleValue.None.NONE)
            instanceof PickledSequence values) {
      for (PickleValue value : values.items()) {
        Optional<StoredTensor> tensor = pickle.get().described("input", value);
        if (tensor.isPresent()) {
          Shape shape = tensor.get().shape();
          Shape open = shape.rank() > 1 ? shape.with(0, Dim.symbol("N")) : shape;
          types.add(ValueType.tensor(tensor.get().elements(), open));
        }
      }
    }
    return types;
  }

  /** What a call that marks a value with its type is about. */
  private static PickleValue untyped(PickleValue value) {
    return value instanceof PickledObject object && !object.arguments().isEmpty()
        ? object.arguments().get(0)
        : value;
  }
}
