package io.vitrine.torch.machine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.global.torch;

/**
 * Loads libtorch, once for the process.
 *
 * <p>JavaCPP's loader crashes the JVM when it loads from a cache folder that it is still filling,
 * so everything is unpacked first and loaded afterwards. Two processes may do so at once: JavaCPP
 * holds a file lock while it unpacks, and a file counts as unpacked only when its size and its time
 * are those in the archive, the time being set last.
 */
public final class Native {
  private static final List<String> PLATFORMS =
      List.of("linux-x86_64", "macosx-arm64", "macosx-x86_64", "windows-x86_64");
  private static boolean loaded;

  private Native() {}

  /**
   * Loads libtorch if that has not been done.
   *
   * @param messages is told, in one sentence, when the libraries must be unpacked first
   * @throws EngineUnavailableException where this platform has no native code, or the folder to
   *     unpack into is not writable or too small
   */
  public static synchronized void load(Consumer<String> messages) {
    if (loaded) {
      return;
    }
    String platform = Loader.getPlatform();
    requirePlatform(platform);
    limitMemoryOnlyIfAsked();
    unpack(platform, messages);
    link(platform);
    loaded = true;
  }

  /** Throws where libtorch was not built for a platform. */
  static void requirePlatform(String platform) {
    if (!PLATFORMS.contains(platform)) {
      throw new EngineUnavailableException(
          "the engine runs on Linux x64, macOS arm64 and x64 and Windows x64; this is "
              + platform
              + ": everything but running and training networks works");
    }
  }

  /**
   * JavaCPP refuses to allocate beyond four times the Java heap, which says nothing of native
   * memory. Takes effect only before JavaCPP's pointers are first used.
   */
  private static void limitMemoryOnlyIfAsked() {
    for (String limit : List.of("maxBytes", "maxPhysicalBytes")) {
      String property = "org.bytedeco.javacpp." + limit;
      String lowerCase = "org.bytedeco.javacpp." + limit.toLowerCase(java.util.Locale.ROOT);
      if (System.getProperty(property) == null && System.getProperty(lowerCase) == null) {
        System.setProperty(property, "0");
      }
    }
  }

  private static void unpack(String platform, Consumer<String> messages) {
    List<NativeCache.Source> sources = new ArrayList<>();
    sources.add(NativeCache.Source.of(openblas.class, "/org/bytedeco/openblas/" + platform + "/"));
    sources.add(NativeCache.Source.of(torch.class, "/org/bytedeco/pytorch/" + platform + "/"));
    if (OneDnnLibrary.isPresent()) {
      sources.addAll(OneDnnLibrary.sources());
    }
    NativeCache.of(sources).fill(messages);
  }

  private static void link(String platform) {
    try {
      Loader.load(torch.class);
    } catch (UnsatisfiedLinkError e) {
      throw new EngineUnavailableException(
          "libtorch for " + platform + " does not load: " + firstLine(e), e);
    }
    if (platform.endsWith("x86_64")) {
      // oneDNN does its work here, and on processors that NNPACK does not know it complains on
      // standard error before the first convolution.
      torch.globalContext().setUserEnabledNNPACK(false);
    }
  }

  /** The first line of what went wrong: libtorch's messages carry a backtrace. */
  public static String firstLine(Throwable error) {
    String message = error.getMessage();
    return message == null || message.isBlank()
        ? error.getClass().getSimpleName()
        : message.lines().findFirst().orElse("").strip();
  }

  /** JavaCPP's error where a folder cannot be made or written. */
  static EngineUnavailableException notWritable(String folder, IOException e) {
    return new EngineUnavailableException(
        "libtorch cannot be unpacked into "
            + folder
            + " ("
            + firstLine(e)
            + "); name a writable folder with -Dorg.bytedeco.javacpp.cachedir=DIR",
        e);
  }
}
