"""Which ties stood on a day: first told, last seen, told to have ended, contradicted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from letopis.claim import Claim, ClaimKind, Evidence, Modality, Polarity
from letopis.document import content_id
from letopis.profile import Line
from letopis.times import Interval
from letopis.view.ties_in_time import TieRules, ended_by, find_ties, held_on
from tests.view.spoken import day, part

YEARS = timedelta(days=2 * 366)
RULES = {
    "supports": TieRules(YEARS, ("resists",)),
    "resists": TieRules(YEARS, ("supports",)),
    "allied_with": TieRules(YEARS, ("hostile_to",), symmetric=True),
    "hostile_to": TieRules(YEARS, ("allied_with",)),
}


def tie(
    kind: str,
    subjects: str,
    other: str | None = None,
    *,
    known: str,
    when: Interval | None = None,
    polarity: Polarity = Polarity.AFFIRMED,
    modality: Modality = Modality.ASSERTED,
) -> Line:
    """A line of kind tie; several subjects are joined by commas."""
    parts = [part("subject", name) for name in subjects.split(", ")]
    parts += [part("object", other)] if other else []
    document = f"doc:{known}"
    claim = Claim(
        content_id("clm", kind, subjects, other or "", known, str(polarity)),
        document,
        ClaimKind.TIE,
        kind,
        (),
        (Evidence(document, 0, 4, "They"),),
        when=when,
        known=day(known),
        polarity=polarity,
        modality=modality,
    )
    return Line(claim, tuple(parts), (), f"{known}.txt")


def surely_on(lines: list[Line], on: str, kind: str = "supports") -> str | None:
    """How surely the first tie of a type stood on a day."""
    found = next(one for one in find_ties(lines, RULES) if one.type == kind)
    held = held_on(found, date.fromisoformat(on), RULES[kind].lasts)
    return held.surely if held else None


@pytest.mark.parametrize(
    ("on", "surely"),
    [("2019-12-31", None), ("2020-01-10", "certain"), ("2021-06-01", "likely"), ("2022-06-01", None)],
)
def test_a_tie_is_taken_to_stand_on_after_it_was_seen_for_as_long_as_its_type_lasts(
    on: str, surely: str | None
) -> None:
    """Before it was told there is nothing; on its day it is certain, later likely, after its time nothing again."""
    assert surely_on([tie("supports", "Ana", "Bo", known="2020-01-10")], on) == surely


def test_between_two_sightings_a_tie_is_certain() -> None:
    """Seen in January and December it stood in June."""
    lines = [tie("supports", "Ana", "Bo", known=known) for known in ("2020-01-10", "2020-12-10")]
    assert surely_on(lines, "2020-06-01") == "certain"


def test_a_later_denial_ends_a_tie_and_a_denial_beside_it_disputes_it() -> None:
    """What is denied half a year later is over; what is denied in the same month is disputed."""
    told = tie("supports", "Ana", "Bo", known="2020-01-10")
    later = tie("supports", "Ana", "Bo", known="2020-08-01", polarity=Polarity.NEGATED)
    beside = tie("supports", "Ana", "Bo", known="2020-01-05", polarity=Polarity.NEGATED)
    assert surely_on([told, later], "2020-07-31") == "likely"
    assert surely_on([told, later], "2020-08-01") is None
    assert surely_on([told, beside], "2020-02-01") == "disputed"


def test_the_contrary_tie_of_the_same_parties_ends_a_tie_and_shows_by_which_words() -> None:
    """Allies that are enemies in a later report are allies no more, whoever is named first."""
    allies = tie("allied_with", "Norland, Sudland", known="2020-01-10")
    enemies = tie("hostile_to", "Sudland", "Norland", known="2020-09-01")
    assert surely_on([allies, enemies], "2020-08-31", "allied_with") == "likely"
    assert surely_on([allies, enemies], "2020-09-01", "allied_with") is None
    found = next(one for one in find_ties([allies, enemies], RULES) if one.type == "allied_with")
    assert ended_by(found, date(2020, 8, 1), date(2020, 12, 1)) is enemies


def test_a_tie_that_is_told_as_past_ended_when_it_is_told_to_have() -> None:
    """ "Supported him from 2015 to 2018", told in 2020: it stood in 2017 and not in 2019."""
    past = Interval(date(2015, 1, 1), date(2019, 1, 1), extent="throughout")
    lines = [tie("supports", "Ana", "Bo", known="2020-01-10", when=past)]
    assert surely_on(lines, "2017-05-01") == "certain"
    assert surely_on(lines, "2019-05-01") is None


def test_what_is_planned_or_only_possible_is_no_standing_tie_and_what_is_alleged_says_so() -> None:
    """An alliance that is to come is none."""
    planned = tie("supports", "Ana", "Bo", known="2020-01-10", modality=Modality.PLANNED)
    alleged = tie("supports", "Ana", "Bo", known="2020-01-10", modality=Modality.ALLEGED)
    assert find_ties([planned], RULES) == []
    assert surely_on([alleged], "2020-01-11") == "alleged"
