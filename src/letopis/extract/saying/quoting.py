"""Find what stands beside a quotation: the verb of saying, or the sentence that presents who speaks.

In:   a `Reading` and the span of a quotation.
Out:  the index of a word, or None; whether the quotation is a title or a term rather than speech.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from letopis.extract.certainty.factuality import is_speech_verb
from letopis.extract.saying.quotations import Span, trim
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import slots_of
from letopis.lexicon import classes
from letopis.mention import MentionKind
from letopis.quotemarks import Quotation

SMALL_IN_TITLES = frozenset({"with", "from", "into", "over", "upon", "about"})
SMALL = 3  # letters of a word that a title may write small
HEADLINE = 0.7  # share of the longer words around that are written large, in a headline
_BLANK = re.compile(r"\s")
_INNER = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CALLED = frozenset(
    {"call", "name", "title", "entitle", "dub", "nickname", "label", "code-name", "codename", "term"}
)


def verb_beside(reading: Reading, start: int, end: int) -> int | None:
    """The verb of saying outside the quotation in a sentence that the quotation touches, the nearest to it; a
    sentence that goes on behind "?" or "!" is the same one."""
    touched = {reading.sent_of[w] for w in reading.words_in(start, end) if reading.is_read(w)}
    if touched and _goes_on(reading, end, max(touched) + 1):
        touched.add(max(touched) + 1)
    found = [
        (start - reading.ends[word] if reading.ends[word] <= start else reading.starts[word] - end, word)
        for number in sorted(touched)
        for word in range(*reading.sents[number])
        if (reading.ends[word] <= start or reading.starts[word] >= end)
        and is_speech_verb(reading, word)
        and not reading.quote_mask[reading.starts[word]]
    ]
    return min(found)[1] if found else None


def _goes_on(reading: Reading, end: int, number: int) -> bool:
    """True for a short sentence right behind a quotation, in its paragraph, that begins with a verb of saying."""
    if number >= len(reading.sents):
        return False
    first, after = reading.sents[number]
    words = [w for w in range(first, after) if reading.is_read(w) and reading.pos[w] != "PUNCT"]
    between = reading.text[end : reading.starts[first]]
    if not words or "\n" in between or between.strip():
        return False
    return is_speech_verb(reading, words[0]) or reading.words[words[0]].islower()


def fit_to_marks(reading: Reading, pieces: Iterable[Span]) -> list[Span]:
    """The pieces of a content, parted at the ends of paragraphs; a quotation of whose marks they have one is theirs
    as a whole, and what is glued to its end is not. Those inside a title are left out."""
    titles, speech = _told_apart(reading)
    found: list[Span] = []
    for piece in pieces:
        for start, end in _parted(reading, piece):
            span = trim(reading.text, *_with_whole(reading, start, end, speech))
            if span is None or any(first <= span[0] and span[1] <= after for first, after in titles):
                continue
            if found and span[0] < found[-1][1]:
                span = (found[-1][0], max(span[1], found.pop()[1]))
            found.append(span)
    return found


def _told_apart(reading: Reading) -> tuple[list[Span], list[Quotation]]:
    """The spans of titles, and the whole quotations that are none; cached on the reading."""
    found: tuple[list[Span], list[Quotation]] | None = reading.__dict__.get("_titles")
    if found is None:
        titles = [(q.start, q.end) for q in reading.quotations if is_title(reading, q.start, q.end)]
        whole = [q for q in reading.quotations if q.opened and q.closed and (q.start, q.end) not in titles]
        found = reading.__dict__["_titles"] = (titles, whole)
    return found


def _with_whole(reading: Reading, start: int, end: int, marked: Sequence[Quotation]) -> Span:
    for quotation in marked:
        first, last = quotation.start, quotation.end
        if start <= first < end < last or first < start < last <= end:
            start, end = min(start, first), max(end, last)
        if start < last < end and not _BLANK.search(reading.text, last - 1, end):
            end = last
    return start, end


def _parted(reading: Reading, piece: Span) -> list[Span]:
    """The parts of a span that lie in different blocks."""
    blocks: list[Span] | None = reading.__dict__.get("_read_blocks")
    if blocks is None:
        blocks = [(block.start, block.end) for block in reading.document.blocks if block.is_read]
        reading.__dict__["_read_blocks"] = blocks
    start, end = piece
    return [(max(start, s), min(end, e)) for s, e in blocks if s < end and start < e]


def is_title(reading: Reading, start: int, end: int) -> bool:
    """True for the title of a work or the name of a thing: its words are written large, or a word like "film" or
    "called" stands before it and no stop ends it."""
    words = _INNER.findall(reading.text, start, end)
    long = [word for word in words if len(word) > SMALL and word not in SMALL_IN_TITLES]
    inner = reading.text[start:end].strip("\"“”«»„‟‘’'` ")
    stopped = inner[-1:] in (".", "!", "…") or (inner[-1:] == "," and len(words) <= SMALL)
    if not words or stopped:
        return False
    if (
        len(long) > 1
        and all(word[0].isupper() or word[0].isdigit() for word in long)
        and words[0][0].isupper()
    ):
        return not inner.isupper() and not _in_headline(reading, start, end)
    before = [
        w for w in reading.words_in(max(0, start - 60), start) if reading.pos[w] not in ("PUNCT", "SPACE")
    ]
    near = [reading.lemmas[w] for w in before[-2:]]
    return any(lemma in classes()["work_noun"] or lemma in _CALLED for lemma in near)


def drop_titled(reading: Reading) -> None:
    """Take out of the parties of a reading who is only named in a title: "leads “Poland This Week” on a channel"."""
    titles = [q for q in reading.quotations if is_title(reading, q.start, q.end)]
    for word, mention in list(reading.parties.items()):
        for title in titles:
            inside = title.start <= mention.start and mention.end <= title.end
            if inside and len(_INNER.findall(reading.text, title.start, title.end)) > len(
                mention.text.split()
            ):
                del reading.parties[word]
                break


def _in_headline(reading: Reading, start: int, end: int) -> bool:
    """True where the words around are written large too."""
    block = next((b for b in reading.document.blocks if b.start <= start < b.end), None)
    if block is None:
        return False
    around = reading.text[block.start : start] + " " + reading.text[end : block.end]
    long = [word for word in _INNER.findall(around[:400]) if len(word) > SMALL]
    return len(long) > 2 and sum(word[0].isupper() for word in long) > HEADLINE * len(long)


def is_speech(reading: Reading, start: int, end: int) -> bool:
    """True for a quotation that is a sentence of its own: it begins where one begins, and ends as one does."""
    inner = reading.text[start:end].strip("\"“”«»„‟‘’'` ")
    before = reading.text[:start].rstrip(" ")[-1:]
    return inner[-1:] in (".", "!", "?", "…", ",") and before in (
        "",
        "\n",
        ".",
        "!",
        "?",
        ":",
        "…",
        ",",
        "”",
        '"',
    )


def subject_before(reading: Reading, start: int) -> int | None:
    """Who is the subject of the sentence that ends right before a quotation, in its paragraph or the one before."""
    word = _read_word_before(reading, start)
    if word is None or reading.quote_mask[reading.starts[word]]:
        return None
    return person_of(reading, reading.sent_of[word])


def is_presented_apart(reading: Reading, start: int, home: Container[int]) -> bool:
    """True where a sentence that is none of `home` and has a subject of its own stands right before a quotation."""
    word = _read_word_before(reading, start)
    if word is None or reading.sent_of[word] in home or subject_before(reading, start) is None:
        return False
    return "\n" not in reading.text[reading.ends[word] : start]


def subject_after(reading: Reading, end: int) -> int | None:
    """Who is the subject of the sentence that begins right behind a quotation, in its paragraph."""
    for word in reading.words_in(end, min(len(reading.text), end + 80)):
        if "\n" in reading.text[end : reading.starts[word]]:
            return None
        if reading.is_read(word) and reading.pos[word] != "PUNCT" and reading.starts[word] >= end:
            return (
                None
                if reading.quote_mask[reading.starts[word]]
                else person_of(reading, reading.sent_of[word])
            )
    return None


def _read_word_before(reading: Reading, start: int) -> int | None:
    words = reading.words_in(max(0, start - 400), start)
    return next((w for w in reversed(words) if reading.is_read(w) and reading.pos[w] != "PUNCT"), None)


def person_of(reading: Reading, number: int) -> int | None:
    """The person that a sentence is about: the subject of its root; else the only person it names."""
    words = [w for w in range(*reading.sents[number]) if reading.is_read(w)]
    roots = [w for w in words if reading.heads[w] == w and reading.pos[w] not in ("PUNCT", "SPACE")]
    for root in roots:
        for word in [*slots_of(reading, root).get("subj", []), *_subjects(reading, root)]:
            word = reading.acting(word)
            if word in reading.parties and reading.parties[word].kind == MentionKind.PERSON:
                return word
    people = [
        w
        for w in words
        if w in reading.parties
        and reading.parties[w].kind == MentionKind.PERSON
        and not reading.quote_mask[reading.starts[w]]
    ]
    chains = {reading.parties[w].chain for w in people}
    return people[0] if len(chains) == 1 else None


def _subjects(reading: Reading, root: int) -> list[int]:
    return [kid for kid in reading.kids[root] if reading.deps[kid] in ("nsubj", "nsubj:pass")]
