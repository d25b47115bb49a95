"""The lexicon: every row of the shipped tables parses, and a broken row is refused with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from letopis import lexicon
from letopis.claim import Modality
from letopis.errors import DataError

HEADER = "lemma\tpos\tneeds\ttype\tmode\troles\tmarks\tnote\n"


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of the user's own tables, read in front of ours."""
    monkeypatch.setenv(lexicon.FOLDER_VARIABLE, str(tmp_path))
    lexicon.clear()
    yield tmp_path
    lexicon.clear()


def test_shipped_tables_parse() -> None:
    """Each row of our own tables keeps the format, and no two rows of a table say the same."""
    assert sum(map(len, lexicon.frames("events").values())) > 1500
    assert sum(map(len, lexicon.frames("ties").values())) > 300
    assert sum(map(len, lexicon.speech().values())) > 300
    assert lexicon.classes()
    assert lexicon.modality()


def test_most_specific_frame_comes_first() -> None:
    """Of the frames of one word those with more needs stand before those with fewer."""
    for rows in lexicon.frames("events").values():
        weights = [row.weight for row in rows]
        assert weights == sorted(weights, reverse=True)


def test_met_deadline_is_no_meeting() -> None:
    """A use that is no event has a frame of its own, more specific than the event's."""
    rows = lexicon.frames("events")[("meet", "V")]
    deadline = next(
        row for row in rows if any("deadline" in need.words or "goal" in need.classes for need in row.needs)
    )
    plain = next(row for row in rows if not row.needs)
    assert deadline.type == lexicon.NO_EVENT
    assert plain.type == "CONSULT"
    assert rows.index(deadline) < rows.index(plain)


def test_every_event_frame_names_who_or_what() -> None:
    """A frame that reports something gives at least one role, or the claim would be about nobody."""
    for rows in lexicon.frames("events").values():
        for row in rows:
            assert row.type == lexicon.NO_EVENT or row.roles, row.line


def test_refusal_absorbs_what_is_refused() -> None:
    """What somebody refuses to do is the refusal's theme and no event of its own."""
    refusals = [row for row in lexicon.frames("events")[("refuse", "V")] if row.type == "REJECT"]
    assert any("xcomp" in row.absorbs for row in refusals)


def test_needs_and_roles_are_read_as_written(own_folder: Path) -> None:
    """Needs are joined by " ; ", alternatives of a role by "|", shared slots by "+"."""
    row = "palaver\tV\twith@party ; !obj=goat|sheep\tCONSULT\tvisit\tactor=subj+with|by theme=on\tweak ctx:legal absorbs:obj\t\n"
    (own_folder / "events.tsv").write_text(HEADER + row, encoding="utf-8")
    (frame,) = lexicon.frames("events")[("palaver", "V")]
    assert frame.needs == (
        lexicon.Need("with", classes=frozenset({"party"})),
        lexicon.Need("obj", words=frozenset({"goat", "sheep"}), absent=True),
    )
    assert frame.roles[0] == lexicon.Role("actor", (("subj", "with"), ("by",)))
    assert (frame.marks, frame.contexts, frame.absorbs) == (
        frozenset({"weak"}),
        ("legal",),
        frozenset({"obj"}),
    )


def test_own_row_replaces_ours_with_the_same_needs(own_folder: Path) -> None:
    """Of two rows of one word with the same needs the user's is taken, and ours stay beside it."""
    (own_folder / "events.tsv").write_text(
        HEADER + "meet\tV\t\tNEGOTIATE\t\tactor=subj\t\t\n", encoding="utf-8"
    )
    rows = lexicon.frames("events")[("meet", "V")]
    assert [row.type for row in rows if not row.needs] == ["NEGOTIATE"]
    assert len(rows) > 1


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("meet\tX\t\tCONSULT\t\tactor=subj\n", "pos 'X' is none of"),
        ("Meet\tV\t\tCONSULT\t\tactor=subj\n", "must be lower-case"),
        ("meet\tV\tobj==x\tCONSULT\t\tactor=subj\n", "need 'obj==x' is not"),
        (
            "meet\tV\tobj@nonsuch\tCONSULT\t\tactor=subj\n",
            "nonsuch is neither a mention kind nor in classes.tsv",
        ),
        ("meet\tV\t\t\t\tactor=subj\n", "column type is empty"),
        ("meet\tV\t\tCONSULT\t\tdoer=subj\n", "role 'doer=subj' is not"),
        ("meet\tV\t\tCONSULT\t\tactor=subj actor=obj\n", "role actor is given twice"),
        ("meet\tV\t\tCONSULT\t\tactor=subj\tloudly\n", "mark 'loudly' is none of"),
        ("meet\tV\t\tCONSULT\t\tactor=subj\t\t\t\t\n", "10 cells, but the header has 8"),
        (
            "a\tV\t\tRULE\t\tactor=subj\na\tV\t\tSIGN\t\tactor=subj\n",
            r"events.tsv:3: a V with the same needs",
        ),
    ],
)
def test_broken_row_is_refused_with_its_place(own_folder: Path, row: str, message: str) -> None:
    """A row that breaks the format is an error that names file, line and what is wrong."""
    (own_folder / "events.tsv").write_text(HEADER + row, encoding="utf-8")
    with pytest.raises(DataError, match=message) as caught:
        lexicon.frames("events")
    assert "events.tsv:" in str(caught.value)


def test_missing_table_is_refused_by_name() -> None:
    """Asking for a table that is not there says so."""
    with pytest.raises(DataError, match=r"no table nonsuch\.tsv"):
        lexicon.table("nonsuch")


def test_header_must_have_the_columns(own_folder: Path) -> None:
    """A table without a needed column is refused at its header."""
    (own_folder / "speech.tsv").write_text("lemma\tpos\nsay\tV\n", encoding="utf-8")
    with pytest.raises(DataError, match="the header lacks needs, act"):
        lexicon.speech()


def test_denial_is_marked_as_denying_its_content() -> None:
    """What is denied is a claim of the opposite polarity: the cue says so."""
    assert all("contentneg" in row.marks for row in lexicon.speech()[("deny", "V")] if row.act == "deny")


def test_notes_are_examples_and_sources_are_named() -> None:
    """Every shipped table says in its head where it comes from."""
    for name in ("events", "ties", "speech", "classes", "modality"):
        head = (Path(lexicon.__file__).parent / "data/lexicon/en" / f"{name}.tsv").read_text(encoding="utf-8")
        assert "# source:" in head.split("\n\t", 1)[0][:600], name


def test_what_a_word_does_to_what_it_governs_is_read_from_the_tables(own_folder: Path) -> None:
    """A class of one's own has an effect said and one denied; a row names the forms for which it holds."""
    head = "class\tsaid\tdenied\tsettles\tnote\n"
    (own_folder / "signatures.tsv").write_text(
        head + "feigned\thypothetical affirmed\talleged negated\n", "utf-8"
    )
    head = "lemma\tpos\tclass\tgoverns\twith\tnote\n"
    (own_folder / "modality.tsv").write_text(head + "feign\tV\tfeigned\tto|that\taway\n", "utf-8")
    (row,) = lexicon.modality()[("feign", "V")]
    assert (row.name, row.governs, row.company) == ("feigned", {"to", "that"}, {"away"})
    assert lexicon.signatures()["feigned"].denied == (Modality.ALLEGED, True)


@pytest.mark.parametrize(
    ("table", "row", "told"),
    [
        ("modality", "lemma\tpos\tclass\nfeign\tV\tsly\n", "class 'sly'"),
        ("modality", "lemma\tpos\tclass\tgoverns\nfeign\tV\tplanned\tverbs\n", "verbs is none of"),
        ("signatures", "class\tsaid\tdenied\tsettles\nsly\tperhaps\tasserted negated\t\n", "'perhaps'"),
    ],
)
def test_a_broken_row_of_modality_is_named(own_folder: Path, table: str, row: str, told: str) -> None:
    """An unknown class, form or effect is an error that names the line."""
    (own_folder / f"{table}.tsv").write_text(row, "utf-8")
    with pytest.raises(DataError, match=told) as raised:
        lexicon.modality()
    assert f"{table}.tsv:2" in str(raised.value)
