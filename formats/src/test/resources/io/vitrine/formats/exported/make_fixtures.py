"""Writes this folder's files with PyTorch and records what PyTorch computes with them.

Run in this folder: python make_fixtures.py (PyTorch 2.13, NumPy). Needed only to change a fixture.
Beside each NAME.pt2 or NAME.pt lies NAME.npz with the inputs (by name) and the outputs (out0, out1, ...).
expected.txt has the number of elements that PyTorch counts as parameters, a line a file.
The files older.pt2 and middle.pt2 hold cnn.pt2 in the layouts of PyTorch 2.2 to 2.6 and 2.7 to 2.8.
"""
import io
import json
import zipfile
import numpy as np
import torch
from torch import nn
from torch._higher_order_ops.associative_scan import associative_scan_op
from torch._higher_order_ops.map import map as control_flow_map
from torch._higher_order_ops.scan import scan
from torch._higher_order_ops.while_loop import while_loop
from torch.nn import functional as F

BATCH = torch.export.Dim("batch")


class Block(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.bn = nn.BatchNorm2d(channels)

    def forward(self, x):
        return torch.relu(x + self.bn(self.conv(x)))


class Cnn(nn.Module):
    """Residual blocks between a stem and a linear layer."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(1, 4, 3, stride=2, padding=1), nn.ReLU(), nn.MaxPool2d(2))
        self.blocks = nn.Sequential(Block(4), Block(4))
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.drop = nn.Dropout(0.3)
        self.fc = nn.Linear(4, 3)

    def forward(self, x):
        x = self.pool(self.blocks(self.stem(x)))
        return self.fc(self.drop(torch.flatten(x, 1)))


class Transformer(nn.Module):
    """Token and position embeddings, one block of attention, a head that is tied to the embedding."""

    def __init__(self):
        super().__init__()
        self.token = nn.Embedding(11, 8)
        self.position = nn.Embedding(6, 8)
        self.register_buffer("places", torch.arange(6))
        self.norm1 = nn.LayerNorm(8)
        self.attention = nn.MultiheadAttention(8, 2, batch_first=True)
        self.norm2 = nn.LayerNorm(8)
        self.mlp = nn.Sequential(nn.Linear(8, 16), nn.GELU(), nn.Linear(16, 8))
        self.head = nn.Linear(8, 11, bias=False)
        self.head.weight = self.token.weight

    def forward(self, ids):
        x = self.token(ids) + self.position(self.places)
        y = self.norm1(x)
        x = x + self.attention(y, y, y, need_weights=False)[0]
        x = x + self.mlp(self.norm2(x))
        return F.log_softmax(self.head(x), dim=-1)


class Recurrent(nn.Module):
    """Two layers of a two-way LSTM, then a GRU, then its last step."""

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(3, 4, num_layers=2, bidirectional=True, batch_first=True)
        self.gru = nn.GRU(8, 5, batch_first=True)
        self.fc = nn.Linear(5, 2)

    def forward(self, x):
        x, _ = self.lstm(x)
        x, _ = self.gru(x)
        return self.fc(x[:, -1])


class Mixed(nn.Module):
    """Convolutions of other kinds, and operators that move, cut, join and reduce."""

    def __init__(self):
        super().__init__()
        self.depth = nn.Conv2d(4, 4, 3, padding="same", groups=4)
        self.up = nn.ConvTranspose2d(4, 2, 2, stride=2)
        self.group = nn.GroupNorm(2, 4)
        self.prelu = nn.PReLU(4)
        self.line = nn.Conv1d(8, 3, 3, dilation=2)
        self.rms = nn.RMSNorm(9)

    def forward(self, x):
        a = F.silu(self.depth(x))
        b = F.hardtanh(self.prelu(self.group(x)), -1.0, 1.5)
        c = torch.cat([a, b], 1)
        d, e = c.split([2, 6], dim=1)
        f = F.interpolate(self.up(c[:, 2:6]), scale_factor=0.5, mode="nearest")
        g = F.interpolate(e, size=(3, 5), mode="bilinear", align_corners=False)
        h = F.avg_pool2d(F.pad(d, (1, 1, 0, 2), value=0.5), 3, stride=2, count_include_pad=False)
        i = torch.where(f > 0.1, f * 2, f - 1) / (f.abs().amax(dim=(2, 3), keepdim=True) + 1)
        j = self.rms(self.line(c.mean(3).permute(0, 2, 1).transpose(1, 2).repeat(1, 1, 2)[..., :13]))
        k = torch.softmax(g.flatten(2).sum(1), 1).unsqueeze(1).clamp(min=0.01)
        return h, i.pow(2).sqrt(), j, torch.stack([k, k.exp()], 1).squeeze(2), F.gelu(c, approximate="tanh")


class Raw(nn.Module):
    """An operator that ONNX has no word for, between two that it has."""

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(6, 6)
        self.last = nn.Linear(6, 2)

    def forward(self, x):
        return self.last(torch.special.bessel_j0(F.relu(self.first(x))))


class Adaptive(nn.Module):
    """Functions with a condition on an attribute and a size of the input; scripted, not traced."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 4, 3)
        self.bn = nn.BatchNorm2d(4, affine=False)
        self.layers = nn.ModuleList([nn.Linear(4, 4), nn.Linear(4, 4)])
        self.scale = 0.5
        self.skip = True

    def forward(self, x):
        x = F.relu(self.bn(self.conv(x)), inplace=True)
        x = x.view(x.size(0), x.size(1), -1).mean(2)
        for layer in self.layers:
            y = torch.sigmoid(layer(x))
            if self.skip:
                y += x * self.scale
            x = y
        return x


class Looping(nn.Module):
    """A loop whose length depends on a number in the data, which no graph of ours can say."""

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(4, 4)
        self.again = Again()

    def forward(self, x):
        return self.again(self.first(x))


class Again(nn.Module):
    def __init__(self):
        super().__init__()
        self.step = nn.Linear(4, 4)

    def forward(self, x):
        while bool(x.sum() > 1.0):
            x = torch.tanh(self.step(x)) * 0.5
        return x


class Choosing(nn.Module):
    """A condition on the data, whose branches read the modules around them."""

    def __init__(self):
        super().__init__()
        self.warm = nn.Linear(4, 3)
        self.cold = nn.Linear(4, 3)
        self.head = nn.Linear(3, 2)

    def forward(self, x):
        def warm(x):
            return torch.relu(self.warm(x)), x.mean(1)

        def cold(x):
            return self.cold(x) * 2 + 1, x.amax(1)

        y, z = torch.cond(x.sum() > 0, warm, cold, (x,))
        return self.head(y) + z.unsqueeze(1)


class Rounds(nn.Module):
    """Loops, scans and maps, one in another, whose bodies read parameters and values around them."""

    def __init__(self):
        super().__init__()
        self.step = nn.Linear(4, 4)
        self.gate = nn.Parameter(torch.zeros(4, 4))
        self.last = nn.Linear(4, 2)

    def forward(self, x):
        scale = torch.sigmoid(x).mean()

        def unfinished(count, y):
            return (count < 3) & (y.abs().sum() < 100)

        def again(count, y):
            return count + 1, torch.tanh(self.step(y)) * scale + y

        _, y = while_loop(unfinished, again, (torch.zeros((), dtype=torch.int64), x))

        def along(state, part):
            def warm(s, p):
                return torch.tanh(p @ self.gate + s)

            def cold(s, p):
                return s - p * scale

            state = torch.cond(part.sum() > 0, warm, cold, (state, part))
            return state, state * 2

        state, parts = scan(along, torch.zeros(4), x, dim=0)
        _, back = scan(lambda s, p: (s * 0.5 + p, s + p), torch.zeros(5), x, dim=1, reverse=True)
        mapped = control_flow_map(lambda part: torch.relu(self.last(part)) + scale, parts)
        return mapped + self.last(state), back, y


class Prefix(nn.Module):
    """An associative scan; the operator is called by itself, since on a CPU its function unrolls it."""

    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.zeros(4), requires_grad=False)

    def forward(self, x, y):
        made = associative_scan_op(lambda a, b, c, d, w: (a * c * w, b + d), (x, y), (self.w,))
        return made[0], made[1]


class Quiet(nn.Module):
    """A part without gradients, which an export holds as a graph of its own."""

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(4, 3)
        self.last = nn.Linear(3, 2)

    def forward(self, x):
        with torch.no_grad():
            y = torch.relu(self.first(x))
        return self.last(y)


class Counting(nn.Module):
    """Loops that carry sizes of the input as plain numbers; loops, scans, maps and conditions that read them."""

    def __init__(self):
        super().__init__()
        self.step = nn.Linear(4, 4).requires_grad_(False)  # a loop that carries numbers has no gradients

    def forward(self, x):
        n = x.shape[0]

        def unfinished(i, j, y):
            return i * j > 8

        def again(i, j, y):
            return i - 1, j + 2 * i, torch.tanh(self.step(y)) * 0.25 + y + j

        i, j, y = while_loop(unfinished, again, (n, n * 2 + 1, x))
        _, z = while_loop(
            lambda c, z: c < n, lambda c, z: (c + 1, z * 0.5 + n), (torch.zeros((), dtype=torch.int64), y)
        )
        state, parts = scan(lambda s, p: (s * 0.5 + p * n, s + p - n), torch.zeros(4), z, dim=0)
        mapped = control_flow_map(lambda part: torch.relu(part) / n, parts)
        signed = torch.cond(x.sum() > 0, lambda x: x * n, lambda x: x - n, (x,))
        long = torch.cond(n > 4, lambda x: x * 2, lambda x: x - 1, (x,))
        return y + i - j, mapped + state, signed, long


class Autocast(nn.Module):
    """A part that autocast rounds, with one inside that it does not, between parts in 32 bits."""

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(6, 8)
        self.conv = nn.Conv1d(1, 3, 3, padding=1)
        self.bn = nn.BatchNorm1d(3)
        self.norm = nn.LayerNorm(8)
        self.query = nn.Linear(8, 8, bias=False)
        self.exact = nn.Linear(8, 4)
        self.last = nn.Linear(4, 2)

    def forward(self, x):
        h = torch.tanh(self.first(x))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            y = F.gelu(self.norm(self.query(h)))
            z = self.bn(self.conv(y.unsqueeze(1))).mean(1)
            both = torch.cat([z, h], 0)
            weights = torch.softmax(both @ both.t() / 3, dim=1)
            found = F.scaled_dot_product_attention(y.unsqueeze(0), y.unsqueeze(0), both.unsqueeze(0)[:, : y.shape[0]])
            with torch.autocast("cpu", enabled=False):
                e = self.exact(h + found.squeeze(0).float())
            out = torch.sigmoid(self.last(e))
            mixed = weights @ both
        return out, e, mixed, h.sum(1)


class Writing(nn.Module):
    """Writes in place, into views and copies of what was and will be read; each sum that is returned would show a leak."""

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(4, 4)

    def forward(self, x):
        a = self.first(x)
        copy = a.clone()
        copy.add_(1.0)  # a stays
        before = a * 2.0  # read before the write below
        row = a[1]
        rows = a[0:2]
        flat = a.view(-1)
        turned = a.t()
        left, right = a[:, :2], a[:, 2:]
        a.mul_(3.0)  # all views see it, the copy and the product do not
        row.add_(10.0)  # a and all its views see it
        after = a + 0.0
        flat[2:4].copy_(torch.zeros(2))  # a view of a view
        turned[3].sub_(0.5)  # a column of a
        left.add_(100.0)  # a piece of a
        dense = turned.contiguous()
        dense.add_(1000.0)  # a copy: a stays
        part = copy[:, 1:3]
        part.mul_(-1.0)
        return a, copy, before, after, row + 0.0, rows + 0.0, flat + 0.0, right + 0.0, dense


def filled(module, seed):
    torch.manual_seed(seed)
    with torch.no_grad():
        for name, tensor in list(module.named_parameters()) + list(module.named_buffers()):
            if tensor.is_floating_point():
                low = 0.5 if name.endswith("running_var") else -0.5
                tensor.copy_(torch.rand(tensor.shape) * 1.0 + low)
    return module.eval()


def record(name, module, inputs):
    outputs = module(*inputs.values())
    outputs = outputs if isinstance(outputs, tuple) else (outputs,)
    arrays = {k: v.numpy() for k, v in inputs.items()}
    outputs = [v.float() if v.dtype == torch.bfloat16 else v for v in outputs]
    arrays.update({f"out{i}": v.detach().numpy() for i, v in enumerate(outputs)})
    np.savez(name.rsplit(".", 1)[0] + ".npz", **arrays)
    lines.append(f"{name} {sum(p.numel() for p in module.parameters())}")


def small(name):
    """Without the sample input, which the reader has no use for."""
    with zipfile.ZipFile(name) as old:
        members = [(i, old.read(i)) for i in old.infolist() if "sample_inputs" not in i.filename]
    with zipfile.ZipFile(name, "w") as new:
        for info, content in members:
            deflated = info.filename.endswith(".json")
            if deflated:
                content = json.dumps(without_traces(json.loads(content))).encode()
            new.writestr(info.filename, content, zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED)


def without_traces(value):
    if isinstance(value, dict):
        return {k: without_traces(v) for k, v in value.items() if k not in ("stack_trace", "from_node")}
    return [without_traces(v) for v in value] if isinstance(value, list) else value


def export(name, module, inputs, dims=None, decompose=False):
    program = torch.export.export(module, tuple(inputs.values()), dynamic_shapes=dims)
    if decompose:
        program = program.run_decompositions()
    torch.export.save(program, name)
    record(name, module, inputs)
    small(name)
    return program


def saved(state):
    out = io.BytesIO()
    torch.save(state, out)
    return out.getvalue()


def layouts(program):
    """The same program as older versions of PyTorch laid it out."""
    with zipfile.ZipFile("cnn.pt2") as new:
        model = new.read("cnn/models/model.json")
    state = dict(program.state_dict)
    with zipfile.ZipFile("older.pt2", "w") as old:
        old.writestr("version", "8.0")
        old.writestr("serialized_exported_program.json", model, zipfile.ZIP_DEFLATED)
        old.writestr("serialized_state_dict.pt", saved(state))
        old.writestr("serialized_constants.pt", saved({}))
        old.writestr("serialized_example_inputs.pt", b"")
    with zipfile.ZipFile("middle.pt2", "w") as middle:
        middle.writestr("middle/archive_format", "pt2")
        middle.writestr("middle/models/model.json", model, zipfile.ZIP_DEFLATED)
        middle.writestr("middle/data/weights/model.pt", saved(state))
        middle.writestr("middle/data/constants/model.pt", saved({}))
        middle.writestr("middle/data/sample_inputs/model.pt", saved(((torch.zeros(2, 1, 16, 16),), {})))
        middle.writestr("middle/archive_version", "0")
        middle.writestr("middle/version", "3\n")


def script(name, module, inputs, trace):
    made = torch.jit.trace(module, tuple(inputs.values())) if trace else torch.jit.script(module)
    made.save(name)
    record(name, module, inputs)
    without_debug(name)


def without_debug(name):
    with zipfile.ZipFile(name) as old:
        members = [(i, old.read(i)) for i in old.infolist() if not i.filename.endswith(".debug_pkl")]
    with zipfile.ZipFile(name, "w") as new:
        for info, content in members:
            deflated = info.filename.endswith((".py", ".pkl"))
            new.writestr(info.filename, content, zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED)


lines = []
images = {"x": torch.rand(2, 1, 16, 16) - 0.5}
program = export("cnn.pt2", filled(Cnn(), 1), images, ({0: BATCH},))
layouts(program)
for layout in ("older", "middle"):
    loaded = torch.export.load(layout + ".pt2").module()
    assert torch.equal(loaded(images["x"]), program.module()(images["x"])), layout
    record(layout + ".pt2", loaded, images)
export("decomposed.pt2", filled(Cnn(), 1), images, ({0: BATCH},), decompose=True)
ids = {"ids": torch.randint(0, 11, (2, 6))}
export("transformer.pt2", filled(Transformer(), 2), ids, ({0: BATCH},))
export("transformer_decomposed.pt2", filled(Transformer(), 2), ids, ({0: BATCH},), decompose=True)
export("recurrent.pt2", filled(Recurrent(), 3), {"x": torch.rand(2, 7, 3)}, ({0: BATCH},))
export("mixed.pt2", filled(Mixed(), 4), {"x": torch.rand(2, 4, 7, 10) - 0.3}, ({0: BATCH},))
export("raw.pt2", filled(Raw(), 5), {"x": torch.rand(2, 6)}, ({0: BATCH},))
export("choosing.pt2", filled(Choosing(), 8), {"x": torch.rand(2, 4)}, ({0: BATCH},))
export("choosing_cold.pt2", filled(Choosing(), 8), {"x": torch.rand(2, 4) - 1}, ({0: BATCH},))
export("rounds.pt2", filled(Rounds(), 9), {"x": torch.rand(5, 4) - 0.5})
export("quiet.pt2", filled(Quiet(), 10), {"x": torch.rand(2, 4)}, ({0: BATCH},))
export("prefix.pt2", filled(Prefix(), 11), {"x": torch.rand(5, 4), "y": torch.rand(5, 2)})
export("counting.pt2", filled(Counting(), 13), {"x": torch.rand(5, 4) - 0.3}, ({0: BATCH},))
export("autocast.pt2", filled(Autocast(), 14), {"x": torch.rand(3, 6) - 0.5}, ({0: BATCH},))
export("autocast_decomposed.pt2", filled(Autocast(), 14), {"x": torch.rand(3, 6) - 0.5}, ({0: BATCH},), decompose=True)
script("traced.pt", filled(Cnn(), 1), images, trace=True)
script("scripted.pt", filled(Cnn(), 1), images, trace=False)
script("adaptive.pt", filled(Adaptive(), 6), {"x": torch.rand(2, 2, 6, 5)}, trace=False)
script("mixed_traced.pt", filled(Mixed(), 4), {"x": torch.rand(2, 4, 7, 10) - 0.3}, trace=True)
script("recurrent_scripted.pt", filled(Recurrent(), 3), {"x": torch.rand(2, 7, 3)}, trace=False)
script("looping.pt", filled(Looping(), 7), {"x": torch.rand(2, 4)}, trace=False)
script("writing_traced.pt", filled(Writing(), 9), {"x": torch.rand(3, 4)}, trace=True)
script("writing_scripted.pt", filled(Writing(), 9), {"x": torch.rand(3, 4)}, trace=False)
export("writing.pt2", filled(Writing(), 9), {"x": torch.rand(3, 4)})
with open("expected.txt", "w") as out:
    out.write("\n".join(lines) + "\n")
