"""Read the numbers in a match: "twenty-six", "2 1/2", "a couple of", "nineteen ninety-six"."""

from __future__ import annotations

from collections.abc import Sequence

from letopis.detect.timex.lexer import Token

VAGUE = ("few", "several", "scales", "while", "time")
COUNTED = ("small", "year4", "number", "decimal", "numword", "scale", "couple")


def count_of(tokens: Sequence[Token]) -> int | None:
    """How many; 1 for "a", None where vague ("several", "a few") or where no number stands."""
    if any(token.cls in VAGUE for token in tokens):
        return None
    found = [token for token in tokens if token.cls in COUNTED]
    if found:
        return counts_of(tokens)[0]
    return 1 if any(token.cls in ("a", "additional") for token in tokens) else None


def counts_of(tokens: Sequence[Token]) -> list[int]:
    """The numbers that are offered: two of "two to three", else one."""
    groups: list[list[Token]] = [[]]
    offered = ("a", *COUNTED) if any(token.cls == "or" for token in tokens) else COUNTED  # "a year or two"
    for index, token in enumerate(tokens):
        parted = token.cls in ("to", "or") or (token.cls == "dash" and not _is_compound(tokens, index))
        if parted and groups[-1]:
            groups.append([])
        elif token.cls in offered:
            groups[-1].append(token)
    return [
        _sum_words(group) if group[0].cls in ("numword", "scale") else int(float(group[0].value))
        for group in groups
        if group
    ]


def _is_compound(tokens: Sequence[Token], index: int) -> bool:
    """True for the hyphen of "twenty-six"."""
    before = tokens[index - 1]
    return before.cls == "numword" and int(before.value) >= 20


def _sum_words(tokens: Sequence[Token]) -> int:
    total = 0
    for token in tokens:
        value = int(float(token.value))
        total = (total or 1) * value if token.cls == "scale" else total + value
    return total


def is_vague(tokens: Sequence[Token]) -> bool:
    """True when it counts without a number."""
    return any(token.cls in VAGUE for token in tokens)


def year_in_words(tokens: Sequence[Token]) -> int | None:
    """1996 of "nineteen ninety-six"; None where the words are no year between 1700 and 2099."""
    values = [int(token.value) for token in tokens if token.cls == "numword"]
    if len(values) < 2 or not 17 <= values[0] <= 20 or values[1] < 10:
        return None
    rest = sum(values[1:])
    return values[0] * 100 + rest if rest < 100 and (len(values) == 2 or values[1] >= 20) else None
