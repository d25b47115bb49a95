"""What the readers of sentences (triggers.py, tenures.py) share: places, a layer, the course of learning, files.

In:   a network, its rows; what is to be known of the exported file.
Out:  the network, having learnt; the file (int8) and its manifest.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from letopis.model.weights import read_manifest

BATCH = 32
TAGS = (
    "VERB", "NOUN", "PROPN", "ADJ", "AUX", "ADV", "ADP", "PRON", "DET", "NUM", "PUNCT", "PART", "SCONJ", "CCONJ",
    "INTJ", "SYM", "X",
)  # fmt: skip
Row = TypeVar("Row")


def waves(size: int, width: int, device: torch.device) -> Tensor:
    """Sines and cosines of the words' places."""
    place, step = (torch.arange(n, device=device) for n in (size, width // 2))
    place, step = place[:, None], step[None]
    angle = place / 10000 ** (2 * step / width)
    return torch.cat([angle.sin(), angle.cos()], 1) * 0.3


def attended(layer: Any, h: Tensor, mask: Tensor) -> Tensor:
    """What a layer makes of the words; written out, since the built-in one cannot be exported in every size.

    Args:
        mask: added to the weights of words for words, of a shape that goes with (batch, heads, words, words).
    """
    batch, size, width = h.shape
    x, own, heads = layer.norm1(h), layer.self_attn, layer.self_attn.num_heads
    q, k, v = (
        part.view(batch, size, heads, width // heads).transpose(1, 2)
        for part in F.linear(x, own.in_proj_weight, own.in_proj_bias).chunk(3, -1)
    )
    scores = q @ k.transpose(2, 3) / (width // heads) ** 0.5 + mask
    mixed = layer.dropout(scores.softmax(-1)) @ v
    h = h + layer.dropout1(own.out_proj(mixed.transpose(1, 2).reshape(batch, size, width)))
    return h + layer.dropout2(layer.linear2(layer.dropout(F.gelu(layer.linear1(layer.norm2(h))))))


def outside(inside: Tensor) -> Tensor:
    """The mask of what is no word of a sentence, shape (batch, 1, 1, words)."""
    return (inside - 1)[:, None, None, :] * 1e4


def write(
    reader: nn.Module,
    example: tuple[Tensor, ...],
    inputs: Mapping[str, tuple[int, ...]],
    outputs: Sequence[str],
    files: tuple[Path, Path],
    facts: dict[str, Any],
) -> None:
    """Write a network and its manifest.

    Args:
        example: what it is given, each a tensor of its own: one tensor given thrice becomes one input.
        inputs: names of that, with the dimensions that are as long as the sentence.
        files: of the network and of the manifest.
    """
    from export import quantize

    length = torch.export.Dim("words", min=2, max=4096)
    weights, manifest = files
    with tempfile.TemporaryDirectory() as place:
        plain = Path(place) / "plain.onnx"
        torch.onnx.export(
            reader.eval(),
            example,
            str(plain),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_shapes=tuple(dict.fromkeys(long, length) for long in inputs.values()),
            opset_version=20,
            dynamo=True,
            external_data=False,
            verbose=False,
        )
        quantize(plain, weights)
    told = {
        "sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "encoder": read_manifest()["files"]["encoder.onnx"]["sha256"],
        **facts,
    }
    manifest.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
