"""Read the shipped files back into weights, so that a course can go on from them.

In:   encoder.onnx (int8), labels.onnx and manifest.json in src/letopis/data/model; the base model's word embeddings.
Out:  build/NAME.pt.

What the network has and the files lack keeps its first values: the heads of antecedents and of sentence vectors, which
are not exported, and of files made before the course "joint" the last layer alone, no transitions, and wider
arcs whose new part adds nothing yet.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from export import TARGET
from network import Network
from onnx import numpy_helper
from train import HERE, base_folder

from letopis.model.weights import read_manifest


def matrices(graph: Any) -> dict[str, np.ndarray]:
    """The weights of each linear layer, by the name of its bias, shape (out, in)."""
    values = {x.name: numpy_helper.to_array(x) for x in graph.initializer}
    after: dict[str, list[Any]] = {}
    for node in graph.node:
        for name in node.input:
            after.setdefault(name, []).append(node)
    found = {}
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        stem = node.input[1].removesuffix("_quantized")
        weight = values[node.input[1]].astype(np.float32) * values[f"{stem}_scale"]
        (cast,) = after[node.output[0]]
        (scaled,) = after[cast.output[0]]
        (added,) = after[scaled.output[0]]
        bias = next(name for name in added.input if name in values)
        found[bias.removeprefix("network.").removesuffix(".bias")] = weight.T
    return found


def restored(folder: Path, base: Path) -> tuple[Network, dict[str, list[str]]]:
    """The network with the weights of the files in `folder`."""
    manifest = read_manifest(folder)
    labels = manifest["labels"]
    network = Network({key: len(values) for key, values in labels.items()})
    network.load_base(base / "model.safetensors")
    graph = onnx.load(folder / "encoder.onnx").graph
    own = network.state_dict()
    for x in graph.initializer:
        name = x.name.removeprefix("network.")
        if name in own:
            place(own[name], torch.from_numpy(numpy_helper.to_array(x).copy()))
    for name, weight in matrices(graph).items():
        place(own[f"{name}.weight"], torch.from_numpy(weight.copy()))
    label = {x.name: numpy_helper.to_array(x) for x in onnx.load(folder / "labels.onnx").graph.initializer}
    own["label.weight"].copy_(torch.from_numpy(label["weight"].T.copy()))
    bias = label["bias"].copy()
    root = labels["label"].index("root")
    bias[root] = np.delete(bias, root).min()
    own["label.bias"].copy_(torch.from_numpy(bias))
    for key in {"transitions", "first_role"} & set(manifest):
        own[key].copy_(torch.tensor(manifest[key]))
    layers = [numpy_helper.to_array(x) for x in graph.initializer if x.name.startswith("select_")]
    if len(layers) == own["mixture"].numel():  # the exporter takes the two mixtures apart, in their order
        own["mixture"].copy_(torch.tensor(np.array(layers)).view_as(own["mixture"]))
    network.load_state_dict(own)
    return network, labels


def place(target: torch.Tensor, value: torch.Tensor) -> None:
    """Copy `value` into `target`; of a biaffine matrix that has grown, into its corner, with the rest zero."""
    if target.shape == value.shape:
        target.copy_(value)
        return
    if value.dim() == 2 and value.shape[0] == value.shape[1] + 1:  # the last row is the head's own score
        target.zero_()
        # pair_scores divides by the root of the width
        value = value * (target.shape[1] / value.shape[1]) ** 0.5
        target[: value.shape[0] - 1, : value.shape[1]] = value[:-1]
        target[-1, : value.shape[1]] = value[-1]
        return
    target[tuple(slice(0, size) for size in value.shape)] = value


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--build", type=Path, default=HERE / "build")
    parser.add_argument("--base", type=Path)
    parser.add_argument("--folder", type=Path, default=TARGET, help="of the files to read")
    parser.add_argument("--name", default="shipped")
    args = parser.parse_args()
    network, labels = restored(args.folder, args.base or base_folder())
    manifest = read_manifest(args.folder)
    known = {"labels": labels, "passes": manifest["corpora"], "steps": manifest["steps"]}
    torch.save({**known, "weights": network.state_dict()}, args.build / f"{args.name}.pt")


if __name__ == "__main__":
    main()
