"""The chooser of homes weighs the columns that lands have, and takes no land that is not likely enough."""

from __future__ import annotations

import json

from letopis.extract.office.lands import COLUMNS
from letopis.model.homes import WEIGHTS, Homes, load_homes
from letopis.model.weights import FOLDER


def test_weights_are_of_the_columns() -> None:
    """A column that is added, dropped or moved wants new weights."""
    told = json.loads((FOLDER / WEIGHTS).read_text(encoding="utf-8"))
    assert tuple(told["weights"]) == COLUMNS
    assert load_homes().weights == tuple(told["weights"].values())


def test_the_likeliest_is_taken() -> None:
    """The first of equals; none where "none of them" is as likely."""
    homes = Homes((1.0, -2.0), 0.3, 0.2)
    assert homes.choose([(0.0, 0.0), (2.0, 0.5), (1.0, 0.0)]) == 1
    assert homes.choose([(1.5, 0.5), (0.5, 0.0)]) is None
    assert homes.choose([]) is None
    assert homes.choose([(0.4, 0.0)]) is None
    assert homes.choose([(0.4, 0.0)], cautious=False) == 0
