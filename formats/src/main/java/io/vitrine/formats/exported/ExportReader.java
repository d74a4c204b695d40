package io.vitrine.formats.exported;

import io.vitrine.formats.file.StoredModel;
import io.vitrine.formats.zip.ZipArchive;
import io.vitrine.formats.zip.ZipMember;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what {@code torch.export.save} wrote. */
public final class ExportReader {
  private static final String OLD = "serialized_exported_program.json";
  private static final long MOST_JSON_BYTES = 512L << 20;
  private static final int MOST_NOTE = 16;

  private final ZipArchive archive;

  private ExportReader(ZipArchive archive) {
    this.archive = archive;
  }

  /** Whether an archive holds an exported program. */
  public static boolean fits(ZipArchive archive) {
    return program(archive).isPresent();
  }

  /** The program; of several models in one archive, the one named model or else the first. */
  private static Optional<ZipMember> program(ZipArchive archive) {
    return archive.names().stream()
        .filter(name -> name.equals(OLD) || name.matches("([^/]+/)?models/[^/]+\\.json"))
        .min(Comparator.comparing(name -> !name.endsWith("models/model.json")))
        .flatMap(archive::member);
  }

  /**
   * Reads an archive.
   *
   * @throws ModelFormatException where it is damaged, or of a version that is not known
   */
  public static StoredModel read(ZipArchive archive) throws IOException {
    ZipMember program =
        program(archive)
            .orElseThrow(
                () ->
                    new ModelFormatException(archive.file().path() + " holds no exported program"));
    return new ExportReader(archive).read(program);
  }

  private StoredModel read(ZipMember program) throws IOException {
    if (program.size() > MOST_JSON_BYTES) {
      throw archive.fault(
          program,
          0,
          "expected a program of at most " + MOST_JSON_BYTES + " bytes, found " + program.size());
    }
    JsonValue json =
        JsonValue.read(
            archive.content(program), (at, message) -> archive.fault(program, at, message));
    ExportedTensors tensors = program.name().equals(OLD) ? oldTensors() : tensors(program);
    try {
      return new ExportedProgram(archive, program, json, tensors).model();
    } catch (IllegalArgumentException
        | IllegalStateException
        | ArithmeticException
        | IndexOutOfBoundsException e) {
      throw archive.fault(program, 0, "the program does not fit together: " + e.getMessage());
    }
  }

  private ExportedTensors oldTensors() throws IOException {
    ExportedTensors tensors = new ExportedTensors();
    for (String name : List.of("serialized_state_dict.pt", "serialized_constants.pt")) {
      Optional<ZipMember> member = archive.member(name);
      if (member.isPresent()) {
        tensors.add(archive, member.get());
      }
    }
    return tensors;
  }

  private ExportedTensors tensors(ZipMember program) throws IOException {
    String root = program.name().substring(0, program.name().indexOf("models/"));
    String file = program.name().substring(program.name().lastIndexOf('/') + 1);
    String model = file.substring(0, file.length() - ".json".length());
    ExportedTensors tensors = new ExportedTensors();
    for (String kind : List.of("weights", "constants")) {
      String folder = root + "data/" + kind + "/" + model;
      Optional<ZipMember> list = archive.member(folder + "_" + kind + "_config.json");
      Optional<ZipMember> saved = archive.member(folder + ".pt");
      if (list.isPresent()) {
        tensors.add(archive, list.get(), order(root));
      } else if (saved.isPresent()) {
        tensors.add(archive, saved.get());
      }
    }
    return tensors;
  }

  private ByteOrder order(String root) throws IOException {
    Optional<ZipMember> note = archive.member(root + "byteorder");
    if (note.isEmpty()) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    String text =
        StandardCharsets.ISO_8859_1.decode(archive.head(note.get(), MOST_NOTE)).toString().strip();
    return text.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }
}
