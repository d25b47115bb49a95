"""Find the noun phrases of a document, whatever they stand for.

In:   words; the drafts of people, bodies and places found.
Out:  the phrase of a token; drafts of kind OTHER for the noun phrases that no draft stands for yet.

A phrase is the whole of what hangs on a noun, number or pronoun, with its article, without the preposition before it
and without what is joined to it by "and"; what is joined is a phrase of its own. Claims rest on the mentions of
people, bodies and places alone; the others are what "it" and "they" may stand for instead.
"""

from __future__ import annotations

from collections.abc import Sequence

from letopis.detect.draft import Draft
from letopis.detect.pronouns import pronouns
from letopis.detect.words import Words
from letopis.mention import Form, MentionKind

JOINED = "joined"
NO_THINGS = frozenset({MentionKind.OFFICE, MentionKind.TIME, MentionKind.QUANTITY})
NO_PHRASE = frozenset({"flat", "fixed", "goeswith", "case", "mark", "cc", "discourse", "punct", "reparandum"})
# What hangs on a noun and is not part of its phrase: the preposition, the rest of a list, of a predicate the clause.
OUTSIDE = frozenset(
    {"case", "cc", "conj", "mark", "cop", "aux", "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "expl"}
    | {"parataxis", "discourse", "reparandum", "advcl", "vocative", "dislocated", "orphan", "list", "ccomp"}
)
OF_CLAUSE = frozenset({"obl", "obl:unmarked", "advmod", "xcomp"})
MODIFIERS = frozenset({"det", "amod", "nummod", "advmod", "root", "ROOT", "ccomp", "acl", "advcl", "xcomp"})
ASIDES = frozenset({"appos", "acl"})
PLACES = frozenset({"here", "there"})
OPENED = {")": "(", "]": "[", "”": "“", "»": "«"}
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "SYM", "X"})
LONE = frozenset({"NUM", "DET", "ADJ"})


def find_phrases(words: Words, drafts: Sequence[Draft]) -> list[Draft]:
    """A draft of kind OTHER for each noun phrase whose head is the head of none of the drafts, and one for each list of
    phrases; in text order."""
    known = {draft.head for draft in drafts if draft.kind not in NO_THINGS}
    known |= {
        up for draft in drafts if draft.form is Form.NAME and (up := named_noun(words, draft.head)) >= 0
    }
    inside = {i for draft in drafts if draft.form is Form.NAME for i in range(draft.start, draft.end)}
    found = []
    for i, pos in enumerate(words.pos):
        if not words.readable[i] or words.dep[i] in NO_PHRASE:
            continue
        if not _heads_phrase(words, i, pos):
            continue
        if i not in known and i not in inside:
            found.append(_phrase(words, i, pos))
        joined = [k for k in words.kids[i] if words.dep[k] == "conj" and words.pos[k] in NOUNS]
        if joined and words.dep[i] != "conj":
            found.append(_joined(words, i, joined[-1]))
    return found


def _heads_phrase(words: Words, i: int, pos: str) -> bool:
    if pos in LONE:
        return words.dep[i].split(":")[0] not in MODIFIERS
    return pos in NOUNS or (pos == "ADV" and words.lower[i] in PLACES)


def _phrase(words: Words, i: int, pos: str) -> Draft:
    form = Form.NAME if pos == "PROPN" else Form.PRONOUN if pos in ("PRON", "DET", "ADV") else Form.NOMINAL
    start, end = phrase_span(words, i)
    told = pronouns().get(words.lower[i])
    plural = words.tag[i] in ("NNS", "NNPS") or (told is not None and told.number == "pl")
    draft = Draft(start, end, i, MentionKind.OTHER, form, number="pl" if plural else "sg", core=i + 1)
    draft.gender = told.gender if told is not None else None
    return draft


def _joined(words: Words, first: int, last: int) -> Draft:
    """The draft of a list, from its first phrase to its last."""
    start, _ = phrase_span(words, first)
    _, end = phrase_span(words, last)
    draft = Draft(start, end, first, MentionKind.OTHER, Form.NOMINAL, number="pl", core=end)
    draft.sort = JOINED
    return draft


def named_noun(words: Words, i: int) -> int:
    """The noun right behind which the name at `i` stands ("spokesman" in "his spokesman Jan Toman"), or -1."""
    up = words.head[i]
    is_behind = words.dep[i] in ("flat", "appos", "nmod:desc") and up < i and words.pos[up] == "NOUN"
    return up if is_behind and "PUNCT" not in words.pos[up:i] else -1


def phrase_span(words: Words, head: int) -> tuple[int, int]:
    """First token and token after the last of a token's noun phrase; of a name with the noun that it stands behind."""
    span = words.phrases.get(head)
    if span is None:
        span = words.phrases[head] = _phrase_span(words, head)
    return span


def _phrase_span(words: Words, head: int) -> tuple[int, int]:
    if (up := named_noun(words, head)) >= 0:
        head = up
    dep, kids = words.dep, words.kids[head]
    is_predicate = any(dep[k] in ("cop", "nsubj") for k in kids)
    start, end = head, head + 1
    for k in reversed(kids):
        if k > head:
            continue
        first, after = words.subtree(k) if words.kids[k] else (k, k + 1)
        if _is_outside(words, k, is_predicate) or after < start or dep[k] == "advmod":
            break
        start = min(start, first)
    for k in kids:
        if k < head:
            continue
        first, after = words.subtree(k) if words.kids[k] else (k, k + 1)
        if _is_outside(words, k, is_predicate) or first > end or _is_aside(words, k, first):
            break
        end = max(end, after)
    return _without_marks(words, start, head, end)


def _is_aside(words: Words, k: int, first: int) -> bool:
    """True for what stands behind a comma, a colon or an opening bracket and says it again, or adds to it."""
    dep = words.dep[k]
    return dep == "dep" or (dep in ASIDES and "PUNCT" in (words.pos[first], words.pos[first - 1]))


def _without_marks(words: Words, start: int, head: int, end: int) -> tuple[int, int]:
    """The span without punctuation at its edges; a bracket that closes what was opened inside stays."""
    while start < head and words.pos[start] == "PUNCT":
        start += 1
    while end > head + 1 and words.pos[end - 1] in ("PUNCT", "SPACE"):
        opening = OPENED.get(words.text[end - 1])
        if opening is not None and opening in words.text[start:end]:
            break
        end -= 1
    return start, end


def _is_outside(words: Words, k: int, is_predicate: bool) -> bool:
    dep = words.dep[k]
    if dep == "case":
        return words.tag[k] != "POS"
    return dep in OUTSIDE or (is_predicate and dep in OF_CLAUSE)
