"""Trains the article's network with PyTorch, a number of steps at each order, for bench/run.

Usage: python training.py article|tuned MNIST_DIR THREADS
MNIST_DIR holds the gzip IDX files of MNIST's training images and labels.

article: the article's own loop, in float32: forward, cross entropy, backward, SGD, the loss added up.
tuned:   the same in bfloat16 autocast with channels-last tensors.

Says "ready" and what it is. Then for each line with a number of steps, does them and answers with the seconds.
Only plain torch: the images are resized and normalised once, before the clock runs, where the article does it again
for every image of every epoch.
"""
import gzip
import sys
import time
from pathlib import Path

import numpy
import torch
from torch import nn
from torch.nn import functional

STAGES = [(64, 64), (128, 128), (256, 256, 256), (512, 512, 512), (512, 512, 512)]
IMAGES = 12_800
BATCH = 64


class Vgg16(nn.Module):
    def __init__(self):
        super().__init__()
        layers, channels = [], 1
        for widths in STAGES:
            for width in widths:
                layers += [nn.Conv2d(channels, width, 3, 1, 1), nn.BatchNorm2d(width), nn.ReLU()]
                channels = width
            layers.append(nn.MaxPool2d(2, 2))
        self.conv = nn.Sequential(*layers)
        self.fc = nn.Sequential(
            nn.Linear(512, 512), nn.ReLU(), nn.Dropout(0.5), nn.Linear(512, 256), nn.ReLU(), nn.Dropout(0.5),
            nn.Linear(256, 10))

    def forward(self, images):
        return self.fc(self.conv(images).flatten(1))


def read_idx(path, header):
    with gzip.open(path) as file:
        return numpy.frombuffer(file.read(), numpy.uint8, offset=header)


def load(folder):
    pixels = read_idx(folder / "train-images-idx3-ubyte.gz", 16).reshape(-1, 1, 28, 28)[:IMAGES]
    labels = read_idx(folder / "train-labels-idx1-ubyte.gz", 8)[:IMAGES]
    images = torch.from_numpy(pixels.astype(numpy.float32) / 255)
    images = functional.interpolate(images, size=(32, 32), mode="bilinear", antialias=True)
    return (images - 0.5) / 0.5, torch.from_numpy(labels.astype(numpy.int64))


def batches(images, labels):
    """Shuffled batches without end."""
    while True:
        order = torch.randperm(len(labels))
        for start in range(0, len(labels) - BATCH + 1, BATCH):
            chosen = order[start:start + BATCH]
            yield images[chosen], labels[chosen]


def article_step(net, optimizer, images, labels):
    optimizer.zero_grad()
    loss = functional.cross_entropy(net(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


def tuned_step(net, optimizer, images, labels):
    images = images.contiguous(memory_format=torch.channels_last)
    optimizer.zero_grad()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = net(images)
    loss = functional.cross_entropy(logits.float(), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


def main():
    mode, folder, threads = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    torch.manual_seed(0)
    torch.set_num_threads(threads)
    net = Vgg16()
    if mode == "tuned":
        net = net.to(memory_format=torch.channels_last)
    step = tuned_step if mode == "tuned" else article_step
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.5)
    supply = batches(*load(folder))
    print(f"ready PyTorch {torch.__version__}, {threads} threads, {mode}", flush=True)
    running = 0.0
    for order in sys.stdin:
        start = time.perf_counter()
        for _ in range(int(order)):
            running += step(net, optimizer, *next(supply))
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
