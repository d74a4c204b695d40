"""Small image files of every kind and what Pillow reads from them, for ImageFileTest; recorded with Pillow 9.4.0.

Usage: python3 pillow_images.py   (writes the files beside itself, and pillow_images.txt)
Each line of pillow_images.txt: file, channels, height, width, values as hexadecimal (planes, rows): convert("L") where
the file is grey, convert("RGB") where not, after ImageOps.exif_transpose. 16-bit grey: the upper byte of each value.
"""
import io, math, os
from PIL import Image, ImageOps

HERE = os.path.dirname(os.path.abspath(__file__))
W, H = 13, 9

def channel(c):
    return Image.frombytes("L", (W, H), bytes(int(127.5 + 127 * math.sin(0.5 * x + (c + 1) * 0.35 * y + c)) for y in range(H) for x in range(W)))

L, R, G, B, A = channel(0), channel(1), channel(2), channel(3), channel(4)
RGB = Image.merge("RGB", (R, G, B))
out = []

def expect(name, image, grey):
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):
        data = bytes(v >> 8 for v in image.getdata())
        planes = [data]
    else:
        image = image.convert("L" if grey else "RGB")
        planes = [p.tobytes() for p in image.split()]
    out.append(f"{name} {len(planes)} {image.height} {image.width} {b''.join(planes).hex()}")

def file(name, image, grey=False, patch=lambda b: b, **options):
    data = io.BytesIO()
    image.save(data, name.rsplit(".")[-1].replace("jpg", "jpeg"), **options)
    data = patch(data.getvalue())
    open(os.path.join(HERE, name), "wb").write(data)
    expect(name, Image.open(io.BytesIO(data)), grey)

def exif(orientation):
    e = Image.Exif()
    e[0x0112] = orientation
    return e

def adobe(transform):
    """Sets the transform of Adobe's segment."""
    def patch(data):
        at = data.index(b"Adobe")
        return data[:at + 11] + bytes([transform]) + data[at + 12:]
    return patch

def as_rgb(data):
    """Turns JFIF's segment into Adobe's with transform 0: the components are red, green and blue."""
    segment = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00"
    length = data[4] * 256 + data[5]
    return data[:2] + segment + data[4 + length:]

def without_jfif(data):
    return data[:2] + data[4 + data[4] * 256 + data[5]:]

file("grey1.png", L.convert("1"), grey=True)
file("grey8.png", L, grey=True)
file("grey_alpha.png", Image.merge("LA", (L, A)), grey=True)
file("palette.png", RGB.quantize(16))
file("palette_transparent.png", RGB.quantize(200), transparency=3)
file("rgb.png", RGB)
file("rgb_transparent.png", RGB, transparency=(10, 20, 30))
file("rgba.png", Image.merge("RGBA", (R, G, B, A)))
file("grey16.png", Image.frombytes("I;16", (W, H), b"".join((v * 257 - v % 7).to_bytes(2, "little") if v else b"\0\0" for v in L.tobytes())), grey=True)
file("turned.png", RGB, exif=exif(6))
file("grey.jpg", L, grey=True, quality=90)
file("ycc444.jpg", RGB, quality=92, subsampling=0)
file("ycc422.jpg", RGB, quality=92, subsampling=1)
file("ycc420.jpg", RGB, quality=92, subsampling=2)
file("progressive.jpg", RGB, quality=92, progressive=True)
file("no_jfif_444.jpg", RGB, quality=92, subsampling=0, patch=without_jfif)
file("no_jfif_420.jpg", RGB, quality=92, subsampling=2, patch=without_jfif)
file("rgb_adobe.jpg", RGB, quality=92, subsampling=0, patch=as_rgb)
cmyk = Image.merge("CMYK", (R, G, B, A.point(lambda v: v // 2)))
file("cmyk.jpg", cmyk, quality=92)
file("ycck.jpg", cmyk, quality=92, patch=adobe(2))
for o in range(1, 9):
    file(f"orientation{o}.jpg", L, grey=True, quality=90, exif=exif(o))
open(os.path.join(HERE, "pillow_images.txt"), "w").write("\n".join(out) + "\n")
