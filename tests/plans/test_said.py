"""On which day a plan was made, where the article that tells it appeared later."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from letopis import view
from letopis.plans import Plans
from tests.plans.reading import record_of

SAID = (
    "Government stays\n\nOn July 28 Slovak Prime Minister Juraj Hlavaty had proposed to bring the general election "
    "forward to April 2031. Parliament did not like it."
)
PLAIN = (
    "Government stays\n\nSlovak Prime Minister Juraj Hlavaty will bring the general election forward to April 2031. "
    "Parliament met on July 28."
)


@pytest.mark.parametrize(
    ("text", "day", "is_made"),
    [
        (SAID, date(2030, 7, 27), False),
        (SAID, date(2030, 7, 28), True),
        (PLAIN, date(2030, 7, 28), False),
        (PLAIN, date(2030, 9, 2), True),
    ],
)
def test_a_plan_is_made_on_the_day_of_the_saying_that_holds_it(
    text: str, day: date, is_made: bool, tmp_path: Path
) -> None:
    """Where no saying of a day holds it, by the publication."""
    with record_of([{"published": "2030-09-02", "text": text}], tmp_path) as record:
        plans = [plan for plan in Plans(record.store).plans() if plan.type == "ELECT"]
    assert [view.plan_as_of(plan, day) is not None for plan in plans] == [is_made]
