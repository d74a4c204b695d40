package io.vitrine.formats.exported;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.StoredModel;
import io.vitrine.formats.file.StoredTensor;
import io.vitrine.formats.file.StoredWeights;
import io.vitrine.formats.file.TensorLayout;
import io.vitrine.formats.file.UnreadTensor;
import io.vitrine.formats.pytorch.PytorchReader;
import io.vitrine.formats.zip.ZipArchive;
import io.vitrine.formats.zip.ZipMember;
import io.vitrine.model.ElementType;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tensors of an archive by their names in the module: since PyTorch 2.9 one member each, with a
 * list of them as JSON; before that a file of {@code torch.save} inside the archive.
 */
final class ExportedTensors {
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final Map<String, String> tied = new LinkedHashMap<>();
  private final Map<Place, String> firsts = new HashMap<>();
  private Weights others = Weights.NONE;

  private record Place(String member, TensorLayout layout) {}

  /** A tensor that is a view of a member's bytes. */
  private record View(String name, TensorLayout layout, ZipArchive archive, ZipMember member)
      implements StoredTensor {
    @Override
    public ElementType elements() {
      return layout.elements();
    }

    @Override
    public Shape shape() {
      return layout.shape();
    }

    @Override
    public Optional<Tensor> tensor() throws IOException {
      return Optional.of(layout.read(archive.source(member)));
    }
  }

  private record Joined(Weights first, Weights second) implements Weights {
    @Override
    public Set<String> names() {
      Set<String> names = new LinkedHashSet<>(first.names());
      names.addAll(second.names());
      return names;
    }

    @Override
    public Optional<Tensor> get(String name) {
      return first.get(name).or(() -> second.get(name));
    }
  }

  /** The parameter of a name, empty where the archive has no such tensor. */
  Optional<Parameter> parameter(String name) {
    return Optional.ofNullable(parameters.get(tied.getOrDefault(name, name)));
  }

  Map<String, String> tied() {
    return tied;
  }

  Weights weights() {
    return new Joined(new StoredWeights(tensors, tied), others);
  }

  /** Adds what a list of members names, in a folder such as {@code data/weights/}. */
  void add(ZipArchive archive, ZipMember list, ByteOrder order) throws IOException {
    String folder = list.name().substring(0, list.name().lastIndexOf('/') + 1);
    JsonValue config =
        JsonValue.read(archive.content(list), (at, message) -> archive.fault(list, at, message))
            .get("config");
    for (Map.Entry<String, JsonValue> entry : config.entries().entrySet()) {
      Optional<TensorMeta> meta = TensorMeta.of(entry.getValue().get("tensor_meta"));
      Optional<String> path = entry.getValue().get("path_name").text();
      if (meta.isPresent() && path.isPresent()) {
        @Nullable ZipMember member = archive.member(folder + path.get()).orElse(null);
        if (member == null) {
          throw archive.fault(
              list,
              0,
              "tensor '"
                  + entry.getKey()
                  + "': its bytes, '"
                  + folder
                  + path.get()
                  + "', are not there");
        }
        boolean pickled = entry.getValue().get("use_pickle").isTrue();
        add(entry.getKey(), meta.get(), pickled, new Source(archive, member, order));
      }
    }
  }

  private record Source(ZipArchive archive, ZipMember member, ByteOrder order) {}

  private void add(String name, TensorMeta meta, boolean pickled, Source source)
      throws ModelFormatException {
    if (!meta.shape().isKnown()) {
      throw source.archive().fault(source.member(), 0, "tensor '" + name + "' has no known sizes");
    }
    int bits = meta.elements().bits();
    if (pickled || bits == 0) {
      String reason =
          pickled
              ? "it is stored as a pickle of its own, which is not read"
              : "numbers of type " + meta.elements() + " are not read";
      put(name, new UnreadTensor(name, meta.elements(), meta.shape(), reason));
      return;
    }
    List<Long> sizes = meta.shape().dims().stream().map(dim -> dim.sizeOr(-1)).toList();
    List<Long> strides =
        meta.strides().size() == sizes.size() ? meta.strides() : TensorLayout.rowMajor(sizes);
    TensorLayout layout =
        new TensorLayout(meta.elements(), sizes, strides, meta.offset(), source.order());
    Optional<String> violation = layout.violation(source.member().size() * Byte.SIZE / bits);
    if (violation.isPresent()) {
      throw source.archive().fault(source.member(), 0, "tensor '" + name + "': " + violation.get());
    }
    @Nullable String first = firsts.putIfAbsent(new Place(source.member().name(), layout), name);
    if (first == null) {
      put(name, new View(name, layout, source.archive(), source.member()));
    } else {
      tied.put(name, first);
    }
  }

  private void put(String name, StoredTensor tensor) {
    tensors.put(name, tensor);
    parameters.put(name, Parameter.of(name, tensor.elements(), tensor.shape()));
  }

  /** Adds what a file of {@code torch.save} inside the archive holds. */
  void add(ZipArchive archive, ZipMember saved) throws IOException {
    if (saved.size() == 0) {
      return;
    }
    Path path = Path.of(archive.file().path() + "!" + saved.name().replace('/', '!'));
    FileBytes inner = FileBytes.of(path, archive.unchecked(saved)); // its members are checked
    if (!ZipArchive.fits(inner)) {
      throw archive.fault(saved, 0, "expected a file of torch.save in '" + saved.name() + "'");
    }
    StoredModel model = PytorchReader.read(ZipArchive.open(inner));
    Network network = model.network();
    network.parameters().forEach(p -> parameters.putIfAbsent(p.name(), p));
    tied.putAll(model.tied());
    others = new Joined(others, model.weights());
  }
}
