"""Exports the networks of docs/gallery/diagrams that are not in the zoo: their graphs, without their weights.

    python export_diagrams.py FOLDER [NAME ...]

Made with PyTorch 2.13 and torchvision 0.28 by the exporter that traces, opset 17. Of a parameter of more than 64 numbers only name
and shape are kept: its data is said to lie in the file `weights`, which is not written. `mlp` alone keeps its numbers. Vitrine's build
and tests never need this.
"""

import sys
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
import torchvision
from onnx import TensorProto
from torch import nn

warnings.filterwarnings("ignore")

KEPT = 64  # numbers of a parameter that is stored whole: sizes, axes, scales


class Twice(nn.Sequential):
    def __init__(self, inputs, filters):
        super().__init__(
            nn.Conv2d(inputs, filters, 3, padding=1), nn.BatchNorm2d(filters), nn.ReLU(inplace=True),
            nn.Conv2d(filters, filters, 3, padding=1), nn.BatchNorm2d(filters), nn.ReLU(inplace=True))


class UNet(nn.Module):
    """The U-Net of Ronneberger et al. with padded convolutions: 64 to 1,024 channels."""

    def __init__(self, classes=2):
        super().__init__()
        widths = [64, 128, 256, 512, 1024]
        self.inc = Twice(3, widths[0])
        self.down = nn.ModuleList(nn.Sequential(nn.MaxPool2d(2), Twice(a, b)) for a, b in zip(widths, widths[1:]))
        self.up = nn.ModuleList(nn.ConvTranspose2d(b, a, 2, stride=2) for a, b in zip(widths[-2::-1], widths[:0:-1]))
        self.conv = nn.ModuleList(Twice(2 * a, a) for a in widths[-2::-1])
        self.outc = nn.Conv2d(widths[0], classes, 1)

    def forward(self, x):
        passed = [self.inc(x)]
        for down in self.down:
            passed.append(down(passed[-1]))
        x = passed.pop()
        for up, conv in zip(self.up, self.conv):
            x = conv(torch.cat([passed.pop(), up(x)], 1))
        return self.outc(x)


class Classifier(nn.Module):
    """Words, two LSTM layers of 256 units, the last step's classes."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(10_000, 128)
        self.lstm = nn.LSTM(128, 256, num_layers=2, batch_first=True)
        self.fc = nn.Linear(256, 2)

    def forward(self, words):
        return self.fc(self.lstm(self.embedding(words))[0][:, -1])


class Perceptron(nn.Sequential):
    """Digits by three fully connected layers; `vitrine train --model` trained it, so its numbers stay."""

    def __init__(self):
        super().__init__(
            nn.Flatten(), nn.Linear(784, 24), nn.ReLU(), nn.Linear(24, 16), nn.ReLU(), nn.Linear(16, 10))


class Encoder(nn.Module):
    """Words, six encoder layers of 256 features and 4 heads, classes of their mean."""

    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(10_000, 256)
        self.layers = nn.ModuleList(
            nn.TransformerEncoderLayer(256, 4, 1024, batch_first=True, activation="gelu") for _ in range(6))
        self.head = nn.Linear(256, 10)

    def forward(self, words):
        x = self.embedding(words)
        for layer in self.layers:
            x = layer(x)
        return self.head(x.mean(1))


class Translator(nn.Module):
    """The transformer of Vaswani et al., base size: six layers that encode and six that decode, of 512 features and 8 heads."""

    def __init__(self, words=32_000):
        super().__init__()
        self.source = nn.Embedding(words, 512)
        self.target = nn.Embedding(words, 512)
        self.encoder = nn.ModuleList(nn.TransformerEncoderLayer(512, 8, 2048, batch_first=True) for _ in range(6))
        self.decoder = nn.ModuleList(nn.TransformerDecoderLayer(512, 8, 2048, batch_first=True) for _ in range(6))
        self.generator = nn.Linear(512, words)

    def forward(self, source, target):
        memory, x = self.source(source), self.target(target)
        for layer in self.encoder:
            memory = layer(memory)
        mask = nn.Transformer.generate_square_subsequent_mask(x.shape[1])
        for layer in self.decoder:
            x = layer(x, memory, tgt_mask=mask)
        return self.generator(x)


def words(length):
    return torch.arange(length).reshape(1, length)


OWN = {
    "unet": (UNet, [torch.zeros(1, 3, 256, 256)]),
    "encoder": (Encoder, [words(32)]),
    "transformer": (Translator, [words(32), words(24)]),
    "lstm": (Classifier, [words(40)]),
    "mlp": (Perceptron, [torch.zeros(1, 1, 28, 28)]),
}
TORCHVISION = (
    "alexnet vgg19 resnet50 densenet121 inception_v3 mobilenet_v2 efficientnet_b0 googlenet vit_b_16").split()


def network(name):
    torch.manual_seed(0)
    if name in OWN:
        made, inputs = OWN[name]
        return made().eval(), inputs
    options = {"init_weights": False} if name in ("googlenet", "inception_v3") else {}
    side = 299 if name == "inception_v3" else 224
    return getattr(torchvision.models, name)(weights=None, **options).eval(), [torch.zeros(1, 3, side, side)]


def leave_out_numbers(model):
    for node in model.graph.node:
        node.doc_string = ""
    for tensor in model.graph.initializer:
        numbers = 1
        for size in tensor.dims:
            numbers *= size
        if numbers > KEPT:
            tensor.ClearField("raw_data")
            tensor.data_location = TensorProto.EXTERNAL
            tensor.external_data.add(key="location", value="weights")
    return model


def main(folder, names):
    for name in names or [*TORCHVISION, *OWN]:
        module, inputs = network(name)
        for number, parameter in enumerate(module.parameters()):  # equal tensors would be stored once
            nn.init.normal_(parameter, std=0.02) if name == "mlp" else nn.init.constant_(parameter, 1 + number / 1024)
        with tempfile.TemporaryDirectory() as kept:
            whole = Path(kept) / "whole.onnx"
            torch.onnx.export(
                module, tuple(inputs), whole, dynamo=False, opset_version=17,
                input_names=["input", "target"][: len(inputs)], output_names=["output"])
            model = onnx.load(whole) if name == "mlp" else leave_out_numbers(onnx.load(whole))
        file = folder / f"{name}.onnx"
        file.write_bytes(model.SerializeToString())
        print(name, sum(p.numel() for p in module.parameters()), "parameters,", file.stat().st_size, "bytes", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
