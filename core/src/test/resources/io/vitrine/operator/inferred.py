"""Records what ONNX's own shape inference says of random operators: operator, attributes, input shapes -> output shapes.

    python inferred.py > inferred.jsonl

One line a case, in the form of conformance.py. Shapes are random, some dimensions symbolic; inputs that hold axes,
sizes and the like are initialisers. What ONNX itself leaves open stays open. Needs onnx (1.23.1); the tests do not.
"""

import json
import random

import numpy
import onnx
from conformance import attribute, kind, tensor
from onnx import TensorProto, helper, numpy_helper, shape_inference

R = random.Random(20)
PER_FAMILY = 24
FLOAT, INT64, BOOL = TensorProto.FLOAT, TensorProto.INT64, TensorProto.BOOL


def size(low=1, high=9):
    return R.randint(low, high)


def dims(rank, low=1, high=9):
    return [size(low, high) for _ in range(rank)]


def opened(shape, share=0.25):
    """The shape with some dimensions as symbols."""
    return [f"d{i}" if R.random() < share else d for i, d in enumerate(shape)]


def ints(*values):
    return numpy.array(values, dtype=numpy.int64)


def spatial(axes, transposed=False):
    found = {"kernel_shape": dims(axes, 1, 3), "strides": dims(axes, 1, 3), "dilations": dims(axes, 1, 2)}
    pad = R.choice(["pads", "SAME_UPPER", "SAME_LOWER", "VALID"])
    if pad == "pads":
        found["pads"] = [R.randint(0, 1) for _ in range(2 * axes)]
    else:
        found["auto_pad"] = pad
        if pad.startswith("SAME"):
            found["dilations"] = [1] * axes
    return found


def conv():
    axes, group = R.choice([1, 2, 3]), R.choice([1, 1, 2])
    a = spatial(axes)
    x = [size(), 2 * group] + dims(axes, 8, 14)
    w = [4 * group, 2] + a["kernel_shape"]
    return "Conv", {**a, "group": group}, [opened(x[:1]) + x[1:2] + opened(x[2:]), w]


def conv_transpose():
    axes, group = R.choice([1, 2, 3]), R.choice([1, 2])
    a = spatial(axes)
    if "auto_pad" in a:  # for strides beyond the kernel, ONNX's inference departs from its specification's size * stride
        a["strides"] = [min(s, k) for s, k in zip(a["strides"], a["kernel_shape"])]
    if R.random() < 0.5:
        a["output_padding"] = [0] * axes
    return "ConvTranspose", {**a, "group": group}, [[size(), 4 * group] + dims(axes, 4, 9), [4 * group, 3] + a["kernel_shape"]]


def pool():
    axes = R.choice([1, 2, 3])
    name = R.choice(["MaxPool", "AveragePool", "LpPool"])
    a = spatial(axes)
    a["ceil_mode"] = R.randint(0, 1)
    a["kernel_shape"] = dims(axes, 2, 3)
    return name, a, [opened([size(), size()]) + dims(axes, 8, 14)]


def global_pool():
    return R.choice(["GlobalMaxPool", "GlobalAveragePool", "GlobalLpPool"]), {}, [opened(dims(R.choice([3, 4, 5])))]


def gemm():
    m, k, n, ta, tb = size(), size(), size(), R.randint(0, 1), R.randint(0, 1)
    return "Gemm", {"transA": ta, "transB": tb}, [[k, m] if ta else [m, k], [n, k] if tb else [k, n]]


def matmul():
    m, k, n, batch = size(), size(), size(), dims(R.randint(0, 2), 2, 4)
    a = R.choice([[k], [m, k], batch + [m, k]])
    b = R.choice([[k], [k, n], batch + [k, n], [1] * len(batch) + [k, n]])
    return "MatMul", {}, [a, b]


def einsum():
    sizes = {c: size() for c in "ijkl"}
    term, other = "".join(R.sample("ijkl", 2)), "".join(R.sample("ijkl", 3))
    both = sorted(set(term + other))
    target = "".join(R.sample(both, R.randint(0, len(both))))
    equation = f"{term},{other}" + (f"->{target}" if R.random() < 0.7 else "")
    return "Einsum", {"equation": equation}, [[sizes[c] for c in term], [sizes[c] for c in other]]


def normalise():
    name = R.choice(["BatchNormalization", "InstanceNormalization", "LayerNormalization", "LRN", "LpNormalization"])
    x = dims(4)
    if name == "BatchNormalization":
        return name, {}, [opened(x[:1]) + x[1:]] + [[x[1]]] * 4
    if name == "InstanceNormalization":
        return name, {}, [x, [x[1]], [x[1]]]
    if name == "LayerNormalization":
        axis = R.choice([-1, 1, 2, 3])
        return name, {"axis": axis}, [x, x[axis:], x[axis:]], 3
    return name, {"size": 3} if name == "LRN" else {}, [opened(x)]


def broadcast():
    shape = dims(R.randint(1, 4))
    a = [1 if R.random() < 0.3 else d for d in shape]
    b = [1 if R.random() < 0.3 else d for d in shape][R.randint(0, len(shape) - 1) :]
    return R.choice(["Add", "Sub", "Mul", "Div", "Pow", "Max", "Min", "Less", "Greater", "Equal"]), {}, [opened(a, 0.15), b]


def unary():
    return R.choice(["Relu", "Exp", "Neg", "Softmax", "Gelu", "IsNaN", "Ceil", "Erf", "HardSwish"]), {}, [opened(dims(3))]


def reduce():
    name = "Reduce" + R.choice(["Mean", "Sum", "Max", "Min", "Prod", "L1", "L2", "LogSum", "LogSumExp", "SumSquare"])
    rank = R.randint(1, 4)
    axes = R.sample(range(-rank, rank), R.randint(1, rank))
    axes = list({a % rank: a for a in axes}.values())
    a = {"keepdims": R.randint(0, 1)}
    return name, a, [opened(dims(rank))] + ([ints(*axes)] if R.random() < 0.8 else [])


def arg():
    rank = R.randint(1, 4)
    return R.choice(["ArgMax", "ArgMin"]), {"axis": R.randrange(-rank, rank), "keepdims": R.randint(0, 1)}, [opened(dims(rank))]


def recurrent():
    name, gates = R.choice([("LSTM", 4), ("GRU", 3), ("RNN", 1)])
    two = R.choice(["forward", "reverse", "bidirectional"])
    d, h, i = 2 if two == "bidirectional" else 1, size(), size()
    outputs = 3 if name == "LSTM" else 2
    return name, {"direction": two, "hidden_size": h}, [opened([size(), size()]) + [i], [d, gates * h, i], [d, gates * h, h]], outputs


def attention():
    b, heads, t, s, d, v = size(), R.choice([2, 4]), size(), size(), size(), size()
    if R.random() < 0.5:
        return "Attention", {}, [[b, heads, t, d], [b, heads, s, d], [b, heads, s, v]]
    return "Attention", {"q_num_heads": heads, "kv_num_heads": heads}, [[b, t, heads * d], [b, s, heads * d], [b, s, heads * v]]


def reshape():
    x = dims(3, 2, 6)
    target = R.choice([[-1], [0, -1], [x[0] * x[1], x[2]], [x[2], -1, x[0]], [1, -1, 0] if x[2] == x[1] else [-1, 1]])
    return "Reshape", {}, [x if R.random() < 0.7 else ["n"] + x[1:], ints(*target)]


def transpose():
    rank = R.randint(1, 5)
    return "Transpose", {"perm": R.sample(range(rank), rank)}, [opened(dims(rank))]


def flatten():
    rank = R.randint(1, 4)
    return "Flatten", {"axis": R.randint(-rank, rank)}, [opened(dims(rank), 0.15)]


def squeeze():
    shape = opened(dims(2))
    if R.random() < 0.5:
        return "Unsqueeze", {}, [shape, ints(*R.sample([-1, 0, 1], R.choice([1, 2])))]
    return "Squeeze", {}, [[1, *shape, 1], R.choice([ints(0), ints(-1), ints(0, 3)])]


def slice_():
    x, n = dims(3, 3, 9), R.randint(1, 3)
    axes = R.sample(range(3), n)
    step = [R.choice([-2, -1, 1, 2, 3]) for _ in range(n)]
    return "Slice", {}, [x, ints(*[R.randint(-9, 9) for _ in axes]), ints(*[R.randint(-12, 12) for _ in axes]), ints(*axes), ints(*step)]


def gather():
    rank = R.randint(1, 3)
    return "Gather", {"axis": R.randrange(-rank, rank)}, [opened(dims(rank)), (INT64, dims(R.randint(0, 2)))]


def gather_nd():
    return "GatherND", {"batch_dims": 0}, [dims(3), (INT64, dims(1) + [R.randint(1, 3)])]


def concat():
    shape, axis = dims(3), R.randrange(-3, 3)
    other = list(shape)
    other[axis] = size()
    return "Concat", {"axis": axis}, [shape, other]


def split():
    axis = R.randrange(3)
    x = dims(3, 4, 9)
    if R.random() < 0.5:
        return "Split", {"axis": axis, "num_outputs": 3}, [x], 3
    return "Split", {"axis": axis}, [x, ints(1, x[axis] - 1)], 2


def resize():
    x = dims(4, 2, 9)
    if R.random() < 0.5:
        return "Resize", {}, [x, None, None, ints(*dims(4))]
    return "Resize", {}, [x, None, numpy.array([1, 1, R.choice([0.5, 1.5, 2, 2.7]), R.choice([0.6, 3])], dtype=numpy.float32)]


def pad():
    return "Pad", {}, [opened(dims(2), 0.15), ints(*[R.randint(0, 3) for _ in range(4)])]


def tile():
    return R.choice(["Tile", "Expand"]), {}, [[1, size(), 1], ints(size(), 1, size())]


def move():
    b = R.choice([2, 3])
    if R.random() < 0.5:
        return "DepthToSpace", {"blocksize": b}, [[size(), b * b * size(), size(), size()]]
    return "SpaceToDepth", {"blocksize": b}, [[size(), size(), b * size(), b * size()]]


def search():
    x = dims(3, 4, 9)
    name = R.choice(["TopK", "NonZero", "OneHot", "CumSum", "Trilu", "Compress"])
    if name == "TopK":
        return name, {"axis": R.randrange(-3, 3)}, [x, ints(R.randint(1, 4))], 2
    if name == "OneHot":
        return name, {"axis": R.randrange(-4, 4)}, [(INT64, x), numpy.array(7, dtype=numpy.int64), [2]]
    if name == "CumSum":
        return name, {}, [x, numpy.array(1, dtype=numpy.int64)]
    if name == "Compress":
        return name, {}, [x, (BOOL, [3])]
    return name, {}, [x]


def quantise():
    x = dims(3)
    if R.random() < 0.5:
        return "QuantizeLinear", {}, [x, [], (TensorProto.INT8, [])]
    return "DynamicQuantizeLinear", {}, [x], 3


def loss():
    n, c, rest = size(), size(2), dims(R.randint(0, 2))
    name = R.choice(["SoftmaxCrossEntropyLoss", "NegativeLogLikelihoodLoss"])
    return name, {"reduction": R.choice(["none", "mean", "sum"])}, [[n, c] + rest, (INT64, [n] + rest)]


def signal():
    x = [size(), R.randint(8, 20), 1]
    return "DFT", {"onesided": R.randint(0, 1)}, [x, numpy.array(R.randint(4, 16), dtype=numpy.int64), numpy.array(1, dtype=numpy.int64)]


FAMILIES = [
    conv, conv_transpose, pool, global_pool, gemm, matmul, einsum, normalise, broadcast, unary, reduce, arg, recurrent,
    attention, reshape, transpose, flatten, squeeze, slice_, gather, gather_nd, concat, split, resize, pad, tile, move,
    search, quantise, loss, signal,
]  # fmt: skip


def closed(found):
    """ONNX's generated symbols are what nothing is known of."""
    elements, shape = found
    return elements, shape and [None if str(d).startswith("unk__") else d for d in shape]


def line(number, name, attributes, inputs, outputs=1):
    values, initialisers, names = [], [], []
    for i, given in enumerate(inputs):
        names.append("" if given is None else f"x{i}")
        if isinstance(given, numpy.ndarray):
            initialisers.append(numpy_helper.from_array(given, f"x{i}"))
        elif given is not None:
            elements, shape = given if isinstance(given, tuple) else (FLOAT, given)
            values.append(helper.make_tensor_value_info(f"x{i}", elements, shape))
    made = [f"y{i}" for i in range(outputs)]
    node = helper.make_node(name, names, made, **attributes)
    open_outputs = [helper.make_empty_tensor_value_info(o) for o in made]
    graph = helper.make_graph([node], "case", values, open_outputs, initialisers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 23)])
    found = shape_inference.infer_shapes(model, strict_mode=True, data_prop=True)
    outs = [[o.name, *closed(kind(o.type))] for o in found.graph.output]
    return {
        "case": f"{name}_{number}",
        "opset": 23,
        "in": [[v.name, kind(v.type)] for v in values],
        "init": [tensor(t.name, t) for t in initialisers],
        "nodes": [[name, "", names, made, {a.name: attribute(a) for a in node.attribute}]],
        "out": outs,
    }


def main():
    number = 0
    for family in FAMILIES:
        found = 0
        while found < PER_FAMILY:
            number += 1
            try:
                recorded = line(number, *family())
            except (onnx.shape_inference.InferenceError, onnx.onnx_cpp2py_export.checker.ValidationError):
                continue  # the random shapes do not fit each other
            print(json.dumps(recorded, separators=(",", ":")))
            found += 1


if __name__ == "__main__":
    main()
