"""Plans made by hand: how they stand on a day, and what makes them one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from letopis import view
from letopis.claim import Modality, Polarity
from letopis.pipeline import read_paths
from letopis.plan import Status
from letopis.plans import plan_words
from letopis.profile import Line
from letopis.store import Store, open_store
from letopis.times import Interval, parse_date
from tests.handmade import steps, write_articles


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with both articles read."""
    opened = open_store(None)
    read_paths([write_articles(tmp_path_factory.mktemp("articles"))], opened, steps=steps())
    return opened


@pytest.fixture
def signing(store: Store) -> Line:
    """ "The two will sign a treaty in October", told on 5 May 2021."""
    return next(line for line in store.lines() if line.claim.type == "SIGN")


def later(line: Line, told: str, when: Interval | None, **other: object) -> Line:
    """The line as another document tells it on another day."""
    name = f"{told} {when} {sorted(other.items())}"
    claim = replace(
        line.claim,
        id=f"clm:{name}",
        document=f"doc:{name}",
        known=parse_date(told),
        when=when,
        shown_by=(),
        attribution=(),
        **other,  # type: ignore[arg-type]
    )
    return replace(line, claim=claim, sources=())


def rows(lines: list[Line], on: str) -> list[view.PlanRow]:
    """The plans of lines on a day."""
    return view.plan_rows(view.find_plans(lines, plan_words()), date.fromisoformat(on), plan_words())


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("2021-05-05", Status.OPEN),
        ("2021-09-30", Status.OPEN),
        ("2021-10-01", Status.DUE),
        ("2021-10-31", Status.DUE),
        ("2021-11-01", Status.OVERDUE),
    ],
)
def test_plan_is_due_from_its_first_day_to_its_last_and_overdue_after_it(
    signing: Line, on: str, status: Status
) -> None:
    """The bounds are those of the half-open window; overdue says on which day nothing was known of it."""
    (row,) = rows([signing], on)
    assert (row.due, row.status) == ("2021-10", status)
    assert row.note == (f"no report of it by {on}" if status is Status.OVERDUE else None)


def test_plan_without_a_last_day_is_never_overdue(signing: Line) -> None:
    """It only grows old, and the row says since when nobody spoke of it."""
    (row,) = rows([later(signing, "2021-05-05", None)], "2031-05-05")
    assert (row.status, row.note) == (Status.OPEN, "not spoken of for 3652 days")


def test_plan_of_long_ago_is_history(signing: Line) -> None:
    """What was to be years before it is told announces nothing, unless it was announced in its time."""
    old = later(signing, "2021-05-05", parse_date("2008"))
    assert not rows([old], "2021-05-05")
    told_then = later(signing, "2007-12-05", parse_date("2008"))
    assert [row.status for row in rows([told_then, old], "2021-05-05")] == [Status.OVERDUE]


def test_plan_comes_true_in_what_is_told_later(signing: Line) -> None:
    """Plan and event stay two things: the event is named by the turn."""
    done = later(signing, "2021-10-20", parse_date("2021-10-19"), modality=Modality.ASSERTED)
    (row,) = rows([done, signing], "2021-12-01")
    assert (row.status, row.fulfilled_by) == (Status.FULFILLED, (done.claim.id,))
    assert [turn.turn for turn in row.history] == ["announced", "fulfilled"]
    assert row.claims == (signing.claim.id, done.claim.id)


def test_what_was_done_before_it_was_planned_does_not_fulfil_it(signing: Line) -> None:
    """Told later or earlier: the day of the deed decides."""
    done = later(signing, "2021-10-20", parse_date("2021-04-19"), modality=Modality.ASSERTED)
    (row,) = rows([done, signing], "2021-12-01")
    assert row.status is Status.OVERDUE


def test_what_is_known_later_is_no_part_of_what_was_known(signing: Line) -> None:
    """Fewer lines give the plan as it was known then; its id stays."""
    done = later(signing, "2021-10-20", parse_date("2021-10-19"), modality=Modality.ASSERTED)
    (then,), (now,) = rows([signing], "2021-10-10"), rows([signing, done], "2021-10-10")
    assert then.id == now.id
    assert then.status is Status.DUE


def test_order_of_reading_changes_nothing(signing: Line) -> None:
    """Lines are taken by publication."""
    lines = [
        signing,
        later(signing, "2021-06-01", parse_date("2021-10-12")),
        later(
            signing,
            "2021-10-13",
            parse_date("2021-10-12"),
            polarity=Polarity.NEGATED,
            modality=Modality.ASSERTED,
        ),
        later(signing, "2021-10-30", parse_date("2021-10-29"), modality=Modality.ASSERTED),
    ]
    one, other = rows(lines, "2021-12-01"), rows(lines[::-1], "2021-12-01")
    assert one == other
    assert [turn.turn for turn in one[0].history] == ["announced", "dated", "missed", "fulfilled"]
    assert one[0].note == "17 days after its time"
