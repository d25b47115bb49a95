"""The network: a small transformer encoder and light heads, one value per word.

In:   word pieces of a chunk, their case classes, and the first and last piece of each word.
Out:  for each word, scores for sentence end, tags, lemma rule, name, role in an attribution; scores of every word as
      its head, as the first word of its cue and as its antecedent; features from which the label of a chosen arc is
      scored.

Column 0 of `arc`, `link` and `antecedent` is the chunk's start: "root", "no cue", "named for the first time". The heads
read mixtures of the layers' states, one mixture for syntax and one for the rest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn


@dataclass(frozen=True)
class Shape:
    """Sizes of an encoder; `buckets` of distances between pieces that attention knows of, 0 where it knows of none."""

    width: int
    layers: int
    heads: int
    inner: int
    buckets: int = 0
    norm: float = 1e-12


SMALL = Shape(384, 6, 12, 1536)  # all-MiniLM-L6-v2: what is shipped
LARGE = Shape(768, 12, 12, 3072, buckets=32, norm=1e-5)  # all-mpnet-base-v2: what teaches it
WIDTH, HEADS, POSITIONS = SMALL.width, SMALL.heads, 512
MIDDLE = 2  # the layer after which further networks go on (events.py)
SYNTAX, TASK, ARC, LABEL, LINK, COREF = 320, 256, 320, 128, 128, 128
FARTHEST = 128  # pieces apart that attention tells from farther ones
BERT = {"q": "query", "k": "key", "v": "value"}


class SharedDropout(nn.Module):
    """Dropout with one mask for all words of an example: what biaffine parsers use, and cheap to draw."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.share:
            return x
        if x.is_cuda:  # few large calls are what counts there
            return F.dropout(x, self.share)
        mask = torch.empty(x.shape[0], 1, x.shape[2], dtype=x.dtype, device=x.device).bernoulli_(
            1 - self.share
        )
        return x * (mask / (1 - self.share))


class Block(nn.Module):
    """One transformer layer, norms after the sums as in BERT."""

    def __init__(self, dropout: float, shape: Shape = SMALL) -> None:
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=shape.norm)
        self.up = nn.Linear(width, shape.inner)
        self.down = nn.Linear(shape.inner, width)
        self.norm2 = nn.LayerNorm(width, eps=shape.norm)
        self.dropout = SharedDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, width = x.shape
        size = width // self.heads
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        if x.is_cuda:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        else:  # written out: its backward pass is twice as fast
            scores = (q * size**-0.5) @ k.transpose(2, 3)
            if mask is not None:
                scores = scores + mask.to(scores.dtype)
            mixed = scores.softmax(-1) @ v
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(batch, length, width))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Perceptron(nn.Module):
    """A layer, GELU and dropout."""

    def __init__(self, width: int, out: int, dropout: float) -> None:
        super().__init__()
        self.layer = nn.Linear(width, out)
        self.dropout = SharedDropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        return self.dropout(F.gelu(self.layer(x)))


class Network(nn.Module):
    """The encoder with all heads; `sizes` gives the number of classes of each."""

    def __init__(
        self,
        sizes: dict[str, int],
        vocabulary: int = 30522,
        dropout: float = 0.1,
        head_dropout: float = 0.3,
        shape: Shape = SMALL,
    ) -> None:
        super().__init__()
        self.sizes, self.shape, width = sizes, shape, shape.width
        self.words = nn.Embedding(vocabulary, width)
        self.words.weight.requires_grad_(False)
        self.positions = nn.Embedding(POSITIONS, width)
        self.cases = nn.Embedding(6, width)
        nn.init.zeros_(self.cases.weight)
        self.norm = nn.LayerNorm(width, eps=shape.norm)
        self.dropout = SharedDropout(dropout)
        self.blocks = nn.ModuleList(Block(dropout, shape) for _ in range(shape.layers))
        self.distances = nn.Embedding(shape.buckets, shape.heads) if shape.buckets else None
        self.syntax = Perceptron(width, SYNTAX, head_dropout)
        self.tags = nn.Linear(SYNTAX, 1 + sizes["upos"] + sizes["xpos"] + sizes["lemma"])
        self.name_layer = Perceptron(width, TASK, head_dropout)
        self.name = nn.Linear(TASK, sizes["name"])
        self.role_layer = Perceptron(width, TASK, head_dropout)
        self.role = nn.Linear(TASK, sizes["role"])
        self.arc_word = Perceptron(width, ARC, head_dropout)
        self.arc_head = Perceptron(width, ARC, head_dropout)
        self.arc = nn.Parameter(torch.eye(ARC + 1, ARC) * 0.1)
        self.label_word = nn.Linear(width, 2 * LABEL)
        self.label_head = nn.Linear(width, 2 * LABEL)
        self.label_dropout = SharedDropout(head_dropout)
        self.label = nn.Linear(2 * LABEL, sizes["label"])
        self.link_word = Perceptron(width, LINK, head_dropout)
        self.link_cue = Perceptron(width, LINK, head_dropout)
        self.link = nn.Parameter(torch.eye(LINK + 1, LINK) * 0.1)
        self.coref_word = Perceptron(width, COREF, head_dropout)
        self.coref_before = Perceptron(width, COREF, head_dropout)
        self.coref = nn.Parameter(torch.eye(COREF + 1, COREF) * 0.1)
        self.meaning = nn.Linear(width, WIDTH)
        self.mixture = nn.Parameter(torch.zeros(2, shape.layers))
        with torch.no_grad():
            self.mixture[:, -1] = 1.0
        roles = sizes["role"]
        self.transitions = nn.Parameter(torch.zeros(roles, roles))  # from the label of one word to the next's
        self.first_role = nn.Parameter(torch.zeros(roles))

    def encode(self, pieces: Tensor, cases: Tensor, mask: Tensor | None) -> list[Tensor]:
        """The states after each layer."""
        x = self.words(pieces) + self.positions.weight[: cases.shape[1]] + self.cases(cases)
        x = self.dropout(self.norm(x))
        if mask is not None:
            mask = torch.where(mask, 0.0, -1e4)[:, None, None, :]
        if self.distances is not None:
            near = self.distances(buckets(x.shape[1], self.shape.buckets).to(x.device)).permute(2, 0, 1)
            mask = near if mask is None else mask + near
        states = []
        for block in self.blocks:
            x = block(x, mask)
            states.append(x)
        return states

    def forward(
        self, pieces: Tensor, cases: Tensor, first: Tensor, last: Tensor, mask: Tensor | None = None
    ) -> dict[str, Tensor]:
        """Shapes: pieces, cases, mask (batch, pieces); first, last (batch, words). See the module's header."""
        layers = self.encode(pieces, cases, mask)
        states_first = pick(layers[-1], first)
        words = [(pick(states, first) + pick(states, last)) * 0.5 for states in layers]
        syntax = sum(self.mixture[0, i] * states for i, states in enumerate(words))
        word = sum(self.mixture[1, i] * states for i, states in enumerate(words))
        start = [states[:, :1] for states in layers]
        both_syntax = torch.cat(
            [sum(self.mixture[0, i] * states for i, states in enumerate(start)), syntax], 1
        )
        both = torch.cat([sum(self.mixture[1, i] * states for i, states in enumerate(start)), word], 1)
        sizes = self.sizes
        sentence, upos, xpos, lemma = self.tags(self.syntax(syntax)).split(
            [1, sizes["upos"], sizes["xpos"], sizes["lemma"]], -1
        )
        return {
            "state": states_first,
            "sentence": sentence.squeeze(-1),
            "upos": upos,
            "xpos": xpos,
            "lemma": lemma,
            "name": self.name(self.name_layer(word)),
            "role": self.role(self.role_layer(word)),
            "arc": pair_scores(self.arc_word(syntax), self.arc, self.arc_head(both_syntax)),
            "link": pair_scores(self.link_word(word), self.link, self.link_cue(both)),
            "antecedent": pair_scores(self.coref_word(word), self.coref, self.coref_before(both)),
            "label_word": self.label_word(syntax),
            "label_head": self.label_head(both_syntax),
            "middle": layers[MIDDLE - 1],
        }

    def label_scores(self, word: Tensor, head: Tensor) -> Tensor:
        """Scores of the labels of arcs: `word` and `head` are rows of `label_word` and `label_head`."""
        product = word[..., :LABEL] * head[..., :LABEL]
        added = F.relu(word[..., LABEL:] + head[..., LABEL:])
        return self.label(self.label_dropout(torch.cat([product, added], -1)))

    def load_base(self, path: Any, device: str = "cpu") -> None:
        """Start from the weights of the base model; position 0 takes in the one segment embedding."""
        from safetensors.torch import load_file

        base = load_file(path, device=device)
        large = self.distances is not None
        words, positions = (base[f"embeddings.{kind}_embeddings.weight"] for kind in ("word", "position"))
        with torch.no_grad():
            if self.distances is not None:  # MPNet: its own marks first, then BERT's pieces; positions from 2
                words = words[4 : 4 + len(self.words.weight)].clone()
                words[[0, 100, 101, 102, 103]] = base["embeddings.word_embeddings.weight"][[1, 3, 0, 2, -1]]
                positions = positions[2:]
                self.distances.weight.copy_(base["encoder.relative_attention_bias.weight"])
                self.distances.weight.requires_grad_(False)
            else:
                positions = positions + base["embeddings.token_type_embeddings.weight"][0]
            self.words.weight.copy_(words)
            self.positions.weight.copy_(positions)
            copy(self.norm, base, "embeddings.LayerNorm")
            for i, block in enumerate(self.blocks):
                name = f"encoder.layer.{i}."
                own = [
                    f"attention.attn.{part}" if large else f"attention.self.{BERT[part]}" for part in "qkv"
                ]
                block.qkv.weight.copy_(torch.cat([base[f"{name}{part}.weight"] for part in own]))
                block.qkv.bias.copy_(torch.cat([base[f"{name}{part}.bias"] for part in own]))
                copy(block.out, base, name + ("attention.attn.o" if large else "attention.output.dense"))
                copy(block.norm1, base, name + f"attention.{'' if large else 'output.'}LayerNorm")
                copy(block.up, base, name + "intermediate.dense")
                copy(block.down, base, name + "output.dense")
                copy(block.norm2, base, name + "output.LayerNorm")


def buckets(length: int, count: int) -> Tensor:
    """Per pair of pieces the number of its distance, shape (length, length): half of them for pieces behind, near ones
    one by one, farther ones by their logarithm (Raffel et al. 2020)."""
    place = torch.arange(length)
    apart = place[None, :] - place[:, None]
    half = count // 2
    near = half // 2
    far = near + (apart.abs().clamp(min=1) / near).log() / math.log(FARTHEST / near) * (half - near)
    own = torch.where(apart.abs() < near, apart.abs(), far.long().clamp(max=half - 1))
    return own + half * (apart > 0)


def pick(states: Tensor, index: Tensor) -> Tensor:
    """The rows of `states` at `index`, shape (batch, words, width)."""
    if states.shape[0] == 1:  # the exporter takes the general form for one of fixed length
        return states[:, index[0]]
    return torch.take_along_dim(states, index[:, :, None], 1)


def pair_scores(word: Tensor, weight: Tensor, other: Tensor) -> Tensor:
    """Biaffine scores, shape (batch, words, others); the last row of `weight` is what an `other` scores by itself."""
    scores = (word @ weight[:-1]) @ other.transpose(1, 2)
    return (scores + (other @ weight[-1])[:, None, :]) / math.sqrt(other.shape[-1]) * 4.0


def copy(layer: Any, base: dict[str, Tensor], name: str) -> None:
    layer.weight.copy_(base[f"{name}.weight"])
    layer.bias.copy_(base[f"{name}.bias"])
