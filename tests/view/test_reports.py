"""All reports of one fact, by origin."""

from __future__ import annotations

from dataclasses import replace

from letopis.copied import Copy, Relation
from letopis.origin import support_of
from letopis.profile import Line
from letopis.view import reports
from tests.view.spoken import statement

WIRE, WORDS = "cpy:wire", "the border would be open in June"


def told(paper: str, known: str, *through: str, **more: object) -> Line:
    """Berg's words, as a paper reports them."""
    line = statement("Berg", WORDS, through=through, publisher=paper, document=f"doc:{paper}", known=known)
    copy = Copy(
        f"doc:{paper}", str(more.get("group", f"cpy:{paper}")), "doc:Coast Post", report=f"doc:{paper}"
    )
    return replace(line, path=f"{paper}.txt", copy=replace(copy, **more.get("copy", {})))  # type: ignore[arg-type]


LINES = [
    told("Valley News", "2021-05-07", "Coast Agency"),
    told("Inland Post", "2021-05-06"),
    told(
        "Harbour Echo", "2021-05-05", group=WIRE, copy={"relation": Relation.NEAR, "credit": "Harbour Wire"}
    ),
    told("Coast Post", "2021-05-05", group=WIRE, copy={"credit": "Harbour Wire"}),
]


def test_reports_stand_by_origin_and_the_first_to_appear_before_the_others() -> None:
    """Of one day the text before its copies."""
    found = reports(LINES, support_of(LINES))
    assert [(row.origin, row.source) for row in found.rows] == [
        (1, "Coast Post.txt"),
        (1, "Harbour Echo.txt"),
        (2, "Inland Post.txt"),
        (3, "Valley News.txt"),
    ]
    assert (found.reports, found.independent, found.who, found.what) == (4, 3, "Berg", "says")


def test_chain_goes_from_the_paper_to_whoever_speaks() -> None:
    """A credit stands in it where no source is named."""
    found = {row.source: row.chain for row in reports(LINES, support_of(LINES)).rows}
    assert found["Valley News.txt"] == "Valley News ← Coast Agency ← Berg"
    assert found["Inland Post.txt"] == "Inland Post ← Berg"
    assert found["Coast Post.txt"] == "Coast Post ← Harbour Wire ← Berg"


def test_copies_are_folded_behind_the_text_that_appeared_first() -> None:
    """And counted."""
    folded = reports(LINES, support_of(LINES)).folded
    assert [(row.source, row.copies) for row in folded] == [
        ("Coast Post.txt", 1),
        ("Inland Post.txt", 0),
        ("Valley News.txt", 0),
    ]


def test_a_superseded_version_says_so() -> None:
    """It is shown, and the newer one stands for both."""
    old = told("Inland Post", "2021-05-06", copy={"superseded_by": "doc:new", "report": "doc:new"})
    assert [row.superseded for row in reports([old], support_of([old])).rows] == [True]
