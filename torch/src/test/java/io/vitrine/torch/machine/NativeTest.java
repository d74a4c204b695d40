package io.vitrine.torch.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeTest {
  @ParameterizedTest
  @ValueSource(strings = {"linux-x86_64", "macosx-arm64", "macosx-x86_64", "windows-x86_64"})
  void requirePlatform_builtFor_passes(String platform) {
    assertThatCode(() -> Native.requirePlatform(platform)).doesNotThrowAnyException();
  }

  @Test
  void requirePlatform_notBuiltFor_saysWhatRunsAndWhatWorks() {
    assertThatThrownBy(() -> Native.requirePlatform("linux-arm64"))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessage(
            "the engine runs on Linux x64, macOS arm64 and x64 and Windows x64; this is"
                + " linux-arm64: everything but running and training networks works");
  }

  @Test
  void requireSpace_tooSmall_saysHowMuchIsNeededAndWhere() {
    assertThatThrownBy(() -> NativeCache.requireSpace(new File("cache"), 475_000_000L, 12_000_000L))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessage(
            "libtorch takes 475 MB in cache, where 12 MB are free; make room or name another folder"
                + " with -Dorg.bytedeco.javacpp.cachedir=DIR");
  }

  @Test
  void missingBytes_nothingOnTheClassPath_saysWhatToAdd(@TempDir Path folder) {
    NativeCache cache =
        NativeCache.of(List.of(NativeCache.Source.of(NativeTest.class, "/org/nowhere/")));
    assertThatThrownBy(() -> cache.missingBytes(folder.toFile()))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageStartingWith("no native libraries at /org/nowhere/ on the class path; add ");
  }

  @Test
  void missingBytes_cutOrUntimedFile_countsAsMissing(@TempDir Path folder) throws Exception {
    Path jar = folder.resolve("libs.jar");
    long time;
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("libs/"));
      ZipEntry entry = new ZipEntry("libs/one.so");
      zip.putNextEntry(entry);
      zip.write(new byte[100]);
    }
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
        java.util.jar.JarFile read = new java.util.jar.JarFile(jar.toFile())) {
      time = read.getJarEntry("libs/one.so").getTime();
      URL libs = loader.getResource("libs/");
      assertThat(NativeCache.missingBytes(folder.toFile(), libs)).isEqualTo(100);

      File unpacked = folder.resolve("libs.jar.d").toFile();
      assertThat(unpacked.mkdir()).isTrue();
      File root = new File(unpacked, "libs.jar/libs");
      assertThat(root.mkdirs()).isTrue();
      Path file = root.toPath().resolve("one.so");
      Files.write(file, new byte[100]);
      assertThat(NativeCache.missingBytes(unpacked, libs))
          .as("written, no time yet")
          .isEqualTo(100);
      assertThat(file.toFile().setLastModified(time)).isTrue();
      assertThat(NativeCache.missingBytes(unpacked, libs)).isZero();
      Files.write(file, new byte[40]);
      assertThat(NativeCache.missingBytes(unpacked, libs)).as("cut").isEqualTo(100);
    }
  }

  @Test
  void fill_folderThatIsAFile_saysHowToNameAnother(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> NativeCache.requireWritable(file.toFile()))
        .hasMessage("it cannot be made");
    assertThat(Native.notWritable("x", new java.io.IOException("it cannot be made")))
        .hasMessage(
            "libtorch cannot be unpacked into x (it cannot be made); name a writable folder with"
                + " -Dorg.bytedeco.javacpp.cachedir=DIR");
  }

  @Test
  void firstLine_backtrace_isCutOff() {
    assertThat(Native.firstLine(new RuntimeException("Expected 4 dimensions \nframe #0: ...\n")))
        .isEqualTo("Expected 4 dimensions");
    assertThat(Native.firstLine(new RuntimeException())).isEqualTo("RuntimeException");
  }
}
