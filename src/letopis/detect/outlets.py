"""Find papers, stations and sites by the noun that says what they are: "the daily X", "Radio X", "the X newspaper".

In:   words; the names found so far.
Out:  the names, with those of outlets added, or put in the place of a person's that the tagger took them for.

Of listed outlets the gazetteer knows already. The nouns: data/lexicon/en/mention_words.tsv, classes media and aired.
"""

from __future__ import annotations

from collections.abc import Sequence

from letopis import gazetteer
from letopis.detect.draft import Draft
from letopis.detect.names import head_of
from letopis.detect.wordlists import word_class
from letopis.detect.words import Words
from letopis.mention import Form, MentionKind

LONGEST = 3  # words of a name behind or before its noun
SCORE = 0.7


def with_outlets(words: Words, names: Sequence[Draft]) -> list[Draft]:
    """Every name, in text order, none overlapping another."""
    kept = list(names)
    nouns = word_class("media") | word_class("aired") | word_class("kind_outlet")
    for i, lower in enumerate(words.lower):
        is_noun = words.readable[i] and (lower in nouns or words.lemma[i] in nouns)
        span = _outlet_at(words, i) if is_noun else None
        if span is not None and _may_take(words, kept, span):
            start, end, core = span
            kept = [draft for draft in kept if draft.end <= start or end <= draft.start]
            kept.append(_draft(start, end, head_of(words, start, end), words.span(*core)))
    known = {draft.value for draft in kept if draft.sort == "outlet" and draft.producer == PRODUCER}
    kept = [_as_outlet(words, draft, known) for draft in kept]
    taken = {k for draft in kept for k in range(draft.start, draft.end)}
    for i, text in enumerate(words.text):
        if text in known and i not in taken and words.readable[i] and words.pos[i] == "PROPN":
            kept.append(_draft(i, i + 1, i, text))
    return sorted(kept, key=lambda draft: draft.start)


PRODUCER = "detect.outlets"


def _draft(start: int, end: int, head: int, name: str) -> Draft:
    draft = Draft(start, end, head, MentionKind.ORGANISATION, Form.NAME, name, gender="n", score=SCORE)
    draft.sort, draft.producer = "outlet", PRODUCER
    return draft


def _as_outlet(words: Words, draft: Draft, known: set[str | None]) -> Draft:
    """The draft; of one word that names an outlet elsewhere, as that outlet."""
    name = words.span(draft.start, draft.end)
    if draft.end - draft.start == 1 and name in known and draft.kind is MentionKind.PERSON:
        return _draft(draft.start, draft.end, draft.head, name)
    return draft


def _outlet_at(words: Words, i: int) -> tuple[int, int, tuple[int, int]] | None:
    """Span, and span of the name itself, of an outlet whose noun stands at `i`; None where there is none."""
    end = _run(words, i + 1, 1)
    if end > i + 1 and words.lower[i] in word_class("aired") and words.text[i][0].isupper():
        return i, end, (i, end)
    if end > i + 1 and words.tag[i] in ("NN", "NNP", "JJ") and not words.text[i][0].isupper():
        return i + 1, end, (i + 1, end)  # "the daily Zorya" is called Zorya
    before = i - 1 if words.lower[i - 1] == "news" else i
    start = _run(words, before - 1, -1) + 1
    if start < before and words.tag[i] in ("NN", "NNP"):
        return start, i + 1, (start, before)
    return None


def _run(words: Words, i: int, step: int) -> int:
    """The token after (before, with step -1) a run of capitalised name words that begins at `i`."""
    first = i
    while 0 <= i < len(words) and abs(i - first) < LONGEST:
        joins = step > 0 and i > first and _joins_names(words, i)
        if words.sentence[i] != words.sentence[first]:
            break
        if not joins and not _is_name_word(words, i) and not (step > 0 and _is_of_name(words, i)):
            break
        i += step
    return i


def _joins_names(words: Words, i: int) -> bool:
    """True for a small word of another language within a name: "Trud i Pravo", "Courrier du Golfe"."""
    return words.text[i] in word_class("name_joiner") and i + 1 < len(words) and _is_name_word(words, i + 1)


def _is_of_name(words: Words, i: int) -> bool:
    """True for the name of a region or people that opens an outlet's own: "the agency Balkan Press"."""
    return (
        words.text[i][0].isupper()
        and words.pos[i] in ("PROPN", "ADJ")
        and i + 1 < len(words)
        and words.lower[i + 1] in word_class("outlet_end")
        and words.text[i + 1][0].isupper()
    )


def _is_name_word(words: Words, i: int) -> bool:
    """True for a capitalised word that no list knows as a country, a title or an office."""
    text = words.text[i]
    named = words.pos[i] == "PROPN" or (
        words.pos[i] == "ADJ" and i + 1 < len(words) and words.pos[i + 1] == "PROPN"
    )
    if not (text[0].isupper() and named and words.readable[i]):
        return False
    opens = i == words.sentences[words.sentence[i]][0]
    if opens and (words.tag[i] != "NNP" or words.lower[i] in word_class("colour")):
        return False
    return gazetteer.country_form(text) is None and not gazetteer.is_title(text)


def _is_compound(words: Words, core: tuple[int, int]) -> bool:
    """True for a name that a joining word or an outlet's own last word makes one."""
    inside = range(core[0] + 1, core[1])
    return any(words.text[k] in word_class("name_joiner") for k in inside) or (
        words.lower[core[1] - 1] in word_class("outlet_end")
    )


def _may_take(words: Words, names: Sequence[Draft], span: tuple[int, int, tuple[int, int]]) -> bool:
    """True where no body, place or full name of a person stands in the way."""
    start, end, core = span
    for draft in names:
        if draft.end <= start or end <= draft.start:
            continue
        single = draft.end - draft.start == 1 and core[0] <= draft.start < core[1]
        if draft.kind is MentionKind.PERSON and (single or draft.start == start == core[0]):
            continue  # "Radio Tamar", "Zorya" of "the daily Zorya"
        inside = start <= draft.start and draft.end <= end
        unlisted = draft.kind is MentionKind.ORGANISATION and not draft.sort and draft.owner is None
        if inside and (draft.kind is MentionKind.OTHER or unlisted):
            continue
        part = core[0] <= draft.start and draft.end <= core[1] and draft.end - draft.start == 1
        if part and core[1] - core[0] > 1 and _is_compound(words, core):
            continue  # "Balkan" of "the agency Balkan Press"
        return False
    return True
