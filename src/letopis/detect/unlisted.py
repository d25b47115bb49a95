"""States and regions that no list has, known by how the text speaks of them.

In:   the words of a document; the names found in it.
Out:  the same names; those of such a state, and its adjectives before a title or a body, are names of a country.

"The Norlandic president" makes Norland a state, "Norland's foreign minister" and "the Kingdom of Norland" do so too.
"""

from __future__ import annotations

from letopis import gazetteer
from letopis.detect.draft import Draft
from letopis.detect.listed import office_at
from letopis.detect.wordlists import word_class
from letopis.detect.words import Words
from letopis.lexicon import classes
from letopis.mention import Form, MentionKind

ENDINGS = ("ian", "ean", "an", "ish", "ic", "ese", "ite", "i")
UNSURE = (MentionKind.PERSON, MentionKind.PLACE)  # what a tagger takes the name of an unknown state for
SHORTEST = 4  # letters that a name and its adjective have in common at least
CHANGED = 2  # letters at the end of the name that its adjective may have otherwise


def with_unlisted_states(words: Words, drafts: list[Draft]) -> list[Draft]:
    """The drafts, in text order; a name that the text uses as a state's is one wherever it stands."""
    for draft in _told(words, drafts):
        draft.kind, draft.value, draft.gender = MentionKind.COUNTRY, words.text[draft.start], "n"
    adjectives = {i: words.text[i] for i in range(len(words.text) - 1) if _is_adjective(words, i)}
    if not adjectives:
        return drafts
    names = {
        words.text[d.start]
        for d in drafts
        if d.end - d.start == 1 and d.country is None and d.kind in UNSURE and not d.sort
    }
    state_of = {
        adjective: name
        for adjective in set(adjectives.values())
        for name in sorted(names)
        if _is_of(adjective, name)
    }
    at = {i: state_of[text] for i, text in adjectives.items() if text in state_of}
    kept = [draft for draft in drafts if not (draft.end - draft.start == 1 and draft.start in at)]
    for draft in kept:
        if draft.end - draft.start == 1 and words.text[draft.start] in state_of.values():
            draft.kind, draft.value, draft.gender = MentionKind.COUNTRY, words.text[draft.start], "n"
    made = [
        Draft(i, i + 1, i, MentionKind.COUNTRY, Form.NAME, name, gender="n", sort="adjective")
        for i, name in at.items()
        if not any(draft.start <= i < draft.end for draft in kept)
    ]
    return sorted([*kept, *made], key=lambda draft: draft.start)


def _told(words: Words, drafts: list[Draft]) -> list[Draft]:
    """The names of one word that the text gives a state's office or form of state, wherever they stand."""
    people = {
        words.text[d.end - 1]
        for d in drafts
        if d.kind is MentionKind.PERSON and (d.end - d.start > 1 or _is_titled(words, d.start))
    }
    single = [
        d for d in drafts if d.end - d.start == 1 and d.country is None and d.kind in UNSURE and not d.sort
    ]
    names = {words.text[d.start] for d in single} - people
    names = {name for name in names if gazetteer.city(name) is None and not gazetteer.is_given_name(name)}
    states = {words.text[i] for i in range(len(words)) if words.text[i] in names and _is_state(words, i)}
    return [d for d in single if words.text[d.start] in states]


def _is_titled(words: Words, i: int) -> bool:
    """True behind "Mr", "General", "president"."""
    return i > 0 and (gazetteer.is_title(words.text[i - 1]) or words.pos[i - 1] in ("PROPN", "NOUN"))


def _is_state(words: Words, i: int) -> bool:
    """True in "Norland's foreign minister", "the Kingdom of Norland"."""
    if words.lower[i - 1] == "of" and i > 1 and words.text[i - 2].istitle():
        return words.lower[i - 2] in word_class("state_form")
    if words.lower[i + 1 : i + 2] not in (["'s"], ["’s"]):
        return False
    match = office_at(words, i + 2) if i + 2 < len(words) else None
    return match is not None and match.office.takes == "country"


def _is_adjective(words: Words, i: int) -> bool:
    """True for a capitalised word with the ending of a people, right before an office or a body, that no list has."""
    text = words.text[i]
    if not text[:1].isupper() or text.isupper() or not text.lower().endswith(ENDINGS):
        return False
    if text.lower() in classes()["partisan"] or gazetteer.is_given_name(text):
        return False
    before_state = office_at(words, i + 1) is not None or words.lemma[i + 1] in word_class("body")
    return before_state and gazetteer.country_of(text) is None and gazetteer.city(text) is None


def _is_of(adjective: str, name: str) -> bool:
    """True for "Norlandic" and "Norland", "Sarvonian" and "Sarvonia"."""
    stem = max(SHORTEST, len(name) - CHANGED)
    return name != adjective and len(name) >= SHORTEST and adjective[:stem] == name[:stem]
