"""Find amounts of money, counts and shares, with their numbers parsed.

In:   words; tokens that are times or names already.
Out:  drafts of kind QUANTITY: the words as written, value "number unit" or "low..high unit" ("10000..100000",
      "2500000000 USD", "50 percent", "12 people").

Small numbers in words ("two sources") are quantities only with a unit. The words are data/lexicon/en/quantities.tsv.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from letopis import lexicon
from letopis.detect.draft import Draft
from letopis.detect.words import Words
from letopis.mention import Form, MentionKind

DIGITS = re.compile(
    r"(?P<sign>[^\d\s]{1,3})?(?P<number>\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)(?P<times>[a-z]{1,3})?",
    re.I,
)
SMALL = 10  # numbers in words below it count only with a unit


@dataclass(frozen=True, slots=True)
class Amount:
    """Low and high bound (equal when one number was written), a currency, and the token after the number words."""

    low: float
    high: float
    currency: str | None
    end: int
    in_words: bool


@cache
def _table() -> dict[tuple[str, str], str]:
    return {(row["word"], row["kind"]): row["value"] for row in lexicon.table("quantities")}


@cache
def _number_words() -> frozenset[str]:
    return frozenset(
        word for word, kind in _table() if kind in ("number", "loose", "times") and len(word) > 2
    )


def find_quantities(words: Words, taken: list[bool]) -> list[Draft]:
    """Every quantity outside of times and names, in text order."""
    found, i = [], 0
    while i < len(words):
        lower = words.lower[i]
        starts = (
            lower[:1].isdecimal()
            or lower in _number_words()
            or (lower, "sign") in _table()
            or lower[-1:].isdecimal()
        )
        starts = starts or (lower.partition("-")[0] in _number_words())
        draft = _quantity(words, i, taken) if starts and words.readable[i] and not taken[i] else None
        if draft is not None:
            found.append(draft)
            i = draft.end
        else:
            i += 1
    return found


def _quantity(words: Words, i: int, taken: list[bool]) -> Draft | None:
    amount = _amount(words, i)
    if amount is None:
        return None
    end, unit = _unit(words, amount)
    if any(taken[i:end]):
        return None
    if unit is None and amount.in_words and amount.high < SMALL:
        return None
    if unit is None and (amount.high < SMALL or _is_label(words, i, amount.end)):
        return None
    head = next((k for k in range(i, end) if not i <= words.head[k] < end or words.head[k] == k), end - 1)
    number = (
        _written(amount.low)
        if amount.low == amount.high
        else f"{_written(amount.low)}..{_written(amount.high)}"
    )
    return Draft(
        i, end, head, MentionKind.QUANTITY, Form.NOMINAL, f"{number} {unit}" if unit else number, number="pl"
    )


def _is_label(words: Words, i: int, end: int) -> bool:
    """True for a year, and for a number that names a thing ("item 31", "Article 5")."""
    year = end - i == 1 and words.text[i].isdecimal() and len(words.text[i]) == 4
    return year or (
        words.dep[i] not in ("nummod", "compound", "nsubj", "obj", "obl", "root", "nmod", "conj")
        or (words.head[i] < i and words.dep[i] in ("nummod", "compound", "appos"))
    )


def _written(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:g}"


def _amount(words: Words, i: int) -> Amount | None:
    """The number that starts at token `i`."""
    table, currency, k = _table(), None, i
    if (words.lower[k], "sign") in table:
        currency = table[words.lower[k], "sign"]
        k += 1
        if k >= len(words):
            return None
    loose = table.get((words.lower[k], "loose"))
    if loose:
        return _loose(words, k, loose)
    first, number, in_words = k, 0.0, True
    match = DIGITS.fullmatch(words.text[k])
    if match:
        in_words = False
        number, factor = _digits(match), (match["times"] or "").lower()
        if match["sign"]:
            currency = table.get((match["sign"].lower(), "sign"))
            if currency is None and match["sign"] not in "~+-<>":
                return None
        if factor and (factor, "times") not in table:
            return None
        number *= float(table[factor, "times"]) if factor else 1.0
        k += 1
    else:
        number, k = _number_in_words(words, k)
    while (
        k > first
        and k < len(words)
        and (words.lower[k], "times") in table
        and (len(words.lower[k]) > 1 or not in_words)
    ):
        number *= float(table[words.lower[k], "times"])
        k += 1
    return Amount(number, number, currency, k, in_words) if k > first else None


def _digits(match: re.Match[str]) -> float:
    text = match["number"].replace(" ", "")
    comma_is_point = re.fullmatch(r"\d+,\d{1,2}", text) is not None
    return float(text.replace(",", "." if comma_is_point else ""))


def _number_in_words(words: Words, k: int) -> tuple[float, int]:
    """The value of number words from `k` on ("twenty-five", "a hundred"), and the token after them."""
    table, total, start = _table(), 0.0, k
    while k < len(words):
        parts = words.lower[k].split("-")
        values = [table.get((part, "number")) for part in parts if part]
        if not values or None in values:
            break
        total += sum(float(value) for value in values if value)
        k += 1
        if k + 1 < len(words) and words.lower[k] == "-" and (words.lower[k + 1], "number") in table:
            k += 1
    if k == start and (words.lower[k], "times") in table and words.lower[k] not in ("m", "k"):
        return float(table[words.lower[k], "times"]), k + 1
    if k < len(words) - 1 and total == 0.5 and words.lower[k] in ("a", "an"):
        k += 1
    return total, k


def _loose(words: Words, k: int, bounds: str) -> Amount:
    """ "Tens of thousands", "hundreds"."""
    low, high = (float(bound) for bound in bounds.split(".."))
    end = k + 1
    following = words.lower[k + 2] if k + 2 < len(words) and words.lower[k + 1] == "of" else ""
    factor = _table().get((following.removesuffix("s"), "times"))
    if factor:
        low, high, end = low * float(factor), high * float(factor), k + 3
    return Amount(low, high, None, end, True)


def _unit(words: Words, amount: Amount) -> tuple[int, str | None]:
    """The token after the unit, and the unit: a currency, "percent", "times", or the lemma of what is counted."""
    table, k = _table(), amount.end
    if amount.currency:
        return k, amount.currency
    if k < len(words) and words.lower[k] == "of" and amount.low != amount.high:
        k += 1
    if k + 1 < len(words) and words.lower[k] == "per" and words.lower[k + 1] == "cent":
        return k + 2, "percent"
    if k + 1 < len(words) and words.lower[k] == "percentage" and words.lower[k + 1].startswith("point"):
        return k + 2, "percentage points"
    if k < len(words) and words.lower[k] == "-":
        k += 1
    for ahead in (k, k + 1):
        if ahead >= len(words) or not words.readable[ahead]:
            break
        lemma = words.lemma[ahead]
        for kind in ("money", "share", "unit"):
            unit = table.get((lemma, kind)) or table.get((words.lower[ahead], kind))
            if unit and (ahead == k or kind == "money"):
                return ahead + 1, unit
        if ahead == k and words.tag[k] == "NNS" and words.pos[k] == "NOUN" and amount.high >= SMALL:
            return k + 1, words.lower[k]
        if words.pos[ahead] not in ("ADJ", "PROPN"):
            break
    return amount.end, None
