"""Records what ONNX Runtime makes of its own operators (com.microsoft).

Run with Python and the packages onnx, onnxruntime and numpy (onnxruntime 1.30.0 was used):
    python contributed_operators.py OUTPUT

OUTPUT (contributed_operators.bin.gz) has the form that later_operators.py describes: name, relative and absolute
tolerance, model, inputs, outputs. Each case is one node with inputs from a fixed seed. Outputs are those of ONNX Runtime's
processor provider. 8-bit results may be one step off where a number lies between two steps: their absolute tolerance is 1.
"""

import gzip
import io
import struct
import sys

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper

MS = "com.microsoft"
R = np.random.default_rng(5)
CASES = []


def f(*sizes):
    return R.uniform(-1, 1, sizes).astype(np.float32)


def u8(*sizes):
    return R.integers(0, 256, sizes).astype(np.uint8)


def i8(*sizes):
    return R.integers(-128, 128, sizes).astype(np.int8)


def i64(*values):
    return np.array(values, np.int64)


def i32(*values):
    return np.array(values, np.int32)


def s(x):
    return np.float32(x)


def case(name, domain, operator, inputs, outputs=1, step=False, held=(), **attributes):
    """inputs: arrays, None where one is omitted; held: the inputs that are initialisers; step: 8-bit results."""
    given = {f"x{i}": np.asarray(v) for i, v in enumerate(inputs) if v is not None}
    results = [f"y{i}" for i in range(outputs)] if isinstance(outputs, int) else outputs
    named = [r for r in results if r]
    node = helper.make_node(
        operator, ["" if v is None else f"x{i}" for i, v in enumerate(inputs)], results, domain=domain, **attributes
    )
    fixed = {f"x{i}" for i in held}
    declared = [
        helper.make_tensor_value_info(n, helper.np_dtype_to_tensor_dtype(v.dtype), v.shape)
        for n, v in given.items()
        if n not in fixed
    ]
    graph = helper.make_graph(
        [node],
        name,
        declared,
        [onnx.ValueInfoProto(name=r) for r in named],
        [numpy_helper.from_array(given[n], n) for n in given if n in fixed],
    )
    sets = [helper.make_opsetid("", 17), helper.make_opsetid(MS, 1)]
    model = helper.make_model(graph, opset_imports=sets, ir_version=9)
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    feed = {n: v for n, v in given.items() if n not in fixed}
    found = [np.asarray(v) for v in session.run(named, feed)]
    for output, value in zip(graph.output, found):
        text = value.dtype.kind in "OU"
        elements = TensorProto.STRING if text else helper.np_dtype_to_tensor_dtype(value.dtype)
        output.CopyFrom(helper.make_tensor_value_info(output.name, elements, None))
    model.graph.CopyFrom(graph)
    CASES.append((name, step, model, list(feed.values()), found))


def activations():
    x = f(2, 3, 4) * 3
    case("gelu", MS, "Gelu", [x])
    case("quick_gelu", MS, "QuickGelu", [x], alpha=1.702)
    case("quick_gelu_alpha", MS, "QuickGelu", [x], alpha=0.7)
    case("fast_gelu", MS, "FastGelu", [x])
    case("fast_gelu_bias", MS, "FastGelu", [x, f(4)])
    case("bias_gelu", MS, "BiasGelu", [x, f(4)])


def products():
    image, kernel = f(1, 4, 5, 6), f(6, 2, 3, 3)
    pads = dict(group=2, kernel_shape=[3, 3], pads=[1, 1, 1, 1])
    case("fused_conv_relu", MS, "FusedConv", [image, kernel, f(6)], activation="Relu", **pads)
    case("fused_conv_leaky", MS, "FusedConv", [image, kernel], activation="LeakyRelu", activation_params=[0.2], **pads)
    case("fused_conv_clip", MS, "FusedConv", [image, kernel], activation="Clip", activation_params=[-0.3, 0.4], **pads)
    case("fused_conv_tanh", MS, "FusedConv", [image, kernel], activation="Tanh", **pads)
    case("fused_conv_sigmoid", MS, "FusedConv", [image, kernel], activation="Sigmoid", **pads)
    case(
        "fused_conv_hard_sigmoid", MS, "FusedConv", [image, kernel], activation="HardSigmoid", activation_params=[0.3, 0.4], **pads
    )
    case("fused_conv_sum", MS, "FusedConv", [image, kernel, f(6), f(1, 6, 5, 6)], activation="Relu", **pads)
    case("fused_matmul", MS, "FusedMatMul", [f(2, 3, 4), f(2, 4, 5)], alpha=0.5)
    case("fused_matmul_trans", MS, "FusedMatMul", [f(2, 4, 3), f(2, 5, 4)], transA=1, transB=1, alpha=2.0)
    case("fused_matmul_batch", MS, "FusedMatMul", [f(3, 2, 4), f(2, 4, 5)], transBatchA=1)
    case("fused_matmul_batch_both", MS, "FusedMatMul", [f(4, 2, 3), f(4, 2, 5)], transBatchA=1, transA=1, transBatchB=1)
    case("transpose_matmul", MS, "TransposeMatMul", [f(4, 3), f(4, 5)], transA=1)
    case("fused_gemm_relu", MS, "FusedGemm", [f(3, 4), f(4, 5), f(5)], activation="Relu", alpha=0.5, beta=2.0)
    case("fused_gemm_leaky", MS, "FusedGemm", [f(4, 3), f(5, 4)], transA=1, transB=1, activation="LeakyRelu", activation_alpha=0.3)
    sizes = dict(K=40, N=6, bits=4, block_size=16)
    packed, scales = u8(6, 3, 8), np.abs(f(18))
    case("matmul_nbits", MS, "MatMulNBits", [f(2, 3, 40), packed, scales], held=(1, 2), **sizes)
    case("matmul_nbits_zero", MS, "MatMulNBits", [f(3, 40), packed, scales, u8(12)], held=(1, 2, 3), **sizes)
    case("matmul_nbits_bias", MS, "MatMulNBits", [f(3, 40), packed, scales, None, None, f(6)], held=(1, 2), **sizes)
    case(
        "matmul_nbits_8", MS, "MatMulNBits", [f(3, 32), u8(6, 2, 16), np.abs(f(12))], held=(1, 2), K=32, N=6, bits=8, block_size=16
    )


def normalizations():
    x, skip, gamma, beta, bias = f(2, 3, 4), f(2, 3, 4), f(4), f(4), f(4)
    case("simplified_layer_norm", "", "SimplifiedLayerNormalization", [x, gamma], epsilon=1e-4, axis=-1)
    case("skip_layer_norm", MS, "SkipLayerNormalization", [x, skip, gamma, beta, bias], epsilon=1e-5)
    case("skip_layer_norm_sum", MS, "SkipLayerNormalization", [x, f(3, 4), gamma, None], ["y0", "", "", "y3"])
    case("skip_simplified", MS, "SkipSimplifiedLayerNormalization", [x, skip, gamma, bias], ["y0", "", "", "y3"])


def quantized():
    a, b = u8(2, 3, 4), u8(3, 4)
    az, bz, yz = np.uint8(120), np.uint8(131), np.uint8(127)
    pair = [a, s(0.02), az, b, s(0.03), bz, s(0.05), yz]
    case("qlinear_add", MS, "QLinearAdd", pair, step=True)
    case("qlinear_mul", MS, "QLinearMul", pair, step=True)
    case("qlinear_add_signed", MS, "QLinearAdd", [i8(2, 3), s(0.02), np.int8(3), i8(3), s(0.01), np.int8(-4), s(0.03), np.int8(1)], step=True)
    one = [a, s(0.02), az, s(0.004), np.uint8(3)]
    case("qlinear_sigmoid", MS, "QLinearSigmoid", one, step=True, held=(1, 2, 3, 4))
    case("qlinear_leaky", MS, "QLinearLeakyRelu", [a, s(0.02), az, s(0.02), az], step=True, alpha=0.2, held=(1, 2, 3, 4))
    case("qlinear_softmax", MS, "QLinearSoftmax", [a, s(0.1), az, s(1 / 256), np.uint8(0)], step=True, axis=-1, opset=13, held=(1, 2, 3, 4))
    image = u8(1, 2, 5, 6)
    case("qlinear_average", MS, "QLinearAveragePool", [image, s(0.02), az, s(0.03), yz], step=True, kernel_shape=[2, 3], strides=[2, 1], pads=[1, 0, 0, 1])
    case("qlinear_average_last", MS, "QLinearAveragePool", [u8(1, 5, 6, 2), s(0.02), az, s(0.03), yz], step=True, kernel_shape=[2, 2], channels_last=1)
    case("qlinear_global", MS, "QLinearGlobalAveragePool", [image, s(0.02), az, s(0.01), yz], step=True, channels_last=0)
    case("qlinear_global_last", MS, "QLinearGlobalAveragePool", [u8(1, 5, 6, 2), s(0.02), az, s(0.01), yz], step=True, channels_last=1)
    case("qlinear_concat", MS, "QLinearConcat", [s(0.03), yz, a, s(0.02), az, u8(2, 1, 4), s(0.05), bz], step=True, axis=1, held=(0, 1, 3, 4, 6, 7))
    case("qgemm", MS, "QGemm", [u8(3, 4), s(0.02), az, u8(5, 4), s(0.03), bz, (f(5) * 100).astype(np.int32), s(0.05), yz], step=True, transB=1, alpha=1.5)
    case("qgemm_float", MS, "QGemm", [u8(3, 4), s(0.02), az, u8(4, 5), s(0.03), bz], step=False)
    case("quantize_uint16", MS, "QuantizeLinear", [f(3, 4) * 9, s(0.001), np.uint16(30000)], step=True)
    case("quantize_axis", MS, "QuantizeLinear", [f(3, 4) * 9, np.abs(f(3)), u8(3)], axis=0, step=True)
    case("dequantize_int16", MS, "DequantizeLinear", [(f(3, 4) * 9000).astype(np.int16), s(0.001), np.int16(-7)])
    case("dequantize_axis", MS, "DequantizeLinear", [i8(3, 4), np.abs(f(4)), i8(4)], axis=1)
    case("dynamic_quantize_matmul", MS, "DynamicQuantizeMatMul", [f(2, 3, 4), u8(4, 5), s(0.02), np.uint8(119), f(5)])
    case("dynamic_quantize_matmul_columns", MS, "DynamicQuantizeMatMul", [f(3, 4), i8(4, 5), np.abs(f(5)), i8(5)])
    case("matmul_integer_to_float", MS, "MatMulIntegerToFloat", [u8(2, 3, 4), u8(4, 5), s(0.02), s(0.03), az, bz, f(5)])
    case("matmul_integer_to_float_columns", MS, "MatMulIntegerToFloat", [u8(3, 4), i8(4, 5), s(0.02), np.abs(f(5)), az, i8(5)])


def attention():
    n, t, w, h = 2, 4, 8, 2
    x, weight, bias = f(n, t, w), f(w, 3 * w), f(3 * w)
    case("attention", MS, "Attention", [x, weight, bias], num_heads=h)
    case("attention_causal", MS, "Attention", [x, weight, bias], num_heads=h, unidirectional=1, scale=0.3)
    case("attention_lengths", MS, "Attention", [x, weight, bias, i32(2, 4)], num_heads=h)
    case("attention_ends", MS, "Attention", [x, weight, bias, i32(3, 4, 1, 0)], num_heads=h)
    case("attention_mask2", MS, "Attention", [x, weight, bias, np.array([[1, 1, 0, 1], [1, 1, 1, 0]], np.int32)], num_heads=h)
    mask3 = (R.uniform(0, 1, (n, t, t)) > 0.3).astype(np.int32)
    case("attention_mask3", MS, "Attention", [x, weight, bias, mask3], num_heads=h)
    past = f(2, n, h, 3, w // h)
    case("attention_past", MS, "Attention", [x, weight, bias, None, past], 2, num_heads=h, unidirectional=1)
    case("attention_bias", MS, "Attention", [x, weight, bias, None, None, f(1, h, t, t)], num_heads=h)
    case("attention_sizes", MS, "Attention", [x, f(w, 4 + 4 + 6), f(14)], num_heads=h, qkv_hidden_sizes=[4, 4, 6])
    q, k, v = f(n, t, w), f(n, 5, w), f(n, 5, 6)
    case("mha", MS, "MultiHeadAttention", [q, k, v], num_heads=h)
    case("mha_bias", MS, "MultiHeadAttention", [q, k, v, f(w + w + 6)], num_heads=h, scale=0.4)
    case("mha_lengths", MS, "MultiHeadAttention", [q, k, v, None, i32(3, 5)], num_heads=h)
    pad = np.array([[1, 1, 1, 0, 0], [1, 1, 1, 1, 0]], np.int32)
    case("mha_padding", MS, "MultiHeadAttention", [q, k, v, None, pad], num_heads=h)
    case("mha_added", MS, "MultiHeadAttention", [q, k, v, None, None, f(n, h, t, 5)], num_heads=h)
    case("mha_causal", MS, "MultiHeadAttention", [q, f(n, t, w), f(n, t, w)], num_heads=h, unidirectional=1)
    case("mha_heads", MS, "MultiHeadAttention", [q, f(n, h, 5, 4), f(n, h, 5, 4)], num_heads=h)
    case(
        "mha_past", MS, "MultiHeadAttention", [q, f(n, t, w), f(n, t, w), None, None, None, f(n, h, 3, 4), f(n, h, 3, 4)], 3, num_heads=h
    )
    lengths, total = i32(3, 3), i32(4)
    g = dict(num_heads=4, kv_num_heads=2)
    query, key, value = f(n, t, 64), f(n, t, 32), f(n, t, 32)
    case("gqa", MS, "GroupQueryAttention", [query, key, value, None, None, lengths, total], 3, **g)
    case("gqa_window", MS, "GroupQueryAttention", [query, key, value, None, None, lengths, total], 3, local_window_size=2, scale=0.6, softcap=2.0, **g)
    cos, sin = f(8, 8), f(8, 8)
    case("gqa_rotary", MS, "GroupQueryAttention", [query, key, value, None, None, lengths, total, cos, sin], 3, do_rotary=1, **g)
    case("gqa_packed", MS, "GroupQueryAttention", [f(n, t, 128), None, None, None, None, lengths, total], 3, **g)
    one = [f(n, 1, 64), f(n, 1, 32), f(n, 1, 32), f(n, 2, 3, 16), f(n, 2, 3, 16), lengths, total]
    case("gqa_past", MS, "GroupQueryAttention", one, 3, **g)
    case("gqa_past_rotary", MS, "GroupQueryAttention", one + [cos, sin], 3, do_rotary=1, **g)
    case("rotary", MS, "RotaryEmbedding", [f(n, t, 8), np.tile(np.arange(t), (n, 1)), f(8, 2), f(8, 2)], num_heads=0)
    case("rotary_interleaved", MS, "RotaryEmbedding", [f(n, 2, t, 4), i64(2), f(8, 2), f(8, 2)], interleaved=1)
    case(
        "rotary_part", MS, "RotaryEmbedding", [f(n, t, 16), i64(1), f(8, 2), f(8, 2)], num_heads=2, rotary_embedding_dim=4
    )
    words, segments = R.integers(0, 9, (n, t)).astype(np.int32), R.integers(0, 2, (n, t)).astype(np.int32)
    tables = [f(9, w), f(6, w), f(2, w), f(w), f(w)]
    case("embed", MS, "EmbedLayerNormalization", [words, segments] + tables + [np.array([[1, 1, 1, 0], [1, 1, 1, 1]], np.int32)], 2)
    case("embed_sum", MS, "EmbedLayerNormalization", [words, None, tables[0], tables[1], None, tables[3], tables[4]], 3, epsilon=1e-5)
    case(
        "embed_positions", MS, "EmbedLayerNormalization", [words, segments] + tables + [None, np.array([[0, 1, 2, 3], [2, 3, 4, 5]], np.int32)], 2
    )
    q8 = [u8(n, t, w), u8(w, 3 * w), bias, s(0.01), s(0.02), None, np.uint8(128), np.uint8(127)]
    case("qattention", MS, "QAttention", q8, num_heads=h)
    case("qattention_causal", MS, "QAttention", q8[:5] + [i32(2, 4)] + q8[6:], num_heads=h, unidirectional=1)
    qt = [u8(9, w), u8(6, w), u8(2, w), u8(w), u8(w)]
    scales, zeros = [s(0.01), s(0.02), s(0.015), s(0.01), s(0.02)], [np.uint8(z) for z in (120, 127, 130, 100, 128)]
    case("qembed", MS, "QEmbedLayerNormalization", [words, segments] + qt + [None] + scales + zeros, 2)


def block(out, content):
    out.write(struct.pack(">i", len(content)))
    out.write(content)


def tensor(value):
    array = np.asarray(value)
    if array.dtype.kind in "OU":
        array = array.astype(object)
    return numpy_helper.from_array(array).SerializeToString()


def main():
    ort.set_default_logger_severity(4)
    for group in (activations, products, normalizations, quantized, attention):
        group()
    with open(sys.argv[1], "wb") as file, gzip.GzipFile(fileobj=file, mode="wb", mtime=0, filename="") as packed:
        for name, step, model, inputs, outputs in CASES:
            out = io.BytesIO()
            block(out, name.encode())
            out.write(struct.pack(">dd", 1e-4, 1 if step else 1e-5))
            block(out, model.SerializeToString())
            for values in (inputs, outputs):
                out.write(struct.pack(">i", len(values)))
                for value in values:
                    block(out, tensor(value))
            packed.write(out.getvalue())


main()
