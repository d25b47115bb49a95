"""Find amounts of money, counts and shares, with their numbers parsed.

In:   words; tokens that are times or names already.
Out:  drafts of kind QUANTITY: the words as written, value "number unit", "low..high unit", "low.. unit" or "..high
      unit" ("10000..100000", "2500000000 USD", "50 percent", "12.. people").

"At least" and the like stand in the words and move the bounds. One and a number that names a thing are no quantities;
small numbers count with a unit or alone. Single numbers: numbers.py. The words: data/lexicon/en/quantities.tsv.
"""

from __future__ import annotations

from dataclasses import replace

from letopis.detect.draft import Draft
from letopis.detect.numbers import Amount, bounded, number_words, read_amount, table
from letopis.detect.words import Words
from letopis.lexicon import classes
from letopis.mention import Form, MentionKind

LARGE = 10_000  # a number that large, written out, is the name of nothing
SMALL = 10  # numbers in words below it count only with a unit
YEARS = range(1000, 2200)
AHEAD = 5  # words from a number to the noun that it counts: "200 young Israeli infantry soldiers"
BACK = 8  # words before two numbers in which a vote may be told: then they are a result and no range
COUNTING_ALONE = frozenset({"obj", "nsubj", "nsubj:pass", "conj", "obl"})  # "wounding nine"
COUNTING = COUNTING_ALONE | {"nummod", "compound", "root", "nmod", "obl:unmarked"}
DASHES = frozenset({"-", "–", "—"})


def find_quantities(words: Words, taken: list[bool]) -> list[Draft]:
    """Every quantity outside of times and names, in text order."""
    found: list[Draft] = []
    known, signs = number_words(), table()
    for i, lower in enumerate(words.lower):
        if (found and i < found[-1].end) or not words.readable[i] or taken[i]:
            continue
        starts = (
            lower[:1].isdecimal()
            or lower in known
            or (lower, "sign") in signs
            or lower[-1:].isdecimal()
            or lower.partition("-")[0] in known
            or (lower in ("a", "an") and i + 1 < len(words) and words.lower[i + 1] in known)
        )
        draft = _quantity(words, i, taken) if starts else None
        if draft is not None:
            found.append(draft)
    return found


def _quantity(words: Words, i: int, taken: list[bool]) -> Draft | None:
    amount = read_amount(words, i)
    if amount is None or _is_age(words, amount) or _is_of_score(words, i):
        return None
    amount = _ranged(words, amount)
    amount = bounded(words, amount)
    end, unit = _unit(words, amount)
    if any(taken[i:end]) or unit == "":
        return None
    if unit is None and _is_label(words, i, amount):
        return None
    start = amount.start
    head = next((k for k in range(i, end) if not i <= words.head[k] < end or words.head[k] == k), end - 1)
    value = f"{amount.written()} {unit}" if unit else amount.written()
    return Draft(start, end, head, MentionKind.QUANTITY, Form.NOMINAL, value, number="pl")


def _is_age(words: Words, amount: Amount) -> bool:
    """True for "63-year-old", "the 90's", "40th"."""
    after = words.lower[amount.end : amount.end + 2]
    hyphened = len(after) == 2 and after[0] in DASHES and (after[1].split("-")[0], "duration") in table()
    return hyphened or (bool(after) and after[0] in ("'s", "’s"))


def _is_of_score(words: Words, i: int) -> bool:
    """True for the second number of "80-19", which counts nothing by itself."""
    return i > 1 and words.lower[i - 1] in DASHES and words.lower[i - 2][-1:].isdecimal()


def _ranged(words: Words, amount: Amount) -> Amount:
    """The range that a number begins: "between 20 and 30", "20 to 30", "$2 billion to $3 billion", "four or five"."""
    k = amount.end
    while k < len(words) and amount.end > k - 2 and _is_unit(words, k):
        k += 1  # "5 percent to 25 percent"
    if k + 1 >= len(words) or amount.low is None or amount.low != amount.high:
        return amount
    between = amount.start > 0 and words.lower[amount.start - 1] == "between"
    joint = words.lower[k]
    if joint not in ("to", "or") and joint not in DASHES and not (joint == "and" and between):
        return amount
    other = read_amount(words, k + 1)
    if other is None:
        bound = next(
            (n for n in (3, 2, 1) if (" ".join(words.lower[k + 1 : k + 1 + n]), "bound") in table()), 0
        )
        other = read_amount(words, k + 1 + bound) if bound and k + 1 + bound < len(words) else None
    if other is None or other.low is None or not _are_bounds(words, amount, other, k, between=between):
        return amount
    units = [_unit(words, one)[1] for one in (amount, other)]
    if k > amount.end and all(units) and units[0] != units[1]:
        return amount  # "dropped 18 percent to 4 billion crowns"
    low = amount.low * _scale(amount, other)
    start = amount.start - 1 if between else amount.start
    currency = amount.currency or other.currency
    return replace(amount, low=low, high=other.high, end=other.end, start=start, currency=currency)


def _scale(amount: Amount, other: Amount) -> float:
    """The factor that both numbers share: of "$2-3 billion" a billion."""
    for factor in (1e12, 1e9, 1e6, 1e3):
        if amount.low and other.low and other.low >= factor > amount.low and not amount.in_words:
            written = other.low / factor
            if (
                amount.low < written < 1000
                and other.low % (factor / 1000) == 0
                and other.end - other.start > 1
            ):
                return factor
    return 1.0


def _is_unit(words: Words, k: int) -> bool:
    told = (words.lower[k], words.lemma[k])
    return any((word, kind) in table() for word in told for kind in ("share", "money"))


def _are_bounds(words: Words, amount: Amount, other: Amount, k: int, *, between: bool) -> bool:
    """True for the bounds of a range; a result of a vote ("52 to 47") or a change ("from 5 to 9") is none."""
    if amount.low is None or other.low is None or amount.low * _scale(amount, other) >= other.low:
        return False
    if between:
        return True
    first = words.sentences[words.sentence[amount.start]][0] if words.sentences else 0
    if amount.start > first and words.lower[amount.start - 1] == "from":
        return words.lemma[max(first, amount.start - 2)] in ("range", "vary")
    if words.lower[k] == "or":
        return amount.in_words and other.low <= amount.low + SMALL
    unit = bool(amount.currency) or _unit(words, other)[1] not in (None, "", "votes", "points")
    scores = classes()["score_verb"]
    told = any(lemma in scores for lemma in words.lemma[max(first, amount.start - BACK) : amount.start])
    return not told and (unit or other.low >= SMALL)


def _is_label(words: Words, i: int, amount: Amount) -> bool:
    """True for a year, and for a number that names a thing ("item 31", "Article 5") or counts nothing."""
    end = amount.end
    size = amount.size
    year = end - i == 1 and words.text[i].isdecimal() and int(size) in YEARS and len(words.text[i]) == 4
    if year or (size < 2 and amount.in_words):
        return True
    if size >= LARGE and ("," in words.text[i] or not words.text[i].isdecimal()):
        return False  # "the organisers 1.5 million": nothing is called so
    top = next((k for k in range(i, end) if not i <= words.head[k] < end), i)
    named = words.head[top] < i and words.dep[top] in ("nummod", "compound", "appos", "flat")
    return named or words.dep[top] not in (COUNTING_ALONE if size < SMALL else COUNTING)


def _unit(words: Words, amount: Amount) -> tuple[int, str | None]:
    """The token after the unit, and the unit: a currency, "percent", "times", or what is counted; "" of a time."""
    k = amount.end
    if amount.unit:
        return k, amount.unit
    if amount.currency:
        return k, amount.currency
    if k < len(words) and words.lower[k] == "of" and amount.low != amount.high:
        k += 1
    if k + 1 < len(words) and words.lower[k] == "per" and words.lower[k + 1] == "cent":
        return k + 2, "percent"
    if k + 1 < len(words) and words.lower[k] == "percentage" and words.lower[k + 1].startswith("point"):
        return k + 2, "percentage points"
    if k < len(words) and words.lower[k] in DASHES:
        k += 1
    for ahead in (k, k + 1):
        if ahead >= len(words) or not words.readable[ahead]:
            break
        lemma = words.lemma[ahead]
        if ahead == k and ((lemma, "duration") in table() or (words.lower[ahead], "duration") in table()):
            return ahead + 1, ""
        named = table().get((f"{words.lower[k]} {lemma}", "currency")) if ahead > k else None
        if named is not None:  # "Norwegian crowns"
            return ahead + 1, named
        for kind in ("money", "share", "unit"):
            unit = table().get((lemma, kind)) or table().get((words.lower[ahead], kind))
            if unit == "times" and words.dep[ahead] == "compound":
                return _counted(words, amount, ahead)  # "eleven time zones"
            if unit and (ahead == k or kind == "money"):
                return ahead + 1, unit
        if words.pos[ahead] not in ("ADJ", "PROPN"):
            break
    return _counted(words, amount, k)


def _counted(words: Words, amount: Amount, k: int) -> tuple[int, str | None]:
    """The noun in the plural that a number counts, past what describes it: "200 young soldiers"."""
    sentence = words.sentence[amount.start]
    for ahead in range(k, min(k + AHEAD, len(words))):
        if words.sentence[ahead] != sentence or not words.readable[ahead]:
            break
        if words.pos[ahead] == "NOUN" and words.tag[ahead] == "NNS" and words.dep[ahead] != "compound":
            return ahead + 1, words.lower[ahead]
        if words.pos[ahead] not in ("ADJ", "PROPN", "NOUN", "ADV") and words.tag[ahead] != "VBN":
            break
        if words.pos[ahead] == "PROPN" and words.tag[ahead] == "NNPS":
            return ahead + 1, words.lower[ahead]
    return amount.end, None
