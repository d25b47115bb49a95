"""Find the sayings that the language model left alone: quotations nobody was given, plain "X said that",
denials, estimates.

In:   a `Reading`, the attributions found so far.
Out:  further attributions, each with the word that heads its speaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.saying.called import find_called
from letopis.extract.saying.quotations import trim
from letopis.extract.saying.quoting import is_speech, is_title, subject_after, subject_before, verb_beside
from letopis.extract.saying.sayings import Attributed, Saying, Span
from letopis.extract.saying.topics import find_topics
from letopis.extract.saying.voices import is_citing
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import slots_of
from letopis.lexicon import classes
from letopis.mention import MentionKind
from letopis.quotemarks import Quotation

LEAST_WORDS = 5  # a shorter quoted stretch is a term or a title rather than a saying
QUOTE_SCORE, CLAUSE_SCORE, CONTINUED_SCORE = 0.55, 0.6, 0.5
SPEAKERS = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.COUNTRY, MentionKind.GROUP)


def find_untagged(reading: Reading, attributions: Sequence[Attributed]) -> list[Attributed]:
    """Attributions beside the given ones, none of which shares content with them."""
    taken = [span for attribution in attributions for span in attribution.content]
    found: list[Attributed] = []
    for attribution in (
        *_quotations(reading),
        *_clauses(reading),
        *_denials(reading),
        *find_topics(reading),
        *find_called(reading),
    ):
        if not any(_overlap(span, other) for span in attribution.content for other in taken):
            found.append(attribution)
            taken += attribution.content
    return found


def find_continued(reading: Reading, sayings: Sequence[Saying]) -> list[Attributed]:
    """Quotations without a word of who says them: a sentence beside them presents who speaks, or they go on from
    an attributed one, in its paragraph or filling the next."""
    taken = [span for saying in sayings for span in saying.content]
    spoken = [
        (saying.content[-1], speaker) for saying in sayings if (speaker := _speaker_of(reading, saying))
    ]
    blocks = [(block.start, block.end) for block in reading.document.blocks if block.is_read]
    found: list[Attributed] = []
    for quotation in reading.quotations:
        span = (quotation.start, quotation.end)
        content = trim(reading.text, *span)
        if (
            content is None
            or any(_overlap(span, other) for other in taken)
            or not _may_be_said(reading, span)
        ):
            continue
        if verb_beside(reading, *span) is not None:
            continue
        block = next((n for n, (start, end) in enumerate(blocks) if start <= span[0] < end), None)
        earlier = [one for one in spoken if one[0][1] <= span[0]]
        last = max(earlier, key=lambda one: one[0][0], default=None)
        speaker = None if block is None else _answered(reading, quotation, earlier, blocks, block)
        if speaker is None and block is not None:
            speaker = _presented(reading, quotation, last, blocks, block)
        if speaker is not None:
            found.append(Attributed((), None, (content,), CONTINUED_SCORE, speaker))
            spoken.append((content, speaker))
    return found


def _may_be_said(reading: Reading, span: Span) -> bool:
    words = [w for w in reading.words_in(*span) if reading.pos[w] not in ("PUNCT", "SPACE")]
    if is_title(reading, *span):
        return False
    return len(words) >= LEAST_WORDS or (len(words) > 1 and is_speech(reading, *span))


def _speaker_of(reading: Reading, saying: Saying) -> int | None:
    """The word that heads the speaker of a quoted saying; None of an indirect one."""
    argument = saying.claim.first("speaker") if saying.claim.type in ("direct", "mixed") else None
    mention = reading.by_id.get(argument.mention or "") if argument else None
    return reading.word_at(mention.head_start) if mention else None


def _presented(
    reading: Reading, quotation: Quotation, last: tuple[Span, int] | None, blocks: Sequence[Span], number: int
) -> int | None:
    """The word that heads whoever speaks a quotation, or None.

    Args:
        last: the last attributed quotation before it, and its speaker.
        number: of the block that holds it.
    """
    start, end = blocks[number]
    here = last is not None and last[0][0] >= start
    before = number > 0 and last is not None and last[0][0] >= blocks[number - 1][0]
    if quotation.follows and last is not None and before:
        return last[1]
    opening = not reading.text[start : quotation.start].strip()
    if not opening:
        if not is_speech(reading, quotation.start, quotation.end):
            return last[1] if here and last is not None else None
        speaker = subject_before(reading, quotation.start)
        return last[1] if speaker is None and here and last is not None else speaker
    fills = not reading.text[quotation.end : end].strip()
    if fills and number > 0:
        introduced = reading.text[slice(*blocks[number - 1])].rstrip()[-1:] == ":"
        if before and last is not None and not introduced:
            return last[1]
        return subject_before(reading, quotation.start)
    return None if fills else subject_after(reading, quotation.end)


def _answered(
    reading: Reading,
    quotation: Quotation,
    earlier: Sequence[tuple[Span, int]],
    blocks: Sequence[Span],
    number: int,
) -> int | None:
    """Who speaks a paragraph of two people's questions and answers that is no more than a quotation: who asked asks
    again, who answered answers; None elsewhere."""
    start, end = blocks[number]
    around = reading.text[start : quotation.start] + reading.text[quotation.end : end]
    told = sorted(earlier)[-2:]
    if around.strip() or len(told) < 2 or number == 0:
        return None
    (first, asking), (second, answering) = told
    near = first[0] >= blocks[max(0, number - 3)][0] and second[0] >= blocks[number - 1][0]
    asks = [reading.text[slice(*span)].rstrip("”\"' ").endswith("?") for span in (first, second)]
    if not near or asking == answering or asks[0] == asks[1]:
        return None
    again = reading.text[quotation.start : quotation.end].rstrip("”\"' ").endswith("?")
    return asking if again == asks[0] else None


def _overlap(left: Span, right: Span) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _quotations(reading: Reading) -> Iterator[Attributed]:
    for start, end in ((quotation.start, quotation.end) for quotation in reading.quotations):
        if not _may_be_said(reading, (start, end)):
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
        if (word in reading.parties and reading.parties[word].kind in SPEAKERS) or _is_placard(reading, word)
    ]


def _is_placard(reading: Reading, word: int) -> bool:
    """True for what words can be read on: "“Nobody voted for this,” reads a banner"."""
    return reading.lemmas[word] in classes()["placard"] and word not in reading.parties


def _clauses(reading: Reading) -> Iterator[Attributed]:
    """ "X said that …": a verb of saying with a named speaker and a clause."""
    for verb, pos in enumerate(reading.pos):
        if pos != "VERB" or not is_speech_verb(reading, verb):
            continue
        clauses = [
            clause for clause in slots_of(reading, verb).get("ccomp", []) if not is_citing(reading, clause)
        ]
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


def _denials(reading: Reading) -> Iterator[Attributed]:
    """ "The ministry denied this on Tuesday": a verb of denial with a named speaker and what it denies."""
    for verb, pos in enumerate(reading.pos):
        if pos != "VERB" or reading.lemmas[verb] not in classes()["denying"]:
            continue
        slots = slots_of(reading, verb)
        doing = (
            w for w in slots.get("xcomp", []) if reading.tags[w] in ("VBG", "VBN")
        )  # "denied receiving it"
        things = [w for w in (*slots.get("obj", []), *doing) if w > verb]
        speakers = _speakers(reading, verb)
        if not things or not speakers:
            continue
        span = trim(reading.text, *reading.span_of(things[0]))
        if span and span[0] >= reading.ends[verb]:
            cue = (reading.starts[verb], reading.ends[verb])
            yield Attributed((), cue, (span,), CLAUSE_SCORE, speakers[0])
