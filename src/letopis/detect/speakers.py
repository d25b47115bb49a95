"""Say who speaks in each quotation of a document.

In:   chains after names and structures were linked; attributions that the model found.
Out:  the draft that speaks, by number of the quotation.

The model's linked source comes first; else the subject of the verb of saying beside the quotation; else, for a
quotation that fills its sentences, whoever spoke just before it in the same block.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from letopis import lexicon
from letopis.detect.draft import Draft
from letopis.detect.wordlists import word_class
from letopis.detect.words import SUBJECTS, Words
from letopis.mention import Form, MentionKind

if TYPE_CHECKING:
    from letopis.detect.chains import Chains


PEOPLE = (MentionKind.PERSON, MentionKind.GROUP, MentionKind.ORGANISATION)
REACH = 3  # sentences between a quotation and its speaker; what is linked over more is a slip of the model


@cache
def speech_verbs() -> frozenset[str]:
    """Lemmas of verbs of saying."""
    return frozenset(
        lemma
        for (lemma, pos), rows in lexicon.speech().items()
        if pos == "V" and rows[0].act != "-" and not all("weak" in row.marks for row in rows)
    )


@cache
def relay_verbs() -> frozenset[str]:
    """Lemmas of verbs whose object is the one who speaks ("quoted the minister as saying")."""
    return word_class("relay")


def speaks(words: Words, i: int) -> bool:
    """True for the subject of a verb of saying, and for the object or passive subject of one of quoting."""
    verb, dep = words.head[i], words.dep[i]
    lemma = words.lemma[verb]
    if lemma in relay_verbs():
        return dep in ("obj", "nsubj:pass")
    return dep in SUBJECTS and not dep.endswith(":pass") and lemma in speech_verbs()


def speakers_of_quotes(chains: Chains, attributions: Sequence[dict[str, Any]]) -> dict[int, Draft]:
    """Quotation number → the draft of its speaker, where one is found."""
    words = chains.words
    spans = _quote_spans(words.quote)
    found: dict[int, Draft] = {}
    for attribution in attributions:
        source = _source(chains, attribution.get("source", ()))
        if source is None:
            continue
        for start, end in attribution.get("content", ()):
            first = bisect_left(words.start, start)
            if first >= len(words) or abs(words.sentence[first] - words.sentence[source.head]) > REACH:
                continue
            for i in range(first, min(len(words), bisect_left(words.start, end))):
                if words.quote[i] and words.quote[i] not in found:
                    found[words.quote[i]] = source
    found |= _labelled(chains)
    for number, (first, after) in spans.items():
        speaker = _beside(chains, first, after)
        if speaker is not None and number not in found:
            found[number] = speaker
    for number, (first, _) in spans.items():
        earlier = found.get(number - 1)
        if number in found or earlier is None or number - 1 not in spans:
            continue
        if words.block[first] == words.block[spans[number - 1][0]] or number in words.going_on:
            found[number] = earlier
    return found


def speaker_at(words: Words, speakers: Mapping[int, Draft], i: int) -> Draft | None:
    """Who speaks the word: of its quotation, or of a paragraph that opens with a name and a colon."""
    return speakers.get(words.quote[i] or _label_key(words.block[i]))


def _label_key(block: int) -> int:
    return -2 - block


def _labelled(chains: Chains) -> dict[int, Draft]:
    """The speakers of paragraphs that open with a person's name and a colon ("Ana Kos: We agreed.")."""
    words, found = chains.words, dict[int, Draft]()
    for draft in chains.drafts:
        opens = draft.start == 0 or words.block[draft.start - 1] != words.block[draft.start]
        after = words.text[draft.end] if draft.end < len(words) else ""
        if opens and after == ":" and draft.kind in PEOPLE and draft.form is Form.NAME:
            found[_label_key(words.block[draft.start])] = draft
    return found


def _quote_spans(quote: list[int]) -> dict[int, tuple[int, int]]:
    spans: dict[int, tuple[int, int]] = {}
    for i, number in enumerate(quote):
        if number:
            spans[number] = (spans.get(number, (i, i))[0], i + 1)
    return spans


def _source(chains: Chains, spans: Sequence[Sequence[int]]) -> Draft | None:
    """The draft that a source span is: the one whose head is governed from outside of the span, else the first."""
    words = chains.words
    for start, end in spans:
        first, after = bisect_left(words.start, start), bisect_left(words.start, end)
        inside = [(i, d) for i in range(first, min(after, len(words))) if (d := chains.at(i)) is not None]
        for _, draft in inside:
            up = words.head[draft.head]
            if not first <= up < after or up == draft.head:
                return _quoted(chains, draft)
        if inside:
            return inside[0][1]
    return None


def _quoted(chains: Chains, draft: Draft) -> Draft:
    """Whom the source quotes, where it is the subject of a verb of quoting; else the source."""
    words, verb = chains.words, chains.words.head[draft.head]
    if words.lemma[verb] in relay_verbs() and words.dep[draft.head] == "nsubj":
        quoted = words.kid(verb, "obj")
        beside = next((d for d in chains.by_start.get(verb + 1, ()) if d.kind in PEOPLE), None)
        return (chains.at(quoted) if quoted >= 0 else None) or beside or draft
    return draft


def _beside(chains: Chains, first: int, after: int) -> Draft | None:
    """The subject of the verb of saying in the sentences of the quotation, the nearest to it."""
    words = chains.words
    start = words.sentences[words.sentence[first]][0]
    end = words.sentences[words.sentence[after - 1]][1]
    if after < len(words) and words.block[after] == words.block[first]:
        end = max(end, words.sentences[words.sentence[after]][1] if words.pos[after] != "PUNCT" else end)
    best: tuple[int, int] | None = None
    for i in range(start, end):
        if words.quote[i] or words.pos[i] not in ("VERB", "AUX") or words.lemma[i] not in speech_verbs():
            continue
        distance = first - i if i < first else i - after
        if best is None or distance < best[0]:
            best = (distance, i)
    if best is None or best[0] > 12:
        return None
    subject = words.subject(best[1])
    if words.lemma[best[1]] in relay_verbs() and words.kid(best[1], "obj") >= 0:
        subject = words.kid(best[1], "obj")
    return chains.at(subject) if subject >= 0 and not words.quote[subject] else None
