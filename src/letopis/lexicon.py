"""The word lists and frames that the steps read: data/lexicon/<language>/*.tsv, loaded once and checked.

In:   tab-separated tables; in front of each, the same file of the folder that LETOPIS_LEXICON names.
Out:  event and tie frames, speech cues, word classes, words of modality and what they do, and any other table as rows.

A row that breaks the format is a DataError that names file and line. What a type means, and whether it
exists, is said in ontology.py; which words fill a slot is decided in extract/. Format: docs/lexicon.md.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from letopis.errors import DataError
from letopis.stance import Signature, Stance, signature_from, stance_from

LANGUAGE = "en"
FOLDER_VARIABLE = "LETOPIS_LEXICON"  # a folder of the user's own tables, read in front of ours
NO_EVENT = "-"  # as a frame's type: these words, used like this, are no event and no tie
POS = ("V", "N", "A", "P")
KINDS = frozenset(
    {"person", "organisation", "country", "group", "place", "office", "party", "money", "number", "quantity"}
    | {"time", "date", "name", "pronoun"}
)
EVENT_ROLES = frozenset({"actor", "recipient", "place", "theme", "instrument", "magnitude"})
TIE_ROLES = frozenset({"subject", "object", "theme"})
MARKS = frozenset(
    {"planned", "possible", "hypothetical", "negated", "alleged"}
    | {"weak", "bare", "state", "contentneg", "ends"}
)
ACTS = frozenset(
    {"say", "deny", "decline", "ask", "warn", "promise", "believe", "intend", "support", "decree"}
    | {"accuse", "show"}
)
FRAME_COLUMNS = ("lemma", "pos", "needs", "type", "mode", "roles", "marks", "note")
SPEECH_COLUMNS = ("lemma", "pos", "needs", "act", "addressee", "medium", "marks", "note")

_NEED = re.compile(r"(?P<not>!?)(?P<slot>[a-z][a-z_:]*)(?:=(?P<words>[^@=]+))?(?:@(?P<classes>[^@=]+))?")
_ROLE = re.compile(r"(?P<name>[a-z]+)=(?P<slots>[a-z_:+|]+)")

Row = dict[str, str]
Cued = TypeVar("Cued", "Frame", "Speech")


@dataclass(frozen=True, slots=True)
class Need:
    """A condition on one slot of a word.

    It holds when a filler's head lemma is one of `words`, or its mention kind or word class one of `classes`;
    when both are empty, any filler will do. With `absent` it holds when no filler is like that.
    """

    slot: str
    words: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    absent: bool = False

    @property
    def weight(self) -> int:
        """How much the condition narrows: 2 for words or classes, 1 for mere presence or absence."""
        return 2 if (self.words or self.classes) and not self.absent else 1


@dataclass(frozen=True, slots=True)
class Role:
    """Where one role stands: alternatives in order of preference, each the slots that share the role."""

    name: str
    slots: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of events.tsv or ties.tsv: words which, used like this, report this type of event or tie.

    `type` is a code of the ontology, or NO_EVENT for a use that must not be read as one; the words in the
    slots `absorbs` are no event of their own; `line` is "events.tsv:12"; `filled` are the slots of which a need wants
    something; `asks_particle` where the particle's is one.
    """

    lemmas: tuple[str, ...]
    pos: str
    needs: tuple[Need, ...]
    type: str
    mode: str | None
    roles: tuple[Role, ...]
    marks: frozenset[str]
    contexts: tuple[str, ...]
    absorbs: frozenset[str]
    line: str
    asks_particle: bool = field(init=False, repr=False, compare=False)
    filled: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        filled = frozenset(need.slot for need in self.needs if not need.absent)
        object.__setattr__(self, "filled", filled)
        object.__setattr__(self, "asks_particle", "prt" in filled)

    @property
    def weight(self) -> int:
        """How specific the frame is: the sum over its needs."""
        return sum(need.weight for need in self.needs)


@dataclass(frozen=True, slots=True)
class Speech:
    """One row of speech.tsv: words by which a report says that somebody said something."""

    lemmas: tuple[str, ...]
    pos: str
    needs: tuple[Need, ...]
    act: str
    addressee: tuple[str, ...]
    medium: str | None
    marks: frozenset[str]
    line: str

    @property
    def weight(self) -> int:
        """How specific the cue is: the sum over its needs."""
        return sum(need.weight for need in self.needs)


@cache
def frames(name: str = "events") -> Mapping[tuple[str, str], tuple[Frame, ...]]:
    """The frames of table `name` ("events" or "ties") by (lemma, pos), the most specific first.

    Raises:
        DataError: a row breaks the format, or two rows of one file say the same.
    """
    found: dict[tuple[str, str], dict[frozenset[Need], Frame]] = {}
    for line, row in _rows(name, FRAME_COLUMNS):
        frame = _frame(name, line, row)
        _add(found, frame.lemmas, frame)
    return _sorted(found)


@cache
def speech() -> Mapping[tuple[str, str], tuple[Speech, ...]]:
    """The speech cues by (lemma, pos), the most specific first; pos P is a preposition ("according to").

    Raises:
        DataError: a row breaks the format, or two rows of one file say the same.
    """
    found: dict[tuple[str, str], dict[frozenset[Need], Speech]] = {}
    for line, row in _rows("speech", SPEECH_COLUMNS):
        cue = _speech(line, row)
        _add(found, cue.lemmas, cue)
    return _sorted(found)


@cache
def saying_verbs() -> frozenset[str]:
    """The lemmas of verbs by which a report says that somebody said something, whatever stands beside them.

    Raises:
        DataError: as of `speech`.
    """
    rows = ((lemma, row) for (lemma, pos), several in speech().items() if pos == "V" for row in several)
    return frozenset(lemma for lemma, row in rows if row.act != NO_EVENT and "weak" not in row.marks)


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """The word classes: name → its lemmas. A `word` cell may hold several, joined by "|".

    Raises:
        DataError: a row breaks the format, or a class has the name of a mention kind.
    """
    found: dict[str, set[str]] = {}
    for line, row in _rows("classes", ("class", "word")):
        if row["class"] in KINDS:
            raise DataError(f"{line}: class {row['class']!r} is a mention kind; choose another name")
        found.setdefault(row["class"], set()).update(_list(row["word"]))
    return MappingProxyType({name: frozenset(members) for name, members in found.items()})


@cache
def modality() -> Mapping[tuple[str, str], tuple[Stance, ...]]:
    """Words that set how far what they govern is asserted, by (lemma, pos), the most specific row first.

    Raises:
        DataError: a row breaks the format.
    """
    found: dict[tuple[str, str], list[Stance]] = {}
    for line, row in _rows("modality", ("lemma", "pos", "class")):
        if row["class"] not in signatures():
            raise DataError(f"{line}: class {row['class']!r} is none of {', '.join(sorted(signatures()))}")
        stance = stance_from(line, row)
        for lemma in _list(row["lemma"]):
            found.setdefault((lemma, row["pos"]), []).append(stance)
    return MappingProxyType(
        {key: tuple(sorted(rows, key=lambda row: -row.weight)) for key, rows in found.items()}
    )


@cache
def signatures() -> Mapping[str, Signature]:
    """What each class of modality.tsv does to what it governs.

    Raises:
        DataError: a row breaks the format.
    """
    rows = [*_rows("signatures", ("class", "said", "denied", "settles"))]
    return MappingProxyType({row["class"]: signature_from(line, row) for line, row in reversed(rows)})


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of any table, column → cell, in file order; the user's own rows first.

    Raises:
        DataError: there is no such table, or a row has another number of cells than the header.
    """
    return tuple(row for _, row in _rows(name))


@cache
def words(name: str) -> frozenset[str]:
    """The first column of a table.

    Raises:
        DataError: as of `table`.
    """
    return frozenset(next(iter(row.values())) for _, row in _rows(name))


@cache
def lemma_of(form: str, tag: str, guess: str) -> str:
    """The lemma of an inflected verb or noun that the frames know, else `guess`.

    Args:
        form: the word as written.
        tag: its Penn Treebank tag; only verb tags and NNS, NNPS are worked on.
        guess: the lemma that the language model gives; it stands where neither the irregular forms nor the
            endings lead to a lemma that some table names.
    """
    form = form.lower()
    letter = "V" if tag.startswith("VB") else "N" if tag in ("NNS", "NNPS") else ""
    if not letter:
        return guess
    if tag in ("VB", "VBP"):
        return form if form in vocabulary()[letter] else _irregular().get((form, letter), guess)
    irregular = _irregular().get((form, letter))
    if irregular is not None:
        return irregular
    known = vocabulary()[letter]
    if tag == "VBD" and form.endswith("s"):
        tag = "VBZ"  # a headline's "impeaches", taken for a past
    return next((one for one in _without_ending(form, tag) if one in known), guess)


VERB_CLASSES = (
    "object_control",
    "denial",
    "relay",
    "report_verb",
    "end_verb",
    "figure_verb",
    "amount_verb",
    "setting_verb",
    "light_verb",
    "ditransitive",
    "charging",
)


@cache
def vocabulary() -> Mapping[str, frozenset[str]]:
    """The lemmas that some table names: "V" those of verbs; "N" those of nouns, and words that fill slots."""
    rows: list[tuple[Frame | Speech, ...]] = [*frames("events").values(), *frames("ties").values()]
    rows += speech().values()
    found: dict[str, set[str]] = {"V": set(), "N": set().union(*classes().values())}
    for lemma, pos in [*frames("events"), *frames("ties"), *speech(), *modality()]:
        found.setdefault(pos, set()).add(lemma)
    for told in rows:
        for need in (need for one in told for need in one.needs):
            found["V" if need.slot in ("xcomp", "lv", "advcl") else "N"] |= need.words
    for name in VERB_CLASSES:
        found["V"] |= classes().get(name, frozenset())
    for row in table("tenures"):
        found[row["pos"]] |= frozenset(row["lemma"].split("|"))
    return MappingProxyType({pos: frozenset(lemmas) for pos, lemmas in found.items()})


@cache
def _irregular() -> Mapping[tuple[str, str], str]:
    return MappingProxyType({(row["form"], row["pos"]): row["lemma"] for row in table("forms")})


def _without_ending(form: str, tag: str) -> Iterator[str]:
    """What a regular form may come from, the likeliest first: "planned" → "planne", "plann", "plan"."""
    ending = "s"
    if tag in ("VBD", "VBN", "VBG"):  # the form tells which: a tagger takes "headed" for a participle in -ing
        ending = "ing" if form.endswith("ing") else "ed"
    if not form.endswith(ending):
        return
    stem = form[: -len(ending)]
    if ending == "s":
        yield stem
        if stem.endswith("ie"):
            yield stem[:-2] + "y"
        if stem.endswith("e"):
            yield stem[:-1]
        return
    if stem.endswith("i"):
        yield stem[:-1] + "y"
    yield stem + "e"
    yield stem
    if len(stem) > 2 and stem[-1] == stem[-2]:
        yield stem[:-1]


def clear() -> None:
    """Forget what was loaded, so that changed files or another LETOPIS_LEXICON are read at the next call."""
    for loader in (
        frames,
        speech,
        saying_verbs,
        classes,
        modality,
        signatures,
        table,
        words,
        lemma_of,
        vocabulary,
        _irregular,
    ):
        loader.cache_clear()


def _add(
    found: dict[tuple[str, str], dict[frozenset[Need], Cued]], lemmas: tuple[str, ...], row: Cued
) -> None:
    for lemma in lemmas:
        same = found.setdefault((lemma, row.pos), {})
        earlier = same.setdefault(frozenset(row.needs), row)
        if earlier is not row and earlier.line.rpartition(":")[0] == row.line.rpartition(":")[0]:
            raise DataError(
                f"{row.line}: {lemma} {row.pos} with the same needs stands already at {earlier.line}"
            )


def _sorted(
    found: dict[tuple[str, str], dict[frozenset[Need], Cued]],
) -> Mapping[tuple[str, str], tuple[Cued, ...]]:
    return MappingProxyType(
        {key: tuple(sorted(same.values(), key=lambda row: -row.weight)) for key, same in found.items()}
    )


def _frame(name: str, line: str, row: Row) -> Frame:
    marks, contexts, absorbs = _marks(line, row["marks"])
    return Frame(
        lemmas=_lemmas(line, row),
        pos=_pos(line, row),
        needs=_needs(line, row["needs"]),
        type=_required(line, row, "type"),
        mode=row["mode"] or None,
        roles=_roles(line, row["roles"], TIE_ROLES if name == "ties" else EVENT_ROLES),
        marks=marks,
        contexts=contexts,
        absorbs=absorbs,
        line=line,
    )


def _speech(line: str, row: Row) -> Speech:
    if row["act"] not in ACTS | {NO_EVENT}:
        raise DataError(f"{line}: act {row['act']!r} is none of {', '.join(sorted(ACTS))}")
    marks, _, _ = _marks(line, row["marks"])
    return Speech(
        lemmas=_lemmas(line, row),
        pos=_pos(line, row),
        needs=_needs(line, row["needs"]),
        act=row["act"],
        addressee=_list(row["addressee"]),
        medium=row["medium"] or None,
        marks=marks,
        line=line,
    )


def _needs(line: str, cell: str) -> tuple[Need, ...]:
    needs = []
    for part in filter(None, (part.strip() for part in cell.split(" ; "))):
        match = _NEED.fullmatch(part)
        if match is None:
            raise DataError(
                f"{line}: need {part!r} is not slot, slot=word|word or slot@class|class, with ! to negate"
            )
        wanted = frozenset(_list(match["classes"] or ""))
        unknown = wanted - KINDS - classes().keys()
        if unknown:
            raise DataError(
                f"{line}: {', '.join(sorted(unknown))} is neither a mention kind nor in classes.tsv"
            )
        needs.append(Need(match["slot"], frozenset(_list(match["words"] or "")), wanted, bool(match["not"])))
    return tuple(needs)


def _roles(line: str, cell: str, known: frozenset[str]) -> tuple[Role, ...]:
    roles = []
    for part in cell.split():
        match = _ROLE.fullmatch(part)
        if match is None or match["name"] not in known:
            raise DataError(f"{line}: role {part!r} is not role=slot|slot+slot with role in {sorted(known)}")
        roles.append(Role(match["name"], tuple(tuple(one.split("+")) for one in match["slots"].split("|"))))
    if repeated := [name for name, count in Counter(role.name for role in roles).items() if count > 1]:
        raise DataError(f"{line}: role {repeated[0]} is given twice; join its slots by + or |")
    return tuple(roles)


def _marks(line: str, cell: str) -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    """The plain marks, the contexts (ctx:…) and the slots whose words are absorbed (absorbs:…)."""
    plain: set[str] = set()
    contexts: list[str] = []
    absorbs: set[str] = set()
    for mark in cell.split():
        kind, _, value = mark.partition(":")
        if kind == "ctx" and value:
            contexts.append(value)
        elif kind == "absorbs" and value:
            absorbs.update(_list(value))
        elif mark in MARKS:
            plain.add(mark)
        else:
            raise DataError(f"{line}: mark {mark!r} is none of {', '.join(sorted(MARKS))}, ctx:…, absorbs:…")
    return frozenset(plain), tuple(contexts), frozenset(absorbs)


def _lemmas(line: str, row: Row) -> tuple[str, ...]:
    lemmas = _list(_required(line, row, "lemma"))
    if len(set(lemmas)) < len(lemmas) or any(lemma != lemma.lower() for lemma in lemmas):
        raise DataError(f"{line}: lemmas {row['lemma']!r} must be lower-case and each given once")
    return lemmas


def _pos(line: str, row: Row) -> str:
    if row["pos"] not in POS:
        raise DataError(f"{line}: pos {row['pos']!r} is none of {', '.join(POS)}")
    return row["pos"]


def _required(line: str, row: Row, column: str) -> str:
    if not row[column]:
        raise DataError(f"{line}: column {column} is empty")
    return row[column]


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _rows(name: str, columns: tuple[str, ...] = ()) -> Iterator[tuple[str, Row]]:
    """Each row with its place ("events.tsv:12"), the user's own first."""
    sources = _sources(name)
    if not sources:
        raise DataError(f"there is no table {name}.tsv in data/lexicon/{LANGUAGE}")
    for shown, source in sources:
        yield from _rows_of(shown, source.read_text(encoding="utf-8"), columns)


def _sources(name: str) -> list[tuple[str, Traversable | Path]]:
    folder = os.environ.get(FOLDER_VARIABLE)
    own = [Path(folder) / f"{name}.tsv"] if folder else []
    ours = files("letopis") / "data" / "lexicon" / LANGUAGE / f"{name}.tsv"
    sources: list[tuple[str, Traversable | Path]] = [(str(path), path) for path in own if path.is_file()]
    return [*sources, (f"{name}.tsv", ours)] if ours.is_file() else sources


def _rows_of(shown: str, text: str, columns: tuple[str, ...]) -> Iterator[tuple[str, Row]]:
    header: list[str] | None = None
    for number, written in enumerate(text.split("\n"), start=1):
        if not written.strip() or written.startswith("#"):
            continue
        cells = [cell.strip() for cell in written.rstrip("\r").split("\t")]
        if header is None:
            header = cells
            if missing := [column for column in columns if column not in header]:
                raise DataError(f"{shown}:{number}: the header lacks {', '.join(missing)}")
            continue
        if len(cells) > len(header):
            raise DataError(f"{shown}:{number}: {len(cells)} cells, but the header has {len(header)}")
        cells += [""] * (len(header) - len(cells))  # trailing empty cells need not be written
        yield f"{shown}:{number}", dict(zip(header, cells, strict=True))
