"""Tenures told by power and its length: "in power since 1994", "X's 26-year rule", "at the helm of the party", and by a
term that ends.

In:   a `Reading`.
Out:  a `Told` for each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from letopis.claim import Modality
from letopis.extract.office.bearers import is_named, is_person, name_before_comma
from letopis.extract.office.helms import body_at, body_below
from letopis.extract.office.offices import Held, office_of, organisation_of
from letopis.extract.office.posts_told import Known
from letopis.extract.office.spells import time_behind
from letopis.extract.office.tenure_claims import (
    Told,
    at_publication,
    copulas_of,
    is_over,
    make,
    own_office,
    own_state,
)
from letopis.extract.office.tenure_rows import row_of
from letopis.extract.office.terms import end_of_term, is_future
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.relatives import antecedent
from letopis.extract.sentence.slots import preposition, slots_of
from letopis.extract.time.when import time_of
from letopis.gazetteer import office as listed_office
from letopis.lexicon import classes
from letopis.mention import Mention

A_MONTH = 31  # days; what is shorter is no length of a rule


def by_power(reading: Reading) -> Iterator[Told]:
    """ "X has been in power since 1994", "X, in office since 1994,"."""
    powers = classes().get("power_noun", frozenset())
    for word, lemma in enumerate(reading.lemmas):
        if lemma not in powers or preposition(reading, word) not in ("in", "at", "on"):
            continue
        subjects = [
            reading.acting(antecedent(reading, kid))
            for kid in reading.kids[word]
            if reading.deps[kid] == "nsubj"
        ]
        holders = [reading.parties[w] for w in subjects if w in reading.parties]
        case = [kid for kid in reading.kids[word] if reading.deps[kid] == "case" and kid < word]
        aside = name_before_comma(reading, min(case, default=word - 1))
        when = time_behind(reading, word) or (time_of(reading, word) if holders else None)
        body = body_at(reading, word)
        if body is not None and when is None and (holders or aside):
            over = copulas_of(reading, word) and is_over(reading, word, copulas_of(reading, word)[0])
            when = at_publication(reading, Held(None, None, "", "former" if over else None))
        for holder in holders or ([aside] if aside else []):
            if is_named(reading, holder) and when is not None:
                held = organisation_of(reading, body) if body is not None else own_office(reading, holder)
                yield from make(reading, word, holder, held, when, "hold")


def by_rule(reading: Reading) -> Iterator[Told]:
    """ "X's 26-year rule over Y", "his authoritarian rule", "his five years in power"."""
    rules, reigns = classes().get("rule_noun", frozenset()), classes().get("reign_noun", frozenset())
    for word, lemma in enumerate(reading.lemmas):
        if lemma not in rules or reading.pos[word] != "NOUN":
            continue
        slots = slots_of(reading, word)
        holders = [
            reading.parties[w]
            for w in slots.get("poss", []) + slots.get("of", [])
            if w in reading.parties and is_named(reading, reading.parties[w])
        ]
        duration = next((reading.times[kid] for kid in reading.subtree(word) if kid in reading.times), None)
        when = duration.interval if duration else None
        timed = duration is not None and _is_length(duration)
        if not holders or not (timed or lemma in reigns):
            continue
        over = [w for name in ("over", "of", "in") for w in slots.get(name, []) if w in reading.parties]
        held = organisation_of(reading, over[0]) if over and not is_person(reading.parties[over[0]]) else None
        held = held or own_state(reading, holders[0])
        yield from make(
            reading, word, holders[0], held, when if timed else at_publication(reading, held), "hold"
        )


def _is_length(time: Mention) -> bool:
    """False for "his current rule" and for the day of a protest against it: times that are no stretch of a rule."""
    when, value = time.interval, time.value or ""
    if when is None or when.start is None or value.endswith("_REF"):
        return False
    if value[:1] == "P":
        return when.end is None or (when.end - when.start).days > A_MONTH
    if when.end is None:
        return when.extent == "throughout"
    return (when.end - when.start).days > A_MONTH


def by_aside(reading: Reading, known: Known) -> Iterator[Told]:
    """ "X himself, in office since 2014, …", "X, elected in May and in office since June": the office that the document
    gives X."""
    for time, mention in reading.times.items():
        first = reading.words_in(mention.start, mention.end)[0]
        since = first if reading.words[first].lower() == "since" else first - 1
        place = since - 1
        if place < 3 or mention.interval is None or reading.words[since].lower() != "since":
            continue
        aside = (
            reading.lemmas[place] in classes()["seat_of_power"] and reading.words[place - 1].lower() == "in"
        )
        before = place - 3 if reading.words[place - 2] == "," else _before_elected(reading, place - 2)
        if before > 0 and reading.words[before].lower() in ("himself", "herself"):
            before -= 1
        if not aside or before < 0:
            continue
        holder = next((m for m in reading.parties.values() if m.end == reading.ends[before]), None)
        if holder is not None and is_person(holder) and is_named(reading, holder):
            when = replace(mention.interval, end=None, end_earliest=None, extent="throughout")
            posts = [post for post in known.get(holder.chain, ()) if post.held.office is not None]
            near = min(posts, key=lambda post: abs(post.place - holder.start), default=None)
            held = replace(near.held, shift=None) if near else own_office(reading, holder)
            yield from make(reading, time, holder, held, when, "hold")


def _before_elected(reading: Reading, joint: int) -> int:
    """The word before the comma of ", elected in May and", where that stands before a word; else -1."""
    first = reading.sents[reading.sent_of[joint]][0]
    commas = [w for w in range(first, joint) if reading.words[w] == ","]
    chosen = commas and reading.tags[commas[-1] + 1] == "VBN" and row_of(reading, commas[-1] + 1) is not None
    return commas[-1] - 1 if chosen and reading.words[joint].lower() == "and" else -1


def _office_of_term(reading: Reading, noun: int, holder: Mention) -> Held:
    """The office of "his term as governor", "her tenure at the helm of the bank", else the holder's own."""
    titles = [w for w in slots_of(reading, noun).get("as", ()) if w in reading.offices]
    if titles:
        return replace(office_of(reading, titles[0], holder), shift=None)
    body = body_below(reading, noun)
    if body is not None:
        return organisation_of(reading, body)
    own = own_office(reading, holder)
    if own.office is not None:
        return own
    first = reading.sents[max(0, reading.sent_of[noun] - 1)][0]  # "Berg is chair now. Lund's term had ended"
    title = max((w for w in reading.offices if first <= w < noun), default=None)
    known = listed_office(reading.offices[title].value or "") if title is not None else None
    if title is None or known is None or not known.unique:
        return own
    return replace(office_of(reading, title, holder), shift=None)


def _ends(reading: Reading, verb: int) -> bool:
    """True for "ends", "expires", and for "runs out", "comes to an end", "draws to a close"."""
    lemma = reading.lemmas[verb]
    if lemma in classes()["end_verb"]:
        return True
    slots = slots_of(reading, verb) if lemma in ("run", "come", "draw") else {}
    if lemma == "run":
        return any(reading.lemmas[w] == "out" for w in slots.get("prt", ())) or any(
            reading.lemmas[kid] == "out" for kid in reading.kids[verb]
        )
    return any(reading.lemmas[w] in ("end", "close") for w in slots.get("to", ()))


def by_term(reading: Reading) -> Iterator[Told]:
    """ "2024, when his term ends"."""
    terms = classes()["term_noun"]
    for word in range(len(reading.lemmas)):
        if reading.pos[word] != "VERB" or not _ends(reading, word):
            continue
        for noun in slots_of(reading, word).get("subj", []):
            if reading.lemmas[noun] not in terms:
                continue
            holders = [
                reading.parties[w]
                for name in ("poss", "of")
                for w in slots_of(reading, noun).get(name, [])
                if is_person(reading.parties.get(w))
            ]
            when = end_of_term(reading, word)
            if holders and when is not None:
                held = _office_of_term(reading, noun, holders[0])
                for told in make(reading, word, holders[0], held, when, "end"):
                    comes = when.end and is_future(reading, when)
                    modality = Modality.PLANNED if comes else told.claim.modality
                    yield replace(told, claim=replace(told.claim, modality=modality))
