"""The lands that a document speaks of, and what speaks for each as the home of a title without a state.

In:   a `Reading`; a title and its holder.
Out:  `Land`s in text order; a row of COLUMNS for each, which letopis.model.homes weighs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from math import log1p

from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition
from letopis.gazetteer import City, city, country_by_code, longest_name, office
from letopis.lexicon import classes
from letopis.mention import Form, Mention, MentionKind

OPENING = 240  # code points in which a report names the place that it is sent from
NEAR = 200  # code points before a title in which a land stands near it
DATELINE_BLOCKS = 3
BYLINE = 6  # words
MOSTLY = 0.4
AGAINST = frozenset({"with", "to", "from", "against", "between", "towards"})
WITHIN = frozenset({"in", "across", "throughout"})
NAMED = (MentionKind.COUNTRY, MentionKind.PLACE)
STATES = frozenset({"head_of_state", "head_of_government", "minister", "deputy_minister", "monarch"})
PARTS_OF_OLD = {  # states of old, and those of today in which their towns lie
    "SU": ("RU", "UA", "BY", "KZ", "UZ", "GE", "AM", "AZ", "MD", "LT", "LV", "EE", "KG", "TJ", "TM"),
    "YU": ("RS", "HR", "SI", "BA", "MK", "ME", "XK"),
    "CS": ("CZ", "SK"),
    "DD": ("DE",),
}
EVIDENCE = ("named", "opening", "sent_from", "organs", "owner", "titles")
COLUMNS = (
    "often", "share", "opening", "sent_from", "first", "organs", "titles", "towns", "late", "owner", "within",
    "against", "unlisted", "no_state", "beside_states", "taken", "near", "beside", "alone_beside", "most",
)  # fmt: skip
UNNAMED = frozenset(
    {"republic", "kingdom", "union", "state", "principality", "commonwealth", "federation", "nation"}
)
_FORM_OF_STATE = re.compile(
    r"^(?:the )?(?:\w+ )?(?:Republic|Kingdom|Union|State|Principality|Commonwealth) of (?:the )?", re.I
)


@dataclass(slots=True)
class Land:
    """A state or a place that no list has.

    Attributes:
        name: in normal form. code: ISO 3166 alpha-2, None where no list has it. first: where it is named first.
        is_state: True where the words or a list make it a state.
        counts: how often it is named, in the opening, by its towns, as an owner, within and against prepositions;
            how many organs and titles are told as its own; sent_from.
        places: of its names, the offset and the number of the sentence.
    """

    name: str
    code: str | None
    first: int
    is_state: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    places: list[tuple[int, int]] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The code, the name where no list has it."""
        return self.code or self.name

    def is_beside(self, title: Mention) -> bool:
        """True where it is named in the sentence of a title or the one before."""
        return any(title.sentence - 1 <= sentence <= title.sentence for _, sentence in self.places)


def lands_of(reading: Reading) -> list[Land]:
    """The lands of a document; cached on the reading."""
    found: dict[str, Land] | None = reading.__dict__.get("_lands")
    if found is None:
        found = reading.__dict__["_lands"] = {}
        for mention in reading.mentions:
            _count(reading, mention, found)
        code = sent_from(reading)
        known = country_by_code(code) if code is not None else None
        if known is not None:
            found.setdefault(known.name, Land(known.name, code, 0, True)).counts["sent_from"] += 1
        _join_old_states(reading, found)
    return list(found.values())


def _join_old_states(reading: Reading, found: dict[str, Land]) -> None:
    """Count towns and peoples for the state of old that the document names, where it does not name the one of today:
    Prague and the Slovaks for Czechoslovakia."""
    for old, codes in PARTS_OF_OLD.items():
        known = country_by_code(old)
        whole = found.get(known.name) if known is not None else None
        if known is None or whole is None:
            continue
        for part in (country_by_code(code) for code in codes):
            land = found.get(part.name) if part is not None else None
            if part is None or land is None:
                continue
            own = {part.name, *part.names}
            if any(m.country == part.code and m.text.removeprefix("the ") in own for m in reading.mentions):
                continue
            whole.counts.update(land.counts)
            whole.places = sorted([*whole.places, *land.places])
            whole.first = min(whole.first, land.first)
            del found[part.name]


def _count(reading: Reading, mention: Mention, found: dict[str, Land]) -> None:
    """Count a name of a land, or an organ or title that is told as its own."""
    if mention.kind in NAMED and mention.form == Form.NAME:
        land = _land(mention, found) if mention.country or not _in_byline(reading, mention) else None
        if land is not None:
            if not _is_posted_to(reading, mention):
                land.places.append((mention.start, mention.sentence))
            land.counts.update(
                named=1, opening=mention.start < OPENING, towns=mention.kind is MentionKind.PLACE
            )
            word = reading.word_at(mention.head_start)
            if word is not None:
                before = preposition(reading, word)
                owns = reading.words[word + 1 : word + 2] in (["'s"], ["’s"])
                land.counts.update(owner=owns, within=before in WITHIN, against=before in AGAINST)
        return
    is_organ = mention.kind is MentionKind.ORGANISATION and mention.form is not Form.PRONOUN
    if mention.owner is None or not (is_organ or _is_of_state(mention)):
        return
    owners = reading.by_chain.get(mention.owner, ())
    owner = next((m for m in owners if m.form == Form.NAME and m.kind in NAMED), None)
    land = _land(owner, found) if owner is not None else None
    if land is not None:
        land.counts["organs" if is_organ else "titles"] += 1
        land.is_state = True


def _is_posted_to(reading: Reading, mention: Mention) -> bool:
    """True for the land to which somebody is sent: "high commissioner to New Zealand"."""
    word = reading.word_at(mention.head_start)
    title = reading.offices.get(reading.heads[word]) if word is not None else None
    known = office(title.value or title.text) if title is not None else None
    return (
        word is not None
        and known is not None
        and known.kind == "diplomat"
        and preposition(reading, word) == "to"
    )


def _in_byline(reading: Reading, mention: Mention) -> bool:
    """True in a short line at the head that is no sentence: "Teresa Quill in Puerto Alba"."""
    for block in reading.document.blocks[: 2 * DATELINE_BLOCKS]:
        if block.start <= mention.start < block.end:
            text = reading.text[block.start : block.end].strip()
            return len(text.split()) <= BYLINE and text[-1:] not in ".?!"
    return False


def _is_of_state(mention: Mention) -> bool:
    known = office(mention.value or mention.text) if mention.kind is MentionKind.OFFICE else None
    return known is not None and known.kind in STATES


def _land(mention: Mention, found: dict[str, Land]) -> Land | None:
    """The land that a name is of or lies in; None of a square, a bay, the town in capitals of a dateline, of "the
    Republic", and of what lies in several lands ("West Africa")."""
    known = country_by_code(mention.country) if mention.country is not None else None
    name = known.name if known is not None else _FORM_OF_STATE.sub("", mention.value or mention.text)
    if known is None:
        is_spot = (
            mention.kind is MentionKind.PLACE
            and name.split()[-1:] != []
            and (name.split()[-1].lower() in classes()["locality"])
        )
        wide = city(name)
        if name.isupper() or is_spot or not name or is_unnamed(mention) or (wide and wide.country is None):
            return None
    land = found.setdefault(name, Land(name, mention.country, mention.start))
    land.is_state |= mention.kind is MentionKind.COUNTRY or known is not None
    return land


def is_unnamed(mention: Mention) -> bool:
    """True for a state that is called by its form alone: "the President of the Republic"."""
    return mention.text.lower().removeprefix("the ") in UNNAMED


def is_doubtful(lands: Sequence[Land], chosen: int, asked: Mention | None) -> bool:
    """True for a land that is named once, where another is told in the same way ("the parliaments of A and B"); and
    where many lands are spoken of and it has not MOSTLY of their names, for a title whose sentence and the one before
    name another state alone."""
    one = lands[chosen]
    alike = any(
        other is not one
        and other.is_state >= one.is_state
        and all(other.counts[name] >= one.counts[name] for name in EVIDENCE)
        for other in lands
    )
    if one.counts["named"] == 1 and alike:
        return True
    total = sum(land.counts["named"] for land in lands)
    if asked is None or one.counts["named"] >= MOSTLY * total:
        return False
    beside = [land for land in lands if land.is_beside(asked)]
    return len(beside) == 1 and beside[0] is not one and beside[0].is_state


def sent_from(reading: Reading) -> str | None:
    """The country of the town in capitals that a block opens with: "TASHKENT, Sept. 8 -"."""
    for block in reading.document.blocks[:DATELINE_BLOCKS]:
        town = reading.text[block.start : block.end].partition(",")[0].partition(" (")[0].strip()
        if town.isupper() and len(town) > 2 and len(town.split()) <= 3:
            match = longest_name(tuple(town.title().split()), 0)
            return match.thing.country if match and isinstance(match.thing, City) else None
    return None


def columns_of(
    reading: Reading,
    lands: Sequence[Land],
    asked: tuple[Mention, Mention] | None,
    taken: Container[str],
) -> Iterator[list[float]]:
    """What speaks for each land.

    Args:
        asked: the title and its holder; None for what the document is about.
        taken: keys of the lands whose same post another person is told to hold.
    """
    total = sum(land.counts["named"] for land in lands) or 1
    most = max((land.counts["named"] for land in lands), default=0)
    first = min((land.first for land in lands), default=0)
    some_state = any(land.is_state for land in lands)
    start = min(mention.start for mention in asked) if asked is not None else 0
    beside = {land.name for land in lands if asked is not None and land.is_beside(asked[0])}
    before = [(at, land.name) for land in lands for at, _ in land.places if start - NEAR < at < start]
    nearest = max(before)[1] if before else None
    for land in lands:
        counts = land.counts
        named = max(counts["named"], 1)
        yield [
            log1p(counts["named"]),
            counts["named"] / total,
            min(counts["opening"], 2),
            counts["sent_from"],
            land.first == first,
            *(log1p(counts[name]) for name in ("organs", "titles", "towns")),
            land.first / len(reading.text),
            log1p(counts["owner"]),
            counts["within"] / named,
            counts["against"] / named,
            land.code is None,
            not land.is_state,
            not land.is_state and some_state,
            land.key in taken,
            land.name == nearest,
            land.name in beside,
            beside == {land.name},
            counts["named"] == most,
        ]
