"""Reference results of Pillow for PillowBilinearTest and PictureTest; recorded with Pillow 9.4.0.

Usage: python3 pillow_reference.py > pillow_reference.txt
Pixel (c, y, x) of every image is (x * x * 5 + y * 37 + x * y * (c + 3) + c * 91) mod 256. Each line: kind,
channels, height, width, new height, new width, result as hexadecimal (planes, rows; floats as
big-endian IEEE 754). "bytes" and "floats" resize bilinearly; "grey" converts RGB to L first.
"""
import struct
from PIL import Image

CASES = [(1, 28, 28, 32, 32), (1, 32, 32, 28, 28), (3, 30, 40, 7, 5), (1, 5, 7, 11, 3), (1, 1, 1, 4, 4),
         (1, 1, 17, 9, 5), (1, 100, 100, 9, 9), (3, 13, 11, 11, 13), (1, 200, 3, 7, 3), (1, 9, 300, 9, 20)]

def level(c, y, x):
    return (x * x * 5 + y * 37 + x * y * (c + 3) + c * 91) % 256

def image(channels, h, w):
    planes = [Image.frombytes("L", (w, h), bytes(level(c, y, x) for y in range(h) for x in range(w)))
              for c in range(channels)]
    return planes[0] if channels == 1 else Image.merge("RGB", planes)

for c, h, w, nh, nw in CASES:
    small = image(c, h, w).resize((nw, nh), Image.BILINEAR)
    planes = [small] if c == 1 else small.split()
    print("bytes", c, h, w, nh, nw, b"".join(p.tobytes() for p in planes).hex())
for c, h, w, nh, nw in [(1, 12, 10, 5, 4), (1, 3, 4, 5, 7)]:
    small = image(1, h, w).convert("F").resize((nw, nh), Image.BILINEAR)
    print("floats", 1, h, w, nh, nw, b"".join(struct.pack(">f", v) for v in small.getdata()).hex())
for h, w, nh, nw in [(24, 32, 24, 32), (30, 40, 7, 5)]:
    small = image(3, h, w).convert("L").resize((nw, nh), Image.BILINEAR)
    print("grey", 3, h, w, nh, nw, small.tobytes().hex())
