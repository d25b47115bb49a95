"""Quotation marks of every shape, closed or not."""

from __future__ import annotations

import pytest

from letopis.extract.saying.quotations import quotations_of, quote_mask, quoted_share, trim
from tests.extract.reading_aloud import document_of


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“Yes,” she said.", ["“Yes,”"]),
        ('"Yes," she said, "of course."', ['"Yes,"', '"of course."']),
        ("«Da», she said.", ["«Da»"]),
        ("„Ja“, she said.", ["„Ja“"]),
        ('He called it a "union“ of sorts', ['"union“']),
        ("“Open to the end", ["“Open to the end"]),
        ("No marks here", []),
    ],
)
def test_what_stands_between_marks(text: str, quoted: list[str]) -> None:
    """An opening mark is closed by its partner, else by the end of its paragraph."""
    document = document_of(text)
    assert [text[q.start : q.end] for q in quotations_of(document)] == quoted


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    """A mark forgotten in one paragraph does not turn the next into a quotation."""
    text = "“First\n\nSecond"
    document = document_of(text)
    mask = quote_mask(document, quotations_of(document))
    assert not any(mask[text.index("Second") :])


def test_share_counts_letters_and_not_marks() -> None:
    """Direct speech with its commas outside is still wholly quoted."""
    text = "“Yes”, he said"
    document = document_of(text)
    mask = quote_mask(document, quotations_of(document))
    assert quoted_share(mask, text, [(0, 6)]) == 1
    assert quoted_share(mask, text, [(7, 14)]) == 0


def test_trim_leaves_no_edges() -> None:
    """Commas, dashes and white space at the ends are no content."""
    assert trim(" , yes — ", 0, 9) == (3, 6)
    assert trim(" , ", 0, 3) is None
