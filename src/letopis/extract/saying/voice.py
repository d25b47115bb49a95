"""One saying as the tree or a turn of phrase shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from letopis.extract.sentence.reading import Reading
from letopis.mention import MentionKind

Span = tuple[int, int]
SAYERS = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.COUNTRY, MentionKind.GROUP)


@dataclass(frozen=True, slots=True)
class Voice:
    """One saying: cue and speaker are words, what is said is a stretch or two of the text.

    `relay` heads who quotes, where the cue is a verb of quoting; the speaker is then who is quoted. `is_sure`: the
    words around tell the speaker more surely than a tagger does.
    """

    cue: int
    speaker: int
    content: tuple[Span, ...]
    relay: int | None = None
    is_sure: bool = False


def runs_of(reading: Reading, clause: Iterable[int]) -> list[list[int]]:
    """The words of a clause in stretches, where only stops stand between two of one."""
    runs: list[list[int]] = []
    for word in clause:
        if runs and all(reading.pos[w] in ("PUNCT", "SPACE") for w in range(runs[-1][-1] + 1, word)):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs
