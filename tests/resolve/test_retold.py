"""Pairs of texts that tell of one event or not: every strong case holds, and most of the others."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bench.quality.retold import outcome
from letopis.amount import Amount
from letopis.location import TOWN, Location
from letopis.resolve.events.event_tellings import Span, Telling, Where, Who
from letopis.resolve.events.packing import pack, pack_around, unpack
from letopis.resolve.events.retold import Link, asked_keys, came_to, event_id, events_of, links, own_keys
from letopis.resolve.events.same_event import compare, nearness

CASES = Path(__file__).parents[1] / "cases" / "resolve" / "retold.toml"
PAIRS: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize(
    "case",
    [case for case in PAIRS if case["grade"] == "strong"],
    ids=lambda case: f"{case['kind']}: {case['one']['text'][:40]}",
)
def test_strong_pair(case: dict[str, Any]) -> None:
    """Two texts tell of one event, of two, or of a plan and what came of it, as the table says."""
    assert outcome(case) == case["says"]


def person(name: str, country: str = "NOR") -> Who:
    return Who(f"ent:{name}", frozenset({name}), "person", country, True, False, True)


BERG, LIND = person("berg"), person("lind", "SWE")
MET = Telling(
    id="clm:1",
    document="doc:1",
    place_in_text=(0, 5),
    act=("CONSULT", None),
    is_ahead=False,
    is_thought=False,
    is_denied=False,
    is_background=False,
    span=Span(date(2021, 3, 4), date(2021, 3, 5), True),
    known=date(2021, 3, 5),
    sides=((BERG, LIND), ()),
    is_mutual=True,
    places=(),
    theme=frozenset(),
    about=frozenset(),
    amounts=(),
    cue="met",
    words=frozenset(),
    around=frozenset(),
)
RETOLD = replace(MET, id="clm:2", document="doc:2")


def at(name: str, lat: float, lon: float) -> tuple[Where, ...]:
    return (Where(f"ent:{name}", frozenset({name}), Location(TOWN, "NOR", name=name, lat=lat, lon=lon)),)


def test_comparison_is_the_same_both_ways() -> None:
    """Which telling stands first does not matter."""
    other = replace(RETOLD, act=("NEGOTIATE", None), places=at("Bergen", 60.4, 5.3))
    assert compare(MET, other) == compare(other, MET)


def test_days_that_cannot_meet_rule_out_one_event() -> None:
    """The same two on another day are another meeting."""
    later = replace(RETOLD, span=Span(date(2021, 3, 11), date(2021, 3, 12), True))
    assert compare(MET, RETOLD).is_one
    assert compare(MET, later).veto == "days"


def test_towns_far_apart_rule_out_one_event() -> None:
    """Oslo and Bergen are two places, Oslo and its suburb are not."""
    here = replace(MET, places=at("Oslo", 59.9, 10.7))
    assert compare(here, replace(RETOLD, places=at("Bergen", 60.4, 5.3))).veto == "places"
    assert compare(here, replace(RETOLD, places=at("Lysaker", 59.9, 10.6))).is_one


def test_other_people_in_one_role_rule_out_one_event() -> None:
    """Who met the one did not thereby meet the other."""
    assert compare(MET, replace(RETOLD, sides=((BERG, person("moe", "DNK")), ()))).veto == "actors"


def test_numbers_may_differ_but_not_counts_of_votes() -> None:
    """Reports count the dead differently; a parliament counts once for each vote."""

    def counted(telling: Telling, measure: str, number: float) -> Telling:
        return replace(telling, amounts=((measure, Amount(number, number)),))

    assert compare(counted(MET, "killed", 12), counted(RETOLD, "killed", 17)).is_one
    assert compare(counted(MET, "votes_for", 412), counted(RETOLD, "votes_for", 413)).is_one
    assert compare(counted(MET, "votes_for", 412), counted(RETOLD, "votes_for", 202)).veto == "votes"


def test_whole_and_part_are_two_events() -> None:
    """A visit and a meeting during it; a meeting told with and without how it was held is one."""
    assert nearness(("CONSULT", "visit"), ("CONSULT", None)) is None
    assert nearness(("CONSULT", "multilateral"), ("CONSULT", None)) is not None


def test_what_rules_each_other_out_never_stands_in_one_event() -> None:
    """Two dated tellings stay apart, whatever a third without a date has in common with both."""
    later = replace(MET, id="clm:3", document="doc:3", span=Span(date(2021, 3, 8), date(2021, 3, 9), True))
    vague = replace(MET, id="clm:4", document="doc:4", span=Span(date(2021, 3, 1), date(2021, 3, 12), True))
    found = {one.id: one for one in (MET, later, vague)}
    links = [Link("clm:1", "clm:4", 0.9), Link("clm:3", "clm:4", 0.8)]
    assert events_of(found, links) == [("clm:1", "clm:4")]
    assert events_of(found, links[::-1]) == [("clm:1", "clm:4")]


@pytest.mark.parametrize("other", [None, 3, 100, 5000], ids=lambda days: f"{days} days")
@pytest.mark.parametrize("own", [None, 3, 100, 5000], ids=lambda days: f"{days} days")
def test_tellings_whose_days_can_meet_find_each_other(own: int | None, other: int | None) -> None:
    """Each asks for a key that the other has, however closely the one and the other is dated, by a near act too."""
    one = replace(MET, span=lasting(own))
    for act in (MET.act, ("NEGOTIATE", None)):
        known = replace(RETOLD, act=act, span=lasting(other))
        assert asked_keys(one) & own_keys(known)
        assert asked_keys(known) & own_keys(one)


def test_dated_tellings_that_cannot_meet_do_not_find_each_other() -> None:
    """The same two a year later are not asked for, nor is an act that is never near."""
    later = replace(RETOLD, span=Span(date(2022, 3, 3), date(2022, 3, 5), True))
    assert not asked_keys(replace(MET, span=lasting(3))) & own_keys(later)
    assert not asked_keys(MET) & own_keys(replace(RETOLD, act=("PROTEST", None)))


def test_what_names_nobody_is_found_by_what_it_is_about() -> None:
    """A referendum on a Sunday and "the referendum of May" name no party and meet, as what names one does with them."""
    month = replace(RETOLD, span=Span(date(2021, 3, 1), date(2021, 4, 1), True))
    for ours, theirs in (((), ()), ((BERG,), ()), ((), (BERG,))):
        one = replace(MET, sides=(ours, ()), theme=frozenset({"pensio"}))
        other = replace(month, sides=(theirs, ()), theme=frozenset({"pensio", "law"}))
        assert asked_keys(one) & own_keys(other)
        assert asked_keys(other) & own_keys(one)
        assert not asked_keys(one) & own_keys(replace(other, theme=frozenset({"tax"})))


def test_who_leaves_an_office_is_found_without_a_day() -> None:
    """Of a resignation the one person is enough; of a meeting one of two is not."""
    for act, found in ((("RESIGN", None), True), (("CONSULT", None), False)):
        one = replace(MET, act=act, sides=((BERG,), ()))
        other = replace(RETOLD, act=act, sides=((BERG,), ()), span=Span(None, None, False))
        assert bool(asked_keys(one) & own_keys(other)) is found
        assert bool(asked_keys(other) & own_keys(one)) is found


@pytest.mark.parametrize(
    ("one", "other", "points"),
    [
        ({"deal", "name", "new"}, {"agr", "norlan"}, 0.0),
        ({"protoc", "bord"}, {"agr", "norlan"}, -1.5),
        ({"gas", "pric"}, {"name", "new"}, -1.5),
    ],
)
def test_agreement_that_is_only_called_one_is_about_whatever_another_says(
    one: set[str], other: set[str], points: float
) -> None:
    """ "The agreement with Norland" can be the deal on a name; a protocol, or what is about something else, is not."""
    norland = replace(BERG, words=frozenset({"norlan"}))
    told = replace(MET, act=("SIGN", None), theme=frozenset(one), sides=((norland,), ()))
    known = replace(told, id="clm:2", document="doc:2", theme=frozenset(other))
    assert dict(compare(told, known).points)["theme"] == points


def test_acts_of_two_types_in_one_sentence_are_two_events() -> None:
    """Who admitted an attack and gave up fighting did two things, though either word can retell the other elsewhere."""
    gave_up = replace(MET, act=("RETREAT", None), sides=((BERG,), ()), is_mutual=False)
    admitted = replace(gave_up, id="clm:2", act=("CONCEDE", None), place_in_text=(0, 40))
    assert compare(gave_up, admitted).veto == "two acts of one sentence"
    assert compare(gave_up, replace(admitted, place_in_text=(90, 95))).veto is None
    assert compare(gave_up, replace(admitted, document="doc:2")).veto is None


def lasting(days: int | None) -> Span:
    """So many days from 3 March 2021 on; open where there are none."""
    start = date(2021, 3, 3)
    return Span(start, start + timedelta(days=days) if days is not None else None, True)


def test_event_keeps_its_id_when_a_later_report_joins_it() -> None:
    """The id is that of the claim that was known first."""
    later = replace(MET, id="clm:0", document="doc:0", known=date(2021, 3, 9))
    found = {one.id: one for one in (MET, RETOLD, later)}
    assert event_id(found, ["clm:1", "clm:2"]) == event_id(found, ["clm:0", "clm:2", "clm:1"])


def test_plan_is_linked_with_what_came_of_it_and_not_merged() -> None:
    """A plan and a deed stand in two events; what was over when the plan was made did not come of it."""
    plan = replace(MET, id="clm:9", document="doc:9", is_ahead=True, known=date(2021, 3, 1))
    known = {one.id: one for one in (plan, RETOLD)}
    owners = {key: [RETOLD.id] for key in own_keys(RETOLD)}
    same, foretold = links(known, {"clm:9": asked_keys(plan)}, owners)
    assert same == []
    assert [(link.left, link.right) for link in foretold] == [("clm:9", "clm:2")]
    assert came_to(replace(plan, known=date(2021, 3, 6)), RETOLD).veto == "before the plan"


def test_telling_that_was_packed_is_the_same_again() -> None:
    """Everything that is compared comes back, with what its document shares."""
    for one in (
        MET,
        replace(RETOLD, around=frozenset({"ent:1", "NO"})),
        replace(MET, span=Span(None, None, False)),
    ):
        assert unpack(pack(one), pack_around(one.around)) == one
