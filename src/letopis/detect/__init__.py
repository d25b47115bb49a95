"""Find what is named in a document, and which mentions in it are the same.

In:   a document; its Doc with tags, trees, names and attributions.
Out:  mentions of people, bodies, countries, places, groups, offices, times and quantities, each with its chain.

Which chains of different documents are one entity is decided in resolve/.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from letopis.detect.chains import make_chains
from letopis.detect.draft import Draft, ids_of_chains, to_mention
from letopis.detect.joining import phrase_chains
from letopis.detect.names import Ent, find_names
from letopis.detect.nominals import find_nominals
from letopis.detect.offices import find_offices
from letopis.detect.outlets import with_outlets
from letopis.detect.pronouns import find_pronouns
from letopis.detect.quantities import find_quantities
from letopis.detect.someone import find_someone
from letopis.detect.times import find_times
from letopis.detect.words import Words, words_of
from letopis.document import Document
from letopis.mention import Mention, MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_chains", "find_mentions", "with_times_again"]


def find_mentions(document: Document, doc: Doc) -> list[Mention]:
    """Every mention of the document, sorted by start, the longer first; chains are set."""
    words = words_of(document, doc)
    times = list(find_times(document, doc))
    chains = make_chains(words, find_drafts(words, doc, times), *annotated(doc))
    ids = ids_of_chains(words, chains.each())
    mentions = [to_mention(words, draft, ids) for draft in chains.drafts] + times
    return sorted(mentions, key=_order)


def _order(mention: Mention) -> tuple[int, int, str]:
    return mention.start, -mention.end, str(mention.kind)


def with_times_again(document: Document, doc: Doc, mentions: Sequence[Mention]) -> list[Mention]:
    """As `find_mentions` under another date, where `mentions` are those of the same document under the one before.

    What else is found rests on the words alone, and on which of them tell times.
    """
    times = list(find_times(document, doc))
    before = [(mention.start, mention.end) for mention in mentions if mention.kind is MentionKind.TIME]
    if [(time.start, time.end) for time in times] != before:
        return find_mentions(document, doc)
    others = [mention for mention in mentions if mention.kind is not MentionKind.TIME]
    return sorted(others + times, key=_order)


def find_chains(document: Document, doc: Doc) -> list[list[tuple[int, int, MentionKind]]]:
    """The chains of everything, also of what no claim speaks of: whole noun phrases as code points, with their kind."""
    words = words_of(document, doc)
    drafts = find_drafts(words, doc, list(find_times(document, doc)))
    chains = make_chains(words, drafts, *annotated(doc), everything=True)
    return phrase_chains(chains, chains.scores)


def find_drafts(words: Words, doc: Doc, times: Sequence[Mention]) -> list[Draft]:
    """The drafts of everything that a claim may speak of, times left out."""
    names = with_outlets(words, find_names(words, _ents(doc)))
    offices = find_offices(words, names)
    nominals = find_nominals(words, names, offices)
    nominals += find_someone(words, nominals)
    timed = [(time.start, time.end) for time in times]
    taken = _taken(len(words), names)
    quantities = find_quantities(words, _over(words.start, timed))
    return _distinct(names + offices + nominals + find_pronouns(words, taken) + quantities)


def annotated(doc: Doc) -> tuple[Sequence[dict[str, Any]], Any]:
    return doc.user_data.get("attributions", ()), doc.tensor


def _ents(doc: Doc) -> list[Ent]:
    scores = doc.user_data.get("ent_scores", {})
    return [
        (ent.start, ent.end, ent.label_, float(scores.get((ent.start, ent.end), 0.9))) for ent in doc.ents
    ]


def _taken(length: int, drafts: list[Draft]) -> list[bool]:
    taken = [False] * length
    for draft in drafts:
        taken[draft.start : draft.end] = [True] * (draft.end - draft.start)
    return taken


def _over(starts: list[int], spans: list[tuple[int, int]]) -> list[bool]:
    """For each token, whether it starts within one of the spans, which are in text order."""
    over, k = [], 0
    for start in starts:
        while k < len(spans) and spans[k][1] <= start:
            k += 1
        over.append(k < len(spans) and spans[k][0] <= start < spans[k][1])
    return over


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """One draft for each span and kind, so that ids are one mention's own; an owner is one of these, or none."""
    kept: dict[tuple[int, int, str], Draft] = {}
    for draft in drafts:
        kept.setdefault(_place(draft), draft)
    for draft in kept.values():
        if draft.owner is not None:
            draft.owner = kept.get(_place(draft.owner))
    return list(kept.values())


def _place(draft: Draft) -> tuple[int, int, str]:
    return draft.start, draft.end, str(draft.kind)
