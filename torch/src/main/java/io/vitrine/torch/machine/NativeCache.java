package io.vitrine.torch.machine;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.bytedeco.javacpp.Loader;

/** The folder that native libraries are unpacked into, and what is still missing there. */
final class NativeCache {
  private static final String FOLDER_PROPERTY = "org.bytedeco.javacpp.cachedir";

  /**
   * A folder of native libraries on the class path.
   *
   * @param owner a class whose loader sees the folder
   * @param folder its absolute path, ending in a slash
   */
  record Source(Class<?> owner, String folder) {
    static Source of(Class<?> owner, String folder) {
      return new Source(owner, folder);
    }

    List<URL> urls() throws IOException {
      return List.of(Loader.findResources(owner, folder));
    }
  }

  private final List<Source> sources;

  private NativeCache(List<Source> sources) {
    this.sources = List.copyOf(sources);
  }

  static NativeCache of(List<Source> sources) {
    return new NativeCache(sources);
  }

  /**
   * Unpacks what is missing; does nothing, and takes no lock, where all is there.
   *
   * @throws EngineUnavailableException where a source is not on the class path, the folder cannot
   *     be written, or the space left on its disk is too small
   */
  void fill(Consumer<String> messages) {
    File folder = folder();
    try {
      long missing = missingBytes(folder);
      if (missing == 0) {
        return;
      }
      requireSpace(folder, missing, folder.getUsableSpace());
      messages.accept(
          "unpacking libtorch, %d MB, once, into %s".formatted(megabytes(missing), folder));
      for (Source source : sources) {
        Loader.cacheResources(source.owner(), source.folder());
      }
    } catch (IOException e) {
      throw Native.notWritable(folder.toString(), e);
    }
  }

  private static File folder() {
    String asked = System.getProperty(FOLDER_PROPERTY);
    try {
      if (asked != null) {
        requireWritable(new File(asked));
      }
      return Loader.getCacheDir();
    } catch (IOException e) {
      throw Native.notWritable(asked == null ? "~/.javacpp/cache" : asked, e);
    }
  }

  static void requireWritable(File folder) throws IOException {
    if (!folder.isDirectory() && !folder.mkdirs()) {
      throw new IOException("it cannot be made");
    }
    if (!folder.canWrite()) {
      throw new IOException("it is not writable");
    }
  }

  /** Throws where fewer bytes are free than are needed. */
  static void requireSpace(File folder, long needed, long free) {
    if (free < needed) {
      throw new EngineUnavailableException(
          ("libtorch takes %d MB in %s, where %d MB are free; make room or name another folder with"
                  + " -D%s=DIR")
              .formatted(megabytes(needed), folder, megabytes(free), FOLDER_PROPERTY));
    }
  }

  private static long megabytes(long bytes) {
    return (bytes + 999_999) / 1_000_000;
  }

  /** The bytes of the files that are not in the folder, or not whole. */
  long missingBytes(File folder) throws IOException {
    long bytes = 0;
    for (Source source : sources) {
      List<URL> urls = source.urls();
      if (urls.isEmpty()) {
        throw new EngineUnavailableException(
            "no native libraries at "
                + source.folder()
                + " on the class path; add org.bytedeco's javacpp, openblas and pytorch with the"
                + " classifier "
                + Loader.getPlatform());
      }
      for (URL url : urls) {
        bytes += missingBytes(folder, url);
      }
    }
    return bytes;
  }

  static long missingBytes(File folder, URL url) throws IOException {
    if (!(url.openConnection() instanceof JarURLConnection connection)) {
      return 0; // lies unpacked on the class path and is loaded from there
    }
    JarFile jar = connection.getJarFile();
    File root = new File(folder, new File(jar.getName()).getName());
    long bytes = 0;
    for (JarEntry entry : filesUnder(jar, connection.getEntryName())) {
      File file = new File(root, entry.getName());
      if (!isWhole(file, entry)) {
        bytes += entry.getSize();
      }
    }
    return bytes;
  }

  /** JavaCPP puts a link in the place of a library that another archive has brought already. */
  private static boolean isWhole(File file, JarEntry entry) {
    return file.length() == entry.getSize()
        && (file.lastModified() == entry.getTime() || Files.isSymbolicLink(file.toPath()));
  }

  private static List<JarEntry> filesUnder(JarFile jar, String prefix) {
    List<JarEntry> files = new ArrayList<>();
    jar.stream()
        .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(prefix))
        .forEach(files::add);
    return files;
  }
}
