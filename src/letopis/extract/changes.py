"""Verbs and nouns of leading, taking and leaving office: who, which office, from when or until when.

In:   a `Reading`, and the offices that the document tells of its persons elsewhere.
Out:  a `Turn` for each person whose tenure a word tells.

The words and where holder and office stand beside them: data/lexicon/en/tenures.tsv.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from letopis.claim import Modality, Polarity
from letopis.extract.bearers import bearers, is_named
from letopis.extract.changes_dated import bounded, dated_change, day_of_change
from letopis.extract.choosing import bare_title, chosen_for, paired_titles
from letopis.extract.factuality import factuality_of
from letopis.extract.headships import office_in_itself
from letopis.extract.homes import document_state, told_state
from letopis.extract.ministries import read_fields
from letopis.extract.offices import Held, office_of, organisation_of, state_argument
from letopis.extract.portfolios import portfolio_of
from letopis.extract.reading import Reading
from letopis.extract.slots import Slots, slots_of
from letopis.extract.spells import from_to, own_time, until_deed
from letopis.extract.tenure_rows import Change, changes, row_of
from letopis.gazetteer import country_by_code
from letopis.lexicon import classes
from letopis.mention import Form, Mention, MentionKind
from letopis.times import Interval

NEXT_WORDS = 40  # characters behind a name in which "with Y" may follow: a title may stand before Y
LED = frozenset({MentionKind.ORGANISATION, MentionKind.COUNTRY, MentionKind.PLACE, MentionKind.GROUP})
UNREAL = (Modality.HYPOTHETICAL, Modality.POSSIBLE)  # "should resign" tells no tenure
BACK = 2  # sentences back in which the title of "the post" stands, at most
BEFORE = frozenset({"after", "when", "once", "because"})
PRIVATE = ("party_leader", "executive")
PROPOSING = ("nominate", "designate")  # whoever is in office stays until the one proposed is confirmed
ELSEWHERE = frozenset({"to", "into", "from", "through", "out", "along", "around", "with", "prt", "advcl"})
COMMANDERS = ("head_of_state", "head_of_government", "monarch")


@dataclass(frozen=True, slots=True)
class Post:
    """An office that the document tells of a person: where, which part of the tenure, at which mention."""

    place: int
    part: str
    held: Held
    mention: str


Known = Mapping[str, Sequence[Post]]


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of the offices of a document's persons; `is_first`: by their titles alone."""

    known: Known
    is_first: bool


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
    """The turns that ministries and their fields tell."""
    for one in read_fields(reading):
        when = own_time(reading, one.word) or dated_change(reading, one.word, one.part, one.held.type)
        yield Turn(one.word, one.part, one.holder, one.held, bounded(reading, when, one.part, one.word))


def _name_word(reading: Reading, word: int) -> int:
    """The word that heads the name that this word is a part of, else the word."""
    for head in (word, word - 1, word - 2):
        mention = reading.parties.get(head)
        if mention is not None and mention.form == Form.NAME and mention.end >= reading.ends[word]:
            return head
    return word


def _filled(reading: Reading, slots: Slots, name: str) -> Sequence[int]:
    """What fills a slot; of "obj.poss" the owner of the object: X in "took X's place"."""
    outer, _, inner = name.partition(".")
    filled = slots.get(outer, ())
    if not inner:
        return filled
    return [owner for w in filled for owner in slots_of(reading, w).get(inner, ())]


def _may_hold(reading: Reading, mention: Mention) -> bool:
    """True for a name that may be somebody's in an office: no state and no place."""
    return is_named(reading, mention) and mention.kind not in (MentionKind.PLACE, MentionKind.COUNTRY)


def _people(reading: Reading, word: int, slots: Slots, names: tuple[str, ...]) -> list[int]:
    for name in names:
        filled = [_name_word(reading, w) for w in _filled(reading, slots, name)]
        found = [
            w
            for i, w in enumerate(filled)
            if w not in filled[:i] and w in reading.parties and _may_hold(reading, reading.parties[w])
        ]
        if name == "subj" and reading.deps[word] == "acl:relcl":  # "A, who led it, and B": A did
            found = [w for w in found if w < word]
        if found:
            return found
    return []


def _read_change(reading: Reading, word: int, change: Change, told: Told) -> Iterator[Turn]:
    slots = slots_of(reading, word)
    if reading.lemmas[word] == "succeed" and not slots.keys() & {"obj", "as", "to", "at"}:
        return  # "few expect him to succeed": in what he tries
    if reading.lemmas[word] == "follow" and slots.keys() & ELSEWHERE:
        return  # "followed her to the door"
    chosen = chosen_for(reading, word) if change.change in ("hold", "start", "succeed") else None
    holders = _people(reading, chosen, slots_of(reading, chosen), ("obj",)) if chosen is not None else []
    chosen = chosen if holders else None
    holders = holders or _people(reading, word, slots, change.holder)
    taken = {reading.parties[w].chain for w in holders}
    predecessors = _people(reading, word, slots, change.predecessor)
    if change.change == "start":  # "took his post": his own
        predecessors = [w for w in predecessors if reading.parties[w].chain not in taken]
    if start_of(change) == "start" and not predecessors and reading.lemmas[word] not in PROPOSING:
        predecessors = [w for w in _replaced(reading, slots) if reading.parties[w].chain not in taken]
    if not holders and predecessors:  # "the replacement of X with Y": the tree may hang Y on X
        holders = _joined_by(reading, predecessors[0], change.holder)
    if change.change == "succeed":
        holders = [w for w in holders if w not in predecessors]
        by_subject = change.holder[-1] == "subj" and holders == _people(reading, word, slots, ("subj",))
        upper = row_of(reading, reading.heads[word]) if reading.deps[word] == "advcl" else None
        takes = upper is not None and upper.change == "start"  # "was sworn in, replacing X"
        if by_subject and reading.lemmas[word] == "replace" and not takes and _commands(reading, holders):
            holders = []
    fact = factuality_of(reading, word if chosen is None else chosen)
    if fact.modality in UNREAL or fact.polarity == Polarity.NEGATED:
        return
    offices = [w for name in change.office for w in _offices(reading, _filled(reading, slots, name))]
    if "from" in change.predecessor and not predecessors:  # "took over as mayor of Y from X"
        predecessors = [p for w in offices for p in _people(reading, w, slots_of(reading, w), ("from",))]
    bodies = [
        w
        for name in change.organisation
        for w in _filled(reading, slots, name)
        if w in reading.parties and reading.parties[w].kind in LED
    ]
    predecessors_of = predecessors or (
        _left(reading, word, slots, change) if start_of(change) == "start" else []
    )
    if change.change == "act":
        yield from _acted(reading, word, holders, offices, told)
        return
    start = start_of(change) if chosen is None else "start"
    new = bare_title(reading, holders) if start == "start" and chosen is None else None
    offices = offices if new is None else [new]
    fields = [w for name in ("obj", "subj", "of") for w in slots.get(name, ())]
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
    predecessors = [w for w in predecessors if not _gives(reading, w, succession)]
    succession = succession or _succession(reading, word, predecessors_of, holders, offices, told)
    for person in predecessors:
        yield from _turn(reading, word, person, offices, bodies, "end", succession)
    for person in holders:
        if person not in paired:
            held = Held(field, None, "minister") if field is not None and not offices else succession
            held = held or _otherwise(reading, person, word, told, change)
            alone = [w for w in offices if w not in paired.values()] or ([] if paired else offices)
            alone = _not_of_others(reading, alone, person, holders)
            yield from _turn(reading, word, person, alone, bodies, start, held, chosen)
            for title in _joined_titles(reading, alone[0]) if alone else ():
                yield from _turn(reading, word, person, [title], [], start, None)


def _gives(reading: Reading, person: int, held: Held | None) -> bool:
    """True for who hands on an office that is not his: "the president handed the premiership to Berg"."""
    chain = reading.parties[person].chain
    own = [
        office_of(reading, title, reading.parties[person]).type
        for title in reading.offices
        if any(bearer.chain == chain for bearer in bearers(reading, title))
    ]
    return held is not None and bool(own) and held.type not in own


def _offices(reading: Reading, words: Sequence[int]) -> list[int]:
    """The titles at words; of "the office of president" the president's."""
    of = [
        kid
        for w in words
        if reading.lemmas[w] in classes()["post"]
        for kid in slots_of(reading, w).get("of", ())
    ]
    return [w for w in (*words, *of) if w in reading.offices]


def _acted(reading: Reading, word: int, holders: list[int], offices: list[int], told: Told) -> Iterator[Turn]:
    """The office whose duties somebody performs for the time being: the one named, else that of who left it last,
    where its duties are "its"."""
    titles = [] if offices else [k for w in slots_of(reading, word).get("obj", ()) for k in reading.kids[w]]
    is_its = any(reading.lemmas[k] == "its" or reading.words[k].lower() == "its" for k in titles)
    gone = _gone_before(reading, word) if is_its else []
    held = _succession(reading, word, gone, [], [], told) if gone else None
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


def _otherwise(reading: Reading, person: int, word: int, told: Told, change: Change) -> Held | None:
    """What a person holds where neither title nor body stands beside the word: "the post" told of before, the
    title that the document gives him, the state that he rules."""
    holder = reading.parties[person]
    slots = slots_of(reading, word)
    given = slots.get("to", ()) if change.change == "start" else ()  # "named Berg to the post"
    posts = [w for w in (*slots.get("obj", ()), *given) if reading.lemmas[w] in classes()["post"]]
    title = _title_before(reading, posts[0]) if posts else None
    if title is not None and reading.deps[posts[0]] == "appos":  # "speaker, a post that X held until then"
        return office_of(reading, title, holder)
    is_own = "own" in change.office and not slots_of(reading, word).get("as")  # "sworn in as a witness"
    own = _borne(reading, person, word, told.known, start_of(change)) if is_own else None
    own = own or (_vacated(reading, word, holder) if change.change == "end" else None)
    if own is not None and own.type in PRIVATE and change.change == "end":
        subjects = [w for w in slots_of(reading, word).get("subj", ()) if w in reading.parties]
        own = None if _commands(reading, subjects) else own  # a head of state dismisses nobody from a party
    if told.is_first and own is None and change.change == "end":
        title = None  # "Lund gave up the post": his own may be told by another change
    if own is None and title is not None and not slots_of(reading, posts[0]).get("poss"):
        return office_of(reading, title, holder)
    if (
        "state" in change.office
        and own_time(reading, word)
        and not slots_of(reading, word).keys() & {"obj", "ccomp"}
    ):
        code = told_state(reading, holder) or document_state(reading)
        return Held(None, state_argument(holder, code), "head_of_state") if code else None
    return own


def _vacated(reading: Reading, word: int, holder: Mention) -> Held | None:
    """The office that another takes after somebody leaves one: "chosen chairman after Lund had stepped down"."""
    upper = reading.heads[word]
    row = row_of(reading, upper) if reading.deps[word] == "advcl" else None
    if (
        row is None
        or row.change != "start"
        or not any(reading.lemmas[k] in BEFORE for k in reading.kids[word])
    ):
        return None
    slots = slots_of(reading, upper)
    others = [
        w for w in _people(reading, upper, slots, row.holder) if reading.parties[w].chain != holder.chain
    ]
    titles = [w for name in row.office for w in _offices(reading, _filled(reading, slots, name))]
    return office_of(reading, titles[0], holder) if titles and others else None


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


def _title_before(reading: Reading, post: int) -> int | None:
    """The title that stands last before "the post", in its sentence or the one or two before."""
    first = reading.sents[max(0, reading.sent_of[post] - BACK)][0]
    return max((w for w in reading.offices if first <= w < post), default=None)


def _left(reading: Reading, word: int, slots: Slots, change: Change) -> list[int]:
    """Whom somebody follows: "as his successor"; in "dismissed X and named Y in his place" the one dismissed."""
    nouns = classes()["heir_noun"]
    heirs = [w for name in (*change.office, "in") for w in slots.get(name, ()) if reading.lemmas[w] in nouns]
    left = [w for heir in heirs for w in _people(reading, heir, slots_of(reading, heir), ("poss",))]
    if change.change == "succeed" and not left and not any(_filled(reading, slots, n) for n in change.office):
        return _gone_before(reading, word)
    upper = reading.heads[word]
    is_next = reading.deps[word] in (
        "conj",
        "parataxis",
        "advcl",
    )  # of three deeds the tree may hang the second so
    before = row_of(reading, upper) if heirs and is_next else None
    if before is not None and before.change == "end":
        left = _people(reading, upper, slots_of(reading, upper), before.holder) or left
    return left[:1]


def _replaced(reading: Reading, slots: Slots) -> list[int]:
    """Who is named behind "in place of"."""
    places = [w for w in slots.get("in", ()) if reading.lemmas[w] in ("place", "stead")]
    return [p for place in places for p in _people(reading, place, slots_of(reading, place), ("of",))]


def _gone_before(reading: Reading, word: int) -> list[int]:
    """Who left last before "Kos took over", in its sentence or the one before."""
    first = reading.sents[max(0, reading.sent_of[word] - 1)][0]
    for verb in range(word - 1, first - 1, -1):
        row = row_of(reading, verb) if reading.pos[verb] == "VERB" else None
        if row is not None and row.change == "end":
            return _people(reading, verb, slots_of(reading, verb), row.holder)[:1]
    return []


def start_of(change: Change) -> str:
    """The part of a tenure that the word tells of its holder."""
    return "start" if change.change == "succeed" else change.change


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
    elif bodies:
        held = organisation_of(reading, bodies[0])
        if reading.lemmas[word] in classes()["leading_verb"] and _is_government(reading.parties[bodies[0]]):
            held = replace(held, type="head_of_government")
        if held.type == "head_of_government" and reading.lemmas[word] in classes()["stepping_out"]:
            held = replace(held, type="minister")  # "resigned from the cabinet": one of its members
    else:
        kept = "acting" if otherwise is not None and otherwise.shift == "acting" and part == "start" else None
        held = replace(otherwise, shift=kept) if otherwise else None
    if held is not None:
        at = word if chosen is None else chosen
        when = day_of_change(reading, word, at, part, held.type)
        deed = until_deed(reading, at) if part == "hold" else None
        if deed is not None and (when in (None, deed) or when.end is None):
            begun = when if when not in (None, deed) and when.start is not None else None
            when = from_to(begun, deed) if begun else bounded(reading, deed, "end", at)
        yield Turn(at, part, holder, held, bounded(reading, when, part, at))


def _is_government(body: Mention) -> bool:
    """True for "the government", "a new British cabinet": a state's own, and no region's."""
    *before, last = body.text.lower().split()
    country = country_by_code(body.country) if body.country else None
    own = {form.lower() for form in (*country.adjectives, country.name)} if country is not None else set()
    plain = own | classes()["government_sort"]
    return last in ("government", "cabinet") and all(word in plain for word in before)


def _succession(
    reading: Reading,
    word: int,
    predecessors: list[int],
    holders: list[int],
    offices: list[int],
    told: Told,
) -> Held | None:
    """The one office that passes from hand to hand: the one that the document says the other takes, the title of
    who leaves it, what the former held, what the latter holds."""
    if offices or not predecessors:
        return None
    left, taken = reading.parties[predecessors[0]], [reading.parties[w].chain for w in holders]
    leaver = [post for post in told.known.get(left.chain, ()) if not _is_of_now(reading, word, left, post)]
    takers = [post for chain in taken for post in told.known.get(chain, ())]
    start, end = reading.sentence_span(word)
    steps = (
        [post for post in takers if post.part == "start" and start <= post.place < end],
        [post for post in takers if post.part == "start"],
        [post for post in leaver if post.part == "title" and post.mention == left.id],
        [post for post in leaver if post.part == "end" or post.held.shift == "former"],
        [post for post in leaver if post.held.shift != "designate"],
        [post for post in takers if post.held.shift != "former"],
    )
    of_state = any(post.held.type not in PRIVATE for post in (*leaver, *takers))
    later = [[post for post in step if not of_state or post.held.type not in PRIVATE] for step in steps[1:]]
    ranked = [steps[0], *later]  # who succeeds a premier succeeds him as premier, not as his party's leader
    found = next((step for step in (ranked[:-1] if told.is_first else ranked) if step), [])
    here = reading.starts[word]
    return min(found, key=lambda post: abs(post.place - here)).held if found else None


def _is_of_now(reading: Reading, word: int, left: Mention, post: Post) -> bool:
    """True for what somebody who left an office is told to be now: "took over from Lund, who has been mayor since"."""
    at = reading.word_at(post.place)
    same = at is not None and reading.sent_of[at] == reading.sent_of[word]
    verbs = [] if at is None else [at, *(k for k in reading.kids[at] if reading.deps[k] in ("cop", "aux"))]
    now = any(reading.tags[w] in ("VBZ", "VBP") for w in verbs)
    return same and now and post.part in ("copula", "hold", "title") and post.place > left.end


def _borne(reading: Reading, person: int, word: int, known: Known, part: str) -> Held | None:
    """The office that the document tells of this person, the nearest; of who takes or holds one, no former
    one."""
    posts = known.get(reading.parties[person].chain, ())
    if part == "end":  # "Lund stepped down; he remains the leader of his party"
        kept = {post.held.type for post in posts if _is_kept(reading, post)}
        posts = [post for post in posts if post.held.type not in kept]
    wanted = [post for post in posts if part == "end" or (post.held.shift != "former" and post.part != "end")]
    here = reading.starts[word]
    given = [
        post for post in wanted if post.part == "start" and post.place < here
    ]  # "elected X. X takes office"
    return min(given or wanted, key=lambda post: abs(post.place - here)).held if wanted else None


def _is_kept(reading: Reading, post: Post) -> bool:
    """True for an office that somebody is told to remain in."""
    word = reading.word_at(post.place)
    near = [] if word is None else [word, *(kid for kid in reading.kids[word] if reading.deps[kid] == "cop")]
    return any(reading.lemmas[w] in ("remain", "stay") and reading.tags[w] in ("VBZ", "VBP") for w in near)


def _joined_by(reading: Reading, word: int, names: tuple[str, ...]) -> list[int]:
    """The person right behind a preposition that follows another person's name."""
    mention = reading.parties[word]
    after = reading.words_in(mention.end, min(len(reading.text), mention.end + NEXT_WORDS))
    mark = next(
        (w for w in after if reading.starts[w] >= mention.end and not reading.words[w].isspace()), None
    )
    if mark is None or reading.lemmas[mark] not in names:
        return []
    return [w for w in after if w > mark and w in reading.parties and is_named(reading, reading.parties[w])][
        :1
    ]


def _commands(reading: Reading, words: list[int]) -> bool:
    """True for a subject who heads a state or government: they replace others and do not take their place."""
    chains = {reading.parties[word].chain for word in words}
    for title in reading.offices:
        for bearer in bearers(reading, title):
            if bearer.chain in chains and office_of(reading, title, bearer).type in COMMANDERS:
                return True
    return False
