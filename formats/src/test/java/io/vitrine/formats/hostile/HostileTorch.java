package io.vitrine.formats.hostile;

import io.vitrine.formats.hostile.HostileFile.Content;
import io.vitrine.formats.pickle.PickleBytes;
import io.vitrine.formats.zip.ZipBytes;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Files of {@code torch.save}, as archives and as streams, that are wrong on purpose. */
final class HostileTorch {
  private static final String ZIP = "pytorch/state_dict.pth";
  private static final String STREAM = "pytorch/state_dict_stream.pth";

  private HostileTorch() {}

  static Stream<HostileFile> files() {
    return Stream.concat(archives(), streams());
  }

  private static Stream<HostileFile> archives() {
    return Stream.of(
        archive("cut at the half", () -> Damage.cut(Damage.sample(ZIP), 0.5)),
        archive("a flipped bit in its directory", () -> directory(Damage.sample(ZIP))),
        archive("a flipped bit in its pickle", pickleOf(pickle -> Damage.flipped(pickle, 2, 5))),
        archive("a flipped bit in its numbers", () -> Damage.flippedInside(ZIP, "data/0")),
        archive("a flipped bit in its pickle's bytes", () -> Damage.flippedInside(ZIP, "data.pkl")),
        archive("a text of 4 GiB", pickle(new PickleBytes().op("}X\u00ff\u00ff\u00ff\u00ffab"))),
        archive("a storage of 2^60 numbers", pickle(tensor("0", 1L << 60, 4, 1))),
        archive("a storage shorter than it says", pickle(tensor("0", 5, 5, 1))),
        archive("a view past its storage", pickle(tensor("0", 4, 9, 1))),
        archive("a view of 2^30 numbers on one", pickle(tensor("0", 4, 1 << 30, 0))),
        archive("a storage above the archive", pickle(tensor("../../etc/passwd", 4, 4, 1))),
        archive(
            "a member above the folder",
            () -> zip(tensor("0", 4, 4, 1)).stored("../x", new byte[1]).bytes()),
        archive(
            "a dict that holds itself",
            pickle(new PickleBytes().op("}q\0").text("me").op("h\0s."))),
        archive(
            "lists in lists, 100,000 deep",
            pickle(new PickleBytes().op("]".repeat(100_000) + "a".repeat(99_999) + "."))),
        archive("60 lists that hold the next one twice", pickle(doubled())),
        archive(
            "4,000,000 instructions", pickle(new PickleBytes().op("N0".repeat(2_000_000) + "N."))),
        archive("a dict of 1,000,000 names", pickle(million())),
        archive("os.system", pickle(call("os", "system"))),
        archive("builtins.eval", pickle(call("builtins", "eval"))),
        archive(
            "getattr of a module",
            pickle(
                new PickleBytes()
                    .global("builtins", "getattr")
                    .op("(")
                    .global("torch", "nn")
                    .text("x")
                    .op("tR."))),
        archive(
            "a packed pickle of 96 MiB of zeros",
            () -> Damage.bomb(new ZipBytes(), "m/data.pkl").bytes()),
        archive("a packed storage that says 1 GiB", HostileTorch::claims),
        archive(
            "an archive of pictures", () -> new ZipBytes().stored("a.png", new byte[4]).bytes()));
  }

  private static Stream<HostileFile> streams() {
    return Stream.of(
        stream("cut at the half", () -> Damage.cut(Damage.sample(STREAM), 0.5)),
        stream("cut in its last byte", () -> Damage.cut(Damage.sample(STREAM), 0.9999)),
        stream("a flipped bit", () -> Damage.flipped(Damage.sample(STREAM), 300, 5)),
        stream("a storage of another size", HostileTorch::longStorage),
        stream("posix.system", changed(call("posix", "system"))),
        stream(
            "lists in lists, 100,000 deep",
            changed(new PickleBytes().op("]".repeat(100_000) + "a".repeat(99_999) + "."))),
        stream(
            "4,000,000 instructions", changed(new PickleBytes().op("N0".repeat(2_000_000) + "N."))),
        stream("a pickle that torch.save did not write", () -> call("posix", "system").bytes()),
        stream("a text", () -> HostileFile.utf8("import torch\n")));
  }

  private static HostileFile archive(String damage, Content content) {
    return HostileFile.of("PyTorch, archive", damage, "model.pth", content);
  }

  private static HostileFile stream(String damage, Content content) {
    return HostileFile.of("PyTorch, before 1.6", damage, "model.pth", content);
  }

  private static ZipBytes zip(PickleBytes pickle) {
    return new ZipBytes().stored("m/data.pkl", pickle.bytes()).stored("m/data/0", new byte[16]);
  }

  private static Content pickle(PickleBytes pickle) {
    return () -> zip(pickle).bytes();
  }

  private static Content pickleOf(UnaryOperator<byte[]> change) {
    return () -> Damage.changed(ZIP, "data.pkl", change).bytes();
  }

  private static PickleBytes call(String module, String name) {
    return new PickleBytes().op("\u0080\u0002").global(module, name).text("id").op("\u0085R.");
  }

  /** The dict of a tensor "t" of one dimension. */
  private static PickleBytes tensor(String key, long stored, long size, long stride) {
    PickleBytes pickle = new PickleBytes().op("}").text("t");
    pickle.global("torch._utils", "_rebuild_tensor").op("((").text("storage");
    pickle.global("torch", "FloatStorage").text(key).text("cpu").number(stored).op("tQ");
    return pickle.number(0).numbers(size).numbers(stride).op("tRs.");
  }

  private static PickleBytes million() {
    PickleBytes pickle = new PickleBytes().op("}(");
    for (int i = 0; i < 1_000_000; i++) {
      pickle.text("k" + i).op("N");
    }
    return pickle.op("u.");
  }

  private static PickleBytes doubled() {
    PickleBytes pickle = new PickleBytes().op("]q\0");
    for (int i = 0; i < 60; i++) {
      pickle.op("0](h" + (char) i + "h" + (char) i + "eq" + (char) (i + 1));
    }
    return pickle.op(".");
  }

  private static byte[] directory(byte[] whole) {
    int at = whole.length - 22 - 30;
    return Damage.flipped(whole, at, 3);
  }

  private static byte[] claims() {
    return new ZipBytes()
        .stored("m/data.pkl", tensor("0", 1L << 28, 1L << 28, 1).bytes())
        .deflated("m/data/0", new byte[1 << 20], new ZipBytes.Claim(1L << 30, -1, -1, 0, -1))
        .bytes();
  }

  /** The stream with another object, and without storages. */
  private static Content changed(PickleBytes pickle) {
    return () -> {
      byte[] whole = Damage.sample(STREAM);
      int third = third(whole);
      byte[] rest = pickle.op("\u0080\u0002]q\0.").bytes();
      byte[] all = Arrays.copyOf(whole, third + rest.length);
      System.arraycopy(rest, 0, all, third, rest.length);
      return all;
    };
  }

  /**
   * Where the third pickle, the saved object, begins: after the magic, the version and the system.
   */
  private static int third(byte[] whole) {
    int at = 0;
    int found = 0;
    while (found < 4) {
      if (whole[at] == (byte) 0x80 && whole[at + 1] == 2) {
        found++;
      }
      at++;
    }
    return at - 1;
  }

  private static byte[] longStorage() {
    try {
      byte[] whole = Damage.sample(STREAM);
      int data = whole.length - 8 - 12;
      Arrays.fill(whole, data, data + 8, (byte) 0x3f);
      return whole;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
