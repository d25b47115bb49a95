"""Find the titles of offices, with what they are an office of.

In:   words, the names found.
Out:  drafts of kind OFFICE: the title without "former" or "acting"; value the canonical title, `owner` whose it is.

Titles are data/lexicon/en/offices.tsv, longest first. Who holds one is a claim, made in extract/.
"""

from __future__ import annotations

from functools import cache

from letopis import lexicon
from letopis.detect.draft import Draft
from letopis.detect.listed import office_at
from letopis.detect.wordlists import word_class
from letopis.detect.words import Words
from letopis.mention import Form, MentionKind

NOUNS = ("NOUN", "PROPN", "ADJ", "VERB")


@cache
def _first_words() -> frozenset[str]:
    """The first word of every title and of its plural, so that most tokens need no lookup."""
    firsts: set[str] = set()
    for row in lexicon.table("offices"):
        for title in (row["title"], *row.get("names", "").split("|")):
            first = title.replace("-", " ").split(" ")[0].casefold()
            firsts |= {
                first,
                first + "s",
                first + "es",
                first[:-1] + "ies",
                first[:-3] + "men",
                first[:-5] + "women",
            }
    return frozenset(firsts)


def find_offices(words: Words, names: list[Draft]) -> list[Draft]:
    """Every office title outside of names, in text order."""
    inside = {i for draft in names for i in range(draft.start, draft.end)}
    by_end = {draft.end: draft for draft in names}
    by_head = {draft.head: draft for draft in names}
    named = {draft.start for draft in names if draft.kind is MentionKind.PERSON}
    bodies = {draft.start for draft in names if draft.kind is MentionKind.ORGANISATION}
    found, i, firsts = [], 0, _first_words()
    while i < len(words):
        if words.lower[i].split("-")[0] not in firsts or i in inside or not words.readable[i]:
            i += 1
            continue
        match = office_at(words, i, inside)  # "speaker of the House of Commons": the body is its own
        if (
            match is None
            or _is_elder(words, i)
            or not (
                _is_title(words, i, match.length, inside) or (i + match.length in named and i not in inside)
            )
        ):
            i += 1
            continue
        end = i + match.length
        if (
            end < len(words)
            and words.lower[end - 1] == "opposition"
            and (words.lower[end] in ("party", "bloc", "alliance") or end in bodies)
        ):
            shorter = office_at(
                words, i, frozenset({i + 1})
            )  # "the leader of the opposition party ANR", "of the opposition Civic Union" leads the party
            match, end = (shorter, i + shorter.length) if shorter is not None else (match, end)
        draft = Draft(
            i, end, end - 1, MentionKind.OFFICE, Form.NOMINAL, match.office.name, number=match.number
        )
        draft.title, draft.sort, draft.gender = match.office.name, match.office.kind, match.office.gender
        draft.head = _head(words, i, end)
        draft.owner = owner_of(words, draft.start, draft.head, by_end, by_head)
        if draft.owner is not None:
            draft.country = draft.owner.country
            _take_in_body(words, draft)
        found.append(draft)
        i = end
    return found


def _is_elder(words: Words, i: int) -> bool:
    """True for "the party, whose patriarch": of a church he is "the Patriarch"."""
    elder = words.lower[i] in word_class("elder") and words.text[i].islower()
    return elder and words.kid(i, "nmod:poss") >= 0


def _is_title(words: Words, i: int, length: int, inside: set[int]) -> bool:
    """False for a verb ("chairs", "heads", "leads") and for words that lie over two sentences or a name."""
    last = i + length - 1
    if words.sentence[i] != words.sentence[last] or any(k in inside for k in range(i, last + 1)):
        return False
    if words.pos[last] not in NOUNS or (length == 1 and words.pos[last] in ("VERB", "ADJ")):
        return False
    return not (words.pos[last] == "ADJ" and words.dep[last] == "amod" and length == 1)


def _head(words: Words, start: int, end: int) -> int:
    tops = [i for i in range(start, end) if not start <= words.head[i] < end or words.head[i] == i]
    nouns = [i for i in tops if words.pos[i] in ("NOUN", "PROPN")]
    nouns = nouns or [
        i for i in range(start, end) if words.pos[i] == "NOUN" and words.pos[words.head[i]] == "VERB"
    ]
    return next(iter(nouns or tops), end - 1)


def owner_of(
    words: Words, start: int, head: int, by_end: dict[int, Draft], by_head: dict[int, Draft]
) -> Draft | None:
    """The country or body that a title or body noun at `head` belongs to, by its modifiers; None where none is named.

    Args:
        by_end: names by the token after them; by_head: names by head token.
    """
    before = start
    while before > 0 and words.sentence[before - 1] == words.sentence[head]:
        draft = by_end.get(before)
        if draft is not None:
            return draft if _can_own(draft) else None
        step = (
            words.tag[before - 1] == "POS"
            or words.pos[before - 1] in ("ADJ", "NUM", "ADV")
            or words.lower[before - 1] in ("-", "ex")
        )
        if not step and not (
            words.pos[before - 1] in ("NOUN", "PROPN")
            and words.dep[before - 1] in ("compound", "amod", "nmod:desc")
        ):
            break
        before -= 1
    for k in words.kids[head]:
        if words.dep[k] in ("nmod", "nmod:poss", "compound", "amod", "obl") and _belongs(words, k, head):
            draft = by_head.get(k)
            if draft is not None and _can_own(draft):
                return draft
            for inner in words.kids[
                k
            ]:  # "heads of the KGB security service", "ministers of the two countries"
                draft = by_head.get(inner)
                if (
                    draft is not None
                    and _can_own(draft)
                    and words.dep[inner] in ("compound", "amod", "nmod:poss", "appos", "flat")
                ):
                    return draft
    return None


def _belongs(words: Words, k: int, head: int) -> bool:
    """True when `k` stands right before the noun, or behind it with "of" or the like."""
    return (0 < head - k < 8 and not words.preposition(k)) or (
        k > head and words.preposition(k) in ("of", "for", "in", "at")
    )


def _can_own(draft: Draft) -> bool:
    return draft.kind in (
        MentionKind.COUNTRY,
        MentionKind.ORGANISATION,
        MentionKind.PERSON,
        MentionKind.GROUP,
    ) or (draft.kind is MentionKind.PLACE and draft.country is not None)


def _take_in_body(words: Words, draft: Draft) -> None:
    """Widen "chief" to "KGB chief" where a body's name stands right before it."""
    owner = draft.owner
    if owner is None or owner.kind is not MentionKind.ORGANISATION:
        return
    if owner.end == draft.start and words.tag[owner.end - 1] != "POS":
        draft.start = owner.start
