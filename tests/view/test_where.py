"""In which country a line is set, and how its parts are coded."""

from __future__ import annotations

from dataclasses import replace

from letopis.claim import ClaimKind
from letopis.coding import Coding
from letopis.location import Location
from letopis.profile import Line, Part
from letopis.view.where import coded, country_of
from tests.handmade import Finder, document_of

TEXT = "Norland's police met Sudland's army in Port Sud."
POLICE = Part("actor", 0, 16, "Norland's police", coding=Coding("NOR", "385", ("COP",)))
ARMY = Part("recipient", 21, 35, "Sudland's army", coding=Coding("SDN", "625", ("MIL",)))
PORT = Part(
    "place", 39, 47, "Port Sud", location=Location(4, "SDN", "625", "Coast", "Port Sud", 19.62, 37.22, 1)
)


def line_of(*parts: Part) -> Line:
    """A line of an event with these parts."""
    finder = Finder(document_of(TEXT, "a.txt"))
    told = [finder.part(part.role, part.text) for part in parts]
    return Line(finder.claim(ClaimKind.EVENT, "CONSULT", TEXT, told), parts, (), "a.txt")


def test_place_goes_before_the_sides() -> None:
    """An event is in the country of its place, whatever its parties are; what says so stands beside it."""
    assert country_of(line_of(POLICE, PORT)) == ("SDN", "place")


def test_event_without_a_place_is_where_all_sides_are() -> None:
    """Where all sides are of one state it is set there; where they are of two, nobody knows."""
    army = replace(ARMY, coding=Coding("NOR", "385", ("MIL",)))
    assert country_of(line_of(POLICE, army)) == ("NOR", "sides")
    assert country_of(line_of(POLICE, ARMY)) is None


def test_places_in_two_states_are_none() -> None:
    """Of places in several states none is the one."""
    other = replace(PORT, start=0, location=Location(1, "NOR", "385"))
    assert country_of(line_of(PORT, other)) is None


def test_body_of_no_state_has_no_country_to_be_in() -> None:
    """What is done among bodies of the United Nations is set in no state."""
    assert country_of(line_of(replace(POLICE, coding=Coding("UNO", None, ())))) is None


def test_code_is_one_line() -> None:
    """A party shows country and sectors, a place country, region and point."""
    assert coded(POLICE) == "NOR COP"
    assert coded(PORT) == "SDN, Coast, 19.62 37.22"
    assert coded(replace(PORT, location=None)) == ""
