"""Statements side by side."""

from __future__ import annotations

from letopis import view
from letopis.profile import Match
from letopis.view import Offices
from tests.view.spoken import entity_of, statement

BERG, LIND = entity_of("Anna Berg"), entity_of("Otto Lind")
PAIR = [(BERG, "Anna Berg"), (LIND, "Otto Lind")]
LINES = [
    statement("Otto Lind", "Berg is right.", when="2021-06-01"),
    statement("Anna Berg", "Let us talk.", when="2021-05-04", to="Otto Lind"),
    statement("Anna Berg", "Lind, come.", to="Otto Lind"),
    statement("Anna Berg", "It rains.", when="2020-01-01"),
    statement("Emil Zak", "Lind is wrong.", when="2021-06-02"),
]
ID_OF = {line.parts[-1].text: line.claim.id for line in LINES}
SPOKEN_OF = {
    ID_OF["Berg is right."]: (BERG,),
    ID_OF["Lind, come."]: (LIND,),
    ID_OF["Lind is wrong."]: (LIND,),
}


def test_what_two_say_to_and_about_each_other_stands_by_date() -> None:
    """Each on the side of its speaker; what others say of them, and what they say of others, is left out."""
    rows = view.between(LINES, Offices([]), PAIR, SPOKEN_OF)
    assert [(row.side, row.directed, row.words) for row in rows] == [
        ("Anna Berg", "to", "Let us talk."),
        ("Otto Lind", "about", "Berg is right."),
        ("Anna Berg", "to, about", "Lind, come."),
    ]
    assert rows == view.between(LINES, Offices([]), PAIR[::-1], SPOKEN_OF)


def test_theme_narrows_what_two_say() -> None:
    """Only what fits it is left."""
    matches = {ID_OF["Lind, come."]: Match("words", 0, 0.5)}
    rows = view.between(LINES, Offices([]), PAIR, SPOKEN_OF, matches)
    assert [(row.words, row.match) for row in rows] == [("Lind, come.", "words")]


def test_first_and_latest_statement_are_the_ends_of_what_has_a_date() -> None:
    """What has no date is neither, and is counted."""
    rows = view.first_and_latest(LINES, Offices([]), BERG)
    assert [(row.side, row.words) for row in rows] == [("first", "It rains."), ("latest", "Let us talk.")]
    assert view.undated(LINES, BERG) == 1
    assert view.undated(LINES, BERG, {}) == 0


def test_one_statement_is_first_and_latest() -> None:
    """One row, not two; none where nothing has a date."""
    (row,) = view.first_and_latest(LINES, Offices([]), LIND)
    assert row.side == "first, latest"
    assert view.first_and_latest([LINES[2]], Offices([]), BERG) == []


def test_of_one_day_the_best_match_is_taken() -> None:
    """Two statements of the first day: the one that fits the theme better."""
    lines = [
        statement("Anna Berg", "A word on gas and oil.", when="2021-05-04"),
        statement("Anna Berg", "Gas!", when="2021-05-04"),
        statement("Anna Berg", "No gas.", when="2021-05-05"),
    ]
    ranks = {line.claim.id: Match("words", rank) for line, rank in zip(lines, (2, 0, 1), strict=True)}
    rows = view.first_and_latest(lines, Offices([]), BERG, ranks)
    assert [row.words for row in rows] == ["Gas!", "No gas."]
