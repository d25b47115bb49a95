"""Rows of events and figures: what stands in them, in which order, and what is left out."""

from __future__ import annotations

from letopis.counting import Code
from letopis.profile import Line
from letopis.times import Interval, parse_date
from letopis.view.events import event_rows
from letopis.view.figures import FigureAsked, figure_rows
from tests.view.happened import code, country, event, figure

GAS = figure(
    "price", "$100", "100 USD", "2007-01", unit="USD", against="47 USD", words="The price of gas is $100."
)
CROWD = figure(
    "Norland NO", "tens of thousands", "10000..100000 people", words="Tens of thousands fled Norland."
)


def test_event_row_tells_who_did_what_to_whom_and_how_surely() -> None:
    """Type and mode, quad in words, intensity, countries, place; modality, polarity and background in words."""
    line = event(
        "CONSULT",
        ["Berg NO"],
        ["Lind SE"],
        "2021-05-04",
        mode="visit",
        place="Port",
        background="yes",
        polarity="negated",
    )
    (row,) = event_rows([line], code, country)
    assert (row.date, row.actor, row.recipient, row.place) == ("2021-05-04", "Berg", "Lind", "Port")
    assert (row.type, row.mode, row.quad, row.intensity) == ("CONSULT", "visit", "verbal cooperation", 2.5)
    assert (row.actor_countries, row.recipient_countries) == ("NO", "SE")
    assert row.surely == "asserted, not so, background"
    assert (row.start, row.end, row.id, row.reason) == ("2021-05-04", "2021-05-05", line.claim.id, None)


def test_events_are_by_date_and_what_has_none_is_last_with_the_reason() -> None:
    """Oldest first; an article without a date leaves "on Tuesday" open, and says so."""
    lines = [
        event("ACCUSE", ["Berg NO"], when=Interval(text="on Tuesday")),
        event("AID", ["Berg NO"], when="2021"),
        event("AID", ["Berg NO"], when="2020-12-31"),
    ]
    rows = event_rows(lines, code, country)
    assert [row.date for row in rows] == ["2020-12-31", "2021", ""]
    assert rows[-1].reason == "'on Tuesday': publication date unknown"


def test_what_a_codebook_drops_is_no_row() -> None:
    """None is no category."""

    def only_aid(line: Line) -> Code | None:
        return Code("HELP") if line.claim.type == "AID" else None

    rows = event_rows([event("AID"), event("ACCUSE")], only_aid, country)
    assert [row.type for row in rows] == ["HELP"]


def test_figure_row_has_bounds_unit_and_what_it_compares_with() -> None:
    """One number has equal bounds; "tens of thousands" is a range; the other figure is read too."""
    gas, crowd = figure_rows([CROWD, GAS])
    assert (gas.date, gas.figure, gas.low, gas.high, gas.unit) == ("2007-01", "$100", 100.0, 100.0, "USD")
    assert (gas.compared_with, gas.compared_low) == ("$47", 47.0)
    assert (crowd.low, crowd.high, crowd.unit, crowd.reason) == (
        10000.0,
        100000.0,
        "people",
        "publication date unknown",
    )


def test_figures_narrow_by_theme_unit_and_days() -> None:
    """Words of subject or sentence, in any ending; a name; the unit in any case; days."""

    def subjects(**asked: object) -> list[str]:
        return [row.subject for row in figure_rows([GAS, CROWD], FigureAsked(**asked))]  # type: ignore[arg-type]

    assert subjects(about="the gas") == ["price"]
    assert subjects(about="fled norl") == ["Norland"]
    assert subjects(about="of") == []
    assert subjects(entity=CROWD.parts[0].entity) == ["Norland"]
    assert subjects(unit="usd") == ["price"]
    assert subjects(unit="peopl") == []
    assert subjects(period=parse_date("2007")) == ["price"]
    assert subjects(period=parse_date("2008")) == []


def test_quantity_that_is_not_a_number_has_no_bounds() -> None:
    """What was not read stays as written; an open range has one bound."""
    (row,) = figure_rows([figure("price", "a lot", "a lot")])
    assert (row.figure, row.low, row.high, row.unit) == ("a lot", None, None, None)
    (row,) = figure_rows([figure("price", "at least 5", "5..")])
    assert (row.low, row.high) == (5.0, None)
