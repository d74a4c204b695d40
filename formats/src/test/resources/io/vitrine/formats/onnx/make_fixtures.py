"""Makes the ONNX files beside this script: a small network of nested modules, exported by both exporters of PyTorch 2.13.

python make_fixtures.py
"""

import os

import onnx
import torch
from torch import nn

HERE = os.path.dirname(os.path.abspath(__file__))


class Block(nn.Module):
    """A residual block; its activation runs twice."""

    def __init__(self, width):
        super().__init__()
        self.conv1 = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.act = nn.ReLU()

    def forward(self, x):
        return self.act(x + self.bn2(self.conv2(self.act(self.bn1(self.conv1(x))))))


class Attention(nn.Module):
    """Several operators that belong to one module."""

    def __init__(self, width):
        super().__init__()
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)

    def forward(self, x):
        return torch.softmax(self.query(x) @ self.key(x).transpose(1, 2), -1) @ x


class Tiny(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(1, 2, 3, padding=1)
        self.layer1 = nn.Sequential(Block(2), Block(2))
        self.attention = Attention(2)
        self.scale = nn.Parameter(torch.ones(2))
        self.head = nn.Sequential(nn.Linear(2, 4), nn.GELU(), nn.Linear(4, 3))

    def forward(self, x):
        y = self.layer1(self.stem(x)).flatten(2).transpose(1, 2)
        return self.head((self.attention(y) * self.scale).mean(1))


def main():
    torch.manual_seed(0)
    model = Tiny().eval()
    for tensor in model.state_dict().values():
        if tensor.is_floating_point():
            tensor.uniform_(0.5, 1.5)
    x = torch.zeros(1, 1, 4, 4)
    kept = {"opset_version": 18, "do_constant_folding": False}
    torch.onnx.export(model, (x,), os.path.join(HERE, "torchscript.onnx"), dynamo=False, input_names=["image"],
                      training=torch.onnx.TrainingMode.PRESERVE, **kept)
    torch.onnx.export(model, (x,), os.path.join(HERE, "dynamo.onnx"), dynamo=True, input_names=["image"],
                      external_data=False, opset_version=18)
    without_traces(os.path.join(HERE, "dynamo.onnx"))


def without_traces(path):
    """Takes out where in which files of this machine each node was made."""
    model = onnx.load(path)
    for node in model.graph.node:
        kept = [p for p in node.metadata_props if p.key.endswith(("name_scopes", "class_hierarchy"))]
        del node.metadata_props[:]
        node.metadata_props.extend(kept)
    for value in model.graph.value_info:
        del value.metadata_props[:]
    onnx.save(model, path)


if __name__ == "__main__":
    main()
