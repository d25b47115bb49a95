"""Quantities: the words that are one, and what they come to; rows are in tests/cases/detect/quantities.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from letopis.amount import Amount, read_amount
from letopis.detect import find_mentions
from letopis.mention import MentionKind
from letopis.pipeline import annotate_document
from tests.extract.reading_aloud import document_of

TABLE = Path(__file__).parents[1] / "cases" / "detect" / "quantities.toml"
CASES = tomllib.loads(TABLE.read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_number_is_read_with_its_bounds_and_unit(case: dict[str, Any]) -> None:
    """The words are one quantity, "at least" and the like with them, with bounds and unit in normal form."""
    document = document_of(case["text"])
    mentions = find_mentions(document, annotate_document(document))
    found = {m.text: m.value for m in mentions if m.kind is MentionKind.QUANTITY}
    if "none" in case:
        assert case["none"] not in found
    else:
        assert found.get(case["quantity"]) == case["value"]


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("12 people", Amount(12, 12, "people")),
        ("20..30 percent", Amount(20, 30, "percent")),
        ("12.. people", Amount(12, None, "people")),
        ("..40", Amount(None, 40, None)),
        ("1200000000 USD", Amount(1.2e9, 1.2e9, "USD")),
        ("Anna Berg", None),
        ("", None),
        (None, None),
    ],
)
def test_normal_form_gives_bounds_and_unit(value: str | None, amount: Amount | None) -> None:
    """What is written back of a quantity is what was read; words of anything else are no amount."""
    assert read_amount(value) == amount
