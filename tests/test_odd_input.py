"""Odd input, the whole way: each file is read or rejected with its reason, and the others are not lost."""

from __future__ import annotations

from pathlib import Path

import letopis
from letopis.document import Document
from letopis.pipeline import find_in
from letopis.read import read_bytes
from letopis.record import Record

PLAIN = (
    "Prime Minister Anna Berg met President Jon Lund in Oslo on Monday and signed a border treaty.\n\n"
    "Berg said the two countries would open the border next month.\n\n"
    "Police arrested twelve demonstrators outside the palace, a spokesman told reporters on Tuesday.\n"
)


def read(folder: Path, *, published: str | None = "2021-05-05", **files: str | bytes) -> Record:
    """The record of a folder with these files; "__" in a name stands for a full stop."""
    for name, text in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return letopis.read([folder], published=published)


def test_a_folder_of_everything_keeps_the_article_and_says_why_not_the_others(tmp_path: Path) -> None:
    """An empty file, a binary, a list and JSON beside an article: one is read, four have a reason."""
    with read(
        tmp_path,
        article__txt=PLAIN,
        empty__txt="",
        binary__txt=bytes(range(256)) * 40,
        table__txt="a;b;c\n1;2;3\n",
        facts__json='{"a": 1}',
    ) as record:
        documents = record.holdings()
    read_ones = [row for row in documents if not row.reason]
    assert [Path(row.path).name for row in read_ones] == ["article.txt"]
    assert len(documents) == 5
    assert all(row.reason for row in documents if Path(row.path).name != "article.txt")


def test_a_text_may_break_off_at_any_word() -> None:
    """What a rule looks for behind a word may not be there."""
    tail = [
        "The",
        "border",
        "would",
        "stay",
        "open,",
        "Berg",
        "said",
        "in",
        "an",
        "interview",
        "with",
        "the",
        "head",
        "of",
        "the",
        "KGB",
        "security",
        "service",
    ]
    for length in range(1, len(tail) + 1):
        found = read_bytes(f"{PLAIN}\n{' '.join(tail[:length])}".encode(), path="a.txt")
        assert isinstance(found, Document)
        assert find_in(found).claims


def test_an_article_without_a_date_leaves_its_weekdays_open(tmp_path: Path) -> None:
    """Unknown stays unknown: no claim of an undated article has a day that its words do not name."""
    with read(tmp_path, published=None, article__txt=PLAIN) as record:
        assert record.documents()[0].published.basis == "unknown"
        claims = record.claims()
        assert claims
        assert all(claim.when is None or claim.when.start is None for claim in claims)
        assert all(claim.known is None for claim in claims)


def test_a_date_given_later_works_the_times_out_again_under_the_same_ids(tmp_path: Path) -> None:
    """A recorded decision: ids stay, days come."""
    with read(tmp_path, published=None, article__txt=PLAIN) as record:
        before = {claim.id for claim in record.claims()}
        record.set_published(record.documents()[0].id, "2021-05-05")
        claims = record.claims()
        assert {claim.id for claim in claims} == before
        assert any(claim.when and str(claim.when.start) == "2021-05-03" for claim in claims)


def test_an_unbalanced_quotation_mark_costs_nothing(tmp_path: Path) -> None:
    """A mark that is never closed ends with its paragraph; what follows is read."""
    text = PLAIN.replace("the two countries", '"the two countries')
    with read(tmp_path, article__txt=text) as record:
        words = " ".join(evidence.quote for claim in record.claims() for evidence in claim.evidence)
    assert "twelve demonstrators" in words


def test_a_quotation_over_three_paragraphs_has_one_speaker(tmp_path: Path) -> None:
    """Paragraphs that open with a mark and close with none go on with the speaker of the first."""
    text = (
        "Opposition leader Marta Novak spoke to reporters in Bratislava on Monday about the budget vote.\n\n"
        "“We have waited for this day for a long time,” Novak said.\n\n"
        "“The government has spent what it did not have, and the country will pay for many years.\n\n"
        "“Nobody in this house can say that they were not warned.”\n\n"
        "The finance ministry declined to comment on the vote.\n"
    )
    with read(tmp_path, article__txt=text) as record:
        own = [
            claim for claim in record.claims() if (part := claim.first("speaker")) and part.text == "Novak"
        ]
    said = " ".join(part.text for claim in own for part in claim.all("content"))
    assert "waited" in said
    assert "has spent" in said
    assert "were not warned" in said


def test_emoji_before_a_name_move_no_offset(tmp_path: Path) -> None:
    """Offsets count code points, so that what stands behind an emoji is still quoted rightly."""
    with read(tmp_path, article__txt="🙂🙂 🇳🇴 " + PLAIN) as record:
        text = record.documents()[0].text
        spans = [evidence for claim in record.claims() for evidence in claim.evidence]
        assert spans
        assert all(text[span.start : span.end] == span.quote for span in spans)
        assert record.who("Anna Berg").entity.name == "Anna Berg"
