"""Why something of a document is not in the record: what was skipped, untold, unnamed, undated, unsure.

In:   a document, its lines and sentences; what the steps say of words and mentions when they are asked.
Out:  an `Explanation`; the part of it that is about one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from letopis.document import Document
from letopis.explained import SKIPPED, Doubt, Untold
from letopis.mention import Mention, MentionKind
from letopis.profile import Line
from letopis.view import wording
from letopis.view.rows import LineRow, line_row
from letopis.view.timeline import why_undated

LOW = 0.6  # a score below it: a noun without anybody who acts has 0.55
NO_WORD = "no word in it is known to report something"
OPEN = "open on both sides"
OPEN = "open on both sides"


@dataclass(frozen=True, slots=True)
class DateRow:
    """A publication date that was found: the one that is taken has `taken` True."""

    date: str
    basis: str
    words: str | None
    taken: bool


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A stretch of the page that is not read for claims."""

    block: str
    why: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class UntoldRow:
    """A word that is told in no claim, or a whole sentence without one in which no word is known (`word` "")."""

    word: str
    why: str
    detail: str
    sentence: str
    start: int
    end: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """A mention without a name; `candidates` are what it can stand for, with how likely the model has each."""

    words: str
    kind: str
    why: str
    candidates: str
    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A time that was left open (`is_whole`), or can be another one."""

    words: str
    date: str
    why: str
    start: int
    end: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """A document, and what is not told of it.

    Attributes:
        untold: words of the sentences that have no claim; with `is_whole` False also of sentences that have one.
        unsure: claims with a low score; undated: claims without a date, each with the reason.
        told: the claims of one place, where one was asked for.
    """

    document: str
    path: str
    title: str | None
    language: str | None
    reader: str
    published: str | None
    basis: str
    dates: tuple[DateRow, ...]
    blocks: str
    sentences: int
    silent: int
    claims: int
    skipped: tuple[SkippedRow, ...] = ()
    untold: tuple[UntoldRow, ...] = ()
    doubts: tuple[DoubtRow, ...] = ()
    times: tuple[TimeRow, ...] = ()
    undated: tuple[LineRow, ...] = ()
    unsure: tuple[LineRow, ...] = ()
    told: tuple[LineRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the steps say of a document when they are asked again."""

    untold: Sequence[Untold]
    doubts: Sequence[Doubt]
    mentions: Sequence[Mention]


def explain(
    document: Document, lines: Sequence[Line], sentences: Sequence[tuple[int, int]], asked: Asked
) -> Explanation:
    """The explanation of a whole document."""
    unread = [(block.start, block.end) for block in document.blocks if not block.is_read]
    sentences = [s for s in sentences if not any(start <= s[0] < end for start, end in unread)]
    spoken = _spoken(lines, sentences)
    counts: dict[str, int] = {}
    for block in document.blocks:
        counts[str(block.kind)] = counts.get(str(block.kind), 0) + 1
    undated = [line for line in lines if not wording.when(line.claim.when)]
    return Explanation(
        document.id,
        document.path,
        document.title,
        document.language,
        document.reader,
        wording.when(document.published.interval) or None,
        document.published.basis,
        _dates(document),
        ", ".join(f"{count} {kind}" for kind, count in counts.items()),
        len(sentences),
        len(sentences) - len(spoken),
        len(lines),
        tuple(_skipped(document)),
        tuple(_untold(document, sentences, spoken, asked.untold)),
        tuple(_doubt_row(document, doubt, sentences) for doubt in asked.doubts),
        tuple(_times(asked.mentions)),
        tuple(line_row(line, reason=why_undated(line)) for line in undated),
        tuple(line_row(line) for line in lines if line.claim.score < LOW),
    )


def at_place(
    whole: Explanation,
    lines: Sequence[Line],
    sentences: Sequence[tuple[int, int]],
    spans: Sequence[tuple[int, int]],
) -> Explanation:
    """What of an explanation touches the sentences, or skipped blocks, in which some places lie."""
    wide = [s for s in sentences if any(s[0] < end and start < s[1] for start, end in spans)] + list(spans)

    def near(start: int, end: int) -> bool:
        return any(first < end and start < last for first, last in wide)

    own = [line for line in lines if near(*_place(line))]
    ids = {line.claim.id for line in own}
    return replace(
        whole,
        skipped=tuple(row for row in whole.skipped if near(row.start, row.end)),
        untold=tuple(row for row in whole.untold if near(row.start, row.end)),
        doubts=tuple(row for row in whole.doubts if near(row.start, row.end)),
        times=tuple(row for row in whole.times if near(row.start, row.end)),
        undated=tuple(row for row in whole.undated if row.id in ids),
        unsure=tuple(row for row in whole.unsure if row.id in ids),
        told=tuple(line_row(line) for line in own),
    )


def _place(line: Line) -> tuple[int, int]:
    evidence = line.claim.evidence[0]
    return evidence.cue or (evidence.start, evidence.end)


def _spoken(lines: Iterable[Line], sentences: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """The sentences on which a claim rests."""
    spans = [(e.start, e.end) for line in lines for e in line.claim.evidence]
    return {s for s in sentences if any(s[0] < end and start < s[1] for start, end in spans)}


def _dates(document: Document) -> tuple[DateRow, ...]:
    found = [
        DateRow(wording.when(each.interval), each.basis, each.text, each == document.published)
        for each in document.candidates
    ]
    if not any(row.taken for row in found) and document.published.basis != "unknown":
        own = document.published
        found.insert(0, DateRow(wording.when(own.interval), own.basis, own.text, True))
    return tuple(found)


def _skipped(document: Document) -> Iterable[SkippedRow]:
    for block in document.blocks:
        if not block.is_read:
            words = wording.short(document.text[block.start : block.end])
            yield SkippedRow(
                str(block.kind), SKIPPED.get(block.kind, "not read"), words, block.start, block.end
            )


def _untold(
    document: Document,
    sentences: Sequence[tuple[int, int]],
    spoken: set[tuple[int, int]],
    untold: Sequence[Untold],
) -> Iterable[UntoldRow]:
    """Sentence by sentence: the words in it with their reasons; a row for a silent one in which no word is known."""
    for sentence in sentences:
        own = [word for word in untold if sentence[0] <= word.start < sentence[1]]
        is_silent = sentence not in spoken
        words = wording.short(document.text[slice(*sentence)])
        for word in own:
            yield UntoldRow(word.text, str(word.why), word.detail, words, word.start, word.end, is_silent)
        if is_silent and not own:
            yield UntoldRow("", NO_WORD, "", words, *sentence, True)


def _doubt_row(document: Document, doubt: Doubt, sentences: Sequence[tuple[int, int]]) -> DoubtRow:
    told = ", ".join(f"{candidate.text} {candidate.score:.2f}" for candidate in doubt.candidates)
    own = next((s for s in sentences if s[0] <= doubt.start < s[1]), (doubt.start, doubt.end))
    words = wording.short(document.text[slice(*own)], around=doubt.start - own[0])
    return DoubtRow(doubt.text, doubt.kind, doubt.why, told, words, doubt.start, doubt.end)


def _times(mentions: Iterable[Mention]) -> Iterable[TimeRow]:
    for mention in mentions:
        if mention.kind is not MentionKind.TIME:
            continue
        told = wording.when(mention.interval)
        others = "; ".join(f"{other.value}: {other.reason}" for other in mention.alternatives)
        if others or not told:
            why = f"or {others}" if others else "names no day" if mention.interval is None else OPEN
            yield TimeRow(mention.text, told, why, mention.start, mention.end, not told)
