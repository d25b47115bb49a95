"""Part the contents of sayings that the tagger took for one: what another word of saying in the sentence reports.

In:   a `Reading`; the attributions that the language model tagged.
Out:  the same, each with what its own word of saying reports; those with nothing left are dropped.

"X repeated on Monday that he would not go; the rest could stay, he said": "he said" is of the second half alone. "X
announced that it had begun, and Y confirmed it": Y says nothing of X's announcing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.saying.contents import is_quoted, subject_before
from letopis.extract.saying.cues import head_of_span
from letopis.extract.saying.quotations import trim
from letopis.extract.saying.sayings import Attributed, Span
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import slots_of

STEPS_UP = 6
LONGEST_QUESTION = 8  # words of what one speaker throws in


def parted(reading: Reading, attributions: Iterable[Attributed]) -> list[Attributed]:
    """The attributions without what another word of saying of the sentence reports."""
    found = []
    for attribution in attributions:
        cue = head_of_span(reading, *attribution.cue) if attribution.cue else None
        if cue is None:
            found.append(attribution)
            continue
        pieces = _of_one_voice(reading, cue, attribution.content)
        content = [piece for one in pieces if (piece := _own(reading, cue, one)) is not None]
        if content and attribution.cue is not None:
            content = _with_subject(reading, content, attribution.cue)
            found.append(replace(attribution, content=tuple(content)))
    return found


def _of_one_voice(reading: Reading, cue: int, content: Sequence[Span]) -> Sequence[Span]:
    """The pieces; where a paragraph behind the cue's own is a short question ("By whom?") only those of its own."""
    block = next((b for b in reading.document.blocks if b.start <= reading.starts[cue] < b.end), None)
    if block is None or len(content) < 2:
        return content
    later = [piece for piece in content if piece[0] >= block.end]
    asked = any(_is_short_question(reading.text[slice(*piece)]) for piece in later)
    return [piece for piece in content if piece not in later] if asked else content


def _is_short_question(shown: str) -> bool:
    return shown.rstrip("”\"' ").endswith("?") and len(shown.split()) <= LONGEST_QUESTION


def _with_subject(reading: Reading, content: list[Span], cue: Span) -> list[Span]:
    subjects = [one for piece in content for one in subject_before(reading, piece, cue)]
    return sorted(
        [*content, *(one for one in subjects if not any(s < one[1] and one[0] < e for s, e in content))]
    )


def _own(reading: Reading, cue: int, piece: Span) -> Span | None:
    """The part of a piece of content that is the cue's own."""
    if is_quoted(reading, piece):
        return piece
    start, end = piece
    if end > reading.starts[cue]:
        return piece
    for verb in _verbs_above(reading, cue):
        if start <= reading.starts[verb] < end and _reports(reading, verb):
            return None
    words = reading.words_in(start, end)
    marks = [w for w in words if reading.words[w] == ";"]
    if marks and any(_reports(reading, w) and w < marks[-1] for w in words):
        return trim(reading.text, reading.ends[marks[-1]], end)
    return piece


def _verbs_above(reading: Reading, cue: int) -> Sequence[int]:
    """The verbs that the cue is joined to by "and"."""
    found, current = [], cue
    for _ in range(STEPS_UP):
        head = reading.heads[current]
        if head == current or reading.deps[current] != "conj":
            break
        found.append(head)
        current = head
    return found


def _reports(reading: Reading, verb: int) -> bool:
    """True for a verb of saying with a subject and a clause of its own."""
    if reading.pos[verb] != "VERB" or not is_speech_verb(reading, verb):
        return False
    slots = slots_of(reading, verb)
    own = any(reading.deps[kid].startswith("nsubj") for kid in reading.kids[verb])
    return own and bool(slots.get("ccomp"))
