"""Plain text: paragraphs, blocks, address and date; the tables are in tests/cases/read."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from letopis.document import BlockKind, Document
from letopis.read import read_bytes
from letopis.read.blocks import opens_paragraph, stands_alone
from letopis.read.clean import clean_text
from letopis.read.dateline import is_slug, split_dateline
from letopis.read.dates import read_written_date
from letopis.read.paragraphs import split_paragraphs
from tests.read.cases import FOLDER, cases

BODY = (
    "Anna Berg won the presidential election in Norland on Wednesday, the election commission said. "
    "Her rival conceded defeat before midnight and wished her well.\n"
)


def read(text: str, **options: str) -> Document:
    """The document of a text that is one."""
    found = read_bytes(text.encode(), path="a.txt", **options)
    assert isinstance(found, Document), found
    return found


def texts_of(document: Document, kind: BlockKind) -> list[str]:
    """The texts of the blocks of one kind."""
    return [document.text[b.start : b.end] for b in document.blocks if b.kind is kind]


@pytest.mark.parametrize("case", cases("paragraphs"))
def test_lines_become_the_paragraphs_they_were(case: dict[str, Any]) -> None:
    """A line break inside a paragraph is undone, and no other."""
    found = split_paragraphs(clean_text(case["text"]), stands_alone, opens_paragraph)
    assert [paragraph.text for paragraph in found] == case["paragraphs"]


@pytest.mark.parametrize("case", cases("blocks"))
def test_blocks_are_what_they_are_on_the_page(case: dict[str, Any]) -> None:
    """Every paragraph is kept, with the kind that it has on the page."""
    document = read(case["text"])
    found = [(str(block.kind), document.text[block.start : block.end]) for block in document.blocks]
    assert [kind for kind, _ in found] == [kind for kind, _ in case["blocks"]], found
    for (_, text), (_, start) in zip(found, case["blocks"], strict=True):
        assert text.startswith(start)
    for field in ("title", "byline", "publisher"):
        if field in case:
            assert getattr(document, field) == case[field]


@pytest.mark.parametrize("case", cases("dates"))
def test_date_is_that_of_the_article_itself(case: dict[str, Any]) -> None:
    """The publication date is the article's own, with its basis, or unknown."""
    document = read(case["head"] + ("\n" if case["head"].endswith("\n") else "") + BODY + "\n" + case["foot"])
    assert document.published.interval.edtf == case.get("published")
    assert document.published.basis == case.get("basis", "unknown")
    assert document.url == case.get("url")
    if "title" in case:
        assert (document.title, document.title_basis) == (case["title"], "url")
    assert (document.candidates[:1] or (document.published,)) == (document.published,)


HEADS = tomllib.loads((FOLDER / "datelines.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("head", "day"), HEADS["parted"])
def test_dateline_is_parted_from_the_report(head: str, day: str) -> None:
    """A place and a day before a report are its dateline, however a newspaper or an agency writes them."""
    assert split_dateline(f"{head}Anna Berg won the vote.") == (head.rstrip(), "Anna Berg won the vote.")
    assert not is_slug(f"{head}Anna Berg won the vote.")
    read = read_written_date(head)
    assert (read.edtf if read else "") == day


@pytest.mark.parametrize("opening", HEADS["openings"])
def test_report_begins_with_any_word_behind_an_agency(opening: str) -> None:
    """Behind an agency and a dash a report begins with a small letter, a quotation or a number as well."""
    head = "NORBURG, March 3 (Norland Wire) —"
    assert split_dateline(f"{head} {opening}") == (head, opening)


@pytest.mark.parametrize("text", HEADS["whole"])
def test_sentence_with_a_place_and_a_day_is_no_dateline(text: str) -> None:
    """What says something of a place and a day, a title and an entry of a list of dates stay whole."""
    assert split_dateline(text) is None


def test_publisher_is_the_outlet_at_the_address() -> None:
    """The registered domain of the article's own address names the publisher; a link's does not."""
    own = read(BODY + "\nOriginal url: https://www.bbc.co.uk/news/norland-votes-again-in-june\n")
    unknown = read(BODY + "\nOriginal url: https://m.news.example.co.uk/norland-votes-again\n")
    link = read(BODY + "\nhttps://www.bbc.co.uk/news/norland-votes\n")
    assert (own.publisher, unknown.publisher, link.publisher) == ("BBC News", "example.co.uk", None)


def test_emoji_before_a_name_does_not_shift_offsets() -> None:
    """Offsets count code points: a block's text is what stands between them, emoji or not."""
    document = read(
        "🗳️🇳🇴 Anna Berg won the election in Norland on Monday. 👍🏽 She thanked her voters, the commission said."
    )
    (block,) = document.blocks
    assert document.text[block.start : block.end] == document.text
    assert document.text.index("Anna") == len("🗳️🇳🇴 ")


def test_unbalanced_quotation_marks_are_read() -> None:
    """A quotation mark that is never closed breaks no paragraph."""
    document = read(
        '"We won, Anna Berg said on Monday in the capital of Norland.\n\n"And they lost," she added to applause.\n'
    )
    assert len(texts_of(document, BlockKind.BODY)) == 2


def test_quotation_over_three_paragraphs_keeps_them() -> None:
    """Paragraphs that each open a quotation stay three paragraphs."""
    text = '"We have won the vote in all nine regions.\n\n"We will form a government.\n\n"We start today," Anna Berg said.\n'
    assert len(texts_of(read(text), BlockKind.BODY)) == 3


def test_text_is_nfc_and_free_of_controls() -> None:
    """NUL, bidirectional marks and soft hyphens go; letters with separate accents are composed."""
    document = read(
        "Pre\u0301sident Anna\x00 Berg \u202eof Nor\u00adland met the coun\u00ad\ncil on Monday and said that it would vote again."
    )
    assert (
        document.text
        == "Président Anna Berg of Norland met the council on Monday and said that it would vote again."
    )


def test_line_of_a_megabyte_is_read() -> None:
    """A paragraph of a megabyte on one line is one block."""
    document = read("The minister said that she would not resign before the vote. " * 17_000)
    assert len(document.blocks) == 1


def test_same_bytes_give_the_same_id_wherever_they_lie() -> None:
    """A document's id is a digest of its bytes; the path is not in it."""
    here, there = read_bytes(BODY.encode(), path="a.txt"), read_bytes(BODY.encode(), path="b/c.txt")
    assert here.id == there.id
    assert here.id.startswith("doc:")


def test_date_given_by_the_user_goes_first() -> None:
    """A date given is the publication date; what the page says stays a candidate."""
    document = read("Norland votes again in June\n\nSept. 3, 2020\n\n" + BODY, published="2020-09")
    assert (document.published.basis, document.published.interval.edtf) == ("given", "2020-09")
    assert [c.basis for c in document.candidates] == ["given", "dateline"]


def test_reader_is_named_with_its_version() -> None:
    """What made the text is kept, so that a better reader can start again."""
    assert read(BODY).reader.startswith("letopis.read ")
