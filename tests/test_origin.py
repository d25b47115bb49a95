"""Which reports of one fact are independent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from letopis.copied import Copy, Relation
from letopis.origin import origins, rests_on, support_of, without_copies
from letopis.profile import Line, Source, Support
from tests.view.spoken import relay, statement

WORDS = "Norland and Sudland signed the treaty in the old town hall of Port Sud."


def report(
    paper: str, *through: str, group: str | None = None, credit: str | None = None, **more: str
) -> Line:
    """That the treaty was signed, as a paper tells it; `report` is the article whose version it is, `words` its sentence."""
    document = f"doc:{more.get('document', paper)}"
    copy = Copy(
        document,
        f"cpy:{group or document}",
        document,
        1,
        None,
        more.get("report", document),
        None,
        credit,
        paper,
    )
    made = statement("Berg", more.get("words", f"{paper}: signed."), document=document, publisher=paper)
    parts = () if more.get("kind") != "statement" else made.parts
    return replace(
        made, parts=parts, copy=copy, sources=tuple(relay(name) for name in through), path=f"{paper}.txt"
    )


@pytest.mark.parametrize(
    ("lines", "reports", "independent"),
    [
        ([report("Inland Post")], 1, 1),
        ([report(f"Paper {n}", group="wire") for n in range(20)], 20, 1),
        ([*(report(f"Paper {n}", group="wire") for n in range(20)), report("Inland Post", group="own")], 21, 2),
        ([report("Inland Post", "Coast Agency"), report("Valley News", "Coast Agency")], 2, 1),
        ([report("Inland Post", "Coast Agency", "Lind"), report("Valley News", "Harbour Wire", "Lind")], 2, 1),
        ([report("Inland Post", "Coast Agency", "Lind"), report("Valley News", "Harbour Wire", "Zak")], 2, 2),
        ([report("Inland Post", "the Coast Agency"), report("Coast Agency")], 2, 1),
        ([report("Inland Post", credit="Coast Agency"), report("Valley News", "Coast Agency")], 2, 1),
        ([report("Inland Post", credit="Coast Agency"), report("Valley News", credit="Harbour Wire")], 2, 2),
        ([report("Inland Post", "unnamed officials"), report("Valley News", "unnamed officials")], 2, 2),
        ([report("Inland Post", document="a"), report("Inland Post", document="b")], 2, 1),
        ([report("Inland Post", document="a", report="doc:b"), report("Inland Post", document="b")], 1, 1),
        ([report("Inland Post", words=WORDS), report("Valley News", words=WORDS)], 2, 1),
        ([report("Inland Post"), report("Inland Post")], 1, 1),
        ([report("A", "Coast Agency"), report("B", "Harbour Wire"), report("C", "Harbour Wire", "Coast Agency")], 3, 1),
    ],
)  # fmt: skip
def test_reports_that_share_a_mark_count_once(lines: list[Line], reports: int, independent: int) -> None:
    """Copies, a source in the chain, a credit, a publisher, a sentence; versions of one article are one report."""
    assert support_of(lines) == support_of(lines[::-1]) == Support(reports, independent)


def test_who_speaks_is_a_source_of_what_is_asserted_and_not_of_the_saying() -> None:
    """Two papers that heard a speech are two witnesses of it, and have one source for what was claimed in it."""
    heard = [
        replace(statement("Berg", "They signed", publisher=p, document=f"doc:{p}"), path=p) for p in "ab"
    ]
    claimed = [replace(line, sources=(relay("Berg"),)) for line in heard]
    assert (support_of(heard).independent, support_of(claimed).independent) == (2, 1)


def test_a_leak_in_two_papers_is_one_origin() -> None:
    """A memo that is nobody's by name is one memo, as far as one fact goes; a memo and a map are two."""

    def leaked(paper: str, words: str) -> Line:
        return replace(report(paper), sources=(Source(0, len(words), words, cue="according to"),))

    memo = leaked("Inland Post", "a leaked memo")
    assert support_of([memo, leaked("Valley News", "leaked memos")]) == Support(2, 1)
    assert support_of([memo, leaked("Valley News", "a secret map")]) == Support(2, 2)
    assert rests_on(memo) == "a leaked memo"


def test_quoted_words_make_no_two_sentences_one() -> None:
    """Whoever quotes a speech has its words; only the words around them are a paper's own."""
    quoted = '"We will sign the treaty in the old town hall of Port Sud before the summer," she said.'
    lines = [report("Inland Post", words=quoted), report("Valley News", words=quoted)]
    assert support_of(lines) == Support(2, 2)


def test_origin_is_named_by_the_source_nearest_to_the_fact() -> None:
    """Else by the agency credited, else by the paper."""
    assert rests_on(report("Inland Post", "Coast Agency", "Lind")) == "Lind"
    assert rests_on(report("Inland Post", "unnamed officials", credit="Coast Agency")) == "Coast Agency"
    assert rests_on(report("Inland Post")) == "Inland Post"


def test_lines_keep_their_order_within_origins() -> None:
    """And the origins stand in the order of their first lines."""
    lines = [report("B", "Coast Agency"), report("A"), report("C", "Coast Agency")]
    assert [[line.publisher for line in group] for group in origins(lines)] == [["B", "C"], ["A"]]


def test_a_single_report_says_nothing_of_its_support() -> None:
    """A list would be full of ones."""
    assert [Support().told, Support(3, 1).told] == ["", "3 reports, 1 independent"]


def test_of_one_text_a_list_has_one_document() -> None:
    """The newest version, and the text before its copies; another report of the same stays, and what is of no fact."""

    def told(paper: str, group: str, **copy: object) -> Line:
        line = report(paper, group=group)
        assert line.copy is not None
        return replace(line, same_as="fct:1", copy=replace(line.copy, **copy))  # type: ignore[arg-type]

    head, copy = told("Coast Post", "wire"), told("Harbour Echo", "wire", relation=Relation.NEAR)
    other = told("Inland Post", "own")
    old = told("Valley News", "valley", superseded_by="doc:new", relation=Relation.VERSION)
    new = told("The Valley News", "valley")
    alone = replace(copy, same_as=None)
    assert without_copies([copy, head, other, old, new, alone]) == [head, other, new, alone]
    assert without_copies([copy, other]) == [copy, other]
