"""Records ONNX's node cases that are newer than operator set 17 for LaterOperatorsIT.

Run with Python and the package onnx (1.23.1 was used):  python later_operators.py OUTPUT

OUTPUT (later_operators.bin.gz) is a gzip stream of cases, each: name, relative and absolute tolerance, model, inputs,
outputs. Texts and messages have their length in front (4 bytes, big-endian), lists their count; messages are ONNX's own.
Cases are left out that expand a function (they test other operators), that draw at random, that decode pictures, that
repeat another in an older operator set, or that take more than 12,000 bytes.
"""

import gzip
import io
import struct
import sys
import warnings

import numpy as np
import onnx
from onnx import numpy_helper
from onnx.backend.test.case.node import collect_testcases

LARGEST = 12000
SKIPPED = ("_expanded", "test_bernoulli", "test_training_dropout", "test_image_decoder")


def message(value, declared):
    kind = declared.type.WhichOneof("value")
    if isinstance(value, onnx.TensorProto):
        return value.SerializeToString()
    if kind == "sequence_type":
        return numpy_helper.from_list(value).SerializeToString()
    if kind == "optional_type":
        return numpy_helper.from_optional(value).SerializeToString()
    return numpy_helper.from_array(np.asarray(value)).SerializeToString()


def block(out, content):
    out.write(struct.pack(">i", len(content)))
    out.write(content)


def case(test):
    graph = test.model.graph
    inputs, outputs = test.data_sets[0]
    out = io.BytesIO()
    block(out, test.name.encode())
    out.write(struct.pack(">dd", test.rtol or 1e-3, test.atol or 1e-7))
    block(out, test.model.SerializeToString())
    for values, declared in ((inputs, graph.input), (outputs, graph.output)):
        out.write(struct.pack(">i", len(values)))
        for value, name in zip(values, declared):
            block(out, message(value, name))
    return out.getvalue()


def is_later(test):
    opsets = {entry.domain: entry.version for entry in test.model.opset_import}
    return opsets.get("", 0) > 17 or "ai.onnx.ml" in opsets


def main():
    warnings.filterwarnings("ignore")
    tests = [t for t in collect_testcases(None) if is_later(t) and not any(s in t.name for s in SKIPPED)]
    with open(sys.argv[1], "wb") as file, gzip.GzipFile(fileobj=file, mode="wb", mtime=0, filename="") as out:
        for recorded in (case(test) for test in tests):
            if len(recorded) <= LARGEST:
                out.write(recorded)


main()
