"""What was said: rows, order, conditions."""

from __future__ import annotations

import pytest

from letopis import view
from letopis.profile import Line, Match
from letopis.times import parse_date
from letopis.view import Offices, Saying
from tests.view.spoken import entity_of, held, statement, tenure

LINES = [
    statement("Anna Berg", "We agreed.", when="2021-05-04", known="2021-05-05", to="Otto Lind"),
    statement("Otto Lind", "No comment.", act="decline", known="2021-04-01", occasion="daily briefing"),
    statement("Anna Berg", "It is over.", through=["Coast Agency", "Inland Post"], medium="interview"),
    statement(
        "Anna Berg", "I will run.", act="intend", when="2019", known="2021-05-05", publisher="The Post"
    ),
]


def words(asked: Saying | None = None, matches: dict[str, Match] | None = None) -> list[str]:
    """The words of the statements asked for."""
    return [row.words for row in view.said(LINES, Offices([]), asked, matches)]


def test_statements_are_by_time_of_saying_else_of_publication() -> None:
    """Oldest first; what has neither comes last."""
    assert words() == ["I will run.", "No comment.", "We agreed.", "It is over."]


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        (Saying(speaker=entity_of("Anna Berg")), 3),
        (Saying(addressee=entity_of("Otto Lind")), 1),
        (Saying(relay=entity_of("Inland Post")), 1),
        (Saying(acts=("decline", "intend")), 2),
        (Saying(medium="BRIEFING daily"), 1),
        (Saying(medium="interview"), 1),
        (Saying(period=parse_date("2021")), 2),
        (Saying(period=parse_date("2019-06"), speaker=entity_of("Otto Lind")), 0),
    ],
)
def test_every_condition_narrows(asked: Saying, count: int) -> None:
    """Speaker, addressee, relay, act, medium or occasion, days."""
    assert len(words(asked)) == count


def test_row_tells_act_addressee_way_chain_and_publisher() -> None:
    """Each in a field of its own; what the text does not tell is empty."""
    rows = {row.words: row for row in view.said(LINES, Offices([]))}
    assert (rows["We agreed."].mode, rows["We agreed."].addressee) == ("say", "Otto Lind")
    assert rows["We agreed."].what == "says → Otto Lind"
    assert rows["No comment."].occasion == "daily briefing"
    assert (rows["It is over."].medium, rows["It is over."].date) == ("interview", "")
    assert rows["It is over."].chain == "Coast Agency ← Inland Post ← Anna Berg"
    assert rows["We agreed."].chain is None
    assert rows["I will run."].publisher == "The Post"


def test_unnamed_source_stands_in_the_chain_as_it_is_described() -> None:
    """ "two sources familiar with the talks" is no name, and is shown."""
    line = statement("unnamed two sources familiar with the talks", "It failed.", through=["Coast Agency"])
    (row,) = view.said([line], Offices([]))
    assert row.chain == "Coast Agency ← two sources familiar with the talks"


def test_time_that_is_not_told_is_bounded_by_the_publication() -> None:
    """ "≤ 2021-04-01": said by then."""
    rows = view.said(LINES, Offices([]))
    assert [row.date for row in rows] == ["2019", "≤ 2021-04-01", "2021-05-04", ""]


def test_office_of_the_time_stands_beside_the_speaker() -> None:
    """With the claim that says so."""
    told = tenure("Anna Berg", "Finance Minister", held("2021-05-05"), known="2021-05-05")
    row = next(row for row in view.said(LINES, Offices([told])) if row.words == "We agreed.")
    assert (row.office, row.office_claim, row.office_over) == ("Finance Minister", told.claim.id, False)


def test_best_match_comes_first() -> None:
    """With a theme, rows stand by how well they fit it, and say why."""
    ids = {line.parts[-1].text: line.claim.id for line in LINES}
    matches = {
        ids["We agreed."]: Match("meaning", 1, 0.41),
        ids["It is over."]: Match("words", 0, 0.5),
    }
    rows = view.said(LINES, Offices([]), None, matches)
    assert [(row.words, row.match, row.similarity) for row in rows] == [
        ("It is over.", "words", 0.5),
        ("We agreed.", "meaning", 0.41),
    ]


def test_content_in_pieces_is_shown_whole() -> None:
    """A content that is broken off and taken up again is joined by a sign."""
    line = LINES[0]
    content = line.parts[-1]
    broken = Line(line.claim, (*line.parts, content), (), "a.txt")
    (row,) = view.said([broken], Offices([]))
    assert row.words == "We agreed. … We agreed."
