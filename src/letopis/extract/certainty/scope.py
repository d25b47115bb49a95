"""What stands at a verb or noun itself and says how far it is asserted: auxiliaries, negation, adverbs, conditions.

In:   a `Reading`, a word, and the `State` in which its clause or phrase stands.
Out:  the `State` of what the word names.
"""

from __future__ import annotations

from itertools import pairwise

from letopis.claim import Modality
from letopis.extract.certainty.auxiliaries import AUXILIARY, as_arranged, has_subject, with_auxiliary
from letopis.extract.certainty.carried import fixed_before
from letopis.extract.certainty.clauses import next_word
from letopis.extract.certainty.conditions import (
    belief_at,
    condition_at,
    is_conditional,
    is_counterfactual,
)
from letopis.extract.certainty.stances import State, is_speech_verb, stance_of, stances
from letopis.extract.saying.hearsay import claimed_aside, is_called, with_account
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition
from letopis.lexicon import classes

BIDDING = frozenset({'"', "“", "``", "‘", "'", "please", "so", ":"})
SUBJECTS = ("nsubj", "nsubj:pass")
NOBODY = frozenset({"nobody", "none", "nothing", "no-one"})
ALMOST = frozenset({"almost", "nearly", "virtually", "practically"})
BARELY = frozenset({"hardly", "scarcely", "barely"})
CERTAIN = frozenset({"planned", "shown", "possible"})
NO = frozenset({"no", "neither"})
ONE = frozenset({"a", "an", "one", "even"})
MERELY = frozenset({"only", "just", "merely", "simply", "solely"})
BY_ADVERB = {
    "planned": Modality.PLANNED,
    "possible": Modality.POSSIBLE,
    "wanted": Modality.POSSIBLE,
    "threatened": Modality.POSSIBLE,
    "tried": Modality.POSSIBLE,
    "hypothetical": Modality.HYPOTHETICAL,
    "unreal": Modality.HYPOTHETICAL,
    "weighed": Modality.HYPOTHETICAL,
    "alleged": Modality.ALLEGED,
}


def of_word(reading: Reading, word: int, state: State, below: int = -1) -> State:
    """The state of a verb or noun; a negation that `below` carries is left to it ("have no ties")."""
    if reading.pos[word] in ("VERB", "AUX") or any(reading.deps[kid] == "cop" for kid in reading.kids[word]):
        return _of_verb(reading, word, state, below)
    return _of_noun(reading, word, state)


def of_modifiers(reading: Reading, noun: int, state: State) -> State:
    """The state with what a noun is called: "an alleged attack", "the averted coup"."""
    for kid in reading.kids[noun]:
        if reading.deps[kid] == "amod":
            state = _with_adverb(reading, kid, state)
    return state


def _of_noun(reading: Reading, noun: int, state: State) -> State:
    head = reading.heads[noun]
    took_place = reading.deps[noun] == "nsubj" and reading.tags[head] == "VBD"
    if (
        took_place
        and reading.lemmas[head] in classes()["happening_verb"]
        and state.modality == Modality.ASSERTED
    ):
        return state  # "the promised visit took place"
    for kid in reading.kids[noun]:
        if reading.lemmas[kid] == "near" and reading.words[kid + 1 : kid + 2] == ["-"]:
            state = state.turned(kid)  # "the near-collapse of the coalition"
        elif reading.lemmas[kid] == "any" and not state.negated and _is_foreseen(reading, noun):
            state = state.weakened(Modality.HYPOTHETICAL, kid)  # "any attack would be answered"
        elif reading.deps[kid] in ("amod", "advmod", "det"):
            state = _with_adverb(reading, kid, state, noun=True)
        elif reading.deps[kid] in ("nmod", "obl"):
            state = with_account(reading, kid, state)
        elif reading.deps[kid] == "case" and reading.words[kid].lower() == "pending":
            state = state.weakened(Modality.PLANNED, kid)  # "pending a ruling by the court"
    if is_called(reading, noun):
        state = state.weakened(Modality.ALLEGED, noun)
    if (mark := fixed_before(reading, noun)) is not None:
        state = state.weakened(Modality.PLANNED, mark)
    return state


def _is_foreseen(reading: Reading, noun: int) -> bool:
    """True for the subject of what would follow: "any attack would be answered"."""
    modal = any(reading.tags[kid] == "MD" for kid in reading.kids[reading.heads[noun]])
    return modal and reading.deps[noun].startswith("nsubj")


def _of_verb(reading: Reading, verb: int, state: State, below: int) -> State:
    negation = _negation(reading, verb, below)
    asked = condition_at(reading, verb)
    if negation is not None and asked is not None and is_counterfactual(reading, verb):
        return state  # "had the premier not withdrawn the bill, it would have failed"
    if negation is not None:
        state = state.turned(negation)
    open_question = asked is not None and _is_open_question(reading, verb, asked)
    for kid in _auxiliaries(reading, verb):
        if open_question and reading.words[kid].lower() == "would":
            continue  # "left open whether she would recall him"
        state = with_auxiliary(reading, kid, verb, state, denied=negation is not None)
    upper = _shares_with(reading, verb)
    shared = (
        [kid for kid in reading.kids[upper] if _is_close(reading, kid, upper)] if upper is not None else []
    )
    for kid in (*reading.kids[verb], *shared):
        dep = reading.deps[kid]
        if not _is_own(reading, kid, verb):
            continue
        if dep == "advmod" and stance_of(reading, kid) != "negated":
            state = _with_adverb(reading, kid, state)
        elif dep == "obl":
            state = _with_ground(reading, kid, state)
    if asked is not None:
        state = state.weakened(Modality.POSSIBLE if open_question else Modality.HYPOTHETICAL, asked)
    elif (mark := is_conditional(reading, verb)) is not None:
        state = state.weakened(Modality.HYPOTHETICAL, mark)
    if state.modality == Modality.ASSERTED:  # "if the report is right, he met her"; "he met her, they claim"
        doubt = belief_at(reading, verb) if below < 0 else None
        doubt = claimed_aside(reading, verb) if doubt is None else doubt
        state = state if doubt is None else state.weakened(Modality.ALLEGED, doubt)
    if _is_bidding(reading, verb):
        state = state.weakened(Modality.HYPOTHETICAL, verb)
    return as_arranged(reading, verb, state)


def _is_bidding(reading: Reading, verb: int) -> bool:
    """True for an imperative that opens a sentence or a quotation: "Free the prisoners," they chanted."""
    if reading.tags[verb] != "VB" or reading.deps[verb] not in ("root", "ccomp", "parataxis"):
        return False
    if has_subject(reading, verb) or any(
        reading.deps[kid] in ("aux", "mark", "cop") for kid in reading.kids[verb]
    ):
        return False
    first = reading.sents[reading.sent_of[verb]][0]
    before = reading.words[verb - 1].lower() if verb > first else ""
    return verb == first or before in BIDDING


def _is_close(reading: Reading, adverb: int, verb: int) -> bool:
    """True for an adverb right before its verb, which those joined to that share: "allegedly bribed and lied"."""
    return reading.deps[adverb] == "advmod" and adverb < verb and reading.words[adverb + 1] != ","


def _is_own(reading: Reading, kid: int, verb: int) -> bool:
    """False for a word on the other side of a quotation mark: "Probably not," she said."""
    return reading.quote_mask[reading.starts[kid]] == reading.quote_mask[reading.starts[verb]]


def _is_open_question(reading: Reading, verb: int, mark: int) -> bool:
    """True for "whether" where nobody asks or tells: "it is unclear whether"."""
    to = any(
        reading.words[kid].lower() == "to" for kid in reading.kids[verb]
    )  # "has not decided whether to go"
    head = reading.heads[verb]
    left_open = any(reading.lemmas[kid] == "open" for kid in reading.kids[head])
    return reading.lemmas[mark] == "whether" and (to or left_open or not is_speech_verb(reading, head))


# negation


def _negation(reading: Reading, verb: int, below: int) -> int | None:
    """The word that denies the verb, None where none does or two do."""
    found = [
        kid
        for kid in reading.kids[verb]
        if kid != below
        and _is_own(reading, kid, verb)
        and not _is_of_infinitive(reading, kid, verb)
        and _denies(reading, kid)
    ]
    found += [kid for kid in reading.kids[reading.heads[verb]] if _is_before_to(reading, kid, verb)]
    if not found and not _has_auxiliary(reading, verb) and (upper := _shares_with(reading, verb)) is not None:
        found = [
            kid
            for kid in reading.kids[upper]
            if kid < upper and reading.deps[kid] == "advmod" and _denies(reading, kid)
        ]
    if not found and (alone := _let_alone(reading, verb)) is not None:
        return alone
    if not found or len(found) % 2 == 0 or _is_until(reading, verb):
        return None
    first = found[0]
    return next((kid for kid in reading.kids[first] if reading.lemmas[kid] in (*NO, "few")), first)


def _is_of_infinitive(reading: Reading, kid: int, verb: int) -> bool:
    """True for the "never" of "vowed never to talk", which the tree hangs on the vow."""
    after = reading.words[kid + 1].lower() if kid + 1 < len(reading.words) else ""
    return kid > verb and after == "to" and reading.lemmas[kid] in ("not", "never")


def _is_before_to(reading: Reading, kid: int, verb: int) -> bool:
    """True for such a "never" where the verb is the infinitive behind it."""
    head = reading.heads[verb]
    return head < kid < verb and kid + 1 in reading.kids[verb] and _is_of_infinitive(reading, kid, head)


def _denies(reading: Reading, kid: int) -> bool:
    dep, lemma = reading.deps[kid], reading.lemmas[kid]
    if lemma == "no" and reading.lemmas[reading.heads[kid]] == "vote" and reading.heads[kid] < kid:
        return False  # "voted No": they voted
    if lemma in (*ALMOST, "all", "but") and stance_of(reading, reading.heads[kid]) in CERTAIN:
        return False  # "all but certain", "almost sure"
    if lemma == "but" and kid and reading.words[kid - 1].lower() == "all" and kid + 1 == reading.heads[kid]:
        return True  # "all but admitted it"
    if lemma in BARELY and _is_just_before(reading, kid):
        return False
    if dep in ("cc", "cc:preconj"):
        return lemma in ("nor", "neither")
    if dep == "advmod" or reading.tags[kid] == "RB":
        return _adverb_denies(reading, kid)
    if dep in (*SUBJECTS, "obj"):
        alone = all(reading.deps[k] == "nmod" and k > kid for k in reading.kids[kid])  # "few of the rebels"
        bare = lemma in ("few", "little") and dep != "obj" and alone
        return bare or _is_none(reading, kid) or (lemma == "neither" and bool(reading.kids[kid]))
    if dep == "obl" and _is_none(reading, kid) and _is_inverted_behind(reading, kid):
        return True  # "in none of the provinces did they"
    if dep == "obl":  # "at no point"
        return reading.lemmas[kid] in classes()["occasion_word"] and any(
            reading.lemmas[k] == "no" for k in reading.kids[kid]
        )
    return dep == "det" and lemma in NO


def _is_just_before(reading: Reading, adverb: int) -> bool:
    """True for "hardly had he been elected when": he had."""
    kids = reading.kids[reading.heads[adverb]]
    had = any(reading.words[kid].lower() == "had" and reading.deps[kid].startswith("aux") for kid in kids)
    clauses = [k for kid in kids if reading.deps[kid] == "advcl" and kid > adverb for k in reading.kids[kid]]
    return had and any(reading.words[kid].lower() in ("when", "than", "before") for kid in clauses)


def _is_inverted_behind(reading: Reading, phrase: int) -> bool:
    """True where an auxiliary stands behind a phrase and before the subject."""
    kids = reading.kids[reading.heads[phrase]]
    auxiliary = next((kid for kid in kids if kid > phrase and reading.deps[kid].startswith("aux")), None)
    subject = next((kid for kid in kids if reading.deps[kid].startswith("nsubj")), None)
    return auxiliary is not None and subject is not None and auxiliary < subject


def _adverb_denies(reading: Reading, kid: int) -> bool:
    lemma, before = reading.lemmas[kid], reading.words[kid - 1].lower() if kid else ""
    after = reading.words[kid + 1].lower() if kid + 1 < len(reading.words) else ""
    if lemma == "but" and before == "all":
        return True  # "all but accused him"
    if (lemma in ("longer", "long") and before == "no") or lemma in NO:
        return True  # "neither confirmed nor denied it"
    so = any(
        reading.lemmas[word] in ("so", "such") for word in range(kid + 1, min(kid + 6, len(reading.words)))
    )
    if (
        lemma in ("again", "before")
        and not so
        and any(reading.lemmas[k] == "never" for k in reading.kids[kid])
    ):
        return True  # "never again will they talk"
    had = {reading.lemmas[reading.heads[kid]], *(reading.lemmas[one] for one in range(max(0, kid - 1), kid))}
    if after == "to" and (lemma == "yet" or (lemma == "still" and had & {"have", "be"})):
        return True  # "has yet to ratify it"
    if lemma == "far" and after == "from" and reading.pos[reading.heads[kid]] == "ADJ":
        return True  # "far from certain"
    if (
        after in MERELY or after in ("until", "till", "before") or (kid and reading.pos[kid - 1] == "ADP")
    ):  # "not only"; "out of nowhere"
        return False
    return stance_of(reading, kid) == "negated" and lemma not in ("few", "little")


def _is_none(reading: Reading, noun: int) -> bool:
    """True for "nobody", "no deputy", "few deputies", "neither side"."""
    if _is_all_but(reading, noun):
        return False
    if reading.lemmas[noun] in NOBODY:
        return True
    kids = reading.kids[noun]
    if any(reading.lemmas[kid] == "not" and next_word(reading, kid) in ONE for kid in kids):
        return True  # "not a single deputy"
    if any(reading.lemmas[kid] == "few" and reading.deps[kid] == "amod" for kid in kids):
        return not any(reading.deps[kid] == "det" for kid in kids)  # "a few deputies"
    near = {*kids, *(one for kid in kids if reading.deps[kid] == "nummod" for one in reading.kids[kid])}
    counted = any(reading.lemmas[kid] in ("few", "less", "more", "sooner") for kid in near)
    return not counted and any(
        reading.lemmas[kid] in NO and reading.deps[kid] in ("det", "cc:preconj") for kid in kids
    )


def is_nobody(reading: Reading, noun: int) -> bool:
    """True for the subject of what befell or was done by none: "nobody", "no deputy"."""
    return reading.deps[noun] in SUBJECTS and _is_none(reading, noun)


def none_done(reading: Reading, verb: int) -> int | None:
    """The "no" of a headline's "no shots fired", "no deal reached in Geneva", and of "says no troops sent": the noun
    is what no verb has as its subject."""
    noun = reading.heads[verb]
    reduced = reading.deps[verb] == "acl" and reading.tags[verb] == "VBN" and noun < verb
    if (
        not reduced
        or reading.deps[noun] not in ("root", "ccomp", "parataxis", "obj")
        or not _is_none(reading, noun)
    ):
        return None
    if reading.deps[noun] == "obj" and not is_speech_verb(reading, reading.heads[noun]):
        return None
    own = any(reading.deps[kid].startswith(("aux", "nsubj")) for kid in reading.kids[verb])
    return None if own else next((kid for kid in reading.kids[noun] if reading.lemmas[kid] in NO), noun)


def _let_alone(reading: Reading, verb: int) -> int | None:
    """The "less" of "has never met him, much less negotiated with him", the "alone" of "let alone"."""
    if reading.deps[verb] not in ("conj", "advcl", "parataxis"):
        return None
    first = min(min(reading.subtree(verb)), verb - 2)
    opening = [reading.words[word].lower() for word in range(max(first, verb - 5), verb)]
    pairs = set(pairwise(opening))
    found = pairs & {
        ("let", "alone"),
        ("much", "less"),
        ("still", "less"),
        ("far", "less"),
        ("never", "mind"),
    }
    return verb - 1 if found and _negation(reading, reading.heads[verb], verb) is not None else None


def _is_all_but(reading: Reading, noun: int) -> bool:
    """True for "nobody but the mayor", "no minister other than she": it was done."""
    below = [kid for kid in reading.kids[noun] if reading.deps[kid] in ("conj", "nmod", "acl", "case", "cc")]
    return any(
        kid > noun and reading.lemmas[kid] in classes()["save_for"]
        for one in below
        for kid in (one, *reading.kids[one])
    )


def _is_until(reading: Reading, verb: int) -> bool:
    """True under "did not resign until …": it happened, and not before."""
    past = any(reading.lemmas[kid] == "do" and reading.tags[kid] == "VBD" for kid in reading.kids[verb])
    behind = [kid for kid in reading.kids[verb] if kid > verb and reading.deps[kid] in ("advcl", "obl")]
    return past and any(
        reading.words[min(reading.subtree(kid))].lower() in ("until", "till") for kid in behind
    )


# auxiliaries


def _has_auxiliary(reading: Reading, verb: int) -> bool:
    return any(reading.deps[kid] == "aux" for kid in reading.kids[verb])


def _auxiliaries(reading: Reading, verb: int) -> list[int]:
    """The auxiliaries of a verb; one joined to another without any shares those before it."""
    own = [
        kid for kid in reading.kids[verb] if reading.deps[kid] in AUXILIARY and _is_own(reading, kid, verb)
    ]
    if not any(reading.deps[kid] == "aux" for kid in own):
        upper = _shares_with(reading, verb)
        if upper is not None:
            own += [kid for kid in reading.kids[upper] if reading.deps[kid] == "aux" and kid < verb]
    return own


def _shares_with(reading: Reading, verb: int) -> int | None:
    """The verb to which one without a subject of its own is joined in the same form, or None."""
    if reading.deps[verb] != "conj" or has_subject(reading, verb):
        return None
    upper = reading.heads[verb]
    if reading.words[verb - 1].lower() == "but" and reading.lemmas[upper] in ("help", "do", "choose"):
        return None  # "could not help but resign", "did nothing but complain"
    past = {"VBD", "VBN"}  # which a tagger mixes up where there is no auxiliary
    same = reading.tags[upper] == reading.tags[verb] or {reading.tags[upper], reading.tags[verb]} == past
    alike = reading.pos[upper] in ("VERB", "AUX") and same
    return upper if alike else None


# adverbs


def _with_adverb(reading: Reading, word: int, state: State, *, noun: bool = False) -> State:
    stance = stance_of(reading, word)
    if stance == "negated" and reading.lemmas[word] in ("few", "little"):
        return state
    if stance in ("negated", "denied"):
        return state.turned(word)
    rows = stances(reading, word) if noun else ()
    named = next((row.name for row in rows if "noun" in row.governs), None)  # "only days away"
    if stance == "doubted":
        return state.turned(word).weakened(Modality.POSSIBLE, word)
    to = BY_ADVERB.get(stance or named or "")
    return state if to is None else state.weakened(to, word)


def _with_ground(reading: Reading, noun: int, state: State) -> State:
    """The state with what a clause rests on: "according to rumours", "in the event of a strike"."""
    state = with_account(reading, noun, state)
    rows = [row for row in stances(reading, noun) if "clause" in row.governs]
    mark = preposition(reading, noun) or ""
    hearsay = bool(rows) and rows[0].name == "alleged"
    if not rows or mark not in (("according to",) if hearsay else ("in",)):
        return state
    if reading.lemmas[noun] == "case" and reading.tags[noun] == "NNS":
        return state  # "in four cases"
    to = BY_ADVERB.get(rows[0].name)
    return state if to is None else state.weakened(to, noun)
