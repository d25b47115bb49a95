"""How, where and to whom something was said: medium, occasion, addressee.

In:   a `Reading`, the word of saying and the spans of what is said.
Out:  arguments of the statement; the words that head medium and occasion, by which utterances.py dates it.

A medium is the form or channel of the words (a tweet, a letter, an interview, television), an occasion the
gathering at which they are said (a rally, a hearing, a summit). Both hang on the verb of saying, on what governs
it, or on a participle beside it ("Speaking at a rally, …"); what lies inside the content is spoken of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letopis.claim import Argument
from letopis.extract.event.actors import can_act
from letopis.extract.saying.cues import is_put_to
from letopis.extract.saying.outlets import is_outlet
from letopis.extract.sentence.frames import is_of_class
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import is_passive, preposition, slots_of
from letopis.lexicon import Speech, classes

Span = tuple[int, int]
WITHIN = frozenset({"in", "at", "on", "during", "via", "through", "by", "over", "to", "as"})
TOGETHER = frozenset({"in", "at", "on", "during", "to", "by", "of", "over"})
PLACED = frozenset({"in", "at", "on", "with"})
TOWARDS = ("to", "with", "before")
CUT = frozenset({"acl:relcl", "acl", "advcl", "conj", "cc", "appos", "parataxis"})
STEPS_UP = 4  # from the noun of a phrase to the verb that it hangs on
AIMED = frozenset({"ask", "decree", "warn", "promise"})  # acts whose object is spoken to, though it is to act


def circumstances_of(
    reading: Reading, word: int | None, act: Speech | None, content: Sequence[Span]
) -> tuple[list[Argument], list[int]]:
    """Addressees, media and occasions of one saying; and the words that head its media and occasions."""
    if word is None:
        return [], []
    denied = denied_words(reading, word)
    told = [*_circumstantial(reading, word, content), *_in_which(reading, word)]
    if act is not None and act.act == "decline":  # "withheld comment"
        told = [noun for noun in told if noun not in slots_of(reading, word).get("obj", ())]
    nouns = list(dict.fromkeys(noun for noun in told if noun not in denied))
    found = _addressees(reading, word, act, content, nouns)
    for noun in nouns:
        start, end = phrase_of(reading, noun)
        found.append(reading.span_argument(_role(reading, noun) or "medium", start, end))
    if act is not None and act.medium and not any(argument.role == "medium" for argument in found):
        found.append(reading.span_argument("medium", reading.starts[word], reading.ends[word], act.medium))
    return found, nouns


def denied_words(reading: Reading, word: int) -> frozenset[int]:
    """The words of what a verb denies, which say nothing of the denial: "denied a report by the newspaper that …"."""
    if reading.lemmas[word] not in classes()["denying"]:
        return frozenset()
    objects = slots_of(reading, word).get("obj", ())
    return frozenset(inside for noun in objects for inside in reading.subtree(noun))


def phrase_of(reading: Reading, noun: int) -> Span:
    """The noun with what describes it, without its date, its article and what is told of it."""
    found = [noun]
    for kid in reading.kids[noun]:
        dep = reading.deps[kid]
        if dep.split(":")[0] in ("case", "det") or dep in CUT or _is_dated(reading, kid):
            continue
        if dep == "punct" and reading.words[kid] != "-":
            continue
        found += list(reading.subtree(kid))
    found += _behind(reading, noun)
    return reading.stretch(noun, frozenset(found), ("PUNCT", "SPACE", "ADP"))


def _behind(reading: Reading, noun: int) -> list[int]:
    """The name right behind the noun that tells where it is, which the tree may hang on the verb: "post on X"."""
    for kid in reading.kids[reading.heads[noun]]:
        below = list(reading.subtree(kid))
        name = reading.pos[kid] == "PROPN" and kid not in reading.times
        if name and below and min(below) == noun + 1 and preposition(reading, kid) in PLACED:
            return below
    return []


def _is_dated(reading: Reading, kid: int) -> bool:
    """True for "on Monday" and "last week's", not for "weekly"."""
    if reading.deps[kid] in ("amod", "compound", "nummod"):
        return False
    return any(word in reading.times for word in reading.subtree(kid)) and kid not in reading.parties


def speaking_participles(reading: Reading, word: int, content: Sequence[Span]) -> Iterator[int]:
    """The participles beside a saying that tell where or to whom: "Speaking at a rally", "Asked on Monday"."""
    speaking = classes().get("speaking", frozenset())
    for other in range(*reading.sents[reading.sent_of[word]]):
        if other == word or reading.lemmas[other] not in speaking:
            continue
        if reading.tags[other] not in ("VBG", "VBN") and not is_put_to(reading, other):
            continue
        if reading.deps[other] not in ("advcl", "acl", "xcomp", "parataxis", "conj"):
            continue
        if not _is_inside(reading, other, content) and _hangs_on(reading, other, word, content):
            yield other


def _circumstantial(reading: Reading, word: int, content: Sequence[Span]) -> Iterator[int]:
    """The words that head a medium or an occasion of a saying, in text order."""
    beside = set(speaking_participles(reading, word, content))
    addressed = [w for name in ("obj", "iobj") for w in slots_of(reading, word).get(name, ())]
    for noun in range(*reading.sents[reading.sent_of[word]]):
        hangs = reading.deps[noun].split(":")[0] in ("obl", "nmod", "xcomp", "advcl", "obj", "conj")
        if not (hangs or noun in addressed) or _is_inside(reading, noun, content):
            continue
        if noun in addressed:
            if _role(reading, noun) and not _is_person(reading, noun):
                yield noun  # "told the meeting", "issued a statement"
            continue
        mark = preposition(reading, noun)
        if mark is None and not any(reading.heads[noun] == verb for verb in beside):
            continue
        if mark is not None and mark not in WITHIN | TOGETHER:
            continue
        role = _role(reading, noun)
        if role is None or (role == "occasion" and mark not in TOGETHER and mark is not None):
            continue
        if role == "medium" and mark in ("to", "of"):
            continue
        if _reaches(reading, noun, word, beside, content):
            yield noun


def _in_which(reading: Reading, word: int) -> Iterator[int]:
    """What a saying stands in that is told of it: "a video in which she said that", "used her speech to warn"."""
    head, dep = reading.heads[word], reading.deps[word]
    if dep == "acl:relcl" and _role(reading, head):
        for kid in reading.kids[word]:
            if kid < word and (
                reading.tags[kid] == "WRB" or (reading.tags[kid] == "WDT" and _marked(reading, kid))
            ):
                yield head
    if (
        dep in ("xcomp", "advcl")
        and reading.tags[word] == "VB"
        and reading.lemmas[head] in classes()["using_medium"]
    ):
        behind = [k for k in reading.kids[head] if head < k < word and reading.deps[k] in ("obj", "obl")]
        yield from (k for k in behind if _role(reading, k) and preposition(reading, k) in ("to", "on", None))


def _marked(reading: Reading, word: int) -> bool:
    return any(reading.words[kid].lower() in TOGETHER for kid in reading.kids[word])


def _role(reading: Reading, noun: int) -> str | None:
    """medium, occasion, or None of any other word."""
    if reading.pos[noun] not in ("NOUN", "PROPN", "X", "NUM"):
        return None
    for role in ("medium", "occasion"):
        if reading.lemmas[noun] in classes()[role] and not _is_renamed(reading, noun, role):
            return role
    for role in ("medium", "occasion"):
        if _two_words(reading, noun) & classes()[role]:
            return role
    return "medium" if preposition(reading, noun) == "on" and is_outlet(reading, noun) else None


def _is_renamed(reading: Reading, noun: int, role: str) -> bool:
    """True where the word before makes it the other of the two: a news conference is no conference."""
    other = "medium" if role == "occasion" else "occasion"
    return bool(_two_words(reading, noun) & classes()[other])


def _two_words(reading: Reading, noun: int) -> set[str]:
    """The noun with each word that names it: "news conference", "town hall"."""
    lemma = reading.lemmas[noun]
    names = [kid for kid in reading.kids[noun] if reading.deps[kid] in ("compound", "amod")]
    return {f"{reading.lemmas[kid]}{mark}{lemma}" for kid in names for mark in (" ", "-")}


def _reaches(reading: Reading, noun: int, word: int, beside: set[int], content: Sequence[Span]) -> bool:
    """True where a phrase hangs on the saying, on what governs it, or on the participle beside it; a tree may
    hang what stands first on the verb of the content."""
    current = noun
    for _ in range(STEPS_UP):
        head = reading.heads[current]
        if head == current:
            return False
        if reading.deps[current] in CUT - {"conj", "advcl", "parataxis"}:
            return False
        if head == word or head in beside:
            return True
        if reading.pos[head] in ("VERB", "AUX", "ADJ"):
            return _governs(reading, head, word) or _is_inside(reading, head, content)
        if _is_inside(reading, head, content) and not _is_inside(reading, noun, content):
            return reading.deps[current].startswith("obl")
        margin = reading.lemmas[head] in classes()["margin"]
        if not margin and _role(reading, head) is None:
            return False
        current = head
    return False


def _governs(reading: Reading, upper: int, word: int) -> bool:
    """True for a verb above the word of saying in one chain of infinitives: "is expected | to announce"."""
    current = word
    for _ in range(STEPS_UP):
        if current == upper:
            return True
        if reading.deps[current] not in ("xcomp", "ccomp", "advcl", "acl", "conj"):
            return False
        current = reading.heads[current]
    return current == upper


def _hangs_on(reading: Reading, other: int, word: int, content: Sequence[Span]) -> bool:
    head = reading.heads[other]
    if head == word or _is_inside(reading, head, content):
        return True
    return any(head == kid and reading.deps[kid].startswith("nsubj") for kid in reading.kids[word])


def _is_inside(reading: Reading, word: int, content: Sequence[Span]) -> bool:
    at = reading.starts[word]
    return any(start <= at < end for start, end in content)


def _addressees(
    reading: Reading, word: int, act: Speech | None, content: Sequence[Span], nouns: Sequence[int]
) -> list[Argument]:
    found: list[Argument] = []
    slots = slots_of(reading, word)
    for slot in act.addressee if act else ():
        for filler in (*(slots.get("iobj", ()) if slot == "obj" else ()), *slots.get(slot, ())):
            aimed = act is not None and (act.act in AIMED or _is_before_clause(reading, filler, word))
            if _is_promised(reading, filler, content):
                continue
            if filler not in nouns and (aimed or not _is_inside(reading, filler, content)):
                found += _spoken_to(reading, filler)
    if not found and act is not None and is_passive(reading, word) and "obj" in act.addressee:
        found += [
            one
            for kid in reading.kids[word]
            if reading.deps[kid] == "nsubj:pass"
            for one in _spoken_to(reading, kid)
        ]
    above = [reading.heads[word]] if _is_beside_writing(reading, word) else []
    for source in (*nouns, *above, *speaking_participles(reading, word, content)):
        found += _of_circumstance(reading, source)
    return list(dict.fromkeys(found))


def _is_beside_writing(reading: Reading, word: int) -> bool:
    """True for the participle of "wrote to the king demanding that"."""
    head = reading.heads[word]
    beside = reading.tags[word] == "VBG" and reading.deps[word] in ("advcl", "xcomp", "acl")
    return beside and reading.pos[head] == "VERB" and reading.lemmas[head] in classes()["writing_to"]


def _is_promised(reading: Reading, filler: int, content: Sequence[Span]) -> bool:
    """True for what is promised itself, of which nobody is told: "promised leadership by example"."""
    own = {*reading.subtree(filler)}
    told = {w for piece in content for w in reading.words_in(*piece) if reading.pos[w] != "PUNCT"}
    return reading.pos[filler] == "NOUN" and filler in told and told <= own


def _is_before_clause(reading: Reading, filler: int, word: int) -> bool:
    """True for the object of the word of saying itself, beside which the content is a clause."""
    return reading.heads[filler] == word and filler > word and reading.deps[filler] in ("iobj", "obj", "obl")


def _of_circumstance(reading: Reading, source: int) -> list[Argument]:
    """Whom a letter is to, an interview with, a speech before, whom somebody speaking speaks to."""
    slots = slots_of(reading, source)
    names = [name for name in TOWARDS if name != "with" or _is_exchange(reading, source)]
    if reading.lemmas[source] in classes()["visit"]:
        names = []  # "during a visit to Osk": where it was
    if reading.tags[source] == "VBG" and reading.lemmas[source] == "address":
        names.append("obj")
    if reading.pos[source] == "VERB" and reading.lemmas[source] == "ask":
        return []
    return [
        argument
        for name in names
        for filler in slots.get(name, ())
        if _hangs_below(reading, filler, source) and preposition(reading, filler) in (*TOWARDS, None)
        for argument in _spoken_to(reading, filler)
    ]


def _is_exchange(reading: Reading, source: int) -> bool:
    """True for what is had with somebody who is spoken to: an interview, a call, a meeting; not a news conference."""
    return reading.pos[source] == "VERB" or reading.lemmas[source] in classes()["exchange"]


def _hangs_below(reading: Reading, filler: int, source: int) -> bool:
    """True for a word under the source, but for company: "speaking at a news conference with his counterpart"."""
    between = range(source + 1, filler)
    if preposition(reading, filler) == "with" and any(_role(reading, word) for word in between):
        return False
    current = filler
    for _ in range(STEPS_UP):
        if current == source:
            return True
        current = reading.heads[current]
    return current == source


def _spoken_to(reading: Reading, word: int) -> list[Argument]:
    if _role(reading, word) == "occasion" and not _is_person(reading, word):
        return []
    if reading.lemmas[word] in classes()["full_of"]:  # "a packed hall of students"
        inside = [k for k in reading.kids[word] if preposition(reading, k) == "of" and _is_person(reading, k)]
        return [one for kid in inside for one in _spoken_to(reading, kid)] or [
            reading.argument("addressee", word)
        ]
    if word in reading.parties:
        return reading.arguments("addressee", word)
    return [reading.argument("addressee", word)] if _is_person(reading, word) else []


def _is_person(reading: Reading, word: int) -> bool:
    """True for whoever can be spoken to: a party, an audience, people."""
    return word in reading.parties or is_of_class(reading, word, "audience") or can_act(reading, word)
