"""Exports small networks of `transformers` with random weights by both of PyTorch's exporters to ONNX.

    python export_transformers.py FOLDER

Made with PyTorch 2.13 and transformers 5.18. Each network is written as NAME_torchscript.onnx and NAME_dynamo.onnx; batch and
sequence are open. Prints each network's number of parameters. All parameters are random numbers, since both exporters store
tensors that are equal once. Of the files in io/vitrine/formats/transformers the notes on Python's source lines are left out.
"""

import sys
import warnings
from pathlib import Path

import onnx
import torch
import transformers

warnings.filterwarnings("ignore")

BASE = dict(hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32)
BATCH = torch.export.Dim("N")
STEPS = torch.export.Dim("T", max=16)
TEXT = {0: BATCH, 1: STEPS}


def networks():
    ids = torch.arange(16).reshape(2, 8) % 20
    mask = torch.ones(2, 8, dtype=torch.long)
    bert = transformers.BertConfig(vocab_size=20, max_position_embeddings=16, **BASE)
    yield "bert", transformers.BertModel(bert), {"input_ids": ids, "attention_mask": mask}, {
        "input_ids": TEXT, "attention_mask": TEXT}
    distil = transformers.DistilBertConfig(
        vocab_size=20, max_position_embeddings=16, dim=16, n_layers=2, n_heads=2, hidden_dim=32)
    yield "distilbert", transformers.DistilBertModel(distil), {"input_ids": ids, "attention_mask": mask}, {
        "input_ids": TEXT, "attention_mask": TEXT}
    gpt = transformers.GPT2Config(
        vocab_size=20, n_positions=16, n_embd=16, n_layer=2, n_head=2, bos_token_id=0, eos_token_id=0, use_cache=False)
    yield "gpt2", transformers.GPT2LMHeadModel(gpt), {"input_ids": ids}, {"input_ids": TEXT}
    vit = transformers.ViTConfig(image_size=16, patch_size=4, num_channels=3, **BASE)
    images = torch.linspace(-1, 1, 2 * 3 * 16 * 16).reshape(2, 3, 16, 16)
    yield "vit", transformers.ViTModel(vit, add_pooling_layer=False), {"pixel_values": images}, {
        "pixel_values": {0: BATCH}}


def leave_out_source_lines(file):
    model = onnx.load(file)
    for node in [*model.graph.node, *(n for f in model.functions for n in f.node)]:
        kept = [entry for entry in node.metadata_props if entry.key != "pkg.torch.onnx.stack_trace"]
        del node.metadata_props[:]
        node.metadata_props.extend(kept)
        node.doc_string = ""
    onnx.save(model, file)


def main(folder):
    torch.manual_seed(1)
    for name, network, inputs, open_sizes in networks():
        network.eval()
        if name == "bert":  # the older exporter passes everything by place
            network.config.return_dict = False
        if hasattr(network.config, "use_cache"):
            network.config.use_cache = False
        for parameter in network.parameters():
            torch.nn.init.normal_(parameter, std=0.2)
        print(name, sum(p.numel() for p in network.parameters()), flush=True)
        axes = {k: {axis: dim.__name__ for axis, dim in v.items()} for k, v in open_sizes.items()}
        for exporter in ("torchscript", "dynamo"):
            file = folder / f"{name}_{exporter}.onnx"
            dynamo = exporter == "dynamo"
            choices = dict(dynamic_shapes=open_sizes) if dynamo else dict(dynamic_axes=axes)
            try:
                torch.onnx.export(
                    network, () if dynamo else tuple(inputs.values()), file, kwargs=inputs if dynamo else None,
                    input_names=list(inputs), output_names=["output"], dynamo=dynamo, external_data=False, verbose=False,
                    **choices)
                leave_out_source_lines(file)
            except Exception as e:  # an exporter may refuse a network; the table says so
                print(" ", exporter, "refused:", type(e).__name__, str(e).splitlines()[0], flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
