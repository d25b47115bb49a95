"""What claims can be of: types of events and ties, acts of speech, classes of offices, contexts.

In:   data/ontology/*.yaml, one file per event type; in place of each, the same file of the folder that LETOPIS_ONTOLOGY
      names, and beside ours the event types that are there alone.
Out:  typed definitions by code, loaded once and checked.

Types are PLOVER's sixteen and our extension, each of which names the PLOVER type nearest to it, or none. Which
words report what is said in lexicon.py; `check_frames` finds frames that name what does not exist here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import yaml

from letopis.counting import QUADS
from letopis.errors import DataError
from letopis.lexicon import NO_EVENT, Frame

FOLDER_VARIABLE = "LETOPIS_ONTOLOGY"  # a folder of the user's own definitions, in place of ours
Named = TypeVar("Named")
RECIPIENTS = frozenset({"required", "optional", "none"})


@dataclass(frozen=True, slots=True)
class Mode:
    """A refinement of an event type. `intensity` is PLOVER's score in [-10, 10], None where it gives none."""

    name: str
    intensity: float | None
    gist: str


@dataclass(frozen=True, slots=True)
class EventType:
    """One event type.

    Attributes:
        plover: the PLOVER type that `--plover` exports use, None where none is near; of a PLOVER type, itself.
        plover_mode: the PLOVER mode that an extension type implies, or None.
        quad: 1 to 4 (QUADS), None where no PLOVER type is near.
        intensity: PLOVER's score of the bare type in [-10, 10], or None.
        recipient: "required", "optional" or "none".
        symmetric: every party stands in `actor`.
        mutual: those in `actor` do it with one another where nobody is acted on; of what is symmetric, always.
    """

    code: str
    extension: bool
    plover: str | None
    plover_mode: str | None
    quad: int | None
    intensity: float | None
    recipient: str
    symmetric: bool
    definition: str
    modes: Mapping[str, Mode]
    confusions: tuple[str, ...]
    examples: tuple[str, ...]
    mutual: bool = False


@dataclass(frozen=True, slots=True)
class TieType:
    """One type of standing relation; `inverse` is how it reads from the other side.

    `lasts` is for how many years one that was seen is taken to stand on; `against` are the types that end it.
    """

    code: str
    symmetric: bool
    inverse: str
    definition: str
    lasts: int = 1
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shift:
    """A kind of word that moves a tenure in time ("former"): `tenure` is ended, ending, held or to_come.

    `words` is the word class of the lexicon that lists them.
    """

    name: str
    words: str
    tenure: str
    definition: str


@cache
def event_types() -> Mapping[str, EventType]:
    """All event types by code, PLOVER's before ours, each in order of the alphabet.

    Raises:
        DataError: a file lacks a field or contradicts another.
    """
    folders = [place / "events" for place in _folders()]
    names = {one.name for folder in folders if folder.is_dir() for one in folder.iterdir()}
    found = [_event_type(f"events/{name}") for name in sorted(names) if name.endswith(".yaml")]
    types = {one.code: one for one in sorted(found, key=lambda one: (one.extension, one.code))}
    for one in found:
        if one.plover is not None and (one.plover not in types or types[one.plover].extension):
            raise DataError(f"events/{one.code.lower()}.yaml: plover {one.plover} is no PLOVER type")
        if one.plover_mode and one.plover and one.plover_mode not in types[one.plover].modes:
            raise DataError(f"events/{one.code.lower()}.yaml: {one.plover} has no mode {one.plover_mode}")
    return MappingProxyType(types)


def event_type(code: str) -> EventType:
    """The event type of a code.

    Raises:
        DataError: there is none.
    """
    return _known(event_types(), code, "event type")


@cache
def tie_types() -> Mapping[str, TieType]:
    """All tie types by code.

    Raises:
        DataError: the file lacks a field.
    """
    return MappingProxyType(
        {
            code: TieType(
                code,
                _field("ties.yaml", row, "symmetric", bool),
                _field("ties.yaml", row, "inverse", str),
                _field("ties.yaml", row, "definition", str),
                _field("ties.yaml", row, "lasts", int),
                tuple(_field("ties.yaml", row, "against", list)),
            )
            for code, row in _read("ties.yaml").items()
        }
    )


def tie_type(code: str) -> TieType:
    """The tie type of a code.

    Raises:
        DataError: there is none.
    """
    return _known(tie_types(), code, "tie type")


@cache
def acts() -> Mapping[str, str]:
    """Acts of speech, the modes of a statement: name → definition."""
    return MappingProxyType(_read("acts.yaml"))


@cache
def office_classes() -> Mapping[str, str]:
    """Classes of offices, the types of a tenure: name → definition."""
    return MappingProxyType(_read("offices.yaml")["classes"])


@cache
def office_shifts() -> Mapping[str, Shift]:
    """Kinds of words that move a tenure in time, by name."""
    rows = _read("offices.yaml")["shifts"]
    return MappingProxyType(
        {name: Shift(name, row["words"], row["tenure"], row["definition"]) for name, row in rows.items()}
    )


@cache
def kinds() -> Mapping[str, str]:
    """Kinds of mentions: name → definition."""
    return MappingProxyType({name: row["definition"] for name, row in _read("kinds.yaml").items()})


@cache
def contexts() -> Mapping[str, str]:
    """Topics of an event: name → definition."""
    return MappingProxyType({name: row["definition"] for name, row in _read("contexts.yaml").items()})


@cache
def measures() -> Mapping[str, str]:
    """What the number of an event counts: name → definition."""
    return MappingProxyType(_read("measures.yaml"))


def check_frames(frames: Iterable[Frame], *, ties: bool = False) -> None:
    """Nothing, when every frame's type, mode and contexts exist.

    Raises:
        DataError: one does not; the message names file and line.
    """
    for frame in frames:
        if frame.type == NO_EVENT:
            continue
        if ties:
            if frame.type not in tie_types():
                raise DataError(f"{frame.line}: no tie type {frame.type}; have {', '.join(tie_types())}")
            continue
        if frame.type not in event_types():
            raise DataError(f"{frame.line}: no event type {frame.type}; have {', '.join(event_types())}")
        modes = event_types()[frame.type].modes
        if frame.mode and frame.mode not in modes:
            raise DataError(f"{frame.line}: {frame.type} has no mode {frame.mode}; has {', '.join(modes)}")
        if unknown := [name for name in frame.contexts if name not in contexts()]:
            raise DataError(f"{frame.line}: no context {unknown[0]}; see contexts.yaml")


def _event_type(name: str) -> EventType:
    row = _read(name)
    recipient = _field(name, row, "recipient", str)
    quad = row.get("quad")
    if recipient not in RECIPIENTS or quad not in (None, *QUADS):
        raise DataError(f"{name}: recipient {recipient!r} or quad {quad!r} is none of the known ones")
    return EventType(
        code=_field(name, row, "code", str),
        extension=_field(name, row, "extension", bool),
        plover=row.get("plover"),
        plover_mode=row.get("plover_mode"),
        quad=quad,
        intensity=row.get("intensity"),
        recipient=recipient,
        symmetric=_field(name, row, "symmetric", bool),
        definition=_field(name, row, "definition", str),
        modes=MappingProxyType(
            {mode: Mode(mode, told["intensity"], told["gist"]) for mode, told in row["modes"].items()}
        ),
        confusions=tuple(row["confusions"]),
        examples=tuple(row["examples"]),
        mutual=bool(row.get("mutual", row["symmetric"])),
    )


def reload() -> None:
    """Forget what was loaded, so that changed files or another LETOPIS_ONTOLOGY are read at the next call."""
    for table in (event_types, tie_types, acts, office_classes, office_shifts, kinds, contexts, measures):
        table.cache_clear()


def _folders() -> list[Traversable]:
    """Where definitions lie: the user's folder, where one is named, before ours.

    Raises:
        DataError: the user's folder is not there.
    """
    own = os.environ.get(FOLDER_VARIABLE)
    ours = files("letopis") / "data" / "ontology"
    if not own:
        return [ours]
    folder = Path(own).expanduser()
    if not folder.is_dir():
        raise DataError(f"{FOLDER_VARIABLE}: there is no folder {own}; name one, or unset the variable")
    return [folder, ours]


def _read(name: str) -> dict[str, Any]:
    """A file of definitions, the user's where there is one."""
    places = [folder.joinpath(*name.split("/")) for folder in _folders()]
    source = next((place for place in places if place.is_file()), places[-1])
    try:
        loaded = yaml.safe_load(source.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        told = " ".join(str(error).split())
        raise DataError(f"{source}: cannot be read as YAML: {told}") from error
    if not isinstance(loaded, dict):
        raise DataError(f"{source}: expected names with their definitions, found {type(loaded).__name__}")
    return loaded


def _field(name: str, row: Mapping[str, Any], key: str, kind: type) -> Any:
    if not isinstance(row.get(key), kind):
        raise DataError(f"{name}: {key} should be {kind.__name__}, is {row.get(key)!r}")
    return row[key]


def _known(table: Mapping[str, Named], code: str, what: str) -> Named:
    if code not in table:
        raise DataError(f"there is no {what} {code!r}; have {', '.join(table)}")
    return table[code]
