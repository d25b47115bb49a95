"""Weigh the words around a source and a recipient: which quad class of events they speak of.

In:   a sentence, and where its source and its recipient stand.
Out:  for each class a probability; beside the event-type head's it corrects that one.

Counted are the words behind the source, in front of the recipient, behind it and between them, near ones with their
place; each falls into one of the columns of a table by its checksum. Made by training/pair_words.py.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from letopis.model.checked import checked_weights
from letopis.model.weights import FOLDER

Floats = npt.NDArray[np.float32]
Span = tuple[int, int]
FORMAT = 1
WEIGHTS, MANIFEST = "pair_words.npz", "pair_words.json"
NEAR = 4  # words from either side that count with their place
FROM, TO = "<source>", "<recipient>"
_WORD = re.compile(r"\d+|[^\W\d_]+|\$")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class PairWords:
    """The table.

    Attributes:
        weights: shape (columns, classes). bias: shape (classes,).
        classes: of each label of the event-type head its class, None for "none of them".
        share: how much it counts beside the head: the power of its probabilities.
    """

    weights: Floats
    bias: Floats
    classes: dict[str, int | None]
    share: float

    def probabilities(self, words: Sequence[str]) -> Floats:
        """The probability of each class, shape (classes,)."""
        columns = columns_of(words, len(self.weights))
        scores = self.bias + self.weights[columns].sum(0) / np.sqrt(len(columns))
        odds = np.exp(scores - scores.max())
        found: Floats = odds / odds.sum()
        return found

    def corrected(self, labels: Sequence[str], shares: Floats, words: Sequence[str]) -> Floats:
        """The head's probabilities, shape (labels,), those of each class raised or lowered as the words say."""
        told = self.probabilities(words)
        classes = [self.classes.get(label) for label in labels]
        factors = [1.0 if one is None else (len(told) * float(told[one])) ** self.share for one in classes]
        weighed = shares * np.array(factors, dtype=np.float32)
        found: Floats = np.round(weighed / max(float(weighed.sum()), 1e-9), 4)
        return found


def words_of(text: str, source: Sequence[Span], recipient: Sequence[Span]) -> list[str]:
    """The words of a sentence in lower case, figures as 0, a mark where source and recipient stand."""
    marks = sorted([*((span, FROM) for span in source), *((span, TO) for span in recipient)])
    found, place = [], 0
    for (start, end), mark in marks:
        found += [*_plain(text[place : max(start, place)]), mark]
        place = max(end, place)
    return [*found, *_plain(text[place:])]


def _plain(text: str) -> list[str]:
    return [_DIGITS.sub("0", word.lower()) for word in _WORD.findall(text)]


def features_of(words: Sequence[str]) -> list[str]:
    """What is counted of the words, each once, in order."""
    source = words.index(FROM) if FROM in words else 0
    recipient = words.index(TO) if TO in words else len(words) - 1
    found = {f"{'before' if source < recipient else 'after'}"}
    for step in range(1, NEAR + 1):
        for name, place in (("from", source + step), ("to", recipient - step), ("past", recipient + step)):
            if 0 <= place < len(words):
                found.add(f"{name} {words[place]}")
                found |= {f"{name}{step} {words[place]}"} if name != "past" else set()
    first, last = sorted((source, recipient))
    found |= {f"between {word}" for word in words[first + 1 : last]}
    return sorted(found)


def columns_of(words: Sequence[str], count: int) -> list[int]:
    """The columns of a table of `count` that the words fall into, each once, in order."""
    return sorted({zlib.crc32(feature.encode()) % count for feature in features_of(words)})


@cache
def load_pair_words(folder: Path | None = None) -> PairWords:
    """The table in `folder`, its file checked against its digest; the one shipped with Letopis if not given.

    Raises:
        ModelError: a file is missing, is not the one of the manifest, or has another format.
    """
    folder = folder or FOLDER
    path = folder / WEIGHTS
    told: dict[str, Any] = checked_weights(
        path, folder / MANIFEST, FORMAT, what="words of pairs", made_by="training/pair_words.py"
    )
    with np.load(path) as kept:
        weights, scale, bias = kept["weights"], kept["scale"], kept["bias"]
    table = weights.astype(np.float32) * np.float32(scale)
    return PairWords(table, bias.astype(np.float32), told["classes"], float(told["share"]))
