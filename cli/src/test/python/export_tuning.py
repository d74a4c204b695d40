"""Makes the small classifiers that training what was opened is tested on, and PyTorch's own step.

Usage: python export_tuning.py TARGET_FOLDER

Writes, with seeded weights and running statistics that are not those of a fresh network:

- probabilities.onnx: exported for inference with batch norm kept, ending in Softmax;
- training.onnx: the same network without Softmax, exported in training form (batch norm with
  training_mode 1, Dropout of ratio 0 with training_mode true);
- folded.onnx: exported as exporters do by default: batch norm folded, Dropout gone, batch of 2;
- step.npz: a batch, its labels, and what one step of SGD (rate 0.1, momentum 0.9) of PyTorch makes:
  loss, gradients (grad/NAME), parameters and statistics after it (after/NAME).

Made with PyTorch 2.13 (CPU) and onnx 1.23.
"""

import pathlib
import sys
import warnings

import numpy
import onnx
import torch
from torch import nn

CLASSES = 3


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 4, 3, padding=1),
            nn.BatchNorm2d(4),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(4, 8, 3, padding=1),
            nn.BatchNorm2d(8, momentum=0.2),
            nn.ReLU(),
        )
        self.drop = nn.Dropout(0.0)
        self.head = nn.Linear(8 * 4 * 4, CLASSES)

    def forward(self, x):
        x = torch.flatten(self.features(x), 1)
        return self.head(self.drop(x))


class Ended(nn.Module):
    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, x):
        return torch.softmax(self.net(x), dim=1)


def made():
    torch.manual_seed(7)
    net = Net()
    for module in net.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.running_mean.uniform_(-0.3, 0.3)
            module.running_var.uniform_(0.5, 1.5)
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.5, 0.5)
    return net


def export(module, path, batch=2, dynamic=True, **options):
    axes = {"image": {0: "N"}, "out": {0: "N"}} if dynamic else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            (torch.zeros(batch, 1, 9, 9),),
            str(path),
            input_names=["image"],
            output_names=["out"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
            **options,
        )


def restore(path, state):
    """Exporting in training form runs the network, which moves its statistics: puts them back."""
    model = onnx.load(path)
    for tensor in model.graph.initializer:
        if tensor.name in state:
            numbers = state[tensor.name].numpy()
            tensor.CopyFrom(onnx.numpy_helper.from_array(numbers, tensor.name))
    onnx.save(model, path)


def main(folder):
    folder = pathlib.Path(folder)
    mode = torch.onnx.TrainingMode
    export(Ended(made()).eval(), folder / "probabilities.onnx", training=mode.PRESERVE,
           do_constant_folding=False)
    export(made().train(), folder / "training.onnx", training=mode.TRAINING,
           do_constant_folding=False)
    restore(folder / "training.onnx", made().state_dict())
    export(made().eval(), folder / "folded.onnx", dynamic=False)

    net = made().train()
    torch.manual_seed(11)
    images = torch.rand(8, 1, 9, 9) * 2 - 1
    labels = torch.arange(8) % CLASSES
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
    loss = nn.functional.cross_entropy(net(images), labels)
    loss.backward()
    record = {"images": images.numpy(), "labels": labels.numpy(), "loss": loss.detach().numpy()}
    for name, parameter in net.named_parameters():
        record["grad/" + name] = parameter.grad.numpy().copy()
    optimizer.step()
    for name, tensor in net.state_dict().items():
        if tensor.is_floating_point():
            record["after/" + name] = tensor.numpy().copy()
    numpy.savez(folder / "step.npz", **record)


if __name__ == "__main__":
    main(sys.argv[1])
