"""Cut a text into tokens and give each the class of times.tsv that it belongs to.

In:   text, and the stretch of it to read.
Out:  `Tokens`: one letter per token, so that a rule is a regular expression over letters.

Numbers are classed here (a day of the month, a year, any number); all words by the table. Months and weekdays
count
only with a capital ("may", "march", "sat"), short ones only with their full stop or in front of a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from letopis.lexicon import table

OTHER = "."
NUMBER_CLASSES = (
    "small", "year4", "number", "decimal", "ordinal", "decade", "clock", "isodate", "slashdate", "fraction",
    "ampm_dots", "fiscal_short",
)  # fmt: skip
MARK_CLASSES = ("dash", "comma", "possessive", "capital", "break", "feast")
CAPITAL_CLASSES = frozenset(
    {"month", "month_short", "weekday", "weekdays", "weekday_short", "zone", "quarter_short", "feast", "era"}
)
DECADE_LEADS = (
    "the ",
    "The ",
    "early ",
    "late ",
    "mid-",
    "mid ",
)  # "the 1990's" against "1990's third quarter"
MONEY = "$£€¥#"


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its span, class and value (of the table, or the number as written)."""

    start: int
    end: int
    cls: str
    value: str
    is_capital: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The table, ready for use: word → (letter, class, value), and the letter of each class."""

    words: dict[str, tuple[str, str, str]]
    letters: dict[str, str]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one stretch of text: `letters[i]` is the class of the token that covers `spans[i]`."""

    text: str
    letters: str
    spans: list[tuple[int, int]]

    def token(self, index: int) -> Token:
        """The token with its class and value."""
        start, end = self.spans[index]
        return _classed(self.text, start, end)

    def slice(self, first: int, last: int) -> list[Token]:
        """Tokens from `first` up to `last`, exclusive."""
        return [self.token(index) for index in range(first, last)]


@cache
def vocabulary() -> Vocabulary:
    """Loaded once.

    Raises:
        DataError: the table is missing or broken.
    """
    rows = table("times")
    classes = list(dict.fromkeys([*NUMBER_CLASSES, *MARK_CLASSES, *(row["class"] for row in rows)]))
    letters = {name: chr(0x100 + number) for number, name in enumerate(classes)}
    words: dict[str, tuple[str, str, str]] = {}
    for row in rows:
        words.setdefault(row["word"], (letters[row["class"]], row["class"], row["value"]))
    short = [row["word"].capitalize() for row in rows if row["class"] in ("month_short", "weekday_short")]
    feasts = [row["name"] for row in table("times_feasts")]
    for name in feasts:
        words[name.lower()] = (letters["feast"], "feast", name)
    return Vocabulary(words, letters, _token_pattern(short, feasts))


def _token_pattern(short: list[str], feasts: list[str]) -> re.Pattern[str]:
    short_names, feast_names = (_any_of(names) for names in (short, feasts))
    decade = "|".join(f"(?<={lead})" for lead in DECADE_LEADS)
    digits = (
        r"\d{4}-\d\d-\d\d(?!\d)|\d{1,2}(?P<between>[-./])\d{1,2}(?P=between)\d{4}(?!\d)|\d{1,2}/\d{1,2}/\d\d"
        r"|\d{1,2}:\d\d(?::\d\d)?|\d/\d(?!\d)"
        rf"|\d+(?:st|nd|rd|th)\b|(?:\d\d)?\d0s\b|(?:{decade})\d{{3}}0['’]s\b|[1-4]Q\b"
        r"|\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    )
    words = (
        rf"(?=[A-Z])\b(?:(?:{feast_names})\b|(?:{short_names})\.|Q[1-4]\b|FY ?['’]?(?:\d\d)?\d\d\b"
        r"|B\.C\.(?:E\.)?|A\.D\.)"
        r"|\b[ap]\.m\.|\bo['’]clock\b|[^\W\d_]+"
    )
    return re.compile(rf"{words}|(?=\d)(?:{digits})|['’](?:s\b|(?:\d\d)?\d0s\b)|[½¼¾]|[^\w\s]|_")


def _any_of(names: list[str]) -> str:
    """A pattern of any of the names, with either apostrophe."""
    return "|".join(sorted(names, key=len, reverse=True)).replace("'", "['’]")


def read_tokens(text: str, start: int, end: int) -> Tokens:
    """The tokens of `text[start:end]`."""
    known = vocabulary()
    words, letters = known.words, []
    spans = []
    for match in known.pattern.finditer(text, start, end):
        word = match.group()
        span = match.span()
        spans.append(span)
        if word.isalpha():
            found = words.get(word.lower())
            if found is None:
                letters.append(known.letters["capital"] if word[0].isupper() else OTHER)
            elif found[1] in CAPITAL_CLASSES and not word[0].isupper():
                letters.append(OTHER)
            else:
                letters.append(found[0])
        else:
            cls = _classed(text, *span).cls
            letters.append(known.letters.get(cls, OTHER))
    return Tokens(text, "".join(letters), spans)


def _classed(text: str, start: int, end: int) -> Token:
    """Class and value of the token `text[start:end]`."""
    word = text[start:end]
    if word[0].isnumeric() or (len(word) > 2 and word[1].isdecimal()) or word.startswith("FY"):
        return Token(start, end, *_number(text, start, end))
    low = word.lower().replace("’", "'")
    found = vocabulary().words.get(low) or vocabulary().words.get(low[:-1])
    if found and (word[0].isupper() or found[1] not in CAPITAL_CLASSES):
        return Token(start, end, found[1], found[2], word[0].isupper())
    if word in "-–—" and start and text[start - 1].isalnum() and text[end : end + 1].isalnum():
        return Token(start, end, "dash", word)
    if word in ("'s", "’s") or (
        word in "'’" and text[start - 1 : start] == "s" and text[end : end + 1] == " "
    ):
        return Token(start, end, "possessive", word)
    return Token(start, end, "comma" if word == "," else OTHER, word, word[0].isupper())


def _number(text: str, start: int, end: int) -> tuple[str, str]:
    """Class and value of a token that has digits."""
    word = text[start:end]
    if text[start - 1 : start] in tuple(MONEY) or text[end : end + 1] == "%":
        return OTHER, word
    if word.isdecimal():
        if len(word) == 4 and 1000 <= int(word) <= 2199:
            return "year4", word
        return ("small" if 1 <= int(word) <= 31 else "number"), str(int(word))
    for cls, shape in _SHAPES:
        if shape.fullmatch(word):
            return cls, word.replace(",", "") if cls == "number" else word
    return OTHER, word


_SHAPES = [
    ("isodate", re.compile(r"\d{4}-\d\d-\d\d")),
    ("slashdate", re.compile(r"\d{1,2}([-./])\d{1,2}\1\d{4}|\d{1,2}/\d{1,2}/\d\d")),
    ("fiscal_short", re.compile(r"FY ?['’]?\d{2,4}")),
    ("quarter_short", re.compile(r"[1-4]Q")),
    ("clock", re.compile(r"\d{1,2}:\d\d(:\d\d)?")),
    ("fraction", re.compile(r"\d/\d|[½¼¾]")),
    ("ordinal", re.compile(r"\d+(st|nd|rd|th)")),
    ("decade", re.compile(r"['’]?(\d\d)?\d0['’]?s")),
    ("number", re.compile(r"\d+(,\d{3})+")),
    ("decimal", re.compile(r"[\d,]+\.\d+")),
]
