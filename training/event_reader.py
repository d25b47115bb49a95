"""The network that reads events: of each word whether it names one, of which type, how surely, who takes part.

In:   states of the words of sentences, their tags, and what the rules tell of them.
Out:  scores; and how unlikely what is taught is by them.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812
from readers import TAGS, attended, outside, waves
from torch import Tensor, nn

from letopis.model.triggers import ROLES
from letopis.ontology import event_types

STATE, WIDTH, HEADS, PART, FARTHEST = 384, 256, 4, 64, 30
DROPOUT, SMOOTHING, PARTS = 0.3, 0.03, 0.3
TYPES = ("-", *event_types())
SURENESS = ("asserted", "planned", "possible", "negated", "alleged")
UNTOLD = -100  # of a word of which nothing is taught


class Reader(nn.Module):
    """One network over the words of sentences."""

    def __init__(self, layers: int, state: int = STATE) -> None:
        super().__init__()
        self.nf, self.nm = nn.LayerNorm(state), nn.LayerNorm(state)
        self.proj = nn.Linear(2 * state, WIDTH)
        self.pos, self.rt, self.rf = (
            nn.Embedding(size, WIDTH) for size in (len(TAGS), len(TYPES), len(SURENESS))
        )
        for table in (self.pos, self.rt, self.rf):
            nn.init.normal_(table.weight, std=0.1)
        self.drop = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(
            nn.TransformerEncoderLayer(
                WIDTH, HEADS, 2 * WIDTH, DROPOUT / 2, "gelu", batch_first=True, norm_first=True
            )
            for _ in range(layers)
        )
        self.n = nn.LayerNorm(WIDTH)
        self.t, self.f = (
            nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(DROPOUT), nn.Linear(WIDTH, size))
            for size in (len(TYPES), len(SURENESS))
        )
        self.q, self.k = (nn.Linear(WIDTH, len(ROLES) * PART) for _ in range(2))
        self.dist = nn.Embedding(2 * FARTHEST + 1, len(ROLES))

    def forward(
        self, states: Tensor, middle: Tensor, tags: Tensor, told: Tensor, told_sure: Tensor, inside: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of types, sureness, parts; shapes (batch, words, …), the last (batch, words, words, parts)."""
        x = torch.cat([self.nf(states), self.nm(middle)], -1)
        h = self.proj(self.drop(x)) + self.pos(tags) + self.rt(told)
        h = h + self.rf(told_sure) * (told > 0)[..., None] + waves(h.shape[1], WIDTH, h.device)
        for layer in self.layers:
            h = attended(layer, h, outside(inside))
        h = self.n(h)
        batch, size = h.shape[:2]
        q = self.q(h).view(batch, size, len(ROLES), PART)
        k = self.k(h).view(batch, size, len(ROLES), PART)
        place = torch.arange(size, device=h.device)
        away = (place[None] - place[:, None]).clamp(-FARTHEST, FARTHEST) + FARTHEST
        return self.t(h), self.f(h), torch.einsum("berd,bnrd->benr", q, k) / PART**0.5 + self.dist(away)


def loss_of(scores: tuple[Tensor, Tensor, Tensor], taught: dict[str, Tensor], weight: float) -> Tensor:
    """How unlikely what is taught is, by event; `weight` of sureness."""
    types, sure, parts = scores
    loss = F.cross_entropy(
        types.flatten(0, 1),
        taught["types"].flatten(),
        ignore_index=UNTOLD,
        reduction="sum",
        label_smoothing=SMOOTHING,
    )
    if (taught["sure"] >= 0).any():
        loss = loss + weight * F.cross_entropy(
            sure.flatten(0, 1), taught["sure"].flatten(), ignore_index=UNTOLD, reduction="sum"
        )
    if (known := ~taught["parts"].isnan()).any():
        loss = loss + PARTS * F.binary_cross_entropy_with_logits(
            parts[known], taught["parts"][known], reduction="sum"
        )
    return loss / ((taught["types"] > 0).sum() + 1)
