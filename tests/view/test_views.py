"""Timeline, cast, profile, said, office, ties, plans, show: what stands in them and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from letopis import view
from letopis.claim import Claim, ClaimKind, Evidence
from letopis.pipeline import read_paths
from letopis.profile import Line, Wanted
from letopis.store import Store, open_store
from letopis.times import Interval, month_of, one_day, year_of
from letopis.view import wording
from tests.handmade import document_of, steps, write_articles


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with both articles read."""
    opened = open_store(None)
    read_paths([write_articles(tmp_path_factory.mktemp("articles"))], opened, steps=steps())
    return opened


@pytest.fixture(scope="module")
def lines(store: Store) -> list[Line]:
    """All lines."""
    return store.lines()


def entity(store: Store, name: str) -> str:
    """Id of the entity of this name."""
    return next(e.id for e in store.entities() if e.name == name)


def test_timeline_is_by_date_with_the_undated_apart(lines: list[Line]) -> None:
    """Oldest first; what has no date follows with a reason, and a mere "President Berg" is no event."""
    found = view.timeline(lines)
    assert [(row.date, row.kind) for row in found.dated] == [
        ("2015", "tenure"),
        ("2021-05-04", "event"),
        ("2021-05-04", "statement"),
        ("2021-10", "event"),
    ]
    assert next(row.reason for row in found.undated) == "no time given"
    assert all(row.reason == "publication date unknown" for row in found.undated[1:])
    assert len(found.undated) == 3


def test_ties_and_standing_tenures_are_on_the_timeline_when_asked_for(lines: list[Line]) -> None:
    """`--kind tie` lists ties; `--kind tenure` also those without dates."""
    assert [row.type for row in view.timeline(lines, ("tie",)).undated] == ["relies_on"]
    tenures = view.timeline(lines, ("tenure",))
    assert (len(tenures.dated), len(tenures.undated)) == (1, 1)


def test_pronoun_is_shown_by_the_name(store: Store, lines: list[Line]) -> None:
    """ "she said" is shown as what Anna Berg said."""
    asked = view.Saying(speaker=entity(store, "Anna Berg"))
    rows = view.said(lines, view.Offices(lines), asked)
    assert [(row.who, row.office, row.what, row.words) for row in rows] == [
        ("Anna Berg", "President, Norland", "says", "We agreed on the border")
    ]


def test_office_finds_holders_by_words_of_office_or_organisation(lines: list[Line]) -> None:
    """ "president of Norland", "government": words in any order, small ones left out."""
    assert [row.holder for row in view.offices(lines, "president of the Norland")] == ["Anna Berg"]
    rows = view.offices(lines, "government")
    assert [(row.holder, row.start, row.end) for row in rows] == [("Otto Lind", "2015", "")]
    assert view.offices(lines, "archbishop") == []
    assert view.offices(lines, "of") == []


def test_ties_of_one_and_between_two_in_either_order(store: Store, lines: list[Line]) -> None:
    """A tie is found from both of its ends."""
    norland, sudland = entity(store, "Norland"), entity(store, "Sudland")
    assert len(view.ties(lines)) == 1
    assert (
        view.ties(lines, sudland, norland) == view.ties(lines, norland, sudland) == view.ties(lines, sudland)
    )
    assert not view.ties(lines, entity(store, "Anna Berg"))


def test_negated_claim_says_so(store: Store) -> None:
    """What was denied is never shown as if it had happened."""
    rows = [view.line_row(line) for line in store.lines(Wanted(types=("CONSULT",)))]
    assert [row.what for row in rows] == ["CONSULT, in Port Sud (meet)", "CONSULT (not so)"]


def test_cast_leaves_out_offices_and_numbers(store: Store, lines: list[Line]) -> None:
    """The cast are those who act and where; with their offices; most claims first."""
    rows = view.cast_rows(store.cast(), [line for line in lines if line.claim.kind == ClaimKind.TENURE])
    assert rows[0].name == "Anna Berg"
    assert rows[0].offices == "President, Norland"
    assert {row.kind for row in rows} <= {"person", "country", "place", "group", "organisation"}
    assert [row.name for row in view.cast_rows(store.cast(), [], ("country",))] == ["Norland", "Sudland"]


def test_cast_has_each_office_once_as_all_articles_name_it(store: Store, lines: list[Line]) -> None:
    """The joined office stands in the place of the words of one claim."""
    tenures = [line for line in lines if line.claim.kind == ClaimKind.TENURE]
    joined = {line.claim.id: "President, Republic of Norland" for line in tenures}
    told = {row.offices for row in view.cast_rows(store.cast(), tenures, joined=joined)}
    assert told == {"", "President, Republic of Norland"}


def test_profile_has_every_line_once(store: Store, lines: list[Line]) -> None:
    """Offices, ties, statements, acts and the rest share out an entity's lines."""
    member = view.find_member(store.cast(), "Berg")
    profile = view.profile(member, lines)
    shelves = [profile.offices, profile.ties, profile.statements, profile.acts, profile.others]
    assert [len(shelf) for shelf in shelves] == [1, 0, 1, 2, 0]


def test_documents_and_rejected_are_all_listed(store: Store) -> None:
    """Every file given is accounted for."""
    rows = view.document_rows(store.holdings())
    assert [(row.status, row.claims) for row in rows] == [("read", 7), ("read", 2), ("rejected", 0)]
    assert rows[2].reason == "empty: the file is empty; nothing to do"
    assert (rows[0].published, rows[1].published, rows[1].basis) == ("2021-05-05", None, "unknown")


def test_show_marks_the_words_in_the_sentence(store: Store) -> None:
    """Marks lie inside the sentence, in order; neighbours stand beside it."""
    line = store.lines(Wanted(types=("SIGN",)))[0]
    document = store.document(line.claim.document)
    shown = view.show_claim(line, document, store.sentences(document.id))
    assert [shown.sentence[mark.start : mark.end] for mark in shown.marks] == ["The two", "sign", "a treaty"]
    assert (shown.before, shown.after) == ("Norland relies on Sudland for gas.", "Thousands protested.")
    assert [part.role for part in shown.parts][2:] == ["source (quoted)", "source (saying)"]


def test_event_without_actor_is_kept() -> None:
    """ "Thousands protested" has no named actor and is shown with a dash."""
    assert wording.who(line_of("Thousands protested.", ClaimKind.EVENT)) == "—"


def line_of(text: str, kind: ClaimKind, when: Interval | None = None) -> Line:
    """A line with these words as its evidence."""
    document = document_of(text, "a.txt")
    evidence = Evidence.of(document, 0, len(document.text))
    return Line(Claim("clm:1", document.id, kind, "PROTEST", (), (evidence,), when=when), (), (), "a.txt")


@pytest.mark.parametrize(
    ("interval", "told"),
    [
        (None, ""),
        (Interval(), ""),
        (
            Interval(date(2020, 9, 3), date(2020, 10, 29), end_earliest=date(2020, 9, 17)),
            "2020-09-03 – 2020-10-28",
        ),
        (Interval(start_latest=date(2020, 9, 3), end_earliest=date(2020, 9, 4)), "at least 2020-09-03"),
        (one_day(date(2020, 9, 3)), "2020-09-03"),
        (month_of(2020, 12), "2020-12"),
        (year_of(2020), "2020"),
        (Interval(date(2020, 9, 3), date(2020, 9, 17)), "2020-09-03 – 2020-09-16"),
        (Interval(date(2020, 9, 3), None), "from 2020-09-03"),
        (Interval(None, date(2020, 9, 4)), "until 2020-09-03"),
        (Interval(None, date(2021, 1, 1), end_earliest=date(2020, 1, 1)), "until 2020"),
        (
            Interval(
                date(1994, 7, 20), date(2020, 9, 4), start_latest=date(1994, 7, 31), extent="throughout"
            ),
            "1994-07-20/1994-07-31 – 2020-09-03",
        ),
        (Interval(date(1993, 9, 4), None, start_latest=date(1994, 9, 3)), "from 1993-09-04/1994-09-03"),
        (Interval(date(1994, 1, 1), None, start_latest=date(1994, 12, 31)), "from 1994"),
    ],
)
def test_times_are_told_as_precisely_as_they_are_known(interval: Interval | None, told: str) -> None:
    """A day is a day, a month a month; an open side is said to be open."""
    assert wording.when(interval) == told


def test_tenure_end_is_on_the_timeline() -> None:
    """ "until now headed": a row on the first day on which it held no more."""
    line = line_of("He went.", ClaimKind.TENURE, Interval(None, date(2020, 9, 4)))
    (row,) = view.timeline([line]).dated
    assert (row.date, row.what) == ("2020-09-04", "no longer PROTEST")


def test_tenure_that_was_over_when_it_was_written_ends_by_that_day() -> None:
    """ "former": no words date the end, so the day of the article is the last on which it can have ended."""
    told = Interval(None, date(2020, 9, 4), basis="publication date", extent="throughout")
    (row,) = view.timeline([line_of("The former head.", ClaimKind.TENURE, told)]).dated
    assert (row.date, row.what) == ("≤ 2020-09-03", "no longer PROTEST")


@pytest.mark.parametrize(
    ("kind", "mode", "shown"),
    [
        ("official", None, "head"),
        ("executive", None, "head"),
        ("head_of_state", None, "head of state"),
        ("minister", "acting", "minister (acting)"),
        ("minister", "former", "minister"),
    ],
)
def test_office_without_a_title_is_told_by_its_class_and_who_holds_it_for_now(
    kind: str, mode: str | None, shown: str
) -> None:
    """Who "headed the committee" is its head; "former" is told by the row itself, "acting" is not."""
    line = line_of("They held it.", ClaimKind.TENURE)
    assert wording.what(replace(line, claim=replace(line.claim, type=kind, mode=mode))) == shown


@pytest.mark.parametrize(
    ("verb", "told"), [("say", "says"), ("deny", "denies"), ("accuse", "accuses"), ("wish", "wishes")]
)
def test_acts_are_told_in_the_third_person(verb: str, told: str) -> None:
    """say → says, deny → denies."""
    assert wording.third_person(verb) == told


def test_long_words_are_cut_around_the_place_that_matters() -> None:
    """At most the width, whole words, with signs where something is left out."""
    text = " ".join(f"word{n}" for n in range(100))
    told = wording.short(text, around=text.index("word50"), width=40)
    assert "word50" in told
    assert told.startswith("…word")
    assert told.endswith("…")
    assert len(told) <= 42
    assert wording.short("a\nb  c") == "a b c"


def test_statement_without_content_shows_its_sentence() -> None:
    """ "declined to comment" has no content; the sentence stands for it."""
    assert (
        wording.words(line_of("She declined to comment.", ClaimKind.STATEMENT)) == "She declined to comment."
    )


def test_time_that_waits_for_a_publication_date_is_quoted() -> None:
    """ "on Tuesday" of an article without a date is no date, and the reason says so."""
    line = line_of("It rained on Tuesday.", ClaimKind.EVENT, Interval(text="on Tuesday"))
    (row,) = view.timeline([line]).undated
    assert row.reason == "'on Tuesday': publication date unknown"


def test_office_that_was_held_when_it_was_written_has_bounds_on_both_sides() -> None:
    """ "President Berg" on 3 September: begun by then, and not over before."""
    then = Interval(start_latest=date(2020, 9, 3), end_earliest=date(2020, 9, 4), extent="throughout")
    assert (wording.beginning(then), wording.ending(then)) == ("≤ 2020-09-03", "≥ 2020-09-03")


def test_tenure_within_a_time_neither_begins_nor_ends_there() -> None:
    """ "president in 2010" is one row, in 2010."""
    (row,) = view.timeline([line_of("He was president in 2010.", ClaimKind.TENURE, year_of(2010))]).dated
    assert (row.date, row.what) == ("2010", "PROTEST")
