package io.vitrine.formats.hostile;

import io.vitrine.formats.hostile.HostileFile.Content;
import io.vitrine.formats.numpy.NumpyBytes;
import io.vitrine.formats.zip.ZipBytes;
import java.util.stream.Stream;

/** NumPy's files that are wrong on purpose. */
final class HostileNumpy {
  private static final String SHAPED = "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }";

  private HostileNumpy() {}

  static Stream<HostileFile> files() {
    return Stream.of(
        array("cut in its data", () -> Damage.cut(sound(), 0.95)),
        array("cut in its header", () -> Damage.cut(sound(), 0.3)),
        array("a flipped bit", () -> Damage.flipped(sound(), 13, 2)),
        array("a header of 64 KiB", () -> longHeader()),
        array(
            "2^80 numbers",
            () -> NumpyBytes.array(SHAPED.formatted("1099511627776,1099511627776"), 4)),
        array("2^40 numbers", () -> NumpyBytes.array(SHAPED.formatted("1099511627776,"), 4)),
        array(
            "a key that is there twice",
            () ->
                NumpyBytes.array(
                    "{'descr': '<f4', 'descr': '<f8', 'fortran_order': False, 'shape': (1,), }",
                    8)),
        array(
            "a header that is a program",
            () -> NumpyBytes.array("__import__('os').system('id')", 4)),
        array(
            "tuples in tuples, 20,000 deep",
            () -> NumpyBytes.array("{'descr': " + "(".repeat(20_000), 4)),
        array(
            "objects of Python",
            () -> NumpyBytes.array("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", 9)),
        array("a text", () -> HostileFile.utf8("1.0 2.0 3.0\n")),
        archive("cut at the half", () -> Damage.cut(Damage.sample("numpy/arrays.npz"), 0.5)),
        archive("a flipped bit in its numbers", () -> numbers()),
        archive("a flipped bit in packed numbers", () -> packed()),
        archive(
            "a member above the folder", () -> new ZipBytes().stored("../a.npy", sound()).bytes()),
        archive(
            "two members of one name",
            () -> new ZipBytes().stored("a.npy", sound()).stored("a.npy", sound()).bytes()),
        archive(
            "a packed member of 96 MiB of zeros",
            () -> Damage.bomb(new ZipBytes(), "a.npy").bytes()),
        archive("packed numbers that say 1 GiB", HostileNumpy::claims),
        archive(
            "a member that is cut",
            () -> new ZipBytes().stored("a.npy", Damage.cut(sound(), 0.95)).bytes()),
        archive(
            "a member that is a pickle",
            () -> new ZipBytes().stored("a.npy", HostileFile.utf8("cos\nsystem\n.")).bytes()));
  }

  private static HostileFile array(String damage, Content content) {
    return HostileFile.of("NumPy .npy", damage, "w.npy", content);
  }

  private static HostileFile archive(String damage, Content content) {
    return HostileFile.of("NumPy .npz", damage, "w.npz", content);
  }

  private static byte[] sound() {
    return NumpyBytes.array(SHAPED.formatted("3, 2"), 24);
  }

  private static byte[] longHeader() {
    byte[] all = sound();
    all[8] = -1;
    all[9] = -1;
    return all;
  }

  private static byte[] numbers() throws java.io.IOException {
    byte[] whole = Damage.sample("numpy/arrays.npz");
    return Damage.flipped(whole, Damage.find(whole, "\n") + 3, 6);
  }

  private static byte[] packed() throws java.io.IOException {
    byte[] whole = Damage.sample("numpy/deflated.npz");
    return Damage.flipped(whole, 90, 2);
  }

  private static byte[] claims() {
    byte[] header = NumpyBytes.array(SHAPED.formatted("268435424,"), 0);
    byte[] content = java.util.Arrays.copyOf(header, 1 << 20);
    return new ZipBytes()
        .deflated("a.npy", content, new ZipBytes.Claim(1L << 30, -1, -1, 0, -1))
        .bytes();
  }
}
