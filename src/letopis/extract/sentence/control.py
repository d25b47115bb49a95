"""Who is to do what a verb without a subject of its own says: the one called on, judged, appointed; the doer before.

In:   a `Reading`, a verb; the filled slots of the verb above it.
Out:  answers for slots.py, which fills the slots.
"""

from __future__ import annotations

from collections.abc import Mapping

from letopis.extract.sentence.reading import Reading
from letopis.lexicon import classes, frames

PREPOSITIONS = frozenset({"on", "for", "with", "to", "at", "against", "from", "into", "about", "of", "by"})
PARTICLES = frozenset({"off", "up", "down", "out", "over", "back", "away"})
OBJECT_SHARE = 0.7  # of the uses of a verb that asks for an object


def is_judged(reading: Reading, verb: int) -> bool:
    """True for what somebody is accused of, or praised or punished for: "condemned the army for shelling"."""
    marks = {reading.lemmas[kid] for kid in reading.kids[verb] if reading.deps[kid] == "mark"}
    head = reading.heads[verb]
    judging = classes().get("judging", frozenset())
    punished = reading.lemmas[head] in classes().get("sentencing", frozenset()) and any(
        reading.deps[kid] == "iobj" for kid in reading.kids[head]
    )
    return (
        (
            reading.tags[verb] == "VBG"
            or "having" in {reading.words[kid].lower() for kid in reading.kids[verb]}
        )
        and bool(marks & {"of", "for"})
        and (reading.lemmas[head] in judging or punished)
    )


def punished(upper: Mapping[str, list[int]]) -> list[int]:
    """Who is judged: whom a fine or a prize is given, else whom the verb is about, else its subject."""
    return upper.get("iobj") or upper.get("obj") or upper.get("subj", [])


def called(reading: Reading, verb: int, upper: Mapping[str, list[int]]) -> list[int]:
    """Who is to do what is asked for: "called on the judge to resign", "asked the court to"; what one calls somebody up
    for one does oneself: "called the winner to congratulate her".
    """
    if reading.lemmas[verb] in classes().get("call_purpose", frozenset()) and not upper.get("on"):
        return upper.get("subj", [])
    called = (upper[name] for name in ("obj", "iobj", "on", "upon", "to", "with", "for") if name in upper)
    return next(called, upper.get("subj", []))


def is_appointing(reading: Reading, verb: int) -> bool:
    """True for a verb whose object is to do what its purpose says: "named a general to replace him"."""
    return reading.lemmas[verb] in classes().get("sends_to_do", frozenset())


def is_set_off(reading: Reading, noun: int, verb: int) -> bool:
    """True for a participle behind a comma: "fired on the crowd, killing nine" tells what the shooters did."""
    between = range(noun + 1, verb)
    return bool(between) and "," in (reading.words[verb - 1], reading.words[max(noun + 1, verb - 2)])


def is_headline_passive(reading: Reading, word: int, deps: set[str]) -> bool:
    """True for a participle that makes a headline of its own: "Union leader jailed over strike"."""
    alone = reading.tags[word] == "VBN" and reading.deps[word] == "root" and reading.heads[word] == word
    if not alone or "nsubj" not in deps or deps & {"aux", "obj", "iobj", "xcomp", "ccomp", "cop"}:
        return False
    return not any(reading.words[kid] in (".", "!", "?") for kid in reading.kids[word])


def is_left_bare(reading: Reading, word: int, deps: set[str]) -> bool:
    """True for a verb that asks for an object and has none behind a passive, whatever its tag: "was arrested at the
    airport and released"."""
    joined = reading.tags[word] == "VBD" and reading.deps[word] == "conj"
    if not joined or deps & {"nsubj", "aux", "obj", "iobj", "xcomp", "ccomp"}:
        return False
    if not any(reading.deps[kid] == "aux:pass" for kid in reading.kids[reading.heads[word]]):
        return False
    known = frames("events").get((reading.lemmas[word], "V"), ())
    objects = [
        frame for frame in known if any(need.slot == "obj" and not need.absent for need in frame.needs)
    ]
    return len(objects) > OBJECT_SHARE * len(known)


def has_done(reading: Reading, word: int) -> bool:
    """True for a perfect without "been"."""
    helpers = [kid for kid in reading.kids[word] if reading.deps[kid] == "aux"]
    return bool(helpers) and reading.lemmas[helpers[-1]] == "have" and reading.tags[word] == "VBN"


def in_order(reading: Reading, noun: int) -> list[int]:
    """Who is "the last member to ratify it", "the most senior envoy to visit": the subject of the clause that says so,
    else whoever is called that; empty for other nouns.
    """
    kids = reading.kids[noun]
    orders = classes().get("order", frozenset())
    ordered = any(reading.lemmas[kid] in orders for kid in (noun, *kids))
    if not ordered and not any(_is_superlative(reading, kid) for kid in (noun, *kids)):
        return []
    subjects = [kid for kid in kids if reading.deps[kid] == "nsubj"]
    verb = reading.heads[noun]
    if not subjects and reading.deps[noun] == "xcomp":  # "became the first mayor to resign"
        subjects = [kid for kid in reading.kids[verb] if reading.deps[kid] == "nsubj"]
    if not subjects and reading.deps[noun] == "appos" and verb in reading.parties:
        subjects = [verb]
    return subjects or ([noun] if noun in reading.parties else [])


def _is_superlative(reading: Reading, word: int) -> bool:
    """True for "highest", and for "senior" of "most senior"."""
    if reading.tags[word] == "JJS":
        return reading.lemmas[word] != "most"
    return reading.pos[word] == "ADJ" and any(reading.tags[kid] == "RBS" for kid in reading.kids[word])


def is_called_for(reading: Reading, verb: int) -> bool:
    """True for the passive infinitive of what is called for: "called for the mayor to be freed"."""
    helpers = [
        kid for kid in reading.kids[verb] if reading.deps[kid] == "aux:pass" and reading.tags[kid] == "VB"
    ]
    return bool(helpers) and reading.lemmas[reading.heads[verb]] in classes().get("calling", frozenset())


def left_objects(reading: Reading, verb: int) -> list[int]:
    """The objects that the tree hung elsewhere: on the verb joined behind, or as what it is called."""
    return _called_so(reading, verb) or _shared_objects(reading, verb)


def _called_so(reading: Reading, verb: int) -> list[int]:
    """The first of two predicates, a noun, of which the second is said: "called the order grave"."""
    kids = [kid for kid in reading.kids[verb] if reading.deps[kid] == "xcomp" and kid > verb]
    if (
        len(kids) < 2
        or reading.pos[kids[0]] not in ("NOUN", "PROPN")
        or reading.lemmas[verb] not in classes()["called_so"]
    ):
        return []
    return [] if any(reading.deps[kid] == "case" for kid in reading.kids[kids[0]]) else kids[:1]


def _shared_objects(reading: Reading, verb: int) -> list[int]:
    """The objects that a verb shares with the one joined right behind it: "attacked and took the town"."""
    if reading.tags[verb] in ("NN", "JJ") or verb + 2 >= len(reading.words):
        return []
    joint, second = verb + 1, verb + 2
    while second + 1 < len(reading.words) and reading.pos[second] == "ADV":
        second += 1
    side_by_side = (
        reading.deps[joint] == "cc" and reading.deps[second] == "conj" and reading.heads[second] == verb
    )
    past = {reading.tags[verb], reading.tags[second]} <= {"VBD", "VBN"}
    if not side_by_side or not (past or reading.tags[second] == reading.tags[verb]):
        return []
    if reading.lemmas[verb] in classes()["objectless"]:
        return []
    return [kid for kid in reading.kids[second] if reading.deps[kid] == "obj" and kid not in reading.times]


def before_comma(reading: Reading, verb: int) -> list[int]:
    """The noun right before a comma and a passive infinitive, to which that is to be done: "a truce, to be signed"."""
    marks = [
        kid
        for kid in reading.kids[verb]
        if reading.words[kid].lower() == "to" and reading.deps[kid] == "mark"
    ]
    if reading.tags[verb] != "VBN" or not marks or marks[0] < 2 or reading.words[marks[0] - 1] != ",":
        return []
    noun = marks[0] - 2
    return [noun] if reading.pos[noun] == "NOUN" and noun not in reading.times else []


def as_somebody(reading: Reading, upper: Mapping[str, list[int]], words: list[int]) -> list[int]:
    """The words; the subject instead of "herself": "sees herself leading the country"."""
    own = any(reading.words[word].lower().endswith(("self", "selves")) for word in words)
    return upper.get("subj") or words if own else words


def is_denied_quality(reading: Reading, word: int) -> bool:
    """True for a quality that is denied of the object: "found her not guilty"."""
    bare = reading.pos[word] == "ADJ" and reading.deps[word] == "xcomp"
    return bare and any(reading.lemmas[kid] == "not" for kid in reading.kids[word])


def is_particle(reading: Reading, word: int) -> bool:
    """True for a particle of a verb, by its word or its tag."""
    return reading.lemmas[word] in PARTICLES or reading.tags[word] == "RP"


def is_parted_object(reading: Reading, verb: int, noun: int) -> bool:
    """True for the object behind a particle that the tree takes for its preposition: "sold off its stake"."""
    mark = verb + 1
    if reading.deps[noun] != "obl" or mark >= len(reading.words) or reading.tags[mark] != "RP":
        return False
    bare = not any(reading.deps[kid] in ("obj", "nsubj:pass") for kid in reading.kids[verb])
    if reading.deps[mark] == "compound:prt" and noun not in reading.times:
        marked = any(reading.deps[kid] in ("case", "mark") for kid in reading.kids[noun])
        return bare and noun > mark and not marked  # "swore in a premier", with nothing before the noun
    return bare and reading.deps[mark] == "case" and reading.heads[mark] == noun


def stranded(reading: Reading, verb: int) -> str | None:
    """The preposition before a relative pronoun that the tree hung elsewhere: "the union, to which it belongs"."""
    for word in range(reading.heads[verb] + 2, verb):
        if reading.tags[word] in ("WDT", "WP") and reading.words[word - 1].lower() in PREPOSITIONS:
            return reading.words[word - 1].lower()
    return None


def loose_mark(reading: Reading, word: int) -> str | None:
    """The "of" of "walked out of parliament" where the tree joins it to the particle."""
    first = min([word, *(kid for kid in reading.kids[word] if kid < word)])
    before = first - 1
    fixed = before > 0 and reading.deps[before] == "fixed" and reading.words[before].lower() in PREPOSITIONS
    return reading.words[before].lower() if fixed else None


def told_of(reading: Reading, word: int, upper: Mapping[str, list[int]], named: bool) -> list[int]:
    """Of whom a noun or adjective is told that has no subject of its own: "remains a member", "is seen as a puppet",
    "the banker, once close to the palace"; with `named` also "Cuba's closest ally, Venezuela"."""
    head, dep = reading.heads[word], reading.deps[word]
    if reading.pos[head] == "VERB" and reading.pos[word] in ("NOUN", "ADJ"):
        if dep == "xcomp" and reading.lemmas[head] in classes()["staying"]:
            return list(upper.get("subj", ()))
        marks = {reading.lemmas[kid] for kid in reading.kids[word] if reading.deps[kid] == "case"}
        if marks == {"as"} and reading.lemmas[head] in classes()["taking_for"]:
            return list(upper.get("obj", ()))
    if reading.pos[word] == "ADJ" and dep == "amod" and head < word:
        return [head]
    kids = reading.kids[word] if named else ()
    return [kid for kid in kids if reading.deps[kid] == "appos" and reading.pos[kid] == "PROPN"]


def clause_told(reading: Reading, verb: int) -> int:
    """The verb that a fronted clause belongs to: the one told and not "say" in "elected in 2018, X has failed, critics
    say", else its governor."""
    head = reading.heads[verb]
    told = [kid for kid in reading.kids[head] if reading.deps[kid] == "ccomp" and verb < kid < head]
    return told[0] if told and reading.deps[verb] == "advcl" else head


def named_among(reading: Reading, noun: int) -> list[int]:
    """Who "those" are in "among those arrested were X and Y" and "those arrested include X"; else the noun."""
    head = reading.heads[noun]
    if reading.lemmas[noun] not in ("those", "that") or head == noun:
        return [noun]
    among = any(reading.words[kid].lower() == "among" for kid in reading.kids[noun])
    if among and any(reading.deps[kid] == "cop" for kid in reading.kids[head]):
        return [head]
    if among and reading.lemmas[head] == "be":
        return [kid for kid in reading.kids[head] if reading.deps[kid].startswith("nsubj")] or [noun]
    if reading.lemmas[head] == "include" and reading.deps[noun].startswith("nsubj"):
        return [kid for kid in reading.kids[head] if reading.deps[kid] == "obj"] or [noun]
    return [noun]


def is_among(reading: Reading, word: int) -> bool:
    """True for one of those told before: "six diplomats, among them the consul"."""
    return any(
        kid < word and reading.words[kid - 1].lower() in ("among", "including") and reading.pos[kid] == "PRON"
        for kid in reading.kids[word]
    )


def lift_request(reading: Reading, slots: dict[str, list[int]], verb: int) -> None:
    """What somebody is asked to do is the content, though the tree may take it for a purpose."""
    calls = reading.lemmas[verb] in ("call", "appeal") and slots.keys() & {"on", "to"}
    if not calls and reading.lemmas[verb] not in classes().get("object_control", frozenset()):
        return
    asked = [
        clause
        for clause in (*slots.get("advcl", ()), *slots.get("ccomp", ()))
        if clause > verb  # not "'Our task is to …', he told them"
        and reading.tags[clause] == "VB"
        and any(reading.lemmas[kid] == "to" for kid in reading.kids[clause])
    ]
    if asked:
        slots["xcomp"] = asked[:1]
