"""Writes small networks for ForwardIT and docs/training.md.

Run with Python and the packages onnx and numpy:  python export_forward.py FOLDER

unknown.onnx     three convolutions; between the second and the third an operator that nobody knows, com.example.Swirl
not_finite.onnx  the same without it, one weight of the second convolution being NaN
infinite.onnx    exp of a convolution times 1000, then a difference of infinities
channels_last.onnx  takes (N, 24, 24, 3) and has 4 classes
"""

import sys

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save

RANDOM = np.random.default_rng(3)


def weight(name, *sizes):
    bound = (6 / np.prod(sizes[1:])) ** 0.5
    return numpy_helper.from_array(RANDOM.uniform(-bound, bound, sizes).astype(np.float32), name)


def conv(number, x, y):
    return helper.make_node("Conv", [x, f"w{number}"], [y], name=f"conv{number}", pads=[1, 1, 1, 1])


def head(x):
    return [
        helper.make_node("GlobalAveragePool", [x], ["mean"], name="pool"),
        helper.make_node("Flatten", ["mean"], ["flat"], name="flatten"),
        helper.make_node("Gemm", ["flat", "w"], ["scores"], name="fc", transB=1),
    ]


def network(name, nodes, weights, shape=("N", 3, 24, 24), domains=()):
    graph = helper.make_graph(
        nodes, name, [helper.make_tensor_value_info("image", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ("N", 4))], weights)
    opsets = [helper.make_opsetid("", 17), *(helper.make_opsetid(domain, 1) for domain in domains)]
    save(helper.make_model(graph, opset_imports=opsets, ir_version=8), f"{sys.argv[1]}/{name}.onnx")


def main():
    weights = [weight("w1", 8, 3, 3, 3), weight("w2", 12, 8, 3, 3), weight("w3", 16, 12, 3, 3), weight("w", 4, 16)]
    begin = [
        conv(1, "image", "a"),
        helper.make_node("Relu", ["a"], ["b"], name="relu1"),
        helper.make_node("MaxPool", ["b"], ["c"], name="pool1", kernel_shape=[2, 2], strides=[2, 2]),
        conv(2, "c", "d"),
    ]
    end = [conv(3, "e", "f"), helper.make_node("Relu", ["f"], ["g"], name="relu3"), *head("g")]
    swirl = helper.make_node("Swirl", ["d", "b"], ["e"], name="swirl", domain="com.example", turns=2.0)
    relu = helper.make_node("Relu", ["d"], ["e"], name="relu2")
    network("unknown", [*begin, swirl, *end], weights, domains=["com.example"])
    spoilt = numpy_helper.to_array(weights[1]).copy()
    spoilt[5, 0, 1, 1] = np.nan
    network("not_finite", [*begin, relu, *end], [weights[0], numpy_helper.from_array(spoilt, "w2"), *weights[2:]])
    large = numpy_helper.from_array(np.float32(1000), "large")
    network(
        "infinite",
        [conv(1, "image", "a"), helper.make_node("Mul", ["a", "large"], ["b"], name="scale"),
         helper.make_node("Exp", ["b"], ["c"], name="exp"), helper.make_node("Sub", ["c", "c"], ["h"], name="difference"),
         conv(2, "h", "d"), helper.make_node("Relu", ["d"], ["e"], name="relu2"), *end],
        [*weights, large])
    network(
        "channels_last",
        [helper.make_node("Transpose", ["image"], ["planes"], name="planes", perm=[0, 3, 1, 2]), conv(1, "planes", "a"),
         helper.make_node("Relu", ["a"], ["b"], name="relu1"), conv(2, "b", "e"), *end],
        weights, shape=("N", 24, 24, 3))


main()
