"""Find the sayings that the language model left alone: quotations nobody was given, and plain "X said that".

In:   a `Reading`, the attributions found so far.
Out:  further attributions, each with the word that heads its speaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letopis.extract.factuality import is_speech_verb
from letopis.extract.quotations import quote_spans, trim
from letopis.extract.quoting import verb_beside
from letopis.extract.reading import Reading
from letopis.extract.slots import slots_of
from letopis.extract.statements import Attributed, Saying, Span
from letopis.mention import MentionKind

LEAST_WORDS = 5  # a shorter quoted stretch is a term or a title rather than a saying
QUOTE_SCORE, CLAUSE_SCORE, CONTINUED_SCORE = 0.55, 0.6, 0.5
SPEAKERS = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.COUNTRY, MentionKind.GROUP)


def find_untagged(reading: Reading, attributions: Sequence[Attributed]) -> list[Attributed]:
    """Attributions beside the given ones, none of which shares content with them."""
    taken = [span for attribution in attributions for span in attribution.content]
    found: list[Attributed] = []
    for attribution in (*_quotations(reading), *_clauses(reading)):
        if not any(_overlap(span, other) for span in attribution.content for other in taken):
            found.append(attribution)
            taken += attribution.content
    return found


def find_continued(reading: Reading, sayings: Sequence[Saying]) -> list[Attributed]:
    """Quotations without a word of who says them that go on from an attributed one: in its paragraph, or
    filling the next."""
    taken = [span for saying in sayings for span in saying.content]
    spoken = [
        (saying.content[-1], speaker) for saying in sayings if (speaker := _speaker_of(reading, saying))
    ]
    blocks = [(block.start, block.end) for block in reading.document.blocks if block.is_read]
    found: list[Attributed] = []
    for span in quote_spans(reading.document):
        words = [w for w in reading.words_in(*span) if reading.pos[w] not in ("PUNCT", "SPACE")]
        if len(words) < LEAST_WORDS or any(_overlap(span, other) for other in taken):
            continue
        speaker = _goes_on_from(reading, span, spoken, blocks)
        content = trim(reading.text, *span)
        if speaker is not None and content and verb_beside(reading, *span) is None:
            found.append(Attributed((), None, (content,), CONTINUED_SCORE, speaker))
            spoken.append((content, speaker))
    return found


def _speaker_of(reading: Reading, saying: Saying) -> int | None:
    """The word that heads the speaker of a quoted saying; None of an indirect one."""
    argument = saying.claim.first("speaker") if saying.claim.type in ("direct", "mixed") else None
    mention = reading.by_id.get(argument.mention or "") if argument else None
    return reading.word_at(mention.head_start) if mention else None


def _goes_on_from(
    reading: Reading, span: Span, spoken: Sequence[tuple[Span, int]], blocks: Sequence[Span]
) -> int | None:
    """The word that heads the speaker of the quotation which this one goes on from, or None."""
    number = next((n for n, (start, end) in enumerate(blocks) if start <= span[0] < end), None)
    before = [(content, speaker) for content, speaker in spoken if content[1] <= span[0]]
    if number is None or not before:
        return None
    (start, _), speaker = max(before, key=lambda one: one[0][1])
    block = blocks[number]
    if start >= block[0]:
        return speaker
    fills = not reading.text[block[0] : span[0]].strip() and not reading.text[span[1] : block[1]].strip()
    return speaker if fills and number > 0 and start >= blocks[number - 1][0] else None


def _overlap(left: Span, right: Span) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _quotations(reading: Reading) -> Iterator[Attributed]:
    for start, end in quote_spans(reading.document):
        words = [w for w in reading.words_in(start, end) if reading.pos[w] not in ("PUNCT", "SPACE")]
        if len(words) < LEAST_WORDS:
            continue
        verb = verb_beside(reading, start, end)
        if verb is not None:
            speaker = next(iter(_speakers(reading, verb)), None)
            if speaker is not None:
                cue = (reading.starts[verb], reading.ends[verb])
                yield Attributed((), cue, ((start, end),), QUOTE_SCORE, speaker)


def _speakers(reading: Reading, verb: int) -> list[int]:
    return [
        word
        for word in slots_of(reading, verb).get("subj", [])
        if word in reading.parties and reading.parties[word].kind in SPEAKERS
    ]


def _clauses(reading: Reading) -> Iterator[Attributed]:
    """ "X said that …": a verb of saying with a named speaker and a clause."""
    for verb, pos in enumerate(reading.pos):
        if pos != "VERB" or not is_speech_verb(reading, verb):
            continue
        clauses = slots_of(reading, verb).get("ccomp", [])
        speakers = _speakers(reading, verb)
        if not clauses or not speakers:
            continue
        words = [w for w in reading.subtree(clauses[0]) if reading.is_read(w)]
        if not words:
            continue
        span = trim(reading.text, reading.starts[min(words)], reading.ends[max(words)])
        if span and not span[0] <= reading.starts[verb] < span[1]:
            cue = (reading.starts[verb], reading.ends[verb])
            yield Attributed((), cue, (span,), CLAUSE_SCORE, speakers[0])
