"""Find whom a user means by a name.

In:   the cast; a name as typed.
Out:  one of the cast, or an error that says who it could be.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from letopis.errors import UsageError
from letopis.profile import CastMember

_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "’": "'"})
_SMALL = frozenset(
    {"of", "the", "and", "for", "in", "a", "an", "on", "to"}
)  # tell no office or theme from another
ACTING_KINDS = frozenset({"person", "organisation", "country", "group"})
_CLOSE = 70.0  # rapidfuzz, 0 to 100: lets through a slip or two of the keyboard in a surname of seven letters
_SUGGESTIONS = 5


def fold(text: str) -> str:
    """The text for comparing: lower case, no accents, single spaces."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).casefold().split())


def telling_words(text: str) -> list[str]:
    """The words of a text, folded, without those that tell nothing."""
    return [word for word in fold(text).split() if word not in _SMALL]


def _parts(text: str) -> list[str]:
    """The words of a text, folded and cut at every sign; of "People's" the s is left out."""
    return [part for part in re.split(r"[\W_]+", fold(text)) if part not in ("", "s")]


def has_words(text: str, wanted: Sequence[str]) -> bool:
    """True when all the words stand in the text, in the singular or the plural; "king" is not in "United Kingdom"."""
    known = {_singular(word) for word in _parts(text)}
    return bool(wanted) and all(_singular(part) in known for word in wanted for part in _parts(word))


def has_beginnings(text: str, wanted: Sequence[str]) -> bool:
    """True when all the words begin words of the text."""
    known = _parts(text)
    asked = [part for word in wanted for part in _parts(word)]
    return bool(wanted) and all(any(word.startswith(part) for word in known) for part in asked)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def find_member(cast: Sequence[CastMember], name: str) -> CastMember:
    """The one of the cast that a name means.

    Tried in turn: the id or its beginning, the whole name, any of the other names, the last word of a name,
    the beginning of a name. Where several fit and just one of them is somebody who can act, it is that one.

    Raises:
        UsageError: nobody fits, or several do.
    """
    if name.startswith("ent:"):
        fitting = [member for member in cast if member.entity.id.startswith(name)]
        return _only(fitting, name) if fitting else _nobody(cast, name)
    wanted = fold(name)
    if not wanted:
        raise UsageError("an empty name was given; name a person, an organisation or a country")
    tests: tuple[Callable[[CastMember], bool], ...] = (
        lambda member: fold(member.entity.name) == wanted,
        lambda member: wanted in folded_names(member),
        lambda member: any(known.endswith(" " + wanted) for known in folded_names(member)),
        lambda member: any(known.startswith(wanted) for known in folded_names(member)),
    )
    for test in tests:
        fitting = [member for member in cast if test(member)]
        if fitting:
            return _only(fitting, name)
    return _nobody(cast, name)


def folded_names(member: CastMember) -> list[str]:
    """All names of one of the cast, folded."""
    return [fold(known) for known in (member.entity.name, *member.entity.names)]


def _only(fitting: list[CastMember], name: str) -> CastMember:
    if len(fitting) == 1:
        return fitting[0]
    acting = [member for member in fitting if member.entity.kind in ACTING_KINDS]
    if len(acting) == 1:
        return acting[0]
    several = "; ".join(
        f"{m.entity.name} ({m.entity.kind}, {m.entity.id[:12]})" for m in fitting[:_SUGGESTIONS]
    )
    more = f" and {len(fitting) - _SUGGESTIONS} more" if len(fitting) > _SUGGESTIONS else ""
    raise UsageError(f"{name!r} can be {several}{more}; give the full name or the id")


def _nobody(cast: Sequence[CastMember], name: str) -> CastMember:
    close = suggestions([member.entity.name for member in cast], name)
    hint = f"; did you mean {' or '.join(close)}?" if close else '; "letopis who" lists everybody'
    raise UsageError(f"nobody in the record is called {name!r}{hint}")


def suggestions(known: Sequence[str], name: str) -> list[str]:
    """Up to five names that look like this one, the closest first."""
    from rapidfuzz import fuzz, process

    choices = list(dict.fromkeys(known))
    found = process.extract(
        name, choices, scorer=fuzz.WRatio, processor=fold, limit=_SUGGESTIONS, score_cutoff=_CLOSE
    )
    return [choice for choice, _, _ in found]
