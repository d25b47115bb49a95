"""Parquet and pictures: what is in them, the same bytes again, and what is said where a library is missing."""

from __future__ import annotations

import builtins
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from letopis import export
from letopis.counting import Bar, Series
from letopis.errors import MissingExtraError

ROWS = [
    {"period": "2021-05", "one_cow": None, "events": 1, "intensity_mean": None, "claims": "clm:1 clm:2"},
    {"period": "2021-06", "one_cow": 385, "events": 0, "intensity_mean": -2.5, "claims": ""},
]
SERIES = [
    Series(
        "Norland → Sudland",
        (
            Bar("2021-05", date(2021, 5, 1), {1: 2, 2: 0, 3: 1, 4: 0}, 1.5),
            Bar("2021-06", date(2021, 6, 1), {1: 0, 2: 0, 3: 0, 4: 0}, None),
        ),
    )
]


def test_parquet_has_typed_columns_and_ids_as_lists(tmp_path: Path) -> None:
    """Numbers stay numbers also where the first value is empty."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: letopis[parquet]")
    export.write_parquet(ROWS, tmp_path / "a.parquet", "a.parquet")
    table = parquet.read_table(tmp_path / "a.parquet")
    assert [str(kind) for kind in table.schema.types[:4]] == ["string", "int64", "int64", "double"]
    assert table.to_pylist()[0]["claims"] == ["clm:1", "clm:2"]
    assert table.to_pylist()[1]["claims"] == []
    export.write_parquet(ROWS, tmp_path / "b.parquet", "b.parquet")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
    export.write_parquet([], tmp_path / "none.parquet", "none.parquet")
    assert parquet.read_table(tmp_path / "none.parquet").num_rows == 0


def test_picture_is_the_same_again_and_has_its_words_as_text(tmp_path: Path) -> None:
    """No date and no random id in it."""
    pytest.importorskip("matplotlib", reason="matplotlib is not installed: letopis[plot]")
    for name in ("a.svg", "b.svg", "a.png"):
        assert export.draw(SERIES, tmp_path / name, name, title="Two", form=name[-3:]) == 0
    told = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert told == (tmp_path / "b.svg").read_text(encoding="utf-8")
    assert {"Two", "Norland → Sudland", "2021-05", "verbal conflict"} <= set(
        re.findall(r">([^<>]+)</text>", told)
    )
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_picture_says_how_many_series_it_leaves_out(tmp_path: Path) -> None:
    """Twelve are drawn at most; none gives an empty picture that says so."""
    pytest.importorskip("matplotlib", reason="matplotlib is not installed: letopis[plot]")
    assert export.draw(SERIES * 13, tmp_path / "a.svg", "a.svg", title="Many", form="svg") == 1
    assert export.draw([], tmp_path / "b.svg", "b.svg", title="None", form="svg") == 0
    assert "no event of cooperation or conflict" in (tmp_path / "b.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["a.parquet", "a.svg"])
def test_missing_library_is_one_line_that_says_what_to_install(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 7; no file."""
    imported = builtins.__import__

    def without(module: str, *rest: Any, **more: Any) -> Any:
        if module.split(".")[0] in {"pyarrow", "matplotlib"}:
            raise ImportError(module)
        return imported(module, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    said = rf"{name}: .* not installed: pip install 'letopis\["
    if name.endswith("parquet"):
        with pytest.raises(MissingExtraError, match=said) as caught:
            export.write_parquet(ROWS, tmp_path / name, name)
    else:
        with pytest.raises(MissingExtraError, match=said) as caught:
            export.draw(SERIES, tmp_path / name, name, title="Two", form="svg")
    assert caught.value.exit_code == 7
    assert not (tmp_path / name).exists()
