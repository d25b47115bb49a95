"""How far a word's happening is asserted: modality and polarity, from the words around it.

In:   a `Reading` and the verb or noun that names a happening.
Out:  a `Factuality`, with the words that show it.

A walk from the word up the tree to where its clause stands by itself, and down again: each word that governs
another passes on how far it is itself asserted, changed by its class ("did not rule out": possible). What stands
at a word itself: scope.py. The walk ends at a verb of saying, since what is said is the speaker's and not the
paper's (attribution tells that), but not at one that says how sure it is ("denied", "claimed").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from letopis.claim import Modality, Polarity, Words
from letopis.extract.certainty.asked import question_at
from letopis.extract.certainty.belied import belied_at, hoax_at, untrue_before
from letopis.extract.certainty.carried import (
    bearer,
    carries,
    condition_on,
    is_about_to_go,
    is_behind,
    is_carried,
    is_definite,
    is_in_case,
    is_in_vain,
    is_indicative,
    is_lacking,
    is_only_to,
    is_present,
    is_ranked,
    is_reduced,
    is_set_off,
    is_short_of,
    is_supposed,
    is_taken,
    is_telling,
    left_behind,
    nearest_of,
    never_came,
    odds_before,
    of_chance,
    predicate_of,
    says_itself,
    stance_of_verb,
)
from letopis.extract.certainty.clauses import (
    asks_after,
    cut_off,
    form_of,
    instead_of,
    introducing,
    is_content,
    is_for_to,
    is_subjunctive,
    is_taking,
    is_without,
    marks_of,
    opens_with_that,
    stands_alone,
    word_before,
)
from letopis.extract.certainty.inverted import listed_before
from letopis.extract.certainty.scope import is_nobody, none_done, of_modifiers, of_word
from letopis.extract.certainty.stances import (
    State,
    companions,
    letter_of,
    stance_towards,
)
from letopis.extract.certainty.stances import is_speech_verb as is_speech_verb
from letopis.extract.certainty.stances import stance_of as stance_of
from letopis.extract.saying.hearsay import falsely_at, hints_at_nothing, is_hearsay, is_vouched, rumour_at
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import is_passive, preposition
from letopis.lexicon import classes

STEPS_UP = 12
OPEN_ENDED = frozenset({"until", "once", "till"})  # open a thing to come behind any tense
FUTURE_CLAUSE = frozenset({"when", "once", "before", "until", "till", "after", "as soon as"})
ENDING = frozenset({"end", "halt", "stop", "close"})
AIMS = frozenset({"aim", "goal", "objective", "purpose"})
BESIDE = frozenset(
    {"after", "before", "since", "while", "when", "upon", "despite", "until", "although", "though"}
)
CLAUSAL = ("xcomp", "ccomp", "csubj", "csubj:pass", "acl")
CARRIED = ("obj", "nsubj:pass", "nsubj", "obl", "nmod", "compound", "xcomp")


@dataclass(frozen=True, slots=True)
class Factuality:
    """Modality, polarity, and the indices of the words that set them; `over` are all words that govern it."""

    modality: Modality = Modality.ASSERTED
    polarity: Polarity = Polarity.AFFIRMED
    cues: tuple[int, ...] = ()
    over: frozenset[int] = frozenset()

    def shown_by(self, reading: Reading) -> tuple[Words, ...]:
        """The words that set modality and polarity, those side by side as one stretch."""
        shown = {near for cue in self.cues for near in (cue, *companions(reading, cue))}
        return joined_words(reading, shown)


def joined_words(reading: Reading, shown: Iterable[int]) -> tuple[Words, ...]:
    """Words as stretches of the text, in its order."""
    spans: list[list[int]] = []
    for word in sorted(set(shown)):
        if spans and word == spans[-1][1] + 1:
            spans[-1][1] = word
        else:
            spans.append([word, word])
    found = [(reading.starts[first], reading.ends[last]) for first, last in spans]
    return tuple(Words(start, end, reading.text[start:end]) for start, end in found)


def factuality_of(reading: Reading, word: int, *, asked: bool = True) -> Factuality:
    """How far the happening named by the word is asserted; without `asked`, a question mark is not heeded."""
    cache: dict[tuple[int, bool], Factuality] = reading.__dict__.setdefault("_factuality", {})
    if (word, asked) not in cache:
        cache[word, asked] = _read(reading, word, asked=asked)
    return cache[word, asked]


def _read(reading: Reading, word: int, *, asked: bool) -> Factuality:
    state = _state(reading, word)
    settled = reading.pos[word] in ("NOUN", "PROPN") and is_definite(reading, word)  # "who won this vote?"
    if asked and not settled and (mark := question_at(reading, word)) is not None:
        state = state.weakened(Modality.HYPOTHETICAL, mark)
    polarity = Polarity.NEGATED if state.negated else Polarity.AFFIRMED
    cues = tuple(sorted(set(state.cues)))
    return Factuality(state.modality, polarity, cues, frozenset((*state.cues, *state.over)))


def with_object(reading: Reading, fact: Factuality, noun: int) -> Factuality:
    """The factuality of a verb together with what its object is called: "led the averted coup"."""
    state = of_modifiers(reading, noun, State(fact.modality, fact.polarity == Polarity.NEGATED, fact.cues))
    polarity = Polarity.NEGATED if state.negated else Polarity.AFFIRMED
    return Factuality(state.modality, polarity, tuple(sorted(set(state.cues))), fact.over)


def _state(reading: Reading, word: int, below: int = -1, steps: int = 0) -> State:
    """The state of what a word names; `below` is the word that asks for it, and counts its own "no"."""
    return of_word(reading, word, _around(reading, word, steps), below)


def _around(reading: Reading, word: int, steps: int) -> State:
    """The state in which a word's clause or phrase stands, as what governs it has it."""
    head, dep = reading.heads[word], reading.deps[word]
    told = predicate_of(reading, word) or left_behind(reading, word) or listed_before(reading, word)
    if told is not None:
        return _state(reading, told[0], word, steps + 1).under(told[1], told[0])
    if reading.pos[word] == "NOUN" and dep == "nsubj" and (mark := condition_on(reading, word)) is not None:
        return State().weakened(Modality.HYPOTHETICAL, mark)
    if head == word or steps > STEPS_UP or reading.words[head].isspace():
        return State()
    if is_only_to(reading, word):
        return State()
    if dep.startswith("acl") and (belied := belied_at(reading, head)) is not None:
        return State(Modality.ALLEGED, True, (belied,))
    if dep == "conj":
        return _beside(reading, word, head, steps)
    if dep.startswith("advcl"):
        return _of_clause(reading, word, head, steps)
    if dep == "parataxis" and "to" in marks_of(reading, word) and reading.pos[head] == "ADJ":
        return _governed(reading, word, head, steps)  # "due to be sworn in"
    if dep == "parataxis" or stands_alone(reading, word):
        return State()
    if (nobody := none_done(reading, word)) is not None:
        return State().turned(nobody)
    if is_reduced(reading, word) or (dep == "acl:relcl" and not is_content(reading, word)):
        return State()
    if reading.pos[word] in ("NOUN", "PROPN", "PRON", "NUM", "SYM"):
        return _of_noun(reading, word, head, steps)
    if dep in CLAUSAL or dep == "acl:relcl":
        return _governed(reading, word, head, steps)
    if reading.pos[word] in ("ADJ", "ADV") and reading.pos[head] in ("VERB", "AUX"):
        return _state(reading, head, word, steps + 1)  # "stopped short of", "proved unable to"
    return State()


def _beside(reading: Reading, word: int, head: int, steps: int) -> State:
    """The state of a word joined to another; of "praise it rather than suspend it" the second is not done."""
    rather = instead_of(reading, introducing(reading, word))
    if rather is not None:
        return _not_chosen(_state(reading, head, word, steps + 1), rather)
    if reading.pos[word] not in ("VERB", "AUX") and reading.pos[head] in ("VERB", "AUX"):
        return State()
    return _around(reading, head, steps + 1)


def _not_chosen(state: State, cue: int) -> State:
    weaker = Modality.HYPOTHETICAL if state.modality == Modality.HYPOTHETICAL else Modality.ASSERTED
    return State(weaker, True, (cue,), (*state.over, *state.cues))


# governed clauses


def _governed(reading: Reading, word: int, head: int, steps: int) -> State:
    dep, form = reading.deps[word], form_of(reading, word)
    head = nearest_of(reading, word, head, form)
    if (untrue := untrue_before(reading, word)) is not None:
        return State(Modality.ALLEGED, True, (untrue,))
    if form == "to" and (doing := of_chance(reading, word, head)) is not None:
        return _state(reading, doing, head, steps + 1)
    if form == "to" and is_taken(reading, head):
        return State(over=(head,))
    if (wrongly := falsely_at(reading, head)) is not None:
        return State(Modality.ALLEGED, True, (wrongly,))
    if (bidden := is_subjunctive(reading, word)) is not None:
        return State().weakened(Modality.HYPOTHETICAL, bidden)  # "are adamant that he be sacked"
    supposed = form == "to" and is_supposed(reading, head, word)
    if form == "to" and (missed := never_came(reading, word, head)) is not None:
        return _state(reading, head, word, steps + 1).turned(missed)
    if dep != "acl" and is_hearsay(reading, head) and not supposed:
        alleged = State().weakened(Modality.ALLEGED, head)
        nobody = next((kid for kid in reading.kids[head] if is_nobody(reading, kid)), None)
        return alleged if nobody is None else alleged.turned(nobody)  # "nobody was reported hurt"
    if (rumour := rumour_at(reading, head)) is not None:
        return State().weakened(Modality.ALLEGED, rumour)
    if form == "to" and any(reading.lemmas[kid] == "whether" for kid in reading.kids[word]):
        return State(over=(head,))
    if reading.lemmas[word] == "see" and reading.lemmas[head] == "remain":
        return State().weakened(Modality.POSSIBLE, head)  # "it remains to be seen whether"
    if (
        form in ("to", "that")
        and reading.lemmas[word] in classes()["performed"]
        and says_itself(reading, head)
    ):
        return State(over=(head,))  # "I want to thank them"
    if dep in ("ccomp", "csubj") and asks_after(reading, word):
        return State(
            over=(head,)
        )  # "investigated who shot the envoy", "it is not clear who shot him": somebody did
    if dep == "ccomp" and is_vouched(reading, word, head):
        return State().weakened(Modality.ALLEGED, head)
    stance = stance_towards(reading, head, form)
    stance = "planned" if supposed else stance
    if dep == "ccomp" and (nothing := hints_at_nothing(reading, head)) is not None:
        return State(Modality.ALLEGED, True, (nothing,))
    if stance == "planned" and form == "that" and is_speech_verb(reading, head) and is_behind(reading, word):
        return State()  # "swore that he had taken nothing"
    if is_speech_verb(reading, head) and dep == "ccomp" and not _says_how_sure(reading, word, stance):
        return State()  # what is told that it is so is the speaker's assertion; "demand that he go" is none
    upper = _state(reading, head, word, steps + 1)
    both = (*reading.kids[word], *reading.kids[head])
    if reading.lemmas[head] in ("yet", "still") and form == "to":
        return upper.turned(head)  # "has yet to ratify it", where the tree hangs all on "yet"
    if any(reading.lemmas[kid] in ("yet", "still") for kid in both) and reading.lemmas[head] in (
        "have",
        "be",
    ):
        return upper  # "has yet to ratify it": the word itself says no
    if stance == "tried" and is_in_vain(reading, head):
        stance = "negated"
    if stance is not None:
        return upper.under(stance, head)
    below = (k for kid in reading.kids[word] if kid < word for k in (kid, *reading.kids[kid]))
    if dep == "acl" and any(reading.tags[kid] in ("WRB", "WP", "WDT") for kid in below):
        return State()  # "a trip to Brusk, where he was to meet them"
    if dep == "acl" and form == "to" and is_passive(reading, word) and is_set_off(reading, word):
        return upper.weakened(Modality.PLANNED, word)  # "the truce, to be signed on Sunday"
    if dep == "acl" and form == "to":
        return _of_infinitive(reading, head, upper)
    if dep == "acl" and form == "ing" and is_short_of(reading, head):
        return _state(reading, reading.heads[head], head, steps + 1).turned(head)
    if dep == "acl" and form == "ing":
        return of_word(reading, head, State()) if letter_of(reading, head) == "N" else State()
    return upper


def _says_how_sure(reading: Reading, word: int, stance: str | None) -> bool:
    if stance in ("unreal", "weighed"):
        return not is_indicative(reading, word)
    return stance not in (None, "asserted")


def _of_infinitive(reading: Reading, noun: int, upper: State) -> State:
    """The state of an infinitive that a noun carries: "the first country to recognise it" did, "the power to arrest"
    is none."""
    if is_ranked(reading, noun):
        return upper
    passive = any(is_passive(reading, kid) for kid in reading.kids[noun] if reading.deps[kid] == "acl")
    if reading.heads[noun] == noun and (noun in reading.parties or passive):
        return upper.weakened(Modality.PLANNED, noun + 1)  # a headline: "Ostreva to expel two diplomats"
    return upper.weakened(Modality.HYPOTHETICAL, noun)


# nouns


def _of_noun(reading: Reading, noun: int, head: int, steps: int) -> State:
    """The state that a noun's happening takes from what it hangs on: "postponed talks", "the threat of war"."""
    dep = reading.deps[noun]
    mark = preposition(reading, noun)
    if reading.lemmas[noun] == "fear" and mark == "for":
        return State()  # "cancelled his visit for fear of arrest"
    if (belied := belied_at(reading, head)) is not None and dep == "nmod":
        return State(Modality.ALLEGED, True, (belied,))
    if (hoax := hoax_at(reading, noun)) is not None:
        return State().turned(hoax)
    if is_lacking(reading, noun):
        modal = any(reading.tags[kid] == "MD" for kid in reading.kids[head])
        return State(Modality.HYPOTHETICAL if modal else Modality.ASSERTED, True, (noun,))
    if dep == "obl" and (odds := odds_before(reading, noun, head)) is not None:
        return _state(reading, odds, noun, steps + 1).under("possible", odds)
    if dep not in CARRIED or (dep in ("obl", "nmod") and not carries(reading, head, mark, noun)):
        return State()
    if dep == "obl" and mark in ("for", "on", "to") and is_about_to_go(reading, head):
        return _state(reading, head, noun, steps + 1).weakened(Modality.PLANNED, head)
    if dep == "obl" and (rumour := rumour_at(reading, head)) is not None:
        return State().weakened(Modality.ALLEGED, rumour)
    if dep == "nmod" and reading.lemmas[head] in classes()["having_part"] and is_definite(reading, noun):
        return State(over=(head,))  # "denied any part in the attack": an attack there was
    head = bearer(reading, head)
    if reading.pos[head] in ("NOUN", "PROPN") and dep in ("nmod", "compound"):
        if mark == "to" and reading.lemmas[head] in ENDING and is_definite(reading, noun):
            return State()  # "called for an end to the siege": there is one
        if dep == "nmod" and reading.lemmas[head] in classes()["phase"]:
            return _state(reading, head, noun, steps + 1)  # "a new round of sanctions is likely"
        if mark == "of" and reading.lemmas[head] in AIMS and is_definite(reading, noun):
            return State()  # "the goal of his visit"
        told_of = mark in ("on", "into", "about") and reading.lemmas[head] in classes()["account_of"]
        if told_of and is_definite(reading, noun):
            return State()  # "a report on the massacre"
        stance = stance_towards(reading, head, "compound" if dep == "compound" else "noun")
        return _state(reading, head, noun, steps + 1).under(stance, head) if stance else State()
    if dep == "nsubj" and reading.pos[head] == "NOUN":  # "a strike is on the cards"
        stance = stance_towards(reading, head, "subj")
        return _state(reading, head, noun, steps + 1).under(stance, head) if stance else State()
    if reading.pos[head] not in ("VERB", "AUX", "ADJ"):
        return State()
    stance = stance_of_verb(reading, noun, head)
    if stance == "denied" and not steps and reading.lemmas[noun] in classes()["spoken_noun"]:
        return State(over=(head,))  # "dismissed the criticism": criticised he was
    upper = _state(reading, head, noun, steps + 1)
    if stance is not None:
        return upper.under(stance, head)
    return upper if is_carried(reading, noun, head) else State()


# adverbial clauses


def _of_clause(reading: Reading, verb: int, head: int, steps: int) -> State:
    """The state of an adverbial clause: "to" makes it a purpose, present tense after "when" a thing to come."""
    form = form_of(reading, verb)
    marks = {reading.lemmas[kid] for kid in reading.kids[verb] if reading.deps[kid] in ("mark", "advmod")}
    before = introducing(reading, verb)
    instead = instead_of(reading, before)
    if instead is not None:
        return _not_chosen(_state(reading, head, verb, steps + 1), instead)
    kids = reading.kids[head]
    would = any(reading.tags[kid] == "MD" for kid in kids)
    sooner = [kid for kid in kids if would and reading.words[kid].lower() in ("sooner", "rather")]
    if "than" in marks and sooner:
        return _not_chosen(_state(reading, head, verb, steps + 1), sooner[0])
    if form == "to" and (asked_for := is_for_to(reading, verb, head)):
        return State().weakened(Modality.HYPOTHETICAL, asked_for)  # "chanted for the minister to be sacked"
    if is_in_case(reading, verb):
        return State().weakened(Modality.HYPOTHETICAL, head)
    opening = [
        k for kid in reading.kids[verb] if reading.deps[kid].startswith("nsubj") for k in reading.kids[kid]
    ]
    without = next((kid for kid in (*before, *opening) if is_without(reading, kid)), None)
    if without is not None:
        return State().turned(without)
    if form == "ing" and any(reading.lemmas[kid] in ("by", "through") for kid in before):
        return _state(reading, head, verb, steps + 1)  # "sought peace by offering talks"
    stance = _stance_over(reading, verb, head, form, marks)
    if stance == "alleged" and (wrongly := falsely_at(reading, head)) is not None:
        return State(Modality.ALLEGED, True, (wrongly,))
    against = next((kid for kid in before if reading.lemmas[kid] == "against"), None)
    if form == "ing" and against is not None and stance is not None:
        return _state(reading, head, verb, steps + 1).under(stance, head).turned(against)
    if stance is not None:
        return _state(reading, head, verb, steps + 1).under(stance, head)
    if form == "to" and reading.tags[verb] == "VB" and "to" in marks:
        return _of_purpose(reading, verb, head, steps)
    now = reading.tags[head] in ("VBP", "VBZ")
    present = "before" in marks and now  # "want talks before they lay down arms"
    ahead = FUTURE_CLAUSE & marks and (reading.tags[head] == "VB" or marks & OPEN_ENDED or present)
    if ahead and is_present(reading, verb):
        mark = next((kid for kid in before if reading.lemmas[kid] in FUTURE_CLAUSE), verb)
        return State().weakened(Modality.PLANNED, mark)
    if "before" in marks and (cut := cut_off(reading, verb, head)) is not None:
        return State().turned(cut)
    if not marks and reading.tags[verb] == "VBG" and verb > head:
        upper = _state(reading, head, verb, steps + 1)  # "will travel to the coast, meeting miners"
        return State() if upper.negated else upper
    return State()


def _stance_over(reading: Reading, verb: int, head: int, form: str, marks: set[str]) -> str | None:
    """What the governing word says of a complement that the tree took for an adverbial clause."""
    asks = reading.lemmas[head] in classes()["object_control"] and any(
        reading.deps[kid] in ("obj", "iobj", "nsubj:pass") and kid < verb for kid in reading.kids[head]
    )  # "persuaded the judge on the case to let her go"
    bare = not any(reading.deps[kid] in ("xcomp", "obj", "ccomp") for kid in reading.kids[head])
    asks = asks or (
        bare and reading.lemmas[head] in classes()["asking_for_to"]
    )  # "failed by a vote to pass it"
    named = form == "to" and not asks  # an infinitive is a purpose there, but where the word asks for one
    if reading.tags[verb] not in ("VB", "VBG", "VBN") or (form == "ing" and marks & FUTURE_CLAUSE):
        named = True
    if form == "ing" and (verb < head or word_before(reading, verb) == "," or marks & BESIDE):
        return None  # "told them, adding that …": beside the telling, not asked for
    if form == "ing" and "as" in marks and letter_of(reading, head) == "N":
        return None  # "is on record as saying": he said it
    if any(reading.lemmas[kid] in ("though", "if") for kid in introducing(reading, verb)) and "as" in marks:
        return stance_towards(reading, head, "that")  # "it looks as though he will leave"
    if form == "that" and reading.lemmas[verb] != "that" and not ("that" in marks and verb < head):
        if "that" not in marks and not opens_with_that(reading, verb):
            return None
        named = False
    stance = stance_towards(reading, head, form, named=named)
    return "negated" if stance == "tried" and is_in_vain(reading, head) else stance


def _of_purpose(reading: Reading, verb: int, head: int, steps: int) -> State:
    upper = _state(reading, head, verb, steps + 1)
    nouns = [
        kid for kid in reading.kids[head] if kid < verb and reading.deps[kid] in ("obj", "xcomp", "nsubj")
    ]
    if any(reading.pos[noun] == "NOUN" and noun > head and is_ranked(reading, noun) for noun in nouns):
        return upper  # "became the first woman in the country's history to win it"
    if reading.lemmas[verb] in classes()["done_with"] or is_taking(reading, head):
        return upper  # "thousands gathered to protest", "it took a mutiny to oust him": they did
    if reading.lemmas[head] in classes()["speaking_up"] and is_telling(reading, verb):
        return upper  # "went on television to deny": it was denied
    mark = next((kid for kid in reading.kids[verb] if reading.lemmas[kid] == "to"), verb)
    return State(upper.modality).weakened(Modality.PLANNED, mark)
