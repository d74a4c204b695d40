"""Writes this folder's files with PyTorch and records in expected.txt what PyTorch reads from them.

Run in this folder: python make_fixtures.py (PyTorch 2.13 and NumPy). Needed only to change a fixture.
Values are multiples of 1/16 between -2 and 2, which every type here holds exactly.
"""
import io
import zipfile
import numpy as np
import torch
from torch import nn


def fill(tensor, seed):
    count = tensor.numel()
    values = [((i * 37 + seed * 11) % 64 - 32) / 16 for i in range(count)]
    with torch.no_grad():
        if tensor.dtype == torch.bool:
            tensor.copy_(torch.tensor([v > 0 for v in values]).reshape(tensor.shape))
        elif not (tensor.is_floating_point() or tensor.is_complex()):
            tensor.copy_(torch.tensor([int(abs(v) * 16) for v in values]).reshape(tensor.shape))
        else:
            tensor.copy_(torch.tensor(values, dtype=torch.float64).reshape(tensor.shape))
    return tensor


def filled(module):
    for seed, tensor in enumerate(list(module.parameters()) + list(module.buffers())):
        fill(tensor, seed)
    return module


def stage(inputs, outputs):
    return [nn.Conv2d(inputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs), nn.ReLU()]


class Vgg(nn.Module):
    """The article's class, narrow and with two stages: each is registered twice."""

    def __init__(self):
        super().__init__()
        self.layer1 = nn.Sequential(*stage(1, 2), nn.MaxPool2d(2))
        self.layer2 = nn.Sequential(*stage(2, 3), nn.MaxPool2d(2))
        self.conv = nn.Sequential(self.layer1, self.layer2)
        self.fc = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Dropout(), nn.Linear(4, 2))
        self.register_buffer("passing", torch.ones(2), persistent=False)


class Tiny(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer1 = nn.Sequential(*stage(1, 2))
        self.fc = nn.Linear(2, 3)


class Named(torch.Tensor):
    """A tensor's subclass of no framework."""


def checkpoint():
    model = filled(nn.DataParallel(Tiny()))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.25, momentum=0.5)
    for parameter in model.parameters():
        parameter.grad = torch.ones_like(parameter)
    optimizer.step()
    filled(model)
    return {
        "epoch": 3,
        "best": 0.5,
        "arch": "tiny",
        "state_dict": model.state_dict(),
        "optimizer": optimizer.state_dict(),
    }


def dtypes():
    names = ("float64 float32 float16 bfloat16 int64 int32 int16 int8 uint8 uint16 uint32 uint64 bool"
             " complex64 complex128 float8_e4m3fn float8_e5m2").split()
    made = {}
    for i, name in enumerate(names):
        values = fill(torch.zeros(2, 3, dtype=torch.float64), i) * (16 if "int" in name else 1)
        made[name] = (values.abs() if name.startswith("uint") else values).to(getattr(torch, name))
    return made


def views():
    base = fill(torch.zeros(4, 6), 1)
    return {
        "base": base,
        "again": base,
        "transposed": base.t(),
        "block": base[1:3, 2:5],
        "columns": base[:, ::2],
        "row": base[2],
        "expanded": base[0, :3].expand(2, 3),
        "channels_last": fill(torch.zeros(1, 2, 2, 2), 2).contiguous(memory_format=torch.channels_last),
        "scalar": torch.tensor(0.5),
        "empty": torch.zeros(0, 3),
        "untied": base.clone(),
    }


def special():
    return {
        "plain": torch.tensor([0.5]),
        "quantised": torch.quantize_per_tensor(torch.ones(2, 2), 0.5, 0, torch.qint8),
        "sparse": torch.eye(3).to_sparse(),
        "conjugated": torch.ones(2, dtype=torch.complex64).conj(),
        "meta": torch.ones(2, 3, device="meta"),
    }


def parameters():
    with_state = nn.Parameter(torch.tensor([0.5, 1.0]))
    with_state.note = "kept"
    named = torch.tensor([0.25]).as_subclass(Named)
    named.note = "kept"
    return {"parameter": nn.Parameter(torch.tensor([1.5])), "with_state": with_state, "named": named,
            "list": [torch.tensor([2.0]), {"deep": torch.tensor([3])}]}


def save(name, value, **options):
    torch.save(value, name, **options)


def no_source(_):
    raise OSError("the old layout carries the classes' source, PyTorch's own too, unless there is none")


def rezipped(source, target, change=lambda name, data: data, method=zipfile.ZIP_STORED):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", method) as new:
        for item in old.infolist():
            entry = zipfile.ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = method
            new.writestr(entry, change(item.filename, old.read(item)))


def big_endian(name, data):
    if name.endswith("/byteorder"):
        return b"big"
    return np.frombuffer(data, "<u4").byteswap().tobytes() if "/data/" in name else data


def numbers(tensor):
    flat = torch.view_as_real(tensor.resolve_conj()).flatten() if tensor.is_complex() else tensor.flatten()
    return [float(v) for v in flat.to(torch.float64)]


def row(name, tensor):
    kind = str(tensor.dtype).replace("torch.", "").replace("float8_e", "float8e")
    shape = "(" + ", ".join(str(n) for n in tensor.shape) + ")"
    if kind.startswith("q") or tensor.is_sparse or tensor.is_meta or tensor.is_conj():
        return f"{name} {kind if not tensor.is_sparse else 'sparse_tensor'}{shape} not read"
    values = numbers(tensor)
    shown = " ".join(repr(v) for v in values) if len(values) <= 12 else " ".join(
        [repr(v) for v in values[:4]] + ["...", repr(values[-1]), f"sum {sum(values)!r}"])
    return f"{name} {kind}{shape}: {shown}".rstrip()


def flat(value, path=""):
    if isinstance(value, torch.Tensor):
        yield path, value
    elif isinstance(value, nn.Module):
        yield from value.state_dict(keep_vars=True).items()
    elif isinstance(value, (dict, list, tuple)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(key, (str, int)):
                yield from flat(inner, f"{path}.{key}" if path else str(key))


def view(tensor):
    special_kind = tensor.is_sparse or tensor.is_quantized or tensor.is_meta or tensor.numel() == 0
    return id(tensor) if special_kind else (
        tensor.untyped_storage().data_ptr(), tensor.storage_offset(), tuple(tensor.shape), tensor.stride())


def record(name, out):
    print(f"## {name}", file=out)
    firsts = {}
    value = torch.load(name, weights_only=False)
    kept = list(flat(value, "tensor" if isinstance(value, torch.Tensor) else ""))
    for path, tensor in kept:
        first = firsts.setdefault(view(tensor), path)
        print(row(path, tensor) if first == path else f"{path} tied to {first}", file=out)


FILES = {
    "state_dict.pth": lambda n: save(n, filled(Tiny()).state_dict()),
    "state_dict_stream.pth": lambda n: save(n, filled(Tiny()).state_dict(), _use_new_zipfile_serialization=False),
    "checkpoint.pth": lambda n: save(n, checkpoint()),
    "module.pth": lambda n: save(n, filled(Vgg())),
    "module_stream.pth": lambda n: save(n, filled(Vgg()), _use_new_zipfile_serialization=False),
    "dtypes.pth": lambda n: save(n, dtypes()),
    "views.pth": lambda n: save(n, views()),
    "views_stream.pth": lambda n: save(n, views(), _use_new_zipfile_serialization=False),
    "special.pth": lambda n: save(n, special()),
    "parameters.pth": lambda n: save(n, parameters()),
    "protocol3.pth": lambda n: save(n, parameters(), pickle_protocol=3),
    "protocol4.pth": lambda n: save(n, parameters(), pickle_protocol=4),
    "protocol5.pth": lambda n: save(n, parameters(), pickle_protocol=5),
    "tensor.pth": lambda n: save(n, torch.tensor([0.5, -1.0])),
    "big_endian.pth": lambda n: rezipped("views.pth", n, big_endian),
    "deflated.pth": lambda n: rezipped("views.pth", n, method=zipfile.ZIP_DEFLATED),
}

if __name__ == "__main__":
    torch.serialization.get_source_lines_and_file = no_source
    torch.serialization.add_safe_globals([Vgg, Tiny, Named])
    with io.open("expected.txt", "w", newline="\n") as out:
        for file, make in FILES.items():
            make(file)
            record(file, out)
