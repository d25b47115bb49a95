"""Turn a word into its lemma by a suffix rule.

In:   a word as written, and the rule that the model chose for it.
Out:  the lemma.

A rule is written `case|cut|add`: take the word in that case (`lower`, `keep` or `title`), cut so many letters from its
end, add these. Irregular words have rules of their own (`lower|3|be` makes "be" of "was"). Which rules exist is learnt
from the training corpus and stands in the model's manifest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

_CASED: dict[str, Callable[[str], str]] = {"lower": str.lower, "keep": str, "title": str.capitalize}


def rule_between(word: str, lemma: str) -> str:
    """The rule with the fewest letters changed that makes `lemma` of `word`; lower case wins a tie."""
    best = ""
    fewest = len(word) + len(lemma) + 1
    for case, change in _CASED.items():
        start = change(word)
        common = 0
        while common < min(len(start), len(lemma)) and start[common] == lemma[common]:
            common += 1
        cost = len(start) + len(lemma) - 2 * common
        if cost < fewest:
            best, fewest = f"{case}|{len(start) - common}|{lemma[common:]}", cost
    return best


class LemmaRules:
    """The rules of one model, read once, with the lemmas already made."""

    def __init__(self, rules: Sequence[str]) -> None:
        self._rules = [self._read(rule) for rule in rules]
        self._made: dict[tuple[str, int], str] = {}

    @staticmethod
    def _read(rule: str) -> tuple[str, int, str]:
        case, cut, add = rule.split("|", 2)
        return case, int(cut), add

    def lemma(self, word: str, rule: int) -> str:
        """The lemma of `word` by the rule of that number; the word itself where the rule cuts more than there is."""
        made = self._made.get((word, rule))
        if made is None:
            case, cut, add = self._rules[rule]
            start = _CASED[case](word)
            made = word if cut > len(start) else (start[: len(start) - cut] + add) or word
            if len(self._made) > 200_000:
                self._made.clear()
            self._made[word, rule] = made
        return made
