"""What articles without a date prove of their date, alone and in a record with others."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from letopis.bound import Bound
from letopis.document import Published
from letopis.record import Record

CASES = Path(__file__).parent / "cases" / "extract" / "date_bounds.toml"
REST = " Nobody was hurt, and the shops in the old town stayed open as usual.\n"


def rows() -> list[object]:
    """Every case of the table."""
    cases = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    weak = pytest.mark.xfail(
        reason="hard language: the rule that would read it also reads other texts wrongly"
    )
    return [
        pytest.param(case, id=case["name"], marks=[weak] if case["grade"] == "weak" else []) for case in cases
    ]


def read_case(case: dict[str, Any], folder: Path) -> tuple[Published, list[Bound]]:
    """How the first document of a case is dated, and what bounds it."""
    with Record.open(None, create=True) as record:
        for number, document in enumerate(case["documents"]):
            path = folder / f"{number}.txt"
            path.write_text(document["text"] + REST, encoding="utf-8")
            record.read([path], published=document.get("published"))
        first = next(document for document in record.documents() if document.path.endswith("0.txt"))
        return first.published, record.date_bounds(first.id)


@pytest.mark.parametrize("case", rows())
def test_a_text_proves_between_which_days_it_appeared(case: dict[str, Any], tmp_path: Path) -> None:
    """Bounds are those that the table gives, each with its rule, and never more than the text proves."""
    published, bounds = read_case(case, tmp_path)
    edtf = published.interval.edtf or "../.."
    told = ["" if side == ".." else side for side in edtf.split("/")]
    assert told == [case["earliest"], case["latest"]]
    if any(told):
        deciding = {
            bound.rule
            for bound in bounds
            if str(bound.earliest) == case["earliest"] or str(bound.latest) == case["latest"]
        }
        assert deciding == set(case["rules"])
        assert published.basis == "bounds"
