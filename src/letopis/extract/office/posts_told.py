"""Which office somebody takes or leaves where none stands beside the word: "the post" told of before, the one that the
document gives him, the one that another leaves to him.

In:   a `Reading`, and the offices that the document tells of its persons elsewhere.
Out:  a `Held`, or None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from letopis.extract.office.bearers import bearers, is_person
from letopis.extract.office.headships import is_rank
from letopis.extract.office.helms import body_below
from letopis.extract.office.homes import document_state, told_state
from letopis.extract.office.naming import filling, named_in, titles_at
from letopis.extract.office.offices import (
    Held,
    is_second,
    office_of,
    organisation_of,
    state_argument,
)
from letopis.extract.office.spells import own_time
from letopis.extract.office.tenure_rows import Change, row_of
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import Slots, slots_of
from letopis.gazetteer import office
from letopis.lexicon import classes
from letopis.mention import Mention

BACK = 2  # sentences back in which the title of "the post" stands, at most
BEFORE = frozenset({"after", "when", "once", "because"})
VOTING = frozenset({"vote", "decide", "agree", "choose", "resolve"})
UNTIL = frozenset({"until", "till"})
FOR_NOW = (
    "for the time being",
    "temporarily",
    "for now",
    "in the interim",
    "until a successor",
    "until a new",
)
SEIZING = frozenset({"seize", "grab", "usurp"})  # "President X was toppled; X, who had seized power in 1989"
PRIVATE = ("party_leader", "executive")
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


def office_otherwise(reading: Reading, person: int, word: int, told: Told, change: Change) -> Held | None:
    """What a person holds where neither title nor body stands beside the word: "the post" told of before, the
    title that the document gives him, the state that he rules."""
    holder = reading.parties[person]
    slots = slots_of(reading, word)
    given = slots.get("to", ()) if change.change == "start" else ()  # "named Berg to the post"
    passing = slots.get("subj", ()) if "to" in change.holder else ()  # "the post passing to Berg"
    posts = [w for w in (*slots.get("obj", ()), *given, *passing) if reading.lemmas[w] in classes()["post"]]
    title = _title_before(reading, posts[0]) if posts and not _has_field(reading, posts[0]) else None
    if title is not None and reading.deps[posts[0]] == "appos":  # "speaker, a post that X held until then"
        return office_of(reading, title, holder)
    is_own = "own" in change.office and not slots.get("as")  # "sworn in as a witness"
    led = body_below(reading, word) if is_own else None
    if led is not None:  # "bowed out after eleven years at the helm of the party"
        return organisation_of(reading, led)
    own = office_borne(reading, person, word, told.known, start_of(change)) if is_own else None
    masters = slots_of(reading, person).get("poss", []) if is_own and is_second(own) else []
    if masters and masters[0] in reading.parties:  # "swore in his deputy" as what he was himself
        own = office_borne(reading, masters[0], word, told.known, "end")
    own = own or (_vacated(reading, word, holder) if change.change == "end" else None)
    if own is None and is_own and change.change == "start":
        own = _won(reading, holder, told.known)
    if own is not None and own.type in PRIVATE and change.change == "end":
        subjects = [w for w in slots_of(reading, word).get("subj", ()) if w in reading.parties]
        own = None if commands(reading, subjects) else own  # a head of state dismisses nobody from a party
    lost = slots.get("obj", ()) if reading.lemmas[word] == "lose" else ()
    if own is not None and own.type != "legislator" and any(reading.lemmas[w] == "seat" for w in lost):
        own = None  # the mayor who "lost his seat" at the polls goes when the next one comes
    if own is None and not titles_of(reading, slots) and _steps_in(reading, word, change):
        gone = gone_before(reading, word)
        own = office_passed(reading, word, gone, [person], [], told)
        if own is not None and is_for_now(reading, word):
            own = replace(own, shift="acting")
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


def headed_beside(reading: Reading, word: int) -> Held | None:
    """The headship of the body beside which "a post" stands: "leads the party, a post he took over from Lund"."""
    post = reading.heads[word]
    if reading.deps[word] != "acl:relcl" or reading.lemmas[post] not in classes()["post"]:
        return None
    body, verb = reading.heads[post], reading.heads[reading.heads[post]]
    if reading.deps[post] == "obj" and reading.words[min(reading.subtree(post))] == ",":
        verb = reading.heads[post]  # where the tree has two objects
        filled = slots_of(reading, verb)
        body = next((w for w in (*filled.get("obj", ()), *filled.get("iobj", ())) if w < post), post)
    elif reading.deps[post] != "appos":
        return None
    is_led = reading.pos[verb] == "VERB" and reading.lemmas[verb] in classes()["leading_verb"]
    is_body = body in reading.parties and not is_person(reading.parties[body])
    return organisation_of(reading, body) if is_led and is_body else None


def _has_field(reading: Reading, post: int) -> bool:
    """True for a post that tells by itself which it is: "the finance ministry"."""
    return any(reading.deps[kid] == "compound" for kid in reading.kids[post] if kid < post)


def titles_of(reading: Reading, slots: Slots) -> list[int]:
    """The titles that are told behind "as" or "to"."""
    return [w for name in ("as", "to", "xcomp") for w in slots.get(name, ()) if w in reading.offices]


def _steps_in(reading: Reading, word: int, change: Change) -> bool:
    """True for "Lund resigned and Berg was sworn in", "put Berg in charge": in what another has left."""
    if change.change != "start":
        return False
    lemma = reading.lemmas[word]
    return lemma in classes()["oath_verb"] or (lemma in ("put", "place") and bool(change.needs))


def is_for_now(reading: Reading, word: int) -> bool:
    """True where the clause says that it is for the time being."""
    first, after = reading.sents[reading.sent_of[word]]
    text = reading.text[reading.starts[first] : reading.ends[after - 1]].lower()
    return any(way in text for way in FOR_NOW)


def _won(reading: Reading, holder: Mention, known: Known) -> Held | None:
    """The office of whom the holder is told to have beaten: "Sosna, the mayor, lost to Lipiec. She will take over"."""
    for verb, lemma in enumerate(reading.lemmas):
        if reading.pos[verb] != "VERB" or (lemma != "lose" and lemma not in classes()["beating"]):
            continue
        slots = slots_of(reading, verb)
        winner, loser = ("to", "subj") if lemma == "lose" else ("subj", "obj")
        if holder.chain not in {reading.parties[w].chain for w in named_in(reading, verb, slots, (winner,))}:
            continue
        for beaten in named_in(reading, verb, slots, (loser,)):
            posts = known.get(reading.parties[beaten].chain, ())
            public = [post for post in posts if post.held.type not in PRIVATE and post.held.shift is None]
            if public:
                return public[0].held
    return None


def _vacated(reading: Reading, word: int, holder: Mention) -> Held | None:
    """The office that another takes after somebody leaves one: "chosen chairman after Lund had stepped down"."""
    if reading.deps[word] == "xcomp" and reading.lemmas[reading.heads[word]] in VOTING:
        word = reading.heads[word]  # "after lawmakers had voted to remove Lund"
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
        w for w in named_in(reading, upper, slots, row.holder) if reading.parties[w].chain != holder.chain
    ]
    titles = [w for name in row.office for w in titles_at(reading, filling(reading, slots, name))]
    return office_of(reading, titles[0], holder) if titles and others else None


def _title_before(reading: Reading, post: int) -> int | None:
    """The title that stands last before "the post", in its sentence or the one or two before."""
    first = reading.sents[max(0, reading.sent_of[post] - BACK)][0]
    return max((w for w in reading.offices if first <= w < post), default=None)


def gone_before(reading: Reading, word: int) -> list[int]:
    """Who left last before "Kos took over", in its sentence or the one before."""
    until = held_until(reading, word)
    if until:
        return until
    first = reading.sents[max(0, reading.sent_of[word] - 1)][0]
    for verb in range(word - 1, first - 1, -1):
        row = row_of(reading, verb) if reading.pos[verb] == "VERB" else None
        if row is not None and row.change == "end":
            return named_in(reading, verb, slots_of(reading, verb), row.holder)[:1]
    return []


def held_until(reading: Reading, word: int) -> list[int]:
    """Who held an office "until 1987, when Kos took over"."""
    begin = reading.sents[reading.sent_of[word]][0]
    is_then = any(reading.words[kid].lower() == "when" for kid in reading.kids[word])
    if not is_then or not any(reading.words[w].lower() in UNTIL for w in range(begin, word)):
        return []
    upper = reading.heads[word]
    while upper != reading.heads[upper]:
        if any(reading.deps[kid].startswith("nsubj") for kid in reading.kids[upper]):
            break
        upper = reading.heads[upper]
    return named_in(reading, upper, slots_of(reading, upper), ("subj",))[:1]


def start_of(change: Change) -> str:
    """The part of a tenure that the word tells of its holder."""
    return "start" if change.change == "succeed" else change.change


def office_passed(
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
    leaver, takers = (
        [post for post in posts if not (_is_one_of_many(post.held) or is_rank(post.held))]
        for posts in (leaver, takers)
    )
    start, end = reading.sentence_span(word)
    steps = (
        [post for post in takers if post.part == "start" and start <= post.place < end],
        [post for post in takers if post.part == "start"],
        [post for post in leaver if post.part == "title" and post.mention == left.id],
        [post for post in leaver if post.part == "end" or post.held.shift == "former"],
        [post for post in leaver if post.held.shift != "designate"],
        [post for post in takers if post.held.shift != "former"],
    )
    held_now = (*leaver, *(post for post in takers if post.held.shift != "former"))
    of_state = any(post.held.type not in PRIVATE for post in held_now)
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


def office_borne(reading: Reading, person: int, word: int, known: Known, part: str) -> Held | None:
    """The office that the document tells of this person, the nearest; of who takes or holds one, no former
    one."""
    posts = known.get(reading.parties[person].chain, ())
    if part == "start":
        posts = [post for post in posts if not is_rank(post.held)]
        # "chairs the cabinet and commands the army": he is sworn in as what he is called
        posts = [post for post in posts if post.held.office is not None] or posts
    if part == "end":  # "Lund stepped down; he remains the leader of his party"
        kept = {post.held.type for post in posts if _is_kept(reading, post)}
        posts = [post for post in posts if post.held.type not in kept]
    wanted = [post for post in posts if part == "end" or (post.held.shift != "former" and post.part != "end")]
    wanted = wanted or [
        post for post in posts if post.held.shift != "former"
    ]  # "voted out Lund, who came to power in"
    here = reading.starts[word]
    after = reading.sentence_span(word)[1]
    given = [
        post
        for post in wanted
        if post.part == "start" and (post.place < here or (part == "start" and here < post.place < after))
    ]  # "elected X. X takes office", "X was sworn in after parliament had chosen him as premier"
    if part == "start" and not wanted and reading.lemmas[word] in SEIZING:
        wanted = [post for post in posts if post.part == "end" and post.held.type in COMMANDERS]
    return min(given or wanted, key=lambda post: abs(post.place - here)).held if wanted else None


def _is_one_of_many(held: Held) -> bool:
    """True for a member of a chamber, whom nobody succeeds as one: "the lawmaker"."""
    known = office(held.office.value or held.office.text) if held.office is not None else None
    return held.type == "legislator" and known is not None and not known.unique and known.name != "Speaker"


def _is_kept(reading: Reading, post: Post) -> bool:
    """True for an office that somebody is told to remain in."""
    word = reading.word_at(post.place)
    near = [] if word is None else [word, *(kid for kid in reading.kids[word] if reading.deps[kid] == "cop")]
    return any(reading.lemmas[w] in ("remain", "stay") and reading.tags[w] in ("VBZ", "VBP") for w in near)


def commands(reading: Reading, words: list[int]) -> bool:
    """True for a subject who heads a state or government: they replace others and do not take their place."""
    chains = {reading.parties[word].chain for word in words}
    for title in reading.offices:
        for bearer in bearers(reading, title):
            if bearer.chain in chains and office_of(reading, title, bearer).type in COMMANDERS:
                return True
    return False
