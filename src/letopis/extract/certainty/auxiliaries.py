"""What auxiliaries say of their verb: "will", "may have", "would", "was to have", "has to".

In:   a `Reading`, a verb, one of its auxiliaries, and the `State` in which the verb stands.
Out:  the `State` with the auxiliary.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from letopis.claim import Modality
from letopis.extract.certainty.carried import is_perfect
from letopis.extract.certainty.conditions import is_conditional, is_law
from letopis.extract.certainty.stances import State, is_speech_verb, stance_towards
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition
from letopis.lexicon import classes

STEPS_UP = 7
AUXILIARY = ("aux", "aux:pass", "cop")
FORETELLING = frozenset({"planned", "possible", "wanted", "alleged"})
ARRANGING = frozenset({("be", "VBZ"), ("be", "VBP"), ("be", "VBD"), ("have", "VBZ"), ("have", "VBP")})


def has_subject(reading: Reading, verb: int) -> bool:
    """True for a verb with a subject of its own."""
    return any(reading.deps[kid].startswith(("nsubj", "csubj", "expl")) for kid in reading.kids[verb])


def with_auxiliary(reading: Reading, aux: int, verb: int, state: State, *, denied: bool) -> State:
    lemma, lower = reading.lemmas[aux], reading.words[aux].lower()
    if lower in ("will", "'ll", "’ll", "shall", "wo", "sha"):
        return state.weakened(Modality.PLANNED, aux)
    if lower in ("'d", "’d") and reading.tags[verb] in ("VBN", "VBD"):
        return state  # "he'd been named": had
    if lemma in ("would", "'d") or lower in ("would", "'d", "’d"):
        if _came_to_be(reading, verb):
            return replace(state, cues=(*state.cues, aux))
        if reading.lemmas[verb] in ("like", "love", "prefer", "want") and not is_perfect(reading, verb):
            return state  # "would like to meet them": the word itself says how far
        told = _is_told_in_past(reading, verb) or _is_foretold(reading, verb)
        told = told and not is_perfect(reading, verb)
        withheld = denied and reading.lemmas[verb] in classes()["said_or_not"]
        if withheld and not told and not is_perfect(reading, verb):
            return replace(
                state, cues=(*state.cues, aux)
            )  # "would neither confirm nor deny it": they did not
        return state.weakened(Modality.PLANNED if told else Modality.HYPOTHETICAL, aux)
    if lemma in ("can", "could") or lower in ("ca", "could"):
        if denied and not is_perfect(reading, verb):
            return replace(state, cues=(*state.cues, aux))  # what cannot be is not
        if aux in state.cues or (lower == "could" and _is_at_last(reading, aux, verb)):
            return state  # "was killed before he could testify"
        return state.weakened(Modality.POSSIBLE, aux)
    if lemma in ("may", "might"):
        return state.weakened(Modality.POSSIBLE, aux)
    if lemma in ("must", "should", "ought"):
        if lemma == "must" and is_perfect(reading, verb):
            return state.weakened(Modality.POSSIBLE, aux)  # "must have left": so it is thought
        return state.weakened(Modality.PLANNED if is_law(reading, verb, aux) else Modality.HYPOTHETICAL, aux)
    return state


def _came_to_be(reading: Reading, verb: int) -> bool:
    """True for the "would" of what the past still had before it: "the envoy who would later be expelled"."""
    if is_perfect(reading, verb) or is_conditional(reading, verb) is not None:
        return False
    near = [
        kid for kid in reading.kids[verb] if reading.deps[kid] in ("advmod", "obl", "obl:unmarked", "advcl")
    ]
    later = any(
        reading.words[word].lower() in classes()["in_the_end"]
        for kid in near
        for word in (kid, *reading.kids[kid])
        if word < verb  # not "would be told later this week"
    )
    noun = reading.heads[verb]
    proposed = reading.deps[verb].startswith("acl") and reading.lemmas[noun] in classes()["proposed_noun"]
    on = reading.lemmas[verb] == "go" and any(
        reading.words[kid].lower() == "on" for kid in reading.kids[verb]
    )
    relative = reading.deps[verb] == "acl:relcl" and any(_is_stretch(reading, kid) for kid in near)
    return (later or on or relative) and not proposed and not _is_told_in_past(reading, verb)


def _is_stretch(reading: Reading, noun: int) -> bool:
    """True for how long something lasted: "for two decades", "until 1994"."""
    mark = preposition(reading, noun)
    counted = any(reading.deps[kid] == "nummod" for kid in reading.kids[noun])
    if mark == "for":
        return counted and reading.lemmas[noun] in classes()["stretch"]
    published = reading.document.published.interval.start
    year = reading.words[noun]
    past = year.isdigit() and len(year) == 4 and published is not None and int(year) < published.year
    return mark in ("until", "in", "from", "till") and past


def _is_at_last(reading: Reading, aux: int, verb: int) -> bool:
    """True for the "could" of what was done in the end: "at last he could leave", "only then could he leave"."""
    first = reading.sents[reading.sent_of[verb]][0]
    before = [reading.words[word].lower() for word in range(first, verb)]
    if set(before) & {"finally", "eventually"}:
        return True
    if any(pair == ("at", "last") for pair in pairwise(before)):
        return True
    subject = next((kid for kid in reading.kids[verb] if reading.deps[kid].startswith("nsubj")), aux)
    return before[:1] == ["only"] and aux < subject


def _is_told_in_past(reading: Reading, verb: int) -> bool:
    """True under "said that …", where "would" is the future of what was said."""
    current = verb
    for _ in range(STEPS_UP):
        head = reading.heads[current]
        if head == current:
            return any(
                reading.deps[kid] in ("parataxis", "ccomp") and is_speech_verb(reading, kid)
                for kid in reading.kids[current]
            )
        if is_speech_verb(reading, head) and reading.deps[current] in ("ccomp", "parataxis", "conj"):
            return reading.tags[head] in ("VBD", "VBN", "VBG")
        current = head
    return False


def _is_foretold(reading: Reading, verb: int) -> bool:
    """True for the "would" of what a noun fears, hopes or promises: "fears that they would attack"."""
    head = reading.heads[verb]
    that = any(reading.words[kid].lower() == "that" for kid in reading.kids[verb] if kid < verb)
    foretells = reading.pos[head] == "NOUN" and stance_towards(reading, head, "that") in FORETELLING
    content = reading.deps[verb] in ("acl", "acl:relcl", "ccomp")
    return content and that and foretells and is_conditional(reading, verb) is None


def as_arranged(reading: Reading, verb: int, state: State) -> State:
    """The state under "is to", "has to" and "was to": arranged; "was to have met" did not come about.

    What is told in the present and comes only "once" another thing has come is to come, too.
    """
    kids = reading.kids[verb]
    if (mark := _once(reading, verb)) is not None:
        return state.weakened(Modality.PLANNED, mark)
    marks = [kid for kid in kids if reading.lemmas[kid] == "to" and reading.deps[kid] in ("mark", "aux")]
    if marks and _is_announced(reading, verb, marks[0]):
        return state.weakened(Modality.PLANNED, marks[0])
    be = [
        kid
        for kid in kids
        if marks
        and (reading.lemmas[kid], reading.tags[kid]) in ARRANGING
        and kid < marks[0]
        and reading.deps[kid] in AUXILIARY
    ]
    if not be or any(reading.lemmas[kid] in ("yet", "still") for kid in kids):
        return state  # "has still to be approved": the word says no
    if reading.tags[be[0]] == "VBD" and is_perfect(reading, verb):
        return state.turned(be[0])
    return state.weakened(Modality.PLANNED, be[0])


def _is_announced(reading: Reading, verb: int, to: int) -> bool:
    """True for the passive infinitive of a headline: "Ex-premier to be tried"."""
    kids = reading.kids[verb]
    if not any(reading.deps[kid] == "aux:pass" for kid in kids):
        return False
    subject = any(reading.deps[kid].startswith("nsubj") and kid < to for kid in kids)
    finite = any(
        reading.tags[kid] in ("VBD", "VBZ", "VBP", "MD")
        for kid in kids
        if reading.deps[kid].startswith("aux")
    )
    named = any(reading.deps[kid] == "mark" and kid != to for kid in kids)
    head = reading.heads[verb]
    told = reading.deps[verb] in ("ccomp", "parataxis") and is_speech_verb(reading, head) and verb < head
    return subject and not finite and not named and (head == verb or told)


def _once(reading: Reading, verb: int) -> int | None:
    """The "once" of "takes effect once the treaty is ratified"; None behind a past tense."""
    if reading.tags[verb] not in ("VBZ", "VBP"):
        return None
    behind = [kid for kid in reading.kids[verb] if reading.deps[kid] == "advcl" and kid > verb]
    marks = [k for kid in behind for k in reading.kids[kid] if reading.deps[k] in ("mark", "advmod")]
    return next((k for k in marks if reading.words[k].lower() == "once"), None)
