"""Fit the chain of the second reading: a conditional random field whose scores are those of annotate/roles.py.

In:   the words of chunks, as the encoder sees them; the number of the annotated label of each word, -1 where none is.
Out:  `RoleWeights`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from letopis.annotate.roles import RoleWeights, Words, describe_steps, describe_words, plain_weights
from letopis.annotate.spans import plain_start, plain_steps

EPOCHS, RATE, SHRINK = 6, 0.01, 1e-3  # of the chain; shrinking by 1e-3: found 82.6, by 1e-5 81.6
BATCH = 48
# What is fitted counts for so much, and what the encoder says for the rest: the likeliest row of labels leaves out what
# is doubtful, so *found* falls as this rises. With all attributions given, found, attributed, strict on dev: 83.1,
# 75.4, 51.4 at 0; 83.1, 75.8, 55.8 at 0.6 and a smaller BONUS; 81.6, 75.4, 57.7 at 1. Over the encoder of
# decision 0030, fitted on all of train: 84.7, 79.6, 61.0 at 0.6 and that bonus; 85.0, 79.7, 60.9 as it stands.
STRENGTH = 0.7
BONUS = {"B-CUE": 0.9, "B-CONTENT": 0.5, "B-SOURCE": 0.3}  # for the same reason
TABLES = ("word_numbers", "word_classes", "step_numbers", "step_classes")


def pad(rows: Sequence[np.ndarray]) -> Tensor:
    """Arrays of different lengths as one tensor, filled up with zeros."""
    longest = max(len(row) for row in rows)
    return torch.stack(
        [F.pad(torch.from_numpy(row), (0, 0) * (row.ndim - 1) + (0, longest - len(row))) for row in rows]
    )


def fit_chain(
    chunks: Sequence[Words], gold: Sequence[list[int]], labels: Any, vocabulary: dict[str, int]
) -> RoleWeights:
    """The weights under which the annotated labels are likeliest (a conditional random field)."""
    plain = plain_weights(labels)
    width = len(labels["role"])
    rows = []
    for chunk, own in zip(chunks, gold, strict=True):
        allowed = np.zeros((len(own), width), dtype=np.float32)
        for word, label in enumerate(own):
            allowed[word, label if label >= 0 else slice(None)] = 1
        rows.append(
            (
                *describe_words(chunk, labels, vocabulary),
                *describe_steps(chunk, labels),
                allowed,
                np.ones(len(own), np.float32),
            )
        )
    rows.sort(key=lambda row: len(row[4]))
    batches = [
        [pad([row[part] for row in rows[i : i + BATCH]]) for part in range(6)]
        for i in range(0, len(rows), BATCH)
    ]
    words = len(plain.word_classes) + 3 * len(vocabulary)
    start = [
        plain.word_numbers, np.zeros((words, width)), plain.step_numbers, np.zeros_like(plain.step_classes),
    ]  # fmt: skip
    weights = [torch.tensor(array, dtype=torch.float32, requires_grad=True) for array in start]
    anchors = [weight.detach().clone() for weight in weights]
    adam, total = torch.optim.Adam(weights, lr=RATE), EPOCHS * len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        adam, lambda step: min(1, (step + 1) / 20) * (1 - step / total) + 1e-3
    )
    rng = torch.Generator().manual_seed(1)
    for epoch in range(EPOCHS):
        sums = []
        for number in torch.randperm(len(batches), generator=rng).tolist():
            loss = chain_loss(weights, batches[number], labels["role"])
            drawn = sum(
                ((weight - anchor) ** 2).sum() for weight, anchor in zip(weights, anchors, strict=True)
            )
            adam.zero_grad()
            (loss + SHRINK * drawn).backward()
            adam.step()
            schedule.step()
            sums.append(float(loss.detach()))
        print(f"  chain {epoch}: {np.mean(sums):.4f}", flush=True)
    fitted = [weight.detach().numpy().round(3) for weight in weights]
    for table in (fitted[1], fitted[3]):
        table[-1] = 0  # nothing known, nothing said
    return RoleWeights(vocabulary, *fitted)


def chain_loss(weights: Sequence[Tensor], batch: Sequence[Tensor], roles: Sequence[str]) -> Tensor:
    """Mean negative log probability of the annotated labels per word."""
    numbers, classes, step_numbers, step_classes, allowed, known = batch
    width = len(roles)
    own = numbers @ weights[0] + class_sums(weights[1], classes)
    steps = step_numbers @ weights[2] + class_sums(weights[3], step_classes)
    steps = steps.view(*steps.shape[:2], width, width) + torch.from_numpy(plain_steps(roles))
    first = torch.from_numpy(plain_start(roles))
    barred = (1 - allowed) * known[:, :, None] * -1e4
    sums = chain_sum(own, steps, known, first) - chain_sum(own + barred, steps, known, first)
    return sums.sum() / known.sum()


def class_sums(table: Tensor, classes: Tensor) -> Tensor:
    """Sum of the rows of each word; the last row counts nothing."""
    sums = F.embedding_bag(classes.flatten(0, 1), table, mode="sum", padding_idx=len(table) - 1)
    return sums.view(*classes.shape[:2], -1)


def chain_sum(own: Tensor, steps: Tensor, known: Tensor, first: Tensor) -> Tensor:
    """Logarithm of the sum over all rows of labels, for each example."""
    row = own[:, 0] + first
    for word in range(1, own.shape[1]):
        new = torch.logsumexp(row[:, :, None] + steps[:, word], 1) + own[:, word]
        row = torch.where(known[:, word, None] > 0, new, row)
    return torch.logsumexp(row, 1)


def weakened(chain: RoleWeights, labels: Any) -> RoleWeights:
    """STRENGTH of the chain and the rest of what the encoder says, with BONUS."""
    plain = plain_weights(labels)
    numbers = chain.word_numbers * STRENGTH + plain.word_numbers * (1 - STRENGTH)
    for label, bonus in BONUS.items():
        numbers[0, labels["role"].index(label)] += bonus
    tables = {name: (getattr(chain, name) * STRENGTH).round(3) for name in TABLES if name != "word_numbers"}
    return replace(chain, word_numbers=numbers.round(3), **tables)
