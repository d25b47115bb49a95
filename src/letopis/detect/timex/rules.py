"""The patterns of times_rules.tsv, and where they fit.

In:   tokens of one stretch of text.
Out:  matches, from left to right, never overlapping: the first rule that fits at a token wins.

A modifier in front ("early", "the end of", "about") is part of it and kept apart as `Match.mod`. Of "Friday, the 10th
anniversary" the weekday alone is a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from letopis.detect.timex.lexer import OTHER, Token, Tokens, vocabulary
from letopis.errors import DataError
from letopis.lexicon import table, words

_ATOM = re.compile(r"(?P<look><!|<|&|!)?(?P<names>[A-Za-z_0-9|]+)(?P<times>[?*+]?)")
NUMBERED = "weekday_numbered"
DAYS_OF_MONTH = 31
BEHIND_DAYS = frozenset(
    [
        "the",
        "a",
        "an",
        "that",
        "this",
        "to",
        "or",
        "and",
        "from",
        "when",
        "where",
        "which",
        "who",
        "but",
        "as",
        "after",
        "before",
        "until",
        "while",
        "on",
        "in",
        "at",
        "for",
        "with",
        "of",
        "was",
        "were",
        "is",
        "are",
        "will",
        "would",
        "had",
        "has",
        "have",
        "by",
    ]
)
_LOOK = {None: "", "<": "(?<=", "<!": "(?<!", "&": "(?=", "!": "(?!"}


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits: tokens[first:last] of the stretch; `mod` are the tokens in front that modify it."""

    rule: str
    build: str
    first: int
    last: int
    mod: tuple[Token, ...]
    tokens: tuple[Token, ...]

    def find(self, *classes: str) -> Token | None:
        """The first token of one of these classes."""
        return next((token for token in self.tokens if token.cls in classes), None)

    def has(self, *classes: str) -> bool:
        """True when a token of one of these classes is in it."""
        return self.find(*classes) is not None

    def all(self, *classes: str) -> list[Token]:
        """Every token of these classes, in order."""
        return [token for token in self.tokens if token.cls in classes]


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules as one pattern over letters; `rows[i]` is the name and builder of group `r<i>`."""

    pattern: re.Pattern[str]
    rows: tuple[tuple[str, str], ...]


@cache
def rules() -> Rules:
    """The rules, compiled once.

    Raises:
        DataError: a pattern names a class that times.tsv lacks, or breaks the syntax.
    """
    macros: dict[str, str] = {}
    rows: list[tuple[str, str]] = []
    branches: list[str] = []
    for row in table("times_rules"):
        pattern = compile_pattern(row["pattern"], macros, row["rule"])
        if row["rule"].startswith("="):
            macros[row["rule"][1:]] = pattern
        else:
            branches.append(f"(?P<r{len(rows)}>{pattern})")
            rows.append((row["rule"], row["build"]))
    letters = vocabulary().letters
    elsewhere = (
        f"(?![{re.escape(OTHER)}{letters['capital']}{letters['comma']}])"  # most words: no rule starts there
    )
    whole = re.compile(f"{elsewhere}(?P<mod>{macros['MODIFIER']})?(?:{'|'.join(branches)})")
    return Rules(whole, tuple(rows))


def compile_pattern(text: str, macros: dict[str, str], rule: str) -> str:
    """The regular expression over letters for a pattern of the table."""
    parts: list[str] = []
    for item in text.split():
        if item == "(":
            parts.append("(?:")
        elif item == "|" or item[0] == ")":
            parts.append(item)
        else:
            parts.append(_atom(item, macros, rule))
    return "".join(parts)


def _atom(item: str, macros: dict[str, str], rule: str) -> str:
    match = _ATOM.fullmatch(item)
    if match is None:
        raise DataError(f"times_rules.tsv: rule {rule}: {item!r} is no class, group or look-around")
    letters = vocabulary().letters
    single: list[str] = []
    groups: list[str] = []
    for name in match["names"].split("|"):
        if name in macros:
            groups.append(macros[name])
        elif name in letters:
            single.append(letters[name])
        else:
            raise DataError(f"times_rules.tsv: rule {rule}: there is no class {name!r} in times.tsv")
    if single:
        groups.append(f"[{''.join(single)}]")
    inner = groups[0] if len(groups) == 1 and len(single) else f"(?:{'|'.join(groups)})"
    look = _LOOK[match["look"]]
    return f"{look}{inner}{')' if look else ''}{match['times']}"


def find_matches(tokens: Tokens) -> Iterator[Match]:
    """Where the rules fit, from left to right."""
    found = rules()
    for match in found.pattern.finditer(tokens.letters):
        group = match.lastgroup or ""
        rule, build = found.rows[int(group[1:])]
        middle, last = match.start(group), match.end()
        if rule == NUMBERED and _counts_thing(tokens, last):
            rule, build, last = "weekday", "weekday", middle + 1
        yield Match(
            rule,
            build,
            match.start(),
            last,
            tuple(tokens.slice(match.start(), middle)),
            tuple(tokens.slice(middle, last)),
        )


def _counts_thing(tokens: Tokens, last: int) -> bool:
    """True where the number that ends before `last` counts what follows, and no day: "Friday, the 10th anniversary"."""
    numbered = tokens.token(last - 1)
    if int(numbered.value.rstrip("stndrh")) > DAYS_OF_MONTH:
        return True
    if last >= len(tokens.spans):
        return False
    behind = tokens.token(last)
    own = words("pronouns") | BEHIND_DAYS
    return behind.value.isalpha() and behind.value.islower() and behind.value not in own
