"""Find who speaks where the layout says it: transcripts, interviews, a dash and a name under a quotation.

In:   a `Reading`.
Out:  attributions whose speaker and content the layout gives, each said in these very words.

"NAME: …" makes a transcript where two paragraphs at least begin with the label of somebody; "Q: … A: …" and paragraphs
that are questions make an interview, whose answers are those of the person whom the text before presents. What is
only asked is no statement. Labels: data/lexicon/en/classes.tsv.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from letopis.document import BlockKind
from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.saying.quotations import trim
from letopis.extract.saying.sayings import Attributed, Span
from letopis.extract.sentence.reading import Reading
from letopis.lexicon import classes
from letopis.mention import Form, Mention, MentionKind

LABELLED_SCORE, ANSWER_SCORE, DASH_SCORE = 0.8, 0.6, 0.8
LABEL = re.compile(r"(?P<label>[^\W\d_][^:\n“”\"«»]{0,58}?)(?P<colon>:)\s*(?=\S)|(?P<letter>[QA])\.\s+(?=\S)")
DASHED = re.compile(r"\s*(?:[—–―-]{1,2}|~)\s*(?P<who>[^\W\d_].{1,120}?)[\s.]*")
LABEL_WORDS = 7  # "KARL BRANDT, PRESIDENT OF NORLAND"
LINE_WORDS = 16  # "— Anna Berg, Prime Minister of Norland, in a letter to the council"
LEAST_QUESTIONS = 3  # paragraphs that are questions, in an interview without labels
QUESTION_WORDS = 60
LONG_ANSWERS = 5  # paragraphs of an answer, on an average
NAMED_SHARE = 0.2  # of the answers that name the person from which they are not his
SAME = 0.7  # share of two contents from which they are one
NEAR = 3  # paragraphs from a label in which there is another
TAIL = 2  # paragraphs without a label after the last labelled one that are still the speaker's
NAMED = (MentionKind.PERSON, MentionKind.ORGANISATION)
Speaker = Mention | Span


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph: its span, where its words begin after its label, and who speaks; "?" asks, "!" answers, None is
    not told."""

    start: int
    end: int
    words: int
    speaker: Speaker | str | None = None
    label: str = ""


def find_laid_out(reading: Reading) -> list[Attributed]:
    """The attributions, in text order."""
    read = [block for block in reading.document.blocks if block.is_read]
    blocks = [(block.start, block.end) for block in read]
    spoken = [(block.start, block.end) for block in read if block.kind is not BlockKind.TITLE]
    found = _labelled(reading, spoken) or _questioned(reading, blocks)
    return sorted([*found, *_dashed(reading, blocks)], key=lambda one: one.content)


def with_laid_out(
    reading: Reading, tagged: Sequence[Attributed], laid_out: Sequence[Attributed]
) -> list[Attributed]:
    """Both, but of contents that are much the same only the one that the layout gives."""
    spans = [one.content[0] for one in laid_out]
    kept = []
    for one in tagged:
        worded = one.cue is not None and any(map(str.isalpha, reading.text[slice(*one.cue)]))
        inside = any(start <= s and e <= end for s, e in one.content for start, end in spans)
        if inside and not worded:
            continue  # "NAME:" was taken for the words of saying
        content = tuple(piece for piece in one.content if not any(_is_same(piece, span) for span in spans))
        if len(content) == len(one.content) or (content and one.cue is not None and one.sources):
            kept.append(replace(one, content=content))
    return [*kept, *laid_out]


def _is_same(left: Span, right: Span) -> bool:
    shared = min(left[1], right[1]) - max(left[0], right[0])
    return shared > SAME * max(left[1] - left[0], right[1] - right[0])


def _labelled(reading: Reading, blocks: Sequence[Span]) -> list[Attributed]:
    """What a transcript says, paragraph by paragraph."""
    paragraphs = [_read_label(reading, start, end) for start, end in blocks]
    known = {
        paragraph.label: paragraph.speaker
        for paragraph in paragraphs
        if paragraph.label and paragraph.speaker
    }
    paragraphs = [replace(one, speaker=one.speaker or known.get(one.label)) for one in paragraphs]
    labelled = [paragraph.speaker is not None for paragraph in paragraphs]
    for n, (start, _) in enumerate(blocks):
        reach = NEAR if n else 1  # a headline may look like a label
        if not labelled[n] or not any(labelled[max(0, n - 1) : n] + labelled[n + 1 : n + 1 + reach]):
            paragraphs[n] = replace(paragraphs[n], words=start, speaker=None)
    numbers = [n for n, paragraph in enumerate(paragraphs) if paragraph.speaker is not None]
    if len(numbers) < 2 or not any(_is_of_person(paragraphs[n].speaker) for n in numbers):
        return []
    paragraphs = _with_turns(reading, paragraphs, numbers)
    numbers = [n for n, paragraph in enumerate(paragraphs) if paragraph.speaker is not None]
    if not any(_is_spoken(reading, paragraphs[n]) for n in numbers):
        return []
    answering = _interviewee(reading, blocks[: numbers[0]])
    found: list[Attributed] = []
    speaker: Speaker | str | None = None
    for n, paragraph in enumerate(paragraphs[: numbers[-1] + 1 + TAIL]):
        if paragraph.speaker is not None:
            speaker = paragraph.speaker
            if speaker == "!":
                speaker = answering or trim(reading.text, paragraph.start, paragraph.words)
        elif n > numbers[-1] and not _is_first_person(reading, paragraph, found):
            break
        if speaker is not None and speaker != "?" and not _asks(reading, paragraph, speaker):
            found += _said(reading, paragraph, speaker, LABELLED_SCORE)
    return found


def _with_turns(
    reading: Reading, paragraphs: Sequence[_Paragraph], numbers: Sequence[int]
) -> list[_Paragraph]:
    """The paragraphs; where two take turns and the labels cease, a paragraph that is a question is the asker's, and the
    next one answers it."""
    mended, labels = list(paragraphs), dict.fromkeys(paragraphs[n].label for n in numbers)
    if len(labels) != 2 or not all(labels):
        return mended
    asker = next(iter(labels))
    answering = next(paragraphs[n].speaker for n in numbers if paragraphs[n].label != asker)
    for n in range(numbers[0], len(mended) - 1):
        one = mended[n]
        if one.speaker is None and mended[n - 1].label != asker and _is_question(reading, one.start, one.end):
            mended[n] = replace(one, speaker="?")
            if mended[n + 1].speaker is None and not _is_question(
                reading, mended[n + 1].start, mended[n + 1].end
            ):
                mended[n + 1] = replace(mended[n + 1], speaker=answering)
    return mended


def _is_spoken(reading: Reading, paragraph: _Paragraph) -> bool:
    """True for words of a speaker and not of a list ("Berg: 547", "Kral: a close race"): a question, a question's
    answer, or words of the first or second person that are no quotation in it."""
    if paragraph.speaker in ("?", "!") or reading.text[paragraph.start : paragraph.end].rstrip().endswith(
        "?"
    ):
        return True
    quoted = reading.quote_mask[paragraph.start]
    return any(
        reading.words[word].lower() in classes()["speaking_pronoun"]
        and (quoted or not reading.quote_mask[reading.starts[word]])
        for word in reading.words_in(paragraph.words, paragraph.end)
    )


def _is_of_person(speaker: Speaker | str | None) -> bool:
    """False for the label of a body or group alone, which may be a heading."""
    return speaker in ("?", "!") or isinstance(speaker, tuple) or _is_person(speaker)


def _is_person(speaker: Speaker | str | None) -> bool:
    return isinstance(speaker, Mention) and speaker.kind == MentionKind.PERSON


def _read_label(reading: Reading, start: int, end: int) -> _Paragraph:
    plain = _Paragraph(start, end, start)
    while start < end and (reading.text[start].isspace() or reading.text[start] in '“"„«'):
        start += 1
    match = LABEL.match(reading.text, start, end)
    if match is None:
        return plain
    label, words = match["label"] or match["letter"], match.end()
    sort = label.lower().strip()
    if sort in classes()["question_label"]:
        return replace(plain, words=words, speaker="?")
    if sort in classes()["answer_label"]:
        return replace(plain, words=words, speaker="!")
    if sort in classes()["no_label"]:
        return plain
    if words >= end or len(label.split()) > LABEL_WORDS:
        return plain
    speaker = _of_label(reading, start, start + len(label))
    return replace(plain, words=words, speaker=speaker, label=sort)


def _of_label(reading: Reading, start: int, end: int) -> Speaker | None:
    """Whose label it is: somebody mentioned in it, a known name in capitals, or a name in capitals at least."""
    inside = [word for word in reading.words_in(start, end) if reading.is_read(word)]
    shown = reading.text[start:end]
    if not inside or not shown[0].isupper():
        return None
    name = shown.split(",")[0].split("(")[0].strip()
    span = trim(reading.text, start, start + len(name))
    known = _known_by_name(reading, name, start)
    if known is not None and span is not None:
        return replace(known, start=span[0], end=span[1], text=reading.text[slice(*span)])
    parties = [reading.parties[word] for word in inside if word in reading.parties]
    parties = [mention for mention in parties if mention.kind in NAMED and mention.start >= start]
    people = [mention for mention in parties if mention.kind == MentionKind.PERSON]
    if people or parties:
        first = (people or parties)[0]
        return first if reading.text[first.end : end].lstrip()[:1] in ("", ",", "(") else None
    return span if name.isupper() and len(name) > 2 else None


def _known_by_name(reading: Reading, name: str, start: int) -> Mention | None:
    """A person named elsewhere whose name ends as the label does ("BERG", "Mr. Berg" for Anna Berg)."""
    last = name.split()[-1].casefold() if name.split() else ""
    found = [
        mention
        for mention in reading.mentions
        if mention.kind == MentionKind.PERSON
        and mention.form == Form.NAME
        and mention.text.split()[-1].casefold() == last
        and (mention.text != mention.text.upper() or mention.start == start)
    ]
    return max(found, key=lambda mention: (len(mention.text.split()), -mention.start), default=None)


def _asks(reading: Reading, paragraph: _Paragraph, speaker: Speaker | str) -> bool:
    """True for an outlet's question."""
    is_outlet = isinstance(speaker, Mention) and speaker.kind != MentionKind.PERSON
    return is_outlet and reading.text[paragraph.start : paragraph.end].rstrip().endswith("?")


def _is_first_person(reading: Reading, paragraph: _Paragraph, found: Sequence[Attributed]) -> bool:
    """True for a paragraph after the last label that is not the reporter's again: nobody is named in it."""
    named = [
        m for m in reading.mentions if paragraph.start <= m.start < paragraph.end and m.form == Form.NAME
    ]
    return bool(found) and not any(mention.kind == MentionKind.PERSON for mention in named)


def _questioned(reading: Reading, blocks: Sequence[Span]) -> list[Attributed]:
    """The answers of an interview whose questions are paragraphs of their own."""
    asked = [n for n, block in enumerate(blocks) if _is_question(reading, *block)]
    answers = [n for n in range(asked[0] if asked else 0, len(blocks)) if n not in asked]
    alternating = [n for n in asked if n + 1 in answers]
    if len(alternating) < LEAST_QUESTIONS or len(answers) < len(alternating):
        return []
    own = [n for n in answers if _speaks_of_itself(reading, *blocks[n])]
    speaker = _interviewee(reading, blocks[: asked[0]])
    if speaker is None or 2 * len(own) < len(alternating) or len(answers) > LONG_ANSWERS * len(alternating):
        return []
    told = [n for n in answers if _names(reading, speaker, *blocks[n])]
    if len(told) > NAMED_SHARE * len(answers):
        return []  # somebody else asks and answers: a column about the person
    found: list[Attributed] = []
    for n in answers:
        start, end = blocks[n]
        found += _said(reading, _Paragraph(start, end, start), speaker, ANSWER_SCORE)
    return found


def _names(reading: Reading, speaker: Mention, start: int, end: int) -> bool:
    """True for a paragraph in which the person is named, as nobody names himself."""
    named = (m for m in reading.by_chain.get(speaker.chain, ()) if start <= m.start < end)
    return any(m.form == Form.NAME and not reading.quote_mask[m.start] for m in named)


def _is_question(reading: Reading, start: int, end: int) -> bool:
    shown = reading.text[start:end].strip()
    return shown.endswith("?") and len(shown.split()) <= QUESTION_WORDS and shown[0] not in "“\"«„‘'"


def _speaks_of_itself(reading: Reading, start: int, end: int) -> bool:
    return any(
        reading.pos[word] == "PRON" and reading.lemmas[word] in ("i", "we", "my", "our")
        for word in reading.words_in(start, end)
    )


def _interviewee(reading: Reading, before: Sequence[Span]) -> Mention | None:
    """The person whom the paragraphs before an interview name most often, the first of equals."""
    if not before:
        return None
    named = [
        mention
        for mention in reading.mentions
        if mention.kind == MentionKind.PERSON and any(start <= mention.start < end for start, end in before)
    ]
    counts = Counter(mention.chain for mention in named)
    names = [mention for mention in named if mention.form == Form.NAME]
    return max(names, key=lambda mention: (counts[mention.chain], -mention.start), default=None)


def _dashed(reading: Reading, blocks: Sequence[Span]) -> list[Attributed]:
    """Quotations followed by a dash and a name, in their paragraph or under it."""
    found: list[Attributed] = []
    quoted = reading.quotations
    for n, (start, end) in enumerate(blocks):
        inside = [q for q in quoted if start <= q.start and q.end <= end]
        for q, after in zip(inside, [*(q.start for q in inside[1:]), end], strict=False):
            speaker = _behind_dash(reading, q.end, after, strict=False) if q.closed else None
            if speaker is not None and not _is_spoken_of(reading, q.end, after):
                found.append(Attributed((), None, ((q.start, q.end),), DASH_SCORE, speaker, "direct"))
        lead = end - len(reading.text[start:end].lstrip())
        if n and _ends(reading, blocks[n - 1]) and not any(q.start <= lead < q.end for q in inside):
            speaker = _behind_dash(reading, start, inside[0].start if inside else end, strict=True)
            content = trim(reading.text, *blocks[n - 1])
            if speaker is not None and content is not None and not _is_reported(reading, *content):
                found.append(Attributed((), None, (content,), DASH_SCORE, speaker, "direct"))
    return found


def _is_reported(reading: Reading, start: int, end: int) -> bool:
    """True for a paragraph that reports what somebody said, whose writer the name behind the dash may be."""
    return any(
        is_speech_verb(reading, word)
        and not reading.quote_mask[reading.starts[word]]
        and any(reading.deps[k] == "nsubj" and k in reading.parties for k in reading.kids[word])
        for word in reading.words_in(start, end)
    )


def _behind_dash(reading: Reading, start: int, end: int, *, strict: bool) -> Speaker | None:
    """Whose name stands alone behind a dash between two offsets."""
    match = DASHED.fullmatch(reading.text, start, end)
    if match is None or len(match["who"].split()) > LINE_WORDS:
        return None
    if strict and _is_spoken_of(reading, *match.span("who")):
        return None
    return _under_line(reading, *match.span("who"), strict=strict)


def _is_spoken_of(reading: Reading, start: int, end: int) -> bool:
    """True for a clause rather than a name: "…" – Berg said it twice."""
    return any(reading.pos[word] in ("VERB", "AUX") for word in reading.words_in(start, end))


def _ends(reading: Reading, block: Span) -> bool:
    shown = reading.text[slice(*block)].rstrip()
    return shown[-1:] in '.!?…”"»“’'


def _under_line(reading: Reading, start: int, end: int, *, strict: bool) -> Speaker | None:
    """Who is named behind the dash; with `strict` a person or body must begin the line."""
    found = [
        mention
        for word in reading.words_in(start, end)
        if (mention := reading.parties.get(word)) and mention.kind in NAMED and mention.start >= start
    ]
    people = [mention for mention in found if mention.kind == MentionKind.PERSON] or found
    if people and (not strict or people[0].start - start < 30):
        return people[0]
    return None


def _said(reading: Reading, paragraph: _Paragraph, speaker: Speaker | str, score: float) -> list[Attributed]:
    content = trim(reading.text, paragraph.words, paragraph.end)
    if (
        content is None
        or isinstance(speaker, str)
        or not any(map(str.isalpha, reading.text[slice(*content)]))
    ):
        return []
    shown = reading.text[slice(*content)].strip('“”" ')
    if shown.startswith("(") and shown.endswith(")"):
        return []  # "(Laughter.)"
    return [Attributed((), None, (content,), score, speaker, "direct")]
