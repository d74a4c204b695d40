"""Draws the five kernel sheets as the article does, with matplotlib, for bench/run.

Usage: python kernels.py MODEL.safetensors FOLDER

For each stage's first convolution: input channel 0 of every filter in a subplot of its own, gray, each scaled on its
own, in a grid of ceil(sqrt n) rows, saved as layer<k>_kernel.png.
"""
import json
import math
import struct
import sys
from pathlib import Path

import matplotlib
import numpy

matplotlib.use("Agg")
from matplotlib import pyplot


def read(path, names):
    """Float32 tensors of a safetensors file: 8 bytes of length, a JSON header, the data."""
    content = Path(path).read_bytes()
    length = struct.unpack("<Q", content[:8])[0]
    header = json.loads(content[8:8 + length])
    tensors = {}
    for name in names:
        entry = header[name]
        if entry["dtype"] != "F32":
            raise SystemExit(f"{name}: expected F32, found {entry['dtype']}")
        start, end = entry["data_offsets"]
        data = content[8 + length + start:8 + length + end]
        tensors[name] = numpy.frombuffer(data, numpy.float32).reshape(entry["shape"])
    return tensors


def sheet(kernels, path):
    count = len(kernels)
    rows = math.ceil(math.sqrt(count))
    columns = math.ceil(count / rows)
    pyplot.figure(figsize=(10, 10))
    for i in range(count):
        pyplot.subplot(rows, columns, i + 1)
        pyplot.axis("off")
        pyplot.imshow(kernels[i, 0], cmap="gray")
    pyplot.savefig(path)
    pyplot.close()


def main():
    names = [f"layer{k}.0.weight" for k in range(1, 6)]
    folder = Path(sys.argv[2])
    for k, (name, kernels) in enumerate(read(sys.argv[1], names).items(), 1):
        sheet(kernels, folder / f"layer{k}_kernel.png")


if __name__ == "__main__":
    main()
