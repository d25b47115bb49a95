"""A tenure as found: its claim, with how far it is asserted and the time of one that is told without any.

In:   a `Reading`, the word at which a tenure is told, its holder and office.
Out:  a `Told`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from letopis.claim import Argument, Claim, ClaimKind, Modality, Polarity, claim_id
from letopis.extract.certainty.factuality import Factuality, factuality_of, stance_of
from letopis.extract.office.bearers import bearers
from letopis.extract.office.headships import is_rank
from letopis.extract.office.homes import told_state
from letopis.extract.office.offices import Held, office_of, state_argument
from letopis.extract.office.tenure_rows import row_of
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import slots_of
from letopis.lexicon import classes
from letopis.mention import Mention
from letopis.times import Interval

PRODUCER = "extract.tenures"
TITLE_SCORE = 0.92
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


def with_body(each: Told, other: Told) -> Told:
    """The tenure in the body of another's office."""
    body = other.held.organisation
    assert body is not None
    arguments = (*each.claim.arguments, body)
    claim = each.claim
    identity = claim_id(claim.document, claim.kind, claim.type, arguments, claim.evidence[0])
    return replace(
        each,
        claim=replace(claim, id=identity, arguments=arguments),
        held=replace(each.held, organisation=body),
    )


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
    is_turn = (
        word not in reading.offices and reading.pos[word] == "NOUN" and row_of(reading, word) is not None
    )
    if reading.pos[word] == "VERB" or is_turn:  # "will hand in her resignation"
        return factuality_of(reading, word)
    kids = reading.kids[word]
    if not any(reading.deps[kid] == "cop" for kid in kids):
        return Factuality()
    subjects = [k for kid in kids if reading.deps[kid] == "nsubj" for k in reading.kids[kid]]
    negated = any(reading.words[k].lower() in NEITHER for k in (*kids, *subjects)) or any(
        stance_of(reading, kid) == "negated"
        for kid in kids
        if reading.deps[kid] != "det"
        and not reading.deps[kid].startswith(("advcl", "acl", "conj", "parataxis"))
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


def own_state(reading: Reading, holder: Mention) -> Held:
    """The state that a ruler rules, where the text tells it of the same person."""
    return Held(None, state_argument(holder, told_state(reading, holder)), "head_of_state", None)


def own_office(reading: Reading, holder: Mention) -> Held:
    """The title that the document gives this person, else the state that a ruler rules."""
    for word in reading.offices:
        for titled in bearers(reading, word):
            if titled.chain == holder.chain and not is_rank(held := office_of(reading, word, titled)):
                return replace(held, shift=None)
    return own_state(reading, holder)


def copulas_of(reading: Reading, word: int) -> list[int]:
    """The copula of a title; that of "had been acting president" may hang on "acting"."""
    found = [kid for kid in reading.kids[word] if reading.deps[kid] == "cop"]
    near = [*reading.kids[word], word - 1]
    acting = [kid for kid in near if reading.words[kid].lower() in classes()["office_acting"]]
    return found or [k for kid in acting for k in reading.kids[kid] if reading.lemmas[k] == "be"]


def is_over(reading: Reading, word: int, copula: int) -> bool:
    """True for "was" and "had been"."""
    had = any(
        reading.deps[kid] == "aux" and reading.words[kid].lower() == "had" for kid in reading.kids[word]
    )
    return reading.tags[copula] == "VBD" or had
