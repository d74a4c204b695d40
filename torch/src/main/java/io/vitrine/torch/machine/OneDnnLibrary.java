package io.vitrine.torch.machine;

import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * Loads oneDNN with an interface of its own, beside the one inside libtorch, where it is first
 * needed. It is there to save time: whoever uses it does without where it does not load.
 *
 * <p>Only on Linux, where both use one OpenMP runtime, the one that is loaded first.
 */
public final class OneDnnLibrary {
  private static final String PLATFORM = "linux-x86_64";
  private static final String QUIET = "org.bytedeco.javacpp.loadlibraries";
  private static @Nullable Boolean loaded;

  private OneDnnLibrary() {}

  /** The folders to unpack: its own, and that of the OpenCL loader, which it is linked with. */
  static List<NativeCache.Source> sources() {
    return Stream.of("opencl", "dnnl")
        .map(library -> "/org/bytedeco/" + library + "/" + PLATFORM + "/")
        .map(folder -> NativeCache.Source.of(OneDnnLibrary.class, folder))
        .toList();
  }

  /** Whether it is on the class path of a platform that it is used on. */
  public static boolean isPresent() {
    return Loader.getPlatform().equals(PLATFORM)
        && OneDnnLibrary.class.getResource("/org/bytedeco/dnnl/" + PLATFORM + "/libjnidnnl.so")
            != null;
  }

  /** Loads it if that has not been done, after libtorch; false where that is not possible. */
  public static synchronized boolean load() {
    if (loaded == null) {
      loaded = isPresent() && link();
    }
    return loaded;
  }

  private static boolean link() {
    try {
      initializeQuietly("org.bytedeco.opencl.presets.OpenCL");
      initializeQuietly("org.bytedeco.dnnl.presets.dnnl");
      Loader.load(dnnl.class);
      return true;
    } catch (UnsatisfiedLinkError | NoClassDefFoundError | ClassNotFoundException e) {
      return false;
    }
  }

  /** Without JavaCPP's warning that its presets are of another version than itself. */
  private static void initializeQuietly(String preset) throws ClassNotFoundException {
    String before = System.getProperty(QUIET);
    System.setProperty(QUIET, "false");
    try {
      Class.forName(preset, true, OneDnnLibrary.class.getClassLoader());
    } finally {
      if (before == null) {
        System.clearProperty(QUIET);
      } else {
        System.setProperty(QUIET, before);
      }
    }
  }
}
