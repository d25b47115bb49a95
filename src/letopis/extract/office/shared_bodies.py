"""The body that a title shares with one told before: "Berg, chief executive of the bank. The chairman, Lund, …".

In:   a `Reading`, and the tenures that the rules have found in it, in the order in which they were found.
Out:  the same tenures, some with a body.

Words: data/lexicon/en/classes.tsv, class firm_post.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letopis.extract.office.bearers import phrase_start
from letopis.extract.office.tenure_claims import Told, with_body
from letopis.extract.sentence.reading import Reading
from letopis.gazetteer import office as listed_office
from letopis.lexicon import classes

HEADING = frozenset({"executive", "party_leader"})
ITS = frozenset({"its", "their"})
BACK = 3  # sentences back in which the body is told, at most


def with_shared_bodies(reading: Reading, told: Sequence[Told]) -> list[Told]:
    """The tenures; a headship of which no body is told is of the one whose headship of that name the document tells,
    else a post in a firm is of the body whose post was told last before."""
    return [_of_body_before(reading, each, told) for each in _of_one_body(told)]


def _of_one_body(told: Sequence[Told]) -> Iterator[Told]:
    """Of "the acting chief executive": the one body of which a chief executive is told."""
    bodies: dict[str, dict[str, Told]] = {}
    for each in told:
        body, office = each.held.organisation, each.held.office
        if each.held.type in HEADING and body is not None and office is not None:
            bodies.setdefault(office.value or office.text, {})[body.value or body.text] = each
    for each in told:
        office = each.held.office
        if (
            each.held.type not in HEADING
            or each.held.organisation is not None
            or office is None
            or office.text == "Chief"
        ):
            yield each  # "Chief Lino Vaka" heads a people
            continue
        others = [*bodies.get(office.value or office.text, {}).values()]
        yield with_body(each, others[0]) if len(others) == 1 else each


def _of_body_before(reading: Reading, each: Told, told: Sequence[Told]) -> Told:
    """Of "the medical director, X" and "its spokeswoman, X": the body whose post was told last, not far before."""
    office = each.held.office
    if each.part not in ("title", "copula") or each.held.organisation is not None or office is None:
        return each
    title = next((w for w in reading.offices if reading.offices[w].start == office.start), None)
    if title is None:
        return each
    first = phrase_start(reading, title)
    opening = reading.words[first].lower()
    is_its = opening in ITS
    bare = each.part == "copula" and reading.starts[first] == office.start  # "was vice-rector"
    if not is_its and (
        not (bare or opening == "the") or (office.value or office.text).lower() not in classes()["firm_post"]
    ):
        return each
    here, near = office.start, reading.sent_of[title] - (1 if is_its else BACK)
    before = [
        other
        for other in told
        if other.held.organisation is not None
        and other.claim.evidence[0].start < here
        and other.held.organisation.start < here
        and reading.sent_of[reading.word_at(other.claim.evidence[0].start) or 0] >= near
        and _is_private(other)
    ]
    if not before:
        return each
    last = max(before, key=lambda other: (other.claim.evidence[0].cue or (0, 0))[0])
    return with_body(each, last)


def _is_private(told: Told) -> bool:
    """True for a post in a firm, a party, a body that is no state."""
    office = told.held.office
    known = listed_office(office.value or office.text) if office is not None else None
    return told.held.type in HEADING or (known is not None and known.takes == "organisation")
