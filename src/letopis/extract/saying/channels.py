"""Outlets that stand between a speaker and the page: told, interviewing, carrying remarks, having seen a writing; and
people through whom somebody speaks.

In:   a `Reading`, the cue of a saying, the words that are its own.
Out:  the words that head them, each with the word that ties it.

Words: data/lexicon/en/classes.tsv, classes carry_verb, see_verb, pass_verb, talk, mouthpiece.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letopis.extract.saying.outlets import employer_outlet, heading, is_outlet
from letopis.extract.saying.writings import is_writing
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition, slots_of
from letopis.lexicon import classes
from letopis.mention import Form

TO = ("to", "with")
ARTICLES = ("the", "a", "an", "its", "his", "her", "their")
WHERE = frozenset({"to", "with", "by", "for", "in", "on", "at", "from", "via"})
REACH = 8  # words between a participle, its preposition and the name
ABOUT = frozenset({"of", "about"})  # "said of an agency report": spoken of, not spoken to
THROUGH = frozenset({"through", "via"})


@dataclass(frozen=True, slots=True)
class Passed:
    """One relay: the word that heads it, the word that ties it, whether it was spoken to, whether it may be somebody
    who hides."""

    word: int
    cue: int
    told: bool = False
    may_hide: bool = True


def find_channels(reading: Reading, cue: int, own: Sequence[int]) -> list[Passed]:
    """Outlets that were spoken to, that carry what is said, or that have seen the writing, in this order."""
    found = [] if reading.words[cue].lower() == "according" else list(_told(reading, cue))
    for word in own:
        lemma = reading.lemmas[word]
        is_verb = word != cue and reading.pos[word] == "VERB"
        if is_verb and (lemma == "write" or lemma in classes()["comment_verb"]):
            if reading.deps[word] in ("advcl", "acl", "acl:relcl", "conj", "ccomp", "parataxis"):
                found += _told(reading, word)
        elif lemma in classes()["talk"] and reading.pos[word] in ("NOUN", "PROPN"):
            found += _of_talk(reading, word)
        elif reading.tags[word] == "VBN" or _is_mistagged(reading, word):
            found += [*_of_participle(reading, word), *_of_carrier(reading, word)]
        elif is_verb:
            found += _of_carrier(reading, word)
    return found


def _is_mistagged(reading: Reading, word: int) -> bool:
    """True for a participle that looks like its noun: "remarks broadcast on television"."""
    return (
        reading.deps[word] in ("acl", "advcl")
        and reading.pos[word] == "NOUN"
        and reading.lemmas[word] in classes()["carry_verb"]
    )


def _told(reading: Reading, verb: int) -> Iterator[Passed]:
    """ "told the agency", "said to the agency", "speaking to the agency"."""
    slots = slots_of(reading, verb)
    for name in ("iobj", "obj", *TO):
        for filler in slots.get(name, []):
            word = heading(reading, filler)
            if word is None or not is_outlet(reading, word):
                word = employer_outlet(reading, filler)
            if word is None or not is_outlet(reading, word):
                word = _behind_reporter(reading, filler) or _worked_for(reading, filler)
            if word is not None and word > verb and is_outlet(reading, word):
                yield Passed(word, _talk_before(reading, filler, verb), told=True)
                return
    after = reading.sents[reading.sent_of[verb]][1]
    for near in range(verb + 1, min(after, verb + 5)):  # whatever the tree makes of it
        if reading.pos[near] in ("PUNCT", "VERB", "AUX", "SCONJ", "PRON"):
            return
        if reading.pos[near] == "ADP" and reading.words[near].lower() not in TO:
            return
        word = heading(reading, near)
        if word is not None:
            if _owns_writing(reading, word):  # "denied the agency's report": nobody is spoken to
                return
            if is_outlet(reading, word) and reading.words[near - 1].lower() in (
                *TO,
                *ARTICLES,
                reading.words[verb].lower(),
            ):
                yield Passed(word, verb, told=True)
            return


def _owns_writing(reading: Reading, word: int) -> bool:
    """True for whoever a report or a claim is told to be of, in front of it."""
    head = reading.heads[word]
    told = is_writing(reading, head) or reading.lemmas[head] in classes()["told_noun"]
    return told and word < head and reading.deps[word] in ("nmod:poss", "compound")


def _behind_reporter(reading: Reading, filler: int) -> int | None:
    """The outlet right behind whoever is told: "told Anna Brix of the daily Zorya"."""
    mention = reading.parties.get(filler)
    if (mention is None and reading.pos[filler] != "PROPN") or (mention and mention.form != Form.NAME):
        return None
    names = [filler, *(kid for kid in reading.kids[filler] if reading.deps[kid] == "flat")]
    inside = list(reading.words_in(mention.start, mention.end)) if mention is not None else names
    after = reading.sents[reading.sent_of[filler]][1]
    if not inside or inside[-1] + 1 >= after or reading.words[inside[-1] + 1] not in ("of", "from", "for"):
        return None
    for near in range(inside[-1] + 2, min(after, inside[-1] + 6)):
        if reading.pos[near] in ("PUNCT", "VERB", "AUX", "ADP", "SCONJ"):
            return None
        word = heading(reading, near)
        if word is not None and is_outlet(reading, word):
            return word
    return None


def _worked_for(reading: Reading, filler: int) -> int | None:
    """The outlet for which whoever is told asks or writes: "told Anna Brix, who interviewed him for Radio Tamar"."""
    clauses = [k for k in reading.kids[filler] if reading.deps[k] == "acl:relcl" and k > filler]
    below = (
        heading(reading, kid)
        for clause in clauses
        for kid in reading.kids[clause]
        if reading.deps[kid] == "obl" and preposition(reading, kid) in ("for", "on")
    )
    return next((word for word in below if word is not None and is_outlet(reading, word)), None)


def _talk_before(reading: Reading, filler: int, verb: int) -> int:
    """The noun of talk that the phrase stands right behind ("asked in an interview with the daily"), else the verb."""
    mark = next((k for k in reading.kids[filler] if reading.lemmas[k] in TO), filler)
    talks = reading.lemmas[mark - 1] in classes()["talk"] and reading.pos[mark - 1] == "NOUN"
    return mark - 1 if mark != filler and talks else verb


def _of_talk(reading: Reading, noun: int) -> Iterator[Passed]:
    """ "an interview with the daily", "a Reuters interview", "comments to the agency", "an article in the weekly"."""
    if preposition(reading, noun) in ABOUT:
        return
    found = list(_tied_to_talk(reading, noun))
    yield from found
    if found or reading.lemmas[noun] != "interview" or reading.words[noun + 1 : noun + 2] != ["with"]:
        return
    after = reading.sents[reading.sent_of[noun]][1]
    for near in range(noun + 2, min(after, noun + 6)):  # whatever the tree makes of it
        word = heading(reading, near)
        if word is not None and is_outlet(reading, word):
            yield Passed(word, noun, told=True)
            return


def _tied_to_talk(reading: Reading, noun: int) -> Iterator[Passed]:
    """The outlets that the tree hangs on a noun of talk, or on the verb above it."""
    for kid in reading.kids[noun]:
        dep = reading.deps[kid].split(":")[0]
        behind = kid > noun and dep in ("nmod", "obl") and preposition(reading, kid) in WHERE
        before = kid < noun and dep in ("compound", "nmod")
        before = before and reading.lemmas[kid] not in classes()["writing_kind"]  # "media reports" are theirs
        if (behind or before) and is_outlet(reading, kid):
            yield Passed(kid, noun, told=preposition(reading, kid) in TO)
    for name in ("with", "to", "for", "in", "on"):  # the tree may hang it on the verb
        for word in slots_of(reading, noun).get(name, []):
            near = 0 < word - noun < 8 and not any(
                reading.pos[w] in ("VERB", "PUNCT") for w in range(noun, word)
            )
            if near and is_outlet(reading, word):
                yield Passed(word, noun, told=name in TO)


def _of_participle(reading: Reading, verb: int) -> Iterator[Passed]:
    """ "comments carried by the agency", "a memo seen by the agency", "interviewed by the agency"."""
    lemma, head = reading.lemmas[verb], reading.heads[verb]
    asked = lemma in classes()["interview_verb"]
    carried = lemma in classes()["carry_verb"] and lemma not in classes()["relay"]
    seen = lemma in classes()["see_verb"]
    if not (asked or carried or seen):
        return
    on_writing = is_writing(reading, head) or reading.lemmas[head] in classes()["talk"]
    if not (asked or on_writing or _follows_talk(reading, verb)):
        return
    for marks in (("by",), ("on", "for", "in")) if asked else (("by", "on", "in", "with", "to"),):
        agent = agent_behind(reading, verb, marks)
        agent = agent if agent is None or is_outlet(reading, agent) else employer_outlet(reading, agent)
        if agent is not None:
            yield Passed(agent, verb)
            return


def _of_carrier(reading: Reading, verb: int) -> Iterator[Passed]:
    outlet = carrier_of(reading, verb)
    if outlet is not None:
        yield Passed(outlet, verb)


def carrier_of(reading: Reading, verb: int) -> int | None:
    """The outlet of "an interview that the daily ran", "remarks the station aired": the subject of a clause right
    behind a noun of speaking or a writing; None of other verbs."""
    if reading.lemmas[verb] not in classes()["carry_verb"] or reading.pos[verb] != "VERB":
        return None
    kids = reading.kids[verb]
    subject = next(
        (k for k in kids if reading.deps[k].startswith("nsubj") and reading.tags[k] != "WDT"), None
    )
    if subject is None or subject > verb or any(reading.deps[k] == "aux:pass" for k in kids):
        return None
    before = min(reading.subtree(subject)) - 1
    before -= before > 0 and reading.words[before].lower() in ("that", "which")
    before -= before > 0 and reading.words[before] == ","
    outlet = heading(reading, subject)
    talks = is_writing(reading, before) or reading.lemmas[before] in classes()["talk"]
    return outlet if talks and before > 0 and outlet is not None and is_outlet(reading, outlet) else None


def _follows_talk(reading: Reading, verb: int) -> bool:
    """True right behind a noun of speaking or a writing, whatever the tree says: "In remarks broadcast on TV"."""
    relative = [k for k in reading.kids[verb] if reading.deps[k] == "nsubj:pass" and reading.tags[k] == "WDT"]
    before = (relative[0] if relative else verb) - 1
    return (
        reading.deps[verb] == "acl"
        or is_writing(reading, before)
        or reading.lemmas[before] in classes()["talk"]
    )


def agent_behind(reading: Reading, verb: int, marks: Sequence[str]) -> int | None:
    """Who stands behind a participle and one of these prepositions: "broadcast on Sunday by the station"."""
    for kid in reading.kids[verb]:
        dated = kid in reading.times and not is_outlet(reading, kid)  # "the daily" is a paper
        if preposition(reading, kid) in marks and not dated:
            named = heading(reading, kid)
            if named is not None:
                return named
    _, after = reading.sents[reading.sent_of[verb]]
    for mark in range(verb + 1, min(after, verb + REACH)):
        if reading.pos[mark] == "PUNCT" or reading.pos[mark] in ("VERB", "AUX"):
            return None
        if reading.words[mark].lower() in marks:
            for word in range(mark + 1, min(after, mark + REACH)):
                named = heading(reading, word)
                if named is not None:
                    return named
                if reading.pos[word] in ("PUNCT", "VERB", "AUX", "ADP"):
                    break
    return None


def find_mouthpieces(reading: Reading, own: Sequence[int]) -> list[Passed]:
    """ "through his lawyer", "via a spokesman", "in a message passed on by her lawyers"."""
    found = []
    for word in own:
        person = reading.acting(word)
        if not _may_speak_for(reading, word):
            continue
        mark = next((k for k in reading.kids[word] if reading.lemmas[k] in THROUGH), None)
        if mark is not None:
            found.append(Passed(_named(reading, person), mark, may_hide=False))
        head = reading.heads[word]
        passed_on = reading.lemmas[head] in classes()["pass_verb"] and reading.tags[head] == "VBN"
        if passed_on and reading.deps[head] == "acl" and preposition(reading, word) == "by":
            found.append(Passed(_named(reading, person), head, may_hide=False))
    return found


def _may_speak_for(reading: Reading, word: int) -> bool:
    return reading.lemmas[word] in classes()["mouthpiece"] or any(
        reading.lemmas[k] in classes()["mouthpiece"] for k in reading.kids[word] if k < word
    )


def _named(reading: Reading, word: int) -> int:
    """The name that explains the word ("his lawyer, Jonas Lund"), else the word."""
    return next(
        (k for k in reading.kids[word] if reading.deps[k] in ("appos", "flat") and k in reading.parties), word
    )
