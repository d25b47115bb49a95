"""Which office words name that the learned reader points at: a listed title, a fuller one, a new one, or a verb.

In:   a `Reading`, the word that heads the office's words, these words, the holder, the body pointed at.
Out:  a `Held`, or None where neither office nor body is told.
"""

from __future__ import annotations

from dataclasses import replace

from letopis.claim import Argument
from letopis.extract.office.lands import UNNAMED
from letopis.extract.office.names_before import right_behind
from letopis.extract.office.offices import Held, office_of, organisation_of
from letopis.extract.office.portfolios import capitals
from letopis.extract.office.tenure_words import BODIES
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import slots_of
from letopis.gazetteer import Office, office
from letopis.lexicon import classes
from letopis.mention import Mention, MentionKind

FIELDS = ("minister", "secretary")
VERBAL = ("VERB", "AUX")
OF_STATES = frozenset({"head of state", "head of government", "chief of state"})


def held_at(reading: Reading, word: int, inside: range, holder: Mention, body: int | None) -> Held | None:
    """The office that words name which somebody holds."""
    from letopis.extract.office.tenures import is_praise

    if reading.pos[word] in VERBAL:
        return _led(reading, word, body)
    titles = [w for w in (word, *inside) if w in reading.offices]
    if titles and _is_of_no_body(reading, titles[0]):
        return None
    if titles:
        held = office_of(reading, titles[0], holder)
        if is_praise(reading, titles[0], held):
            return None
        if held.office is not None:
            held = replace(held, office=whole(reading, titles[0], inside, held.office) or held.office)
    else:
        held = _new(reading, word, inside)
        if held.office is not None and body is None:
            held = replace(held, organisation=right_behind(reading, held.office.end))
    if body is not None and not is_no_body(reading, held.office, body):
        held = replace(held, organisation=reading.argument("organisation", body))
    return held


def is_no_body(reading: Reading, told: Argument | None, body: int) -> bool:
    """True for the part of a state that a post of the state is named after, "Northern Ireland Secretary", and for a
    state called by its form alone, "the President of the Republic"."""
    if reading.words[body].lower() in UNNAMED:
        return True
    known = office(told.value or told.text) if told is not None else None
    if told is None or known is None or known.takes != "country":
        return False
    if told.text.lower() in OF_STATES and body in reading.parties:  # no party has a "head of state"
        return reading.parties[body].kind == MentionKind.ORGANISATION
    inside = told.start <= reading.starts[body] < told.end
    return inside and body in reading.parties and reading.parties[body].kind == MentionKind.PLACE


def _is_of_no_body(reading: Reading, title: int) -> bool:
    """True for "leader of the pack"."""
    of = slots_of(reading, title).get("of", ())
    return reading.offices[title].value == "Leader" and bool(of) and not any(w in reading.parties for w in of)


def whole(reading: Reading, word: int, inside: range, told: Argument) -> Argument | None:
    """The office of all the words, where they are more than those of the one told; None where they are not."""
    start, end = reading.starts[inside[0]], reading.ends[inside[-1]]
    if not (start <= told.start and told.end <= end) or (start, end) == (told.start, told.end):
        return None
    if reading.words[inside[0]] in classes()["rank_word"] and office(reading.text[start:end]) is None:
        return None  # "first black commander in chief"
    more = [w for w in inside if not told.start <= reading.starts[w] < told.end]
    bodies = any(w in reading.parties and reading.parties[w].kind in BODIES for w in more)
    if bodies or any(w in reading.offices for w in more if w != word):
        return None
    return _named(reading, start, end)


def _named(reading: Reading, start: int, end: int) -> Argument:
    """The office that a stretch of text names, listed or as it is written."""
    text = reading.text[start:end]
    known = office(text)
    name = known.name if known is not None else capitals(" ".join(text.split()))
    return Argument("office", start, end, text, None, name)


def _new(reading: Reading, word: int, inside: range) -> Held:
    """An office that no list has, of the class of the title in its words if there is one."""
    argument = _named(reading, reading.starts[inside[0]], reading.ends[inside[-1]])
    known = next(filter(None, map(_listed, (argument.text, reading.words[word], reading.lemmas[word]))), None)
    return Held(argument, None, known.kind if known is not None else "official")


def _is_led(reading: Reading, word: int, body: int) -> bool:
    """True for what a verb of leading governs: "chairs the league", "presides over the court"."""
    slots = slots_of(reading, word)
    return any(body in slots.get(name, ()) for name in ("obj", "over"))


def is_listed(held: Held) -> bool:
    """True for an office with a listed title in its words, and for the headship of a body."""
    if held.office is None:
        return True
    words = held.office.text.lower().split()
    return any(
        office(" ".join(words[at:end])) for at in range(len(words)) for end in range(at + 1, len(words) + 1)
    )


def _listed(title: str) -> Office | None:
    return office(title.lower())


def _led(reading: Reading, word: int, body: int | None) -> Held | None:
    """What a verb of leading tells: "runs the finances", "chairs the league"."""
    if reading.lemmas[word] not in classes()["leading_verb"] | classes()["rule_verb"]:
        return None
    for thing in slots_of(reading, word).get("obj", ()):
        if thing == body:
            break
        field = reading.lemmas[thing]
        known = next(filter(None, (office(f"{field} {title}") for title in FIELDS)), None)
        if known is not None:
            start, end = reading.starts[thing], reading.ends[thing]
            argument = Argument("office", start, end, reading.text[start:end], None, known.name)
            owner = reading.argument("organisation", body) if body is not None else None
            return Held(argument, owner, known.kind)
    if body is None or not _is_led(reading, word, body):
        return None
    kind = reading.parties[body].kind if body in reading.parties else None
    if reading.lemmas[word] in classes()["rule_verb"] and kind not in (
        MentionKind.COUNTRY,
        MentionKind.PLACE,
    ):
        return None
    if kind is None:
        return Held(None, reading.argument("organisation", body), "executive")
    return organisation_of(reading, body)
