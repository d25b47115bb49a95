"""Find how large an event was: how many were killed, held, came, how much was paid, how they voted.

In:   a `Reading`, the matches of its events.
Out:  for each match its arguments in the role magnitude, each with what it counts.

What a number counts is told by the word that reports the event, by its type and mode (lexicon/en/measures.tsv), by the
word behind it ("14 dead"), or by its unit. What is told only in the next sentence: tolls.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from letopis.claim import Argument
from letopis.extract.event.ballots import is_turned
from letopis.extract.event.harm import HARMED, HARMING, harms
from letopis.extract.event.tallies import is_of_tally, tally_of, told
from letopis.extract.figure.measured import unit_of
from letopis.extract.figure.polls import polls_of
from letopis.extract.sentence.frames import Match
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition, slots_of
from letopis.lexicon import classes, lemma_of, table
from letopis.mention import Mention

PARTS = ("actor", "recipient", "theme", "instrument")
RESULTS = frozenset({"votes_for", "votes_against", "abstentions", "votes", "seats", "share"})
BY_UNIT = {"seats": "seats", "percent": "share", "votes": "votes"}
CARRIED = frozenset({"AID", "COOPERATE", "RETREAT", "MOBILIZE"})  # acts whose things are counted
INTRANSITIVE = frozenset({"die", "drown", "perish", "go", "disappear", "vanish", "burn"})
KNOWN = frozenset({"the", "these", "those", "both", "its", "their", "his", "her", "our", "my"})
WHEN = frozenset({"when", "after", "as", "while"})
DEPTH = 3  # steps down from an event to a sum or a share: "a loan of $2 billion", "54 percent of the vote"


@cache
def _measures() -> dict[tuple[str, str], str]:
    return {(row["key"], row["role"]): row["measure"] for row in table("measures")}


def subject_measure(reading: Reading, subject: int) -> str | None:
    """What is counted by the number of a thing that is itself a count of people: a toll, a crowd."""
    return _measures().get((reading.lemmas[subject], "subject"))


def magnitudes_of(reading: Reading, match: Match, matches: Mapping[int, Match]) -> list[Argument]:
    """The numbers of an event, each once; `matches` are all that become claims, by their word."""
    found = [
        *_told_as_such(reading, match),
        *_of_parties(reading, match),
        *_of_gathering(reading, match),
        *_of_sums(reading, match, matches),
        *_of_outcome(reading, match, matches),
    ]
    tally = tally_of(reading, match, matches.values())
    if tally is not None:
        result = told(reading, tally, turned=is_turned(reading, match))
        start, end = reading.starts[tally.first], reading.ends[tally.after - 1]
        found = [one for one in found if not (start <= one.start and one.end <= end)] + result
    return _once(found)


def _once(found: Sequence[Argument]) -> list[Argument]:
    """Each stretch of text once, the reading with a measure before the one without."""
    kept: dict[tuple[int, int], Argument] = {}
    for one in found:
        at = (one.start, one.end)
        if at not in kept or (kept[at].measure is None and one.measure is not None):
            kept[at] = one
    return list(kept.values())


def counted(reading: Reading, word: int) -> Mention | None:
    """The quantity that tells how many a word stands for: "two" of "two people", the number itself, or None."""
    own = reading.quantities.get(word)
    if own is not None:
        return None if is_of_tally(reading, own) else own
    for kid in reading.kids[word]:
        quantity = reading.quantities.get(kid)
        if quantity is None or is_of_tally(reading, quantity):
            continue
        if reading.deps[kid] in ("nummod", "compound", "amod", "det", "advmod"):
            return quantity
        crowd = reading.lemmas[word] in ("crowd", "group", "force", "total", "mob", "column")
        if crowd and reading.deps[kid] == "nmod" and preposition(reading, kid) == "of":
            return quantity
    return None


def is_known(reading: Reading, quantity: Mention) -> bool:
    """True for "the two countries", "their three sons": a number of what is known already tells nothing new."""
    first = reading.words_in(quantity.start, quantity.end)[0]
    before = reading.words[first - 1].lower() if first else ""
    opens = before if reading.words[first].lower() not in KNOWN else reading.words[first].lower()
    return opens in KNOWN and not is_sum(quantity) and unit_of(quantity) not in BY_UNIT


def as_argument(quantity: Mention, measure: str | None, role: str = "magnitude") -> Argument:
    """A quantity as an argument; its mention carries the number."""
    return Argument(
        role, quantity.start, quantity.end, quantity.text, quantity.id, quantity.value, measure=measure
    )


def is_sum(quantity: Mention) -> bool:
    """True for an amount of money."""
    return unit_of(quantity).isupper()


def is_opinion(reading: Reading, match: Match) -> bool:
    """True where a share of the people does it: "46 percent back the premier" is a figure of a poll and no event."""
    if reading.pos[match.word] != "VERB":
        return False
    if match.frame.type == "ELECT" and match.frame.mode in (None, "win", "lose"):
        asked = reading.sent_of[match.word] in polls_of(reading).named
        if asked and reading.tags[match.word] not in ("VBD", "VBN"):
            return True  # "Berg leads Dahl by 46 percent to 42, a poll shows"
    if match.frame.mode == "referendum":
        return False
    subjects = slots_of(reading, match.word).get("subj", ())
    if reading.deps[match.word] == "ccomp" and all(reading.lemmas[word] == "they" for word in subjects):
        subjects = slots_of(reading, reading.heads[match.word]).get(
            "subj", ()
        )  # "54 percent said they would"
    shares = [w for w in subjects if (q := reading.quantities.get(w)) and unit_of(q) == "percent"]
    return bool(shares) and len(shares) == len(subjects)


def measure_of(reading: Reading, match: Match, role: str) -> str | None:
    """What the people in a role of an event are counted as, or None."""
    known, frame = _measures(), match.frame
    for key in (reading.lemmas[match.word], f"{frame.type}/{frame.mode}", frame.type):
        if (key, role) in known:
            return known[key, role]
    return None


def _told_as_such(reading: Reading, match: Match) -> Iterator[Argument]:
    """What the lexicon calls the magnitude of an act: "raised its rate by half a point to 9 percent"."""
    for word in match.roles.get("magnitude", ()):
        quantity = counted(reading, word)
        if quantity is None:
            yield reading.argument("magnitude", word)
        else:
            measure = _of_unit(reading, match, quantity, preposition(reading, word))
            yield as_argument(quantity, measure)


def _of_parties(reading: Reading, match: Match) -> Iterator[Argument]:
    """How many act, or are acted on: "tens of thousands marched", "two people were killed"."""
    for role in PARTS:
        measure = measure_of(reading, match, role)
        for word in match.roles.get(role, ()):
            quantity = counted(reading, word)
            if quantity is None or is_sum(quantity) or unit_of(quantity) in BY_UNIT:
                continue
            if role == "theme" and match.frame.type in CARRIED and not measure:
                yield as_argument(quantity, None)  # "flew 40 tonnes of tents", "handed in 600 rifles"
                continue
            things = lemma_of(unit_of(quantity), "NNS", "") in classes()["weapons"]  # "fired three missiles"
            verb = _harming_verb(reading, word) if role == "recipient" else None
            if verb is not None and verb != match.word:  # "killed nine and injured twenty"
                yield as_argument(quantity, harms().get(reading.lemmas[verb], measure))
            elif measure or (role in ("actor", "recipient") and not is_known(reading, quantity)):
                yield as_argument(quantity, None if things else measure)


def _of_gathering(reading: Reading, match: Match) -> Iterator[Argument]:
    """How many came to what is named by a noun: "the rally drew 50,000", "100,000 people took part in the march"."""
    if match.frame.type != "PROTEST" or reading.pos[match.word] == "VERB":
        return
    verb = reading.heads[match.word]
    if reading.pos[verb] != "VERB":
        return
    slots = slots_of(reading, verb)
    if reading.lemmas[verb] in classes()["drawing"] and match.word in slots.get("subj", ()):
        people = slots.get("obj", ())
    elif reading.lemmas[verb] in classes()["attending"] and match.word not in slots.get("subj", ()):
        people = slots.get("subj", ())
    else:
        return
    for word in people:
        quantity = counted(reading, word)
        if quantity is not None and not is_sum(quantity):
            yield as_argument(quantity, "crowd")


def is_attended(reading: Reading, match: Match) -> bool:
    """True for a gathering whose size is told, which is news with nobody named."""
    return any(True for _ in _of_gathering(reading, match))


def _of_sums(reading: Reading, match: Match, matches: Mapping[int, Match]) -> Iterator[Argument]:
    """Sums, seats and shares that hang on the event itself: "pledged $1.2bn", "won with 54 percent of the vote"."""
    for word in _below(reading, match.word, matches):
        quantity = reading.quantities.get(word)
        if quantity is None:
            continue
        mark = preposition(reading, word)
        if match.frame.type == "ELECT" and mark == "to":
            continue  # "beat him by 46 percent to 42"
        if mark in ("per", "since", "than") or (mark == "from" and match.frame.type != "REGULATE"):
            continue
        measure = _of_unit(reading, match, quantity, mark)
        if measure:
            yield as_argument(quantity, measure)
    seats = _seats_of(reading, match)
    if seats is not None:
        yield seats


def _of_unit(reading: Reading, match: Match, quantity: Mention, mark: str | None) -> str | None:
    unit, kind = unit_of(quantity), match.frame.type
    if kind == "REGULATE" and mark == "from":
        return "set_from"
    if kind == "REGULATE" and mark in classes()["setting_at"] | classes()["setting_by"]:
        return "changed_by" if mark in classes()["setting_by"] else "set_to"
    if unit.isupper():
        return "money"
    if kind == "ELECT" and unit in BY_UNIT:
        return BY_UNIT[unit]
    if kind == "LEGISLATE" and unit == "percent":
        return "share"
    return None


def _below(reading: Reading, word: int, matches: Mapping[int, Match]) -> Iterator[int]:
    """The words under an event that are no other event's, no clause's and nobody's: where its own numbers stand."""
    stack = [(kid, 1) for kid in reading.kids[word]]
    while stack:
        current, depth = stack.pop()
        verbal = reading.pos[current] == "VERB" and reading.deps[current] not in ("amod", "nsubj")
        if verbal or current in matches or reading.deps[current] in ("acl:relcl", "acl", "parataxis"):
            continue
        yield current
        telling = reading.lemmas[current] in classes()["tally_noun"] | classes()["tally_for"]
        beside = reading.deps[current].startswith("obl") and current not in reading.quantities and not telling
        if depth < DEPTH and not beside:  # "for those with incomes of $5 million" is of the incomes
            stack += [(kid, depth + 1) for kid in reading.kids[current]]


def _seats_of(reading: Reading, match: Match) -> Argument | None:
    """The part in "won 41 of 120 seats"."""
    if match.frame.type != "ELECT":
        return None
    for word in slots_of(reading, match.word).get("obj", ()):
        wholes = slots_of(reading, word).get("of", ())
        if reading.pos[word] == "NUM" and any(reading.lemmas[whole] == "seat" for whole in wholes):
            start, end = reading.starts[word], reading.ends[word]
            number = reading.words[word].replace(",", "")
            value = f"{number} seats" if number.isdecimal() else None
            return Argument("magnitude", start, end, reading.text[start:end], None, value, measure="seats")
    return None


def _of_outcome(reading: Reading, match: Match, matches: Mapping[int, Match]) -> Iterator[Argument]:
    """What came of an attack or accident: "killing 12 and wounding 30", "leaving 14 dead and dozens missing"."""
    if match.frame.type not in HARMING:
        return
    for word, quantity in _numbers_in_clause(reading, match, matches):
        state = state_behind(reading, quantity) or _measures().get((unit_of(quantity), "unit"))
        if state is not None:
            yield as_argument(quantity, state)
            continue
        verb = _harming_verb(reading, word)
        if verb is not None and verb not in matches and reading.lemmas[verb] in harms():
            yield as_argument(quantity, harms()[reading.lemmas[verb]])
    yield from _of_governing(reading, match, matches)


def _of_governing(reading: Reading, match: Match, matches: Mapping[int, Match]) -> Iterator[Argument]:
    """The harm that is told in front of its cause: "34 people drowned when a ferry sank", "40 were missing after …"."""
    head = reading.heads[match.word]
    marked = any(reading.lemmas[kid] in WHEN for kid in reading.kids[match.word])
    if reading.deps[match.word] != "advcl" or not marked or head in matches:
        return
    measure = harms().get(reading.lemmas[head]) or _measures().get((reading.words[head].lower(), "state"))
    if measure not in HARMED:
        return
    slots = slots_of(reading, head)
    verbal = reading.pos[head] == "VERB"
    subjects = [kid for kid in reading.kids[head] if reading.deps[kid].startswith("nsubj")]
    sufferers = slots.get("obj", ()) if verbal and reading.lemmas[head] not in INTRANSITIVE else subjects
    for word in sufferers or subjects:
        quantity = counted(reading, word)
        if quantity is not None:
            yield as_argument(quantity, measure)


def _numbers_in_clause(
    reading: Reading, match: Match, matches: Mapping[int, Match]
) -> Iterator[tuple[int, Mention]]:
    """The numbers under an event and not under another, clauses of what came of it with them."""
    stack = list(reading.kids[match.word])
    head = reading.heads[match.word]
    causing = reading.lemmas[head] in harms() or reading.lemmas[head] in classes()["costing"]
    if reading.deps[match.word] == "nsubj" and causing and head not in matches:
        stack += [kid for kid in reading.kids[head] if kid != match.word]  # "the attack left nine dead"
    while stack:
        current = stack.pop()
        if current in matches or reading.deps[current] in ("acl:relcl", "parataxis"):
            continue
        quantity = reading.quantities.get(current)
        if quantity is not None:
            yield current, quantity
        stack += reading.kids[current]


def state_behind(reading: Reading, quantity: Mention) -> str | None:
    """ "killed" of "14 dead", "missing" of "dozens still missing"; None of any other number."""
    last = reading.words_in(quantity.start, quantity.end)[-1]
    after = reading.sents[reading.sent_of[last]][1]
    for word in range(last + 1, min(last + 3, after)):
        measure = _measures().get((reading.words[word].lower(), "state"))
        if measure:
            return measure
        if reading.words[word].lower() not in (
            "others",
            "people",
            "still",
            "more",
            "were",
            "seriously",
            "badly",
        ):
            return None
    return None


def _harming_verb(reading: Reading, word: int) -> int | None:
    """The participle whose object a number is, or counts: "killing" of "killing 12 people"."""
    current = word
    for _ in range(4):
        head = reading.heads[current]
        if head == current:
            return None
        if reading.pos[head] == "VERB":
            ends = reading.deps[current] in ("obj", "nsubj:pass", "obl", "obl:unmarked")
            return head if ends else None
        current = head
    return None
