"""What a verb or noun says of the noun or infinitive that hangs on it: "won the vote", "kept his promise to leave".

In:   a `Reading`, the governing word and what it governs.
Out:  which word passes on how far it is asserted, and the class of modality.tsv by which it does.
"""

from __future__ import annotations

from letopis.extract.certainty.stances import is_speech_verb, stance_of, stance_towards, stances
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import is_passive, preposition, slots_of
from letopis.lexicon import classes

SEEMING = frozenset({"look", "seem", "appear", "remain", "prove", "turn", "become", "sound", "be"})
JUDGING = frozenset({"think", "consider", "deem", "judge", "believe", "hold", "rate", "reckon", "leave"})
INDEFINITE = frozenset({"a", "an", "any", "no", "another", "some"})
CARRYING = ("for", "to", "on", "in", "of", "against", "from", "with", "about", "off", "into")


def of_chance(reading: Reading, verb: int, noun: int) -> int | None:
    """The verb above a noun where it tells that what the noun is for was done: "took the opportunity to visit it",
    "had no choice but to resign"."""
    above = reading.heads[noun]
    if reading.pos[noun] != "NOUN" or reading.pos[above] != "VERB" or reading.deps[noun] == "nsubj":
        return None
    told = stance_of(reading, noun) == "planned" or reading.lemmas[noun] in ("threat", "warning")
    if told and _is_kept(reading, above):
        return above  # "kept their promise to kill him"
    seized = reading.lemmas[noun] in classes()["chance"] and reading.lemmas[above] in classes()["seizing"]
    only = any(reading.lemmas[kid] in ("but", "except") and kid > noun for kid in reading.kids[verb])
    return above if seized or (only and reading.lemmas[noun] in classes()["choice"]) else None


def nearest_of(reading: Reading, word: int, head: int, form: str) -> int:
    """The verb nearest to what several joined ones share: the "failed" of "tried and failed to pass it"."""
    if reading.lemmas[head] == "deny" and reading.deps[head] == "conj":
        return reading.heads[head]  # "would neither confirm nor deny that"
    nearest = head
    for kid in reading.kids[head]:
        joined = reading.deps[kid] == "conj" and head < kid < word and reading.pos[kid] in ("VERB", "ADJ")
        own = any(
            reading.deps[k] in ("obj", "xcomp", "ccomp", "nsubj") or reading.lemmas[k] in ("or", "nor")
            for k in reading.kids[kid]
        )
        if joined and not own and stance_towards(reading, kid, form) is not None:
            nearest = kid
    return nearest


def never_came(reading: Reading, verb: int, head: int) -> int | None:
    """The word that tells that what had been arranged was not done: "was to have met them", "had been due to meet them
    but fell ill"."""
    was = reading.lemmas[head] == "be" and reading.tags[head] == "VBD"
    if was and is_perfect(reading, verb):
        return head
    due = stance_of(reading, head) == "planned" or reading.lemmas[head] in ("suppose", "supposed")
    had = {
        reading.words[kid].lower()
        for kid in reading.kids[head]
        if reading.deps[kid].startswith(("aux", "cop"))
    }
    if not (due and "had" in had and "been" in had):
        return None
    for other in (head, verb):
        for kid in reading.kids[other]:
            finite = reading.tags[kid] == "VBD" or any(reading.tags[k] == "VBD" for k in reading.kids[kid])
            if reading.deps[kid] == "conj" and kid > verb and finite:
                return next((k for k in reading.kids[kid] if reading.lemmas[k] == "but"), None)
    return None


def is_taken(reading: Reading, noun: int) -> bool:
    """True for somebody's own decision, spoken of once it is known, and not announced or awaited: "defended her
    decision to sack him"."""
    verb = reading.heads[noun]
    owned = any(reading.deps[kid] == "nmod:poss" for kid in reading.kids[noun])
    telling = classes()["announcing"] | classes()["putting_off"] | classes()["reversing"]
    return reading.lemmas[noun] in ("decision", "choice") and owned and reading.lemmas[verb] not in telling


def _is_kept(reading: Reading, verb: int) -> bool:
    """True for a verb by which what was promised or threatened is done: "kept", "made good on", "went ahead with"."""
    if reading.lemmas[verb] in classes()["keeping_word"]:
        return True
    near = {reading.words[kid].lower() for kid in reading.kids[verb]}
    return any(f"{reading.lemmas[verb]} {word}" in classes()["keeping_word"] for word in near)


def is_short_of(reading: Reading, noun: int) -> bool:
    """True for the minutes of "came within minutes of arresting him", "were minutes from arresting him"; for the ace
    of "within an ace of sacking him"."""
    verb = reading.heads[noun]
    was = any(reading.tags[kid] == "VBD" and reading.deps[kid] == "cop" for kid in reading.kids[noun])
    if was and reading.lemmas[noun] in classes()["short_distance"]:
        return any(
            reading.words[k].lower() in ("from", "off")
            for kid in reading.kids[noun]
            if kid > noun
            for k in (kid, *reading.kids[kid])
        )
    if preposition(reading, noun) != "within":
        return False
    return reading.lemmas[verb] in ("come", "get") or reading.lemmas[noun] in classes()["narrow_escape"]


def is_in_vain(reading: Reading, verb: int) -> bool:
    """True for a try that came to nothing: "tried to pass it, but", "tried in vain"."""
    for kid in reading.kids[verb]:
        if reading.lemmas[kid] in classes()["in_vain"]:
            return True
        if reading.deps[kid] == "conj" and kid > verb:
            return any(reading.lemmas[k] == "but" for k in reading.kids[kid])
    return False


def fixed_before(reading: Reading, noun: int) -> int | None:
    """The participle in front of a clause that tells when its subject is to be: "pencilled in for May, a visit has";
    None where the clause tells that it was ("scheduled for a day, the talks lasted three")."""
    head = reading.heads[noun]
    told_past = reading.tags[head] == "VBD" and not is_passive(reading, head)
    if not reading.deps[noun].startswith("nsubj") or reading.pos[head] != "VERB" or told_past:
        return None
    for kid in reading.kids[head]:
        if kid > noun or reading.deps[kid] != "advcl" or reading.tags[kid] not in ("VBN", "JJ"):
            continue
        kids = [*reading.kids[kid], kid - 1 if kid else kid]
        own = any(reading.deps[k].split(":")[0] in ("nsubj", "aux", "mark", "cop") for k in reading.kids[kid])
        before = any(reading.lemmas[k] in classes()["at_first"] for k in kids)
        if not own and not before and stance_of(reading, kid) == "planned":
            return kid
    return None


def odds_before(reading: Reading, noun: int, verb: int) -> int | None:
    """The object right before a phrase that the tree hangs on the verb: of "put the odds on an election at six to four"
    the odds."""
    mark = next((kid for kid in reading.kids[noun] if reading.deps[kid] == "case"), None)
    if mark is None or reading.lemmas[mark] not in ("on", "of") or reading.heads[mark - 1] != verb:
        return None
    before = mark - 1
    if reading.deps[before] != "obj" or reading.pos[before] != "NOUN":
        return None
    return before if stance_of(reading, before) == "possible" else None


def bearer(reading: Reading, noun: int) -> int:
    """What is under way, where a noun or verb hangs on the "way" of "preparations are under way for a summit"."""
    if reading.lemmas[noun] != "way" or preposition(reading, noun) != "under":
        return noun
    return next((kid for kid in reading.kids[noun] if reading.deps[kid] == "nsubj"), noun)


def carries(reading: Reading, head: int, mark: str | None, noun: int) -> bool:
    """True for a preposition, or none, by which a word governs a noun as far as that is asserted."""
    if mark in CARRYING:
        return True
    if mark is None:
        return noun not in reading.times and reading.deps[noun] == "obl"
    if mark == "in" and is_taking_part(reading, head):
        return True
    return any(mark in row.company for row in stances(reading, head))


def is_about_to_go(reading: Reading, verb: int) -> bool:
    """True for the "leaves" of "leaves for a visit", told before it is begun."""
    if reading.lemmas[verb] not in classes()["setting_out"]:
        return False
    return reading.tags[verb] in ("VBZ", "VBP") or (reading.tags[verb] == "VBG" and is_present(reading, verb))


def stance_of_verb(reading: Reading, noun: int, head: int) -> str | None:
    """The class of what a verb says of a noun that is its subject, object or oblique, or None."""
    if is_definite(reading, noun) and is_called_so(reading, noun):
        return "known"  # "for not calling the attack terrorism": an attack there was
    dep = reading.deps[noun]
    if reading.lemmas[head] == "drop" and reading.lemmas[noun] in classes()["dropped_word"]:
        return None  # "dropped a hint that he would leave"
    raised = reading.lemmas[head] in classes()["raising"]
    told = [kid for kid in reading.kids[head] if reading.deps[kid] == "xcomp"]
    deemed = dep == "nsubj:pass" and reading.lemmas[head] in classes()["judging_as"] | JUDGING
    if deemed or (dep == "nsubj" and reading.lemmas[head] in SEEMING):
        called = next((stance_of(reading, kid) for kid in told if reading.pos[kid] == "ADJ"), None)
        if called is not None:
            return called  # "an invasion looks unlikely", "the reports proved false"
    happens = any(
        is_passive(reading, kid) or reading.lemmas[kid] in classes()["happening_verb"] for kid in told
    )
    if dep == "nsubj" and raised and happens:
        return stance_towards(reading, head, "to")  # "an election has to be held"
    if dep == "nsubj" and told:
        return None  # "the threat failed to sway them"
    if dep == "nsubj" and reading.pos[head] in ("VERB", "AUX"):
        own = stance_towards(reading, noun, "to")
        if reading.lemmas[noun] in classes()["talking"] and reading.lemmas[head] != "fall":
            return None  # "the talks came to naught": they were held; not "fell through"
        return (
            stance_towards(reading, head, "subj")
            if own in ("tried", "planned", "wanted", "unreal", "possible")
            else stance_towards(reading, head, "subj", named=True)  # "the summit fell through"
        )
    mark = preposition(reading, noun)
    named = any(mark in row.company for row in stances(reading, head))
    if dep == "obl" and mark in ("in", "about", "into") and not named:
        return None
    if reading.lemmas[head] == "want" and mark == "for" and is_passive(reading, head):
        return "alleged"  # "is wanted for the murder of a judge"
    stance = stance_towards(reading, head, "noun")
    if dep in ("obj", "nsubj:pass", "xcomp") or mark is None:
        stance = stance_towards(reading, head, "obj", named=True) or stance
    if stance == "negated" and is_definite(reading, noun) and _would_have(reading, head):
        return None  # "would have prevented the massacre"
    if stance == "weighed" and dep == "obl":
        return None  # "was backed by 68 percent, on a turnout of 54"
    if stance == "wanted" and dep == "obl" and is_passive(reading, head):
        return None  # "was burnt in revenge for the arrest"
    looked_into = stance == "alleged" and reading.lemmas[head] in classes()["looking_into"]
    return None if (stance == "weighed" or looked_into) and is_definite(reading, noun) else stance


def _would_have(reading: Reading, verb: int) -> bool:
    kids = reading.kids[verb]
    perfect = any(reading.lemmas[kid] == "have" and reading.tags[kid] == "VB" for kid in kids)
    return perfect and any(reading.tags[kid] == "MD" for kid in kids)


def is_definite(reading: Reading, noun: int) -> bool:
    """True for a noun with a determiner or owner by which it is known already: "the raid", "their visit"."""
    return any(
        reading.deps[kid] in ("det", "nmod:poss") and reading.lemmas[kid] not in INDEFINITE
        for kid in reading.kids[noun]
    )


def is_carried(reading: Reading, noun: int, verb: int) -> bool:
    """True where a noun is as real as its verb: "will hold talks", "could trigger a war"; "will condemn the attack"
    leaves the attack as it was."""
    dep = reading.deps[noun]
    if reading.pos[verb] == "ADJ":
        return False
    if dep in ("obj", "nsubj:pass") and reading.lemmas[verb] in classes()["light_verb"] | classes()["having"]:
        return True
    if dep == "nsubj" and reading.lemmas[verb] in classes()["happening_verb"]:
        if reading.lemmas[verb] == "go" and any(
            reading.deps[kid] in ("xcomp", "advmod") and reading.lemmas[kid].startswith("un")
            for kid in reading.kids[verb]
        ):
            return False  # "the attack did not go unanswered"
        others = (kid for kid in reading.kids[verb] if reading.deps[kid] == "obj")
        return all(reading.lemmas[kid] == "place" for kid in others)  # not "would open a new chapter"
    definite = is_definite(reading, noun)
    if dep == "obl" and is_taking_part(reading, verb) and preposition(reading, noun) == "in":
        return not definite or reading.lemmas[noun] in classes()["talks"] | classes()["meeting"]
    if dep == "obl":
        return reading.lemmas[verb] in classes()["light_verb"] | classes()["having"] and not definite
    return not definite


def is_taking_part(reading: Reading, verb: int) -> bool:
    """True for "take part", "participate": who does not, does not talk."""
    if reading.lemmas[verb] != "take":
        return reading.lemmas[verb] == "participate"
    return any(reading.lemmas[kid] == "part" and reading.deps[kid] == "obj" for kid in reading.kids[verb])


def is_present(reading: Reading, verb: int) -> bool:
    """True for a verb in the present, or behind an auxiliary in it."""
    for kid in reading.kids[verb]:
        if reading.deps[kid] in ("aux", "aux:pass", "cop"):
            past = reading.words[kid].lower() in ("could", "would", "might")
            return reading.tags[kid] in ("VBZ", "VBP", "MD") and not past
    return reading.tags[verb] in ("VBZ", "VBP") and not is_passive(reading, verb)


def predicate_of(reading: Reading, noun: int) -> tuple[int, str] | None:
    """What a noun is told to be, and its class: the plan of "their plan is a boycott", the talk of "the talk is of a
    coup"; None where it is told to be no such thing."""
    if reading.pos[noun] != "NOUN" or not any(reading.deps[kid] == "cop" for kid in reading.kids[noun]):
        return None
    for kid in reading.kids[noun]:
        if reading.deps[kid] == "nsubj" and reading.pos[kid] == "NOUN" and kid not in reading.parties:
            stance = stance_of(reading, kid) if reading.lemmas[kid] in classes()["looked_forward"] else None
            if stance in ("planned", "wanted", "unreal", "possible", "alleged"):
                return kid, stance
    return None


def left_behind(reading: Reading, word: int) -> tuple[int, str] | None:
    """The subject that tells what a word behind its verb is, and its class: the calls of "calls grew for her to
    resign", the hopes of "hopes faded of a truce"."""
    head, dep = reading.heads[word], reading.deps[word]
    of = dep == "obl" and preposition(reading, word) in ("of", "for")
    clause = dep in ("xcomp", "advcl", "ccomp") and reading.tags[word] == "VB"
    spreading = reading.lemmas[head] in classes()["spreading"]
    brought = reading.lemmas[head] in classes()["brought_up"] and is_passive(reading, head)
    if dep == "acl" and reading.lemmas[head] == "way" and preposition(reading, head) == "under":
        noun = bearer(reading, head)  # "efforts are under way to free them"
        stance = None if noun == head else stance_towards(reading, noun, "to")
        return None if stance is None else (noun, stance)
    if head >= word or not (of or clause) or not (spreading or brought):
        return None
    if any(reading.deps[kid] in ("obj", "iobj") and kid < word for kid in reading.kids[head]):
        return None
    for noun in reading.kids[head]:
        subject = reading.deps[noun] in ("nsubj", "nsubj:pass") and reading.pos[noun] == "NOUN"
        if subject and noun not in reading.parties:
            stance = stance_towards(reading, noun, "noun" if of else "to")
            return None if stance is None else (noun, stance)
    return None


def condition_on(reading: Reading, noun: int) -> int | None:
    """The "if" right behind a noun on which it hangs whether it is at all: "the ban, if enacted, would …"."""
    for kid in reading.kids[reading.heads[noun]]:
        if reading.deps[kid] == "advcl" and noun < kid <= noun + 4 and reading.tags[kid] == "VBN":
            bare = not any(reading.deps[k].startswith("nsubj") for k in reading.kids[kid])
            mark = next((k for k in reading.kids[kid] if reading.lemmas[k] == "if"), None)
            if bare and mark is not None:
                return mark
    return None


def is_lacking(reading: Reading, noun: int) -> bool:
    """True for what there is none of: "without a deal", but not "without the veto, it would have passed"."""
    return preposition(reading, noun) == "without" and not is_definite(reading, noun)


def is_ranked(reading: Reading, noun: int) -> bool:
    """True for "the first country", "the only deputies", "the youngest mayor"; not for "a second suspect"."""
    kids = (noun, *reading.kids[noun])
    if any(reading.lemmas[kid] in ("a", "an") and reading.deps[kid] == "det" for kid in kids):
        return False
    return any(reading.lemmas[kid] in classes()["rank_word"] for kid in kids) or any(
        reading.tags[k] in ("JJS", "RBS") for kid in kids for k in (kid, *reading.kids[kid])
    )


def is_only_to(reading: Reading, verb: int) -> bool:
    """True for what happened in the end, told as an infinitive: ", only to lose it", ", only for the talks to fail"."""
    to = next((kid for kid in reading.kids[verb] if kid < verb and reading.lemmas[kid] == "to"), verb)
    first = reading.sents[reading.sent_of[verb]][0]
    words = [reading.words[word].lower() for word in range(max(first, to - 8), to)]
    if reading.tags[verb] != "VB" or to == verb or "only" not in words:
        return False
    only = len(words) - 1 - words[::-1].index("only")
    return words[only - 1 : only] == [","] and (words[only + 1 :] == [] or words[only + 1] == "for")


def says_itself(reading: Reading, verb: int) -> bool:
    """True for the "want" of "I want to thank them", by which it is done."""
    mine = any(
        reading.lemmas[kid] in ("i", "we") and reading.deps[kid] == "nsubj" for kid in reading.kids[verb]
    )
    me = any(
        reading.lemmas[kid] in ("i", "me", "we", "us") and reading.deps[kid] != "nsubj"
        for kid in reading.kids[verb]
    )
    if reading.lemmas[verb] == "let" and reading.tags[verb] == "VB":
        return me  # "let me first thank them"
    return mine and reading.lemmas[verb] in classes()["wanting"] and reading.tags[verb] != "VBD"


def is_behind(reading: Reading, verb: int) -> bool:
    """True for a clause in the past or the perfect."""
    auxiliaries = [kid for kid in reading.kids[verb] if reading.deps[kid] in ("aux", "aux:pass", "cop")]
    if any(reading.tags[kid] == "MD" for kid in auxiliaries):
        return False
    return reading.tags[verb] == "VBD" or any(
        reading.tags[kid] == "VBD" or reading.lemmas[kid] == "have" for kid in auxiliaries
    )


def is_set_off(reading: Reading, verb: int) -> bool:
    """True for an infinitive behind a comma."""
    to = next((kid for kid in reading.kids[verb] if reading.lemmas[kid] == "to"), verb)
    return reading.words[to - 1] == ","


def is_perfect(reading: Reading, verb: int) -> bool:
    """True for an infinitive of the perfect: "to have left", "would have left"."""
    return any(reading.lemmas[kid] == "have" and reading.tags[kid] == "VB" for kid in reading.kids[verb])


def is_supposed(reading: Reading, head: int, verb: int) -> bool:
    """True for "talks that are supposed to end by May", "they are going to strike"."""
    if reading.lemmas[head] in ("suppose", "supposed"):
        return not is_perfect(reading, verb)
    going = reading.words[head].lower() == "going" and reading.pos[head] == "VERB"
    between = range(head + 1, verb)
    bare = all(
        reading.lemmas[word] in ("to", "be", "not", "have") or reading.pos[word] == "ADV" for word in between
    )
    return going and bare and any(reading.lemmas[kid] == "be" for kid in reading.kids[head])


def is_indicative(reading: Reading, verb: int) -> bool:
    """True for a finite clause that tells what is or was or will be."""
    if reading.pos[verb] not in ("VERB", "AUX"):
        return True
    return reading.tags[verb] in ("VBD", "VBZ", "VBP") or any(
        reading.deps[kid] in ("aux", "aux:pass", "cop") and reading.tags[kid] != "TO"
        for kid in reading.kids[verb]
    )


def is_in_case(reading: Reading, word: int) -> bool:
    """True for what "in case" opens."""
    first = min(reading.subtree(word))
    opening = [reading.words[w].lower() for w in range(max(0, first - 2), first + 2)]
    return opening[:2] == ["in", "case"] or opening[-2:] == ["in", "case"]


def is_telling(reading: Reading, verb: int) -> bool:
    """True for a verb by which something is said or judged."""
    return is_speech_verb(reading, verb) or reading.lemmas[verb] in classes()["judging_as"]


def is_called_so(reading: Reading, noun: int) -> bool:
    """True for what is called something: "the vote" of "called the vote a farce"."""
    verb = reading.heads[noun]
    if reading.deps[noun] != "obj" or reading.lemmas[verb] not in classes()["called_so"]:
        return False
    return any(reading.deps[kid] == "xcomp" and kid > noun for kid in reading.kids[verb])


def is_belittled(reading: Reading, verb: int) -> bool:
    """True for "dismissed him as a weak leader", which costs nobody a post; a post has no "a" ("dismissed as
    minister")."""
    named = slots_of(reading, verb).get("as", ()) if reading.lemmas[verb] == "dismiss" else ()
    return any(
        reading.lemmas[kid] == "a" or reading.words[kid].lower() == "an"
        for w in named
        for kid in reading.kids[w]
    )


def is_reduced(reading: Reading, verb: int) -> bool:
    """True for a participle that tells what was done with a noun, and not what it says: "the promise given in May"."""
    bare = not any(
        reading.deps[kid] == "mark" or reading.deps[kid].startswith("aux") for kid in reading.kids[verb]
    )
    return reading.deps[verb] == "acl" and reading.tags[verb] == "VBN" and bare
