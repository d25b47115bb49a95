"""Many articles with what is found in them, for load only: nobody should learn anything from what they say.

In:   the paragraphs of paragraphs.txt, each read once by our own steps in several pairs of countries.
Out:  documents with findings, as many as wanted; the same for the same seed.

An article is some paragraphs in which the invented people and bodies are others, word for word, from pools that grow
with the record; how often each of them comes up falls with its rank (Zipf). Other words are exchanged for words that
do not exist, so that two articles of one paragraph are no copies of each other; one article in twelve is a copy of one
before it. What was found moves with the words. The dates move by whole weeks with the publication.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from letopis.claim import Evidence, claim_id
from letopis.document import Block, BlockKind, Document, Published, content_id
from letopis.gazetteer import countries
from letopis.lexicon import table
from letopis.mention import Form, Mention, MentionKind, mention_id
from letopis.pipeline import find_in
from letopis.store import Findings
from letopis.times import Interval, one_day

PARAGRAPHS = Path(__file__).with_name("paragraphs.txt")
WRITTEN = date(2021, 5, 6)  # the publication under which the paragraphs are read, a Thursday
FIRST = date(2005, 1, 6)
WEEKS = 900
PEOPLE = (("Anna", "Berg", "f"), ("Otto", "Lind", "m"), ("Karin", "Holm", "f"), ("Viktor", "Stark", "m"))
BODIES = (("Northern", "Fishers"), ("Coast",), ("Harbour",))
EXCHANGED = 0.8  # of the words that may be any
ARTICLES_OF_A_PAIR = 125  # of countries, where these grow with the articles: of a thousand there are eight
COPIED = 12  # one article in so many is a copy of one of the 200 before it
STATES = (
    ("Norway", "Norwegian", "Bergen", "Sweden", "Swedish"),
    ("Poland", "Polish", "Gdańsk", "Lithuania", "Lithuanian"),
    ("Portugal", "Portuguese", "Porto", "Spain", "Spanish"),
    ("Greece", "Greek", "Patras", "Turkey", "Turkish"),
    ("Chile", "Chilean", "Valparaíso", "Peru", "Peruvian"),
    ("Kenya", "Kenyan", "Mombasa", "Tanzania", "Tanzanian"),
    ("Vietnam", "Vietnamese", "Haiphong", "Thailand", "Thai"),
    ("Georgia", "Georgian", "Batumi", "Armenia", "Armenian"),
)
ONSETS = (*"bdfgklmnprstvz", "br", "dr", "gr", "kl", "kr", "pl", "st", "tr", "sk")
ENDS = (*"nrslkt", "nd", "rk", "lm", "st")
_WORD = re.compile(r"[^\W\d_]+")
_PLACES = {"start", "end", "head_start", "head_end", "cue_start", "cue_end"}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as it was read: its text, what was found, and the places of words that may be any."""

    text: str
    findings: Findings
    free: frozenset[int]


@dataclass(frozen=True)
class Cast:
    """Who stands in the place of whom in one article: word → word."""

    words: dict[str, str]
    people: tuple[int, ...]


@cache
def pairs() -> tuple[tuple[str, str, str, str, str], ...]:
    """STATES, then all other states with an adjective two by two, each first one with a town of its own."""
    taken = {name for pair in STATES for name in (pair[0], pair[3])}
    towns: dict[str, str] = {}
    for row in table("cities"):
        if row["kind"] == "city":
            towns.setdefault(row["country"], row["name"])
    free = [one for one in countries() if one.status == "state" and one.adjectives and one.name not in taken]
    first = [one for one in free if one.code in towns]
    second = [one for one in free if one.code not in towns]
    while len(first) > len(second) + 1:
        second.append(first.pop())
    rest = [
        (one.name, one.adjectives[0], towns[one.code], other.name, other.adjectives[0])
        for one, other in zip(first, second, strict=False)
    ]
    return (*STATES, *rest)


@cache
def paragraphs(state: int) -> tuple[Paragraph, ...]:
    """All paragraphs, read in one pair of countries."""
    country, adjective, town, other, adjective2 = pairs()[state]
    told = {
        "country": country,
        "adjective": adjective,
        "town": town,
        "other": other,
        "adjective2": adjective2,
    }
    texts = PARAGRAPHS.read_text(encoding="utf-8").strip().split("\n\n")
    return tuple(_read(text.format(**told)) for text in texts)


def _read(text: str) -> Paragraph:
    published = Published(one_day(WRITTEN), "meta", WRITTEN.isoformat())
    block = Block(0, len(text), BlockKind.BODY)
    found = find_in(
        Document(content_id("doc", text), "p.txt", "text/plain", text, (block,), published=published)
    )
    taken = [(mention.start, mention.end) for mention in found.mentions]
    taken += [e.cue for claim in found.claims for e in claim.evidence if e.cue]
    free = frozenset(
        match.start()
        for match in _WORD.finditer(text)
        if len(match.group()) > 3
        and match.group().islower()
        and not any(start < match.end() and match.start() < end for start, end in taken)
    )
    return Paragraph(text, found, free)


class Generator:
    """Articles of a record of `size`; the pools of names grow with it. With `apart` the pairs of countries grow, too,
    and nobody is of one country in one article and of the other in the next.
    """

    def __init__(self, size: int, seed: int = 1, *, apart: bool = False) -> None:
        self.random, self.apart = random.Random(seed), apart
        self.count = min(len(pairs()), max(len(STATES), size // ARTICLES_OF_A_PAIR)) if apart else len(STATES)
        self.pools = [_pool(size // self.count + 20, seed + state) for state in range(self.count)]
        self.fillers = [_invented(random.Random(seed + 99 + n)) for n in range(4000)]
        self.before: list[tuple[int, tuple[int, ...], Cast, int]] = []

    def articles(self, count: int, start: int = 0) -> Iterator[tuple[Document, Findings]]:
        """So many articles, numbered from `start`."""
        for number in range(start, start + count):
            yield self._article(number)

    def _article(self, number: int) -> tuple[Document, Findings]:
        chance = self.random
        if self.before and chance.randrange(COPIED) == 0:
            state, chosen, cast, seed = chance.choice(self.before[-200:])
        else:
            state = chance.randrange(self.count)
            chosen = tuple(chance.sample(range(len(paragraphs(state))), chance.randint(5, 9)))
            cast, seed = self.pools[state].cast(chance, apart=self.apart), chance.randrange(1 << 30)
        self.before = [*self.before[-199:], (state, chosen, cast, seed)]
        parts = [paragraphs(state)[which] for which in chosen]
        day = FIRST + timedelta(weeks=chance.randrange(WEEKS))
        return _Writing(number, day, cast, self.fillers, seed).write(parts)


@dataclass(frozen=True)
class Pool:
    """The names of one pair of countries; the first are met most."""

    women: list[tuple[str, str]]
    men: list[tuple[str, str]]
    bodies: list[tuple[str, str]]
    weights: list[float]

    def cast(self, chance: random.Random, *, apart: bool = False) -> Cast:
        """Who stands for whom in one article; `apart` where nobody stands for two."""
        words: dict[str, str] = {}
        people = []
        for number, (given, surname, gender) in enumerate(PEOPLE):
            names = self.women if gender == "f" else self.men
            names = names[number // 2 :: 2] if apart else names
            rank = chance.choices(range(len(names)), cum_weights=self.weights[: len(names)])[0]
            words[given], words[surname] = names[rank]
            people.append(rank * 10 + number)
        for body in BODIES:
            rank = chance.choices(range(len(self.bodies)), cum_weights=self.weights[: len(self.bodies)])[0]
            words |= dict(zip(body, self.bodies[rank], strict=False))
        words["UNF"] = "U" + words["Northern"][0] + words["Fishers"][0]
        return Cast(words, tuple(people))


def _pool(size: int, seed: int) -> Pool:
    chance = random.Random(seed)
    given: dict[str, list[str]] = {"f": [], "m": []}
    for row in table("given_names"):
        if row["gender"] in given and row["name"].isalpha():
            given[row["gender"]].append(row["name"].capitalize())
    surnames = [_invented(chance).capitalize() for _ in range(size // 2)]
    people = {
        gender: [(chance.choice(names), chance.choice(surnames)) for _ in range(size // 2)]
        for gender, names in given.items()
    }
    bodies = [(_invented(chance).capitalize(), _invented(chance).capitalize()) for _ in range(size // 6 + 5)]
    weights = list(accumulate(1 / (rank + 1) for rank in range(size)))
    return Pool(people["f"], people["m"], bodies, weights)


def _invented(chance: random.Random) -> str:
    """A word that does not exist, of two or three syllables."""
    word = "".join(chance.choice(ONSETS) + chance.choice("aeiou") for _ in range(chance.randint(1, 2)))
    return word + chance.choice(ONSETS) + chance.choice("aeiou") + chance.choice(ENDS)


class _Writing:
    """One article in the making."""

    def __init__(self, number: int, day: date, cast: Cast, fillers: list[str], seed: int) -> None:
        self.number, self.day, self.cast, self.fillers = number, day, cast, fillers
        self.chance = random.Random(seed)
        self.later = self.day - WRITTEN

    def write(self, parts: list[Paragraph]) -> tuple[Document, Findings]:
        """The document and what is found in it."""
        texts, moves, at = [f"Report {self.number}"], [], len(f"Report {self.number}") + 2
        blocks = [Block(0, at - 2, BlockKind.TITLE)]
        for part in parts:
            text, move = self._text(part, at)
            texts.append(text)
            moves.append(move)
            blocks.append(Block(at, at + len(text), BlockKind.BODY))
            at += len(text) + 2
        text = "\n\n".join(texts)
        published = Published(one_day(self.day), "meta", self.day.isoformat())
        document = Document(
            content_id("doc", text), f"generated/{self.number:06d}.txt", "text/plain", text, tuple(blocks),
            title=texts[0], title_basis="first line", publisher=f"Paper {self.number % 40}", published=published,
            reader="generator 1",
        )  # fmt: skip
        return document, self._findings(document, parts, moves)

    def _text(self, part: Paragraph, base: int) -> tuple[str, Callable[[int], int]]:
        """The text of a paragraph with other words, and the new place of each old one."""
        pieces: list[str] = []
        edges: list[tuple[int, int, int, int]] = [
            (-1, 0, base, base)
        ]  # old start, old end, new start, new end
        for match in _WORD.finditer(part.text):
            old, end = match.span()
            new = self.cast.words.get(match.group(), match.group())
            if old in part.free and self.chance.random() < EXCHANGED:
                new = self.chance.choice(self.fillers)
            if new != match.group():
                kept = part.text[edges[-1][1] : old]
                pieces += [kept, new]
                at = edges[-1][3] + len(kept)
                edges.append((old, end, at, at + len(new)))
        starts = [edge[0] for edge in edges]

        def place(old: int) -> int:
            start, end, new_start, new_end = edges[bisect_right(starts, old) - 1]
            if old == start:
                return new_start
            return new_end + max(0, old - end)

        return "".join([*pieces, part.text[edges[-1][1] :]]), place

    def _findings(
        self, document: Document, parts: list[Paragraph], moves: list[Callable[[int], int]]
    ) -> Findings:
        spans: list[tuple[int, int]] = [(0, len(document.title or ""))]
        mentions: dict[str, Mention] = {}
        claims, vectors, space = [], {}, ""
        for number, (part, move) in enumerate(zip(parts, moves, strict=True)):
            found, before = part.findings, len(spans)
            spans += [(move(start), move(end)) for start, end in found.sentences]
            chains = {mention.chain: mention.chain for mention in found.mentions}
            for mention in found.mentions:
                chains[mention.chain] = self._thing(mention, number, chains[mention.chain])
            moved = _Moved(document, move, self._words, self.later, chains)
            for mention in found.mentions:
                new = replace(moved.of(mention), sentence=mention.sentence + before)
                moved.ids[mention.id] = mention_id(document.id, new.start, new.end, new.kind)
                mentions[moved.ids[mention.id]] = replace(new, id=moved.ids[mention.id])
            for claim in found.claims:
                new_claim = moved.of(claim)
                key = claim_id(
                    document.id, claim.kind, claim.type, new_claim.arguments, new_claim.evidence[0]
                )
                claims.append(replace(new_claim, id=key, known=document.published.interval))
                if claim.id in found.vectors:
                    vectors[key] = self._vector(len(found.vectors[claim.id]) // 2)
            space = found.space
        return Findings(spans, list(mentions.values()), claims, (), vectors, space)

    def _vector(self, width: int) -> bytes:
        """Where no sentence of any article lies near another, but for copies."""
        found = np.array([self.chance.gauss(0, 1) for _ in range(width)])
        return (found / np.linalg.norm(found)).astype("<f2").tobytes()

    def _words(self, text: str) -> str:
        return _WORD.sub(lambda match: self.cast.words.get(match.group(), match.group()), text)

    def _thing(self, mention: Mention, number: int, known: str) -> str:
        """What a mention's chain is called in the article: people, bodies and countries are one over paragraphs."""
        if known.startswith(("person", "body", "country")):
            return known
        for which, (given, surname, _) in enumerate(PEOPLE):
            if mention.form is Form.NAME and mention.kind is MentionKind.PERSON and surname in mention.text:
                return f"person {which} {given}"
        for which, body in enumerate(BODIES):
            if mention.kind is MentionKind.ORGANISATION and (
                body[0] in mention.text or mention.text == "UNF"
            ):
                return f"body {which}"
        if mention.kind is MentionKind.COUNTRY and mention.country:
            return f"country {mention.country}"
        return known if " in " in known else f"{known} in {number}"


class _Moved:
    """Findings of a paragraph, as they stand in the article."""

    def __init__(
        self,
        document: Document,
        move: Callable[[int], int],
        words: Callable[[str], str],
        later: timedelta,
        chains: dict[str, str],
    ) -> None:
        self.document, self.move, self.words, self.later = document, move, words, later
        self.chains = {old: content_id("chn", document.id, new) for old, new in chains.items()}
        self.ids: dict[str, str] = {}

    def of(self, value: Any) -> Any:
        """A noun with everything in it moved."""
        if isinstance(value, tuple):
            return tuple(self.of(each) for each in value)
        if isinstance(value, Interval):
            return later(value, self.later)
        if not is_dataclass(value) or isinstance(value, type):
            return value
        new = {field.name: self._field(field.name, getattr(value, field.name)) for field in fields(value)}
        if "start" in new and ("text" in new or "quote" in new):
            new["text" if "text" in new else "quote"] = self.document.text[new["start"] : new["end"]]
        if "quote" in new:
            return Evidence.of(self.document, new["start"], new["end"], new["cue"])
        if new.get("cue_start") is not None and isinstance(new.get("cue"), str):
            new["cue"] = self.document.text[new["cue_start"] : new["cue_end"]]
        return type(value)(**new)

    def _field(self, name: str, value: Any) -> Any:
        if value is None:
            return None
        if name in _PLACES:
            return self.move(value)
        if name == "cue" and isinstance(value, tuple):
            return tuple(self.move(place) for place in value)
        if name == "document":
            return self.document.id
        if name in ("chain", "owner"):
            return self.chains.get(value, value)
        if name == "members":
            return tuple(sorted(self.chains.get(chain, chain) for chain in value))
        if name == "mention":
            return self.ids[value]
        if name in ("value", "cue", "text", "of", "why", "medium") and isinstance(value, str):
            return self.words(value)
        return self.of(value)


def later(days: Interval, by: timedelta) -> Interval:
    """The same stretch of days, moved."""
    moved = {
        name: getattr(days, name) + by if getattr(days, name) is not None else None
        for name in ("start", "end", "start_latest", "end_earliest")
    }
    start, end = moved["start"], moved["end"]
    first = start.isoformat() if start is not None else ".."
    last = (end - timedelta(days=1)).isoformat() if end is not None else ".."
    return replace(days, **moved, edtf=first if first == last else f"{first}/{last}")
