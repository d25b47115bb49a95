"""Panels: balanced, and every event is in as many cells as it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from letopis.counting import Nation
from letopis.profile import Line, Naming
from letopis.times import Interval, parse_date
from letopis.view.deeds import By, Spanning, deeds, place_in_time
from letopis.view.panels import Panel, PanelShape, panel, panel_series, rows_of
from tests.view.happened import CODEBOOK, code, country, event

NATIONS = tuple(
    Nation(c, n, k) for k, (c, n) in enumerate((("NO", "Norland"), ("SE", "Sudland"), ("DK", "Dalia")))
)


def made(lines: Sequence[Line], articles: Sequence[Naming] = (), shape: PanelShape | None = None) -> Panel:
    """The panel of lines."""
    found = deeds(lines, code, country)
    return panel(found, articles, shape or PanelShape(NATIONS), CODEBOOK.types)


LINES = (
    event("CONSULT", ["Berg NO", "Lind SE"], when="2021-05-04"),
    event("CONSULT", ["Berg NO", "Lind SE"], when="2021-05-11"),
    event("ASSAULT", ["Lind SE"], ["Berg NO"], when="2021-07"),
    event("ELECT", ["Lind SE"], ["Holm DK"], when="2021-07-01"),
    event("ACCUSE", ["Berg NO"], ["Lind SE"]),
    event("AID", ["Holm DK"], ["Norland NO"], when="2021"),
)


def test_panel_has_every_pair_in_every_month() -> None:
    """Three pairs × three months, also the month in which nothing happened; counts, intensities and ids."""
    found = made(LINES)
    assert [row.period for row in found.rows] == ["2021-05", "2021-06", "2021-07"] * 3
    first = found.rows[0].flat(found.types)
    assert (first["one"], first["one_name"], first["one_cow"], first["other"]) == ("NO", "Norland", 0, "SE")
    assert (first["events"], first["verbal_cooperation"], first["type_CONSULT"]) == (2, 2, 2)
    assert (first["scored"], first["intensity_sum"], first["intensity_mean"]) == (2, 5.0, 2.5)
    assert first["claims"] == f"{LINES[0].claim.id} {LINES[1].claim.id}"
    empty = found.rows[1].flat(found.types)
    assert (empty["events"], empty["intensity_sum"], empty["intensity_mean"]) == (0, 0.0, None)
    last = found.rows[-1].flat(
        found.types
    )  # an election is neither cooperation nor conflict and has no intensity
    assert (last["events"], last["no_quad"], last["scored"], last["type_ELECT"]) == (1, 1, 0, 1)


def test_events_without_a_month_are_apart_with_the_reason() -> None:
    """No date, or a whole year: in no cell; each is told with its id."""
    found = made(LINES)
    assert found.reasons == {"no date": 1, "in several months": 1}
    assert {row.id for row in found.apart} == {LINES[4].claim.id, LINES[5].claim.id}
    by_year = made(LINES, shape=PanelShape(NATIONS, By.YEAR))
    assert by_year.reasons == {"no date": 1}
    first = made(LINES, shape=PanelShape(NATIONS, spanning=Spanning.FIRST))
    assert first.rows[0].period == "2021-01"


def test_directed_panel_counts_what_one_does_to_the_other() -> None:
    """An assault in one direction; a meeting in both."""
    rows = {
        (row.one.code, row.other.code, row.period): row.tally
        for row in made(LINES, shape=PanelShape(NATIONS, directed=True)).rows
    }
    assert (rows["SE", "NO", "2021-07"].events, rows["NO", "SE", "2021-07"].events) == (1, 0)
    assert (rows["SE", "NO", "2021-05"].events, rows["NO", "SE", "2021-05"].events) == (2, 2)


def test_denominators_count_articles_by_the_month_of_publication() -> None:
    """All of the month, and those that name one of the two or both; one dated by its year is in no month."""
    articles = [
        Naming("doc:1", parse_date("2021-05-05"), frozenset({"NO", "SE"})),
        Naming("doc:2", parse_date("2021-05-06"), frozenset({"DK"})),
        Naming("doc:3", parse_date("2021-05"), frozenset()),
        Naming("doc:4", parse_date("2021"), frozenset({"NO"})),
        Naming("doc:5", Interval(), frozenset({"NO"})),
    ]
    found = made(LINES, articles)
    counts = [(row.one.code, row.other.code, row.articles, row.articles_naming) for row in found.rows[::3]]
    assert counts == [("NO", "SE", 3, 1), ("NO", "DK", 3, 2), ("SE", "DK", 3, 2)]
    assert found.undated_articles == 2


def test_period_sets_the_months_also_where_nothing_happened() -> None:
    """From the month of the first day to that of the last; what lies outside is not counted."""
    period = Interval(date(2021, 6, 15), date(2021, 9, 1))
    found = made(LINES, shape=PanelShape(NATIONS[:2], period=period))
    assert [(row.period, row.tally.events) for row in found.rows] == [
        ("2021-06", 0),
        ("2021-07", 1),
        ("2021-08", 0),
    ]
    nothing = made([], shape=PanelShape(NATIONS))
    assert (nothing.rows, nothing.apart) == ((), ())


def test_drawn_are_pairs_in_which_something_happened() -> None:
    """The pair with most events first; an election alone is nothing to draw."""
    titles = [series.title for series in panel_series(made(LINES))]
    assert titles == ["Norland – Sudland"]


NAMES = ("Berg NO", "Dahl NO", "Norland NO", "Lind SE", "Sudland SE", "Holm DK", "Rask FI", "somebody")
TIMES = (None, "2021-05-04", "2021-05", "2021-06-30", "2021", "2021-08-01")
EVENTS = st.builds(
    event,
    st.sampled_from(CODEBOOK.types),
    st.lists(st.sampled_from(NAMES), max_size=3, unique=True),
    st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
    st.sampled_from(TIMES),
    document=st.sampled_from(("doc:1", "doc:2")),
)


@given(
    lines=st.lists(EVENTS, max_size=12),
    by=st.sampled_from(By),
    directed=st.booleans(),
    spanning=st.sampled_from(Spanning),
)
def test_panel_is_balanced_and_its_sums_are_those_of_the_events(
    lines: list[Line], by: By, directed: bool, spanning: Spanning
) -> None:
    """Whatever happened: each pair has the same stretches, and each deed with a stretch is in the cells it belongs to."""
    found = deeds(lines, code, country)
    shape = PanelShape(NATIONS, by, directed, spanning)
    told = panel(found, (), shape, CODEBOOK.types)
    pairs = list(shape.pairs())
    periods = list(dict.fromkeys(row.period for row in told.rows))
    assert [(row.one, row.other, row.period) for row in told.rows] == [
        (one, other, period) for one, other in pairs for period in periods
    ]
    assert len(told.rows) == rows_of(shape, found)
    codes = {nation.code for nation in NATIONS}
    counted = [deed for deed in found if {deed.one, deed.other} <= codes]
    placed = [d for d in counted if isinstance(place_in_time(d.when, by, spanning), date)]
    cells = [deed for deed in placed for _ in range(2 if directed and deed.mutual else 1)]
    rows = [row.flat(told.types) for row in told.rows]
    assert sum(row["events"] for row in rows) == len(cells)
    assert sum(row["intensity_sum"] for row in rows) == sum(deed.code.intensity or 0.0 for deed in cells)
    assert sum(row[f"type_{kind}"] for row in rows for kind in told.types) == len(cells)
    assert len(told.apart) == len(counted) - len(placed)
    ids = {claim for row in rows for claim in row["claims"].split()}
    assert ids == {claim for deed in placed for claim in deed.claims}
