"""Records ONNX's conformance cases as lines of JSON: the graph, its inputs' shapes, its outputs' shapes.

    python conformance.py /usr/share/libonnx-testdata/data --installed > conformance.jsonl

reads Debian's package libonnx-testdata (1.12.0-2) and the cases that the installed onnx package (1.23.1) makes for the
newest operators; of these, not the ones that spell an operator out as others ("expanded").

A line is {"case", "opset", "in", "init", "nodes", "out", "functions"}. A tensor is [name, element type, dims] and, where
it is small and shapes may depend on it, its values. An output's dims are those of the recorded result, not those that
the model declares. Large tensors keep their shape only. Lines that differ in nothing but their case's name are
written once. Needs numpy and onnx; the tests do not.
"""

import glob
import json
import os
import sys

import numpy
import onnx
from onnx import numpy_helper

WHOLE = {onnx.TensorProto.INT64, onnx.TensorProto.INT32, onnx.TensorProto.BOOL, onnx.TensorProto.UINT8}
FRACTIONS = {onnx.TensorProto.FLOAT, onnx.TensorProto.DOUBLE}


def values(tensor):
    """The elements of a small tensor that a shape may depend on, else None."""
    count = int(numpy.prod(tensor.dims)) if tensor.dims else 1
    small = count <= 64 if tensor.data_type in WHOLE else count <= 8 if tensor.data_type in FRACTIONS else False
    if not small:
        return None
    found = [v.item() for v in numpy_helper.to_array(tensor).reshape(-1)]
    whole = [int(v) for v in found] if tensor.data_type in WHOLE else found
    return whole if all(numpy.isfinite(v) for v in whole) else None


def tensor(name, proto):
    found = values(proto)
    return [name, proto.data_type, list(proto.dims)] + ([] if found is None else [found])


def kind(proto):
    """A type: [element type, dims or None], {"seq": type} or {"opt": type}."""
    which = proto.WhichOneof("value")
    if which == "tensor_type":
        t = proto.tensor_type
        dims = [d.dim_value if d.HasField("dim_value") else d.dim_param or None for d in t.shape.dim]
        return [t.elem_type, dims if t.HasField("shape") else None]
    if which == "sequence_type":
        return {"seq": kind(proto.sequence_type.elem_type)}
    if which == "optional_type":
        return {"opt": kind(proto.optional_type.elem_type)}
    return None


def attribute(a):
    if a.ref_attr_name:
        return ["ref", a.ref_attr_name, a.type]
    kinds = onnx.AttributeProto
    if a.type == kinds.INT:
        return ["i", a.i]
    if a.type == kinds.FLOAT:
        return ["f", a.f]
    if a.type == kinds.STRING:
        return ["s", a.s.decode("utf-8", "replace")]
    if a.type == kinds.INTS:
        return ["is", list(a.ints)]
    if a.type == kinds.FLOATS:
        return ["fs", list(a.floats)]
    if a.type == kinds.STRINGS:
        return ["ss", [s.decode("utf-8", "replace") for s in a.strings]]
    if a.type == kinds.TENSOR:
        return ["t", tensor("", a.t)]
    if a.type == kinds.GRAPH:
        return ["g", graph(a.g)]
    if a.type == kinds.TYPE_PROTO:
        return ["type", kind(a.tp)]
    return None


def node(n):
    found = {a.name: attribute(a) for a in n.attribute}
    return [n.op_type, n.domain, list(n.input), list(n.output), {k: v for k, v in found.items() if v is not None}]


def graph(g):
    return {
        "in": [[i.name, kind(i.type)] for i in g.input],
        "init": [tensor(t.name, t) for t in g.initializer],
        "nodes": [node(n) for n in g.node],
        "out": [o.name for o in g.output],
    }


def data(name, proto):
    """What an input or output was: a tensor, a sequence of tensors, or an optional one; None where it is absent."""
    if isinstance(proto, onnx.TensorProto):
        return tensor(name, proto)
    if isinstance(proto, onnx.SequenceProto):
        return [name, {"seq": [tensor("", t)[1:3] for t in proto.tensor_values]}]
    which = {onnx.OptionalProto.TENSOR: "tensor_value", onnx.OptionalProto.SEQUENCE: "sequence_value"}.get(proto.elem_type)
    held = data(name, getattr(proto, which))[1:] if which else None
    return [name, {"opt": held}]


def case(name, model, inputs, outputs):
    g = model.graph
    initialised = {t.name for t in g.initializer}
    named = [i for i in g.input if i.name not in initialised] if len(inputs) < len(g.input) else list(g.input)
    line = {"case": name, "opset": max([o.version for o in model.opset_import if o.domain in ("", "ai.onnx")] or [0])}
    body = graph(g)
    line["in"] = []
    for value, proto in zip(named, inputs):
        found = data(value.name, proto)
        plain = isinstance(proto, onnx.TensorProto)
        line["in"].append(found if plain else [value.name, kind(value.type)])
    line["init"] = body["init"]
    line["nodes"] = body["nodes"]
    line["out"] = []
    for value, proto in zip(g.output, outputs):
        found = data(value.name, proto)
        line["out"].append(found[:3] if isinstance(proto, onnx.TensorProto) else found)
    if model.functions:
        line["functions"] = {
            (f.domain + "." if f.domain not in ("", "ai.onnx") else "") + f.name: {
                "in": [[i, None] for i in f.input],
                "init": [],
                "nodes": [node(n) for n in f.node],
                "out": list(f.output),
            }
            for f in model.functions
        }
    return line


def parsed(path, type_proto):
    which = type_proto.WhichOneof("value")
    proto = {"sequence_type": onnx.SequenceProto, "optional_type": onnx.OptionalProto}.get(which, onnx.TensorProto)()
    with open(path, "rb") as file:
        proto.ParseFromString(file.read())
    return proto


def files(root):
    for model_path in sorted(glob.glob(os.path.join(root, "*", "*", "model.onnx"))):
        folder = os.path.dirname(model_path)
        sets = sorted(glob.glob(os.path.join(folder, "test_data_set_*")))
        if not sets:
            continue
        model = onnx.load(model_path)
        initialised = {t.name for t in model.graph.initializer}
        count = len(glob.glob(os.path.join(sets[0], "input_*.pb")))
        fed = [i for i in model.graph.input if i.name not in initialised]
        fed = fed if count <= len(fed) else list(model.graph.input)
        inputs = [parsed(os.path.join(sets[0], f"input_{i}.pb"), fed[i].type) for i in range(count)]
        outs = len(glob.glob(os.path.join(sets[0], "output_*.pb")))
        outputs = [parsed(os.path.join(sets[0], f"output_{i}.pb"), model.graph.output[i].type) for i in range(outs)]
        yield os.path.basename(folder), model, inputs, outputs


def proto_of(value, type_proto):
    which = type_proto.WhichOneof("value")
    if isinstance(value, (onnx.TensorProto, onnx.SequenceProto, onnx.OptionalProto)):
        return value
    if which == "sequence_type":
        return numpy_helper.from_list([numpy.asarray(v) for v in value])
    if which == "optional_type":
        held = type_proto.optional_type.elem_type
        return numpy_helper.from_optional(
            [numpy.asarray(v) for v in value] if held.HasField("sequence_type") and value is not None else value
        )
    array = numpy_helper.from_array(numpy.asarray(value))
    array.data_type = type_proto.tensor_type.elem_type or array.data_type
    return array


def installed():
    from onnx.backend.test.case.node import collect_testcases

    for found in collect_testcases(None):
        if "_expanded" in found.name:
            continue
        for inputs, outputs in found.data_sets[:1]:
            g = found.model.graph
            fed = [proto_of(v, t.type) for v, t in zip(inputs, g.input)]
            made = [proto_of(v, t.type) for v, t in zip(outputs, g.output)]
            yield found.name, found.model, fed, made


def main():
    seen = set()
    for source in sys.argv[1:]:
        for name, model, inputs, outputs in installed() if source == "--installed" else files(source):
            line = case(name, model, inputs, outputs)
            text = json.dumps({k: v for k, v in line.items() if k not in ("case", "opset")})
            if text not in seen:
                seen.add(text)
                print(json.dumps(line, separators=(",", ":")))


if __name__ == "__main__":
    main()
