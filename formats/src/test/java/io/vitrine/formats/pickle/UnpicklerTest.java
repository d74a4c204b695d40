package io.vitrine.formats.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.formats.pickle.PickleValue.Bool;
import io.vitrine.formats.pickle.PickleValue.Bytes;
import io.vitrine.formats.pickle.PickleValue.Global;
import io.vitrine.formats.pickle.PickleValue.Int;
import io.vitrine.formats.pickle.PickleValue.LongInt;
import io.vitrine.formats.pickle.PickleValue.None;
import io.vitrine.formats.pickle.PickleValue.Persistent;
import io.vitrine.formats.pickle.PickleValue.Real;
import io.vitrine.formats.pickle.PickleValue.Text;
import io.vitrine.model.ModelFormatException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UnpicklerTest {
  private static PickleValue read(String letters) throws ModelFormatException {
    return PickleBytes.read(letters.getBytes(StandardCharsets.ISO_8859_1));
  }

  static Stream<Arguments> scalars() {
    return Stream.of(
        Arguments.of("N.", None.NONE),
        Arguments.of("\u0088.", new Bool(true)),
        Arguments.of("\u0089.", new Bool(false)),
        Arguments.of("I01\n.", new Bool(true)),
        Arguments.of("I00\n.", new Bool(false)),
        Arguments.of("I-7\n.", new Int(-7)),
        Arguments.of("L12L\n.", new Int(12)),
        Arguments.of("K\u00ff.", new Int(255)),
        Arguments.of("M\u0001\u0002.", new Int(513)),
        Arguments.of("J\u00fe\u00ff\u00ff\u00ff.", new Int(-2)),
        Arguments.of("\u008a\u0000.", new Int(0)),
        Arguments.of("\u008a\u0001\u00ff.", new Int(-1)),
        Arguments.of("\u008a\u0002\u00ff\u0000.", new Int(255)),
        Arguments.of("\u008b\u0001\u0000\u0000\u0000\u0005.", new Int(5)),
        Arguments.of(
            "\u008a\u0009\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0001.",
            new LongInt(BigInteger.ONE.shiftLeft(64))),
        Arguments.of("F1.5\n.", new Real(1.5)),
        Arguments.of("Finf\n.", new Real(Double.POSITIVE_INFINITY)),
        Arguments.of("G@\u0004\u0000\u0000\u0000\u0000\u0000\u0000.", new Real(2.5)),
        Arguments.of("S'ab'\n.", new Text("ab")),
        Arguments.of("Vab\n.", new Text("ab")),
        Arguments.of("U\u0002ab.", new Text("ab")),
        Arguments.of("T\u0001\u0000\u0000\u0000\u00e9.", new Text("\u00e9")),
        Arguments.of("X\u0002\u0000\u0000\u0000\u00c3\u00a9.", new Text("\u00e9")),
        Arguments.of("\u008c\u0001a.", new Text("a")),
        Arguments.of("ccollections\nOrderedDict\n.", new Global("collections", "OrderedDict")),
        Arguments.of("\u008c\u0001a\u008c\u0001b\u0093.", new Global("a", "b")),
        Arguments.of("P7\n.", new Persistent(new Text("7"), 0)),
        Arguments.of("K\u0001Q.", new Persistent(new Int(1), 2)));
  }

  @ParameterizedTest
  @MethodSource("scalars")
  void read_givesTheValue(String letters, PickleValue value) throws ModelFormatException {
    assertThat(read(letters)).isEqualTo(value);
  }

  @Test
  void read_givesBytesInPlace() throws ModelFormatException {
    assertThat(((Bytes) read("C\u0002ab.")).value().remaining()).isEqualTo(2);
    assertThat(((Bytes) read("B\u0001\u0000\u0000\u0000a.")).value().get(0)).isEqualTo((byte) 'a');
  }

  @ParameterizedTest
  @CsvSource({
    "(K\u0001K\u0002t., TUPLE, 2",
    "K\u0001\u0085., TUPLE, 1",
    "K\u0001K\u0001K\u0001\u0087., TUPLE, 3",
    "(K\u0001l., LIST, 1",
    "]K\u0001a(K\u0002K\u0003e., LIST, 3",
    "\u008f(K\u0001K\u0002\u0090., SET, 2",
    "(K\u0001\u0091., SET, 1",
  })
  void read_givesSequences(String letters, PickledSequence.Kind kind, int size)
      throws ModelFormatException {
    PickledSequence sequence = (PickledSequence) read(letters);
    assertThat(sequence.kind()).isEqualTo(kind);
    assertThat(sequence.items()).hasSize(size);
  }

  @Test
  void read_givesDictsWhoseLaterValuesReplaceEarlierOnes() throws ModelFormatException {
    PickledDict dict = (PickledDict) read("(U\u0001aK\u0001dU\u0001bK\u0002s(U\u0001aK\u0003u.");
    assertThat(dict.size()).isEqualTo(2);
    assertThat(dict.get("a")).contains(new Int(3));
    assertThat(dict.get("b")).contains(new Int(2));
    assertThat(dict.get("c")).isEmpty();
  }

  @Test
  void read_keepsACallAsItsNameAndArguments() throws ModelFormatException {
    PickledObject object = (PickledObject) read("cnn\nThing\nK\u0001\u0085R}U\u0001xK\u0002sb.");
    assertThat(object.type().path()).isEqualTo("nn.Thing");
    assertThat(object.arguments()).containsExactly(new Int(1));
    assertThat(object.attributes().orElseThrow().get("x")).contains(new Int(2));
    assertThat(object.position()).isEqualTo(13);
  }

  @ParameterizedTest
  @CsvSource({
    "(inn\\nThing\\n.",
    "(cnn\\nThing\\no.",
    "cnn\\nThing\\n)\\201.",
    "cnn\\nThing\\n)}\\222.",
    "ccopyreg\\n__newobj__\\n(cnn\\nThing\\ntR.",
    "ccopy_reg\\n_reconstructor\\n(cnn\\nThing\\nc__builtin__\\nobject\\nNtR.",
  })
  void read_knowsAllWaysToMakeAnObject(String letters) throws ModelFormatException {
    PickledObject object = (PickledObject) read(letters.translateEscapes());
    assertThat(object.type().path()).isEqualTo("nn.Thing");
    assertThat(object.arguments()).isEmpty();
  }

  @Test
  void read_givesOrderedDictsOfPython2And3() throws ModelFormatException {
    String type = "ccollections\nOrderedDict\n";
    PickledObject set = (PickledObject) read(type + ")RU\u0001aK\u0001s.");
    assertThat(set.mapping().orElseThrow().get("a")).contains(new Int(1));
    PickledObject pairs = (PickledObject) read(type + "((lU\u0001aK\u0001\u0086atR.");
    assertThat(pairs.mapping().orElseThrow().get("a")).contains(new Int(1));
  }

  @Test
  void read_keepsBoundMethodsOfItsObjects() throws ModelFormatException {
    PickledObject method =
        (PickledObject) read("cbuiltins\ngetattr\n(cnn\nThing\n)\u0081U\u0001ftR.");
    assertThat(method.type().name()).isEqualTo("getattr");
  }

  @Test
  void read_letsAValueHoldItself() throws ModelFormatException {
    PickledSequence list = (PickledSequence) read("]q\u0000h\u0000a.");
    assertThat(list.items()).hasSize(1);
    assertThat(list.items().get(0) == list).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cos\\nsystem\\n(U\\2idtR. | 0 | names os.system, which runs code",
        "\\200\\2cposix\\nsystem\\n. | 2 | names posix.system",
        "cnt\\nsystem\\n. | 0 | names nt.system",
        "cbuiltins\\neval\\n. | 0 | names builtins.eval",
        "c__builtin__\\nexec\\n. | 0 | names __builtin__.exec",
        "csubprocess\\nPopen\\n. | 0 | names subprocess.Popen",
        "cimportlib.util\\nfind\\n. | 0 | names importlib.util.find",
        "(ios\\nsystem\\n. | 1 | names os.system",
        "U\\2osU\\6system\\223. | 12 | names os.system",
        "\\214\\23torch.serialization\\214\\11os.system\\223. | 32 | names torch.serialization.os.system",
        "coperator\\nattrgetter\\n. | 0 | names operator.attrgetter",
        "ctorch.hub\\nload\\n. | 0 | names torch.hub.load",
        "cbuiltins\\ngetattr\\n(ctorch\\nnn\\nU\\1xtR. | 33 | calls builtins.getattr on something other",
      })
  void read_refusesWhatOnlyAnAttackNames(String letters, int at, String message) {
    refused(letters.translateEscapes(), at, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\\200\\6N. | 0 | expected a pickle of protocol 0 to 5, found 6",
        "N | 1 | the pickle ends here; the file is cut off",
        ". | 1 | takes a value that is not there",
        "(0K\\1s. | 5 | takes 2 values that are not there",
        "K\\1t. | 3 | goes back to a mark that is not there",
        "h\\5. | 2 | recalls value 5, which it never kept",
        "X\\377\\377\\377\\377a. | 5 | declares 4294967295 bytes, but 2 are left",
        "\\215\\377\\377\\377\\377\\377\\377\\377\\377. | 9 | declares 18446744073709551615 bytes",
        "\\216\\0\\0\\0\\0\\0\\1\\0\\0. | 9 | declares 1099511627776 bytes, but 1 are left",
        "\\213\\377\\377\\377\\377. | 5 | expected an integer of at most 4096 bytes, found 4294967295",
        "Iabc\\n. | 1 | expected an integer, found 'abc'",
        "Fabc\\n. | 1 | expected a number, found 'abc'",
        "Sabc\\n. | 1 | expected a text in quotes",
        "Iabc | 1 | the pickle ends in this line; the file is cut off",
        "p0\\n. | 3 | takes a value that is not there",
        "Np-1\\n. | 5 | expected a memo's number of 0 or more, found -1",
        "gx\\n. | 1 | expected the number of a kept value, found 'x'",
        "NNs. | 3 | takes",
        "(Nu. | 3 | takes a value that is not there",
        "}(Nu. | 4 | expected a value for each key",
        "NNa. | 3 | adds items to what is no list",
        "NNb. | 2 | gives a state to what is no object",
        "N)R. | 2 | expected a class or function by its name, found None",
        "ca\\nb\\nNR. | 6 | expected the arguments of a call, found None",
        "NN\\223. | 2 | expected the names of a module",
        "(o. | 1 | makes an object of no class",
        "\\202\\1. | 0 | names a class by number",
        "\\227. | 0 | keeps bytes outside itself",
        "\\1. | 0 | byte 1 is no instruction of a pickle",
        "z. | 0 | 'z' is no instruction of a pickle",
        "\\225\\377\\377\\377\\377\\377\\377\\377\\377. | 0 | expected a frame's length",
      })
  void read_refusesBrokenPickles(String letters, int at, String message) {
    refused(letters.translateEscapes(), at, message);
  }

  private static void refused(String letters, int at, String message) {
    assertThatThrownBy(() -> read(letters))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("p.pkl, byte " + at + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void read_refusesMoreInstructionsThanAnyFileHas() {
    refused("N0".repeat(1_500_001) + "N.", 3_000_000, "more than 3000000 instructions");
  }

  @Test
  void read_takesDeepNestingWithoutRecursion() throws ModelFormatException {
    assertThat(read("]".repeat(1_000_000) + "a".repeat(999_999) + "."))
        .isInstanceOf(PickledSequence.class);
  }

  @Test
  void read_keepsMemoNumbersThatAreFarApart() throws ModelFormatException {
    assertThat(read("K\u0001r\u00ff\u00ff\u00ff\u00ff0j\u00ff\u00ff\u00ff\u00ff."))
        .isEqualTo(new Int(1));
  }

  @Test
  void read_takesManyKeysOfOneHash() throws ModelFormatException {
    PickleBytes pickle = new PickleBytes().op("}(");
    for (int i = 0; i < 1 << 16; i++) {
      StringBuilder key = new StringBuilder();
      for (int bit = 0; bit < 16; bit++) {
        key.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      pickle.text(key.toString()).op("N");
    }
    assertThat(((PickledDict) pickle.op("u.").read()).size()).isEqualTo(1 << 16);
  }
}
