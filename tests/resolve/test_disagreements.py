"""Where the articles of a record differ about one fact."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from letopis.amount import Amount
from letopis.claim import Claim, ClaimKind, Evidence, Modality, Polarity
from letopis.disagreement import Disagreement, State
from letopis.disputes import DisagreementsAsked
from letopis.document import content_id
from letopis.profile import Line, Part, Source
from letopis.record import Record
from letopis.resolve.disputes.disagreements import disagreements
from letopis.times import one_day, parse_date
from tests.resolve.test_successions import RESTS

CASES = Path(__file__).parents[1] / "cases" / "resolve" / "disagreements.toml"


def rows() -> list[object]:
    """Every case of the table."""
    cases = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    weak = pytest.mark.xfail(reason="hard language: what would find it also finds what is no disagreement")
    return [
        pytest.param(case, id=case["name"], marks=[weak] if case["grade"] == "weak" else []) for case in cases
    ]


@pytest.mark.parametrize("case", rows())
def test_articles_disagree(case: dict[str, Any], tmp_path: Path) -> None:
    """Each disagreement with its state and versions, and no other."""
    with Record.open(None, create=True) as record:
        for number, document in enumerate(case["documents"]):
            path = tmp_path / f"{number}.txt"
            path.write_text(f"{document['text']} {RESTS[number % len(RESTS)]}\n", encoding="utf-8")
            record.read([path], published=document.get("published"))
        found = record.disagreements(asked=DisagreementsAsked(all_states=True))
    assert [(row.type, row.state) for row in found] == [(one["type"], one["state"]) for one in case["found"]]
    for row, one in zip(found, case["found"], strict=True):
        assert [version.value for version in row.versions] == [told["value"] for told in one["versions"]]
        for version, told in zip(row.versions, one["versions"], strict=True):
            assert told.get("by", "") in version.according_to
            assert version.corrected is told.get("corrected", False)


def toll(count: str, known: str, **more: Any) -> Line:
    """That so many were killed in Port Sud on 5 May 2021, told by one article; all of them are invented."""
    document, words = more.get("document", f"doc:{known}{count}"), f"{count} people were killed in Port Sud."
    low = float(count.split()[-1])
    amount = Amount(low, None if count.startswith("at least") else low, "people")
    magnitude = Part("magnitude", 0, len(count), count, measure="killed", amount=amount, kind="quantity")
    place = Part("place", 0, 8, "Port Sud", name="Port Sud", entity="ent:port", kind="place")
    claim = Claim(
        content_id("clm", document, words),
        document,
        ClaimKind.EVENT,
        "ASSAULT",
        (),
        (Evidence(document, 0, len(words), words),),
        when=one_day(parse_date("2021-05-05").start),  # type: ignore[arg-type]
        known=parse_date(known),
        polarity=more.get("polarity", Polarity.AFFIRMED),
        modality=more.get("modality", Modality.ASSERTED),
    )
    sources = tuple(Source(0, 4, name, name=name, entity=f"ent:{name}") for name in more.get("by", ()))
    return Line(claim, (magnitude, place), sources, f"{document}.txt", same_as="evt:1")


def states(*lines: Line, superseded: tuple[str, ...] = ()) -> list[State]:
    """The states of what is found, the same in whatever order the lines come."""
    found = disagreements(lines, superseded=superseded)
    assert disagreements(reversed(lines), superseded=superseded) == found
    return [one.state for one in found]


def test_two_tolls_of_one_day_by_two_sources_are_disputed() -> None:
    """The army says five, the rebels say twenty."""
    assert states(toll("5", "2021-05-06", by=["Army"]), toll("20", "2021-05-06", by=["Rebels"])) == [
        State.DISPUTED
    ]


def test_toll_that_grows_is_an_update() -> None:
    """Five on the first day, seven on the next: the newer takes the older's place."""
    assert states(toll("5", "2021-05-06"), toll("7", "2021-05-07")) == [State.UPDATED]


def test_toll_that_shrinks_later_is_disputed() -> None:
    """Nobody rises from the dead."""
    assert states(toll("7", "2021-05-06"), toll("5", "2021-05-07")) == [State.DISPUTED]


@pytest.mark.parametrize(("one", "other"), [("at least 5", "7"), ("about 100", "96"), ("100", "96")])
def test_ranges_that_overlap_and_rounder_numbers_refine(one: str, other: str) -> None:
    """Both can be right."""
    assert states(toll(one, "2021-05-06"), toll(other, "2021-05-06")) == [State.REFINED]


def test_same_source_that_tells_otherwise_later_corrects_itself() -> None:
    """The police said 7 and a day later 5."""
    (one,) = disagreements([toll("7", "2021-05-06", by=["Police"]), toll("5", "2021-05-08", by=["Police"])])
    assert one.state is State.CORRECTED
    assert [account.is_corrected for account in one.accounts] == [True, False]


def test_newer_version_of_an_article_corrects_the_older() -> None:
    """What stood in the superseded one is shown as corrected."""
    lines = toll("5", "2021-05-06", document="doc:old"), toll("20", "2021-05-06", document="doc:new")
    assert states(*lines, superseded=("doc:old",)) == [State.CORRECTED]


def test_denial_is_no_version_of_a_number() -> None:
    """ "It is not true that 20 were killed" tells no toll; it is told beside the assertion."""
    lines = toll("20", "2021-05-06", by=["Rebels"]), toll("20", "2021-05-07", polarity=Polarity.NEGATED)
    found: list[Disagreement] = disagreements(lines)
    assert [str(one.differing) for one in found] == ["whether"]
    assert [account.value for account in found[0].accounts] == ["so", "not so"]


def test_plan_and_possibility_are_no_versions() -> None:
    """ "Up to 50 could be killed" is no toll."""
    assert states(toll("5", "2021-05-06"), toll("50", "2021-05-06", modality=Modality.POSSIBLE)) == []


def test_one_number_told_by_many_is_no_disagreement() -> None:
    """Three reports, one value."""
    assert states(*(toll("5", f"2021-05-0{day}") for day in (6, 7, 8))) == []
