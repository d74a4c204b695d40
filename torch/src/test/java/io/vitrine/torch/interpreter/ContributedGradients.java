package io.vitrine.torch.interpreter;

import static io.vitrine.torch.interpreter.GradientCases.longs;
import static io.vitrine.torch.interpreter.GradientCases.node;
import static io.vitrine.torch.interpreter.GradientCases.positive;
import static io.vitrine.torch.interpreter.GradientCases.signed;
import static io.vitrine.torch.interpreter.GradientCases.table;

import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.torch.OneNode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/** Small cases for the operators of ONNX Runtime's own domain that have a gradient. */
final class ContributedGradients {
  private static final String OWN = "com.microsoft.";

  private ContributedGradients() {}

  static List<OneNode> all() {
    return Stream.of(fused(), norms(), attention()).flatMap(List::stream).toList();
  }

  private static List<OneNode> fused() {
    Tensor x = signed(2, 3);
    ByteBuffer packed =
        ByteBuffer.wrap(new byte[] {0x21, 0x43, 0x65, 0x07, 0x18, 0x29, 0x3a, 0x4b});
    Tensor bits = Tensor.of(ElementType.UINT8, Shape.of(1, 1, 8), packed);
    return List.of(
        node(OWN + "Gelu", x),
        node(OWN + "QuickGelu", x),
        node(OWN + "FastGelu", x, signed(3)),
        node(OWN + "BiasGelu", x, signed(3)),
        node(
                OWN + "FusedConv",
                signed(1, 1, 3, 3),
                signed(2, 1, 2, 2),
                signed(2),
                signed(1, 2, 2, 2))
            .with("activation", "Tanh"),
        node(OWN + "FusedMatMul", signed(2, 3, 2), signed(2, 3, 2))
            .with("transA", 1)
            .with("alpha", 0.5f),
        node(OWN + "TransposeMatMul", signed(3, 2), signed(3, 2)).with("transA", 1),
        node(OWN + "FusedGemm", x, signed(3, 2), signed(2)).with("activation", "Sigmoid"),
        node(OWN + "MatMulNBits", signed(2, 16), bits, positive(1))
            .with("K", 16)
            .with("N", 1)
            .with("block_size", 16));
  }

  private static List<OneNode> norms() {
    Tensor x = signed(1, 2, 3);
    return List.of(
        node(OWN + "SimplifiedLayerNormalization", x, positive(3)),
        node("SimplifiedLayerNormalization", x, positive(3)),
        node(OWN + "SkipLayerNormalization", x, signed(2, 3), positive(3), signed(3)),
        node(OWN + "SkipSimplifiedLayerNormalization", x, positive(1, 2, 3), positive(3)),
        node(OWN + "EmbedLayerNormalization", table(1, 2, 0), table(1, 0, 1))
            .input(signed(3, 4))
            .input(signed(2, 4))
            .input(positive(2, 4))
            .input(positive(4))
            .input(signed(4)));
  }

  private static List<OneNode> attention() {
    Tensor x = signed(1, 2, 4);
    Tensor length =
        Tensor.of(ElementType.INT32, Shape.of(1), ByteBuffer.wrap(new byte[] {1, 0, 0, 0}));
    Tensor total =
        Tensor.of(ElementType.INT32, Shape.of(1), ByteBuffer.wrap(new byte[] {2, 0, 0, 0}));
    return List.of(
        node(OWN + "Attention", x, signed(4, 12), signed(12))
            .with("num_heads", 2)
            .with("unidirectional", 1),
        node(OWN + "MultiHeadAttention", x, signed(1, 3, 4), positive(1, 3, 4), signed(12))
            .with("num_heads", 2),
        node(OWN + "GroupQueryAttention", signed(1, 2, 8), x, positive(1, 2, 4))
            .omitted()
            .omitted()
            .input(length)
            .input(total)
            .with("num_heads", 4)
            .with("kv_num_heads", 2),
        node(OWN + "RotaryEmbedding", x, longs(0), signed(3, 2), positive(3, 2)));
  }
}
