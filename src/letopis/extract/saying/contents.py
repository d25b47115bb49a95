"""Mend what the tagger takes for the content of a saying: join its pieces, complete them, leave scraps out.

In:   a `Reading`, the pieces of one content, its cue and sources.
Out:  the pieces that a reader would call what was said, in text order.

A content is one stretch, or pieces on either side of its cue ("Yes," she said, "of course"). Two pieces of one
sentence with no cue or source between them are one; a piece in another sentence is only believed where it is
quoted and has no "she said" of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from letopis.extract.saying.outlets import is_outlet
from letopis.extract.saying.quotations import quoted_share, trim
from letopis.extract.saying.quoting import fit_to_marks, is_presented_apart, verb_beside
from letopis.extract.sentence.reading import Reading
from letopis.lexicon import classes

Span = tuple[int, int]
LEAST_WORDS = 4  # of an indirect content without a verb
QUOTED_PIECE = 0.5  # share of a piece in quotation marks from which it is a quotation
GAP_WORDS = 8  # words that a tagger may leave out in the middle of a content
ABOUT = ("of", "about")  # "“…,” she says of the wells"
CLAUSES = ("ccomp", "xcomp", "parataxis")


def mend_content(
    reading: Reading, pieces: Iterable[Span], cue: Span | None, sources: Sequence[Span]
) -> tuple[Span, ...]:
    """The pieces, mended; empty when none of them can be a content."""
    trimmed = fit_to_marks(reading, sorted(pieces))
    if cue is None or not trimmed:
        return tuple(trimmed)
    kept = [piece for piece in trimmed if _is_near(reading, piece, cue)]
    kept = [piece for piece in kept if not _presents(reading, piece, kept)]
    joined = _join(reading, kept, [cue, *sources])
    completed = _join(reading, [_complete(reading, piece, cue, sources) for piece in joined], [cue, *sources])
    return tuple(piece for piece in completed if not _is_scrap(reading, piece, completed))


def governed_clause(reading: Reading, verb: int) -> Span | None:
    """The clause that a verb of saying or quoting reports: the one that it governs, or the one that it is added
    to ("…, Berg was quoted as saying"); None where there is neither."""
    below = [verb, *(kid for kid in reading.kids[verb] if reading.lemmas[kid] == "say")]
    for upper in below:
        for kid in reading.kids[upper]:
            if reading.deps[kid] in ("ccomp", "xcomp") and kid not in below:
                return _span(reading, reading.subtree(kid), verb)
    head = reading.heads[verb]
    if head != verb and head < verb and reading.deps[verb] in ("parataxis", "advcl", "ccomp", "conj"):
        first, _ = reading.sents[reading.sent_of[verb]]
        own = min(reading.subtree(verb))
        return _span(reading, range(first, own), verb) if own > first else None
    return None


def stands_in(reading: Reading, verb: int, speaker: Span) -> bool:
    """True where a clause with the verb of saying was taken for whoever says it."""
    return reading.tags[verb] != "VBN" and speaker[0] < reading.starts[verb] < speaker[1]


def _span(reading: Reading, words: Iterable[int], verb: int) -> Span | None:
    found = [word for word in words if reading.is_read(word)]
    if not found:
        return None
    start, end = reading.starts[min(found)], reading.ends[max(found)]
    return None if start <= reading.starts[verb] < end else trim(reading.text, start, end)


def words_of(reading: Reading, start: int, end: int) -> list[int]:
    """The words of a span without its punctuation."""
    return [w for w in reading.words_in(start, end) if reading.pos[w] not in ("PUNCT", "SPACE")]


def is_quoted(reading: Reading, piece: Span) -> bool:
    """True for a piece most of which stands in quotation marks."""
    return quoted_share(reading.quote_mask, reading.text, [piece]) > QUOTED_PIECE


def has_verb(reading: Reading, piece: Span) -> bool:
    """True for a piece with a verb in it."""
    return any(reading.pos[word] in ("VERB", "AUX") for word in words_of(reading, *piece))


def tells_proposition(reading: Reading, pieces: Sequence[Span]) -> bool:
    """True for a content that says that something is or is to be so, and does not only name a thing."""
    for piece in pieces:
        words = words_of(reading, *piece)
        inside = set(words)
        for word in words:
            if reading.heads[word] in inside and reading.heads[word] != word:
                continue
            if reading.deps[word] in ("advcl", "acl:relcl"):
                continue  # beside what the cue is about
            if _predicates(reading, word):
                return True
    return False


def _predicates(reading: Reading, word: int) -> bool:
    kids = reading.kids[word]
    if any(reading.deps[kid] in ("cop", "nsubj", "nsubj:pass") for kid in kids):
        return True
    if any(reading.deps[kid] == "mark" and reading.pos[kid] == "ADP" for kid in kids):
        return reading.deps[word] in ("xcomp", "ccomp")  # "uneasy about joining": of a thing to be done
    return reading.pos[word] in ("VERB", "AUX") or reading.deps[word] in ("xcomp", "ccomp")


def _is_near(reading: Reading, piece: Span, cue: Span) -> bool:
    home = {reading.sent_of[word] for word in reading.words_in(*cue)}
    if any(reading.sent_of[word] in home for word in words_of(reading, *piece)):
        return True
    if not is_quoted(reading, piece) or verb_beside(reading, *piece) is not None:
        return False
    return piece[0] < cue[0] or not is_presented_apart(reading, piece[0], home)


def _presents(reading: Reading, piece: Span, pieces: Sequence[Span]) -> bool:
    """True for a few words without a verb before the colon of a quotation: "one message for the voters: …"."""
    if is_quoted(reading, piece) or has_verb(reading, piece):
        return False
    quoted = [other for other in pieces if other[0] >= piece[1] and is_quoted(reading, other)]
    return any(reading.text[piece[1] : other[0]].strip() == ":" for other in quoted)


def _join(reading: Reading, pieces: list[Span], apart: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(pieces):
        if joined:
            last = joined[-1]
            between = words_of(reading, last[1], start) if start > last[1] else []
            parted = any(last[1] <= other[0] < start for other in apart)
            same = (
                reading.sent_of[reading.word_at(last[0]) or 0] == reading.sent_of[reading.word_at(start) or 0]
            )
            if start <= last[1] or (same and not parted and len(between) <= GAP_WORDS):
                joined[-1] = (last[0], max(end, last[1]))
                continue
        joined.append((start, end))
    return joined


def _complete(reading: Reading, piece: Span, cue: Span, sources: Sequence[Span]) -> Span:
    """The piece, drawn out to both ends of the clause that the cue governs, where it breaks off inside."""
    cue_words = set(reading.words_in(*cue))
    inside = words_of(reading, *piece)
    if not inside or is_quoted(reading, piece):
        return piece
    barred = [*sources, cue]
    for word in inside:
        if reading.heads[word] in cue_words and reading.deps[word] in CLAUSES:
            clause = [w for w in reading.subtree(word) if reading.pos[w] != "PUNCT"]
            free = [w for w in clause if not any(s <= reading.starts[w] < e for s, e in barred)]
            before = [w for w in free if w < inside[0] and _unbroken(reading, w, inside[0])]
            after = [w for w in free if w > inside[-1] and _unbroken(reading, inside[-1], w)]
            limit = min((s for s, _ in barred if s >= piece[1]), default=len(reading.text))
            after = [w for w in after if reading.ends[w] <= limit]
            floor = max((e for _, e in barred if e <= piece[0]), default=0)
            before = [w for w in before if reading.starts[w] >= floor]
            start = reading.starts[min(before)] if before else piece[0]
            return start, reading.ends[max(after)] if after else piece[1]
    return piece


def subject_before(reading: Reading, piece: Span, cue: Span) -> list[Span]:
    """The subject that stands before the cue: "the talks" of "The talks, he said, had been broken off"."""
    spoken = set(reading.words_in(*cue))
    told = words_of(reading, *piece)
    heads = [w for w in told if reading.heads[w] in spoken and reading.deps[w] in CLAUSES]
    if spoken and reading.words[min(spoken)].lower() == "according":
        heads = [w for w in told if reading.heads[w] not in told or reading.heads[w] == w]
    return [
        span
        for head in heads
        for kid in reading.kids[head]
        if reading.deps[kid] in ("nsubj", "nsubj:pass") and reading.ends[kid] <= cue[0] < piece[0]
        if (span := _span(reading, reading.subtree(kid), min(spoken))) is not None
    ]


def _unbroken(reading: Reading, first: int, last: int) -> bool:
    """True where no comma or other mark stands between two words: a clause may end there."""
    return not any(
        reading.pos[word] == "PUNCT" and reading.words[word] != "-" for word in range(first + 1, last)
    )


def _is_told(reading: Reading, words: Sequence[int]) -> bool:
    return any(reading.tags[word] in ("VBD", "VBZ", "VBP", "MD") for word in words)


def _is_scrap(reading: Reading, piece: Span, pieces: Sequence[Span]) -> bool:
    """True for a few words without a verb beside other pieces, and for unquoted words beside a whole quotation."""
    if len(pieces) == 1 or is_quoted(reading, piece):
        return False
    words = words_of(reading, *piece)
    if (
        words
        and reading.words[words[0] - 1].lower() in ABOUT
        and words[0] > 0
        and not _is_told(reading, words)
    ):
        return True
    if len(words) < LEAST_WORDS and (len(words) < 3 or not has_verb(reading, piece)):
        return True
    others = [other for other in pieces if other != piece]
    return not has_verb(reading, piece) and all(is_quoted(reading, other) for other in others)


def without_occasion(reading: Reading, span: Span) -> Span:
    """The content without a tail that tells where it was said: "… in a speech aired by the station"."""
    talk = classes().get("talk", frozenset())
    inside = list(reading.words_in(*span))
    for word in inside[1:]:
        if reading.words[word].lower() not in ("in", "during") or reading.quote_mask[reading.starts[word]]:
            continue
        noun = next((w for w in inside if word < w <= word + 5 and reading.lemmas[w] in talk), None)
        if noun is None or any(reading.pos[w] in ("ADP", "PUNCT", "VERB") for w in range(word + 1, noun)):
            continue
        tail = [w for w in inside if w > noun]
        if any(reading.tags[w] in ("VBD", "VBZ", "VBP", "MD") for w in tail):
            continue
        if reading.lemmas[noun] == "interview" or any(
            is_outlet(reading, w) for w in [*tail, *range(word, noun)]
        ):
            return trim(reading.text, span[0], reading.ends[word - 1]) or span
    return span
