"""Teach the encoder what the readers of events and of tenures want of it: their networks learn along with it.

In:   the encoder's output for a batch (network.py), and what is given and taught of the words of our own texts
      (own_rows.py).
Out:  losses of the readers, by labels and by what the teachers' readers say.

The readers read sentences, not chunks: the words of each sentence of a batch are put into a row of their own.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import event_reader
import tenure_reader
import torch
import torch.nn.functional as F  # noqa: N812
from network import WIDTH
from readers import TAGS
from torch import Tensor, nn

from letopis.model.tenures import LINKS, PARTS
from letopis.model.triggers import ROLES

LONGEST = 120  # words of a sentence
NOISE = 0.1  # of the states' own spread: what eight bits do to them
ALL_HIDDEN, SOME_HIDDEN = 0.15, 0.3  # shares of sentences and of words of which the rules tell nothing
OFFICE_LOSS = 0.7
Batch = dict[str, Tensor]


class Readers(nn.Module):
    """The readers over one encoder; `width` of its states."""

    def __init__(self, width: int, layers: int = 2) -> None:
        super().__init__()
        self.event = event_reader.Reader(layers, width)
        self.office = tenure_reader.Reader(width)


def load_readers(path: Path) -> Readers:
    """Those learnt along with the weights at `path`."""
    saved = torch.load(path, map_location="cpu", weights_only=True)
    readers = Readers(WIDTH)
    readers.load_state_dict(saved["readers"])
    return readers.eval()


class Sentences(NamedTuple):
    """Where the words of each sentence stand: `index` among all words of the batch, shape (sentences, words), and
    `inside`, where there is one; `row` and `column` of each word of the batch."""

    index: Tensor
    inside: Tensor
    row: Tensor
    column: Tensor

    def of(self, words: Tensor, fill: float = 0) -> Tensor:
        """What is known of the words of a batch, shape (batch, words, …), by sentences."""
        found = words.flatten(0, 1)[self.index]
        inside = self.inside.view(*self.inside.shape, *[1] * (found.dim() - 2))
        return torch.where(inside, found, torch.full_like(found, fill))

    def pairs(self, coordinates: Tensor, kinds: int) -> Tensor:
        """1 for each of the pairs of words, shape (sentences, words, words, kinds); those across sentences left out."""
        size = self.index.shape
        found = torch.zeros(*size, size[1], kinds, device=self.index.device)
        if len(coordinates):
            one, other, kind = coordinates.unbind(1)
            fits = (self.row[one] == self.row[other]) & (self.row[one] >= 0)
            one, other, kind = one[fits], other[fits], kind[fits]
            found[self.row[one], self.column[one], self.column[other], kind] = 1.0
        return found


def sentences_of(sent: Tensor) -> Sentences:
    """The sentences of a batch; `sent` (batch, words) numbers them in each chunk, below 0 for padding."""
    batch = torch.arange(len(sent), device=sent.device)[:, None]
    key = (sent.long() + batch * 100_000).flatten()
    valid = (sent >= 0).flatten().nonzero().squeeze(1)
    _, counts = torch.unique_consecutive(key[valid], return_counts=True)
    starts = counts.cumsum(0) - counts
    length = min(int(counts.max()), LONGEST)
    place = torch.arange(length, device=sent.device)[None]
    inside = place < counts[:, None]
    index = valid[(starts[:, None] + place).clamp(max=len(valid) - 1)]
    row, column = torch.full_like(key, -1), torch.full_like(key, 0)
    rows = torch.arange(len(counts), device=sent.device)[:, None].expand_as(index)
    row[index[inside]], column[index[inside]] = rows[inside], place.expand_as(index)[inside]
    return Sentences(index, inside, row, column)


def middle_of(states: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """The mean of the states of each word's pieces, shape (batch, words, width)."""
    sums = F.pad(states.float().cumsum(1), (0, 0, 1, 0))
    total = torch.take_along_dim(sums, last[..., None] + 1, 1) - torch.take_along_dim(
        sums, first[..., None], 1
    )
    return total / (last - first + 1)[..., None]


def noisy(states: Tensor, training: bool) -> Tensor:
    states = states.float()
    return states + NOISE * states.std() * torch.randn_like(states) if training else states


def shown(told: Tensor, training: bool) -> Tensor:
    """Where what the rules tell is shown."""
    if not training:
        return torch.ones_like(told, dtype=torch.bool)
    sentence = torch.rand(len(told), 1, device=told.device) > ALL_HIDDEN
    return sentence & (torch.rand(told.shape, device=told.device) > SOME_HIDDEN)


class Given(NamedTuple):
    """What is given of the sentences of a batch, the same for pupil and teachers."""

    sentences: Sentences
    event: dict[str, Tensor] | None
    office: dict[str, Tensor] | None


def given_of(batch: Batch, tags: Tensor | None, sent: Tensor, training: bool) -> Given:
    """Args:
    tags: numbers in TAGS of the words of a batch of which the rules tell nothing; None if they tell something.
    """
    sentences = sentences_of(sent)
    inside = sentences.inside.float()
    event = office = None
    if "event" in batch:
        columns = sentences.of(batch["event"])
        told = columns[..., 1] * shown(columns[..., 1], training)
        event = {"tags": columns[..., 0], "told": told, "told_sure": columns[..., 2], "inside": inside}
    elif tags is not None:
        found = sentences.of(tags)
        event = {
            "tags": found,
            "told": torch.zeros_like(found),
            "told_sure": torch.zeros_like(found),
            "inside": inside,
        }
    if "office" in batch:
        columns = sentences.of(batch["office"])
        names = ("tags", "deps", "titles", "kinds", "told")
        links = sentences.pairs(batch["office_links"], len(LINKS))
        visible = shown(columns[..., 4], training)
        office = {name: columns[..., n] for n, name in enumerate(names)}
        office["told"] = office["told"] * visible
        links[..., :2] *= visible[..., None, None]
        office |= {"links": links, "inside": inside}
    return Given(sentences, event, office)


def said(readers: Readers, out: dict[str, Any], batch: Batch, given: Given) -> dict[str, Tensor]:
    """The readers' scores."""
    states = given.sentences.of(noisy(out["state"], readers.training))
    middle = given.sentences.of(middle_of(out["middle"], batch["first"], batch["last"]))
    found: dict[str, Tensor] = {}
    if given.event is not None:
        scores = readers.event(states, middle, **given.event)
        found |= dict(
            zip(("event_types", "event_sure", "event_parts"), (x.float() for x in scores), strict=True)
        )
    if given.office is not None:
        scores = readers.office(states, middle, **given.office)
        found |= dict(zip(("office_statuses", "office_parts"), (x.float() for x in scores), strict=True))
    return found


def taught_events(batch: Batch, sentences: Sentences) -> dict[str, Tensor]:
    untold = event_reader.UNTOLD
    types, sure = (sentences.of(batch["event"][..., n], untold) for n in (3, 4))
    parts = sentences.pairs(batch["event_parts"], len(ROLES))
    shown = sentences.of(batch["event"][..., 5]) > 0
    known = shown[:, :, None, None] & sentences.inside[:, None, :, None]
    return {"types": types, "sure": sure, "parts": torch.where(known, parts, float("nan"))}


def taught_offices(batch: Batch, sentences: Sentences) -> dict[str, Tensor]:
    statuses = sentences.of(batch["office"][..., 5], tenure_reader.UNTAUGHT)
    parts = sentences.pairs(batch["office_parts"], len(PARTS))
    return {"statuses": statuses, "parts": parts / parts.sum(2, keepdim=True).clamp(min=1)}


def losses(found: dict[str, Tensor], batch: Batch, sentences: Sentences) -> dict[str, Tensor]:
    """By what is taught."""
    out: dict[str, Tensor] = {}
    if "event" in batch:
        scores = (found["event_types"], found["event_sure"], found["event_parts"])
        out["event"] = event_reader.loss_of(scores, taught_events(batch, sentences), 0.7)
    if "office" in batch:
        wanted = taught_offices(batch, sentences)
        out["office"] = tenure_reader.loss_of((found["office_statuses"], found["office_parts"]), wanted)
    return out


def imitation(found: dict[str, Tensor], told: dict[str, Tensor], sentences: Sentences) -> dict[str, Tensor]:
    """By what the teachers' readers say: `told` are their scores."""
    inside = sentences.inside.float()
    both = inside[:, :, None, None] * inside[:, None, :, None]

    def apart(key: str, weight: Tensor, dim: int = -1) -> Tensor:
        target = told[key].softmax(dim)
        return -((target * found[key].log_softmax(dim)).sum(dim) * weight).sum()

    out: dict[str, Tensor] = {}
    if "event_types" in found:
        likely = (1 - told["event_types"].softmax(-1)[..., 0]) * inside
        count = likely.sum() + 1
        parts = F.binary_cross_entropy_with_logits(
            found["event_parts"], told["event_parts"].sigmoid(), reduction="none"
        )
        parts = (parts * both * likely[:, :, None, None]).sum()
        out["event"] = (
            apart("event_types", inside) + 0.7 * apart("event_sure", likely) + event_reader.PARTS * parts
        ) / count
    if "office_statuses" in found:
        likely = (1 - told["office_statuses"].softmax(-1)[..., 0]) * inside
        parts = apart("office_parts", likely[:, :, None].expand(-1, -1, len(PARTS)), 2)
        out["office"] = (apart("office_statuses", inside) + tenure_reader.OF_PARTS * parts) / (
            likely.sum() + 1
        )
    return out


@torch.no_grad()
def check(network: Any, readers: Readers, batches: list[Batch]) -> str:
    """How well the readers find what is marked in texts apart, told by the rules."""
    network.eval(), readers.eval()
    count: Counter[str] = Counter()
    for batch in batches:
        out = network(*(batch[key] for key in ("ids", "cases", "first", "last", "mask")))
        given = given_of(batch, None, batch["sent"], False)
        found = said(readers, out, batch, given)
        if "event" in batch:
            gold = taught_events(batch, given.sentences)
            known = gold["types"] != event_reader.UNTOLD
            on = (found["event_types"].softmax(-1)[..., 0] < 0.5) & known
            hit = on & (gold["types"] > 0)
            typed = found["event_types"][..., 1:].argmax(-1) + 1 == gold["types"]
            count["event gold"] += int((gold["types"] > 0).sum())
            count["event found"] += int(on.sum())
            count["event hit"] += int(hit.sum())
            count["event typed"] += int((typed & hit).sum())
            count["event sure"] += int(((found["event_sure"].argmax(-1) == gold["sure"]) & hit).sum())
        if "office" in batch:
            gold = taught_offices(batch, given.sentences)
            known = gold["statuses"] != tenure_reader.UNTAUGHT
            on = (found["office_statuses"].softmax(-1)[..., 0] < 0.5) & known
            hit = on & (gold["statuses"] > 0)
            best = found["office_parts"][..., 0].argmax(2)
            right = torch.take_along_dim(gold["parts"][..., 0], best[:, :, None], 2)[..., 0] > 0
            count["office gold"] += int((gold["statuses"] > 0).sum())
            count["office found"] += int(on.sum())
            count["office hit"] += int((hit & right).sum())
    network.train(), readers.train()
    told = []
    for kind in ("event", "office"):
        if both := count[f"{kind} gold"] + count[f"{kind} found"]:
            told.append(f"{kind} {200 * count[f'{kind} hit'] / both:.2f}")
    if count["event hit"]:
        both = count["event gold"] + count["event found"]
        told.append(f"typed {200 * count['event typed'] / both:.2f}")
        told.append(f"sure {100 * count['event sure'] / count['event hit']:.2f}")
    return " ".join(told)


def tag_numbers(upos: list[str]) -> list[int]:
    """The number in TAGS of each UPOS tag."""
    return [TAGS.index(tag) if tag in TAGS else len(TAGS) - 1 for tag in upos]
