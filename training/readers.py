"""What the readers of sentences (triggers.py, tenures.py) share: places, a layer, the course of learning, files.

In:   a network, its rows; what is to be known of the exported file.
Out:  the network, having learnt; the file (int8) and its manifest.
"""

from __future__ import annotations

import hashlib
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from letopis.model.weights import read_manifest

BATCH = 32
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Course:
    """How long and how fast a network learns."""

    epochs: int
    rate: float
    decay: float
    seed: int


def waves(size: int, width: int) -> Tensor:
    """Sines and cosines of the words' places."""
    place, step = torch.arange(size)[:, None], torch.arange(width // 2)[None]
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


def batches_of(rows: Sequence[Row], size: Callable[[Row], int], rng: random.Random) -> Iterator[list[Row]]:
    """The sentences in batches of like length."""
    order = rng.sample(list(rows), len(rows))
    found = []
    for start in range(0, len(order), BATCH * 16):
        near = sorted(order[start : start + BATCH * 16], key=size)
        found += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
    rng.shuffle(found)
    yield from found


def learn(
    reader: nn.Module,
    rows: Sequence[Row],
    size: Callable[[Row], int],
    loss_of: Callable[[list[Row]], Tensor],
    course: Course,
) -> None:
    """Let the reader learn the rows; `loss_of` a batch."""
    rng = random.Random(course.seed)
    optimiser = torch.optim.AdamW(reader.parameters(), course.rate, weight_decay=course.decay)
    steps = course.epochs * sum(1 for _ in batches_of(rows, size, random.Random(0)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, course.rate, total_steps=steps + 1, pct_start=0.1
    )
    for epoch in range(course.epochs):
        began, total = time.perf_counter(), 0.0
        reader.train()
        for batch in batches_of(rows, size, rng):
            loss = loss_of(batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"  epoch {epoch + 1}: loss {total:.1f}, {time.perf_counter() - began:.0f} s", flush=True)
    reader.eval()


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
