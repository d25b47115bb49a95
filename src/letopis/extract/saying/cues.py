"""Find the word that says so, and the act that it does.

In:   a `Reading`; the cue and content that were tagged.
Out:  the word of saying, the row of speech.tsv that fits it, cue and content set right around it.

A tagger may take what governs the saying for the cue ("is expected | to announce that …", "plans | to tell …"):
the saying is the verb below, and how far it takes place is what stands above (uttering.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from letopis.extract.certainty.stances import is_speech_verb
from letopis.extract.saying.contents import governed_clause
from letopis.extract.sentence.frames import is_judged, is_of_class
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import is_passive, slots_of
from letopis.lexicon import NO_EVENT, Need, Speech, classes, speech

Span = tuple[int, int]
LETTERS = {
    "VERB": "V",
    "AUX": "V",
    "NOUN": "N",
    "PROPN": "N",
    "ADJ": "A",
    "ADP": "P",
    "SCONJ": "P",
    "ADV": "A",
}
CALLED = frozenset({"compound", "amod"})
BELOW = frozenset({"xcomp", "ccomp", "advcl"})
STEPS_DOWN = 3  # "has been forced | to try | to explain"


@dataclass(frozen=True, slots=True)
class Settled:
    """The word of saying, None where there is none; cue and content around it."""

    word: int | None
    cue: Span | None
    content: tuple[Span, ...]


def settle_cue(
    reading: Reading, cue: Span | None, content: tuple[Span, ...], *, set_phrase: bool = False
) -> Settled:
    """Cue and content with the verb of saying as the cue, where its governor was taken for it; a set phrase stays."""
    head = head_of_span(reading, *cue) if cue else None
    if cue is None or head is None or set_phrase:
        return Settled(head, cue, content)
    teller = _denying(reading, head)
    teller = _telling(reading, head) if teller is None else teller
    if teller is not None:
        return Settled(teller, (reading.starts[teller], reading.ends[teller]), content)
    word = _saying_below(reading, head)
    doing = _done(reading, word, cue, content)
    if doing is not None:
        own = (reading.starts[word], reading.ends[word])
        return Settled(
            word,
            own,
            tuple((min(s, reading.starts[doing]), e) if s == content[0][0] else (s, e) for s, e in content),
        )
    if word == head:
        return Settled(head, cue, content)
    if cue[0] <= reading.starts[word] < cue[1]:
        return Settled(word, cue, content)
    clause = governed_clause(reading, word)
    if clause is None or clause[0] < reading.ends[word]:
        return Settled(head, cue, content)
    adjacent = not any(
        reading.pos[other] in ("NOUN", "PROPN", "PRON")
        for other in reading.words_in(cue[1], reading.starts[word])
    )
    told = (
        cue[0] if adjacent and cue[1] <= reading.starts[word] else reading.starts[word],
        reading.ends[word],
    )
    return Settled(word, told, (clause,))


def _done(reading: Reading, word: int, cue: Span, content: tuple[Span, ...]) -> int | None:
    """The deed that was taken for part of the cue: "telling" of "denied telling the inquiry that"; or of which only the
    clause was taken for what is denied ("denied having told the inquiry | that")."""
    kids = (kid for kid in reading.kids[word] if kid > word and reading.deps[kid] in ("xcomp", "ccomp"))
    doing = next((kid for kid in kids if _first_of_deed(reading, kid) is not None), None)
    if doing is None or any(reading.deps[kid] in ("mark", "case") for kid in reading.kids[doing]):
        return None
    first = _first_of_deed(reading, doing)
    if first is not None and reading.starts[first] < cue[1]:
        return first
    act = act_of(reading, word)
    below = act is not None and "contentneg" in act.marks and bool(content)
    last = max(reading.subtree(doing), default=doing)
    inside = below and reading.ends[doing] <= content[0][0] and content[-1][1] <= reading.ends[last]
    return first if inside else None


def _first_of_deed(reading: Reading, verb: int) -> int | None:
    """The participle that opens "telling the inquiry", "having told the inquiry"; None of other verbs."""
    if reading.tags[verb] == "VBG":
        return verb
    having = (kid for kid in reading.kids[verb] if kid < verb and reading.tags[kid] == "VBG")
    return next((kid for kid in having if reading.deps[kid] == "aux"), None)


def _denying(reading: Reading, noun: int) -> int | None:
    """The verb of "rejected claims that …", "hit back at claims that …", "rejected as lies reports that …": whoever
    rejects them makes none of them; None where the words tell whose they are ("the army's claims")."""
    verb = reading.heads[noun]
    if reading.deps[noun] == "nmod" and reading.deps[verb] == "obj":  # "poured scorn on claims"
        verb = reading.heads[verb]
    if reading.pos[noun] != "NOUN" or not verb < noun or reading.pos[verb] != "VERB":
        return None
    if reading.deps[noun] not in ("obj", "obl", "nmod") and not is_judged(reading, noun):
        return None
    act = act_of(reading, verb)
    denies = act is not None and "contentneg" in act.marks and not is_agentless(reading, verb)
    return verb if denies and not any(kid in reading.parties for kid in reading.kids[noun]) else None


def _telling(reading: Reading, noun: int) -> int | None:
    """The verb of "the army said, according to the agency", where the second phrase was taken for the army's cue."""
    verb = reading.heads[noun]
    by = any(reading.words[kid].lower() == "according" for kid in reading.kids[noun] if kid < noun)
    if not by or not verb < noun or not is_speech_verb(reading, verb):
        return None
    told = any(reading.deps[kid] == "nsubj" for kid in reading.kids[verb])
    return verb if told and _says_itself(reading, verb) else None


def _saying_below(reading: Reading, head: int) -> int:
    """The verb of saying that a word which is none itself governs, else the word."""
    current = head
    for _ in range(STEPS_DOWN):
        if _says_itself(reading, current):
            return current
        below = [
            kid
            for kid in reading.kids[current]
            if reading.deps[kid] in BELOW
            and reading.pos[kid] == "VERB"
            and _is_bare(reading, kid)
            and not _is_apart(reading, kid)
        ]
        if not below:
            return head
        current = below[0]
    return current if _says_itself(reading, current) else head


def _is_apart(reading: Reading, verb: int) -> bool:
    """True for ", saying that …", which is a saying of its own beside what stands before it."""
    return reading.tags[verb] == "VBG" and reading.words[verb - 1] == ","


def _is_bare(reading: Reading, verb: int) -> bool:
    """True for a verb without a subject of its own: "to announce", "of telling"."""
    return reading.tags[verb] in ("VB", "VBG", "VBN") and not any(
        reading.deps[kid].startswith("nsubj") for kid in reading.kids[verb]
    )


def _says_itself(reading: Reading, word: int) -> bool:
    """True for a word of saying whose sayer is told: not "is said to", "is expected to"."""
    act = act_of(reading, word)
    if act is None or act.act == NO_EVENT or "weak" in act.marks:
        return False
    return not is_agentless(reading, word)


def is_agentless(reading: Reading, word: int) -> bool:
    """True for a passive that does not tell who: "is expected", "asked whether", "was announced"; and for what "goes
    without saying"."""
    if reading.lemmas[word] == "go" and reading.words[word + 1 : word + 3] == ["without", "saying"]:
        return True
    if is_put_to(reading, word):
        return True
    return (
        not _is_minded(reading, word)
        and is_passive(reading, word)
        and not slots_of(reading, word).get("subj")
    )


def is_put_to(reading: Reading, word: int) -> bool:
    """True for "Asked whether he would go, Dorn said …": put to him by somebody, whatever tag it has."""
    own = any(reading.deps[kid].startswith("nsubj") for kid in reading.kids[word])
    return (
        not own
        and reading.deps[word] == "advcl"
        and reading.tags[word] in ("VBD", "VBN")
        and reading.lemmas[word] in classes().get("putting", frozenset())
    )


def head_of_span(reading: Reading, start: int, end: int) -> int | None:
    """The word of a span whose head lies outside it; a verb before others; None of an empty span."""
    words = [
        word
        for word in reading.words_in(start, end)
        if reading.is_read(word) and reading.pos[word] != "PUNCT"
    ]
    inside = set(words)
    tops = [word for word in words if reading.heads[word] not in inside or reading.heads[word] == word]
    verbs = [word for word in tops if reading.pos[word] == "VERB"]
    return next(iter(verbs or tops or words), None)


def act_of(reading: Reading, word: int) -> Speech | None:
    """The row of speech.tsv that fits the cue, the most specific first, or None."""
    slots = slots_of(reading, word)
    keys = [(reading.lemmas[word], letter) for letter in _letters(reading, word)]
    if _is_minded(reading, word):
        keys.insert(0, (reading.words[word].lower(), "A"))
    for key in keys:
        for row in speech().get(key, ()):
            if all(_holds(reading, need, slots) != need.absent for need in row.needs):
                return row
    return None


def _is_for(reading: Reading, verb: int) -> bool:
    """True for an infinitive that "for" opens with whoever is to do it."""
    return any(reading.deps[k] == "mark" and reading.words[k].lower() == "for" for k in reading.kids[verb])


def _is_minded(reading: Reading, word: int) -> bool:
    """True for a participle that tells a state of mind: "is determined to", "are convinced that"."""
    minded = classes().get("minded", frozenset())
    return reading.tags[word] == "VBN" and reading.words[word].lower() in minded


def _letters(reading: Reading, word: int) -> Iterator[str]:
    letter = LETTERS.get(reading.pos[word])
    tried = (letter, "V" if reading.tags[word].startswith("VB") else None, "P")
    yield from dict.fromkeys(one for one in tried if one)


def _holds(reading: Reading, need: Need, slots: dict[str, list[int]]) -> bool:
    fillers = slots.get(need.slot) or (slots.get("iobj", []) if need.slot == "obj" else [])  # "he told her"
    if not fillers and need.slot == "obj":
        fillers = [filler for filler in slots.get("as", []) if is_judged(reading, filler)]
    if need.slot == "obj":  # "called for the general to go": no object
        fillers = [w for w in fillers if not _is_for(reading, reading.heads[w])]
    if (
        not fillers and need.slot == "xcomp" and need.classes
    ):  # "called nonsense reports that": tied to the noun behind
        fillers = [k for w in slots.get("obj", []) for k in reading.kids[w] if reading.deps[k] in CALLED]
    if not need.words and not need.classes:
        return bool(fillers)
    return any(
        reading.lemmas[filler] in need.words
        or any(is_of_class(reading, filler, name) for name in need.classes)
        for filler in fillers
    )


def estimated_by(reading: Reading, verb: int) -> int | None:
    """What a verb gives a number of: the toll in "police put the toll at 12"; None of other verbs."""
    if reading.pos[verb] != "VERB" or reading.lemmas[verb] not in classes()["estimating"]:
        return None
    slots = slots_of(reading, verb)
    things = (w for w in slots.get("obj", ()) if w > verb and reading.lemmas[w] in classes()["estimated"])
    return next(things, None) if slots.get("at") else None


def is_disclosing(reading: Reading, word: int) -> bool:
    """True for a verb of giving out what one knows: what is "not said", "would not say", is withheld."""
    return reading.lemmas[word] in classes().get("disclosing", frozenset())


def is_telling(reading: Reading, verb: int, agent: int) -> bool:
    """True for whatever body tells somebody: "was told by the management", not "by letter"."""
    act = act_of(reading, verb)
    tells = act is not None and "obj" in act.addressee and act.act != "believe"
    named = any(reading.deps[k] in ("det", "nmod:poss") for k in reading.kids[agent])
    return tells and named and reading.pos[agent] == "NOUN" and agent not in reading.times
