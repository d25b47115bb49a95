"""Say of what kind a name is by its own words and by the rest of the document.

In:   names as the encoder has them, their words.
Out:  the same names; what its words make a body or a place is one; a name that the document mostly takes for one kind
      of thing is that kind wherever it stands, and is a name where the encoder missed it.

Words: data/lexicon/en/name_edges.tsv; bodies, countries and towns: the gazetteer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from letopis import gazetteer
from letopis.annotate.name_edges import PROPER, NameWords, Shares
from letopis.annotate.name_words import edge_words, is_body, is_country, is_listed_place
from letopis.annotate.spans import Labelled

CLEARLY = 1.5  # times as sure of one kind as of another
SURELY = 0.9  # probability of a person that a listed body of one word may bear the name of
LEAST_OF_PLACE = 0.15  # probability of a place in a name that ends like one
LEAST_AGAIN = 0.15  # in-name probability of a word that is a name elsewhere
LEAST_KNOWN = 0.6  # score of a name that is looked for in the rest of the document


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """The words of a document: as written, tags, whether a sentence starts there, how likely each is in a name."""

    texts: Sequence[str]
    tags: Sequence[str]
    starts: Sequence[bool]
    inside: Shares


class DocumentNames:
    """The names of a document, chunk by chunk."""

    def __init__(self) -> None:
        self._tokens: list[npt.NDArray[np.int64]] = []
        self._words: list[NameWords] = []
        self._found: list[Labelled] = []
        self._read = 0

    def add(self, tokens: npt.NDArray[np.int64], words: NameWords, found: Iterable[Labelled]) -> None:
        """Take in the names of the next chunk: its tokens, its words, names among these."""
        self._tokens.append(tokens)
        self._words.append(words)
        for name in found:
            named = kind_by_words(name, words)
            self._found.append(named._replace(start=name.start + self._read, end=name.end + self._read))
        self._read += len(words.texts)

    def tokens(self) -> npt.NDArray[np.int64]:
        """The token of each word so far."""
        return np.concatenate([np.zeros(0, dtype=np.int64), *self._tokens])

    def names(self) -> list[Labelled]:
        """The names of all chunks by the number of the word, as the whole document has them."""
        words = DocumentWords(
            [text for part in self._words for text in part.texts],
            [tag for part in self._words for tag in part.tags],
            [start for part in self._words for start in part.starts],
            np.concatenate([np.zeros(0), *(part.shares.sum(axis=1) for part in self._words)]),
        )
        return with_votes(self._found, words)


def kind_by_words(name: Labelled, words: NameWords) -> Labelled:
    """The name with the kind that its own words tell: "Radio Sarvon", "Velmar Airlines", "the United Arab Emirates"."""
    shares = words.shares[name.start : name.end].mean(axis=0)
    kind = _kind(name.kind, words.texts[name.start : name.end], dict(zip(words.kinds, shares, strict=True)))
    return name if kind == name.kind else name._replace(kind=kind)


def _kind(kind: str, words: Sequence[str], shares: Mapping[str, float]) -> str:
    text, last = " ".join(words), words[-1].lower()
    if kind == "ORG":
        doubtful = shares["LOC"] > LEAST_OF_PLACE and "of" not in words
        return "LOC" if is_country(text) or (doubtful and last in edge_words("place_last")) else kind
    if kind not in ("PER", "LOC"):
        return kind
    if kind == "LOC" and is_listed_place(text):
        return kind
    if len(words) > 1 and last not in edge_words("place_last"):
        first = words[0].lower()
        if first in edge_words("body_first") and words[1][:1].isupper():
            return "ORG"
        if last in edge_words("body_last"):
            return "ORG"
    if kind == "PER" and len(words) > 1 and _is_town(words, text):
        return "LOC"
    sure = kind == "PER" and len(words) == 1 and shares["PER"] > SURELY
    return "ORG" if is_body(text) and not sure else kind


def _is_town(words: Sequence[str], text: str) -> bool:
    return not gazetteer.is_given_name(words[0]) and bool(gazetteer.towns(text))


def with_votes(names: Iterable[Labelled], words: DocumentWords) -> list[Labelled]:
    """The names of a document in order, those of one text of one kind, and the same words elsewhere."""
    names = _apart(names)
    votes: dict[tuple[str, ...], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        votes[tuple(words.texts[name.start : name.end])][name.kind] += name.score
    people = {words.texts[name.end - 1] for name in names if name.kind == "PER" and name.end - name.start > 1}
    found = []
    for name in names:
        text = tuple(words.texts[name.start : name.end])
        most = max(votes[text], key=lambda kind: votes[text][kind])
        is_surname = name.kind == "PER" and len(text) == 1 and text[0] in people
        clear = most != name.kind and votes[text][most] >= CLEARLY * votes[text][name.kind]
        found.append(name._replace(kind=most) if clear and not is_surname else name)
    return sorted([*found, *_again(found, words)])


def _apart(names: Iterable[Labelled]) -> list[Labelled]:
    """The names in order, none within another: the one that starts first stays."""
    kept: list[Labelled] = []
    for name in sorted(names):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def _again(names: Sequence[Labelled], words: DocumentWords) -> list[Labelled]:
    """Names that the encoder found in one place of the document and missed in another."""
    known: dict[str, dict[tuple[str, ...], Labelled]] = defaultdict(dict)
    taken = np.zeros(len(words.texts), dtype=bool)
    for name in names:
        taken[name.start : name.end] = True
        text = tuple(words.texts[name.start : name.end])
        if name.score >= LEAST_KNOWN and name.kind != "MISC" and text[0][:1].isupper():
            known[text[0]].setdefault(text, name)
    found = []
    for at, first in enumerate(words.texts):
        for text in sorted(known.get(first, ()), key=len, reverse=True):
            end = at + len(text)
            if taken[at:end].any() or tuple(words.texts[at:end]) != text or any(words.starts[at + 1 : end]):
                continue
            if _is_name_again(at, end, words):
                found.append(known[first][text]._replace(start=at, end=end))
                taken[at:end] = True
                break
    return found


def _is_name_again(at: int, end: int, words: DocumentWords) -> bool:
    likely = words.inside[at:end].mean()
    if words.tags[end : end + 1] and words.tags[end] in PROPER and not words.starts[end]:
        return False  # a part of a longer name
    if end - at > 1:
        return bool(likely > LEAST_AGAIN / 3) or not words.starts[at]
    return bool(likely > LEAST_AGAIN) and words.tags[at] in PROPER
