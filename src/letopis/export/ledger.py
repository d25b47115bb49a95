"""Decisions as one text file, which people can read, keep in git and merge there.

In:   decisions; or the text of such a file.
Out:  TOML, one block a decision, in the order of their ids; or the decisions again.

Ids are digests of what a block says, so the same decision is the same block in every file, blocks of two people do not
collide, and a block that was edited by hand is known by its id. Undoings are blocks too: nothing is ever taken out.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from letopis.anchor import Anchor
from letopis.claim import ClaimKind
from letopis.decision import Act, Decision
from letopis.errors import UsageError
from letopis.mention import MentionKind

VERSION = 1
HEADER = "# Decisions about a record of Letopis. Read it in with: letopis decisions import FILE\n"
_PLAIN = ("id", "act", "by", "at", "why")
_SIDES = ("on", "other")
_KINDS = frozenset(map(str, (*MentionKind, *ClaimKind)))
_TEXTS = ("document", "kind", "exact", "prefix", "suffix", "type", "name")
_NUMBERS = ("start", "end")


def write_decisions(decisions: Iterable[Decision]) -> str:
    """The file of these decisions, but for what was only put off; the same for the same decisions in any order."""
    kept = {one.id: one for one in decisions if one.act is not Act.SKIP}
    blocks = [_block(kept[id]) for id in sorted(kept)]
    return "\n".join([f"{HEADER}version = {VERSION}\n", *blocks])


def _block(decision: Decision) -> str:
    lines = ["[[decision]]"]
    lines += [f"{key} = {_text(str(getattr(decision, key)))}" for key in _PLAIN if getattr(decision, key)]
    if decision.told:
        told = ", ".join(f"{_key(name)} = {_text(value)}" for name, value in decision.told)
        lines.append(f"told = {{ {told} }}")
    for side in _SIDES:
        anchors: tuple[Anchor, ...] = getattr(decision, side)
        if anchors:
            lines += [f"{side} = [", *(f"  {{ {_anchor(anchor)} }}," for anchor in anchors), "]"]
    return "\n".join(lines) + "\n"


def _anchor(anchor: Anchor) -> str:
    """The fields of an anchor in one line; what is empty is left out."""
    told = []
    for field in fields(anchor):
        value = getattr(anchor, field.name)
        if field.name in _NUMBERS:
            told.append(f"{field.name} = {value}")
        elif field.name in _TEXTS and value:
            told.append(f"{field.name} = {_text(value)}")
        elif value:
            told.append(f"{field.name} = {json.dumps(value, ensure_ascii=False)}")
    return ", ".join(told)


def _text(value: str) -> str:
    """A TOML string: JSON's escapes are TOML's, but for DEL, which TOML wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _key(name: str) -> str:
    return name if name.replace("_", "").isalnum() and name.isascii() else _text(name)


def read_decisions(text: str, name: str) -> list[Decision]:
    """The decisions of a file, each once, by id; `name` is the file's, for messages.

    A block without an id is given that of its content.

    Raises:
        UsageError: it is no such file, a block lacks something, or its id is not that of its content.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        if any(line.startswith(("<<<<<<<", ">>>>>>>")) for line in text.splitlines()):
            raise UsageError(
                f"{name}: has marks of a merge that is not resolved; keep the blocks of both sides"
            ) from error
        raise UsageError(f"{name}: is no TOML ({error})") from error
    blocks = found.get("decision", [])
    if found.get("version") != VERSION or not isinstance(blocks, list):
        raise UsageError(
            f"{name}: is no file of decisions (version {found.get('version')!r}, expected {VERSION})"
        )
    read = [_decision(block, f"{name}: block {number}") for number, block in enumerate(blocks, 1)]
    return list({one.id: one for one in sorted(read, key=lambda one: one.id)}.values())


def _decision(block: Any, where: str) -> Decision:
    if not isinstance(block, Mapping):
        raise UsageError(f"{where} is no table")
    unknown = sorted(set(block) - {*_PLAIN, *_SIDES, "told"})
    if unknown:
        raise UsageError(f"{where} has {unknown[0]!r}, which no decision has")
    plain = {key: block.get(key, "") for key in _PLAIN}
    told = block.get("told", {})
    values = [*plain.values(), *told.values()] if isinstance(told, Mapping) else [None]
    if not all(isinstance(value, str) for value in values):
        raise UsageError(f"{where}: id, act, by, at, why and what is in told must be texts")
    if not plain["by"] or not plain["at"]:
        raise UsageError(f"{where}: says not who decided (by) or not when (at)")
    if plain["act"] not in {*map(str, Act)} - {Act.SKIP}:
        raise UsageError(f"{where}: there is no act {plain['act']!r}")
    on, other = (tuple(_read_anchor(one, where) for one in block.get(side, ())) for side in _SIDES)
    made = Decision.make(Act(plain["act"]), plain["by"], plain["at"], (on, other), why=plain["why"], **told)
    if plain["id"] and plain["id"] != made.id:
        raise UsageError(
            f"{where}: {plain['id']} was changed after it was made; to decide otherwise, undo it and decide anew"
        )
    return made


def _read_anchor(found: Any, where: str) -> Anchor:
    known = {field.name for field in fields(Anchor)}
    if not isinstance(found, Mapping) or set(found) - known:
        raise UsageError(f"{where}: an anchor must be a table with {', '.join(sorted(known))}")
    texts = [found.get(key, "") for key in _TEXTS]
    numbers = [found.get(key) for key in _NUMBERS]
    spans = [
        found.get("cue", [0, 0]),
        *(part[1:] for part in found.get("parts", []) if isinstance(part, list)),
    ]
    if not all(isinstance(text, str) for text in texts) or found.get("kind") not in _KINDS:
        raise UsageError(
            f"{where}: an anchor's words must be texts, and its kind one of {', '.join(sorted(_KINDS))}"
        )
    for span in [numbers, *spans]:
        if len(span) != 2 or not all(type(number) is int and number >= 0 for number in span):
            raise UsageError(f"{where}: an anchor has a start and an end, each a number")
    cue = tuple(found["cue"]) if "cue" in found else None
    parts = tuple((str(part[0]), part[1], part[2]) for part in found.get("parts", []))
    plain = {key: found[key] for key in (*_TEXTS, *_NUMBERS) if key in found}
    return Anchor(**plain, cue=cue, parts=parts)
