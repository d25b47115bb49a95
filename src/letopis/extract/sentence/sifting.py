"""Which matches are told as events: those with somebody in sight, each once.

In:   the matches of events.tsv in a document.
Out:  which are wanted, and which words name no event of their own.

Events without an actor are kept where the type can do without ("a crisis broke out") and where the words are sure and
told of a past ("a curfew has been imposed"); any other needs a party in sight, so that habits and generalities stay
out.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from letopis.claim import Modality, Polarity
from letopis.explained import Why
from letopis.extract.certainty.carried import is_belittled, is_called_so
from letopis.extract.certainty.factuality import factuality_of
from letopis.extract.certainty.stances import stance_of
from letopis.extract.event.actors import can_act, is_party
from letopis.extract.event.background import is_background
from letopis.extract.event.magnitudes import is_attended
from letopis.extract.sentence.frames import Match
from letopis.extract.sentence.in_general import (
    is_aim_of_bill,
    is_either,
    is_first_to,
    is_left_open,
    is_norm,
    is_open_to,
    is_put_to_readers,
    is_spell,
)
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.relatives import is_told_above
from letopis.extract.sentence.slots import CLAUSES, PLACE_MARKS, is_passive, preposition, slots_of
from letopis.extract.time.when import is_moved, time_of
from letopis.lexicon import classes
from letopis.mention import Form, MentionKind

ACTORLESS = frozenset(
    {
        "INCIDENT",
        "CHANGE",
        "ELECT",
        "PROTEST",
        "LEGISLATE",
        "ASSAULT",
        "DISMISS",
        "APPOINT",
        "SIGN",
        "REGULATE",
    }
)
HELD = frozenset({"CONSULT", "NEGOTIATE"})
JUDGED = frozenset({"REJECT", "RULE", "ACCUSE", "SUPPORT", "AGREE", "CONCEDE"})  # of what is there already
PROMISED = frozenset({"ELECT", "CONCEDE", "DISMISS", "RETREAT"})
SURE = 3  # weight of a frame that needs nobody in sight: a need with words, and another
OF_LAWS = frozenset({"CHANGE", "LEGISLATE", "RULE", "SIGN"})
FILLING = frozenset({"APPOINT", "ELECT"})
STEPS_UP = 4
STEPS_OUT = frozenset({"conj", "acl:relcl"})
EACH = frozenset({"every", "each"})
NEEDING = frozenset({"need", "require"})
ALLOWING = frozenset({"may", "can", "must", "shall"})
DETERMINING = ("det", "amod", "nummod", "compound", "nmod", "nmod:poss", "appos", "flat")
WEEKDAYS = frozenset({"mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"})
NOBODY = frozenset({"nobody", "none", "no-one", "nothing"})
OWN_CONTENT = frozenset({"THREATEN", "APPOINT"})  # what is threatened, or asked of a new head of government
SPOKEN = frozenset({"AGREE", "REQUEST", "ACCUSE", "THREATEN"})  # acts in words, done before they are judged


def is_wanted(reading: Reading, match: Match) -> bool:
    """True for a match that is told as an event."""
    return why_unwanted(reading, match) is None


def why_unwanted(reading: Reading, match: Match) -> Why | None:
    """Why a match is told as no event, or None where it is."""
    parties = [w for role in ("actor", "recipient") for w in match.roles.get(role, ()) if can_act(reading, w)]
    if "weak" in match.frame.marks:
        both = (
            any(is_party(reading, w) for w in match.roles.get("actor", ()))
            and any(is_party(reading, w) for w in match.roles.get("recipient", ()))
        ) or (len(parties) > 1 or _is_between_many(reading, match))
        return None if both else Why.WEAK
    if match.frame.type == "THREATEN" and not _is_own_threat(reading, match):
        return Why.FORECAST
    if _is_filled_by_rule(reading, match):
        return Why.BY_RULE
    if _is_habit(reading, match.word) or _is_bare_condition(reading, match.word):
        return Why.HABIT
    if _is_content_of_law(reading, match) or _is_thought_of(reading, match.word):
        return Why.BY_RULE
    if is_left_open(reading, match.word) or is_first_to(reading, match.word):
        return Why.OTHER_USE
    if _is_invented(reading, match.word):
        return Why.STORY
    if _is_figure(reading, match):
        return Why.FIGURE
    if is_put_to_readers(reading, match.word):
        return Why.NOBODY
    return None if _is_in_sight(reading, match, parties) else Why.NOBODY


def _is_in_sight(reading: Reading, match: Match, parties: Sequence[int]) -> bool:
    """True where somebody takes part, or the type and the words can do without."""
    if (
        parties
        or "bare" in match.frame.marks
        or _is_told_as_done(reading, match)
        or is_marked(reading, match)
    ):
        return True
    things = [w for role in ("theme", "place") for w in match.roles.get(role, ())]
    before = [w for w in match.roles.get("place", ()) if reading.heads[w] == match.word and w < match.word]
    if (before or reading.pos[match.word] == "VERB") and any(w in reading.parties for w in things):
        return True
    if is_attended(reading, match) or is_moved(reading, match.word):
        return True
    if match.frame.type not in ACTORLESS:
        return match.frame.type in HELD and (_is_held(reading, match.word) or is_spell(reading, match.word))
    return reading.pos[match.word] == "VERB" or time_of(reading, match.word) is not None or bool(match.roles)


def _is_between_many(reading: Reading, match: Match) -> bool:
    """True for what is between several that one word names: "an agreement between the two parties"."""
    between = slots_of(reading, match.word).get("between", ())
    return any(
        reading.tags[w] in ("NNS", "NNPS")
        and is_party(reading, w)
        and any(reading.deps[kid] in ("det", "nummod") for kid in reading.kids[w])
        for w in match.roles.get("actor", ())
        if w in between
    )


def is_marked(reading: Reading, match: Match) -> bool:
    """True where words say how sure it is, or that it is recalled: "a possible devaluation", "fears of an attack",
    "nobody was arrested", "since the coup"."""
    word, roles = match.word, match.roles
    if reading.pos[word] in ("VERB", "AUX"):
        nobody = any(reading.lemmas[filler] in NOBODY for words in roles.values() for filler in words)
        if not nobody and match.frame.weight < SURE - 1:
            return False
        fact = factuality_of(reading, word)
        return fact.polarity == Polarity.NEGATED and fact.modality == Modality.ASSERTED
    if not (roles or match.frame.type in ACTORLESS | HELD or match.frame.type == "COERCE"):
        return False
    return bool(factuality_of(reading, word).cues) or is_background(reading, word, None)


def _is_told_as_done(reading: Reading, match: Match) -> bool:
    """True for a sure use of a verb in a past or perfect passive: "a curfew has been imposed"; and for a noun that
    tells of somebody's thing: "the blockade of their ports"."""
    word = match.word
    if reading.pos[word] != "VERB":
        done_to = [w for role in ("recipient", "theme") for w in match.roles.get(role, ())]
        return any(
            is_party(reading, owner) for w in done_to for owner in slots_of(reading, w).get("poss", ())
        )
    sure = any((need.words or need.classes) and not need.absent for need in match.frame.needs)
    past = any(
        reading.lemmas[kid] == "have" or reading.tags[kid] in ("VBD", "VBG")
        for kid in reading.kids[word]
        if reading.deps[kid] in ("aux", "aux:pass")
    )
    if reading.tags[word] == "VBD" or past:
        return sure and (is_passive(reading, word) or match.frame.weight >= SURE)
    return False


def _is_own_threat(reading: Reading, match: Match) -> bool:
    """False where somebody warns of what another will do ("warned that Hungary could invade"), which is a forecast."""
    if not any(need.slot == "ccomp" for need in match.frame.needs):
        return True
    own = {m.chain for word in match.roles.get("actor", ()) if (m := reading.parties.get(word))}
    for clause in slots_of(reading, match.word).get("ccomp", ()):
        doers = [m for word in slots_of(reading, clause).get("subj", ()) if (m := reading.parties.get(word))]
        if doers and not any(m.chain in own or m.form == Form.PRONOUN for m in doers):
            return False
    return True


def _is_habit(reading: Reading, word: int) -> bool:
    """True for what is told as done again and again: "meets on the first Monday of every month", "youths who raid"."""
    if _is_by_rule(reading, word) or _is_in_general(reading, word) or is_norm(reading, word):
        return True
    if reading.tags[word] not in ("VBP", "VBZ") and not _is_present_passive(reading, word):
        return False
    if is_either(reading, word):
        return True
    habitual = classes()["habitual"]
    for kid in reading.kids[word]:
        time = reading.times.get(kid)
        if time is not None and any(part in habitual for part in time.text.lower().split()):
            return True
        if reading.words[kid].lower() in habitual and reading.deps[kid] == "advmod":
            return True
        if reading.deps[kid] == "obl" and _is_each(reading, kid):
            return True  # "on the first Monday of every month"
        if any(reading.words[w].lower() in WEEKDAYS for w in (kid, *reading.kids[kid])):
            return True  # "meets on Tuesdays"
    if _is_whenever(reading, word) or any(_is_term(reading, kid) for kid in reading.kids[word]):
        return True
    noun = reading.heads[word]
    bare = reading.deps[word] == "acl:relcl" and reading.tags[noun] == "NNS" and noun not in reading.times
    return bare and not any(reading.deps[kid] in DETERMINING for kid in reading.kids[noun])


def _is_each(reading: Reading, noun: int) -> bool:
    below = [kid for kid in reading.kids[noun] if reading.deps[kid] == "nmod"]
    return any(reading.lemmas[kid] in EACH for w in (noun, *below) for kid in reading.kids[w])


def _is_bare_condition(reading: Reading, word: int) -> bool:
    """True for a condition without anybody of its own, which tells no plan: "if elected", "unless attacked"."""
    marks = {reading.lemmas[kid] for kid in reading.kids[word] if reading.deps[kid] == "mark"}
    own = any(reading.deps[kid].split(":")[0] in ("nsubj", "aux") for kid in reading.kids[word])
    return reading.tags[word] == "VBN" and not own and bool(marks & {"if", "unless"})


def _is_by_rule(reading: Reading, word: int) -> bool:
    """True for what a law lets somebody do: "under the constitution, the king may dissolve parliament"."""
    helpers = {reading.lemmas[kid] for kid in reading.kids[word] if reading.deps[kid] == "aux"}
    return bool(helpers & ALLOWING) and any(
        reading.lemmas[kid] in classes()["law_word"] and preposition(reading, kid) == "under"
        for kid in reading.kids[word]
    )


def _is_content_of_law(reading: Reading, match: Match) -> bool:
    """True for what a law says: "the constitution bars dual citizens", "amendments that would strip the court"; not
    for what becomes of a law."""
    word = match.word
    if reading.pos[word] != "VERB":
        return False
    if is_aim_of_bill(reading, word) or is_open_to(reading, word):
        return True
    if match.frame.type in OF_LAWS:
        return False
    while reading.deps[word] in ("xcomp", "ccomp") and reading.pos[reading.heads[word]] == "VERB":
        word = reading.heads[word]  # "the amendment that would have let monks stand for office"
    helpers = {reading.lemmas[kid] for kid in reading.kids[word] if reading.deps[kid] == "aux"}
    if not helpers & {"would", "could"} and reading.tags[word] not in ("VBP", "VBZ"):
        return False
    return any(reading.lemmas[w] in classes()["legal_text"] for w in slots_of(reading, word).get("subj", ()))


def _is_thought_of(reading: Reading, word: int) -> bool:
    """True for "could become president", which nobody plans."""
    if reading.lemmas[word] not in classes()["becoming"] or reading.tags[word] not in ("VB", "VBG"):
        return False
    return factuality_of(reading, word).modality != Modality.PLANNED


def _is_filled_by_rule(reading: Reading, match: Match) -> bool:
    """True for how posts are filled: "ministers are appointed by the king"; not where a day is told."""
    dated = any(
        kid in reading.times and preposition(reading, kid) != "for" for kid in reading.kids[match.word]
    )
    return match.frame.type in FILLING and not dated and _is_present_passive(reading, match.word)


def _is_in_general(reading: Reading, word: int) -> bool:
    """True for an infinitive that says what may be done or what one does: "the power to expel foreigners", "his job
    is to negotiate with suppliers", "it is easy to accuse others"."""
    if reading.tags[word] != "VB":
        return False
    head, kids = reading.heads[word], reading.kids[word]
    if reading.lemmas[head] in NEEDING and _is_present_passive(reading, head):
        return True  # "a majority is needed to change the charter"
    if not any(reading.lemmas[kid] == "to" and reading.deps[kid] == "mark" for kid in kids):
        return False
    if reading.deps[word] == "acl":
        return reading.lemmas[head] in classes()["entitlement"]
    if any(reading.deps[kid] == "cop" for kid in kids):
        above = [kid for kid in kids if reading.deps[kid].startswith("nsubj")]
        return any(reading.lemmas[kid] in classes()["entitlement"] for kid in above)
    appraised = reading.pos[head] == "ADJ" and reading.lemmas[head] in classes()["appraised"]
    return appraised and any(
        reading.lemmas[kid] == "it" or reading.deps[kid] == "expl" for kid in reading.kids[head]
    )


def _is_present_passive(reading: Reading, word: int) -> bool:
    """True for "is elected", "are arrested"; not for "has been" and "is being"."""
    helpers = [kid for kid in reading.kids[word] if reading.deps[kid] in ("aux", "aux:pass")]
    present = len(helpers) == 1 and reading.tags[helpers[0]] in ("VBP", "VBZ") and reading.tags[word] == "VBN"
    return present and reading.lemmas[helpers[0]] != "have"  # "has won"


def _is_whenever(reading: Reading, word: int) -> bool:
    """True for what follows upon any case of something: "when a minister resigns, the king appoints another"."""
    for kid in reading.kids[word]:
        if reading.deps[kid] == "advcl" and reading.tags[kid] in ("VBP", "VBZ"):
            return any(reading.words[mark].lower() in ("when", "whenever") for mark in reading.kids[kid])
    return False


def _is_term(reading: Reading, word: int) -> bool:
    """True for how long what is done holds by rule: "for terms of five years"."""
    return reading.lemmas[word] in classes()["term_noun"] and preposition(reading, word) == "for"


def _is_figure(reading: Reading, match: Match) -> bool:
    """True for words that stand for something else: a storm or flood of what nature does not bring ("a wildfire of
    rumours"), a "line of attack", who is "dismissed as a dreamer", the election that an election is called ("called
    the vote an election about courage")."""
    word, head = match.word, reading.heads[match.word]
    if match.frame.type == "DISMISS":
        return is_belittled(reading, word)
    if match.frame.type == "ASSAULT" and preposition(reading, word) == "of":
        return reading.lemmas[head] in classes()["line_of"]
    if match.frame.type == "ELECT" and reading.deps[word] == "xcomp":
        objects = [kid for kid in reading.kids[head] if reading.deps[kid] == "obj"]
        return any(
            reading.lemmas[kid] in classes()["election"] and is_called_so(reading, kid) for kid in objects
        )
    if match.frame.type != "INCIDENT":
        return False
    for noun in (match.word, *match.roles.get("theme", ())):
        if reading.lemmas[noun] not in classes()["disaster"]:
            continue
        for kid in slots_of(reading, noun).get("of", ()):
            plain = kid not in reading.parties and kid not in reading.times and reading.pos[kid] == "NOUN"
            if plain and reading.lemmas[kid] in classes()["outpouring"]:
                return True
    return False


def _is_invented(reading: Reading, word: int) -> bool:
    """True for what happens in a story: "in his third novel a premier is poisoned", "the film tells of a general who
    seizes the throne"."""
    current, inside = word, False
    beside = reading.pos[word] == "NOUN" or (
        reading.deps[word] == "advcl" and reading.tags[word] in ("VBG", "VBN")
    )
    verb = (
        reading.heads[word] if beside else word
    )  # "ends with the murder of a priest", "having shot him, asks"
    present = reading.tags[verb] in ("VBP", "VBZ") or _is_present_passive(reading, verb)
    for _ in range(STEPS_UP):
        noun = reading.heads[current]
        if present and reading.deps[current] == "acl:relcl" and reading.lemmas[noun] in classes()["fiction"]:
            return True  # "the play, in which a dictator is poisoned by his dentist"
        for kid in reading.kids[current]:
            if reading.lemmas[kid] in classes()["fiction"]:
                mark = preposition(reading, kid)
                if (mark == "in" and not inside) or (
                    present and current != word and reading.deps[kid] == "nsubj"
                ):
                    return True
            if present and not inside and _is_part_of_story(reading, kid):
                return True
        dep = reading.deps[current]
        if reading.heads[current] == current or dep == "parataxis" or (dep in STEPS_OUT and not present):
            return False
        inside = inside or dep == "acl:relcl"
        current = reading.heads[current]
    return False


def _is_part_of_story(reading: Reading, word: int) -> bool:
    """True for "in the last chapter", but not "in the latest chapter of the feud"."""
    part = reading.lemmas[word] in classes()["story_part"] and preposition(reading, word) == "in"
    return part and not slots_of(reading, word).get("of")


def _is_held(reading: Reading, word: int) -> bool:
    """True for a meeting told of with its place or day: "the summit was held in Rome"."""
    verbs = slots_of(reading, word).get("lv", [])
    held = any(reading.lemmas[verb] in classes()["light_verb"] for verb in verbs)
    placed = any(
        kid in reading.times or (kid in reading.parties and preposition(reading, kid) in PLACE_MARKS)
        for verb in verbs
        for kid in reading.kids[verb]
    )
    return held and placed


def _is_ordered(reading: Reading, verb: int) -> bool:
    """True for what an order or call is to: "orders to fire"."""
    noun = reading.heads[verb]
    return reading.deps[verb] == "acl" and reading.tags[verb] == "VB" and stance_of(reading, noun) == "unreal"


def absorbed_words(reading: Reading, matches: Iterable[Match], asked: Container[int]) -> set[int]:
    """Words that name no event of their own: the refused act, the noun that a matched verb carries, and its
    reverse."""
    by_word = {match.word: match for match in matches}
    gone: set[int] = set()
    for match in sorted(by_word.values(), key=lambda match: (reading.pos[match.word] != "VERB", match.word)):
        slots = slots_of(reading, match.word)
        if _is_by_decree(reading, match, by_word):
            gone.add(match.word)
        if match.word in gone:  # "a warrant for the arrest of X": the arrest is its own
            lower = match.frame.absorbs - {"lv"}  # two that take each other in would both be gone
            gone.update(w for slot in lower for w in slots.get(slot, ()) if w in by_word)
            continue
        for slot in match.frame.absorbs:
            clause = slot in CLAUSES  # "charged with killing a judge" tells of two things
            fillers = [w for w in slots.get(slot, ()) if clause or reading.pos[w] != "VERB"]
            apart = asked if clause and match.frame.type not in OWN_CONTENT else frozenset[int]()
            if match.frame.type == "AGREE" and slot == "obj":  # "promised elections": promised, and planned
                fillers = [w for w in fillers if w not in by_word or by_word[w].frame.type not in PROMISED]
            if slot == "xcomp" and match.frame.type == "AGREE":
                continue  # "agreed to hold an election": agreed, and planned
            if (
                slot == "xcomp"
                and stance_of(reading, match.word) == "excluded"
                and _is_denied(reading, match)
            ):
                continue  # "did not rule out sending troops": possible
            fillers += [
                kid for w in fillers if clause for kid in reading.kids[w] if reading.deps[kid] == "conj"
            ]
            if match.frame.type == "REJECT" and slot == "obj":  # "refused orders to fire"
                gone.update(kid for w in fillers for kid in reading.kids[w] if _is_ordered(reading, kid))
            gone.update(
                w
                for w in fillers
                if (
                    w not in apart
                    if clause and reading.pos[w] != "NOUN"
                    else not _stands_apart(reading, match, by_word.get(w))
                )
            )
        if match.frame.type == "CHANGE" and any(
            w in by_word and _befalls(reading, by_word[w]) for w in slots.get("subj", ())
        ):
            gone.add(match.word)  # "the mayor's suspension began in May": the suspension is told
            continue
        gone.update(kid for kid in _charged_again(reading, match) if kid in by_word)
        for need in match.frame.needs:
            narrow = not need.absent and bool(need.words or need.classes)
            if narrow and need.slot in ("obj", "subj", "in", "to", "on", "into"):
                found = (f for f in slots.get(need.slot, ()) if f in by_word and f not in reading.parties)
                gone.update(f for f in found if not _stands_apart(reading, match, by_word[f]))
            if not need.absent and need.slot == "lv":
                spoken = {w for w in by_word if by_word[w].frame.type in SPOKEN - {match.frame.type}}
                gone.update(set(slots.get("lv", ())) - spoken)  # "condemned the arrest": both are told
    return gone


def _is_by_decree(reading: Reading, match: Match, by_word: Container[int]) -> bool:
    """True for the decree by which somebody does what is told: "dismissed by decree"."""
    by = match.frame.mode == "decree" and preposition(reading, match.word) in ("by", "through", "via")
    return by and reading.pos[match.word] == "NOUN" and reading.heads[match.word] in by_word


def _charged_again(reading: Reading, match: Match) -> Iterator[int]:
    """The charge that says no more than why somebody stands trial: "the trial of officers charged with desertion"."""
    named = {reading.lemmas[word] for word in (match.word, *match.roles.get("theme", ()))}
    if match.frame.type != "ACCUSE" or not named & classes()["trial"]:
        return
    for noun in match.roles.get("recipient", ()):
        for kid in reading.kids[noun]:
            dated = any(k in reading.times for k in reading.kids[kid])
            charged = reading.lemmas[kid] in classes()["charging"] and is_passive(reading, kid)
            if charged and not dated and reading.deps[kid] in ("acl", "acl:relcl"):
                yield kid


def _is_denied(reading: Reading, match: Match) -> bool:
    return any(reading.lemmas[kid] in ("not", "never") for kid in reading.kids[match.word])


def _is_told_beyond(reading: Reading, verb: int, noun: int) -> bool:
    """True for what a relative clause tells something else of: "the vote that he promised was not held"."""
    clause = reading.heads[verb] == noun and reading.deps[verb] == "acl:relcl"
    return clause and reading.heads[noun] in slots_of(reading, noun).get("lv", ())


def _befalls(reading: Reading, noun: Match) -> bool:
    """True for what is done to a person: "her suspension"; for a resignation."""
    if noun.frame.type == "RESIGN":
        return True
    people = [reading.parties.get(w) for w in noun.roles.get("recipient", ())]
    return any(mention is not None and mention.kind == MentionKind.PERSON for mention in people)


def _stands_apart(reading: Reading, verb: Match, noun: Match | None) -> bool:
    """True for a deed that is told of before it is judged: "rejected X's offer", "annulled last year's vote"."""
    if noun is None or noun.frame.type == verb.frame.type:
        return noun is not None and is_told_above(reading, verb.word, noun.word)
    if _is_told_beyond(reading, verb.word, noun.word):
        return True
    if verb.frame.type not in JUDGED:
        return False
    if reading.lemmas[verb.word] in classes()["delay_noun"]:
        return False  # "the postponement of the election in June": no election then
    dated = [kid for kid in reading.kids[noun.word] if kid in reading.times]
    if any(reading.deps[kid] not in ("amod", "compound") for kid in dated):  # not "its three-year blockade"
        return True
    if reading.lemmas[verb.word] in classes()["putting_off"]:
        return True  # "postponed the visit until the autumn": the plan stands
    taken = {word for words in verb.roles.values() for word in words} - set(verb.roles.get("recipient", ()))
    own = [word for word in noun.roles.get("actor", ()) if word not in taken and can_act(reading, word)]
    return noun.frame.type in SPOKEN and bool(own)
