"""What fills the places around a verb or a noun: passives, control, relative clauses and light verbs undone.

In:   a `Reading` and the index of a word.
Out:  slot name → indices of the words that fill it, joined words ("Russia and Belarus") told apart.

Slots of a verb: subj, obj, iobj, xcomp, ccomp, prt, advcl, denied, and each preposition by its own word. Slots of a
noun: poss, mod, lv (the verb that carries it: hold talks), lvsubj (that verb's subject), and each preposition
by its word.
"""

from __future__ import annotations

from letopis.extract.sentence.causing import having_done
from letopis.extract.sentence.control import (
    PARTICLES,
    PREPOSITIONS,
    as_somebody,
    before_comma,
    called,
    clause_told,
    has_done,
    in_order,
    is_among,
    is_appointing,
    is_called_for,
    is_denied_quality,
    is_headline_passive,
    is_judged,
    is_left_bare,
    is_parted_object,
    is_particle,
    is_set_off,
    left_objects,
    lift_request,
    loose_mark,
    named_among,
    punished,
    stranded,
    told_of,
)
from letopis.extract.sentence.fillers import filling
from letopis.extract.sentence.presupposed import told_beside
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.relatives import has_relative, is_wider_place
from letopis.lexicon import classes

Slots = dict[str, list[int]]
CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "conj", "acl", "acl:relcl", "parataxis"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM"})
PLACE_MARKS = frozenset(
    {"in", "at", "near", "outside", "inside", "across", "through", "throughout", "around"}
)
OF_VERBS = frozenset({"subj", "obj", "iobj", "xcomp", "ccomp", "advcl", "prt", "denied"})  # no noun's
DENIALS = frozenset({"not", "n't", "n’t", "never"})
CLAUSE_MARKS = PREPOSITIONS | {"in", "after", "during"}  # "died in fighting"


def slots_of(reading: Reading, word: int) -> Slots:
    """The filled slots of a verb or noun; cached on the reading."""
    known = reading.slots.get(word)
    if known is None:
        reading.slots[word] = {}  # guards against a circle through control
        verbal = reading.pos[word] in ("VERB", "AUX")
        known = reading.slots[word] = _of_verb(reading, word) if verbal else _of_noun(reading, word)
    return known


def is_passive(reading: Reading, word: int) -> bool:
    """True for a verb in the passive, or a participle that modifies the thing it was done to."""
    deps = {reading.deps[kid] for kid in reading.kids[word]}
    if "aux" in deps and "aux:pass" not in deps and has_done(reading, word):
        return False  # "have put to sea", whatever the tree calls the subject
    if "nsubj:pass" in deps or "aux:pass" in deps or "csubj:pass" in deps:
        return True
    bare = reading.tags[word] == "VBN" and not deps & {"aux", "nsubj", "obj"}
    if not bare and not is_left_bare(reading, word, deps):
        return is_headline_passive(reading, word, deps)
    if reading.deps[word] == "conj":
        return is_passive(reading, reading.heads[word])
    if reading.deps[word] == "acl:relcl" and reading.tags[word] == "VBN":
        return not has_relative(reading, word, "")  # "a man gunned down outside a temple"
    return reading.deps[word] in ("acl", "amod", "advcl", "xcomp")


def preposition(reading: Reading, word: int) -> str | None:
    """The preposition that marks a word ("with"), also of several words ("according to"), or None."""
    nominal = reading.pos[word] in ("NOUN", "PROPN")
    for kid in reading.kids[word]:
        mark = nominal and reading.deps[kid] == "mark" and reading.tags[kid] == "IN"  # "after talks"
        if (reading.deps[kid] == "case" or mark) and reading.pos[kid] != "PART":
            rest = [reading.lemmas[k] for k in reading.kids[kid] if reading.deps[k] == "fixed"]
            return " ".join([reading.words[kid].lower(), *rest])
    for kid in reading.kids[word]:  # "with rebel leader X": the tree may hang it on the title
        if kid < word and reading.deps[kid] in ("nmod:desc", "compound") and reading.kids[kid]:
            return preposition(reading, kid)
    return None


def _add(reading: Reading, slots: Slots, name: str, word: int) -> None:
    filled = slots.setdefault(name, [])
    filled += [one for one in filling(reading, word) if one not in filled]


def _of_verb(reading: Reading, verb: int) -> Slots:
    slots: Slots = {}
    passive = is_passive(reading, verb)
    headline = passive and is_headline_passive(
        reading, verb, {reading.deps[kid] for kid in reading.kids[verb]}
    )
    for kid in reading.kids[verb]:
        dep = "nsubj:pass" if headline and reading.deps[kid] == "nsubj" else reading.deps[kid]
        if _is_above(reading, verb, kid):
            continue
        if dep in ("nsubj", "nsubj:outer") or (dep == "nsubj:pass" and not passive):
            _add(reading, slots, "subj", kid)
        elif dep == "nsubj:pass":
            _add(reading, slots, "iobj" if _is_given(reading, verb) else "obj", kid)
        elif dep == "obj" and preposition(reading, kid) in PREPOSITIONS:
            _add_oblique(reading, slots, kid, passive)  # "asked the bank for money"
        elif dep in ("obj", "iobj"):
            _add(reading, slots, "iobj" if _is_receiver(reading, verb, kid) else dep, kid)
        elif dep == "compound:prt":
            slots.setdefault("prt", []).append(kid)
        elif dep == "xcomp" and _is_gift(reading, verb, kid):
            _add(reading, slots, "obj", kid)
        elif dep in ("xcomp", "ccomp", "advcl") and not _is_oblique(reading, kid):
            slots.setdefault("not" if is_denied_quality(reading, kid) else dep, []).append(kid)
            if any(reading.deps[k] == "mark" and reading.lemmas[k] == "for" for k in reading.kids[kid]):
                slots.setdefault("for", []).append(kid)  # "called for the general to resign"
            mark = _clause_mark(reading, kid)
            if mark is not None:
                slots.setdefault(mark, []).append(kid)
        elif passive and _is_absolute(reading, verb, kid):
            _add(reading, slots, "obj", kid)
        elif is_parted_object(reading, verb, kid):
            slots.setdefault("prt", []).append(verb + 1)
            _add(reading, slots, "obj", kid)
        elif dep == "obl" and reading.tags[kid] in ("WDT", "WP") and preposition(reading, kid) is None:
            _add(
                reading, slots, stranded(reading, verb) or "obj", kid
            )  # "the firm, which the state accused of fraud"
        elif dep.startswith("obl") or _is_oblique(reading, kid):
            _add_oblique(reading, slots, kid, passive)
        elif dep == "advmod" and reading.words[kid].lower() in DENIALS:
            slots.setdefault("denied", []).append(kid)
        elif dep == "advmod" and reading.pos[kid] in ("ADP", "ADV") and not reading.words[kid].endswith("ly"):
            slots.setdefault("prt", []).append(kid)
        elif dep == "advmod" and reading.pos[kid] == "ADJ" and kid > verb:
            slots.setdefault("xcomp", []).append(kid)  # "set the hostages free"
    _lower(reading, slots, verb)
    for noun in list(slots.get("obj", ())):  # the tree may hang it on the noun, or on a noun within
        inner = _prepositions(reading, noun)
        for part in [noun, *(one for name in ("of", "in") for one in inner.get(name, ()))]:
            for name, fillers in _prepositions(reading, part).items():
                slots.setdefault(name, list(fillers))
    for noun in slots.get("subj", ()) if not passive else ():  # "talks between the two sides ended"
        if noun not in reading.parties and reading.heads[noun] == verb:
            sides = {k: v for k, v in _prepositions(reading, noun).items() if k in ("between", "with", "by")}
            slots.update({name: words for name, words in sides.items() if name not in slots})
    _sort_particles(reading, slots, verb)
    if _is_gapped(reading, verb, slots):
        mark = stranded(reading, verb)
        if mark is not None:
            _add(reading, slots, mark, reading.heads[verb])
        elif "obj" not in slots and not passive:
            _add(reading, slots, "obj", reading.heads[verb])
    if "iobj" in slots and "obj" not in slots:
        slots["obj"] = list(slots["iobj"])
    for noun in left_objects(reading, verb) if "obj" not in slots and not passive else ():
        _add(reading, slots, "obj", noun)  # "attacked and took the town"
    if "xcomp" not in slots and slots.keys() & {"obj", "on", "to"}:  # "asked the channels to tone it down"
        lift_request(reading, slots, verb)
    if passive and reading.deps[verb] in ("acl", "amod") and "obj" not in slots:
        head = reading.heads[verb]
        for noun in in_order(reading, head) or before_comma(reading, verb) or named_among(reading, head):
            _add(reading, slots, "obj", noun)
    if reading.deps[verb] == "amod" and "subj" not in slots and reading.tags[verb] == "VBN":
        for kid in reading.kids[verb]:  # "the Moscow-backed party"
            if reading.deps[kid] in ("compound", "obl", "obl:unmarked", "nmod") and kid < verb:
                _add(reading, slots, "subj", kid)
    if "subj" not in slots and not passive:
        for subject in _inherited_subject(reading, verb):
            _add(reading, slots, "subj", subject)
    elif passive and "obj" not in slots:
        for subject in before_comma(reading, verb) or _inherited_subject(reading, verb):
            _add(reading, slots, "obj", subject)
    hands = [w for w in slots.get("at", ()) if reading.lemmas[w] == "hand"]  # "died at the hands of"
    agents = [one for w in hands for one in _prepositions(reading, w).get("of", ())]
    if passive and "subj" not in slots:
        for agent in _agent_within(reading, verb) or agents or having_done(reading, verb):
            _add(reading, slots, "subj", agent)
    return {**slots, "hands": agents} if agents else slots


def _agent_within(reading: Reading, verb: int) -> list[int]:
    """The agent of a passive that the tree hung on a place or day: "massed on the border by the kingdom"."""
    inner = [kid for kid in reading.kids[verb] if reading.deps[kid].startswith("obl") and kid > verb]
    under = [kid for noun in inner for kid in reading.kids[noun] if kid in reading.parties]
    return [kid for kid in under if reading.deps[kid] == "nmod" and preposition(reading, kid) == "by"]


def _is_absolute(reading: Reading, verb: int, word: int) -> bool:
    """True for what "with" says something is done to: "with 2,000 officers deployed around the hall"."""
    before = reading.deps[verb] == "advcl" and word < verb
    return before and reading.deps[word] == "obl" and preposition(reading, word) == "with"


def _is_above(reading: Reading, verb: int, word: int) -> bool:
    """True for a noun before the "to" of an infinitive, which is the governing verb's: "advised the queen to go"."""
    if reading.deps[word] not in ("obj", "nsubj", "iobj") or reading.deps[verb] != "xcomp":
        return False
    marks = [kid for kid in reading.kids[verb] if reading.words[kid].lower() == "to" and kid < verb]
    return bool(marks) and reading.heads[verb] < word < marks[0]


def _lower(reading: Reading, slots: Slots, verb: int) -> None:
    """Fill subject and object with what the tree hung on the predicate: "X will remain chairman", "advised X to go"."""
    for kid in reading.kids[verb]:
        if reading.deps[kid] != "xcomp":
            continue
        for word in reading.kids[kid]:
            subject = reading.deps[word].startswith("nsubj") and reading.pos[kid] != "VERB"
            if subject and word < verb < kid and "subj" not in slots:
                _add(reading, slots, "subj", word)
            elif subject and verb < word < kid and "obj" not in slots:
                _add(reading, slots, "obj", word)  # "found the mayor guilty"
            elif _is_above(reading, kid, word) and "obj" not in slots:
                _add(reading, slots, "obj", word)


def _sort_particles(reading: Reading, slots: Slots, verb: int) -> None:
    """A preposition taken for a particle opens its slot ("called on the crowd"), and a particle taken for a
    preposition of the object stands beside the verb ("cut off the island")."""
    kids = reading.kids[verb]
    objects = [kid for kid in kids if reading.deps[kid] == "obj"]
    loose = ("NOUN", "PROPN")
    bare = [
        kid
        for kid in kids
        if (reading.deps[kid] == "obl" or (reading.deps[kid] == "xcomp" and reading.pos[kid] in loose))
        and preposition(reading, kid) is None
    ]
    for particle in [kid for kid in kids if reading.deps[kid] == "compound:prt"]:
        name = reading.lemmas[particle]
        behind = [kid for kid in (*objects, *bare) if kid > particle and kid not in reading.times]
        if name in PREPOSITIONS and behind and name not in slots:
            _add(reading, slots, name, min(behind))
        elif name in PARTICLES and not objects and "obj" not in slots and behind:
            _add(reading, slots, "obj", min(behind))  # "turned down an offer"
    for kid in objects:
        for mark in reading.kids[kid]:
            if reading.deps[mark] == "case" and mark == verb + 1 and is_particle(reading, mark):
                slots.setdefault("prt", []).append(mark)


def _is_gapped(reading: Reading, verb: int, slots: Slots) -> bool:
    """True for a relative clause whose object is the noun before it: "a duty (that) the state had introduced"."""
    head = reading.heads[verb]
    if reading.deps[verb] != "acl:relcl" or "subj" not in slots or head in reading.times:
        return False
    own = any(reading.deps[kid].startswith("nsubj") for kid in reading.kids[verb])
    relatives = [
        kid
        for kid in reading.kids[verb]
        if reading.tags[kid] in ("WDT", "WP", "WP$", "WRB") and reading.deps[kid] != "mark"
    ]
    owned = any(reading.tags[k] == "WP$" for noun in reading.kids[verb] for k in reading.kids[noun])
    own = own and head not in slots["subj"]
    return own and not (relatives or owned or slots.keys() & {"xcomp", "ccomp"})


def _is_receiver(reading: Reading, verb: int, word: int) -> bool:
    """True for the first of two bare objects, to whom the second is given: "paid the firm a fine"."""
    if reading.deps[word] == "iobj":
        return True
    objects = [
        kid
        for kid in reading.kids[verb]
        if reading.deps[kid] == "obj" and kid not in reading.times and not is_among(reading, kid)
    ]
    if len(objects) < 2 or word != objects[0] or word not in reading.parties:
        return False
    return reading.starts[objects[1]] >= reading.parties[word].end  # not the second word of one name


def _clause_mark(reading: Reading, verb: int) -> str | None:
    """The preposition before a verb in -ing: "barred from leaving", "accused of lying"."""
    if reading.tags[verb] != "VBG":
        return None
    marks = (kid for kid in reading.kids[verb] if kid < verb and reading.deps[kid] in ("mark", "case"))
    return next((m for kid in marks if (m := reading.words[kid].lower()) in CLAUSE_MARKS), None)


def _is_given(reading: Reading, verb: int) -> bool:
    """True for a passive that still has an object: "was promised a seat", where the subject is the receiver."""
    return any(_is_gift(reading, verb, kid) for kid in reading.kids[verb])


def _is_gift(reading: Reading, verb: int, word: int) -> bool:
    """True for the bare noun behind a verb of giving, which the tree may take for a predicate."""
    bare = reading.deps[word] in ("obj", "xcomp") and preposition(reading, word) is None
    noun = reading.pos[word] in NOMINAL and word not in reading.times
    return bare and noun and reading.lemmas[verb] in classes()["ditransitive"]


def _is_oblique(reading: Reading, word: int) -> bool:
    """True for a noun behind a preposition, whatever the tree calls it: "called for a boycott"."""
    return (
        reading.deps[word] in ("xcomp", "advcl")
        and reading.pos[word] in ("NOUN", "PROPN")
        and preposition(reading, word) not in (None, "as")
        and not any(reading.deps[kid] in ("cop", "nsubj") for kid in reading.kids[word])
    )


def _add_oblique(reading: Reading, slots: Slots, word: int, passive: bool) -> None:
    mark = preposition(reading, word) or loose_mark(reading, word)
    particle, _, rest = (mark or "").partition(" ")
    if particle in PARTICLES and rest in PREPOSITIONS:  # "walked out of the hall"
        case = next(kid for kid in reading.kids[word] if reading.deps[kid] == "case")
        slots.setdefault("prt", []).append(case)
        mark = rest
    agent = reading.deps[word] == "obl:agent" or (passive and mark == "by")
    timed = word in reading.times or any(kid in reading.times for kid in reading.kids[word])
    if agent and not timed and reading.lemmas[word] not in classes()["by_how_much"]:  # "were cut by half"
        _add(reading, slots, "subj", word)
    elif mark:
        _add(reading, slots, mark, word)


def _inherited_subject(reading: Reading, verb: int) -> list[int]:
    """The subject that a verb without one of its own takes from the clause that it hangs on."""
    dep, head = reading.deps[verb], clause_told(reading, verb)
    if dep in ("acl", "acl:relcl") and reading.pos[head] in NOMINAL:
        if dep == "acl" and reading.tags[verb] == "VBG" and is_set_off(reading, head, verb):
            return _of_clause(reading, head)
        if dep == "acl:relcl":
            return [head] if not has_relative(reading, verb, "obj") else []
        if reading.tags[verb] == "VB" and head in reading.parties and preposition(reading, head) == "for":
            return [head]  # "called for the general to resign"
        if reading.tags[verb] == "VBG":  # "signed a decree sacking him" is the signer's deed
            ordered = reading.lemmas[head] in classes()["decree_noun"]
            return (_of_carrier(reading, head) if ordered else []) or [head]
        return in_order(reading, head) or _of_carrier(reading, head)
    if dep == "amod":
        return [head] if reading.tags[verb] == "VBG" else []
    if (
        dep == "conj"
        and reading.pos[head] in NOMINAL
        and any(reading.deps[k] == "cop" for k in reading.kids[head])
    ):
        return [
            kid for kid in reading.kids[head] if reading.deps[kid] == "nsubj"
        ]  # "is a member but has refused"
    if reading.pos[head] not in ("VERB", "AUX", "ADJ"):  # "has yet to clear the senate"
        return [k for k in reading.kids[head] if reading.deps[k] == "nsubj" and reading.lemmas[head] == "yet"]
    if dep in ("xcomp", "ccomp") and is_judged(reading, verb):
        return punished(slots_of(reading, head))
    if dep == "xcomp":
        upper = slots_of(reading, head)
        if reading.tags[verb] == "VBN" and not is_called_for(
            reading, verb
        ):  # "kept the internet switched off"
            return upper.get("obj") or upper.get("subj", [])
        if reading.lemmas[head] in classes().get("object_control", frozenset()) or is_passive(reading, head):
            return as_somebody(reading, upper, upper.get("obj") or upper.get("iobj") or [])
        if reading.lemmas[head] in classes().get("calling", frozenset()):  # "called on the judge to resign"
            return called(reading, verb, upper)
        return upper.get("subj", [])
    if dep in ("conj", "advcl", "parataxis", "ccomp"):
        own_mark = any(reading.deps[kid] == "expl" for kid in reading.kids[verb])
        if own_mark or (dep in ("parataxis", "ccomp") and reading.tags[verb] not in ("VBG", "VBN")):
            return []
        upper = slots_of(reading, head)
        if dep == "advcl" and verb in upper.get("xcomp", ()):  # what is asked for, taken for a purpose
            return called(reading, verb, upper)
        if dep == "advcl" and is_judged(reading, verb):
            return punished(upper)
        appoints = dep == "advcl" and reading.tags[verb] == "VB" and is_appointing(reading, head)
        if dep == "advcl" and reading.lemmas[head] in classes()["gives_time"] and upper.get("iobj"):
            return upper["iobj"]  # "gave the junta a week to restore the king"
        return (upper.get("obj") if appoints or is_passive(reading, head) else None) or upper.get("subj", [])
    return []


def _of_clause(reading: Reading, word: int) -> list[int]:
    """The subject of the clause that a word stands in; the word itself where it is the subject."""
    current = word
    for _ in range(5):
        head = reading.heads[current]
        if head == current:
            break
        if reading.pos[head] in ("VERB", "AUX"):
            subject = reading.deps[current].startswith("nsubj")
            return [word] if subject else slots_of(reading, head).get("subj", [])
        current = head
    return [word]


def _of_carrier(reading: Reading, noun: int) -> list[int]:
    """Who does what a noun's infinitive says: "his plan to leave", "Kyiv's refusal to sign"."""
    slots = slots_of(reading, noun)
    whose = slots.get("poss") or slots.get("by") or slots.get("of")
    if whose:
        return whose
    light = classes()["light_verb"] | classes()["having"] | classes()["making"]
    carried = any(reading.lemmas[verb] in light for verb in slots.get("lv", ()))
    bodies = [word for word in slots.get("mod", ()) if word in reading.parties]
    return bodies or (slots.get("lvsubj", []) if carried else [])


def _prepositions(reading: Reading, noun: int) -> Slots:
    slots: Slots = {}
    days = [day for day in range(noun + 1, min(noun + 4, len(reading.words))) if day in reading.times]
    behind = [k for day in days for k in reading.kids[day] if reading.starts[k] >= reading.times[day].end]
    for kid in [*reading.kids[noun], *behind]:
        if reading.deps[kid].split(":")[0] in ("nmod", "obl"):  # "the release on Tuesday of two pilots"
            mark = preposition(reading, kid)
            if mark:
                _add(reading, slots, mark, kid)
    return slots


def _carrying(reading: Reading, noun: int) -> tuple[int, int]:
    """The head of a noun, and the noun itself; of "held a second day of talks" that of the day, and the day."""
    above = reading.heads[noun]
    spread = reading.lemmas[above] in classes()["length_of_time"]
    inside = reading.deps[noun] == "nmod" and spread and preposition(reading, noun) == "of"
    if inside and reading.deps[above] in ("obj", "nsubj:pass"):
        return reading.heads[above], above
    return above, noun


def _of_noun(reading: Reading, noun: int) -> Slots:
    slots = _prepositions(reading, noun)
    for bearer in [word for name in ("of", "by", "between") for word in slots.get(name, ())]:
        if bearer in reading.parties or bearer in slots.get("of", ()):
            for name, fillers in _prepositions(reading, bearer).items():
                slots.setdefault(name, list(fillers))  # "the visit of X to Uganda", on whichever it hangs
    for kid in reading.kids[noun]:
        dep = reading.deps[kid]
        if dep == "case" and reading.tags[kid] != "POS":
            slots.setdefault("case", []).append(kid)
        elif dep == "nmod:poss":
            _add(reading, slots, "poss", kid)
        elif dep in ("nsubj", "nsubj:outer"):
            _add(reading, slots, "subj", kid)
        elif (
            dep in ("xcomp", "ccomp", "acl")
            and reading.pos[kid] == "VERB"
            and reading.tags[kid] not in ("VBG", "VBN")
        ):
            slots.setdefault("xcomp" if reading.tags[kid] == "VB" else "ccomp", []).append(kid)
        elif (
            dep in ("amod", "compound", "nmod", "nmod:unmarked", "obl:unmarked", "nmod:desc")
            and preposition(reading, kid) is None
            and not (dep == "nmod" and kid > noun)  # the name behind a title: "talks with leader X"
            and (kid < noun or not is_wider_place(reading, kid))
        ):
            slots.setdefault("mod", []).append(kid)
    for hand in [
        w for w in slots.get("at", ()) if reading.lemmas[w] == "hand"
    ]:  # "her death at the hands of"
        slots.setdefault("by", list(_prepositions(reading, hand).get("of", ())))
    if told := told_beside(reading, noun):
        slots["told"] = told
    verb, carrier = _carrying(reading, noun)
    if "subj" not in slots and reading.deps[noun] == "appos" and reading.pos[noun] == "NOUN":
        _add(reading, slots, "subj", verb)  # "Turkey, a member of the alliance"
    if "subj" not in slots:
        named = bool(slots.keys() & {"poss", "of"}) and noun in reading.parties
        for one in told_of(reading, noun, slots_of(reading, verb) if verb != noun else {}, named):
            _add(reading, slots, "subj", one)
    carried = reading.deps[carrier] in ("obj", "nsubj:pass") or (
        reading.deps[noun] == "obl" and (preposition(reading, noun) or "") in ("in", "into", "on", "to")
    )
    if reading.deps[noun] == "conj" and reading.pos[verb] in NOMINAL:
        upper = slots_of(reading, verb)
        for name in ("lv", "lvsubj", "poss"):
            if name in upper:
                slots.setdefault(name, list(upper[name]))
    elif carried and verb != noun and reading.pos[verb] == "VERB":
        slots["lv"] = [verb]
        upper = slots_of(reading, verb)
        if "subj" in upper and all(reading.pos[kid] == "VERB" for kid in upper.get("xcomp", ())):
            slots.setdefault("lvsubj", list(upper["subj"]))
        for name, fillers in upper.items():  # "hold talks with Kyiv": the tree may hang it on the verb
            if name not in OF_VERBS and noun not in fillers:
                slots.setdefault(name, list(fillers))
    return slots
