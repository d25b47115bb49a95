"""How events are counted: by our ontology, or by a codebook that a user writes.

In:   a YAML file; docs/guide.md tells its form.
Out:  a `Codebook`: the code of a line, or None where the codebook drops it.

A rule names types, modes, contexts or words of ours, and the category of the user's that they become; of the rules the
first that fits is taken. Everything is checked when the file is read: a slip is told before anything is counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from letopis.counting import QUADS, Code, Codebook
from letopis.errors import DataError, UsageError
from letopis.ontology import contexts, event_types
from letopis.profile import Line

KEEP, DROP = "keep", "drop"
_KEYS = frozenset({"name", "rest", "categories", "rules"})
_CATEGORY_KEYS = frozenset({"quad", "intensity", "modes", "definition"})
_RULE_KEYS = frozenset({"when", "code", "mode", "intensity", "drop"})
_CONDITIONS = frozenset({"type", "mode", "context", "words"})


@dataclass(frozen=True, slots=True)
class Category:
    """A category of a user's; `modes` are intensities of its own for some modes."""

    name: str
    quad: int | None
    intensity: float | None
    modes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """What becomes of events: all conditions given must hold; of each, one of its values.

    Attributes:
        words: as a pattern over the sentence, or None.
        category: None drops them. mode: None keeps ours, "" takes it away. intensity: in place of the category's.
    """

    types: frozenset[str]
    modes: frozenset[str]
    contexts: frozenset[str]
    words: re.Pattern[str] | None
    category: Category | None
    mode: str | None
    intensity: float | None

    def fits(self, line: Line) -> bool:
        """True when the rule is about this event."""
        claim = line.claim
        return (
            (not self.types or claim.type in self.types)
            and (not self.modes or claim.mode in self.modes)
            and (not self.contexts or not self.contexts.isdisjoint(claim.context))
            and (self.words is None or any(self.words.search(evidence.quote) for evidence in claim.evidence))
        )

    def code(self, line: Line) -> Code | None:
        """What an event that it fits counts as, or None where it drops it."""
        if self.category is None:
            return None
        category, mode = self.category, line.claim.mode if self.mode is None else self.mode or None
        known = event_types().get(line.claim.type)
        scores = (self.intensity, category.modes.get(mode or ""), category.intensity)
        intensity = next((score for score in scores if score is not None), None)
        return Code(category.name, mode, category.quad, intensity, known is not None and known.mutual)


@cache
def ours() -> Codebook:
    """Counting by our ontology: types as they are, the intensity of the mode where it has one."""
    return Codebook("letopis", tuple(event_types()), _our_code, is_ours=True)


def _our_code(line: Line) -> Code:
    claim = line.claim
    found = event_types().get(claim.type)
    if found is None:  # a type of an ontology that was in place when the article was read
        return Code(claim.type, claim.mode)
    mode = found.modes.get(claim.mode or "")
    intensity = mode.intensity if mode is not None and mode.intensity is not None else found.intensity
    return Code(claim.type, claim.mode, found.quad, intensity, found.mutual)


def codebook_at(path: Path | None) -> Codebook:
    """Ours; or that of a codebook.

    Raises:
        UsageError: the file cannot be read.
        DataError: it breaks the form of a codebook; the message names file, place and what is expected.
    """
    return ours() if path is None else load(path)


def load(path: Path) -> Codebook:
    """A user's codebook. Raises as `codebook_at` does."""
    import yaml

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        told = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UsageError(f"{path}: the codebook cannot be read ({told})") from error
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError as error:
        at = getattr(error, "problem_mark", None)
        place = f" at line {at.line + 1}" if at is not None else ""
        raise DataError(f"{path}: no YAML{place}: {getattr(error, 'problem', None) or error}") from error
    return _Reader(path.name).read(found)


class _Reader:
    """Reads one codebook; every error names the file and the place in it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def _fail(self, place: str, what: str) -> DataError:
        return DataError(f"{self._name}: {place}: {what}" if place else f"{self._name}: {what}")

    def read(self, found: Any) -> Codebook:
        """What the file tells."""
        table = self._mapping(found, "", _KEYS)
        rest = table.get("rest", KEEP)
        if rest not in (KEEP, DROP):
            raise self._fail("rest", f"expected {KEEP} or {DROP}, found {rest!r}")
        categories = self._categories(table.get("categories"))
        listed = table.get("rules")
        if not isinstance(listed, list) or not listed:
            raise self._fail("rules", "expected a list with at least one rule")
        rules = [self._rule(row, f"rule {n}", categories) for n, row in enumerate(listed, 1)]

        def code(line: Line) -> Code | None:
            rule = next((rule for rule in rules if rule.fits(line)), None)
            if rule is not None:
                return rule.code(line)
            return _our_code(line) if rest == KEEP else None

        others = [kind for kind in event_types() if kind not in categories] if rest == KEEP else []
        return Codebook(str(table.get("name") or self._name), (*categories, *others), code)

    def _categories(self, found: Any) -> dict[str, Category]:
        made = {}
        for name, row in self._mapping(found, "categories", None).items():
            place = f"category {name}"
            told = self._mapping(row or {}, place, _CATEGORY_KEYS)
            modes = self._mapping(told.get("modes") or {}, f"{place}, modes", None)
            scores = {
                str(mode): self._number(score, f"{place}, mode {mode}") for mode, score in modes.items()
            }
            intensity = self._number(told["intensity"], place) if told.get("intensity") is not None else None
            made[str(name)] = Category(str(name), self._quad(told.get("quad"), place), intensity, scores)
        return made

    def _rule(self, row: Any, place: str, categories: Mapping[str, Category]) -> Rule:
        told = self._mapping(row, place, _RULE_KEYS)
        if ("code" in told) == bool(told.get("drop")):
            raise self._fail(place, "expected either code: CATEGORY or drop: true")
        category = None
        if "code" in told:
            category = self._listed(told["code"], categories, place, "category")
        when = self._mapping(told.get("when"), f"{place}, when", _CONDITIONS)
        if not when:
            raise self._fail(place, f"when: give at least one of {', '.join(sorted(_CONDITIONS))}")
        types = self._several(when, "type", place)
        for name in types:
            self._listed(name, event_types(), place, "event type")
        modes = self._several(when, "mode", place)
        known = {mode: None for name in types or event_types() for mode in event_types()[name].modes}
        for mode in modes:
            self._listed(mode, known, place, "mode of " + (", ".join(types) or "any type"))
        fields = self._several(when, "context", place)
        for name in fields:
            self._listed(name, contexts(), place, "context")
        intensity = self._number(told["intensity"], place) if told.get("intensity") is not None else None
        renamed = str(told["mode"] or "") if "mode" in told else None
        words = _pattern(self._several(when, "words", place))
        return Rule(
            frozenset(types), frozenset(modes), frozenset(fields), words, category, renamed, intensity
        )

    def _mapping(self, found: Any, place: str, keys: frozenset[str] | None) -> dict[Any, Any]:
        if not isinstance(found, dict):
            raise self._fail(place, f"expected names with their values, found {_kind(found)}")
        unknown = [str(key) for key in found if keys is not None and key not in keys]
        if unknown and keys is not None:
            raise self._fail(place, f"{unknown[0]!r} is no key here; the keys are {', '.join(sorted(keys))}")
        return found

    def _several(self, when: Mapping[str, Any], key: str, place: str) -> Sequence[str]:
        """One name or a list of them."""
        found = when.get(key, [])
        several = found if isinstance(found, list) else [found]
        if key in when and (not several or not all(isinstance(name, str) and name for name in several)):
            raise self._fail(place, f"{key}: expected a name or a list of names, found {found!r}")
        return several

    def _listed(self, name: Any, known: Mapping[str, Any], place: str, what: str) -> Any:
        if not isinstance(name, str) or name not in known:
            raise self._fail(place, f"there is no {what} {name!r}; there are {', '.join(known) or 'none'}")
        return known[name]

    def _number(self, found: Any, place: str) -> float:
        if isinstance(found, bool) or not isinstance(found, int | float) or found != found:
            raise self._fail(place, f"intensity: expected a number, found {found!r}")
        return float(found)

    def _quad(self, found: Any, place: str) -> int | None:
        names = {name: quad for quad, name in QUADS.items()}
        quad = names.get(found, found) if isinstance(found, str) else found
        if quad is not None and (isinstance(quad, bool) or quad not in QUADS):
            expected = ", ".join(f"{number} ({name})" for number, name in QUADS.items())
            raise self._fail(place, f"quad: expected one of {expected}, found {found!r}")
        return quad


def _pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    """Any of the words as a whole word, in any case; "shell*" stands for all that begin so."""
    if not words:
        return None
    told = (re.escape(word.strip()).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(told)})(?!\w)", re.IGNORECASE)


def _kind(found: Any) -> str:
    return "nothing" if found is None else type(found).__name__
