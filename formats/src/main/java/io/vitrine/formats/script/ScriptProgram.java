package io.vitrine.formats.script;

import io.vitrine.formats.zip.ZipArchive;
import io.vitrine.formats.zip.ZipMember;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The classes and functions of an archive by their qualified names. A file is parsed when something
 * of it is asked for; one that cannot be parsed has nothing in it.
 */
final class ScriptProgram {
  private static final long MOST_TEXT = 64L << 20;

  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, Parser.File> files = new HashMap<>();
  private final Map<String, String> unread = new HashMap<>();

  private ScriptProgram() {}

  /** The texts below {@code code/}. */
  static ScriptProgram of(ZipArchive archive) throws IOException {
    ScriptProgram program = new ScriptProgram();
    long bytes = 0;
    for (String name : archive.names()) {
      int code = name.indexOf("code/");
      boolean inCode = code == 0 || (code > 0 && name.charAt(code - 1) == '/');
      if (inCode && name.endsWith(".py")) {
        ZipMember member = archive.member(name).orElseThrow();
        bytes += member.size();
        if (bytes > MOST_TEXT) {
          throw archive.fault(
              member, 0, "the program's text with this takes more than " + MOST_TEXT + " bytes");
        }
        String module =
            name.substring(code + "code/".length(), name.length() - ".py".length())
                .replace('/', '.');
        program.texts.put(
            module, StandardCharsets.UTF_8.decode(archive.content(member)).toString());
      }
    }
    return program;
  }

  private Parser.File file(String module) {
    Parser.@Nullable File known = files.get(module);
    if (known != null) {
      return known;
    }
    @Nullable String text = texts.get(module);
    Parser.File parsed = new Parser.File(Map.of(), Map.of());
    try {
      parsed = text == null ? parsed : Parser.file(text);
    } catch (NotFollowed e) {
      unread.put(module, e.getMessage());
    }
    files.put(module, parsed);
    return parsed;
  }

  /** Why a method of a class is not there. */
  String whyNot(String qualified, String method) {
    String module = qualified.substring(0, Math.max(0, qualified.lastIndexOf('.')));
    String file = "code/" + module.replace('.', '/') + ".py";
    if (!texts.containsKey(module)) {
      return file + " is not in the archive";
    }
    @Nullable String reason = unread.get(module);
    return reason != null
        ? file + " cannot be read: " + reason
        : file + " has no method " + method + " of " + qualified;
  }

  /** A class by its qualified name. */
  Optional<ClassText> type(String qualified) {
    int dot = qualified.lastIndexOf('.');
    return dot < 0
        ? Optional.empty()
        : Optional.ofNullable(
            file(qualified.substring(0, dot)).classes().get(qualified.substring(dot + 1)));
  }

  /** A function by its qualified name. */
  Optional<Function> function(String qualified) {
    int dot = qualified.lastIndexOf('.');
    return dot < 0
        ? Optional.empty()
        : Optional.ofNullable(
            file(qualified.substring(0, dot)).functions().get(qualified.substring(dot + 1)));
  }
}
