package io.vitrine.formats.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.FileKind;
import io.vitrine.formats.file.JsonFault;
import io.vitrine.formats.file.StoredModel;
import io.vitrine.model.ModelFormatException;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code model.safetensors.index.json}, which says in which of several safetensors files each
 * tensor lies. Source: the sharding convention of Hugging Face's libraries.
 */
final class SafetensorsIndex {
  private static final long MAX_BYTES = 100_000_000;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private SafetensorsIndex() {}

  /**
   * Opens all files of an index as one model, in the index's order; what else those files hold
   * comes behind that.
   *
   * @throws ModelFormatException where the index is no such JSON, names a file outside its folder
   *     or one that is not there, or a tensor is not where it says
   */
  static StoredModel read(FileBytes index) throws IOException {
    Map<String, SafetensorsHeader> files = new LinkedHashMap<>();
    Map<String, SafetensorsTensor> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : places(index).entrySet()) {
      @Nullable SafetensorsHeader file = files.get(entry.getValue());
      if (file == null) {
        file = SafetensorsHeader.read(shard(index, entry.getKey(), entry.getValue()));
        files.put(entry.getValue(), file);
        metadata.putAll(file.metadata());
      }
      @Nullable SafetensorsTensor tensor = file.tensors().get(entry.getKey());
      if (tensor == null) {
        throw new ModelFormatException(
            index.name()
                + ": expected the tensor '"
                + entry.getKey()
                + "' in "
                + entry.getValue()
                + ", which has none of that name");
      }
      tensors.put(entry.getKey(), tensor);
    }
    files.values().forEach(file -> file.tensors().forEach(tensors::putIfAbsent));
    String name = index.name().replaceFirst("\\.safetensors\\.index\\.json$|\\.json$", "");
    return SafetensorsReader.model(name, tensors, metadata);
  }

  private static FileBytes shard(FileBytes index, String tensor, String location)
      throws IOException {
    Path path = index.beside(location, "tensor '" + tensor + "'");
    if (!Files.exists(path)) {
      throw new ModelFormatException(
          index.name()
              + ", tensor '"
              + tensor
              + "': names the file "
              + location
              + ", which is not there; put it beside the index");
    }
    FileBytes file = FileBytes.open(path);
    Optional<String> kind = SafetensorsReader.fits(file) ? Optional.empty() : FileKind.of(file);
    if (kind.isPresent()) {
      throw new ModelFormatException(
          index.name()
              + ", tensor '"
              + tensor
              + "': expected a safetensors file, but "
              + location
              + " is "
              + kind.get());
    }
    return file;
  }

  /** The file of each tensor. */
  private static Map<String, String> places(FileBytes index) throws IOException {
    if (index.size() > MAX_BYTES) {
      throw index.fault(0, "expected an index of at most " + MAX_BYTES + " bytes");
    }
    Map<String, String> places = new LinkedHashMap<>();
    boolean found;
    try (JsonParser json = JSON.createParser(index.head((int) index.size()))) {
      found = readMap(json, index, places);
    } catch (CharConversionException e) {
      throw index.fault(0, "no UTF-8 text: " + e.getMessage());
    }
    if (!found) {
      throw index.fault(0, "this JSON has no weight_map, so it is no index of safetensors files");
    }
    return places;
  }

  /** Whether there is a map of places. */
  private static boolean readMap(JsonParser json, FileBytes index, Map<String, String> places)
      throws IOException {
    boolean found = false;
    try {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean map = json.currentName().equals("weight_map");
        if (json.nextToken() == JsonToken.START_OBJECT && map) {
          found = true;
          readPlaces(json, index, places);
        } else {
          json.skipChildren();
        }
      }
    } catch (JsonProcessingException e) {
      throw JsonFault.at(e, json, "no valid JSON", index::fault);
    }
    return found;
  }

  private static void readPlaces(JsonParser json, FileBytes index, Map<String, String> places)
      throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String tensor = json.currentName();
      if (json.nextToken() != JsonToken.VALUE_STRING) {
        throw index.fault(
            json.currentTokenLocation().getByteOffset(),
            "expected the file name of '"
                + tensor
                + "', found "
                + JsonFault.name(json.currentToken()));
      }
      places.put(tensor, json.getText());
    }
  }
}
