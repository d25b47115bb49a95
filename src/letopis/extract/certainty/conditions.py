"""Conditions: what is told as one, and what only holds under one.

In:   a `Reading` and a verb.
Out:  the word that makes it conditional, or None.
"""

from __future__ import annotations

from letopis.extract.certainty.stances import stance_towards
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition
from letopis.lexicon import classes

OPENING = ("had", "were", "should")
MODALS = frozenset(
    {"will", "would", "shall", "can", "could", "may", "might", "must", "'ll", "’ll", "wo", "ca", "'d"}
)
UNREAL = frozenset({"would", "could", "might"})
PROVIDING = frozenset({"provided", "providing", "supposing", "assuming"})
INVERTING = frozenset(
    {"nor", "neither", "so", "than", "as", "never", "only", "scarcely", "hardly", "not", "no", "and"}
)
REACH = 12  # words between an auxiliary that opens a condition and its verb
ANY = frozenset({"any", "anyone", "anybody", "whoever", "whatever", "whichever", "every"})


def condition_at(reading: Reading, verb: int) -> int | None:
    """The word by which a verb's clause is a condition or a question: "if", "unless", "whether", an auxiliary that
    opens the clause."""
    for kid in reading.kids[verb]:
        if reading.deps[kid] not in ("mark", "advmod", "case", "cc"):
            continue
        if reading.lemmas[kid] in classes()["condition_word"] and _joins(reading, kid, verb):
            return kid
    if (seeming := _as_if(reading, verb)) is not None:
        return seeming
    above = reading.heads[verb]
    if reading.deps[verb] == "ccomp" and _is_providing(reading, above):
        return above
    if reading.deps[verb].startswith("advcl") and (long := _as_long_as(reading, verb)) is not None:
        return long
    if (opening := _opening(reading, verb)) is not None:
        return opening
    if reading.deps[verb].startswith("advcl") and (whichever := _whichever(reading, verb)) is not None:
        return whichever
    if reading.deps[verb] == "acl:relcl" and reading.tags[verb] in ("VBZ", "VBP"):
        return _generic(reading, reading.heads[verb])
    if (inside := _inverted_within(reading, verb)) is not None:
        return inside
    upper = reading.heads[verb]
    joined = reading.deps[verb] == "conj" and _tense(reading, upper) == _tense(reading, verb)
    return (
        condition_at(reading, upper) if joined and reading.deps[upper].startswith(("advcl", "acl")) else None
    )


def _as_if(reading: Reading, verb: int) -> int | None:
    """The "as" of "behaved as if he had won"; not of "it looks as if he will win", which is held possible."""
    for kid in reading.kids[verb]:
        if reading.lemmas[kid] == "as" and reading.deps[kid] == "mark" and kid < verb:
            behind = reading.words[kid + 1].lower()
            head = reading.heads[verb]
            held = head != verb and stance_towards(reading, head, "that") is not None
            return kid if behind in ("if", "though") and not held else None
    return None


def is_counterfactual(reading: Reading, verb: int) -> bool:
    """True for a condition in the past perfect upon which something else would have been: it is told as untrue."""
    first, end = reading.sents[reading.sent_of[verb]]
    had = any(reading.words[w].lower() in ("had", "'d", "’d") for w in range(max(first, verb - REACH), verb))
    would = any(
        reading.words[w].lower() in UNREAL and "have" in reading.words[w + 1 : w + 4]
        for w in range(first, end)
    )
    return had and would and reading.tags[verb] in ("VBN", "VBD")


def _tense(reading: Reading, verb: int) -> str:
    """The tense of a clause as far as a condition shares it: present, past, or the tag itself."""
    first = next((kid for kid in reading.kids[verb] if reading.deps[kid] in ("aux", "aux:pass", "cop")), verb)
    tag = reading.tags[first]
    return {"VBZ": "present", "VBP": "present", "VBD": "past", "VBN": "past"}.get(tag, tag)


def _whichever(reading: Reading, verb: int) -> int | None:
    """The "whichever" of "whichever side wins"."""
    near = [k for kid in reading.kids[verb] if kid < verb for k in (kid, *reading.kids[kid])]
    return next((kid for kid in near if reading.lemmas[kid] in ("whichever", "whoever", "whatever")), None)


def _is_providing(reading: Reading, word: int) -> bool:
    """True for the "provided" of "provided that he agrees", which the tree may take for the verb."""
    return reading.words[word].lower() in PROVIDING and reading.deps[word].startswith("advcl")


def _joins(reading: Reading, mark: int, verb: int) -> bool:
    """True for a word that opens the verb's clause; "provided" is a verb elsewhere."""
    return mark < verb and reading.pos[mark] in ("SCONJ", "ADP", "ADV", "CCONJ", "VERB", "PART", "PRON")


def _as_long_as(reading: Reading, verb: int) -> int | None:
    head = reading.heads[verb]
    marked = any(reading.lemmas[kid] == "as" and reading.deps[kid] == "mark" for kid in reading.kids[verb])
    before = reading.words[head - 1].lower() if head else ""
    return head if marked and reading.lemmas[head] == "long" and before in ("as", "so") else None


def _opening(reading: Reading, verb: int) -> int | None:
    """The auxiliary of "Had the court agreed, he would have stayed", which the tree may hang on the main verb."""
    first = reading.sents[reading.sent_of[verb]][0]
    while reading.pos[first] in ("PUNCT", "SPACE") and first < verb:
        first += 1
    if first >= verb or reading.words[first].lower() not in OPENING:
        return None
    if _is_inverted(reading, first, verb):
        return first
    behind = reading.words[verb : verb + 12]
    if "," not in behind or any(
        reading.deps[kid] == "mark" and kid != first and reading.lemmas[kid] != "to"
        for kid in reading.kids[verb]
    ):
        return None
    comma = verb + behind.index(",")
    later = reading.heads[first] if reading.heads[first] > comma else reading.heads[verb]
    return first if later > comma or (reading.heads[first] == verb and reading.heads[verb] > verb) else None


def _is_inverted(reading: Reading, first: int, verb: int) -> bool:
    """True before the comma of "Were the court to convict him, he would …", whatever the tree makes of it."""
    end = reading.sents[reading.sent_of[verb]][1]
    commas = [word for word in range(first, end) if reading.words[word] == ","]
    if not commas or not first < verb < commas[0] or reading.pos[verb] != "VERB":
        return False
    modal = any(
        reading.words[word].lower() in MODALS for word in range(commas[-1], min(commas[-1] + 12, end))
    )
    return modal and not reading.deps[verb].startswith(("acl:relcl", "amod"))


def _inverted_within(reading: Reading, verb: int) -> int | None:
    """The auxiliary of "would have won, had it named another leader", wherever the clause stands: it comes before its
    subject, and a modal tells what would follow."""
    first, end = reading.sents[reading.sent_of[verb]]
    words = range(verb - 1, max(first, verb - REACH), -1)
    opening = next((w for w in words if reading.words[w].lower() in OPENING), None)
    if opening is None or opening == first or not _has_its_subject_behind(reading, opening, verb):
        return None
    if reading.words[opening - 1].lower() in INVERTING or reading.tags[opening - 1].startswith("W"):
        return None
    if reading.words[opening].lower() == "had":
        fits = reading.tags[verb] in ("VBN", "VBD")
    else:
        fits = reading.tags[verb] == "VB" or (reading.tags[verb] == "VBN" and opening in reading.kids[verb])
    others = (w for w in range(first, end) if not opening <= w <= verb)
    return opening if fits and any(reading.words[w].lower() in MODALS for w in others) else None


def _has_its_subject_behind(reading: Reading, opening: int, verb: int) -> bool:
    """True where only a subject, "not" and auxiliaries stand between the auxiliary and its verb, none before it."""
    between = range(opening + 1, verb)
    if reading.words[opening].lower() == "should" and reading.pos[opening + 1] in ("DET", "PRON", "PROPN"):
        return reading.pos[opening - 1] != "PRON"  # "will recall its envoy should the trial go ahead"
    if not between or any(
        reading.deps[kid].startswith("nsubj") for kid in reading.kids[opening] if kid < opening
    ):
        return False
    if any(reading.deps[kid].startswith("nsubj") and kid < opening for kid in reading.kids[verb]):
        return False
    nominal = {"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "ADV", "PART", "AUX", "ADP"}
    if not all(reading.pos[w] in nominal for w in between) or reading.pos[opening - 1] in (
        "NOUN",
        "PROPN",
        "PRON",
    ):
        return reading.pos[opening - 1] == "PUNCT" and all(reading.pos[w] in nominal for w in between)
    return any(reading.pos[w] in ("NOUN", "PROPN", "PRON") for w in between)


def _generic(reading: Reading, noun: int) -> int | None:
    """The word of "any officer who arrests a deputy"."""
    if reading.lemmas[noun] in ANY:
        return noun
    return next((kid for kid in reading.kids[noun] if reading.lemmas[kid] in ANY), None)


def is_conditional(reading: Reading, verb: int) -> int | None:
    """The word that makes a verb the outcome of a condition, None where it has happened anyway."""
    if not _is_open(reading, verb):
        return None
    for found in (_failing(reading, verb), _lacking(reading, verb), _one_more(reading, verb)):
        if found is not None:
            return found
    for kid in reading.kids[verb]:
        if reading.deps[kid].startswith("advcl") or reading.lemmas[kid] == "long":
            mark = _condition_of(reading, kid)
            if mark is not None:
                return mark
        elif reading.deps[kid] == "obl" and _is_event_of(reading, kid):
            return kid
    head = reading.heads[verb]
    if reading.deps[verb] == "conj" and head != verb and reading.tags[head] == reading.tags[verb]:
        return is_conditional(reading, head)
    return None


def _condition_of(reading: Reading, clause: int) -> int | None:
    if reading.lemmas[clause] == "long":
        return next((found for kid in reading.kids[clause] if (found := _as_long_as(reading, kid))), None)
    mark = clause if _is_providing(reading, clause) else condition_at(reading, clause)
    if mark is None or reading.lemmas[mark] in ("whether", "lest"):
        return None
    before = reading.words[mark - 1].lower() if mark else ""
    if before in ("even", "as") or _is_of_belief(reading, clause):
        return None
    return mark  # not "even if": whether or not


def _failing(reading: Reading, verb: int) -> int | None:
    """The word by which a clause tells what follows if another thing is not done: "otherwise they will", "pay, or we
    shall", "failing that, they would"."""
    kids = reading.kids[verb]
    if not any(reading.words[kid].lower() in MODALS for kid in kids if reading.deps[kid] == "aux"):
        return None
    for kid in kids:
        if kid > verb:
            break
        if reading.deps[kid] == "advmod" and reading.lemmas[kid] in ("otherwise", "else"):
            return kid
        if reading.deps[kid] == "cc" and reading.lemmas[kid] == "or" and _is_own_clause(reading, verb, kid):
            return kid
    above = reading.heads[verb] if reading.deps[verb] in ("ccomp", "parataxis") else verb
    for kid in (*kids, *reading.kids[above]):
        if kid < verb and reading.words[kid].lower() == "failing" and reading.deps[kid].startswith("advcl"):
            return kid if any(reading.deps[k] == "obj" for k in reading.kids[kid]) else None
    return None


def _lacking(reading: Reading, verb: int) -> int | None:
    """The "without" of "without a deal by Friday, they will strike", in front of what then comes."""
    kids = reading.kids[verb]
    if not any(reading.words[kid].lower() in ("will", "would", "'ll", "’ll") for kid in kids):
        return None
    subject = next((kid for kid in kids if reading.deps[kid].startswith("nsubj")), verb)
    for kid in kids:
        settles = any(reading.lemmas[k] in classes()["settling"] for k in (kid, *reading.kids[kid]))
        if settles and kid < subject and preposition(reading, kid) == "without":
            return next((k for k in reading.kids[kid] if reading.lemmas[k] == "without"), kid)
    return None


def _one_more(reading: Reading, verb: int) -> int | None:
    """The "more" of "one more fine, and we leave"."""
    noun = reading.heads[verb]
    if reading.deps[verb] != "conj" or reading.pos[noun] not in ("NOUN", "ADJ", "NUM") or noun > verb:
        return None
    if any(reading.deps[kid] == "cop" for kid in reading.kids[noun]):
        return None
    near = (k for kid in reading.kids[noun] for k in (kid, *reading.kids[kid]) if k < noun)
    return next((k for k in near if reading.lemmas[k] in ("more", "another", "further")), None)


def _is_own_clause(reading: Reading, verb: int, mark: int) -> bool:
    """True where a subject of its own stands behind the "or": not "will resign or will be sacked"."""
    return any(mark < kid < verb and reading.deps[kid].startswith("nsubj") for kid in reading.kids[verb])


def _is_of_belief(reading: Reading, clause: int) -> bool:
    """True for "if one may trust the circular", "if the polls are right", on which no deed hangs."""
    return reading.lemmas[clause] in classes()["taken_for_true"] and any(
        reading.deps[kid].startswith("nsubj") for kid in reading.kids[clause]
    )


def belief_at(reading: Reading, verb: int) -> int | None:
    """The "if" of such a clause at a verb."""
    for kid in reading.kids[verb]:
        if reading.deps[kid].startswith("advcl") and _is_of_belief(reading, kid):
            return next((k for k in reading.kids[kid] if reading.lemmas[k] == "if"), None)
    return None


def _is_event_of(reading: Reading, noun: int) -> bool:
    return (
        reading.lemmas[noun] in ("event", "case")
        and preposition(reading, noun) == "in"
        and any(reading.deps[kid] == "nmod" for kid in reading.kids[noun])
    )


def _is_open(reading: Reading, verb: int) -> bool:
    """True for a verb that is not told as past: in the future, the present, or with a modal."""
    kids = [kid for kid in reading.kids[verb] if reading.deps[kid] in ("aux", "aux:pass", "cop")]
    if any(reading.words[kid].lower() in MODALS for kid in kids):
        return True
    if kids:
        return all(
            reading.tags[kid] in ("VB", "VBZ", "VBP", "TO") and reading.lemmas[kid] == "be" for kid in kids
        )
    return reading.tags[verb] in ("VB", "VBZ", "VBP", "VBG")


def is_law(reading: Reading, verb: int, aux: int) -> bool:
    """True where what must be is laid down: by a law, within a term."""
    if reading.lemmas[aux] != "must":
        return False
    for kid in reading.kids[verb]:
        mark = preposition(reading, kid) if reading.deps[kid] in ("obl", "obl:unmarked") else None
        if mark in ("by", "under", "within") and (
            reading.lemmas[kid] in classes()["law_word"] or kid in reading.times
        ):
            return True
    return False
