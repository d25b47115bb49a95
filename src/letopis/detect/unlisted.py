"""States and regions that no list has, known by how the text speaks of them.

In:   the words of a document; the names found in it.
Out:  the same names; those of such a state, and its adjectives before a title or a body, are names of a country.

"The Norlandic president" makes Norland a state, and so do "Norland's foreign minister", "the Kingdom of Norland", "the
supreme court of Norland" and a report sent from "NORBURG, Norland".
"""

from __future__ import annotations

import re

from letopis import gazetteer
from letopis.detect.draft import Draft
from letopis.detect.listed import office_at
from letopis.detect.wordlists import date_words, word_class
from letopis.detect.words import Words
from letopis.gazetteer.adjectives import is_adjective_of
from letopis.lexicon import classes
from letopis.mention import Form, MentionKind

ENDINGS = ("ian", "ean", "an", "ish", "ic", "ese", "ite", "i")
UNSURE = (MentionKind.PERSON, MentionKind.PLACE)  # what a tagger takes the name of an unknown state for
RULING = ("head_of_state", "head_of_government", "minister", "deputy_minister", "monarch")
DATELINE_BLOCKS = 6  # the headline, the byline and what else stands before the report
_DATELINE = re.compile(
    r"(?P<town>[^\W\d_a-z][^\d_a-z,]+), (?P<land>[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+){0,2})(?:,| \(|:? ?--?(?= |$)| ?[–—])"
)


def with_unlisted_states(words: Words, drafts: list[Draft]) -> list[Draft]:
    """The drafts, in text order; a name that the text uses as a state's is one wherever it stands."""
    for draft in _told(words, drafts):
        _make_state(words, draft)
    adjectives = {i: words.text[i] for i in range(len(words.text) - 1) if _is_adjective(words, i)}
    if not adjectives:
        return drafts
    names = {
        words.text[d.start]
        for d in drafts
        if d.end - d.start == 1
        and d.country is None
        and not d.sort
        and (d.kind in UNSURE or _is_own(words, d))
    }
    state_of = {
        adjective: name
        for adjective in set(adjectives.values())
        for name in sorted(names)
        if is_adjective_of(adjective, name)
    }
    at = {i: state_of[text] for i, text in adjectives.items() if text in state_of}
    kept = [draft for draft in drafts if not (draft.end - draft.start == 1 and draft.start in at)]
    for draft in kept:
        if draft.end - draft.start == 1 and words.text[draft.start] in state_of.values():
            _make_state(words, draft)
    made = [
        Draft(i, i + 1, i, MentionKind.COUNTRY, Form.NAME, name, gender="n", sort="adjective")
        for i, name in at.items()
        if not any(draft.start <= i < draft.end for draft in kept)
    ]
    return sorted([*kept, *made], key=lambda draft: draft.start)


def _make_state(words: Words, draft: Draft) -> None:
    draft.kind, draft.value, draft.gender = MentionKind.COUNTRY, words.span(draft.start, draft.end), "n"


def _is_own(words: Words, draft: Draft) -> bool:
    """True for a state that was found to be one."""
    return draft.kind is MentionKind.COUNTRY and draft.value == words.span(draft.start, draft.end)


def _told(words: Words, drafts: list[Draft]) -> list[Draft]:
    """The names that the text gives a state's office, organ or form of state, wherever they stand."""
    people = {
        words.text[d.end - 1]
        for d in drafts
        if d.kind is MentionKind.PERSON and (d.end - d.start > 1 or _is_titled(words, d.start))
    }
    lands = _sent_from(words)
    unsure = [d for d in drafts if d.country is None and not d.sort and _may_be_state(words, d)]
    names = {name for name in (words.span(d.start, d.end) for d in unsure) if name not in people - lands}
    names = {name for name in names if gazetteer.city(name) is None and not gazetteer.is_given_name(name)}
    states = {
        name for d in unsure if (name := words.span(d.start, d.end)) in names and _is_state(words, d)
    } | (names & lands)
    return [d for d in unsure if words.span(d.start, d.end) in states]


def _may_be_state(words: Words, draft: Draft) -> bool:
    """True for a place, and for what was taken for a person of one name."""
    if draft.kind is MentionKind.PLACE:
        return words.text[draft.end - 1][:1].isupper()
    return draft.kind is MentionKind.PERSON and draft.form is Form.NAME and draft.end - draft.start == 1


def _sent_from(words: Words) -> set[str]:
    """The lands behind a town in capitals that a report begins with: "NORBURG, Norland, June 3 (Agency) -"."""
    found = set()
    for block in words.document.blocks[:DATELINE_BLOCKS]:
        match = _DATELINE.match(words.document.text[block.start : block.end].lstrip())
        if (
            match
            and match["land"].lower() not in date_words()
            and gazetteer.city(match["town"].title()) is None
        ):
            found.add(match["land"])
    return found


def _is_titled(words: Words, i: int) -> bool:
    """True behind "Mr", "General", "president"."""
    return i > 0 and (gazetteer.is_title(words.text[i - 1]) or words.pos[i - 1] in ("PROPN", "NOUN"))


def _is_state(words: Words, draft: Draft) -> bool:
    """True in "Norland's foreign minister", "the Kingdom of Norland", and for a place in "the government of Norland",
    "the Norland parliament"."""
    start, end = draft.start, draft.end
    formed = start > 1 and words.lower[start - 1] == "of" and words.text[start - 2].istitle()
    if formed and words.lower[start - 2] in word_class("state_form"):
        return True
    is_place = draft.kind is MentionKind.PLACE
    owns = words.lower[end : end + 1] in (["'s"], ["’s"])
    behind = end + 1 if owns else end
    if (owns or is_place) and behind < len(words) and words.pos[behind] != "SPACE":
        match = office_at(words, behind)
        if owns and match is not None and match.office.takes == "country":
            return True
        if _is_organ(words, behind, is_place=is_place):
            return True
    return is_place and _is_governed(words, start)


def _is_governed(words: Words, start: int) -> bool:
    """True behind "the foreign minister of", "the supreme court of", "the president of neighbouring"."""
    of = start - 1
    while of > 0 and words.lower[of] in word_class("beside") | word_class("any_country"):
        of -= 1
    if of < 2 or words.lower[of] != "of":
        return False
    for first in range(max(0, of - 3), of):
        match = office_at(words, first)
        if match is not None and first + match.length == of:
            return match.office.takes == "country" and match.office.kind in RULING
    return _is_organ(words, of - 1, is_place=True)


def _is_organ(words: Words, i: int, *, is_place: bool) -> bool:
    """True for what states alone have; of a name that may be a person's only what nobody calls a person's."""
    lemma = words.lemma[i].lower()
    if lemma in word_class("state_organ"):
        return True
    two = " ".join(words.lower[k] for k in (i - 1, i, i + 1) if 0 <= k < len(words)).split()
    return is_place and (lemma in word_class("state_rule") or _is_high(two))


def _is_high(near: list[str]) -> bool:
    """True for "supreme court", "armed forces" among three words."""
    pairs = {" ".join(near[k : k + 2]) for k in range(len(near) - 1)}
    return bool(pairs & word_class("state_pair"))


def _is_adjective(words: Words, i: int) -> bool:
    """True for a capitalised word with the ending of a people, right before an office or a body, that no list has."""
    text = words.text[i]
    if not text[:1].isupper() or text.isupper() or not text.lower().endswith(ENDINGS):
        return False
    if text.lower() in classes()["partisan"] or gazetteer.is_given_name(text):
        return False
    before_state = office_at(words, i + 1) is not None or words.lemma[i + 1] in word_class("body")
    return before_state and gazetteer.country_of(text) is None and gazetteer.city(text) is None
