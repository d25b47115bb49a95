"""How far a word's happening is asserted: modality and polarity, from the words around it.

In:   a `Reading` and the verb or noun that names a happening.
Out:  a `Factuality`, with the words that show it.

Auxiliaries and negation stand at the verb; plans, wishes, doubts and refusals govern it from above: the climb
goes up through infinitives, complements and the nouns that carry them, and ends at a verb of saying, since
what is said is the speaker's and not the paper's (attribution tells that). Which word does what:
data/lexicon/en/modality.tsv.
"""

from __future__ import annotations

from dataclasses import dataclass

from letopis.claim import Modality, Polarity
from letopis.extract.reading import Reading
from letopis.extract.slots import is_passive, preposition
from letopis.lexicon import NO_EVENT, classes, modality, speech

STEPS_UP = 7
STOPS = frozenset({".", "!", "?"})
INTRODUCING = ("mark", "advmod", "cc", "case")
STRENGTH = {
    Modality.ASSERTED: 0,
    Modality.ALLEGED: 1,
    Modality.PLANNED: 2,
    Modality.POSSIBLE: 3,
    Modality.HYPOTHETICAL: 4,
}
STANCE = {
    "planned": Modality.PLANNED,
    "possible": Modality.POSSIBLE,
    "hypothetical": Modality.HYPOTHETICAL,
    "alleged": Modality.ALLEGED,
    "unreal": Modality.HYPOTHETICAL,
}
OPEN_ENDED = frozenset({"until", "once", "till"})  # open a thing to come behind any tense
FUTURE_CLAUSE = frozenset({"when", "once", "before", "until", "till", "after", "as soon as"})
POS_LETTER = {
    "VERB": "V",
    "AUX": "V",
    "NOUN": "N",
    "PROPN": "N",
    "ADJ": "A",
    "ADV": "A",
    "PART": "A",
    "DET": "A",
    "SCONJ": "P",
}


@dataclass(frozen=True, slots=True)
class Factuality:
    """Modality, polarity, and the indices of the words that set them."""

    modality: Modality = Modality.ASSERTED
    polarity: Polarity = Polarity.AFFIRMED
    cues: tuple[int, ...] = ()


class _Scale:
    """Gathers what the words say; the weakest assertion wins, negations cancel."""

    def __init__(self) -> None:
        self.modality = Modality.ASSERTED
        self.negated = False
        self.cues: list[int] = []

    def weaken(self, to: Modality, cue: int) -> None:
        if STRENGTH[to] > STRENGTH[self.modality]:
            self.modality = to
        self.cues.append(cue)

    def negate(self, cue: int) -> None:
        self.negated = not self.negated
        self.cues.append(cue)

    def done(self) -> Factuality:
        polarity = Polarity.NEGATED if self.negated else Polarity.AFFIRMED
        return Factuality(self.modality, polarity, tuple(sorted(set(self.cues))))


def stance_of(reading: Reading, word: int) -> str | None:
    """What modality.tsv says of a word: "planned", "possible" …, or None."""
    letter = POS_LETTER.get(reading.pos[word])
    if letter == "V" and reading.deps[word] == "advmod":
        letter = "A"  # "reportedly" taken for a verb
    if not letter:
        return None
    known = modality()
    return known.get((reading.lemmas[word], letter)) or known.get((reading.words[word].lower(), letter))


def is_speech_verb(reading: Reading, word: int) -> bool:
    """True for a verb by which a report says that somebody said something, whatever stands beside it."""
    rows = speech().get((reading.lemmas[word], "V"), ()) if reading.pos[word] == "VERB" else ()
    return any(row.act != NO_EVENT and "weak" not in row.marks for row in rows)


def factuality_of(reading: Reading, word: int, *, asked: bool = True) -> Factuality:
    """How far the happening named by the word is asserted; without `asked`, a question mark is not heeded."""
    scale = _Scale()
    if reading.pos[word] in ("VERB", "AUX"):
        _read_verb(reading, word, scale)
    else:
        _read_noun(reading, word, scale)
    _climb(reading, word, scale)
    if asked and _is_question(reading, word):
        scale.weaken(Modality.HYPOTHETICAL, word)
    return scale.done()


def _read_verb(reading: Reading, verb: int, scale: _Scale, below: int = -1) -> None:
    auxiliaries = 0
    for kid in reading.kids[verb]:
        dep = reading.deps[kid]
        if reading.quote_mask[reading.starts[kid]] != reading.quote_mask[reading.starts[verb]]:
            continue  # "Probably not," she said
        if dep in ("aux", "aux:pass", "cop"):
            auxiliaries += dep == "aux"
            _read_auxiliary(reading, kid, verb, scale)
        elif dep in ("advmod", "det", "cc:preconj") or reading.tags[kid] == "RB":
            if not (kid and reading.pos[kid - 1] == "ADP"):  # "out of nowhere"
                _read_stance(reading, kid, scale)
            if reading.lemmas[kid] in ("longer", "long") and kid and reading.lemmas[kid - 1] == "no":
                scale.negate(kid)  # "no longer insists"
        elif dep == "mark" and reading.lemmas[kid] in ("if", "unless", "whether", "lest"):
            scale.weaken(Modality.HYPOTHETICAL, kid)
        elif (
            kid != below  # "have no ties": the noun has counted its "no"
            and dep in ("nsubj", "nsubj:pass", "obj")
            and any(
                reading.lemmas[k] in ("no", "neither") and reading.deps[k] in ("det", "cc:preconj")
                for k in reading.kids[kid]
            )
        ) or (dep in ("nsubj", "nsubj:pass") and reading.lemmas[kid] in ("nobody", "none")):
            scale.negate(kid)
    if _is_to_be(reading, verb):
        scale.weaken(Modality.PLANNED, verb)
    if not auxiliaries and reading.deps[verb] == "conj" and not _has_subject(reading, verb):
        upper = reading.heads[verb]
        if reading.pos[upper] in ("VERB", "AUX") and _same_form(reading, verb, upper):
            for kid in reading.kids[upper]:
                if reading.deps[kid] == "aux" and kid < verb:
                    _read_auxiliary(reading, kid, upper, scale)


def _is_inverted(reading: Reading, verb: int) -> bool:
    """True for a condition without "if", whose auxiliary opens the sentence: "Had the court agreed, he would have
    stayed"; the tree may hang it on the main verb."""
    first = reading.sents[reading.sent_of[verb]][0]
    while reading.pos[first] in ("PUNCT", "SPACE") and first < verb:
        first += 1
    opens = reading.words[first].lower() in ("had", "were", "should") and reading.heads[first] >= verb
    marked = any(reading.deps[kid] == "mark" for kid in reading.kids[verb])
    return opens and first < verb and not marked and "," in reading.words[verb : reading.heads[verb]]


def _is_to_be(reading: Reading, verb: int) -> bool:
    """True under "is to", "was to have been": arranged, and not told as done."""
    marks = [k for k in reading.kids[verb] if reading.deps[k] == "mark" and reading.lemmas[k] == "to"]
    return bool(marks) and any(
        reading.lemmas[kid] == "be" and reading.tags[kid] in ("VBZ", "VBP", "VBD") and kid < marks[0]
        for kid in reading.kids[verb]
        if reading.deps[kid] in ("aux", "aux:pass", "cop")
    )


def _same_form(reading: Reading, left: int, right: int) -> bool:
    return reading.tags[left] == reading.tags[right]


def _has_subject(reading: Reading, verb: int) -> bool:
    return any(reading.deps[kid].startswith(("nsubj", "csubj", "expl")) for kid in reading.kids[verb])


def _read_auxiliary(reading: Reading, aux: int, verb: int, scale: _Scale) -> None:
    lemma, lower = reading.lemmas[aux], reading.words[aux].lower()
    if lower in ("will", "'ll", "’ll", "shall", "wo", "sha"):
        scale.weaken(Modality.PLANNED, aux)
    elif lemma in ("would", "'d") or lower in ("would", "'d", "’d"):
        told = _is_told_in_past(reading, verb)
        scale.weaken(Modality.PLANNED if told else Modality.HYPOTHETICAL, aux)
    elif lemma in ("may", "might", "can", "could"):
        scale.weaken(Modality.POSSIBLE, aux)
    elif lemma in ("must", "should", "ought"):
        scale.weaken(Modality.HYPOTHETICAL, aux)


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


def _read_stance(reading: Reading, word: int, scale: _Scale) -> None:
    stance = stance_of(reading, word)
    if stance == "negated":
        scale.negate(word)
    elif stance in STANCE:
        scale.weaken(STANCE[stance], word)


def _read_noun(reading: Reading, noun: int, scale: _Scale) -> None:
    for kid in reading.kids[noun]:
        if reading.deps[kid] in ("amod", "advmod", "det", "compound"):
            _read_stance(reading, kid, scale)


def _climb(reading: Reading, word: int, scale: _Scale) -> None:
    current = word
    for _ in range(STEPS_UP):
        head, dep = reading.heads[current], reading.deps[current]
        if head == current or reading.words[head].isspace():
            return
        nominal = reading.pos[current] not in ("VERB", "AUX")
        if dep.startswith("advcl"):
            _read_clause(reading, current, scale)
            return
        if dep in ("acl:relcl", "parataxis") or _stands_alone(reading, current):
            return
        if dep == "conj":
            current = head
            continue
        if nominal and not _carries(reading, current, head):
            return
        if dep in ("xcomp", "ccomp", "csubj:pass", "csubj") and _is_hearsay(reading, head):
            scale.weaken(Modality.ALLEGED, head)
            return
        if dep == "ccomp" and is_speech_verb(reading, head):
            asked = stance_of(reading, head) == "unreal" and not _is_indicative(reading, current)
            if not asked and stance_of(reading, head) in (None, "unreal"):
                return  # what is told that it is so is the speaker's assertion; "demand that he go" is none
        if dep == "xcomp" and reading.lemmas[head] == "have" and reading.tags[current] == "VB":
            scale.weaken(Modality.PLANNED, head)  # "has to pay": owed, not yet done
        stance = stance_of(reading, head)
        governs = dep in (
            "xcomp",
            "ccomp",
            "obj",
            "acl",
            "csubj",
            "csubj:pass",
            "nmod",
            "obl",
            "nsubj:pass",
            "nsubj",
        )
        if stance and governs and not (dep == "nsubj" and reading.pos[head] == "VERB"):
            _read_stance(reading, head, scale)
        elif dep == "acl" and reading.tags[current] == "VB":
            scale.weaken(Modality.HYPOTHETICAL, head)  # "the power to arrest": able, not done
        if reading.pos[head] in ("VERB", "AUX"):
            _read_verb(reading, head, scale, current)
        else:
            _read_noun(reading, head, scale)
        current = head


def _is_hearsay(reading: Reading, verb: int) -> bool:
    """True for a passive of saying or believing that does not tell who: "is said to have", "it is understood that"."""
    if reading.lemmas[verb] not in classes().get("hearsay", frozenset()) or not is_passive(reading, verb):
        return False
    return not any(preposition(reading, kid) == "by" for kid in reading.kids[verb])


def _is_indicative(reading: Reading, verb: int) -> bool:
    """True for a finite clause that tells what is or was or will be."""
    if reading.pos[verb] not in ("VERB", "AUX"):
        return True
    return reading.tags[verb] in ("VBD", "VBZ", "VBP") or any(
        reading.deps[kid] in ("aux", "aux:pass", "cop") and reading.tags[kid] != "TO"
        for kid in reading.kids[verb]
    )


def _stands_alone(reading: Reading, verb: int) -> bool:
    """True for a past tense with its own subject and no conjunction, which a tree took for a subject clause."""
    return (
        reading.deps[verb].startswith("csubj")
        and reading.tags[verb] == "VBD"
        and _has_subject(reading, verb)
        and not any(reading.deps[kid] == "mark" for kid in reading.kids[verb])
    )


def _carries(reading: Reading, noun: int, head: int) -> bool:
    """True where the noun's happening is as real as what it hangs on: "postponed talks", "the threat of
    war"."""
    dep = reading.deps[noun]
    if reading.pos[head] in ("VERB", "AUX", "ADJ"):
        if dep in ("obj", "nsubj:pass", "nsubj", "xcomp"):
            return True
        return dep == "obl" and preposition(reading, noun) in ("for", "to", "on", "in", "of")
    return dep == "nmod" and stance_of(reading, head) is not None


def _read_clause(reading: Reading, verb: int, scale: _Scale) -> None:
    """An adverbial clause: "if" makes it conditional, "to" a purpose, present tense after "when" a thing to
    come."""
    marks = [reading.lemmas[kid] for kid in reading.kids[verb] if reading.deps[kid] in ("mark", "advmod")]
    head = reading.heads[verb]
    ahead = FUTURE_CLAUSE & set(marks) and (reading.tags[head] == "VB" or set(marks) & OPEN_ENDED)
    if ("to" in marks and reading.tags[verb] == "VB") or (ahead and _is_present(reading, verb)):
        scale.weaken(Modality.PLANNED, verb)
    elif any(reading.lemmas[kid] in ("than", "instead") for kid in _before(reading, verb)):
        scale.weaken(Modality.HYPOTHETICAL, verb)  # "rather than forcing": what is not chosen
    elif _is_inverted(reading, verb):
        scale.weaken(Modality.HYPOTHETICAL, verb)
    elif reading.tags[verb] == "VBG" and _is_charge(reading, head):
        scale.weaken(Modality.ALLEGED, verb)  # "charged with bribing a judge"
    elif set(marks) & {"without"} or (set(marks) & {"before"} and stance_of(reading, head) == "negated"):
        scale.negate(verb)


def _is_charge(reading: Reading, word: int) -> bool:
    """True for a verb that says somebody is held to have done what follows."""
    return reading.lemmas[word] in classes()["charging"]


def _before(reading: Reading, verb: int) -> list[int]:
    """The words that introduce a verb's clause, and what is fixed to them ("rather than")."""
    first = [kid for kid in reading.kids[verb] if kid < verb and reading.deps[kid] in INTRODUCING]
    return [*first, *(kid for word in first for kid in reading.kids[word])]


def _is_present(reading: Reading, verb: int) -> bool:
    for kid in reading.kids[verb]:
        if reading.deps[kid] in ("aux", "aux:pass", "cop"):
            return reading.tags[kid] in ("VBZ", "VBP", "MD")
    return reading.tags[verb] in ("VBZ", "VBP") and not is_passive(reading, verb)


def _is_question(reading: Reading, word: int) -> bool:
    """True where the first stop behind the word, inside its quotation or outside of any, is a question mark."""
    quoted = reading.quote_mask[reading.starts[word]]
    after = reading.sents[reading.sent_of[word]][1]
    stops = (
        reading.words[last]
        for last in range(word + 1, after)
        if reading.words[last] in STOPS and reading.quote_mask[reading.starts[last]] == quoted
    )
    return next(stops, None) == "?"
