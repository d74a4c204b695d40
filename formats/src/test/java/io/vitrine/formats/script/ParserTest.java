package io.vitrine.formats.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.formats.sketch.Arg;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
  private static Expression value(String written) {
    String text = "def f(x: Tensor) -> Tensor:\n  return " + written + "\n";
    Statement statement = Parser.file(text).functions().values().iterator().next().body().get(0);
    return ((Statement.Return) statement).value();
  }

  @Test
  void file_class_hasMethodsWithDefaultsAndConstants() {
    Parser.File file =
        Parser.file(
            """
            class Pool(Module):
              __parameters__ = ["weight", "bias", ]
              training : bool
              size : Final[List[int]] = [2, 3]
              __annotations__["0"] = __torch__.Block
              def forward(self: __torch__.Pool,
                input: Tensor,
                ceil: Optional[bool]=None) -> Tuple[Tensor, int]:
                # a comment
                if ceil:
                  a, b, = f(input, size=[1, -2], )
                else:
                  pass
                for i in range(3):
                  a = torch.add(a, 1.5e-3)
                return (a, i)
            """);

    ClassText type = file.classes().values().iterator().next();
    assertThat(type.names("__parameters__")).containsExactly("weight", "bias");
    assertThat(type.constants()).containsKeys("__parameters__", "size");
    Function forward = type.methods().values().iterator().next();
    assertThat(forward.parameters())
        .extracting(Function.Parameter::type)
        .containsExactly("__torch__.Pool", "Tensor", "Optional[bool]");
    assertThat(forward.body()).hasSize(3);
    assertThat(forward.text()).startsWith("def forward").endsWith("return (a, i)");
  }

  @Test
  void literals_areRead() {
    assertThat(value("-3")).isEqualTo(new Expression.Literal(new Arg.Int(-3)));
    assertThat(value("1.e-05")).isEqualTo(new Expression.Literal(new Arg.Real(1e-5)));
    assertThat(value("9223372036854775807"))
        .isEqualTo(new Expression.Literal(new Arg.Int(Long.MAX_VALUE)));
    assertThat(value("\"a \\\"b\\\" {}\""))
        .isEqualTo(new Expression.Literal(new Arg.Text("a \"b\" {}")));
    assertThat(value("(1, )"))
        .isEqualTo(new Expression.Several(List.of(new Expression.Literal(new Arg.Int(1)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"((((", "f(a b)", "[1, 2", "-x", "99999999999999999999", "@"})
  void file_whatIsNoText_isNotFollowed(String written) {
    assertThatThrownBy(() -> value(written)).isInstanceOf(NotFollowed.class);
  }

  @Test
  void file_deepNesting_isNotFollowed() {
    assertThatThrownBy(() -> value("(".repeat(100_000))).isInstanceOf(NotFollowed.class);
  }
}
