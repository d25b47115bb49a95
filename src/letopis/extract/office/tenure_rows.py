"""The rows of tenures.tsv: by which words a report tells that somebody takes, leaves or holds an office.

In:   a `Reading` and a word.
Out:  the row that fits it, or None.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from letopis.extract.certainty.carried import is_belittled
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import slots_of
from letopis.lexicon import table


@dataclass(frozen=True, slots=True)
class Change:
    """A row of tenures.tsv: how a verb or noun begins, ends or tells a tenure; slots by role."""

    change: str
    holder: tuple[str, ...]
    predecessor: tuple[str, ...]
    office: tuple[str, ...]
    organisation: tuple[str, ...]
    needs: tuple[tuple[str, frozenset[str]], ...]


@cache
def changes() -> dict[tuple[str, str], tuple[Change, ...]]:
    """The rows of tenures.tsv by (lemma, pos)."""
    found: dict[tuple[str, str], tuple[Change, ...]] = {}
    for row in table("tenures"):
        slots = {
            key: tuple(filter(None, row[key].split("|")))
            for key in ("holder", "predecessor", "office", "organisation")
        }
        needs = []
        for need in filter(None, row["needs"].split(" ; ")):
            slot, _, words = need.partition("=")
            needs.append((slot, frozenset(words.split("|"))))
        for lemma in row["lemma"].split("|"):
            key = (lemma, row["pos"])
            found[key] = (*found.get(key, ()), Change(row["change"], **slots, needs=tuple(needs)))
    return found


def row_of(reading: Reading, word: int) -> Change | None:
    """The row that fits a word: one whose needs are met, else one without needs."""
    pos = {"VERB": "V", "AUX": "V", "NOUN": "N"}.get(reading.pos[word])
    rows = changes().get((reading.lemmas[word], pos), ()) if pos and not is_belittled(reading, word) else ()
    met = [row for row in rows if _meets(reading, word, row)]
    return max(met, key=lambda row: len(row.needs), default=None)


def _meets(reading: Reading, word: int, row: Change) -> bool:
    slots = slots_of(reading, word) if row.needs else {}
    return all(
        any("*" in words or reading.lemmas[w] in words for w in slots.get(slot, ()))
        for slot, words in row.needs
    )
