"""Find who says a headline where a label says it: "Minister: no deal", "Schools to reopen in May – minister".

In:   a `Reading`; the attributions that are known.
Out:  further attributions.

A headline is the title, or a first paragraph without a stop at its end. Its label is a person, an office or a word for
who tells or what shows; a state, a town or a firm before a colon is what the report is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from letopis.document import BlockKind
from letopis.extract.saying.quotations import trim
from letopis.extract.saying.sayings import Attributed, Span
from letopis.extract.sentence.reading import Reading
from letopis.lexicon import classes
from letopis.mention import Form, MentionKind

SCORE = 0.6
FRONT = re.compile(r"(?P<label>[^\W\d_][^:\n“”\"«»?]{0,48}?): +(?=\S)")
BACK = re.compile(r"(?P<rest>.{8,}?)(?::| [–—-]) (?P<label>[^\W\d_][^:\n–—“”\"«»?!.,]{1,48})")
LONGEST = 22  # words of a headline
LABEL_WORDS = 4
BODIES = frozenset({"kremlin", "white house", "downing street", "pentagon", "vatican", "palace"})
ASKING = frozenset(
    {"how", "why", "what", "who", "when", "where", "which", "is", "are", "can", "will", "should", "do"}
)


def find_headlined(reading: Reading, known: Sequence[Attributed]) -> Iterator[Attributed]:
    """The saying of the headline, if a label tells whose it is and nothing else does."""
    head = _headline(reading)
    if head is None or any(s < head[1] and head[0] < e for one in known for s, e in one.content):
        return
    for label, content in _parts(reading.text, *head):
        speaker = _labelled(reading, *label)
        span = trim(reading.text, *content)
        first = reading.text[span[0] : span[1]].split(None, 1)[0].lower() if span else ""
        if speaker is None or span is None or first in ASKING:
            continue
        if (
            any(reading.pos[w] in ("VERB", "AUX") for w in reading.words_in(*span))
            or len(list(reading.words_in(*span))) > LABEL_WORDS
        ):
            yield Attributed((), None, (span,), SCORE, speaker)
            return


def _headline(reading: Reading) -> Span | None:
    blocks = [block for block in reading.document.blocks if block.is_read]
    if len(blocks) < 2:
        return None
    first = blocks[0]
    shown = reading.text[first.start : first.end].strip()
    stopped = shown[-1:] in ".…;" and first.kind is not BlockKind.TITLE
    if stopped or not shown or shown.endswith("?") or len(shown.split()) > LONGEST:
        return None
    return trim(reading.text, first.start, first.end)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[Span, Span]]:
    """Label and content of a headline, in front and behind."""
    front = FRONT.match(text, start, end)
    if front is not None:
        yield front.span("label"), (front.end(), end)
    back = BACK.fullmatch(text, start, end)
    if back is not None:
        yield back.span("label"), back.span("rest")


def _labelled(reading: Reading, start: int, end: int) -> int | Span | None:
    """Who speaks by the label: the word of a person or an office, else the label where its noun tells or shows."""
    words = [w for w in reading.words_in(start, end) if reading.is_read(w)]
    if not words or len(words) > LABEL_WORDS or any(reading.pos[w] in ("VERB", "AUX") for w in words):
        return None
    for word in words:
        mention = reading.parties.get(word)
        if mention is not None and mention.kind == MentionKind.PERSON and mention.start >= start:
            return word
    shown = reading.text[start:end].casefold()
    last = reading.lemmas[words[-1]]
    telling = classes()["teller"] | classes()["exhibit"] | classes()["people"]
    named = reading.parties.get(words[-1])
    name = named is not None and named.form == Form.NAME and named.kind != MentionKind.OTHER
    if shown in BODIES or shown in telling or last in telling or words[-1] in reading.offices:
        return (start, end) if not name or shown in BODIES or shown in telling else words[-1]
    return None
