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
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

WIDTH, LAYERS, HEADS, INNER, POSITIONS = 384, 6, 12, 1536, 512
MIDDLE = 2  # the layer after which further networks go on (events.py)
SYNTAX, TASK, ARC, LABEL, LINK, COREF = 320, 256, 320, 128, 128, 128


class SharedDropout(nn.Module):
    """Dropout with one mask for all words of an example: what biaffine parsers use, and cheap to draw."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.share:
            return x
        mask = torch.empty(x.shape[0], 1, x.shape[2], dtype=x.dtype).bernoulli_(1 - self.share)
        return x * (mask / (1 - self.share))


class Block(nn.Module):
    """One transformer layer, norms after the sums as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = SharedDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        # written out: on CPUs its backward pass is twice as fast as scaled_dot_product_attention's
        scores = (q * (WIDTH // HEADS) ** -0.5) @ k.transpose(2, 3)
        if mask is not None:
            scores = scores + mask.to(scores.dtype)
        mixed = scores.softmax(-1) @ v
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(batch, length, WIDTH))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Perceptron(nn.Module):
    """A layer, GELU and dropout."""

    def __init__(self, out: int, dropout: float) -> None:
        super().__init__()
        self.layer = nn.Linear(WIDTH, out)
        self.dropout = SharedDropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        return self.dropout(F.gelu(self.layer(x)))


class Network(nn.Module):
    """The encoder with all heads; `sizes` gives the number of classes of each."""

    def __init__(
        self, sizes: dict[str, int], vocabulary: int = 30522, dropout: float = 0.1, head_dropout: float = 0.3
    ) -> None:
        super().__init__()
        self.sizes = sizes
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.words.weight.requires_grad_(False)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.cases = nn.Embedding(6, WIDTH)
        nn.init.zeros_(self.cases.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = SharedDropout(dropout)
        self.blocks = nn.ModuleList(Block(dropout) for _ in range(LAYERS))
        self.syntax = Perceptron(SYNTAX, head_dropout)
        self.tags = nn.Linear(SYNTAX, 1 + sizes["upos"] + sizes["xpos"] + sizes["lemma"])
        self.name_layer = Perceptron(TASK, head_dropout)
        self.name = nn.Linear(TASK, sizes["name"])
        self.role_layer = Perceptron(TASK, head_dropout)
        self.role = nn.Linear(TASK, sizes["role"])
        self.arc_word = Perceptron(ARC, head_dropout)
        self.arc_head = Perceptron(ARC, head_dropout)
        self.arc = nn.Parameter(torch.eye(ARC + 1, ARC) * 0.1)
        self.label_word = nn.Linear(WIDTH, 2 * LABEL)
        self.label_head = nn.Linear(WIDTH, 2 * LABEL)
        self.label_dropout = SharedDropout(head_dropout)
        self.label = nn.Linear(2 * LABEL, sizes["label"])
        self.link_word = Perceptron(LINK, head_dropout)
        self.link_cue = Perceptron(LINK, head_dropout)
        self.link = nn.Parameter(torch.eye(LINK + 1, LINK) * 0.1)
        self.coref_word = Perceptron(COREF, head_dropout)
        self.coref_before = Perceptron(COREF, head_dropout)
        self.coref = nn.Parameter(torch.eye(COREF + 1, COREF) * 0.1)
        self.meaning = nn.Linear(WIDTH, WIDTH)
        self.mixture = nn.Parameter(torch.zeros(2, LAYERS))
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
        with torch.no_grad():
            self.words.weight.copy_(base["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(
                base["embeddings.position_embeddings.weight"]
                + base["embeddings.token_type_embeddings.weight"][0]
            )
            copy(self.norm, base, "embeddings.LayerNorm")
            for i, block in enumerate(self.blocks):
                name = f"encoder.layer.{i}."
                parts = [f"{name}attention.self.{part}" for part in ("query", "key", "value")]
                block.qkv.weight.copy_(torch.cat([base[f"{part}.weight"] for part in parts]))
                block.qkv.bias.copy_(torch.cat([base[f"{part}.bias"] for part in parts]))
                copy(block.out, base, name + "attention.output.dense")
                copy(block.norm1, base, name + "attention.output.LayerNorm")
                copy(block.up, base, name + "intermediate.dense")
                copy(block.down, base, name + "output.dense")
                copy(block.norm2, base, name + "output.LayerNorm")


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
