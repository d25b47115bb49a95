"""Verbs and nouns of leading, taking and leaving office: who, which office, from when or until when.

In:   a `Reading`, and the offices that the document tells of its persons elsewhere.
Out:  a `Turn` for each person whose tenure a word tells.

The words and where holder and office stand beside them: data/lexicon/en/tenures.tsv.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from letopis.claim import Modality, Polarity
from letopis.extract.certainty.factuality import factuality_of
from letopis.extract.office.bearers import bearers
from letopis.extract.office.cabinets import read_cabinets
from letopis.extract.office.changes_dated import bounded, dated_change, day_of_change
from letopis.extract.office.choosing import bare_title, chosen_for, paired_titles
from letopis.extract.office.headships import office_in_itself
from letopis.extract.office.ministries import read_fields
from letopis.extract.office.naming import filling, joined_by, named_in, titles_at
from letopis.extract.office.offices import Held, are_people, office_of, organisation_of
from letopis.extract.office.portfolios import portfolio_of
from letopis.extract.office.posts_told import (
    Known,
    Told,
    commands,
    gone_before,
    headed_beside,
    held_until,
    office_otherwise,
    office_passed,
    start_of,
)
from letopis.extract.office.rosters import read_rosters
from letopis.extract.office.spells import from_to, own_time, until_deed
from letopis.extract.office.tenure_rows import Change, changes, row_of
from letopis.extract.sentence.in_general import is_first_to
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import Slots, slots_of
from letopis.gazetteer import country_by_code
from letopis.lexicon import classes
from letopis.mention import Form, Mention, MentionKind
from letopis.times import Interval

LED = frozenset({MentionKind.ORGANISATION, MentionKind.COUNTRY, MentionKind.PLACE, MentionKind.GROUP})
UNREAL = (Modality.HYPOTHETICAL, Modality.POSSIBLE)  # "should resign" tells no tenure
PROPOSING = ("nominate", "designate")  # whoever is in office stays until the one proposed is confirmed
ELSEWHERE = frozenset({"to", "into", "from", "through", "out", "along", "around", "with", "prt", "advcl"})


@dataclass(frozen=True, slots=True)
class Turn:
    """A person's taking ("start"), leaving ("end") or holding ("hold") of an office, told at a word."""

    word: int
    part: str
    holder: Mention
    held: Held
    when: Interval | None


def read_changes(reading: Reading, known: Known, *, is_first: bool = False) -> Iterator[Turn]:
    """The turns of a document, in text order; `known` has the offices of a chain by place in the text.

    `is_first`: `known` has titles alone, so that nobody follows another in the office that he may have had before.
    """
    lemmas = {lemma for lemma, _ in changes()}
    for word in [word for word, lemma in enumerate(reading.lemmas) if lemma in lemmas]:
        change = row_of(reading, word)
        if change is None:
            continue
        pos = "V" if reading.pos[word] in ("VERB", "AUX") else "N"
        alike = [row for row in changes()[reading.lemmas[word], pos] if row.needs == change.needs]
        for row in alike if change.needs else [change]:  # "moves from one ministry to the other" is two turns
            yield from _read_change(reading, word, row, Told(known, is_first))


def field_turns(reading: Reading) -> Iterator[Turn]:
    """The turns that ministries, their fields and whole cabinets tell."""
    for one in (*read_fields(reading), *read_rosters(reading), *read_cabinets(reading)):
        when = own_time(reading, one.word) or dated_change(reading, one.word, one.part, one.held.type)
        yield Turn(one.word, one.part, one.holder, one.held, bounded(reading, when, one.part, one.word))


def _read_change(reading: Reading, word: int, change: Change, told: Told) -> Iterator[Turn]:
    slots = slots_of(reading, word)
    if reading.lemmas[word] == "succeed" and not slots.keys() & {"obj", "as", "to", "at"}:
        return  # "few expect him to succeed": in what he tries
    if (
        reading.lemmas[word] == "hand"
        and "to" in change.holder
        and "obj" in slots
        and "obj" not in dict(change.needs)
    ):
        return  # "handed over the document to the secretary"
    if reading.lemmas[word] == "follow" and slots.keys() & ELSEWHERE:
        return  # "followed her to the door"
    chosen = chosen_for(reading, word) if change.change in ("hold", "start", "succeed") else None
    holders = named_in(reading, chosen, slots_of(reading, chosen), ("obj",)) if chosen is not None else []
    chosen = chosen if holders else None
    holders = holders or named_in(reading, word, slots, change.holder)
    taken = {reading.parties[w].chain for w in holders}
    predecessors = named_in(reading, word, slots, change.predecessor)
    if predecessors and reading.parties[predecessors[0]].form == Form.PRONOUN:
        predecessors = (
            held_until(reading, word) or predecessors
        )  # "was president until May, when Lund replaced him"
    if change.change == "start":  # "took his post": his own
        predecessors = [w for w in predecessors if reading.parties[w].chain not in taken]
    if start_of(change) == "start" and not predecessors and reading.lemmas[word] not in PROPOSING:
        predecessors = [w for w in _replaced(reading, slots) if reading.parties[w].chain not in taken]
    if not holders and predecessors:  # "the replacement of X with Y": the tree may hang Y on X
        holders = joined_by(reading, predecessors[0], change.holder)
    if change.change == "succeed":
        holders = [w for w in holders if w not in predecessors]
        by_subject = change.holder[-1] == "subj" and holders == named_in(reading, word, slots, ("subj",))
        upper = row_of(reading, reading.heads[word]) if reading.deps[word] == "advcl" else None
        takes = upper is not None and upper.change == "start"  # "was sworn in, replacing X"
        if by_subject and reading.lemmas[word] == "replace" and not takes and commands(reading, holders):
            holders = []
    if reading.lemmas[word] == "become" and (is_first_to(reading, word) or _is_undone(reading, slots)):
        return
    fact = factuality_of(reading, word if chosen is None else chosen)
    if fact.modality in UNREAL or fact.polarity == Polarity.NEGATED:
        return
    offices = [w for name in change.office for w in titles_at(reading, filling(reading, slots, name))]
    offices = (
        [w for w in offices if w not in holders or _is_new(reading, w)]
        if start_of(change) == "start"
        else offices
    )
    offices = [w for w in offices if not _is_anyones_deputy(reading, w)]
    if not offices and "as" in change.office and set(slots.get("as", ())) & set(holders):
        offices = _before_name(reading, word, holders)
    if "from" in change.predecessor and not predecessors:  # "took over as mayor of Y from X"
        predecessors = [p for w in offices for p in named_in(reading, w, slots_of(reading, w), ("from",))]
    bodies = [
        w
        for name in change.organisation
        for w in filling(reading, slots, name)
        if w in reading.parties
        and reading.parties[w].kind in LED
        and (name != "at" or reading.parties[w].kind != MentionKind.PLACE)  # "replaced him at the Castle"
    ]
    predecessors_of = predecessors or (
        _left(reading, word, slots, change) if start_of(change) == "start" else []
    )
    if change.change == "act":
        others = [w for w in predecessors if reading.parties[w].chain not in taken]
        if others or not predecessors:
            yield from _acted(reading, word, holders, offices, others, told)
            return
    own_duties = "start" if reading.lemmas[word] in ("take", "assume") else "hold"
    start = own_duties if change.change == "act" else start_of(change) if chosen is None else "start"
    new = bare_title(reading, holders) if start == "start" and chosen is None else None
    offices = offices if new is None else [new]
    fields = [w for name in ("obj", "subj", "of", "to") for w in slots.get(name, ())]
    field = next((told_as for w in fields if (told_as := portfolio_of(reading, w)) is not None), None)
    if field is not None and not offices:  # "took the finance portfolio"
        bodies = []
    paired = paired_titles(reading, word, holders, offices) if start == "start" else {}
    for person, office_word in paired.items():
        yield from _turn(reading, word, person, [office_word], [], "start", None)
        for title in _joined_titles(reading, office_word):
            if title not in paired.values() and not any(office_word < other < title for other in paired):
                yield from _turn(reading, word, person, [title], [], "start", None)
    named = (held for w in fields if (held := office_in_itself(reading, w)) is not None)
    succession = None if offices else next(named, None)
    if field is not None and succession is None and not offices:
        succession = Held(field, None, "minister")
    predecessors = [w for w in predecessors if not _gives(reading, w, succession)]
    succession = succession or headed_beside(reading, word)
    succession = succession or office_passed(reading, word, predecessors_of, holders, offices, told)
    for person in predecessors:
        yield from _turn(reading, word, person, offices, bodies, "end", succession)
    for person in _ousted_by(reading, word, slots, offices) if change.change == "end" else ():
        yield from _turn(reading, word, person, offices, bodies, "start", None)
    for person in holders:
        if person not in paired:
            held = Held(field, None, "minister") if field is not None and not offices else succession
            held = held or office_otherwise(reading, person, word, told, change)
            alone = [w for w in offices if w not in paired.values()] or ([] if paired else offices)
            alone = _not_of_others(reading, alone, person, holders)
            yield from _turn(reading, word, person, alone, bodies, start, held, chosen)
            for title in _joined_titles(reading, alone[0]) if alone else ():
                yield from _turn(reading, word, person, [title], [], start, None)


def _before_name(reading: Reading, word: int, holders: Sequence[int]) -> list[int]:
    """The title that stands between a verb and the one appointed: "appointed as prime minister Anna Berg"."""
    starts = {reading.parties[w].start for w in holders}
    return [w for w, title in reading.offices.items() if word < w and title.end + 1 in starts]


def _is_anyones_deputy(reading: Reading, title: int) -> bool:
    """True for "named her as his deputy": of somebody's office, and no member of parliament."""
    return reading.lemmas[title] == "deputy" and any(
        reading.deps[k] == "nmod:poss" for k in reading.kids[title]
    )


def _is_undone(reading: Reading, slots: Slots) -> bool:
    """True for "became the first minister to resign": he leaves the office and does not take it."""
    titles = [w for name in ("xcomp", "obj") for w in slots.get(name, ()) if w in reading.offices]
    deeds = [row_of(reading, kid) for w in titles for kid in reading.kids[w] if reading.deps[kid] == "acl"]
    return any(row is not None and row.change == "end" for row in deeds)


def _ousted_by(reading: Reading, word: int, slots: Slots, offices: Sequence[int]) -> list[int]:
    """Who has the office now from which he ousted another in a vote: "ousted Abbott as leader in a ballot"."""
    if not offices or reading.lemmas[word] not in classes()["ousting"]:
        return []
    first, after = reading.sents[reading.sent_of[word]]
    in_vote = any(reading.lemmas[w] in classes()["ousting_vote"] for w in range(first, after))
    winners = named_in(reading, word, slots, ("subj",)) if in_vote else []
    return [] if commands(reading, winners) else winners


def _is_new(reading: Reading, title: int) -> bool:
    """False for the title that the one chosen has already: "installed his former deputy, Berg", "swore in the head of
    the assembly, Berg"."""
    kids = {reading.words[kid].lower() for kid in reading.kids[title]}
    if kids & classes()["new_holder"]:
        return True
    verb = reading.heads[title]
    return reading.lemmas[verb] not in classes()["oath_verb"] and not kids & classes()["office_former"]


def _gives(reading: Reading, person: int, held: Held | None) -> bool:
    """True for who hands on an office that is not his: "the president handed the premiership to Berg"."""
    chain = reading.parties[person].chain
    own = [
        office_of(reading, title, reading.parties[person]).type
        for title in reading.offices
        if any(bearer.chain == chain for bearer in bearers(reading, title))
    ]
    return held is not None and bool(own) and held.type not in own


def _acted(
    reading: Reading, word: int, holders: list[int], offices: list[int], stood_for: list[int], told: Told
) -> Iterator[Turn]:
    """The office whose duties somebody performs for the time being: the one named, else that of the person
    for whom he stands in, or of who left it last, where its duties are "its"."""
    titles = [] if offices else [k for w in slots_of(reading, word).get("obj", ()) for k in reading.kids[w]]
    is_its = any(reading.lemmas[k] == "its" or reading.words[k].lower() == "its" for k in titles)
    gone = gone_before(reading, word) if is_its else stood_for
    held = office_passed(reading, word, gone, [], [], told) if gone else None
    for person in holders:
        for turn in _turn(reading, word, person, offices, [], "hold", held):
            when = turn.when if turn.when is not None and not turn.when.is_open else None
            if offices or held is not None:
                yield replace(turn, held=replace(turn.held, shift="acting"), when=when)


def _not_of_others(reading: Reading, titles: list[int], person: int, holders: list[int]) -> list[int]:
    """The titles without those that another holder bears: "dismissed Premier X and the head of the bank, Y"."""
    own = reading.parties[person].chain
    others = {reading.parties[w].chain for w in holders} - {own}
    kept = []
    for title in titles:
        borne = {bearer.chain for bearer in bearers(reading, title)}
        if not borne & others or own in borne:
            kept.append(title)
    return kept


def _joined_titles(reading: Reading, title: int) -> list[int]:
    """The titles joined to a title, by the tree to its body or its verb: "chairman of the council and head of the
    party"."""
    above = {*reading.subtree(title), reading.heads[title]}
    return [
        w
        for w in reading.offices
        if w > title
        and reading.deps[w] == "conj"
        and reading.heads[w] in above
        and not any(reading.deps[kid] in ("nsubj", "cop") for kid in reading.kids[w])
    ]


def _left(reading: Reading, word: int, slots: Slots, change: Change) -> list[int]:
    """Whom somebody follows: "as his successor"; in "dismissed X and named Y in his place" the one dismissed."""
    nouns = classes()["heir_noun"]
    heirs = [w for name in (*change.office, "in") for w in slots.get(name, ()) if reading.lemmas[w] in nouns]
    left = [w for heir in heirs for w in named_in(reading, heir, slots_of(reading, heir), ("poss",))]
    taken = {reading.parties[w].chain for w in named_in(reading, word, slots, change.holder)}
    if left and reading.parties[left[0]].chain in taken:  # "X was appointed in his place": never his own
        left = gone_before(reading, word)
    if change.change == "succeed" and not left and not any(filling(reading, slots, n) for n in change.office):
        return gone_before(reading, word)
    leaver = _leaver_above(reading, word) if heirs else []
    if leaver:
        return leaver
    upper = reading.heads[word]
    is_next = reading.deps[word] in (
        "conj",
        "parataxis",
        "advcl",
    )  # of three deeds the tree may hang the second so
    before = row_of(reading, upper) if heirs and is_next else None
    if before is not None and before.change == "end":
        left = named_in(reading, upper, slots_of(reading, upper), before.holder) or left
    return left[:1]


def _leaver_above(reading: Reading, word: int) -> list[int]:
    """Of "Lund resigned, a day after he had toppled Berg, and named Moor as his successor" Lund, who left himself."""
    below, upper = word, reading.heads[word]
    while upper != below and reading.deps[below] in ("conj", "advcl", "parataxis"):
        row = row_of(reading, upper) if reading.pos[upper] == "VERB" else None
        if row is not None and row.change == "end" and row.holder == ("subj",):
            found = named_in(reading, upper, slots_of(reading, upper), row.holder)[:1]
            names = named_in(reading, word, slots_of(reading, word), ("subj",))
            same = {reading.parties[w].chain for w in found} & {reading.parties[w].chain for w in names}
            return found if same else []
        below, upper = upper, reading.heads[upper]
    return []


def _replaced(reading: Reading, slots: Slots) -> list[int]:
    """Who is named behind "in place of", "in succession to"."""
    places = [w for w in slots.get("in", ()) if reading.lemmas[w] in ("place", "stead", "succession")]
    found = [p for place in places for p in named_in(reading, place, slots_of(reading, place), ("of", "to"))]
    if not found and any(reading.lemmas[place] == "succession" for place in places):
        found = named_in(reading, places[0], slots, ("to",))  # "named archbishop in succession to Lund"
    return found


def _turn(
    reading: Reading,
    word: int,
    person: int,
    offices: list[int],
    bodies: list[int],
    part: str,
    otherwise: Held | None,
    chosen: int | None = None,
) -> Iterator[Turn]:
    """The turn of one person: the office beside the word, else the body led, else what is known otherwise; told by
    the verb of choosing where there is one."""
    holder = reading.parties[person]
    if offices:
        held: Held | None = replace(office_of(reading, offices[0], holder), shift=None)
        acting = office_of(reading, offices[0], holder).shift
        held = replace(held, shift=acting if acting == "acting" else None) if held else None
    elif bodies and not are_people(reading, bodies[0]):  # not "his lawyers, led by X"
        held = organisation_of(reading, bodies[0])
        if reading.lemmas[word] in classes()["leading_verb"] and _is_government(reading.parties[bodies[0]]):
            held = replace(held, type="head_of_government")
        if chosen is not None and _is_yet_to_be(reading, bodies[0]) and held.type == "head_of_government":
            held = replace(held, shift="designate")  # "picked to head a new government"
        if held.type == "head_of_government" and reading.lemmas[word] in classes()["stepping_out"]:
            held = replace(held, type="minister")  # "resigned from the cabinet": one of its members
            if otherwise is not None and otherwise.type == "minister" and otherwise.office is not None:
                held = replace(otherwise, shift=None)
    else:
        chosen_now = reading.lemmas[word] in ("elect", "confirm", "vote", "re-elect")  # "elected to the post"
        kept = (
            "acting"
            if not chosen_now and otherwise is not None and otherwise.shift == "acting" and part == "start"
            else None
        )
        held = replace(otherwise, shift=kept) if otherwise else None
        if part == "end" and _is_rank(held) and person in slots_of(reading, word).get("subj", ()):
            held = None  # "General Kos gave up" is a general still
    if held is not None:
        at = word if chosen is None else chosen
        when = day_of_change(reading, word, at, part, held.type)
        deed = until_deed(reading, at) if part == "hold" else None
        if deed is not None and (when in (None, deed) or when.end is None):
            begun = when if when not in (None, deed) and when.start is not None else None
            when = from_to(begun, deed) if begun else bounded(reading, deed, "end", at)
        yield Turn(at, part, holder, held, bounded(reading, when, part, at))


def _is_yet_to_be(reading: Reading, body: int) -> bool:
    """True for "a new government", which whoever is chosen to lead it has to form."""
    return any(reading.words[kid].lower() in ("a", "an", "next") for kid in reading.kids[body])


def _is_rank(held: Held | None) -> bool:
    """True for a rank that its bearer keeps when he leaves a post: "General", "Vice Admiral"."""
    title = (held.office.value or held.office.text) if held is not None and held.office is not None else ""
    words = title.casefold().replace("-", " ").split()
    return bool(words) and all(word in classes()["military_rank"] for word in words)


def _is_government(body: Mention) -> bool:
    """True for "the government", "a new British cabinet": a state's own, and no region's."""
    *before, last = body.text.lower().split()
    country = country_by_code(body.country) if body.country else None
    own = {form.lower() for form in (*country.adjectives, country.name)} if country is not None else set()
    plain = own | classes()["government_sort"]
    return last in ("government", "cabinet") and all(word in plain for word in before)
