"""Records what ONNX's reference implementation makes of Resize in all of its modes.

Run with Python and the packages onnx and onnxruntime (1.23.1 and 1.30.0 were used):  python resize_modes.py OUTPUT

OUTPUT (resize_modes.bin.gz) has the form that later_operators.py describes. Each case is one Resize of fixed numbers, and
its name says its attributes: every way of rounding with every transformation of coordinates (nearest), every
transformation with and without antialiasing and with exclude_outside (linear, cubic, two coefficients), every policy for
the ratio, chosen axes, and regions of tf_crop_and_resize that lie inside, beyond and reversed; each up and down, by scales
and by sizes. Earlier operator sets (10, 11, 13, 18) have cases too. Where pytorch_half_pixel makes a single pixel, the numbers are
ONNX Runtime's: the specification says that it lies at 0, the reference puts it at -0.5.
"""

import gzip
import io
import itertools
import struct
import sys

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

COORDINATES = ("half_pixel", "half_pixel_symmetric", "pytorch_half_pixel", "align_corners", "asymmetric")
ROUNDINGS = ("round_prefer_floor", "round_prefer_ceil", "floor", "ceil")
POLICIES = ("stretch", "not_larger", "not_smaller")
# Each changes the two last axes of (1, 2, 4, 5).
TARGETS = {
    "up": {"scales": (1, 1, 2.6, 1.7)},
    "down": {"scales": (1, 1, 0.6, 0.5)},
    "mixed": {"sizes": (1, 2, 7, 3)},
    "one": {"sizes": (1, 2, 1, 1)},
}
REGIONS = {"inside": (0.3, 0.2, 0.8, 0.7), "beyond": (-0.2, 0.4, 1.3, 1.2), "reversed": (0.9, 0.8, 0.1, 0.2)}
RANDOM = np.random.default_rng(7)
IMAGE = RANDOM.uniform(-1, 1, (1, 2, 4, 5)).astype(np.float32)


def node(target, opset, roi=None, **attributes):
    values = {"x": IMAGE}
    names = ["x"]
    if opset >= 11:
        names.append("roi" if roi is not None else "" if opset >= 13 else "roi")
        if names[1]:
            values["roi"] = np.array([] if roi is None else roi, np.float32)
    kind, numbers = next(iter(target.items()))
    if kind == "scales":
        names.append("scales")
        values["scales"] = np.array(numbers, np.float32)
    else:
        if opset < 13:
            values["scales"] = np.array([], np.float32)
        names += ["scales" if opset < 13 else "", "sizes"]
        values["sizes"] = np.array(numbers, np.int64)
    made = helper.make_node("Resize", names, ["y"], **{k: v for k, v in attributes.items() if v is not None})
    return made, values


def model(made, values, opset, output):
    declared = [
        helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(value.dtype), value.shape)
        for name, value in values.items()
    ]
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, output.shape if output is not None else None)
    graph = helper.make_graph([made], "resize", declared, [result])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)


def block(out, content):
    out.write(struct.pack(">i", len(content)))
    out.write(content)


def runtime(made):
    return onnxruntime.InferenceSession(made.SerializeToString(), providers=["CPUExecutionProvider"])


def case(name, target, opset=19, same_as=None, **attributes):
    """A case; where the reference does not know the operator set, a later node that means the same gives the numbers."""
    made, values = node(target, opset, **attributes)
    later, given = node(target, 19, **same_as) if same_as else (made, values)
    one = attributes.get("coordinate_transformation_mode") == "pytorch_half_pixel" and target is TARGETS["one"]
    runner = runtime if one else ReferenceEvaluator
    (expected,) = runner(model(later, given, 19 if same_as else opset, None)).run(None, given)
    expected = np.asarray(expected, np.float32)
    out = io.BytesIO()
    block(out, ("resize_" + name).encode())
    out.write(struct.pack(">dd", 1e-5, 1e-5))
    block(out, model(made, values, opset, expected).SerializeToString())
    for tensors in (values.values(), [expected]):
        out.write(struct.pack(">i", len(tensors)))
        for value in tensors:
            block(out, numpy_helper.from_array(value).SerializeToString())
    return out.getvalue()


def nearest():
    for (at, target), coordinates, rounding in itertools.product(TARGETS.items(), COORDINATES, ROUNDINGS):
        yield case(
            f"nearest_{rounding}_{coordinates}_{at}", target, mode="nearest", nearest_mode=rounding,
            coordinate_transformation_mode=coordinates)


def smooth():
    for (at, target), coordinates, antialias in itertools.product(TARGETS.items(), COORDINATES, (0, 1)):
        yield case(
            f"linear_{coordinates}_{at}{'_antialias' * antialias}", target, mode="linear", antialias=antialias,
            coordinate_transformation_mode=coordinates)
        for excludes, a in itertools.product((0, 1), (-0.75, -0.5)):
            yield case(
                f"cubic{a}_{coordinates}_{at}{'_antialias' * antialias}{'_exclude_outside' * excludes}", target, mode="cubic",
                antialias=antialias, exclude_outside=excludes, cubic_coeff_a=a, coordinate_transformation_mode=coordinates)


def ratios():
    for policy, mode, sizes, axes in itertools.product(
        POLICIES, ("nearest", "linear", "cubic"), ((9, 6), (2, 4), (7, 3)), ((2, 3), (3, 2))):
        yield case(
            f"{mode}_{policy}_{sizes[0]}x{sizes[1]}_axes{axes[0]}{axes[1]}", {"sizes": sizes}, mode=mode, axes=list(axes),
            keep_aspect_ratio_policy=policy)
    for mode in ("nearest", "linear", "cubic"):
        yield case(f"{mode}_scales_axis3", {"scales": (1.8,)}, mode=mode, axes=[3])


def regions():
    for (where, region), mode, (at, target) in itertools.product(
        REGIONS.items(), ("nearest", "linear", "cubic"), TARGETS.items()):
        roi = (0, 0, *region[:2], 1, 1, *region[2:])
        yield case(
            f"{mode}_tf_crop_and_resize_{where}_{at}", target, roi=roi, mode=mode, extrapolation_value=10.0,
            coordinate_transformation_mode="tf_crop_and_resize")
        if "sizes" in target:
            yield case(
                f"{mode}_tf_crop_and_resize_{where}_{at}_axes", {"sizes": target["sizes"][2:]}, roi=region, mode=mode,
                axes=[2, 3], coordinate_transformation_mode="tf_crop_and_resize")


def earlier():
    for opset, (at, target) in itertools.product((11, 13, 18), TARGETS.items()):
        for mode in ("nearest", "linear", "cubic"):
            yield case(f"{mode}_opset{opset}_{at}", target, opset=opset, mode=mode)
    for at, mode in itertools.product(("up", "down"), ("nearest", "linear")):
        meant = {"mode": mode, "nearest_mode": "floor", "coordinate_transformation_mode": "asymmetric"}
        yield case(f"{mode}_opset10_{at}", TARGETS[at], opset=10, same_as=meant, mode=mode)


def main():
    with open(sys.argv[1], "wb") as file, gzip.GzipFile(fileobj=file, mode="wb", mtime=0, filename="") as out:
        for recorded in itertools.chain(nearest(), smooth(), ratios(), regions(), earlier()):
            out.write(recorded)


if __name__ == "__main__":
    main()
