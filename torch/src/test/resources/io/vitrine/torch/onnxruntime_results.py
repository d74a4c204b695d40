"""Runs the cases of ConformanceIT in ONNX Runtime and records what came of each.

Run with Python and the packages onnx and onnxruntime (1.30.0 was used):
    python onnxruntime_results.py SUITE later_operators.bin.gz OUTPUT
SUITE is the folder "data" of libonnx-testdata (/usr/share/libonnx-testdata/data).

OUTPUT (onnxruntime_results.tsv) has a first line with the version and then a line for each case: group, name, result.
Results: "passes"; "refused" (no session: an operator or type has no kernel, or the model is held to be invalid);
"stopped" (the run gave an error); "differs" (type, shape or a number); "crashed" (the process ended, or ran for more
than a minute). The comparison is ConformanceIT's: types and shapes exactly, numbers within 1e-7 + 1e-3 of the expected
or within the recorded case's own tolerance. Of cases drawn at random type and shape are compared.

The processor's provider alone is used. Types that NumPy lacks are given as their bits and read behind a Cast. A model
whose version of the file format is newer than the runtime knows is declared older, and operator sets that are not
released are allowed, so that its operators count and not the number in its head. The locale en_US.UTF-8 must be there
(StringNormalizer asks for it).
"""

import gzip
import io
import os
import signal
import struct
import sys
import warnings

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, numpy_helper

GROUPS = ("node", "simple", "pytorch-converted", "pytorch-operator")
LATER = "later operators, recorded"
LIMIT_S = 60
LATEST_IR = 13
BITS = {
    TensorProto.BFLOAT16: 16,
    TensorProto.FLOAT8E4M3FN: 8,
    TensorProto.FLOAT8E4M3FNUZ: 8,
    TensorProto.FLOAT8E5M2: 8,
    TensorProto.FLOAT8E5M2FNUZ: 8,
    TensorProto.FLOAT8E8M0: 8,
    TensorProto.FLOAT4E2M1: 4,
    TensorProto.UINT4: 4,
    TensorProto.INT4: 4,
    TensorProto.UINT2: 2,
    TensorProto.INT2: 2,
}
NAMES = {onnx.helper.tensor_dtype_to_np_dtype(elements).name for elements in BITS}


def is_random(name):
    return name.startswith("test_bernoulli") or (name.startswith("test_training_dropout") and "zero_ratio" not in name)


def elements(declared):
    return declared.type.tensor_type.elem_type if declared.type.WhichOneof("value") == "tensor_type" else 0


def parsed(content, declared):
    kind = declared.type.WhichOneof("value")
    if kind == "sequence_type":
        return numpy_helper.to_list(onnx.SequenceProto.FromString(content))
    if kind == "optional_type":
        return numpy_helper.to_optional(onnx.OptionalProto.FromString(content))
    array = numpy_helper.to_array(onnx.TensorProto.FromString(content))
    if elements(declared) == TensorProto.BFLOAT16 and array.dtype == np.uint16:
        return array.view(onnx.helper.tensor_dtype_to_np_dtype(TensorProto.BFLOAT16))
    return array


def given(value, declared):
    """Types that NumPy lacks go in as their bits: a whole one in each place, or several packed into the first places."""
    bits = BITS.get(elements(declared))
    if bits is None:
        return value
    if bits >= 8:
        held = np.ascontiguousarray(value).view(np.uint16 if bits == 16 else np.uint8)
    else:
        each = np.ascontiguousarray(value).view(np.uint8).reshape(-1) & (2**bits - 1)
        places = 8 // bits
        padded = np.zeros(-(-each.size // places) * places, np.uint8)
        padded[: each.size] = each
        packed = np.bitwise_or.reduce([padded[i::places] << (bits * i) for i in range(places)])
        held = np.zeros(value.shape, np.uint8)
        held.reshape(-1)[: packed.size] = packed
    return ort.OrtValue.ortvalue_from_numpy_with_onnx_type(held, elements(declared))


def readable(model):
    """The model with a Cast to 32 bits behind each output that NumPy could not hold, in a form the runtime admits."""
    model.ir_version = min(model.ir_version, LATEST_IR)
    for output in model.graph.output:
        if elements(output) in BITS:
            name = output.name + "_as_float"
            model.graph.node.append(onnx.helper.make_node("Cast", [output.name], [name], to=TensorProto.FLOAT))
            output.name = name
            output.type.tensor_type.elem_type = TensorProto.FLOAT
    return model.SerializeToString()


def same(expected, found, relative, absolute, drawn):
    if expected is None or found is None:
        return expected is None and found is None
    if isinstance(expected, list):
        pairs = isinstance(found, list) and len(found) == len(expected) and zip(expected, found)
        return bool(pairs is not False and all(same(a, b, relative, absolute, drawn) for a, b in pairs))
    expected, found = np.asarray(expected), np.asarray(found)
    if expected.dtype.name in NAMES:
        expected = expected.astype(np.float32)
    if expected.shape != found.shape or (expected.dtype != found.dtype and expected.dtype.kind not in "OUS"):
        return False
    if drawn:
        return True
    if expected.dtype.kind in "OUS":
        decoded = [v.decode() if isinstance(v, bytes) else v for v in expected.reshape(-1).tolist()]
        return decoded == found.reshape(-1).tolist()
    return close(expected, found, relative, absolute)


def close(expected, found, relative, absolute):
    wide = np.complex128 if expected.dtype.kind == "c" else np.float64
    return bool(np.allclose(found.astype(wide), expected.astype(wide), rtol=relative, atol=absolute, equal_nan=True))


def result(case):
    name, content, sets, relative, absolute = case
    model = onnx.load_model_from_string(content)
    declared_outputs = list(onnx.load_model_from_string(content).graph.output)
    try:
        session = ort.InferenceSession(readable(model), providers=["CPUExecutionProvider"])
    except Exception:
        return "refused"
    names = [output.name for output in session.get_outputs()]
    for inputs, outputs in sets:
        try:
            feed = {d.name: given(parsed(c, d), d) for d, c in zip(model.graph.input, inputs)}
            feed = {k: v for k, v in feed.items() if v is not None}
            if any(isinstance(v, ort.OrtValue) for v in feed.values()):
                held = {k: v if isinstance(v, ort.OrtValue) else ort.OrtValue.ortvalue_from_numpy(v) for k, v in feed.items()}
                found = [v.numpy() for v in session.run_with_ort_values(names, held)]
            else:
                found = session.run(names, feed)
        except Exception:
            return "stopped"
        for d, c, value in zip(declared_outputs, outputs, found):
            if not same(parsed(c, d), value, relative, absolute, is_random(name)):
                return "differs"
    return "passes"


def suite(folder):
    for group in GROUPS:
        for name in sorted(os.listdir(os.path.join(folder, group))):
            path = os.path.join(folder, group, name)
            sets = [
                tuple(numbered(os.path.join(path, entry), kind) for kind in ("input", "output"))
                for entry in sorted(os.listdir(path))
                if os.path.isdir(os.path.join(path, entry))
            ]
            yield group, (name, open(os.path.join(path, "model.onnx"), "rb").read(), sets, 1e-3, 1e-7)


def numbered(folder, kind):
    contents = []
    while os.path.exists(path := os.path.join(folder, f"{kind}_{len(contents)}.pb")):
        contents.append(open(path, "rb").read())
    return contents


def recorded(file):
    stream = io.BytesIO(gzip.open(file).read())

    def block():
        return stream.read(struct.unpack(">i", stream.read(4))[0])

    def blocks():
        return [block() for _ in range(struct.unpack(">i", stream.read(4))[0])]

    end = len(stream.getbuffer())
    while stream.tell() < end:
        name = block().decode()
        relative, absolute = struct.unpack(">dd", stream.read(16))
        model, inputs, outputs = block(), blocks(), blocks()
        yield LATER, (name, model, [(inputs, outputs)], relative, absolute)


def apart(case):
    """The result, found in a process of its own: a fault in native code ends only that."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(LIMIT_S)
        os.write(write, result(case).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        text = pipe.read().decode()
    os.waitpid(child, 0)
    return text or "crashed"


def main():
    warnings.filterwarnings("ignore")
    os.environ["ALLOW_RELEASED_ONNX_OPSET_ONLY"] = "0"
    ort.set_default_logger_severity(4)
    folder, later, output = sys.argv[1:4]
    with open(output, "w", encoding="utf-8") as out:
        out.write(f"onnxruntime {ort.__version__}\n")
        for cases in (suite(folder), recorded(later)):
            for group, case in cases:
                out.write(f"{group}\t{case[0]}\t{apart(case)}\n")


main()
