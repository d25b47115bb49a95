"""What sort of actor words make somebody: PLOVER's sectors and its countries that are no states.

In:   the words of a mention, with the place of the head; a listed body; an office.
Out:  sector codes, the main one first.

The table is sectors of data/lexicon/en. Whose words they are, and what a whole document tells, is for extract/.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from letopis.coding import Coding
from letopis.gazetteer.people import fold
from letopis.gazetteer.world import Organisation, country_by_code
from letopis.lexicon import table

LONGEST_PHRASE = 4  # words of the table's longest entries
OF_OLD = frozenset({"GOV", "LEG", "MIL", "JUD", "COP", "SPY"})  # whoever left these belongs to the old elite
ARMED = frozenset({"UAF", "MIL", "REB"})
OWN_COUNTRIES = frozenset(
    {"HK", "PS", "XK"}
)  # territories that PLOVER keeps apart from the states that claim them
WORLD_KINDS = {
    "igo": "IGO",
    "bloc": "IGO",
    "ngo": "NGO",
    "company": "MNC",
    "armed_group": "IMG",
    "court": "IGO",
}
_LINKS = frozenset({"of", "for", "from", "with"})
_WORD = re.compile(r"[^\W_]+(?:['’.\-&][^\W_]+)*\.?")


@dataclass(frozen=True, slots=True)
class Sort:
    """What words make of an actor.

    Attributes:
        sectors: codes, the main one first.
        loose: True where the words are general ("leader", "official") and whatever else is known goes before them.
        past: True of somebody who was it once.
        kin: True of the relatives of somebody.
    """

    sectors: tuple[str, ...] = ()
    loose: bool = True
    past: bool = False
    kin: bool = False


NOTHING = Sort()


def words_of(text: str) -> list[str]:
    """The words of a mention, without punctuation."""
    return _WORD.findall(text)


@lru_cache(maxsize=20_000)
def sort_of(text: str, head: str) -> Sort:
    """What the words of a mention make of whom they name; `head` is the head word."""
    words = [fold(word).casefold() for word in words_of(text)]
    at = _place(words, fold(head).casefold())
    if at is None:
        return NOTHING
    entry, length = _phrase(words, at)
    before = words[: at - length + 1]
    sort = _with_words_before(entry, before) if entry is not None else NOTHING
    told = (_before(before) or _behind(words[at + 1 :])) if sort.loose else None
    if sort.kin:
        return Sort(_of_kin(told or ()), told is None, kin=True)
    if told is not None:
        sort = Sort(_joined(sort.sectors, told), False)
    return _with_marks(sort, before)


def _of_kin(sectors: tuple[str, ...]) -> tuple[str, ...]:
    """The sectors of a relative of somebody: those of the powerful are of the elite."""
    if set(sectors) & (OF_OLD | {"ELI"}):
        return ("ELI",)
    return ("OPP", "CVL") if "OPP" in sectors else ("CVL",)


def sectors_of_body(body: Organisation) -> tuple[str, ...]:
    """The sectors of a listed body: by the words of its name where they tell, else by its kind."""
    words = words_of(body.name)
    named = sort_of(body.name, words[-1]) if words else NOTHING
    if body.kind in ("security_service", "commission") and named.sectors and not named.loose:
        return named.sectors
    if world_code(body) in ("NGO", "MNC"):
        return ()  # the country's place says it
    return _rows("kind").get(body.kind, ())


def sectors_of_office(kind: str) -> tuple[str, ...] | None:
    """The sectors of whoever holds an office of this kind; None where that depends on what it is an office of."""
    return _rows("office").get(kind)


def state_of_word(head: str) -> str | None:
    """The alpha-2 code of the one state that a word can be of ("pope"), or None."""
    codes = _rows("state").get(fold(head).casefold())
    return codes[0] if codes else None


def world_code(body: Organisation) -> str | None:
    """The code that stands for a country with what belongs to no state: UNO, EUR, IGO, NGO, MNC, IMG."""
    special = _rows("world").get(fold(body.name).casefold())
    if special is not None:
        return special[0]
    return WORLD_KINDS.get(body.kind) if body.country is None and not body.generic else None


@cache
def state_coding(code: str | None) -> Coding:
    """Country and number of an alpha-2 code, as PLOVER folds them: dependencies into the state that has them, what
    broke away into the state that claims it, with the sector PRE."""
    if code == "EU":
        return Coding("EUR")
    country = country_by_code(code)
    if country is None:
        return Coding()
    if country.claimant is not None and country.code not in OWN_COUNTRIES:
        owner = state_coding(country.claimant)
        return Coding(owner.country, owner.cow, ("PRE",) if country.status == "breakaway" else ())
    return Coding(country.alpha3, country.cow)


def _place(words: Sequence[str], head: str) -> int | None:
    """Where the head stands; a name of several words is headed by the last of it."""
    heads = [word for word in (fold(one).casefold() for one in words_of(head)) if word]
    if not heads:
        return None
    found = [at for at, word in enumerate(words) if word == heads[-1]]
    return found[0] if found else None


def _phrase(words: Sequence[str], at: int) -> tuple[Sort | None, int]:
    """The longest entry that ends at a word, and how many words it has; (None, 1) where there is none."""
    for length in range(min(LONGEST_PHRASE, at + 1), 0, -1):
        first = words[at - length + 1 : at]
        for last in _forms(words[at]):
            entry = _entries().get(" ".join((*first, last)))
            if entry is not None:
                return entry, length
    return None, 1


def _forms(word: str) -> list[str]:
    """A word and what it may be the plural or the possessive of."""
    word = word.removesuffix("'s").removesuffix("’s").rstrip("'’").removeprefix("ex-")
    found = [word]
    if word.endswith("men"):
        found.append(word[:-3] + "man")
    if word.endswith("ies"):
        found.append(word[:-3] + "y")
    if word.endswith("es"):
        found.append(word[:-2])
    if word.endswith("s"):
        found.append(word[:-1])
    return found


def _before(words: Sequence[str]) -> tuple[str, ...] | None:
    """What the nearest telling words before a general one say: "police chief", "union boss"."""
    for at in range(len(words) - 1, -1, -1):
        entry, _ = _phrase(words, at)
        if entry is not None and not entry.loose and entry.sectors != ("CVL",):
            return entry.sectors
    return None


def _behind(words: Sequence[str]) -> tuple[str, ...] | None:
    """What the words behind say whose it is: "spokesman for the army", "leader of the rebels"."""
    if not words or words[0] not in _LINKS:
        return None
    end = next(
        (at for at, word in enumerate(words[1:], 1) if word in _LINKS or word in ("in", "at", "and")),
        len(words),
    )
    entry, length = _phrase(words, end - 1)
    if entry is None:
        return _before(words[1:end])
    sort = _with_words_before(entry, words[1 : end - length])
    return sort.sectors or _before(words[1 : end - length])


def _with_words_before(sort: Sort, before: Sequence[str]) -> Sort:
    """The sort with the codes that words before the actor add to it, or put in its place."""
    for word in before:
        codes = _rows("beside").get(word, ())
        for code in codes:
            armed = bool(sort.sectors) and set(sort.sectors) <= ARMED
            if (armed and code[0] in "=+") or (code[0] == "=" and sort.loose):
                sort = Sort((code[1:],), False)
            elif code[0] not in "=+" and code not in sort.sectors:
                sort = Sort((code, *sort.sectors), sort.loose and not sort.sectors and code != "OPP")
    return sort


def _with_marks(sort: Sort, before: Sequence[str]) -> Sort:
    """The sort of somebody who was it once, where words before say so."""
    past = any(word in _rows("past") or word.startswith("ex-") for word in before)
    if past and (not sort.sectors or set(sort.sectors) <= OF_OLD):
        return Sort(("ELI",), False, past=True)
    return sort


def _joined(first: tuple[str, ...], told: tuple[str, ...]) -> tuple[str, ...]:
    """OPP of the general word stays beside what the others tell."""
    kept = tuple(code for code in first if code == "OPP" and code not in told)
    return (*kept, *told)


def with_words_before(sectors: tuple[str, ...], before: Sequence[str]) -> tuple[str, ...]:
    """The sectors of a name with what the words before it add: "opposition Freedom Party", "former general X"."""
    words = [fold(word).casefold() for word in before]
    return _with_marks(_with_words_before(Sort(sectors, not sectors), words), words).sectors


@cache
def _entries() -> dict[str, Sort]:
    found: dict[str, Sort] = {}
    for row in table("sectors"):
        if row["class"] in ("noun", "loose", "kin"):
            codes = tuple(row["codes"].split())
            for word in row["words"].split("|"):
                kin = row["class"] == "kin"
                sort = Sort(codes if not kin else (), row["class"] != "noun", kin=kin)
                if kin or word not in found:
                    found[fold(word).casefold()] = sort
    return found


@cache
def _rows(name: str) -> dict[str, tuple[str, ...]]:
    """The words of one class of the table, each with its codes."""
    rows = (row for row in table("sectors") if row["class"] == name)
    return {
        fold(word).casefold(): tuple(row["codes"].split()) for row in rows for word in row["words"].split("|")
    }
