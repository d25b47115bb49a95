"""One claim in its sentence, the sentences around it, and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from letopis.claim import Claim, ClaimKind, Modality, Polarity
from letopis.document import Document
from letopis.profile import Line
from letopis.view.rows import LineRow, line_row
from letopis.view.where import coded
from letopis.view.wording import when


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the sentence that are a part of the claim; offsets count from the start of the sentence."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """One argument or source: its role, its words, whom they stand for, why no name is known; `coded` is the code of
    a party, or where a place is.
    """

    role: str
    text: str
    name: str | None
    entity: str | None
    start: int
    end: int
    unnamed_because: str | None = None
    coded: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim with all that a reader needs to check it. `marks` lie in `sentence`, sorted, and do not
    overlap; `inside` are the claims that a statement makes, by their place in what was said.
    """

    row: LineRow
    before: str
    sentence: str
    after: str
    marks: tuple[Mark, ...]
    parts: tuple[PartRow, ...]
    title: str | None
    publisher: str | None
    published: str | None
    basis: str
    url: str | None
    same_as: str | None
    producer: str
    surely: str
    inside: tuple[LineRow, ...] = ()


def show_claim(
    line: Line, document: Document, sentences: Sequence[tuple[int, int]], others: Sequence[Line] = ()
) -> Shown:
    """A line for checking; `sentences` are the document's, `others` its lines."""
    evidence = line.claim.evidence[0]
    text = document.text
    before = max((span for span in sentences if span[1] <= evidence.start), default=None)
    after = min((span for span in sentences if span[0] >= evidence.end), default=None)
    parts = [
        PartRow(p.role, p.text, p.name, p.entity, p.start, p.end, p.unnamed_because, coded(p))
        for p in line.parts
    ]
    parts += [PartRow(_link(s.cue, s.medium), s.text, s.name, s.entity, s.start, s.end) for s in line.sources]
    return Shown(
        row=line_row(line),
        before=_plain(text, before),
        sentence=evidence.quote,
        after=_plain(text, after),
        marks=_marks(line),
        parts=tuple(parts),
        title=document.title,
        publisher=document.publisher,
        published=when(document.published.interval) or None,
        basis=document.published.basis,
        url=document.url,
        same_as=line.same_as,
        producer=line.claim.producer,
        surely=_surely(line.claim),
        inside=tuple(line_row(other) for other in claims_inside(line, others)),
    )


def claims_inside(statement: Line, others: Sequence[Line]) -> list[Line]:
    """The claims that lie in what was said: by their cue, or where they have none by all their words."""
    contents = [(part.start, part.end) for part in statement.claim.all("content")]
    if statement.claim.kind is not ClaimKind.STATEMENT:
        return []
    found = []
    for other in others:
        spans = _spans(other)
        told = all(any(start <= s and e <= end for start, end in contents) for s, e in spans)
        if spans and told and other.claim.id != statement.claim.id:
            found.append((spans, other))
    return [line for _, line in sorted(found, key=lambda pair: (pair[0], pair[1].claim.id))]


def _spans(line: Line) -> list[tuple[int, int]]:
    """The place of a claim's cue; without one, of all its parts."""
    cue = line.claim.evidence[0].cue
    return [cue] if cue else sorted((part.start, part.end) for part in line.claim.arguments)


def _surely(claim: Claim) -> str:
    """How far it is asserted and by which words: "possible, as shown by “did not … rule out”"; empty where plainly."""
    marks = [str(claim.modality)] if claim.modality is not Modality.ASSERTED else []
    marks += ["negated"] if claim.polarity is Polarity.NEGATED else []
    words = " … ".join(words.text for words in claim.shown_by)
    told = ", ".join(marks) or ("asserted" if words else "")
    return f"{told}, as shown by “{words}”" if words else told


def _link(cue: str | None, medium: str | None) -> str:
    told = ", ".join(word for word in (cue, medium) if word)
    return f"source ({told})" if told else "source"


def _plain(text: str, span: tuple[int, int] | None) -> str:
    return " ".join(text[span[0] : span[1]].split()) if span else ""


def _marks(line: Line) -> tuple[Mark, ...]:
    """Cue and arguments within the sentence; of overlapping ones the shorter, so that a content hides
    nobody.
    """
    evidence = line.claim.evidence[0]
    spans = [(part.start, part.end, part.role) for part in line.parts]
    if evidence.cue:
        spans.append((*evidence.cue, "cue"))
    kept: list[Mark] = []
    for start, end, role in sorted(spans, key=lambda span: (span[1] - span[0], span)):
        mark = Mark(start - evidence.start, end - evidence.start, role)
        inside = mark.start >= 0 and end <= evidence.end and start < end
        if inside and all(mark.end <= other.start or mark.start >= other.end for other in kept):
            kept.append(mark)
    return tuple(sorted(kept, key=lambda mark: mark.start))
