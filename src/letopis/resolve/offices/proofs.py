"""What a line proves of a spell in an office: that it began, ended or was held, on which days, and how.

In:   a line of kind tenure; a line of an event that gives or takes an office, or a death.
Out:  proofs, each of one part of a spell; none where the line only weighs what might be.

How a spell begins or ends is told by the verb or noun that the claim rests on: data/lexicon/en/manners.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from letopis.claim import Claim, Modality, Polarity
from letopis.lexicon import classes, lemma_of, table
from letopis.mention import Form
from letopis.profile import Line
from letopis.tenure import DAY, Days, Part, Proof, Surely
from letopis.times import Interval, parse_date

LIKELY = 0.5  # score of an event that is more likely told so than otherwise: less proves nothing
UNSURE = (Modality.HYPOTHETICAL, Modality.POSSIBLE)
EDTF_START = re.compile(r"(\d{4}(?:-\d\d){0,2})/\.\.")
YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
PLUPERFECT = re.compile(r"\bhad (?:[a-z]+ ){0,3}$", re.IGNORECASE)
PUBLISHED = "publication date"
AGAIN = "re-elected"  # the manner of a further term
FURTHER = re.compile(
    r"^[^,;.]*\b(?:second|third|fourth|fifth|sixth|seventh|further|another|new|final)"
    r"(?: and (?:final|last)| consecutive| successive| straight| full| \w+-year)* (?:term|mandate|stint)\b"
)
TURNS = {"APPOINT": Part.START, "ELECT": Part.START, "DISMISS": Part.END, "RESIGN": Part.END}
A_MONTH = 31 * DAY
STRETCHES = frozenset(
    {"from", "until", "till", "to", "between", "for", "since"}
)  # words of a time's two ends
STAYS_ON = re.compile(  # "resigned on May 2 and stayed on as caretaker", "will remain in office until"
    r"\b(?:stay|remain|continu|carr|serv|act|govern)(?:s|ed|ing|ies|ied|e|es|y)?\b(?: \w+){0,3}? "
    r"(?:in (?:an? )?(?:\w+ )?caretaker|"
    r"as (?:an? )?(?:\w+ )?(?:caretaker|interim|acting)|in office until|in (?:his|her|the) (?:post|job|place) until|"
    r"until (?:a|the|his|her|this|last|\w+day)\b|in (?:an? )?(?:acting|interim))"
    r"|\b(?:as|in a) caretaker\b|\bcaretaker (?:capacity|role|basis)\b",
    re.IGNORECASE,
)
ANNOUNCED_WITHIN = 4  # words: "announced on Friday his resignation"
GAPS = frozenset({"place", "gap", "void", "vacancy", "slot"})
DEATHS = ("died", "killed")
TRIED = ("attempt", "survive", "plot", "threat")  # words before a killing that did not happen


@dataclass(frozen=True, slots=True)
class Manner:
    """How a spell begins or ends, and whether the office may be taken or left later than on that day."""

    part: Part
    name: str
    weight: int
    is_chosen: bool


@cache
def manners() -> Mapping[tuple[str, str], Manner]:
    """The manner by (lemma, part)."""
    return {
        (lemma, row["part"]): Manner(
            Part(row["part"]), row["manner"], int(row["weight"]), bool(row["chosen"])
        )
        for row in table("manners")
        for lemma in row["lemma"].split("|")
    }


@cache
def by_name() -> Mapping[str, Manner]:
    """Manners by their name."""
    return {manner.name: manner for manner in manners().values()}


def weight_of(manner: str | None) -> int:
    """How telling a manner is; 0 of none."""
    found = by_name().get(manner or "")
    return found.weight if found else 0


def is_chosen(proof: Proof) -> bool:
    """True of an election, appointment or resignation: the office may be taken or left later."""
    found = by_name().get(proof.manner or "")
    return found is not None and found.is_chosen and found.part is proof.part


def cue_lemmas(claim: Claim) -> tuple[str, ...]:
    """What the word that a claim rests on may be a form of."""
    evidence = claim.evidence[0]
    if evidence.cue is None:
        return ()
    word = evidence.quote[evidence.cue[0] - evidence.start : evidence.cue[1] - evidence.start].lower()
    tags = ("VBD", "VBG", "VBZ")
    return tuple(dict.fromkeys((word, *(lemma_of(word, tag, word) for tag in tags))))


def manner_of(claim: Claim, *parts: Part) -> Manner | None:
    """The manner that the word of a claim tells for one of these parts."""
    found = manners()
    return next(
        (found[lemma, part] for part in parts for lemma in cue_lemmas(claim) if (lemma, part) in found), None
    )


def stays_on(claim: Claim) -> bool:
    """True for who has resigned and is told to stay until the next one comes."""
    evidence = claim.evidence[0]
    behind = evidence.quote[evidence.cue[1] - evidence.start :] if evidence.cue is not None else ""
    return STAYS_ON.search(behind) is not None


def is_turn(claim: Claim) -> bool:
    """True where the words tell that somebody takes or leaves an office."""
    return manner_of(claim, Part.START, Part.END) is not None


def proofs_of(line: Line) -> list[Proof]:
    """What a tenure proves."""
    claim = line.claim
    if claim.modality in UNSURE:
        return []
    acts, guessed = claim.mode == "acting", _is_of_some_year(claim)
    holder = line.first("holder")
    described = holder is not None and holder.form == Form.NOMINAL
    described = described and holder.shown.split()[-1] not in claim.evidence[0].quote  # type: ignore[union-attr]
    found = [
        replace(proof, is_acting=acts, is_yearless=guessed, is_described=described) for proof in _tenure(line)
    ]
    if claim.modality is Modality.PLANNED and any(proof.part is Part.END for proof in found):
        held = [
            replace(proof, surely=Surely.TOLD) for proof in _still_held(line)
        ]  # who is to go is still there
        return [*(_as_sure(proof, claim) for proof in found), *held]
    return [_as_sure(proof, claim) for proof in found]


def _as_sure(proof: Proof, claim: Claim) -> Proof:
    if claim.polarity is Polarity.NEGATED:
        return replace(proof, surely=Surely.DENIED)
    if claim.modality is Modality.ALLEGED:
        return replace(proof, surely=Surely.ALLEGED)
    ahead = proof.days.earliest or proof.days.latest
    is_later = ahead is not None and proof.known is not None and ahead > proof.known
    if proof.part is not Part.HELD and (claim.modality is Modality.PLANNED or is_later):
        return replace(proof, surely=Surely.PLANNED)
    return proof


def _tenure(line: Line) -> list[Proof]:
    when, mode = line.claim.when, line.claim.mode
    pause = manner_of(line.claim, Part.PAUSE)
    turn = pause or manner_of(line.claim, Part.START, Part.END)
    if when is None or (when.is_open and when.start_latest is None and when.end_earliest is None):
        return [_undated(line, turn)]
    if mode == "designate":
        proof = _proof(line, Part.START, Days(when.start, None), "told", "designate")
        return [replace(proof, surely=Surely.PLANNED)]
    if pause is not None:
        return [_proof(line, Part.PAUSE, _stretch(when), "told", pause.name)]
    if when.start is None and when.end is None:
        return _sighted(line, when)
    if turn is None and _is_moment(line.claim, when):
        return _sighted(line, replace(when, start_latest=when.start, end_earliest=when.end))
    proofs = []
    if when.start is not None:
        begun = manner_of(line.claim, Part.START)
        rule = "length" if _is_length(line) else "narrative" if when.basis == "narrative" else "told"
        manner = AGAIN if begun is not None and _is_further_term(line.claim) else _name(begun)
        proofs.append(_proof(line, Part.START, Days(when.start, _latest_start(when)), rule, manner))
        lasts = (when.text or "").lower().startswith("since") and not _was_before(line.claim)
        if when.end is None and (rule == "length" or lasts):
            proofs += _still_held(line)
    if when.end is not None:
        proofs.append(_ended(line, when))
    return proofs


def _is_moment(claim: Claim, when: Interval) -> bool:
    """True for a short time at which an office was held: "in May, when X was premier", not "from May 1 to May 9"."""
    if when.start is None or when.end is None or when.end - when.start > A_MONTH or not when.text:
        return False
    quote = claim.evidence[0].quote
    before = quote[: quote.find(when.text)].split()[-1:] if when.text in quote else []
    words = {word.lower() for word in (*before, *when.text.split())}
    return not words & STRETCHES


def _is_of_some_year(claim: Claim) -> bool:
    """True for "on January 3" of an article without a date: the day is told, and of which year is a guess."""
    when = claim.when
    guessed = claim.known is None and when is not None and when.basis == "tense"
    return guessed and when is not None and not YEAR.search(when.text or "")


def _is_further_term(claim: Claim) -> bool:
    """True for "confirmed him as its head for a second term": he was in office before."""
    evidence = claim.evidence[0]
    behind = evidence.quote[evidence.cue[1] - evidence.start :] if evidence.cue is not None else ""
    return bool(FURTHER.search(behind))


def _was_before(claim: Claim) -> bool:
    """True for "had led it since May": until what the report tells, not until its day."""
    evidence = claim.evidence[0]
    before = evidence.quote[: evidence.cue[0] - evidence.start] if evidence.cue is not None else ""
    return bool(PLUPERFECT.search(before))


def _undated(line: Line, turn: Manner | None) -> Proof:
    """A turn by the day of the article; a title that no day is told for."""
    known = known_by(line)
    if turn is None or known is None:
        part = turn.part if turn else Part.HELD
        return replace(_proof(line, part, Days(), "published", _name(turn)), is_vague=part is Part.HELD)
    if turn.part is Part.END and _is_announced(line.claim):
        return replace(_proof(line, turn.part, Days(), "published", turn.name), surely=Surely.PLANNED)
    return _proof(line, turn.part, Days(None, known), "published", turn.name)


def _sighted(line: Line, when: Interval) -> list[Proof]:
    """Held on the day of the article, or on some day on which it may have appeared; of who is outgoing an end to
    come."""
    first, after = when.start_latest or when.end_earliest, when.end_earliest or when.start_latest
    assert first is not None
    assert after is not None
    last = max(first, after - DAY)
    is_vague = when.text is None and last > first
    held = _proof(line, Part.HELD, Days(first, last), "sighting")
    held = replace(held, is_vague=is_vague, is_dated=when.text is not None)
    if line.claim.mode != "outgoing":
        return [held]
    leaving = _proof(line, Part.END, Days(None if is_vague else last + DAY, None), "told", "outgoing")
    return [held, replace(leaving, surely=Surely.PLANNED)]


def _still_held(line: Line) -> list[Proof]:
    """Who has ruled "since" or for so long is in office when the article appears."""
    known = line.claim.known
    if known is None or known.start is None or known.end is None:
        return []
    days = Days(known.start, known.end - DAY)
    is_vague = days.earliest != days.latest
    return [replace(_proof(line, Part.HELD, days, "sighting"), is_vague=is_vague, is_since=True)]


def _ended(line: Line, when: Interval) -> Proof:
    assert when.end is not None
    manner = manner_of(line.claim, Part.END)
    if when.text is None and when.basis == PUBLISHED:
        rule = "former" if line.claim.mode == "former" else "published"
        if rule == "published" and _is_announced(line.claim):
            return replace(_proof(line, Part.END, Days(), rule, _name(manner)), surely=Surely.PLANNED)
        return _proof(line, Part.END, Days(None, when.end - DAY), rule, _name(manner))
    rule = "narrative" if when.basis == "narrative" else "told"
    days = _day_of_end(when)
    if manner is not None and manner.is_chosen and stays_on(line.claim):
        days = Days(days.earliest, None)
    return _proof(line, Part.END, days, rule, _name(manner))


def _day_of_end(when: Interval) -> Days:
    """The days in which the day of the end lies: all of 2010 of "until 2010"."""
    assert when.end is not None
    earliest, last = when.end_earliest, when.end - DAY
    if earliest is None or earliest > last:
        return Days(when.end, when.end)
    is_second = earliest.day == 2 and when.end.day == 1  # "until 2010": one day of 2010 at least is within
    return Days(earliest - DAY if is_second else earliest, last)


def _latest_start(when: Interval) -> date | None:
    """The last day on which it can have begun: as told, or as precisely as it was written ("since May 1997")."""
    assert when.start is not None
    if when.start_latest is not None:
        return when.start_latest
    written = EDTF_START.match(when.edtf or "")
    if written:
        told = parse_date(written[1])
        if told.start == when.start and told.end:
            return told.end - DAY
    return when.start


def _stretch(when: Interval) -> Days:
    first = when.start or when.start_latest or when.end_earliest
    last = when.end - DAY if when.end else None
    return Days(first, max(first, last) if first and last else first or last)


def _is_length(line: Line) -> bool:
    """True for "26-year rule"."""
    when = line.claim.when
    rules = classes().get("rule_noun", frozenset())
    told = re.search(r"\d|year|decade", (when.text or "") if when else "")
    return bool(told and when and when.end_earliest) and any(
        lemma in rules for lemma in cue_lemmas(line.claim)
    )


def known_by(line: Line) -> date | None:
    """The last day on which it can have been published, where that is known."""
    known = line.claim.known
    return known.end - DAY if known and known.end else None


def event_proof(line: Line, holder: str) -> Proof | None:
    """What an event proves of the office of one of its parts: that he took or left it, or died; else None."""
    claim = line.claim
    if claim.modality in UNSURE or claim.score < LIKELY:
        return None
    part, manner = _turn(line, holder)
    if part is None:
        return None
    when, known = claim.when, known_by(line)
    if when is not None and (when.start or when.end):
        last = when.end - DAY if when.end else _latest_start(when) if when.start else None
        is_left_later = part is Part.END and (
            _is_announced(claim) or (manner == "resigned" and stays_on(claim))
        )
        days = Days(when.start, None if is_left_later else last)
        rule = "told" if when.text else "published"
    else:
        days, rule = Days(None, known), "published"
    proof = replace(_proof(line, part, days, rule, manner), is_yearless=_is_of_some_year(claim))
    return _as_sure(proof, claim)


def _is_announced(claim: Claim) -> bool:
    """True of "announced her resignation": the office is left on that day or later."""
    evidence = claim.evidence[0]
    if evidence.cue is None:
        return False
    before = evidence.quote[: evidence.cue[1] - evidence.start].lower().split()[-ANNOUNCED_WITHIN:]
    forms = {lemma_of(word, tag, word) for word in before for tag in ("VBD", "VBG", "VBZ")}
    return bool(forms & classes()["announcing"])


def _turn(line: Line, holder: str) -> tuple[Part | None, str | None]:
    claim = line.claim
    roles = {part.role for part in line.parts if part.entity == holder}
    death = manner_of(claim, Part.END)
    if claim.type in ("ASSAULT", "INCIDENT"):
        tried = any(word in claim.evidence[0].quote.lower() for word in TRIED)
        named = any(part.entity == holder and part.form != Form.PRONOUN for part in line.all("recipient"))
        killed = death is not None and death.name in DEATHS and named and not tried
        return (Part.END, death.name) if killed and death else (None, None)
    part, about = TURNS.get(claim.type), line.first("theme")
    if claim.type == "RESIGN" and about is not None and about.text.split()[-1].lower() in GAPS:
        return None, None  # "fills the place that X vacated": not the office that he took then
    won = claim.type == "ELECT" and bool(frozenset(cue_lemmas(claim)) & classes()["beating"])
    beat = won and line.first("actor") is not None  # "Berg beat Marsh": Berg is elected
    concerned = "actor" if claim.type == "RESIGN" or beat else "recipient"
    if part is None or concerned not in roles or (claim.type == "ELECT" and claim.mode != "win"):
        return None, None
    pause = manner_of(claim, Part.PAUSE)
    if pause is not None:
        return Part.PAUSE, pause.name
    told = manner_of(claim, part)
    usual = {"APPOINT": "appointed", "ELECT": "elected", "DISMISS": "dismissed", "RESIGN": "resigned"}
    return part, told.name if told else usual[claim.type]


def _name(manner: Manner | None) -> str | None:
    return manner.name if manner else None


def _proof(line: Line, part: Part, days: Days, rule: str, manner: str | None = None) -> Proof:
    evidence, when = line.claim.evidence[0], line.claim.when
    is_dated = (
        part is not Part.HELD and when is not None and bool(when.text) and str(when.text) in evidence.quote
    )
    return Proof(
        part=part,
        days=days,
        rule=rule,
        claim=line.claim.id,
        document=line.claim.document,
        path=line.path,
        quote=evidence.quote,
        known=known_by(line),
        manner=manner,
        is_dated=is_dated,
    )
