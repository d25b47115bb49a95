"""Write trained weights as the files that the runtime reads.

In:   build/NAME.pt (train.py).
Out:  encoder.onnx (int8), labels.onnx, tokenizer.json and manifest.json in src/letopis/data/model.

Weights of matrix products are quantised per channel, word embeddings per row; activations when they are computed. The
small products between words (attention, arcs, links) stay in floating point.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from network import LABEL, Network
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from train import HERE, base_folder

TARGET = HERE.parent / "src" / "letopis" / "data" / "model"
OUTPUTS = [
    "state",
    "sentence",
    "upos",
    "xpos",
    "lemma",
    "name",
    "role",
    "arc",
    "link",
    "label_word",
    "label_head",
    "middle",
]
BASE_LICENCE = "Apache-2.0"
FILES = ["encoder.onnx", "labels.onnx", "tokenizer.json"]


class Exported(nn.Module):
    """One chunk, without batch dimension; word embeddings as bytes with a scale per row; tags already chosen."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        table = network.words.weight.detach()
        scale = table.abs().amax(1, keepdim=True) / 127
        self.register_buffer("table", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)
        network.words = nn.Identity()  # type: ignore[assignment]

    def forward(self, pieces: Tensor, cases: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        embedded = self.table[pieces].float() * self.scale[pieces]  # type: ignore[index]
        out = self.network(embedded[None], cases[None], first[None], last[None])
        for key in ("upos", "xpos", "lemma"):
            out[key] = out[key].argmax(-1).to(torch.int32)
        out["name"] = out["name"].log_softmax(-1)
        out["role"] = out["role"].log_softmax(-1)
        out["link"] = out["link"].log_softmax(-1)
        return tuple(out[key][0] for key in OUTPUTS)


def load_network(path: Path) -> tuple[Network, dict[str, Any]]:
    """The network with its weights, in inference mode, and what train.py saved beside them."""
    saved = torch.load(path, map_location="cpu", weights_only=True)
    network = Network({key: len(values) for key, values in saved["labels"].items()})
    network.load_state_dict(saved["weights"])
    return network.eval(), saved


def export_encoder(network: Network, target: Path) -> None:
    exported = Exported(network).eval()
    pieces, words = 23, 17
    example = (
        torch.arange(5, 5 + pieces),
        torch.zeros(pieces, dtype=torch.long),
        torch.arange(1, 1 + words),
        torch.arange(1, 1 + words),
    )
    axis_p, axis_w = torch.export.Dim("pieces", min=3, max=512), torch.export.Dim("words", min=1, max=511)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            exported,
            example,
            str(plain),
            input_names=["pieces", "cases", "first", "last"],
            output_names=OUTPUTS,
            dynamic_shapes=({0: axis_p}, {0: axis_p}, {0: axis_w}, {0: axis_w}),
            opset_version=20,
            dynamo=True,
            external_data=False,
            verbose=False,
        )
        quantize(plain, target)


def quantize(plain: Path, target: Path) -> None:
    """Write an exported network with weights of eight bits, and nothing of this machine."""
    quantize_dynamic(
        plain,
        target,
        op_types_to_quantize=["MatMul", "Gemm"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )
    without_traces(target)


def without_traces(path: Path) -> None:
    """Take out of a file what the exporter notes of the files and lines of this machine."""
    model = onnx.load(path)
    del model.metadata_props[:]
    for node in model.graph.node:  # the exporter notes the files and lines of this machine
        del node.metadata_props[:]
        node.doc_string = ""
    for value in [*model.graph.value_info, *model.graph.input, *model.graph.output, *model.graph.initializer]:
        del value.metadata_props[:]
        value.doc_string = ""
    del model.graph.metadata_props[:]
    onnx.save(model, path)


def export_labels(network: Network, root: int, target: Path) -> None:
    """Arc labels from the features of word and head, as in `Network.label_scores`; "root" is never chosen."""
    bias = network.label.bias.detach().numpy().copy()
    bias[root] = -1e9
    constants = {
        "weight": network.label.weight.detach().numpy().T.copy(),
        "bias": bias,
        "half": np.array([LABEL, LABEL]),
    }
    nodes = [
        helper.make_node("Split", ["words", "half"], ["word1", "word2"], axis=1),
        helper.make_node("Split", ["heads", "half"], ["head1", "head2"], axis=1),
        helper.make_node("Mul", ["word1", "head1"], ["product"]),
        helper.make_node("Add", ["word2", "head2"], ["sum"]),
        helper.make_node("Relu", ["sum"], ["added"]),
        helper.make_node("Concat", ["product", "added"], ["both"], axis=1),
        helper.make_node("MatMul", ["both", "weight"], ["scores"]),
        helper.make_node("Add", ["scores", "bias"], ["biased"]),
        helper.make_node("ArgMax", ["biased"], ["label"], axis=1, keepdims=0),
    ]
    inputs = [
        helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, ["arcs", 2 * LABEL])
        for name in ("words", "heads")
    ]
    output = helper.make_tensor_value_info("label", onnx.TensorProto.INT64, ["arcs"])
    graph = helper.make_graph(
        nodes, "labels", inputs, [output], [numpy_helper.from_array(v, k) for k, v in constants.items()]
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    onnx.checker.check_model(model)
    onnx.save(model, target)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def describe(name: str, saved: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The manifest of the files in `folder`; the scores are filled in by parity.py."""
    recipe = saved["recipe"]
    return {
        "format": 2,
        "name": name,
        "base": {
            "model": "sentence-transformers/all-MiniLM-L6-v2",
            "package": recipe["base"]["package"],
            "version": recipe["base"]["version"],
            "licence": BASE_LICENCE,
        },
        "corpora": saved["passes"],
        "steps": saved["steps"],
        "inputs": {"pieces": ["pieces"], "cases": ["pieces"], "first": ["words"], "last": ["words"]},
        "outputs": OUTPUTS,
        "shapes": {
            "state": ["words", 384],
            "arc": ["words", "words + 1"],
            "link": ["words", "words + 1"],
            "label_word": ["words", 2 * LABEL],
            "label_head": ["words + 1", 2 * LABEL],
        },
        "labels": saved["labels"],
        "transitions": saved["weights"]["transitions"].round(decimals=4).tolist(),
        "first_role": saved["weights"]["first_role"].round(decimals=4).tolist(),
        "files": {
            file: {"bytes": (folder / file).stat().st_size, "sha256": digest(folder / file)} for file in FILES
        },
        "scores": {},
    }


def keep_branch(before: Path, folder: Path, manifest: Path) -> bool:
    """Let the branch that goes on from the middle layer (events.py) belong to the encoder in `folder` too, if that has
    the same states there as the one at `before`."""
    pieces = np.arange(1000, 1200)
    words = np.arange(1, len(pieces) - 1)
    given = {"pieces": pieces, "cases": np.zeros_like(pieces), "first": words, "last": words}
    states = [
        onnxruntime.InferenceSession(path).run(["middle"], given)[0]
        for path in (before, folder / "encoder.onnx")
    ]
    if not np.allclose(*states, atol=1e-2):
        return False
    told = json.loads(manifest.read_text(encoding="utf-8"))
    told["encoder"] = digest(folder / "encoder.onnx")
    manifest.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return True


def write_files(weights: Path, target: Path, base: Path | None = None) -> dict[str, Any]:
    """Put the files of these weights into `target`; the manifest."""
    network, saved = load_network(weights)
    target.mkdir(parents=True, exist_ok=True)
    # everything is made beside the target first: whoever runs the model meanwhile finds the old files or the new
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        made = Path(folder)
        export_labels(network, saved["labels"]["label"].index("root"), made / "labels.onnx")
        shutil.copyfile((base or base_folder()) / "tokenizer.json", made / "tokenizer.json")
        export_encoder(network, made / "encoder.onnx")
        manifest = describe(weights.stem, saved, made)
        (made / "manifest.json").write_text(
            json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        if (target / "events.json").exists():
            before = target / "encoder.onnx"
            print("events.onnx stays right:", keep_branch(before, made, target / "events.json"))
        for name in (*FILES, "manifest.json"):
            (made / name).replace(target / name)
    return manifest


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--build", type=Path, default=HERE / "build")
    parser.add_argument("--base", type=Path)
    parser.add_argument("--name", default="model")
    parser.add_argument("--target", type=Path, default=TARGET)
    args = parser.parse_args()
    manifest = write_files(args.build / f"{args.name}.pt", args.target, args.base)
    for name, facts in manifest["files"].items():
        print(f"{name}: {facts['bytes'] / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
