"""One event as all its reports tell it, out of lines made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from letopis.amount import Amount
from letopis.claim import Claim, ClaimKind, Evidence, Modality
from letopis.profile import Line, Part
from letopis.times import Interval, one_day, parse_date
from letopis.view import once, retold_event


def report(name: str, when: Interval | None, killed: str, *, published: str) -> Line:
    """A report of a bombing in Port Sud."""
    words = f"A bomb killed {killed} people in Port Sud."
    document = f"doc:{name}"
    evidence = Evidence(document, 0, len(words), words, cue=(7, 13))
    claim = Claim(
        f"clm:{name}", document, ClaimKind.EVENT, "ASSAULT", (), (evidence,), "explosives", when=when
    )
    number = float(killed)
    parts = (
        Part("place", 30, 38, "Port Sud", "Port Sud", "ent:sud", "place"),
        Part("magnitude", 14, 16, killed, kind="quantity", measure="killed", amount=Amount(number, number)),
    )
    return Line(
        replace(claim, known=parse_date(published)),
        parts,
        (),
        f"{name}.txt",
        publisher=f"The {name}",
        same_as="evt:1",
    )


FIRST = report("a", one_day(date(2021, 5, 4)), "12", published="2021-05-05")
SECOND = report("b", one_day(date(2021, 5, 4)), "17", published="2021-05-06")
VAGUE = report("c", parse_date("2021-05"), "17", published="2021-06-01")


def test_numbers_stand_side_by_side_with_who_tells_them() -> None:
    """What the most reports say comes first; nothing is averaged."""
    found = retold_event([VAGUE, FIRST, SECOND])
    killed = next(thing for thing in found.told if thing.thing == "killed")
    assert killed.differ
    assert [(value.value, value.sources) for value in killed.values] == [
        ("17", ("b.txt", "c.txt")),
        ("12", ("a.txt",)),
    ]
    assert [row.numbers for row in found.versions] == ["killed: 12", "killed: 17", "killed: 17"]


def test_dates_that_can_meet_do_not_differ() -> None:
    """ "In May" and "on 4 May" are both right: it was on the fourth."""
    found = retold_event([VAGUE, FIRST])
    assert found.date == "2021-05-04"
    assert not next(thing for thing in found.told if thing.thing == "date").differ


def test_dates_that_exclude_each_other_differ() -> None:
    """The event stands where the most reports have it, and says so."""
    other = report("d", one_day(date(2021, 5, 3)), "12", published="2021-05-05")
    found = retold_event([FIRST, SECOND, other])
    assert found.date == "2021-05-04"
    assert next(thing for thing in found.told if thing.thing == "date").differ


def test_list_has_the_report_that_tells_it_best() -> None:
    """The most precise one; a line that is one event with no other stays."""
    alone = replace(FIRST, claim=replace(FIRST.claim, id="clm:z"), same_as=None)
    assert once([VAGUE, SECOND, FIRST, alone]) == [FIRST, alone]


def test_event_known_by_a_day_is_a_matter_of_fewer_lines() -> None:
    """With the first report alone nothing is disputed yet."""
    found = retold_event([FIRST])
    assert (found.reports, [thing for thing in found.told if thing.differ]) == (1, [])


def test_how_surely_each_tells_it_is_shown() -> None:
    """One has it as alleged."""
    alleged = replace(SECOND, claim=replace(SECOND.claim, modality=Modality.ALLEGED))
    found = retold_event([FIRST, alleged])
    assert [row.surely for row in found.versions] == ["asserted", "alleged"]
    assert next(thing for thing in found.told if thing.thing == "surely").differ
