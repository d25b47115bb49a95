"""The series of two: each point with the events behind it."""

from __future__ import annotations

from collections.abc import Sequence

from letopis.profile import Line, Part
from letopis.times import parse_date
from letopis.view.deeds import By, Spanning, deeds
from letopis.view.relations import Relation, RelationShape, relation, relation_series
from tests.view.happened import code, country, event

LINES = (
    event("CONSULT", ["Berg NO", "Lind SE"], when="2021-05-04"),
    event("ACCUSE", ["Berg NO"], ["Lind SE"], when="2021-07-01"),
    event("ASSAULT", ["Lind SE"], ["Norland NO"], when="2021-07-02"),
    event("ASSAULT", ["Lind SE"], ["Holm DK"], when="2021-08-02"),
    event("AID", ["Norland NO"], ["Sudland SE"]),
)


def made(lines: Sequence[Line], **shape: object) -> Relation:
    """The relation of Norland and Sudland."""

    def side_of(part: Part) -> str | None:
        return {"NO": "one", "SE": "other"}.get(part.country or "")

    told = RelationShape(("Norland", "Sudland"), **shape)  # type: ignore[arg-type]
    return relation(deeds(lines, code, side_of), told, code, country)


def test_points_are_balanced_and_hold_their_events() -> None:
    """Three months × three directions; quad classes, intensity, ids and rows of what happened; the undated apart."""
    found = made(LINES)
    assert [point.period for point in found.points] == [
        m for m in ("2021-05", "2021-06", "2021-07") for _ in range(3)
    ]
    told = {(p.period, p.direction): p.flat() for p in found.points if p.tally.events}
    assert list(told) == [
        ("2021-05", "Norland ↔ Sudland"),
        ("2021-07", "Norland → Sudland"),
        ("2021-07", "Sudland → Norland"),
    ]
    assert told["2021-07", "Sudland → Norland"]["material_conflict"] == 1
    assert told["2021-07", "Norland → Sudland"]["intensity_mean"] == -3.0
    assert all([row.id for row in p.events] == p.flat()["claims"].split() for p in found.points)
    assert [row.type for row in found.apart] == ["AID"]


def test_series_can_be_cut_by_year_and_by_days() -> None:
    """By year one stretch; outside the period nothing is counted, inside it every month is there."""
    assert {point.period for point in made(LINES, by=By.YEAR).points} == {"2021"}
    found = made(LINES, period=parse_date("2021-06"), spanning=Spanning.FIRST)
    assert [(point.period, point.tally.events) for point in found.points] == [("2021-06", 0)] * 3
    assert made([]).points == ()


def test_directions_in_which_nothing_happened_are_not_drawn() -> None:
    """Two of three."""
    assert [series.title for series in relation_series(made(LINES[1:3]))] == [
        "Norland → Sudland",
        "Sudland → Norland",
    ]
