"""Exports torchvision's networks (random weights) for the table of docs/formats.md.

python export_torchvision.py FOLDER [NAME ...] (PyTorch 2.13, torchvision, onnx, onnxscript)
Writes NAME.pt2 (torch.export), NAME_traced.pt and NAME_scripted.pt (TorchScript), NAME_dynamo.onnx and
NAME_classic.onnx (the two exporters of ONNX), and prints the parameters that PyTorch counts, or what failed.
Vitrine's build and tests never need it.
"""
import sys
import warnings
import torch
import torchvision

NAMES = (
    "alexnet vgg16_bn resnet18 resnet50 densenet121 googlenet inception_v3 mobilenet_v2 mobilenet_v3_small"
    " squeezenet1_0 shufflenet_v2_x1_0 efficientnet_b0 regnet_y_400mf convnext_tiny vit_b_16 swin_t"
).split()


def network(name):
    torch.manual_seed(0)
    options = {"init_weights": False} if name in ("googlenet", "inception_v3") else {}
    return getattr(torchvision.models, name)(weights=None, **options).eval()


def ways(module, image, path):
    batch = torch.export.Dim("batch")
    yield "pt2", lambda: torch.export.save(
        torch.export.export(module, (image,), dynamic_shapes=({0: batch},)), path + ".pt2"
    )
    yield "traced", lambda: torch.jit.trace(module, image).save(path + "_traced.pt")
    yield "scripted", lambda: torch.jit.script(module).save(path + "_scripted.pt")
    yield "classic", lambda: torch.onnx.export(
        module, (image,), path + "_classic.onnx", dynamo=False, dynamic_axes={"x": {0: "N"}}, input_names=["x"]
    )
    yield "dynamo", lambda: torch.onnx.export(
        module, (image,), path + "_dynamo.onnx", dynamo=True, dynamic_shapes=({0: batch},), verbose=False
    )


def main(folder, names):
    warnings.simplefilter("ignore")
    for name in names or NAMES:
        module = network(name)
        side = 299 if name == "inception_v3" else 224
        done = []
        for way, export in ways(module, torch.randn(2, 3, side, side), f"{folder}/{name}"):
            try:
                export()
                done.append(way)
            except Exception as problem:  # the table says what did not work
                done.append(f"{way} failed: {str(problem).splitlines()[0][:100]}")
        print(name, sum(p.numel() for p in module.parameters()), "; ".join(done), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
