"""Read one number, as figures or words, with what bounds it.

In:   words, and the token at which the number starts.
Out:  an `Amount`: "two hundred and thirty", "half a million", "two-thirds", "seven in ten", "tens of thousands",
      "several hundred", "$1.2bn"; what stands before it ("at least", "up to") moves its bounds.

The words are data/lexicon/en/quantities.tsv. Units and ranges: quantities.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from letopis import lexicon
from letopis.detect.words import Words

DIGITS = re.compile(
    r"(?P<sign>[^\d\s]{1,3})?(?P<number>\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)(?P<times>[a-z]{1,3})?",
    re.I,
)
PERCENT = "percent"
LONGEST = 3  # words in the longest bound ("no fewer than")
WHOLES = frozenset({3, 4, 5, 6, 8, 10, 20, 100})  # of which shares are told: "one in four"


@dataclass(frozen=True, slots=True)
class Amount:
    """Low and high bound: equal when one number was written, None where open.

    Attributes:
        currency: its ISO code, where a sign stands before the number.
        start, end: the first token with what bounds it, the token after the number words.
        in_words: no digit was written.
        unit: the unit that the number itself implies: "percent" of a part.
    """

    low: float | None
    high: float | None
    currency: str | None
    start: int
    end: int
    in_words: bool
    unit: str | None = None

    @property
    def size(self) -> float:
        """The largest bound that is told."""
        return max(bound for bound in (self.low, self.high, 0.0) if bound is not None)

    def written(self) -> str:
        """ "12", "20..30", "12..", "..40"."""
        low, high = ("" if bound is None else _written(bound) for bound in (self.low, self.high))
        return low if low == high else f"{low}..{high}"


def _written(number: float) -> str:
    number = round(number, 4)
    return str(int(number)) if number == int(number) else f"{number:f}".rstrip("0")


@cache
def table() -> dict[tuple[str, str], str]:
    """What a word is worth as one kind: ("third", "part") → "3"."""
    return {(row["word"], row["kind"]): row["value"] for row in lexicon.table("quantities")}


@cache
def number_words() -> frozenset[str]:
    """Words with which a number can start."""
    starts = ("number", "loose", "times", "few", "part")
    return frozenset(word for word, kind in table() if kind in starts and len(word) > 2)


def read_amount(words: Words, i: int) -> Amount | None:
    """The number that starts at token `i`, bounds not yet looked for; None where there is none."""
    k, currency = i, table().get((words.lower[i], "sign"))
    if currency is not None:
        k += 1
        if k >= len(words):
            return None
    found = (
        _part(words, k) or _loose(words, k) or _few(words, k) or _in_digits(words, k) or _in_words(words, k)
    )
    if found is None:
        return None
    return replace(found, start=i, currency=currency or found.currency)


def bounded(words: Words, amount: Amount) -> Amount:
    """The amount with what stands around it: "at least 12" is open above, "up to 40" below."""
    first = words.sentences[words.sentence[amount.start]][0] if words.sentences else 0
    for length in range(LONGEST, 0, -1):
        start = amount.start - length
        told = table().get((" ".join(words.lower[start : amount.start]), "bound")) if start >= first else None
        particle = words.dep[start] == "compound:prt" or (
            words.lower[start] == "over" and words.pos[start - 1] == "VERB"
        )
        if told and not particle:
            return replace(_bound(amount, told), start=start)
    for length in (2,):
        told = table().get((" ".join(words.lower[amount.end : amount.end + length]), "after"))
        if told:
            return replace(_bound(amount, told), end=amount.end + length)
    return amount


def _bound(amount: Amount, told: str) -> Amount:
    if told == "from":
        return replace(amount, high=None)
    return replace(amount, low=None) if told == "upto" else amount


def _amount(low: float, high: float, end: int, *, in_words: bool = True, unit: str | None = None) -> Amount:
    return Amount(low, high, None, 0, end, in_words, unit)


def _in_digits(words: Words, k: int) -> Amount | None:
    """ "1.2bn", "300", "45,000", with the factors behind it: "1.6 billion"."""
    match = DIGITS.fullmatch(words.text[k])
    if match is None:
        return None
    number, factor, currency = _digits(match), (match["times"] or "").lower(), None
    if match["sign"]:
        currency = table().get((match["sign"].lower(), "sign"))
        if currency is None and match["sign"] not in "~+-<>":
            return None
    if factor and (factor, "times") not in table():
        return None
    number *= float(table()[factor, "times"]) if factor else 1.0
    share = _share_of(words, k, number, k + 1)
    if share is not None and currency is None:
        return share
    number, end = _multiplied(words, number, k + 1, in_words=False)
    return replace(_amount(number, number, end, in_words=False), currency=currency)


def _digits(match: re.Match[str]) -> float:
    text = match["number"].replace(" ", "")
    comma_is_point = re.fullmatch(r"\d+,\d{1,2}", text) is not None
    return float(text.replace(",", "." if comma_is_point else ""))


def _multiplied(words: Words, number: float, k: int, *, in_words: bool) -> tuple[float, int]:
    """The number times the factors from token `k` on, past a hyphen ("300-million"), and the token after them."""
    while k < len(words):
        at = k + 1 if words.lower[k] == "-" and k + 1 < len(words) else k
        factor = table().get((words.lower[at].removesuffix("."), "times"))  # "€300m." ends a sentence
        if factor is None or (in_words and len(words.lower[at]) == 1):
            break
        number, k = number * float(factor), at + 1
    return number, k


def _in_words(words: Words, k: int) -> Amount | None:
    """ "twenty-five", "a hundred", "two hundred and thirty-four", "half a million"."""
    total, group, start, article = 0.0, 0.0, k, False
    if words.lower[k] in ("a", "an"):
        k, article = k + 1, True
    first = k
    while k < len(words):
        lower = words.lower[k]
        value, factor = _value(lower), table().get((lower, "times"))
        if value is not None and not (article and k == first):
            group += value
        elif factor is not None and len(lower) > 1:
            group = (group or 1.0) * float(factor)
            if float(factor) > 100:
                total, group = total + group, 0.0
        elif not _goes_on(words, k, first):
            break
        k += 1
    if k == first or (k == first + 1 and words.lower[first] == "half" and article):
        return None
    number = total + group
    if number < 1 and words.lower[k - 1] in ("a", "an"):  # "half a percentage point"
        return _amount(number, number, k)
    share = _share_of(words, start, number, k)
    return share or _amount(number, number, k)


def _value(word: str) -> float | None:
    """The sum of number words joined by hyphens: 25 of "twenty-five"."""
    parts = [table().get((part, "number")) for part in word.split("-") if part]
    return sum(float(part) for part in parts if part) if parts and None not in parts else None


def _goes_on(words: Words, k: int, first: int) -> bool:
    """True for "and", a hyphen or "a" between the words of one number."""
    if k == first or k + 1 >= len(words):
        return False
    before, lower, after = words.lower[k - 1], words.lower[k], words.lower[k + 1]
    if lower in ("a", "an"):
        return before == "half" and ((after, "times") in table() or after.startswith(("percent", "point")))
    if lower == "and":
        return (before, "times") in table() and _value(after) is not None
    return lower == "-" and (_value(after) is not None or (after, "times") in table())


def _loose(words: Words, k: int) -> Amount | None:
    """ "Tens of thousands", "hundreds"."""
    bounds = table().get((words.lower[k], "loose"))
    if not bounds:
        return None
    low, high = (float(bound) for bound in bounds.split(".."))
    following = words.lower[k + 2] if k + 2 < len(words) and words.lower[k + 1] == "of" else ""
    factor = table().get((following.removesuffix("s"), "times"))
    if factor:
        return _amount(low * float(factor), high * float(factor), k + 3)
    return _amount(low, high, k + 1)


def _few(words: Words, k: int) -> Amount | None:
    """ "Several hundred", "a few thousand", "a couple dozen"."""
    at = k + 1 if words.lower[k] == "a" and k + 1 < len(words) else k
    bounds = table().get((words.lower[at], "few"))
    if not bounds or at + 1 >= len(words):
        return None
    at += 2 if words.lower[at + 1] == "of" else 1
    factor = table().get((words.lower[at].removesuffix("s"), "times")) if at < len(words) else None
    if not factor or len(words.lower[at]) == 1:
        return None
    low, high = (float(bound) * float(factor) for bound in bounds.split(".."))
    return _amount(low, high, at + 1)


def _part(words: Words, k: int) -> Amount | None:
    """ "A third of", "two-thirds majority", "half the seats", "a quarter of a million": a share, or of a number."""
    if words.lower[k] == "half" and k + 1 < len(words):
        return _half(words, k)
    count = 1.0 if words.lower[k] in ("a", "an") else _value(words.lower[k].split("-")[0])
    at = k + 1
    if "-" in words.lower[k]:
        name = words.lower[k].split("-")[-1]
    else:
        at += 1 if at < len(words) and words.lower[at] == "-" else 0
        name = words.lower[at] if at < len(words) else ""
        at += 1
    whole = table().get((name.removesuffix("s"), "part"))
    if not count or not whole or name == "half" or at >= len(words):
        return None
    if words.lower[at] == "of" and at + 2 < len(words) and words.lower[at + 1] in ("a", "an"):
        factor = table().get((words.lower[at + 2], "times"))
        if factor:
            number = count / float(whole) * float(factor)
            return _amount(number, number, at + 3)
    is_share = words.lower[at] == "of" or words.lower[at] in ("majority", "share", "stake", "quorum", "vote")
    share = 100 * count / float(whole)
    return _amount(share, share, at, unit=PERCENT) if is_share else None


def _half(words: Words, k: int) -> Amount | None:
    following = words.lower[k + 1]
    whole = following in ("of", "the", "its", "their", "his", "her", "our", "all")
    return _amount(50.0, 50.0, k + 1, unit=PERCENT) if whole else None


def _share_of(words: Words, start: int, number: float, k: int) -> Amount | None:
    """ "Seven in ten", "eight out of 10": a share in percent."""
    if k + 1 >= len(words) or number != int(number) or number >= 100:
        return None
    at = k + 1
    if words.lower[k] == "out" and words.lower[at] == "of":
        at += 1
    elif words.lower[k] not in ("in", "of"):
        return None
    if at >= len(words):
        return None
    match = DIGITS.fullmatch(words.text[at])
    whole = float(match["number"]) if match and match["number"].isdecimal() else _value(words.lower[at])
    if whole is None or whole not in WHOLES or not 0 < number < whole:
        return None
    if words.lower[k] == "of" and whole != 10:
        return None  # "three of five judges" is a count
    share = 100 * number / whole
    return _amount(share, share, at + 1, in_words=match is None, unit=PERCENT)
