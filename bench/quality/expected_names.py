"""When two names, offices or dates of a claim and of an expected list are taken to be the same."""

from __future__ import annotations

import datetime
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

Claim = Mapping[str, Any]
Bounds = tuple[datetime.date, datetime.date]
DAY = datetime.timedelta(days=1)
FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")
POSSESSIVE = re.compile(r"(?<=\w)['’‘](s\b)?")
INITIAL = re.compile(r"\b(\w)\.(?=\w\.|\W|$)")
UNITED_STATES = re.compile(r"\bunited states( of america)?\b|\busa\b")


@cache
def rules() -> dict[str, Any]:
    """The tables of expected_rules.toml."""
    return tomllib.loads(Path(__file__).with_name("expected_rules.toml").read_text(encoding="utf-8"))


def fold(text: object) -> str:
    """Case folded, white space as one blank; None as nothing."""
    return re.sub(r"\s+", " ", "" if text is None else str(text)).strip().casefold()


def words(text: object) -> list[str]:
    """The words of a folded text."""
    return re.findall(r"\w+", fold(text))


def plain(name: object) -> list[str]:
    """The words of a name without accents, possessives and the points of initials."""
    letters = unicodedata.normalize("NFKD", fold(name))
    text = "".join(letter for letter in letters if not unicodedata.combining(letter))
    text = UNITED_STATES.sub("us", INITIAL.sub(r"\1", POSSESSIVE.sub("", text)))
    spelling = rules()["spelling"]
    return [spelling.get(word, word) for word in re.findall(r"\w+", text)]


def same_name(gold: object, found: object) -> bool:
    """Equal, or with more words that add nothing, or one within the other with the same first and last."""
    ours, theirs = plain(found), plain(gold)
    if not ours or not theirs:
        return False
    more = set(ours) - set(theirs)
    if ours == theirs or (set(theirs) <= set(ours) and more <= set(rules()["extra"])):
        return True
    ends_alike = (ours[0], ours[-1]) == (theirs[0], theirs[-1])
    nested = set(ours) <= set(theirs) or set(theirs) <= set(ours)
    return min(len(ours), len(theirs)) > 1 and ends_alike and nested


def same_office(gold: object, found: object) -> bool:
    """The expected words are there, and none that makes another office of it."""
    theirs, ours = set(plain(gold)), set(plain(found))
    return bool(theirs) and theirs <= ours and not (ours - theirs) & set(rules()["lower"])


def holds_name(gold: object, found: object) -> bool:
    """All expected words are there, whatever else is: for outlets."""
    theirs = set(plain(gold))
    return bool(theirs) and theirs <= set(plain(found))


Same = Callable[[object, object], bool]


def listed(wanted: Any) -> list[Any]:
    """A list of one, or the list."""
    return wanted if isinstance(wanted, list) else [wanted]


def some(wanted: Any, found: Iterable[object], same: Same = same_name) -> bool:
    """Any of the wanted is any of the found."""
    there = list(found)
    return any(same(gold, name) for gold in listed(wanted) for name in there)


def every(wanted: Any, found: Iterable[object]) -> bool:
    """Something was found, and all of it is wanted."""
    there = list(found)
    return bool(there) and all(some(wanted, [name]) for name in there)


def arguments(claim: Claim, *roles: str) -> list[Mapping[str, Any]]:
    """The arguments of any of these roles; "source" and "actor" are one."""
    either = {"source", "actor"}
    asked = set(roles) | (either if either & set(roles) else set())
    return [argument for argument in claim.get("arguments") or [] if argument.get("role") in asked]


def names(claim: Claim, *roles: str) -> list[Any]:
    """The resolved names of these roles, the words where nothing was resolved."""
    found = arguments(claim, *roles)
    return [a.get("text") if a.get("name") is None else a.get("name") for a in found]


def distinct(found: Sequence[object]) -> int:
    """How many different names there are."""
    return len({tuple(plain(name)) for name in found})


def days(text: object) -> Bounds | None:
    """First day and first day after of what starts with YYYY, YYYY-MM or YYYY-MM-DD; else None."""
    match = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", str(text or ""))
    if not match:
        return None
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    try:
        first = datetime.date(year, month, day)
    except ValueError:
        return None
    if match[3]:
        return first, first + DAY
    if match[2]:
        return first, datetime.date(year + month // 12, month % 12 + 1, 1)
    return first, datetime.date(year + 1, 1, 1)


def bounds(claim: Claim) -> tuple[datetime.date | None, datetime.date | None]:
    """Earliest day and the bound after the latest, from `when`, else from its EDTF string."""
    when = claim.get("when") or {}
    left, slash, right = str(when.get("edtf") or "").partition("/")
    start = days(when.get("start")) or days(re.sub(r"^[\[{]?\.*", "", left))
    first = start[0] if start else None
    if when.get("end"):
        last = _given_end(when["end"])
    elif slash:
        last = _after(right)
    else:
        last = start[1] if start else None
    if first and last and last <= first:
        last = first + DAY  # an inclusive end
    return first, last


def last_bound(claim: Claim) -> datetime.date | None:
    """The bound after the latest day, by the end alone."""
    when = claim.get("when") or {}
    if days(when.get("end")):
        return _given_end(when["end"])
    left, slash, right = str(when.get("edtf") or "").partition("/")
    return _after(right if slash else left)


def _given_end(text: object) -> datetime.date | None:
    """A full day is the bound itself; a month or a year ends with its last day."""
    span = days(text)
    return span and (span[0] if FULL_DAY.match(str(text)) else span[1])


def _after(text: str) -> datetime.date | None:
    span = days(text)
    return span[1] if span else None


def start_years(claim: Claim) -> set[int]:
    """The years in which it can have begun."""
    when = claim.get("when") or {}
    if when.get("start"):
        span = days(when["start"])
        return {span[0].year} if span else set()
    left = re.sub(r"^[\[{]\.\.", "", str(when.get("edtf") or "").partition("/")[0])
    return set() if left.startswith("..") else {int(year) for year in re.findall(r"\b(\d{4})\b", left)}


def numbers(claim: Claim) -> set[float]:
    """The numbers in its quantities, in figures or in words up to ten."""
    found, counts = set[float](), rules()["counts"]
    for text in names(claim, "quantity", "magnitude"):
        found |= {float(number.replace(",", "")) for number in re.findall(r"\d[\d,]*(?:\.\d+)?", fold(text))}
        found |= {float(counts.index(word)) for word in words(text) if word in counts}
    return found
