"""Records torchvision's networks for NetworksIT: structures without weights, and PyTorch's numbers.

python record_networks.py FOLDER [NAME ...] [form=FORM] (PyTorch 2.13, torchvision, onnx, onnxscript)
FOLDER is torch/src/test/resources/io/vitrine/torch/networks. Vitrine's build and tests never need it.

The weights come from a rule, which RuleWeights.java follows too, so that no weights need to be kept:
element i of the tensor with the name n (as in the state dict) is low + (high - low) u, in 64 bits, then rounded
to 32, where u = (h >> 8) / 2^24, h = mix(seed + (i + 1) 0x9E3779B9), seed = FNV-1a of n's bytes, all in 32 bits,
and mix is the finaliser of MurmurHash3. The range depends on name and shape, see bounds().

Written for each network:
NAME.npz            input side, logits, figures of the input gradient and a sample of it, figures of inner values
NAME_classic.onnx.gz, NAME_dynamo.onnx.gz
                    ONNX by both exporters, not optimised (batch norms stay, names stay), weights declared as external
NAME_folded.onnx.gz ONNX by the older exporter as it does it unasked: batch norms folded into convolutions. A folded
                    weight is declared under a name that says what it is made of: CONVOLUTION+NORM@EPSILON.weight, with a
                    star after the convolution where it has a bias of its own; a matrix stored transposed under NAME^T
NAME.pt2.gz, NAME_traced.pt.gz, NAME_scripted.pt.gz
                    archives in which every weight is one zero that is expanded to its shape
"""
import copy
import gzip
import io
import json
import math
import re
import sys
import tempfile
import warnings
import zipfile

import numpy as np
import onnx
import torch

from export_torchvision import NAMES, network

BATCH = 2
SIDES = {"alexnet": 224, "vgg16_bn": 224, "vit_b_16": 224, "inception_v3": 96}
# Where PyTorch's own ways to convolve choose different maxima (6e-3 apart in googlenet with its norms folded), another image.
IMAGES = {"googlenet": 2}
SAMPLE = 256
INNER = 8


def uniform(name, count):
    """Numbers in [0, 1), the same for the same name."""
    seed = 0x811C9DC5
    for byte in name.encode():
        seed = ((seed ^ byte) * 0x01000193) & 0xFFFFFFFF
    with np.errstate(over="ignore"):
        h = np.uint32(seed) + np.arange(1, count + 1, dtype=np.uint32) * np.uint32(0x9E3779B9)
        h = (h ^ (h >> np.uint32(16))) * np.uint32(0x85EBCA6B)
        h = (h ^ (h >> np.uint32(13))) * np.uint32(0xC2B2AE35)
        h = h ^ (h >> np.uint32(16))
    return (h >> np.uint32(8)).astype(np.float64) / 2**24


def bounds(name, shape):
    """The range of a tensor's numbers: He's for weights, around 1 for scales and variances, around 0 for the rest."""
    if len(shape) >= 2:
        bound = math.sqrt(6.0 / math.prod(shape[1:]))
        return -bound, bound
    if name.endswith(("weight", "running_var")):
        return 0.5, 1.5
    return -0.25, 0.25


def ruled(name, shape):
    low, high = bounds(name, shape)
    values = low + (high - low) * uniform(name, math.prod(shape))
    return torch.from_numpy(values.astype(np.float32).reshape(shape))


def fill(module):
    state = module.state_dict()
    module.load_state_dict(
        {name: ruled(name, tuple(old.shape)) if old.is_floating_point() and name_is_weight(module, name) else old
         for name, old in state.items()}
    )


def name_is_weight(module, name):
    """Parameters and running statistics; other buffers (Swin's relative positions) belong to the structure."""
    return name in dict(module.named_parameters()) or name.endswith(("running_mean", "running_var"))


def hollow(module):
    """Every weight becomes one zero expanded to its shape, which takes no room in an archive."""
    for owner in module.modules():
        for key, old in list(owner._parameters.items()):
            if old is not None:
                owner._parameters[key] = torch.nn.Parameter(torch.zeros(1).expand(old.shape), requires_grad=False)
        for key in ("running_mean", "running_var"):
            if key in owner._buffers:
                owner._buffers[key] = torch.zeros(1).expand(owner._buffers[key].shape)


def watched(module):
    """Some convolutions and linear layers, spread over the network."""
    kinds = (torch.nn.Conv2d, torch.nn.Linear)
    all_of = [name for name, inner in module.named_modules() if type(inner) in kinds and "self_attention" not in name]
    picks = sorted({round(i * (len(all_of) - 1) / (INNER - 1)) for i in range(INNER)})
    return [all_of[i] for i in picks]


def figures(tensor):
    t = tensor.detach().double()
    return np.array([t.sum().item(), t.abs().sum().item(), t.norm().item(), t.abs().max().item()])


def run(module, image, dtype, watch=()):
    """Logits, input gradient of sum(logits * weights), and figures of inner values."""
    module = module.to(dtype)
    x = image.to(dtype, copy=True).requires_grad_()
    inner, handles = {}, []
    for name in watch:
        def note(_, __, made, name=name):
            inner["value/" + name] = figures(made)
            made.register_hook(lambda g: inner.__setitem__("gradient/" + name, figures(g)))
        handles.append(module.get_submodule(name).register_forward_hook(note))
    logits = module(x)
    weights = torch.from_numpy(uniform("score", logits.numel()) * 2 - 1).to(torch.float32).to(dtype)
    (logits * weights.reshape(logits.shape)).sum().backward()
    for handle in handles:
        handle.remove()
    module.float()
    return logits.detach(), x.grad.detach(), inner


def error(found, exact):
    """The largest difference, as a share of the largest number."""
    return ((found.double() - exact).abs().max() / exact.abs().max()).item()


def record(module, image, path, number):
    logits, gradient, inner = run(module, image, torch.float32, watched(module))
    exact_logits, exact_gradient, _ = run(module, image, torch.float64)
    np.savez_compressed(
        path + ".npz",
        side=np.array([image.shape[-1]], np.int64),
        image=np.array([number], np.int64),
        parameters=np.array([sum(p.numel() for p in module.parameters())], np.int64),
        logits=logits.numpy(),
        **gradients(gradient),
        rounding=np.array([error(logits, exact_logits), error(gradient, exact_gradient)]),
        **inner,
    )
    return (f"logits {logits.abs().max():.3g} spread {logits.std(1).mean():.3g} gradient {gradient.abs().max():.3g}"
            f" rounding {error(logits, exact_logits):.1e} {error(gradient, exact_gradient):.1e}")


def pairs(path):
    """The convolutions and batch norms that a recorded file has folded, with the norm's epsilon."""
    with gzip.open(path, "rb") as file:
        model = onnx.load_model(file, load_external_data=False)
    found = (re.fullmatch(r"([^*]+)\*?\+(.+)@([0-9.e-]+)\.weight", tensor.name) for tensor in model.graph.initializer)
    return [(match[1], match[2], float(match[3])) for match in found if match]


def fold(module, folded):
    """The module with the same pairs folded, in the numbers of FoldedNorm.java: scales in 64 bits, then 32 throughout."""
    module = copy.deepcopy(module)
    for path, norm_path, epsilon in folded:
        convolution, norm = module.get_submodule(path), module.get_submodule(norm_path)
        scale = (norm.weight.double() / torch.sqrt(norm.running_var.double() + epsilon)).float()
        own = torch.zeros_like(norm.bias) if convolution.bias is None else convolution.bias
        bias = norm.bias + (own - norm.running_mean) * scale
        convolution.weight = torch.nn.Parameter(convolution.weight * scale.reshape(-1, 1, 1, 1))
        convolution.bias = torch.nn.Parameter(bias)
        owner, _, key = norm_path.rpartition(".")
        setattr(module.get_submodule(owner), key, torch.nn.Identity())
    return module


def record_folded(module, image, path):
    """Adds PyTorch's numbers of the network whose batch norms are folded as the file's are, and how far they are from the rest."""
    with torch.no_grad():
        folded = fold(module, pairs(path + "_folded.onnx.gz"))
    logits, gradient, inner = run(folded, image, torch.float32, watched(folded))
    plain_logits, plain_gradient, _ = run(module, image, torch.float32)
    exact_logits, exact_gradient, _ = run(folded, image, torch.float64)
    apart = np.array([error(logits, plain_logits.double()), error(gradient, plain_gradient.double())])
    rounding = np.array([error(logits, exact_logits), error(gradient, exact_gradient)])
    old = np.load(path + ".npz")
    kept = {name: old[name] for name in old.files if not name.startswith("folded/")}
    added = {"logits": logits.numpy(), "apart": apart, "rounding": rounding, **gradients(gradient), **inner}
    np.savez_compressed(path + ".npz", **kept, **{"folded/" + name: value for name, value in added.items()})
    return f"folded against not folded {apart[0]:.1e} {apart[1]:.1e}, 32 against 64 bits {rounding[0]:.1e} {rounding[1]:.1e}"


def gradients(gradient):
    """Figures of an input's gradient and a sample of it."""
    flat = gradient.reshape(-1)
    sample = (np.arange(SAMPLE, dtype=np.int64) * flat.numel()) // SAMPLE
    return {"gradient": figures(gradient), "gradient_sample": flat[torch.from_numpy(sample)].numpy()}


def packed(path, content):
    with open(path + ".gz", "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=9, mtime=0, filename="") as out:
        out.write(content)


def onnx_structure(file, module, load_external=True):
    """The file's model with the state dict's tensors declared as external data that is nowhere."""
    model = onnx.load(file, load_external_data=load_external)
    names = {name for name in module.state_dict() if name_is_weight(module, name)}
    for tensor in model.graph.initializer:
        if tensor.name in names:
            names.discard(tensor.name)
            tensor.ClearField("raw_data")
            tensor.ClearField("float_data")
            tensor.data_location = onnx.TensorProto.EXTERNAL
            tensor.external_data.add(key="location", value="rule")
    strip_notes(model)
    assert not any(len(t.raw_data) > 65536 for t in model.graph.initializer), "a weight has another name"
    return model.SerializeToString()


def folded_names(module, model):
    """New names for convolutions' folded weights and biases: those of the pair that gives these numbers."""
    convolutions = {n: m for n, m in module.named_modules() if isinstance(m, torch.nn.Conv2d)}
    norms = {n: m for n, m in module.named_modules() if isinstance(m, torch.nn.BatchNorm2d)}
    stored = {tensor.name: tensor for tensor in model.graph.initializer}
    given = {name for name in module.state_dict()}
    renamed = {}
    for node in model.graph.node:
        if node.op_type != "Conv" or len(node.input) < 3 or node.input[1] in given:
            continue
        weight, bias = (onnx.numpy_helper.to_array(stored[name]) for name in node.input[1:3])
        for (a, convolution), (b, norm) in ((c, n) for c in convolutions.items() for n in norms.items()):
            if weight.shape != tuple(convolution.weight.shape) or len(norm.weight) != len(bias):
                continue
            fused = torch.nn.utils.fuse_conv_bn_eval(convolution, norm)
            if np.allclose(fused.weight.detach(), weight, atol=1e-6) and np.allclose(fused.bias.detach(), bias, atol=1e-6):
                pair = f"{a}{'' if convolution.bias is None else '*'}+{b}@{norm.eps:g}"
                renamed[node.input[1]], renamed[node.input[2]] = pair + ".weight", pair + ".bias"
                break
        else:
            raise ValueError(f"{node.name}: no convolution and batch norm give these weights")
    for name, tensor in stored.items():
        if name not in given and name not in renamed and len(tensor.dims) == 2:
            turned = torch.from_numpy(onnx.numpy_helper.to_array(tensor).copy()).t()
            for other, parameter in module.named_parameters():
                if parameter.shape == turned.shape and torch.equal(parameter, turned):
                    renamed[name] = other + "^T"
    return renamed


def folded_structure(file, module):
    model = onnx.load(file)
    renamed = folded_names(module, model)
    for tensor in model.graph.initializer:
        if tensor.name in renamed:
            tensor.name = renamed[tensor.name]
            tensor.ClearField("raw_data")
            tensor.data_location = onnx.TensorProto.EXTERNAL
            tensor.external_data.add(key="location", value="rule")
    for node in model.graph.node:
        for i, name in enumerate(node.input):
            node.input[i] = renamed.get(name, name)
    onnx.save(model, file)
    return onnx_structure(file, module, load_external=False)


def strip_notes(model):
    """Stack traces and sources of single nodes, most of the newer exporter's file."""
    for node in model.graph.node:
        kept = [p for p in node.metadata_props if p.key in ("pkg.torch.onnx.name_scopes", "pkg.torch.onnx.class_hierarchy")]
        del node.metadata_props[:]
        node.metadata_props.extend(kept)
        node.ClearField("doc_string")
    for value in (*model.graph.value_info, *model.graph.input, *model.graph.output, *model.graph.initializer):
        del value.metadata_props[:]
    del model.metadata_props[:]


def bare(archive):
    """An archive without sample inputs and without notes on where in whose source an operator stands.

    Members are not compressed, so that compressing the whole finds what they share.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            if "/sample_inputs/" in name or name.endswith(".debug_pkl"):
                continue
            content = old.read(name)
            if name.endswith("models/model.json"):
                content = without_traces(content)
            elif "/code/" in name and name.endswith(".py"):
                content = re.sub(rb" *# [^\n]*\.py:\d+:\d+\n", b"\n", content)
            new.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def without_traces(program):
    """A program's JSON without the traces of the Python calls behind each node."""
    parsed = json.loads(program)
    for node in parsed["graph_module"]["graph"]["nodes"]:
        node["metadata"] = {k: v for k, v in node["metadata"].items() if k == "nn_module_stack"}
    return json.dumps(parsed, separators=(",", ":")).encode()


def forms(name, module, image, folder):
    batch = torch.export.Dim("batch")
    path = f"{folder}/{name}"
    with tempfile.TemporaryDirectory() as scratch:
        def classic():
            torch.onnx.export(
                module, (image,), scratch + "/a.onnx", dynamo=False, dynamic_axes={"x": {0: "N"}}, input_names=["x"],
                do_constant_folding=False, training=torch.onnx.TrainingMode.PRESERVE)
            packed(path + "_classic.onnx", onnx_structure(scratch + "/a.onnx", module))

        def dynamo():
            torch.onnx.export(
                module, (image,), scratch + "/b.onnx", dynamo=True, dynamic_shapes=({0: batch},), optimize=False,
                verbose=False, external_data=False)
            packed(path + "_dynamo.onnx", onnx_structure(scratch + "/b.onnx", module))

        def folded():
            torch.onnx.export(
                module.eval(), (image,), scratch + "/f.onnx", dynamo=False, dynamic_axes={"x": {0: "N"}}, input_names=["x"])
            packed(path + "_folded.onnx", folded_structure(scratch + "/f.onnx", module))

        yield "classic", classic
        if any(isinstance(inner, torch.nn.BatchNorm2d) for inner in module.modules()):
            yield "folded", folded
            yield "folded_numbers", lambda: print(" ", record_folded(module, image, path), flush=True)
        yield "dynamo", dynamo
        yield "hollow", lambda: hollow(module)

        def pt2():
            torch.export.save(torch.export.export(module, (image,), dynamic_shapes=({0: batch},)), scratch + "/c.pt2")
            packed(path + ".pt2", bare(scratch + "/c.pt2"))

        def traced():
            torch.jit.trace(module, image, check_trace=False).save(scratch + "/d.pt")
            packed(path + "_traced.pt", bare(scratch + "/d.pt"))

        def scripted():
            torch.jit.script(module).save(scratch + "/e.pt")
            packed(path + "_scripted.pt", bare(scratch + "/e.pt"))

        yield "pt2", pt2
        yield "traced", traced
        yield "scripted", scripted


def main(folder, names, only):
    warnings.simplefilter("ignore")
    torch.set_num_threads(2)
    for name in names or NAMES:
        module = network(name)
        fill(module)
        side = SIDES.get(name, 64)
        rule = "image" + str(IMAGES.get(name, ""))
        image = (torch.from_numpy(uniform(rule, BATCH * 3 * side * side)) * 4 - 2).float().reshape(BATCH, 3, side, side)
        print(name, "" if only else record(module, image, f"{folder}/{name}", IMAGES.get(name, 1)), flush=True)
        for form, make in forms(name, module, image, folder):
            if only and form != only:
                continue
            try:
                make()
            except Exception as problem:
                print(" ", form, "failed:", str(problem).splitlines()[0][:150], flush=True)


if __name__ == "__main__":
    chosen = sys.argv[2:]
    one = [argument[len("form=") :] for argument in chosen if argument.startswith("form=")]
    main(sys.argv[1], [argument for argument in chosen if not argument.startswith("form=")], one[0] if one else None)
