"""Who is cited: how often, by whom, by name or not, at first hand or through others.

In:   lines of kind statement; whom each is about; classes of nouns by which unnamed sources are called.
Out:  rows, the most cited first.

A source is whoever speaks in a statement and whoever relays it. Unnamed ones stand in one row for each class
("officials"), counted and never taken for one another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from letopis.claim import ClaimKind
from letopis.mention import Form
from letopis.profile import Line, Part, Source
from letopis.times import Interval
from letopis.view.names import fold
from letopis.view.outlets import OutletProfile

NAMED, UNNAMED, DESCRIBED, UNRESOLVED = "named", "unnamed", "described", "unresolved"
OTHERS = "others"
NOT_FOUND = "speaker not found"
MOST = 3  # names and descriptions that a row lists


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source, or a class of unnamed ones.

    Attributes:
        naming: "named"; "unnamed" people, by their class; "described": a holder of an office, a voice, a body or a
            document without a name; "unresolved": a pronoun that nobody was found for.
        cited: statements that it speaks in or relays; articles: in so many.
        sources: how many of them the row stands for; 1 but for unnamed ones.
        publishers: who cites it, with how often.
        first_hand, relayed: statements that it speaks in, without or with a relay; through: whom, with how often.
        relays: statements of others that it passes on.
        direct, mixed, indirect: statements that it speaks in, by their form; direct_share: of all of them, 0 to 1.
        about: who is most often spoken of in what it says.
        descriptions: of unnamed ones, as they are described.
        country, state_run: of an outlet, as articles or a person say ("yes", "no"); None where nobody does.
    """

    name: str
    kind: str
    naming: str
    cited: int
    articles: int
    sources: int
    publishers: str
    first_hand: int
    relayed: int
    through: str
    relays: int
    direct: int
    mixed: int
    indirect: int
    direct_share: float | None
    about: str
    descriptions: str
    id: str | None
    country: str | None = None
    state_run: str | None = None


@dataclass
class _Tally:
    """What is counted of one source."""

    name: str
    kind: str
    naming: str
    id: str | None
    claims: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    individuals: set[str] = field(default_factory=set)
    publishers: Counter[str] = field(default_factory=Counter)
    hands: Counter[bool] = field(default_factory=Counter)
    through: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    about: Counter[str] = field(default_factory=Counter)
    descriptions: Counter[str] = field(default_factory=Counter)
    relays: int = 0


class Citing:
    """Which statements count: those in articles of a publisher (words of its name; `exactly` all of it) that were
    published in a period.
    """

    def __init__(
        self, publisher: str | None = None, period: Interval | None = None, *, exactly: str | None = None
    ) -> None:
        self._publisher = fold(publisher).split() if publisher else []
        self._period, self._exactly = period, exactly

    def counts(self, line: Line) -> bool:
        """True when the line is a statement that counts."""
        known = line.claim.known
        return (
            line.claim.kind is ClaimKind.STATEMENT
            and self._exactly in (None, line.publisher)
            and all(word in fold(line.publisher or "").split() for word in self._publisher)
            and (
                self._period is None
                or (known is not None and not known.is_open and known.overlaps(self._period))
            )
        )


def sources(
    lines: Iterable[Line],
    spoken_of: Mapping[str, Sequence[str]],
    names: Mapping[str, str],
    classes: Mapping[str, str],
) -> list[SourceRow]:
    """Everyone who is cited, the most cited first.

    Args:
        lines: the statements that count.
        spoken_of: ids of the entities in what was said, by statement.
        names: names of entities by their ids.
        classes: the class of a noun, singular and in lower case, by which unnamed sources are called.
    """
    found: dict[str, _Tally] = {}
    for line in lines:
        for part in line.all("speaker"):
            tally = _tally(found, line, part, classes)
            tally.hands[bool(line.sources)] += 1
            tally.through.update({source.shown for source in line.sources})
            tally.forms[line.claim.type] += 1
            own = (entity for entity in spoken_of.get(line.claim.id, ()) if entity != part.entity)
            tally.about.update(names[entity] for entity in own if entity in names)
        for source in line.sources:
            _tally(found, line, source, classes).relays += 1
    rows = [_row(tally) for tally in found.values()]
    return sorted(rows, key=lambda row: (-row.cited, -row.articles, row.name, row.id or ""))


def _tally(found: dict[str, _Tally], line: Line, source: Part | Source, classes: Mapping[str, str]) -> _Tally:
    """The tally of a source, with the statement counted."""
    key, name, naming = _identity(source, classes)
    kind = str(source.kind or "")
    tally = found.setdefault(key, _Tally(name, kind, naming, source.entity if naming == NAMED else None))
    tally.claims.add(line.claim.id)
    tally.articles.add(line.claim.document)
    tally.individuals.add(f"{line.claim.document} {source.entity or source.text}")
    if line.publisher:
        tally.publishers[line.publisher] += 1
    if naming == UNNAMED:
        tally.descriptions[source.text] += 1
    return tally


def _identity(source: Part | Source, classes: Mapping[str, str]) -> tuple[str, str, str]:
    """Under which key a source is counted, what it is called, and how it is named."""
    unnamed = source.described is not None or (isinstance(source, Source) and source.unnamed)
    if unnamed:
        name = f"unnamed {class_of(source, classes)}"
        return name, name, UNNAMED
    if source.form == Form.PRONOUN and (source.nameless or source.entity is None):
        return NOT_FOUND, NOT_FOUND, UNRESOLVED
    if source.entity is not None:
        return source.entity, source.shown, DESCRIBED if source.nameless else NAMED
    return fold(source.shown), source.shown, DESCRIBED


def class_of(source: Part | Source, classes: Mapping[str, str]) -> str:
    """The class of an unnamed source, by the noun that heads its description."""
    words = [source.head or "", *source.text.split()]
    for word in words:
        for noun in _singulars(fold(word).strip(".,;:'\"“”’")):
            if noun in classes:
                return classes[noun]
    return OTHERS


def _singulars(word: str) -> list[str]:
    """The word, and what its singular can be."""
    found = [word]
    if word.endswith("ies"):
        found.append(word[:-3] + "y")
    if word.endswith("es"):
        found.append(word[:-2])
    if word.endswith("s"):
        found.append(word[:-1])
    if word.endswith("men"):
        found.append(word[:-3] + "man")
    return found


def _row(tally: _Tally) -> SourceRow:
    spoken = sum(tally.forms.values())
    return SourceRow(
        name=tally.name,
        kind=tally.kind,
        naming=tally.naming,
        cited=len(tally.claims),
        articles=len(tally.articles),
        sources=len(tally.individuals) if tally.naming == UNNAMED else 1,
        publishers=_counted(tally.publishers, most=None),
        first_hand=tally.hands[False],
        relayed=tally.hands[True],
        through=_counted(tally.through),
        relays=tally.relays,
        direct=tally.forms["direct"],
        mixed=tally.forms["mixed"],
        indirect=tally.forms["indirect"],
        direct_share=round(tally.forms["direct"] / spoken, 2) if spoken else None,
        about=", ".join(name for name, _ in _ranked(tally.about)[:MOST]),
        descriptions="; ".join(text for text, _ in _ranked(tally.descriptions)),
        id=tally.id,
    )


def _counted(counts: Counter[str], most: int | None = MOST) -> str:
    """ "Coast Agency 3, Inland Post 1", the most frequent first."""
    return ", ".join(f"{name} {count}" for name, count in _ranked(counts)[:most])


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


@dataclass(frozen=True, slots=True)
class SourceShown:
    """One source, or publisher.

    Attributes:
        profile: what it is, with who says so; None of what is no outlet.
        cited: how it is cited; None where it is not.
        cites: whom it cites, where it is a publisher.
    """

    name: str
    profile: OutletProfile | None
    cited: SourceRow | None
    cites: tuple[SourceRow, ...]


def with_profile(row: SourceRow, profile: OutletProfile) -> SourceRow:
    """The row with what the outlet is."""
    return replace(row, country=profile.country, state_run=profile.state_run)
