"""The network that reads tenures: of each word whether it heads the words of an office, and who has which part in it.

In:   states of the words of sentences, what is known of them, and what the rules tell.
Out:  scores; and how unlikely what is taught is by them.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812
from readers import TAGS, attended, outside, waves
from torch import Tensor, nn

from letopis.model.tenures import KINDS, LINKS, PARTS, STATUSES, TITLES

STATE, WIDTH, HEADS, PART, FARTHEST = 384, 192, 4, 48, 30
DROPOUT, SMOOTHING, OF_PARTS = 0.3, 0.03, 0.5
UNTAUGHT = -100
DEPS = (
    "root", "nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "obl:unmarked", "nmod", "nmod:poss",
    "nmod:desc", "nmod:unmarked", "amod", "nummod", "det", "case", "mark", "cc", "conj", "cop", "aux", "aux:pass",
    "advmod", "advcl", "acl", "acl:relcl", "appos", "flat", "compound", "compound:prt", "xcomp", "ccomp", "csubj",
    "parataxis", "punct", "fixed", "list", "dep",
)  # fmt: skip
TABLES = {
    "tags": len(TAGS),
    "deps": len(DEPS),
    "titles": len(TITLES),
    "kinds": len(KINDS),
    "told": len(STATUSES),
}


class Reader(nn.Module):
    """One network over the words of sentences."""

    def __init__(self, state: int = STATE) -> None:
        super().__init__()
        self.nf, self.nm = nn.LayerNorm(state), nn.LayerNorm(state)
        self.proj = nn.Linear(2 * state, WIDTH)
        self.tables = nn.ModuleDict({name: nn.Embedding(size, WIDTH) for name, size in TABLES.items()})
        for table in self.tables.values():
            nn.init.normal_(table.weight, std=0.1)
        self.drop = nn.Dropout(DROPOUT)
        self.layer = nn.TransformerEncoderLayer(
            WIDTH, HEADS, 2 * WIDTH, DROPOUT / 2, "gelu", batch_first=True, norm_first=True
        )
        self.linked = nn.Linear(len(LINKS), HEADS, bias=False)
        self.n = nn.LayerNorm(WIDTH)
        self.status = nn.Sequential(
            nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(DROPOUT), nn.Linear(WIDTH, len(STATUSES))
        )
        self.q, self.k = (nn.Linear(WIDTH, len(PARTS) * PART) for _ in range(2))
        self.dist = nn.Embedding(2 * FARTHEST + 1, len(PARTS))
        self.links = nn.Linear(len(LINKS), len(PARTS), bias=False)

    def forward(
        self,
        states: Tensor,
        middle: Tensor,
        tags: Tensor,
        deps: Tensor,
        titles: Tensor,
        kinds: Tensor,
        told: Tensor,
        links: Tensor,
        inside: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Scores of statuses and of parts; shapes (batch, words, …), the latter (batch, words, words, parts)."""
        h = self.proj(self.drop(torch.cat([self.nf(states), self.nm(middle)], -1)))
        for table, given in zip(self.tables.values(), (tags, deps, titles, kinds, told), strict=True):
            h = h + table(given)
        near = self.linked(links).permute(0, 3, 1, 2)
        h = self.n(attended(self.layer, h + waves(h.shape[1], WIDTH, h.device), near + outside(inside)))
        batch, size = h.shape[:2]
        q = self.q(h).view(batch, size, len(PARTS), PART)
        k = self.k(h).view(batch, size, len(PARTS), PART)
        place = torch.arange(size, device=h.device)
        away = (place[None] - place[:, None]).clamp(-FARTHEST, FARTHEST) + FARTHEST
        parts = torch.einsum("berd,bnrd->benr", q, k) / PART**0.5 + self.dist(away) + self.links(links)
        return self.status(h), parts + (inside - 1)[:, None, :, None] * 1e4


def loss_of(scores: tuple[Tensor, Tensor], wanted: dict[str, Tensor]) -> Tensor:
    """How unlikely what is taught is, by tenure."""
    statuses, parts = scores
    loss = F.cross_entropy(
        statuses.flatten(0, 1),
        wanted["statuses"].flatten(),
        ignore_index=UNTAUGHT,
        reduction="sum",
        label_smoothing=SMOOTHING,
    )
    on = wanted["parts"].sum((2, 3)) > 0
    if on.any():
        shares = parts[on].log_softmax(1)
        loss = loss - OF_PARTS * (shares * wanted["parts"][on]).sum()
    return loss / ((wanted["statuses"] > 0).sum() + 1)
