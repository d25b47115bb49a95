"""Find the weights of the reader of tenures, check them against their manifest, and read the words of a sentence.

In:   of one sentence, the encoder's last and middle states of its words, their tags and relations, the mentions that
      they head, the tenures that the rules have found, and how the words hang together.
Out:  for each word whether it heads the words of an office that somebody holds, held or is to hold; for each pair of
      words which part the one has in the tenure of the other.

A small network over the encoder's states. One sentence is one call, so that a tenure never depends on what else is
read. The weights belong to one encoder, named by its digest in the manifest. Made by training/tenures.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from letopis.model.checked import checked_weights
from letopis.model.weights import FOLDER

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
FORMAT = 1
WEIGHTS, MANIFEST = "tenures.onnx", "tenures.json"
STATUSES = (
    "-",
    "now",
    "past",
    "next",
    "not",
)  # "-": heads no office; "not": told of somebody who does not hold it
PARTS = ("holder", "body", "start", "end", "first", "last")  # the last two: of the words that name the office
TITLES = ("-", "office", "inside")  # whether a word heads a title that the rules know, or stands in one
KINDS = (
    "-",
    "name",
    "person",
    "people",
    "organisation",
    "country",
    "place",
    "group",
    "other",
    "time",
    "quantity",
)
LINKS = ("told holder", "told body", "head", "dependant")  # of a word to another
ROUNDED = 4
GIVEN = ("states", "middle", "tags", "deps", "titles", "kinds", "told", "links")


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of the words of a sentence before it is read.

    Attributes:
        states, middle: last states, and means of the middle states of a word's pieces, each of shape (words, 384).
        tags, deps: numbers in `Reader.tags` and `Reader.deps`.
        titles, kinds: numbers in TITLES and, of the mention that a word heads, in KINDS.
        told: number in STATUSES of the tenure that the rules tell at the word.
        links: shape (words, words, LINKS), 1 where a word has that link to another.
    """

    states: Floats
    middle: Floats
    tags: Ints
    deps: Ints
    titles: Ints
    kinds: Ints
    told: Ints
    links: Floats


@dataclass(frozen=True, slots=True)
class Told:
    """What the reader says: probabilities, to be rounded to ROUNDED places where they count, so that they are the same
    on every machine; those of statuses are so already.

    Attributes:
        statuses: shape (words, STATUSES). parts: shape (words, words, PARTS): of each word that another has that part
            in its tenure; that it has it itself stands for nobody, and of "first" and "last" for itself.
    """

    statuses: Floats
    parts: Floats


@dataclass(frozen=True, slots=True)
class Reader:
    """The reader.

    Attributes:
        tags, deps: those it knows, the last one for any other.
    """

    session: Any
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    manifest: dict[str, Any]

    def read(self, words: Words) -> Told:
        """What each word of one sentence heads."""
        given = {name: getattr(words, name) for name in GIVEN}
        statuses, parts = self.session.run(None, given)
        return Told(np.round(statuses, ROUNDED), parts)


def numbered(names: Sequence[str], found: Iterable[str]) -> Ints:
    """The number of each of those found in `names`; the last one's where it is not there."""
    numbers = {name: number for number, name in enumerate(names)}
    return np.array([numbers.get(name, len(names) - 1) for name in found], dtype=np.int64)


@cache
def load_tenures(folder: Path | None = None) -> Reader:
    """The reader in `folder`, its file checked against its digest; the one shipped with Letopis if not given.

    Raises:
        ModelError: a file is missing, is not the one of the manifest, or has another format.
    """
    from letopis.model.weights import open_session

    folder = folder or FOLDER
    path = folder / WEIGHTS
    manifest = checked_weights(
        path, folder / MANIFEST, FORMAT, what="reader of tenures", made_by="training/tenures.py"
    )
    return Reader(open_session(path, 1), tuple(manifest["tags"]), tuple(manifest["deps"]), manifest)
