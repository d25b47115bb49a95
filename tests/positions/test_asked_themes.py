"""Which rows a theme has that is told in other words, and by whom."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from letopis.view import Family, theme_parts
from tests.plans.reading import record_of

TABLE = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "positions" / "asked_themes.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["name"])
def test_theme_is_found_in_other_words_and_by_who_stands_for_the_actor(
    case: dict[str, Any], tmp_path: Path
) -> None:
    """The stances of the rows, each day's once, and the shifts between them."""
    articles = [{"text": f"News of the day\n\n{text}", "published": day} for day, text in case["articles"]]
    with record_of(articles, tmp_path) as record:
        rows = record.positions(case["who"], case["theme"])
    told = dict.fromkeys((row.quote, str(row.stance)) for row in rows)
    assert [stance for _, stance in told] == case["rows"]
    assert sum(row.shift is not None for row in rows) == case["shifts"]


@pytest.mark.parametrize(
    ("theme", "core", "rest"),
    [
        ("membership of the European Union", ("membership",), [("european", "union")]),
        ("postponing the election", ("postponing",), [("election",)]),
        ("giving up weapons", ("giving", "up"), [("weapons",)]),
        ("a delay beyond October 31, 2019", ("delay",), [("october", "31")]),
        ("Norland in NATO", ("norland",), [("nato",)]),
        ("when Article 50 is triggered", ("triggered",), [("article", "50")]),
        ("who is to be president of Norland", ("president",), [("norland",)]),
    ],
)
def test_theme_has_a_core_and_a_rest(theme: str, core: tuple[str, ...], rest: list[tuple[str, ...]]) -> None:
    """The core is the first word that is no name, or a verb; the rest is what it is of."""
    found, others = theme_parts(theme, {("european", "union"): (("eu",),)}, [Family((("election",),))])
    assert found is not None
    assert found.told[0] == core
    assert [part.told[0] for part in others] == rest
