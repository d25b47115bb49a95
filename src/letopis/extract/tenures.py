"""Find who held which office, and when.

In:   a `Reading`.
Out:  claims of kind tenure, each with the sentences that it rests on.

Seven ways to say it: a title at a name ("Prime Minister X", "X, the president of Y since 1994", bearers.py) or in
place of one, a copula ("X is the president"), a verb of leading or of change (changes.py), a rule with its length ("X's
26-year rule", "in power since 1994"), a term that ends, and
a neighbour in the office ("his predecessor X"). Which namesake is meant is decided in resolve/.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from letopis.claim import Argument, Claim, ClaimKind, Modality, Polarity, claim_id
from letopis.extract.bearers import bearers, is_named, is_person, name_before_comma, phrase_start
from letopis.extract.changes import Known, Post, Turn, field_turns, read_changes
from letopis.extract.factuality import Factuality, factuality_of, stance_of
from letopis.extract.homes import told_state
from letopis.extract.merging import merge
from letopis.extract.offices import Held, office_of, organisation_of, state_argument
from letopis.extract.reading import Reading
from letopis.extract.relatives import antecedent
from letopis.extract.slots import preposition, slots_of
from letopis.extract.spells import own_time, time_before, time_behind, time_of_title
from letopis.extract.tenure_rows import row_of
from letopis.extract.terms import end_of_term, is_future
from letopis.extract.when import time_of
from letopis.gazetteer import office as listed_office
from letopis.lexicon import classes
from letopis.mention import Form, Mention
from letopis.times import DAY, Interval

PRODUCER = "extract.tenures"
TITLE_SCORE = 0.92
A_WEEK = timedelta(days=7)  # what a bearer of a title did longer ago he did when he bore it
A_MONTH = 31  # days; what is shorter is no length of a rule


def extract_tenures(reading: Reading) -> list[Claim]:
    """The tenures of a document, each once: what adds nothing to a claim is further evidence of it."""
    from letopis.extract.learned_tenures import read_again

    return merge(reading, read_again(reading, [each.claim for each in tell_tenures(reading)]))


def tell_tenures(reading: Reading) -> list[Told]:
    """The tenures that the rules find, each as often as it is told."""
    told = [*_by_title(reading), *_by_predicate(reading), *_by_power(reading)]
    told += _by_description(reading, {each.holder.chain for each in told})
    known = _known(told)
    known = _known([*told, *_by_change(reading, known, is_first=True)])
    found = [*told, *_by_change(reading, known), *_by_rule(reading), *_by_term(reading)]
    found += _by_aside(reading, _known(found))
    return [*found, *_by_neighbour(reading, _known(found))]


NEITHER = frozenset(
    {"no", "neither", "nor"}
)  # "will be neither chancellor nor deputy", "neither Berg nor Lund is"


@dataclass(frozen=True, slots=True)
class Told:
    """A tenure as found: its claim, whose it is, the office, and the part of it that is told ("title" at a
    name, "start", "end", "hold")."""

    claim: Claim
    holder: Mention
    held: Held
    part: str


def _known(told: Iterable[Told]) -> Known:
    """What the document tells of each chain: the place in the text, the part told, the office."""
    found: dict[str, list[Post]] = {}
    for each in told:
        place = (each.claim.evidence[0].cue or (each.claim.evidence[0].start, 0))[0]
        when = each.claim.when
        over = each.part in ("title", "copula", "hold") and when is not None and when.end is not None
        post = Post(place, "end" if over else each.part, each.held, each.holder.id)
        found.setdefault(each.holder.chain, []).append(post)
    return found


def make(
    reading: Reading, word: int, holder: Mention, held: Held, when: Interval | None, part: str
) -> Iterator[Told]:
    """The tenure of a holder, none where neither office nor organisation is known."""
    if held.office is None and held.organisation is None:
        return
    arguments = [Argument("holder", holder.start, holder.end, holder.text, holder.id)]
    arguments += [argument for argument in (held.office, held.organisation) if argument]
    evidence = reading.evidence(word)
    fact = _factuality(reading, word)
    claim = Claim(
        id=claim_id(reading.document.id, ClaimKind.TENURE, held.type, tuple(arguments), evidence),
        document=reading.document.id,
        kind=ClaimKind.TENURE,
        type=held.type,
        mode=held.shift or ("acting" if _is_for_now(reading, word) else None),
        arguments=tuple(arguments),
        evidence=(evidence,),
        when=when,
        modality=fact.modality,
        shown_by=fact.shown_by(reading),
        polarity=fact.polarity,
        score=TITLE_SCORE if part == "title" else 0.85,
        producer=PRODUCER,
    )
    yield Told(claim, holder, held, part)


def _is_for_now(reading: Reading, word: int) -> bool:
    """True for "runs the ministry on an interim basis", "in an acting capacity"."""
    if reading.pos[word] != "VERB":
        return False
    slots = slots_of(reading, word)
    ways = [
        w
        for mark in ("on", "in")
        for w in slots.get(mark, ())
        if reading.lemmas[w] in ("basis", "capacity", "role")
    ]
    return any(
        reading.words[kid].lower() in classes()["office_acting"] for w in ways for kid in reading.kids[w]
    )


def _factuality(reading: Reading, word: int) -> Factuality:
    """How far a tenure is asserted: by its verb, or by the auxiliaries of a copula ("will be the envoy")."""
    if reading.pos[word] == "VERB":
        return factuality_of(reading, word)
    kids = reading.kids[word]
    if not any(reading.deps[kid] == "cop" for kid in kids):
        return Factuality()
    subjects = [k for kid in kids if reading.deps[kid] == "nsubj" for k in reading.kids[kid]]
    negated = any(reading.words[k].lower() in NEITHER for k in (*kids, *subjects)) or any(
        stance_of(reading, kid) == "negated" for kid in kids if reading.deps[kid] != "det"
    )
    modality = Modality.ASSERTED
    for kid in kids:
        if reading.deps[kid] == "aux" and reading.lemmas[kid] in ("will", "shall", "'ll"):
            modality = Modality.PLANNED
        elif reading.deps[kid] == "aux" and reading.tags[kid] == "MD":
            modality = Modality.HYPOTHETICAL if reading.lemmas[kid] == "would" else Modality.POSSIBLE
        elif reading.deps[kid] == "mark" and reading.lemmas[kid] in ("if", "whether"):
            modality = Modality.HYPOTHETICAL
    return Factuality(modality, Polarity.NEGATED if negated else Polarity.AFFIRMED)


def at_publication(reading: Reading, held: Held) -> Interval | None:
    """The time of a tenure told without one: it holds on the day of publication; "former" ended by then."""
    published = reading.document.published.interval
    if not published.start or not published.end:
        return None
    if held.shift == "former":
        return Interval(
            end=published.end, basis="publication date", extent="throughout", edtf=f"../{published.edtf}"
        )
    if held.shift == "designate":
        return Interval(
            start=published.start, basis="publication date", extent="throughout", edtf=f"{published.edtf}/.."
        )
    return Interval(
        start_latest=published.start,
        end_earliest=published.end,
        extent="throughout",
        basis="publication date",
    )


def _by_title(reading: Reading) -> Iterator[Told]:
    """ "Russian Prime Minister X", "X, the president of Y since 1994,"."""
    for word in reading.offices:
        for holder in bearers(reading, word):
            held = office_of(reading, word, holder)
            when = time_behind(reading, word) or time_before(reading, word)
            when = when or _at_its_time(reading, word, holder, held)
            if _is_post(reading, word, held):
                yield from make(reading, word, holder, held, when, "title")


def _at_its_time(reading: Reading, word: int, holder: Mention, held: Held) -> Interval | None:
    """The time of a title at a name: the day of what its bearer did, where that lies well before the report ("until
    January 5, when President X accepted it") or is told to be its own ("X, then president, accepted it on January 5"),
    else the day of the report; none where it lies in a longer past."""
    published = reading.document.published.interval.start
    verb = _verb_above(reading, reading.word_at(holder.head_start))
    now = held.shift in (None, "acting") or "then" in reading.words[phrase_start(reading, word) : word]
    when = time_of(reading, verb) if verb is not None and now else None
    if published is None or when is None or when.start is None or when.end is None or when.end > published:
        return at_publication(reading, held)
    if when.end - when.start > DAY:
        return at_publication(reading, held) if when.end > published - A_WEEK else None
    is_news = when.end > published - A_WEEK  # then it is held when the report appears, too
    last = reading.document.published.interval.end if is_news else when.end
    return Interval(
        start_latest=when.start,
        end_earliest=last,
        extent="throughout",
        basis=when.basis,
        text=when.text,
    )


def _verb_above(reading: Reading, word: int | None) -> int | None:
    """The verb in the past tense that a word is a part of, or None."""
    while word is not None and reading.pos[word] not in ("VERB", "AUX"):
        word = reading.heads[word] if reading.heads[word] != word else None
    return word if word is not None and reading.tags[word] in ("VBD", "VBN") else None


def _by_description(reading: Reading, titled: Collection[str]) -> Iterator[Told]:
    """ "The former vice-president", "the interior minister": somebody whom the document names elsewhere, in an office
    told of nobody here; one still held where nothing else is told that he holds (`titled`: chains with an office)."""
    for word in reading.offices:
        holder = reading.parties.get(word)
        if holder is None or holder.form != Form.NOMINAL or not is_named(reading, holder):
            continue
        held = office_of(reading, word, holder)
        owed = held.shift is None and holder.chain not in titled and _is_the(reading, word)
        gone = held.shift in ("former", "outgoing")
        if (gone or owed) and not bearers(reading, word) and _is_post(reading, word, held):
            yield from make(reading, word, holder, held, at_publication(reading, held), "title")


def _is_the(reading: Reading, word: int) -> bool:
    """True for an office with "the" as the subject of a verb: somebody's who acts in it."""
    subject = reading.deps[word].startswith("nsubj") and reading.pos[reading.heads[word]] == "VERB"
    return subject and any(reading.words[kid].lower() == "the" for kid in reading.kids[word])


def _is_post(reading: Reading, word: int, held: Held) -> bool:
    """False for a word that only with a body is an office: "leader of the pack", "a member", "the founder"."""
    title = reading.offices[word]
    known = listed_office(title.value or title.text)
    if known is None or known.takes == "country" or held.organisation is not None:
        return True
    if known.kind not in ("executive", "official", "party_leader", "head_of_state"):
        return True
    slots = slots_of(reading, word)
    before_name = any(m.start == title.end + 1 for m in bearers(reading, word))
    return (before_name or bool(slots.get("mod")) or " " in title.text) and not slots.get("of")


def _by_predicate(reading: Reading) -> Iterator[Told]:
    """ "X is the president of Y"."""
    for word in reading.offices:
        copulas = _copulas(reading, word)
        subjects = [kid for kid in reading.kids[word] if reading.deps[kid] == "nsubj"]
        head = reading.heads[word]
        if not subjects and copulas and reading.heads[copulas[0]] == word - 1:  # "had been acting president"
            subjects = [kid for kid in reading.kids[word - 1] if reading.deps[kid] == "nsubj"]
        if copulas and not subjects and head < copulas[0] and reading.deps[word] in ("acl:relcl", "appos"):
            subjects = [head]  # the tree may take "X is the president" for a description of X
        if (
            not copulas and (one := _one_of(reading, word)) is not None
        ):  # "is the second of the deputy premiers"
            copulas = _copulas(reading, one)
            subjects = [kid for kid in reading.kids[one] if reading.deps[kid] == "nsubj"]
        for subject in subjects if copulas else ():
            holder = reading.parties.get(reading.acting(antecedent(reading, subject)))
            if holder is None or not is_named(reading, holder):
                continue
            held = office_of(reading, word, holder)
            if not _is_post(reading, word, held) or is_praise(reading, word, held):
                continue
            when = time_behind(reading, word) or own_time(reading, word)
            if when is None and _is_over(reading, word, copulas[0]):
                held = replace(held, shift=held.shift or "former")
            yield from make(reading, word, holder, held, when or at_publication(reading, held), "copula")


def _one_of(reading: Reading, word: int) -> int | None:
    """The "one", "second" that counts a title in the plural behind "of"."""
    upper = reading.heads[word]
    counts = reading.pos[upper] in ("NUM", "ADJ", "PRON", "DET", "NOUN") and reading.tags[upper] in (
        "CD",
        "JJ",
        "NN",
    )
    several = reading.offices[word].number == "pl" and preposition(reading, word) == "of"
    is_one = reading.lemmas[upper] in classes()["one_of_several"]
    known = listed_office(reading.offices[word].value or reading.offices[word].text)
    several = several and known is not None and known.kind != "legislator"
    return upper if several and counts and is_one else None


def is_praise(reading: Reading, word: int, held: Held) -> bool:
    """True for "is a gifted speaker", "would be an infinitely better president": one of many, where an office has but
    one holder, says what somebody is like.
    """
    title = reading.offices[word]
    known = listed_office(title.value or title.text)
    if known is None or held.shift is not None or not (known.unique or known.name in ("Leader", "Speaker")):
        return False
    slots = slots_of(reading, word)
    told = any(slots.get(name) for name in ("of", "poss", "compound"))
    return not told and any(reading.lemmas[kid] == "a" for kid in reading.kids[word])


def _copulas(reading: Reading, word: int) -> list[int]:
    """The copula of a title; that of "had been acting president" may hang on "acting"."""
    found = [kid for kid in reading.kids[word] if reading.deps[kid] == "cop"]
    near = [*reading.kids[word], word - 1]
    acting = [kid for kid in near if reading.words[kid].lower() in classes()["office_acting"]]
    return found or [k for kid in acting for k in reading.kids[kid] if reading.lemmas[k] == "be"]


def _is_over(reading: Reading, word: int, copula: int) -> bool:
    """True for "was" and "had been"."""
    had = any(
        reading.deps[kid] == "aux" and reading.words[kid].lower() == "had" for kid in reading.kids[word]
    )
    return reading.tags[copula] == "VBD" or had


def _by_power(reading: Reading) -> Iterator[Told]:
    """ "X has been in power since 1994", "X, in office since 1994,"."""
    powers = classes().get("power_noun", frozenset())
    for word, lemma in enumerate(reading.lemmas):
        if lemma not in powers or preposition(reading, word) not in ("in", "at"):
            continue
        subjects = [
            reading.acting(antecedent(reading, kid))
            for kid in reading.kids[word]
            if reading.deps[kid] == "nsubj"
        ]
        holders = [reading.parties[w] for w in subjects if w in reading.parties]
        aside = name_before_comma(reading, word - 1)
        when = time_behind(reading, word) or (time_of(reading, word) if holders else None)
        for holder in holders or ([aside] if aside else []):
            if is_named(reading, holder) and when is not None:
                yield from make(reading, word, holder, _own_office(reading, holder), when, "hold")


def _by_neighbour(reading: Reading, known: Known) -> Iterator[Told]:
    """ "His predecessor X", "her successor Y", "her Norlandic counterpart Z": somebody in the same office."""
    for word, lemma in enumerate(reading.lemmas):
        if lemma not in classes()["neighbour_noun"] or reading.pos[word] != "NOUN":
            continue
        owners = [reading.parties[w] for w in slots_of(reading, word).get("poss", ()) if w in reading.parties]
        behind = reading.ends[word] + 1 + (reading.text[reading.ends[word] : reading.ends[word] + 1] == ",")
        names = [m for m in reading.parties.values() if m.start == behind and m.form == Form.NAME]
        posts = [post for owner in owners for post in known.get(owner.chain, ())]
        if not names or not posts or not is_person(names[0]):
            continue
        nearest = min(posts, key=lambda post: abs(post.place - reading.starts[word]))
        held = replace(nearest.held, shift="former" if lemma == "predecessor" else None)
        if lemma == "counterpart":
            held = replace(held, organisation=_land_before(reading, word))
        yield from make(reading, word, names[0], held, at_publication(reading, held), "title")


def _land_before(reading: Reading, word: int) -> Argument | None:
    """The state or body of "her Norlandic counterpart", listed or written large."""
    for kid in reading.kids[word]:
        if kid in reading.parties and not is_person(reading.parties[kid]) and kid < word:
            return reading.argument("organisation", kid)
        if reading.words[kid][:1].isupper() and reading.deps[kid] in ("amod", "compound") and kid < word:
            return reading.span_argument("organisation", reading.starts[kid], reading.ends[kid])
    return None


def _by_change(reading: Reading, known: Known, *, is_first: bool = False) -> Iterator[Told]:
    turns = [*read_changes(reading, known, is_first=is_first)]
    told = {(turn.word, turn.part, turn.holder.chain) for turn in turns}
    turns += [turn for turn in field_turns(reading) if (turn.word, turn.part, turn.holder.chain) not in told]
    for turn in turns:
        when, held = turn.when, turn.held
        if turn.part == "hold" and held.office is not None and _has_several(turns, turn):
            title = reading.words_in(held.office.start, held.office.end)[-1]
            when = time_of_title(reading, title) or when
        if turn.part == "hold" and (when is None or when.is_open):
            past = reading.tags[turn.word] == "VBD"
            when = at_publication(reading, replace(held, shift="former" if past else held.shift))
        yield from make(reading, turn.word, turn.holder, held, when, turn.part)


def _has_several(turns: Sequence[Turn], turn: Turn) -> bool:
    """True where one verb tells that somebody holds several offices."""
    return len({one.held.type for one in turns if (one.word, one.holder) == (turn.word, turn.holder)}) > 1


def _by_rule(reading: Reading) -> Iterator[Told]:
    """ "X's 26-year rule over Y", "his authoritarian rule", "his five years in power"."""
    rules, reigns = classes().get("rule_noun", frozenset()), classes().get("reign_noun", frozenset())
    for word, lemma in enumerate(reading.lemmas):
        if lemma not in rules or reading.pos[word] != "NOUN":
            continue
        slots = slots_of(reading, word)
        holders = [
            reading.parties[w]
            for w in slots.get("poss", []) + slots.get("of", [])
            if w in reading.parties and is_named(reading, reading.parties[w])
        ]
        duration = next((reading.times[kid] for kid in reading.subtree(word) if kid in reading.times), None)
        when = duration.interval if duration else None
        timed = duration is not None and _is_length(duration)
        if not holders or not (timed or lemma in reigns):
            continue
        over = [w for name in ("over", "of", "in") for w in slots.get(name, []) if w in reading.parties]
        held = organisation_of(reading, over[0]) if over and not is_person(reading.parties[over[0]]) else None
        held = held or _own_state(reading, holders[0])
        yield from make(
            reading, word, holders[0], held, when if timed else at_publication(reading, held), "hold"
        )


def _is_length(time: Mention) -> bool:
    """False for "his current rule" and for the day of a protest against it: times that are no stretch of a rule."""
    when, value = time.interval, time.value or ""
    if when is None or when.start is None or value.endswith("_REF"):
        return False
    if value[:1] == "P":
        return when.end is None or (when.end - when.start).days > A_MONTH
    if when.end is None:
        return when.extent == "throughout"
    return (when.end - when.start).days > A_MONTH


def _own_state(reading: Reading, holder: Mention) -> Held:
    """The state that a ruler rules, where the text tells it of the same person."""
    return Held(None, state_argument(holder, told_state(reading, holder)), "head_of_state", None)


def _own_office(reading: Reading, holder: Mention) -> Held:
    """The title that the document gives this person, else the state that a ruler rules."""
    for word in reading.offices:
        for titled in bearers(reading, word):
            if titled.chain == holder.chain:
                return replace(office_of(reading, word, titled), shift=None)
    return _own_state(reading, holder)


def _by_aside(reading: Reading, known: Known) -> Iterator[Told]:
    """ "X himself, in office since 2014, …", "X, elected in May and in office since June": the office that the document
    gives X."""
    for time, mention in reading.times.items():
        first = reading.words_in(mention.start, mention.end)[0]
        since = first if reading.words[first].lower() == "since" else first - 1
        place = since - 1
        if place < 3 or mention.interval is None or reading.words[since].lower() != "since":
            continue
        aside = (
            reading.lemmas[place] in classes()["seat_of_power"] and reading.words[place - 1].lower() == "in"
        )
        before = place - 3 if reading.words[place - 2] == "," else _before_elected(reading, place - 2)
        if before > 0 and reading.words[before].lower() in ("himself", "herself"):
            before -= 1
        if not aside or before < 0:
            continue
        holder = next((m for m in reading.parties.values() if m.end == reading.ends[before]), None)
        if holder is not None and is_person(holder) and is_named(reading, holder):
            when = replace(mention.interval, end=None, end_earliest=None, extent="throughout")
            posts = [post for post in known.get(holder.chain, ()) if post.held.office is not None]
            near = min(posts, key=lambda post: abs(post.place - holder.start), default=None)
            held = replace(near.held, shift=None) if near else _own_office(reading, holder)
            yield from make(reading, time, holder, held, when, "hold")


def _before_elected(reading: Reading, joint: int) -> int:
    """The word before the comma of ", elected in May and", where that stands before a word; else -1."""
    first = reading.sents[reading.sent_of[joint]][0]
    commas = [w for w in range(first, joint) if reading.words[w] == ","]
    chosen = commas and reading.tags[commas[-1] + 1] == "VBN" and row_of(reading, commas[-1] + 1) is not None
    return commas[-1] - 1 if chosen and reading.words[joint].lower() == "and" else -1


def _by_term(reading: Reading) -> Iterator[Told]:
    """ "2024, when his term ends"."""
    terms, ends = classes().get("term_noun", frozenset()), classes().get("end_verb", frozenset())
    for word, lemma in enumerate(reading.lemmas):
        if lemma not in ends or reading.pos[word] != "VERB":
            continue
        for noun in slots_of(reading, word).get("subj", []):
            if reading.lemmas[noun] not in terms:
                continue
            holders = [
                reading.parties[w]
                for name in ("poss", "of")
                for w in slots_of(reading, noun).get(name, [])
                if is_person(reading.parties.get(w))
            ]
            when = end_of_term(reading, word)
            if holders and when is not None:
                held = _own_office(reading, holders[0])
                for told in make(reading, word, holders[0], held, when, "end"):
                    comes = when.end and is_future(reading, when)
                    modality = Modality.PLANNED if comes else told.claim.modality
                    yield replace(told, claim=replace(told.claim, modality=modality))
