package io.vitrine.formats.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.JsonFault;
import io.vitrine.formats.file.SizeLimit;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Shape;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The header of a safetensors file: 8 bytes with its length, then JSON that gives each tensor a
 * type, a shape and a range of the bytes after it. Every number is checked before it is used, and
 * the ranges must fill the file without a gap or an overlap. Source: safetensors' format
 * description.
 */
final class SafetensorsHeader {
  /** The reference implementation's limit. */
  private static final long MAX_LENGTH = 100_000_000;

  private static final int PREFIX = 8;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final FileBytes file;
  private final JsonParser json;
  private final long dataStart;
  private final Map<String, SafetensorsTensor> tensors = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  private SafetensorsHeader(FileBytes file, JsonParser json, long dataStart) {
    this.file = file;
    this.json = json;
    this.dataStart = dataStart;
  }

  /** Reads and checks a header. */
  static SafetensorsHeader read(FileBytes file) throws IOException {
    if (file.size() < PREFIX + 2) {
      throw file.fault(0, "expected a safetensors header, found " + file.size() + " bytes in all");
    }
    long length = file.slice(0, PREFIX).getLong();
    if (length < 2 || length > Math.min(MAX_LENGTH, file.size() - PREFIX)) {
      throw file.fault(
          0,
          "the header declares "
              + Long.toUnsignedString(length)
              + " bytes; expected 2 to "
              + Math.min(MAX_LENGTH, file.size() - PREFIX)
              + "; the file is cut off, or it is no safetensors file");
    }
    byte[] text = new byte[(int) length];
    file.slice(PREFIX, length).get(text);
    try (JsonParser json = JSON.createParser(text)) {
      SafetensorsHeader header = new SafetensorsHeader(file, json, PREFIX + length);
      header.read();
      return header;
    } catch (CharConversionException e) {
      throw file.fault(PREFIX, "the header is no UTF-8 text: " + e.getMessage());
    }
  }

  private void read() throws IOException {
    try {
      entries();
      checkRanges();
    } catch (JsonProcessingException e) {
      throw JsonFault.at(
          e, json, "the header is no valid JSON", (at, text) -> file.fault(PREFIX + at, text));
    }
  }

  Map<String, SafetensorsTensor> tensors() {
    return tensors;
  }

  Map<String, String> metadata() {
    return metadata;
  }

  private void entries() throws IOException {
    expect(json.nextToken(), JsonToken.START_OBJECT, "the header");
    while (json.nextToken() != JsonToken.END_OBJECT) {
      expect(json.currentToken(), JsonToken.FIELD_NAME, "the header");
      String name = json.currentName();
      expect(json.nextToken(), JsonToken.START_OBJECT, "'" + name + "'");
      if (name.equals("__metadata__")) {
        readMetadata();
      } else {
        tensors.put(name, tensor(name));
      }
    }
    if (json.nextToken() != null) {
      throw fault("expected nothing but spaces after the header's object");
    }
  }

  private void readMetadata() throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      expect(json.nextToken(), JsonToken.VALUE_STRING, "the metadata '" + key + "'");
      metadata.put(key, json.getText());
    }
  }

  private SafetensorsTensor tensor(String name) throws IOException {
    long at = PREFIX + json.currentTokenLocation().getByteOffset();
    Optional<SafetensorsType> type = Optional.empty();
    @Nullable List<Long> shape = null;
    @Nullable List<Long> range = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "dtype" -> type = Optional.of(type(name));
        case "shape" -> shape = numbers("the shape of '" + name + "'");
        case "data_offsets" -> range = numbers("the data_offsets of '" + name + "'");
        default -> json.skipChildren();
      }
    }
    if (type.isEmpty() || shape == null || range == null || range.size() != 2) {
      throw file.fault(at, "tensor '" + name + "': expected dtype, shape and two data_offsets");
    }
    return checked(
        new SafetensorsTensor(
            name,
            type.get().elements(),
            sizes(name, shape, at),
            file,
            dataStart + range.get(0),
            range),
        at);
  }

  private SafetensorsType type(String name) throws IOException {
    expect(json.currentToken(), JsonToken.VALUE_STRING, "the dtype of '" + name + "'");
    Optional<SafetensorsType> type = SafetensorsType.named(json.getText());
    return type.orElseThrow(
        () ->
            fault(
                "tensor '"
                    + name
                    + "': expected a dtype among "
                    + SafetensorsType.all()
                    + ", found '"
                    + text()
                    + "'"));
  }

  private String text() {
    try {
      return json.getText();
    } catch (IOException e) {
      return "?";
    }
  }

  private List<Long> numbers(String what) throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY, what);
    List<Long> numbers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, what);
      if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER || json.getLongValue() < 0) {
        throw fault(what + ": expected numbers from 0 to 2^63 - 1, found " + text());
      }
      numbers.add(json.getLongValue());
    }
    return numbers;
  }

  private Shape sizes(String name, List<Long> dims, long at) throws ModelFormatException {
    long[] sizes = dims.stream().mapToLong(Long::longValue).toArray();
    Optional<String> violation = SizeLimit.violation(sizes);
    if (violation.isPresent()) {
      throw file.fault(at, "tensor '" + name + "': " + violation.get());
    }
    return Shape.of(sizes);
  }

  private SafetensorsTensor checked(SafetensorsTensor tensor, long at) throws ModelFormatException {
    long begin = tensor.range().get(0);
    long end = tensor.range().get(1);
    if (begin > end || end > file.size() - dataStart) {
      throw file.fault(
          at,
          "tensor '"
              + tensor.name()
              + "': expected data_offsets within the "
              + (file.size() - dataStart)
              + " bytes of data, found ["
              + begin
              + ", "
              + end
              + "]; the file may be cut off");
    }
    if (end - begin != tensor.bytes()) {
      throw file.fault(
          at,
          "tensor '"
              + tensor.name()
              + "': "
              + tensor.elements()
              + tensor.shape()
              + " takes "
              + tensor.bytes()
              + " bytes, found "
              + (end - begin));
    }
    return tensor;
  }

  private void checkRanges() throws ModelFormatException {
    List<SafetensorsTensor> order = new ArrayList<>(tensors.values());
    order.sort(
        Comparator.comparingLong((SafetensorsTensor tensor) -> tensor.range().get(0))
            .thenComparing(tensor -> tensor.range().get(1)));
    long reached = 0;
    for (SafetensorsTensor tensor : order) {
      long begin = tensor.range().get(0);
      if (begin != reached) {
        throw file.fault(
            dataStart + Math.min(begin, reached),
            "tensor '"
                + tensor.name()
                + "' begins at data byte "
                + begin
                + ", the one before it ends at "
                + reached
                + "; expected neither overlap nor gap");
      }
      reached = tensor.range().get(1);
    }
    if (reached != file.size() - dataStart) {
      throw file.fault(
          dataStart + reached,
          "the tensors end here, but " + (file.size() - dataStart - reached) + " bytes follow");
    }
  }

  private void expect(@Nullable JsonToken found, JsonToken wanted, String what)
      throws ModelFormatException {
    if (found != wanted) {
      throw fault(
          "in "
              + what
              + ": expected "
              + JsonFault.name(wanted)
              + ", found "
              + JsonFault.name(found));
    }
  }

  private ModelFormatException fault(String message) {
    return file.fault(PREFIX + json.currentTokenLocation().getByteOffset(), message);
  }
}
