"""Writes this folder's files: the pickle inside `torch.save(model)` of the article's VGG-16, and its storages.

Run in this folder: python make_fixture.py (PyTorch 2.13). Needed only to change the fixture. data.pkl is that member of the
archive as PyTorch writes it; storages.txt has a line for each of the 60 MB of numbers beside it: the storage's name, how many
elements it has, and what they are. ArticleFileIT puts numbers of its own there, and so has the whole file.
"""
import io
import zipfile
import torch
from torch import nn


def stage(inputs, widths):
    layers = []
    for width in widths:
        layers += [nn.Conv2d(inputs, width, 3, 1, 1), nn.BatchNorm2d(width), nn.ReLU()]
        inputs = width
    return nn.Sequential(*layers, nn.MaxPool2d(2, 2))


class VGG16(nn.Module):
    """The article's class: every stage is registered by itself and inside conv."""

    def __init__(self):
        super().__init__()
        self.layer1 = stage(1, (64, 64))
        self.layer2 = stage(64, (128, 128))
        self.layer3 = stage(128, (256, 256, 256))
        self.layer4 = stage(256, (512, 512, 512))
        self.layer5 = stage(512, (512, 512, 512))
        self.conv = nn.Sequential(self.layer1, self.layer2, self.layer3, self.layer4, self.layer5)
        self.fc = nn.Sequential(
            nn.Linear(512, 512), nn.ReLU(), nn.Dropout(0.5), nn.Linear(512, 256), nn.ReLU(), nn.Dropout(0.5),
            nn.Linear(256, 10))

    def forward(self, images):
        return self.fc(self.conv(images).flatten(1))


def main():
    model = VGG16()
    order = {}  # the order of names in which the pickle meets the storages
    for name, tensor in model.state_dict().items():
        order.setdefault(tensor.data_ptr(), (name, tensor))
    whole = io.BytesIO()
    torch.save(model, whole)
    archive = zipfile.ZipFile(whole)
    root = archive.namelist()[0].split("/")[0]
    with open("data.pkl", "wb") as out:
        out.write(archive.read(root + "/data.pkl"))
    unused = list(order.values())
    with open("storages.txt", "w") as out:
        for key in sorted((n.rsplit("/", 1)[1] for n in archive.namelist() if "/data/" in n), key=int):
            content = archive.read(f"{root}/data/{key}")
            at = next(i for i, (_, t) in enumerate(unused) if t.numpy().tobytes() == content)
            name, tensor = unused.pop(at)
            kind = "count" if tensor.dtype == torch.int64 else "variance" if name.endswith("running_var") else "weight"
            out.write(f"{key} {tensor.numel()} {kind}\n")


if __name__ == "__main__":
    main()
