"""What torchvision's transforms make of a picture, for PresetTest; recorded with torchvision 0.28 and Pillow.

Usage: python torchvision_transforms.py > torchvision_transforms.txt
Pixel (c, y, x) is (x * x * 5 + y * 37 + x * y * (c + 3) + c * 91) mod 256. Each line: height and width of the picture,
resize, crop, sum of the numbers, root of the sum of their squares, 24 numbers evenly spread over (3, crop, crop).
"""
import numpy as np
import PIL.Image
import torch
from torchvision.transforms._presets import ImageClassification

for height, width, resize, crop in [(300, 410, 256, 224), (411, 301, 342, 299), (90, 130, 73, 64)]:
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(3), indexing="ij")
    levels = (x * x * 5 + y * 37 + x * y * (c + 3) + c * 91) % 256
    image = PIL.Image.fromarray(levels.astype(np.uint8), "RGB")
    made = ImageClassification(crop_size=crop, resize_size=resize, antialias=True)(image).double()
    flat = made.reshape(-1)
    picks = [flat[i * flat.numel() // 24].item() for i in range(24)]
    print(height, width, resize, crop, *(f"{v:.8g}" for v in [flat.sum().item(), flat.norm().item(), *picks]))
