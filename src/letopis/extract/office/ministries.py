"""Who gets, keeps or leaves which ministry, told by the field alone or in a list: "takes over Defence from X", "Berg
gets energy, Lund the Ministry of Justice".

In:   a `Reading`.
Out:  a `FieldTurn` for each person and office: the word, which part of a tenure, the office.

A field is one by which the list of offices knows a minister ("defence", "economy and finance"). A field in small
letters ("gets energy"), or a way to a ministry ("goes to the Treasury"), is one only where words beside it tell of a
cabinet.
Words: data/lexicon/en/classes.tsv, classes field_taking, field_keeping, field_going, field_leaving,
of_cabinet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from letopis.claim import Argument, Modality, Polarity
from letopis.extract.certainty.factuality import factuality_of
from letopis.extract.office.bearers import is_named, is_person
from letopis.extract.office.homes import document_state, told_state
from letopis.extract.office.offices import Held, organisation_of, state_argument
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import slots_of
from letopis.gazetteer import office, organisation
from letopis.lexicon import classes
from letopis.mention import Form, Mention, MentionKind

LONGEST = 5  # words of a field
SETTING = frozenset({"the", "his", "her", "their", "its"})
UNREAL = (Modality.HYPOTHETICAL, Modality.POSSIBLE)
FOLLOWING = frozenset({"follow", "succeed", "replace"})
BREAKS = frozenset({",", ";", "and", "while"})


@dataclass(frozen=True, slots=True)
class FieldTurn:
    """That somebody takes ("start"), leaves ("end") or holds ("hold") an office, told at the verb `word`."""

    word: int
    part: str
    holder: Mention
    held: Held


@dataclass(frozen=True, slots=True)
class Field:
    """The words from `first` up to `after` that name a ministry or its field; `is_bare`: in small letters."""

    first: int
    after: int
    titles: tuple[tuple[int, int, str], ...]
    ministry: int | None = None
    is_bare: bool = False


def read_fields(reading: Reading) -> Iterator[FieldTurn]:
    """The turns of a document that fields tell, in text order."""
    kinds = {
        lemma: kind
        for kind in ("field_taking", "field_keeping", "field_staying", "field_going", "field_leaving")
        for lemma in classes()[kind]
    }
    kinds |= dict.fromkeys(FOLLOWING, "following")
    for verb, lemma in enumerate(reading.lemmas):
        if lemma in kinds and reading.pos[verb] == "VERB":
            yield from _read(reading, verb, kinds[lemma])
        if lemma in classes()["field_given"] and reading.pos[verb] == "VERB":
            yield from _given(reading, verb)


def _read(reading: Reading, verb: int, kind: str) -> Iterator[FieldTurn]:
    subjects = [w for w in slots_of(reading, verb).get("subj", ()) if _is_somebody(reading, w)]
    fact = factuality_of(reading, verb)
    if len(subjects) != 1 or fact.modality in UNREAL or fact.polarity is Polarity.NEGATED:
        return
    field = _field_of(reading, verb, kind)
    open_to_doubt = field is not None and (field.is_bare or kind in ("field_going", "field_staying"))
    if field is None or (open_to_doubt and not _is_of_cabinet(reading, verb, field)):
        return
    after = reading.sents[reading.sent_of[verb]][1]
    other = _behind(reading, field.after, after, ("to",) if kind == "field_leaving" else ("from",))
    if kind == "following":
        other = next((w for w in slots_of(reading, verb).get("obj", ()) if _is_somebody(reading, w)), None)
        if other is None:
            return
    if kind == "field_leaving":
        yield from _turns(reading, verb, "end", subjects[0], field)
        if other is not None:
            yield from _turns(reading, verb, "start", other, field)
        return
    part = "hold" if kind in ("field_keeping", "field_staying") else "start"
    yield from _turns(reading, verb, part, subjects[0], field)
    if other is not None:
        yield from _turns(reading, verb, "end", other, field)
    if kind != "following":
        yield from _listed(reading, verb, field.after, after, part)


def _given(reading: Reading, verb: int) -> Iterator[FieldTurn]:
    """The turns of "Defence has gone to Berg, the Treasury to Lund", where words beside tell of a cabinet."""
    fact, begin = factuality_of(reading, verb), reading.sents[reading.sent_of[verb]][0]
    if fact.modality in UNREAL or fact.polarity is Polarity.NEGATED:
        return
    after = reading.sents[reading.sent_of[verb]][1]
    at = begin
    for word in range(verb + 1, after):
        if not _is_somebody(reading, word):
            continue
        name = reading.words_in(reading.parties[word].start, reading.parties[word].end)[0]
        while name > at and reading.deps[name - 1] == "nmod:desc":
            name -= 1
        if reading.words[name - 1].lower() != "to":
            continue
        field = _before(reading, name - 2 if at > verb else verb - 1, at)
        at = word + 1
        if field is not None and _is_of_cabinet(reading, verb, field):
            yield from _turns(reading, verb, "start", word, field)


def _before(reading: Reading, last: int, begin: int) -> Field | None:
    """The field that ends at a word, helping verbs passed over."""
    while last > begin and reading.pos[last] in ("AUX", "ADV"):
        last -= 1
    for first in range(max(begin, last - LONGEST + 1), last + 1):
        opens = first == begin or reading.words[first - 1].lower() in ("the", "and", ",", ";", "while", "but")
        field = _bare_at(reading, first) if opens else None
        if field is not None and field.after == last + 1:
            return field
    return None


def _listed(reading: Reading, verb: int, start: int, after: int, part: str) -> Iterator[FieldTurn]:
    """The turns of the names behind, each with its own field: "…, Lund the Ministry of Justice", "and Lund at
    defence"."""
    at = start
    for word in range(start, after):
        if word < at or not _is_somebody(reading, word) or not _opens(reading, word):
            continue
        if any(reading.pos[w] in ("VERB", "AUX") for w in range(at, word)):
            return
        behind = reading.words_in(reading.parties[word].start, reading.parties[word].end)[-1] + 1
        field = field_at(
            reading, behind + (reading.words[behind : behind + 1][:1] in (["to"], ["at"], ["in"]))
        )
        if field is None:
            continue
        yield from _turns(reading, verb, part, word, field)
        other = _behind(reading, field.after, after, ("from",))
        if other is not None:
            yield from _turns(reading, verb, "end", other, field)
        at = field.after


def _opens(reading: Reading, word: int) -> bool:
    """True for a name behind a comma or "and", titles before it passed over: "and General Lund"."""
    first = word
    while first and reading.deps[first - 1] == "nmod:desc":
        first -= 1
    return reading.words[first - 1] in BREAKS


def _field_of(reading: Reading, verb: int, kind: str) -> Field | None:
    """The ministry that a verb's own words name: behind it, behind "over", "to" or "in"."""
    if kind in ("following", "field_staying"):
        places = [w for name in ("in", "at") for w in slots_of(reading, verb).get(name, ())]
        return _around(reading, verb, places)
    if kind == "field_going":
        return _around(reading, verb, slots_of(reading, verb).get("to", ()))
    first = verb + 1
    if first < len(reading.words) and reading.words[first].lower() == "over":
        first += 1
    found = field_at(reading, first)
    over = found is not None and reading.words[found.after : found.after + 1] == ["over"]
    if reading.lemmas[verb] == "take" and reading.words[first - 1].lower() != "over" and not over:
        return None  # "takes energy"
    if found is not None and over:
        return replace(found, after=found.after + 1)
    return found


def _around(reading: Reading, verb: int, places: Sequence[int]) -> Field | None:
    for place in places:
        for first in range(place, max(verb, place - LONGEST), -1):
            if reading.words[first - 1].lower() in ("in", "at", "to", "the") and place > verb:
                found = field_at(reading, first)
                if found is not None and found.after > place:
                    return found
    return None


def field_at(reading: Reading, first: int) -> Field | None:
    """The ministry or the field of one that begins at a word, or at the one behind its article."""
    if first < len(reading.words) and reading.words[first].lower() in SETTING:
        return _ministry_at(reading, first + 1) or _ministry_at(reading, first)
    return _ministry_at(reading, first) or _bare_at(reading, first)


def _ministry_at(reading: Reading, first: int) -> Field | None:
    for word, mention in reading.parties.items():
        if mention.kind != MentionKind.ORGANISATION or mention.form != Form.NAME:
            continue
        words = reading.words_in(mention.start, mention.end)
        known = organisation(mention.value or mention.text)
        if words[0] in (first, first - 1) and known is not None and known.kind == "ministry":
            return Field(words[0], words[-1] + 1, (), word)
    return None


def _bare_at(reading: Reading, first: int) -> Field | None:
    """Fields without "ministry": the longest for which there is a minister; of two joined by "and" both."""
    if first >= len(reading.words) or not reading.words[first][0].isalpha():
        return None
    for after in range(min(first + LONGEST, reading.sents[reading.sent_of[first]][1]), first, -1):
        titles = minister_titles(reading, first, after) if reading.words[after - 1][0].isalpha() else ()
        if titles:
            is_more = after < len(reading.words) and reading.pos[after] in (
                "NOUN",
                "PROPN",
            )  # "energy prices"
            return None if is_more else Field(first, after, titles, None, reading.words[first].islower())
    return None


def minister_titles(reading: Reading, first: int, after: int) -> tuple[tuple[int, int, str], ...]:
    """The titles of the ministers of a field, by the words that tell each; none where it is no field of one."""
    text = " ".join(reading.words[first:after]).lower()
    whole = _minister_of(text)
    if whole is not None:
        return ((first, after, whole),)
    joint = next((w for w in range(first + 1, after - 1) if reading.words[w].lower() in ("and", "&")), None)
    if joint is None:
        return ()
    one, other = minister_titles(reading, first, joint), minister_titles(reading, joint + 1, after)
    return (*one, *other) if one and other else ()


def _minister_of(field: str) -> str | None:
    """The title of the minister of a field, as the list of offices has it."""
    if not field or field in classes()["many_posts"]:
        return None
    ways = (f"{field} minister", f"minister of {field}", f"minister for {field}")
    known = next(
        (found for way in ways if (found := office(way)) is not None and found.kind == "minister"), None
    )
    return known.name if known is not None else None


def _behind(reading: Reading, start: int, after: int, marks: Sequence[str]) -> int | None:
    """The person named right behind one of these prepositions at a place."""
    if start >= after or reading.words[start].lower() not in marks:
        return None
    return next(
        (w for w in range(start + 1, min(after, start + 3)) if _is_somebody(reading, w)),
        None,
    )


def _is_of_cabinet(reading: Reading, verb: int, field: Field) -> bool:
    """True where a field in small letters is one of a cabinet: the sentence or those beside it tell of ministers."""
    number = reading.sent_of[verb]
    first = reading.sents[max(0, number - 1)][0]
    after = reading.sents[min(len(reading.sents) - 1, number + 1)][1]
    near = {reading.lemmas[w].lower() for w in range(first, after) if not field.first <= w < field.after}
    return bool(near & classes()["of_cabinet"])


def _is_somebody(reading: Reading, word: int) -> bool:
    mention = reading.parties.get(word)
    return mention is not None and is_person(mention) and is_named(reading, mention)


def _turns(reading: Reading, verb: int, part: str, person: int, field: Field) -> Iterator[FieldTurn]:
    holder = reading.parties[person]
    if field.ministry is not None:
        yield FieldTurn(verb, part, holder, organisation_of(reading, field.ministry))
        return
    for held in _held(reading, holder, field.titles):
        yield FieldTurn(verb, part, holder, held)


def held_in(reading: Reading, holder: Mention, first: int, after: int) -> Iterator[Held]:
    """The offices of the minister of the field, or fields, that these words name."""
    yield from _held(reading, holder, minister_titles(reading, first, after))


def _held(reading: Reading, holder: Mention, titles: Sequence[tuple[int, int, str]]) -> Iterator[Held]:
    state = state_argument(holder, told_state(reading, holder) or document_state(reading))
    for first, after, title in titles:
        start, end = reading.starts[first], reading.ends[after - 1]
        argument = Argument("office", start, end, reading.text[start:end], None, title)
        yield Held(argument, state, "minister")
