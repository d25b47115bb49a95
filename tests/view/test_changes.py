"""What changed between two states."""

from __future__ import annotations

from dataclasses import replace

from letopis.profile import Support
from letopis.view.changes import changes_of, source_changes
from letopis.view.state import StateRow
from tests.view.spoken import statement

ROW = StateRow(
    section="office",
    who="Anna Berg",
    what="President, Norland",
    since="2020",
    until="",
    surely="certain",
    status="in office",
    last_seen="2021-05-05",
    words="President Anna Berg",
    known="2021-05-05",
    reports=1,
    independent=1,
    source="a.txt",
    id="clm:1",
    quote="President Anna Berg spoke.",
    document="doc:1",
    parties=("ent:1",),
    key="office|president, norland|anna berg",
    claims=("clm:1",),
)
LIND = replace(ROW, who="Otto Lind", id="clm:2", key="office|president, norland|otto lind")


def test_a_new_holder_and_one_who_left_are_two_changes_each_with_its_evidence() -> None:
    """Who came is shown by the row, who went by what tells the end."""
    end = statement("Anna Berg", "I have left.", document="doc:9", known="2021-06-01")
    rows, silent = changes_of([ROW], [LIND], lambda row: end)
    told = [(row.change, row.who, row.before, row.after, row.id) for row in rows]
    assert told == [
        ("new holder", "Otto Lind", "", "in office, certain", "clm:2"),
        ("left", "Anna Berg", "in office, certain", "", end.claim.id),
    ]
    assert silent == 0


def test_a_holder_whose_beginning_nobody_tells_is_first_seen() -> None:
    """A title in an article says that somebody holds the office, not that he has come into it."""
    rows, _ = changes_of([], [replace(ROW, since="by 2021-05-05")], lambda row: None)
    assert [row.change for row in rows] == ["first seen"]


def test_what_is_just_no_longer_told_of_is_counted_and_no_change() -> None:
    """A change needs words; silence is none."""
    assert changes_of([ROW], [], lambda row: None) == ([], 1)


def test_a_holder_who_is_outgoing_by_now_is_a_change_of_status() -> None:
    """The same person in the same office, otherwise than before."""
    rows, _ = changes_of([ROW], [replace(ROW, status="outgoing")], lambda row: None)
    assert [(row.change, row.before, row.after) for row in rows] == [
        ("status", "in office, certain", "outgoing, certain")
    ]


def test_a_fact_that_another_article_reports_has_gained_a_source() -> None:
    """The further report is the evidence; seen from the other side the fact has lost it."""
    first = statement("Anna Berg", "We agreed.", known="2021-05-05")
    second = statement("Anna Berg", "We agreed.", known="2021-06-05", document="doc:2")
    before = [replace(first, same_as="fct:1")]
    after = [replace(line, same_as="fct:1", support=Support(2, 2)) for line in (first, second)]
    (gained,) = source_changes(before, after)
    assert (gained.change, gained.document, gained.after) == ("gained", "doc:2", "2 reports, 2 independent")
    (lost,) = source_changes(after, before)
    assert (lost.change, lost.document) == ("lost", "doc:2")
