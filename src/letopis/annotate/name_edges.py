"""Put the edges of names right: what English and the gazetteer tell where the encoder is of two minds.

In:   the names of a chunk as the encoder has them, its words and their tags, how likely each word is in a name of each
      kind.
Out:  the same names, in order: the form of a company behind its name and the article before a hyphen are part of it;
      small words and common nouns at its edges, titles and states behind towns are not; addresses, peoples and common
      nouns are none; a listed country or town that the encoder doubts is one.

Words: data/lexicon/en/name_edges.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from letopis import gazetteer
from letopis.annotate.name_words import edge_words, is_body
from letopis.annotate.spans import Labelled

LEAST_OF_LISTED = 0.35  # in-name probability of each word of a listed place: 0.3 to 0.5 give the same on dev
SURE = 0.999  # what the encoder is so sure of is in the name, however it is written
COMMON = frozenset({"NN", "NNS"})
PROPER = frozenset({"NNP", "NNPS"})
BEFORE = frozenset(
    {"DT", "JJ", "NN"}
)  # tags of what is written small before a name: "the interim Governing Council"
PLAIN = frozenset({"NN", "NNS", "DT", "JJ", "PRP"})
INITIAL = re.compile(r"[A-Z]\.(-?[A-Z]\.)*")
LONGEST_STATE = 4  # words behind a body's name: "in Bosnia and Herzegovina"
QUOTES = frozenset({'"', "“", "”", "``", "''"})
LONGEST_LISTED = 7  # words
LEAST_OF_BODY = 0.1  # mean in-name probability of the words of a listed body
Shares = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words of a chunk.

    Attributes:
        texts, tags: as written; tags of the Penn Treebank. starts: whether a sentence starts at the word.
        shares: probability of being in a name of each of `kinds`, shape (words, kinds).
    """

    texts: Sequence[str]
    tags: Sequence[str]
    starts: Sequence[bool]
    shares: Shares
    kinds: Sequence[str]

    def kind_of(self, start: int, end: int) -> tuple[str, float]:
        """The likeliest kind of a span and its mean probability."""
        mean = self.shares[start:end].mean(axis=0)
        return self.kinds[best := int(mean.argmax())], float(mean[best])

    def text(self, start: int, end: int) -> str:
        """The words of a span."""
        return " ".join(self.texts[start:end])

    def cased(self, word: int) -> bool:
        """Whether the sentence of a word begins with a capital letter."""
        while word and not self.starts[word]:
            word -= 1
        return self.texts[word][:1].isupper()


def settled(names: Iterable[Labelled], words: NameWords) -> list[Labelled]:
    """The names with their edges put right."""
    found = [part for name in _joined(names, words) for part in _settled(name, words)]
    found = list(_last_names_first(sorted(found), words))
    return sorted([*found, *_listed(words, found)])


def _joined(names: Iterable[Labelled], words: NameWords) -> list[Labelled]:
    """The names, those that the encoder cut in two as one: "Orlan &" and "Voss AG", "Gulf of" and "Velmar"."""
    joined: list[Labelled] = []
    for name in sorted(names):
        if joined and _is_cut(joined[-1], name, words):
            before = joined.pop()
            kind = words.kind_of(before.start, name.end)[0] if before.kind != name.kind else name.kind
            name = Labelled(before.start, name.end, kind, max(before.score, name.score))
        joined.append(name)
    return joined


def _is_cut(one: Labelled, other: Labelled, words: NameWords) -> bool:
    """True for two parts of one name: nothing between them but what a name is cut at."""
    if any(words.starts[one.end : other.start + 1]) or "MISC" in (one.kind, other.kind):
        return False
    texts = words.texts
    if texts[one.start].islower() and words.tags[one.start] in PLAIN:
        return False
    open_end = texts[one.end - 1].lower() in edge_words("joint") and one.end - one.start > 1
    between = texts[one.end : other.start]
    if not between:
        return open_end or (
            one.kind == other.kind and not (one.kind == "LOC" and _is_listed_pair(one, other, words))
        )
    if len(between) != 1 or one.kind != other.kind:
        return False
    if between[0] in ("'s", "’s"):
        return words.text(other.start, other.end).lower() in edge_words("body_noun")
    return open_end and between[0] in edge_words("part")


def _is_listed_pair(one: Labelled, other: Labelled, words: NameWords) -> bool:
    """True where either is a place of its own: "Lyon France"."""
    return any(_is_place(words.text(name.start, name.end)) for name in (one, other))


def _settled(name: Labelled, words: NameWords) -> list[Labelled]:
    if _is_none(name, words):
        return []
    name = _ended(_trimmed(name, words), words)
    if name.kind == "PER":
        name = _untitled(name, words)
    elif name.kind in ("ORG", "LOC") and _is_people(words.text(name.start, name.end)):
        name = name._replace(kind="MISC")
    name = _whole(_widened(name, words), words)
    return _parted(name, words) if name.kind == "LOC" else [name]


def _untitled(name: Labelled, words: NameWords) -> Labelled:
    start = name.start
    while start < name.end and gazetteer.is_title(words.texts[start]):
        start += 2 if "." in words.texts[start + 1 : start + 2] else 1
    whole = (
        start >= name.end or words.texts[start].islower()
    )  # a surname that is a title too; "Minister of Justice"
    return name if whole else name._replace(start=start)


def _is_none(name: Labelled, words: NameWords) -> bool:
    """An address or a file; "P.S.", "MD", "Inc." alone; common nouns in a sentence that writes names with capitals."""
    texts = words.texts[name.start : name.end]
    if len(texts) == 1 and (re.search(r"[_@]|www\.|://", texts[0]) or _is_file(texts[0])):
        return True
    if len(texts) == 1 and texts[0].lower() in edge_words("never"):
        return True
    tags = words.tags[name.start : name.end]
    plain = all(text.islower() for text in texts) and all(tag in PLAIN for tag in tags)
    return name.kind == "ORG" and plain and words.cased(name.start)


def _is_file(text: str) -> bool:
    stem, _, ending = text.rpartition(".")
    return (
        stem[:1].isalpha()
        and ending.lower() in edge_words("file")
        and not (stem.isupper() and ending.isupper())
    )


def _trimmed(name: Labelled, words: NameWords) -> Labelled:
    """Without common nouns behind it and small words before it, where the rest has capitals: "US troops"."""
    start, end = name.start, name.end
    texts, tags = words.texts, words.tags
    if not any(text[:1].isupper() or text[:1].isdigit() for text in texts[start:end]):
        return name
    part = edge_words("part") - {"the", "la", "le"}
    if name.kind == "ORG" and "of" not in texts[start:end] and words.shares[end - 1].sum() < SURE:
        end = _end_of_capitals(name, words)
    before = {"DT"} if name.kind == "LOC" else BEFORE  # "upstate New York" is a place
    while start < end - 1 and _is_small(texts[start], tags[start], before) and texts[start] not in part:
        start += 1
    if (start, end) == (name.start, name.end):
        return name
    kind, _ = words.kind_of(start, end)
    form = gazetteer.country_form(words.text(start, end))
    if form is not None:
        kind = "LOC" if form.form == "name" else "MISC"
    return Labelled(start, end, kind, name.score)


def _ended(name: Labelled, words: NameWords) -> Labelled:
    """Without small words and marks behind it; with the mark that closes a quotation in it."""
    start, end = name.start, name.end
    while end - 1 > start and words.texts[end - 1] in edge_words("joint") | edge_words("behind"):
        end -= 1
    quotes = sum(text in QUOTES for text in words.texts[start:end])
    if (
        quotes == 1
        and words.texts[start] not in QUOTES
        and words.texts[end : end + 1]
        and words.texts[end] in QUOTES
    ):
        end += 1
    return name._replace(end=end)


def _end_of_capitals(name: Labelled, words: NameWords) -> int:
    """Where a name ends without the common nouns behind it, and what describes them: "Iraqi political forces"."""
    end, tags = name.end, COMMON
    while end - 1 > name.start and _is_small(words.texts[end - 1], words.tags[end - 1], tags):
        if words.texts[end - 1] in edge_words("part"):
            break
        end, tags = end - 1, COMMON | {"JJ"}
    return end


def _is_small(text: str, tag: str, tags: Container[str]) -> bool:
    return text.islower() and tag in tags


def _is_people(text: str) -> bool:
    form = gazetteer.country_form(text)
    return form is not None and form.form in ("demonym", "plural")


def _widened(name: Labelled, words: NameWords) -> Labelled:
    """With the form of the company behind it, and the article before the hyphen: "Harlan , Inc.", "al - Qaida"."""
    start, end = name.start, name.end
    lower = [text.lower() for text in words.texts[end : end + 2]]
    company = edge_words("company")
    behind = 2 if lower[:1] == [","] and lower[1:] and lower[1] in company else 1
    is_company = (
        name.kind != "MISC" if behind == 2 else name.kind == "ORG" and lower[:1] and lower[0] in company
    )
    if is_company and not any(words.starts[end : end + behind]):
        return name._replace(end=end + behind, kind="ORG")
    is_hyphened = start >= 2 and words.texts[start - 1] == "-" and words.texts[start][:1].isupper()
    if (
        is_hyphened
        and words.texts[start - 2].lower() in edge_words("article")
        and not any(words.starts[start - 1 : start + 1])
    ):
        return name._replace(start=start - 2)
    return name


def _whole(name: Labelled, words: NameWords) -> Labelled:
    """With the initials before it, and the state for which an international body works: "M. S. Gill", "the
    International Criminal Tribunal for Rwanda"."""
    start, end, texts = name.start, name.end, words.texts
    if name.kind == "PER":
        while start > 0 and not words.starts[start] and INITIAL.fullmatch(texts[start - 1]):
            start -= 1
        return name._replace(start=start)
    inner = {text.lower() for text in texts[start:end]}
    if name.kind != "ORG" or not (inner & edge_words("joint_body") and inner & edge_words("body_noun")):
        return name
    if is_body(words.text(start, end)):
        return name
    for last in range(min(end + LONGEST_STATE, len(texts)), end + 1, -1):
        linked = texts[end].lower() in ("in", "for") and not any(words.starts[end:last])
        if linked and _is_country(words.text(end + 1, last)):
            return name._replace(end=last)
    return name


def _parted(name: Labelled, words: NameWords) -> list[Labelled]:
    """A town and the state that it lies in are two places, also without a comma: "Ashford Ohio"."""
    start, end = name.start, name.end
    if end - start < 2 or _is_place(words.text(start, end)):
        return [name]
    for cut in (end - 1, end - 2):
        before = words.text(start, cut)
        if cut <= start or words.texts[cut - 1].lower() in edge_words("side"):
            continue
        if _is_state(words.text(cut, end)) or (_is_country(words.text(cut, end)) and _is_place(before)):
            return [name._replace(end=cut), name._replace(start=cut)]
    return [name]


def _is_state(text: str) -> bool:
    known = gazetteer.city(_capitalised(text))
    state = known is not None and known.kind == "region" and known.country == "US"
    return (state and known is not None and known.name == _capitalised(text)) or text.lower() in edge_words(
        "state"
    )


def _is_country(text: str) -> bool:
    form = gazetteer.country_form(_capitalised(text))
    return form is not None and form.form == "name"


def _is_place(text: str) -> bool:
    """True for the name of a listed country, region or town, however it is written."""
    name = _capitalised(text)
    known = gazetteer.city(name)
    if known is not None and name not in known.adjectives:
        return True
    return _is_country(name) or bool(gazetteer.regions(name)) or bool(gazetteer.towns(name))


def _capitalised(text: str) -> str:
    return " ".join(
        word if word.isupper() else word[:1].upper() + word[1:].lower() for word in text.split(" ")
    )


def _last_names_first(names: Iterable[Labelled], words: NameWords) -> Iterator[Labelled]:
    """Names, two in quotation marks with a comma between them as one: "Orlan , Petra" in an address book."""
    last: Labelled | None = None
    for name in names:
        if last is not None and last.kind == name.kind == "PER" and _is_listing(last, name, words):
            last = last._replace(end=name.end)
            continue
        if last is not None:
            yield last
        last = name
    if last is not None:
        yield last


def _is_listing(one: Labelled, other: Labelled, words: NameWords) -> bool:
    texts = words.texts
    comma = other.start == one.end + 1 and texts[one.end] == ","
    quoted = one.start > 0 and other.end < len(texts)
    return comma and quoted and texts[one.start - 1] in QUOTES and texts[other.end] in QUOTES


def _listed(words: NameWords, found: Sequence[Labelled]) -> Iterator[Labelled]:
    """Countries, regions, towns and bodies of the gazetteer in what is in no name so far."""
    taken = [False] * len(words.texts)
    for name in found:
        taken[name.start : name.end] = [True] * (name.end - name.start)
    inside = words.shares.sum(axis=1)
    at = 0
    while at < len(taken):
        end, kind = at, "LOC"
        if not taken[at] and words.tags[at] in PROPER:
            end, kind = _listed_end(words, at, taken, inside)
        if end > at:
            yield Labelled(at, end, kind, float(inside[at:end].mean()))
        at = max(end, at + 1)


def _listed_end(words: NameWords, at: int, taken: Sequence[bool], inside: Shares) -> tuple[int, str]:
    """Where the longest listed name ends that starts at a word, and its kind; `at` if there is none."""
    for end in range(min(at + LONGEST_LISTED, len(taken)), at, -1):
        if any(taken[at:end]) or any(words.starts[at + 1 : end]):
            continue
        likely = inside[at:end].mean()
        if likely <= LEAST_OF_BODY:
            continue
        text = words.text(at, end)
        if likely > LEAST_OF_LISTED and inside[at] > LEAST_OF_LISTED / 2:
            form, known = gazetteer.country_form(text), gazetteer.city(text)
            if (form and form.form == "name") or (known and text not in known.adjectives):
                return end, "LOC"
        if is_body(text) and (end - at > 1 or likely > LEAST_OF_LISTED or text.isupper()):
            return end, "ORG"
    return at, "LOC"
