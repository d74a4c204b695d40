"""Makes HDF5 files that are wrong on purpose; HostileFilesIT says what becomes of each.

python make_fixtures.py (h5py 3.16)
"""
import h5py
import numpy

CONFIG = '{"class_name": "Sequential", "config": {"name": "m", "layers": %s}}'


def circle(file):
    file["a/w"] = numpy.ones(3, "f4")
    file["a/again"] = file["a"]
    file["a/twice"] = file["/"]


def soft_circle(file):
    file["w"] = h5py.SoftLink("/v")
    file["v"] = h5py.SoftLink("/w")


def link_outside(file):
    file["w"] = h5py.ExternalLink("../../../../etc/passwd", "/w")


def data_outside(file):
    file.create_dataset("w", (4,), "u1", external=[("/etc/passwd", 0, 4)])


def deep(file):
    group = file
    for _ in range(80):
        group = group.create_group("g")
    group["w"] = numpy.ones(3, "f4")


def bomb(file):
    file.create_dataset("w", (1 << 25,), "f4", chunks=(1 << 20,), compression="gzip", compression_opts=9)[:] = 0


def unwritten(file):
    file.create_dataset("w", (1 << 40,), "f4", chunks=(1 << 20,))


def nested_config(file):
    file.attrs["model_config"] = CONFIG % ("[" * 20000)
    file["w"] = numpy.ones(3, "f4")


def objects(file):
    file.create_dataset("w", (2,), h5py.string_dtype())[:] = ["a", "b"]


for make in (circle, soft_circle, link_outside, data_outside, deep, bomb, unwritten, nested_config, objects):
    with h5py.File(make.__name__ + ".h5", "w", track_order=False) as file:
        make(file)
