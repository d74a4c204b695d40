"""Writes this folder's files with NumPy and records in expected.txt what NumPy reads from them.

Run in this folder: python make_fixtures.py (NumPy). Needed only to change a fixture.
"""
import io
import numpy as np

TYPES = "b1 i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 c8 c16".split()
NAMES = dict(zip(TYPES, "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32"
                        " float64 complex64 complex128".split()))


def filled(kind, *shape):
    values = np.arange(1, 1 + int(np.prod(shape)), dtype=np.float64).reshape(shape)
    return (values / (16 if "f" in kind or "c" in kind else 1)).astype(kind)


ARRAYS = {
    "layer1.0.weight": filled("<f4", 2, 1, 3, 3),
    "fc/bias": filled("<f4", 3),
    "fortran": np.asfortranarray(filled("<f4", 2, 3)),
    "big_fortran": np.asfortranarray(filled(">f8", 3, 2, 2)),
    "scalar": np.array(0.5, "<f4"),
    "empty": np.zeros((0, 3), "<i8"),
}
SPECIAL = {
    "plain": filled("<f4", 2),
    "objects": np.array([{}, None], dtype=object),
    "text": np.array(["a", "bc"]),
    "bytes": np.array([b"a"]),
    "dates": np.array(["2020-01-01"], dtype="datetime64[D]"),
    "records": np.zeros(2, dtype=[("x[", "<f4"), ("y", "<i4", (2,))]),
    "raw": np.zeros(2, dtype="V2"),
}


def row(name, array):
    kind = array.dtype.str
    shape = "(" + ", ".join(str(n) for n in array.shape) + ")"
    known = NAMES.get(kind[1:])
    if known is None:
        described = np.lib.format.dtype_to_descr(array.dtype)
        return f"{name} numpy {described}{shape} not read"
    flat = array.reshape(-1, order="C")
    values = [float(p) for v in flat for p in (v.real, v.imag)] if "c" in kind else [float(v) for v in flat]
    shown = " ".join(repr(v) for v in values) if len(values) <= 12 else " ".join(
        [repr(v) for v in values[:4]] + ["...", repr(values[-1]), f"sum {sum(values)!r}"])
    return f"{name} {known}{shape}: {shown}".rstrip()


FILES = {
    "arrays.npz": lambda n: np.savez(n, **ARRAYS),
    "deflated.npz": lambda n: np.savez_compressed(n, **ARRAYS),
    "types.npz": lambda n: np.savez(n, **{k: filled("<" + k, 2, 2) for k in TYPES}),
    "big_endian.npz": lambda n: np.savez(n, **{k: filled(">" + k, 2, 2) for k in TYPES}),
    "special.npz": lambda n: np.savez_compressed(n, **SPECIAL),
    "single.npy": lambda n: np.save(n, filled("<i2", 3)),
    "version2.npy": lambda n: np.lib.format.write_array(open(n, "wb"), filled("<f4", 2), version=(2, 0)),
    "version3.npy": lambda n: np.lib.format.write_array(open(n, "wb"), filled("<f4", 2), version=(3, 0)),
}

if __name__ == "__main__":
    with io.open("expected.txt", "w", newline="\n") as out:
        for file, make in FILES.items():
            make(file)
            print(f"## {file}", file=out)
            loaded = np.load(file, allow_pickle=True)
            for name, array in loaded.items() if file.endswith("z") else [(file[:-4], loaded)]:
                print(row(name, array), file=out)
