"""The ontology: every definition loads, and every type that the lexicon names is defined."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from letopis import lexicon, ontology
from letopis.errors import DataError


def test_sixteen_plover_types_and_twelve_of_ours_are_defined() -> None:
    """PLOVER's sixteen types are whole; each of our own names a PLOVER type that exists, or none."""
    types = ontology.event_types()
    assert sum(not one.extension for one in types.values()) == 16
    assert sum(one.extension for one in types.values()) == 12
    for one in types.values():
        assert one.plover is None or not types[one.plover].extension
        assert one.extension or one.plover == one.code


def test_plover_modes_and_scores_are_all_there() -> None:
    """PLOVER has 67 modes, 66 of them with a score, and a type's scores have the sign of its side."""
    plovers = [one for one in ontology.event_types().values() if not one.extension]
    modes = [mode for one in plovers for mode in one.modes.values()]
    assert len(modes) == 67
    assert [mode.name for mode in modes if mode.intensity is None] == ["vandalize"]
    for one in ontology.event_types().values():
        if one.quad in (1, 2) and not one.extension:
            assert one.intensity is not None
            assert one.intensity > 0


def test_every_definition_says_what_it_is_and_gives_examples() -> None:
    """A type without a definition, a caution and an example cannot be coded by hand."""
    for one in ontology.event_types().values():
        assert all((one.definition, one.confusions, one.examples)), one.code


@pytest.mark.parametrize(("name", "ties"), [("events", False), ("ties", True)])
def test_types_modes_and_contexts_of_frames_exist(name: str, ties: bool) -> None:
    """A frame names no type, mode or context that the ontology lacks."""
    ontology.check_frames((one for row in lexicon.frames(name).values() for one in row), ties=ties)


def test_every_type_has_a_frame() -> None:
    """No type of the ontology is without words that report it, but ACT, which is for what no words are listed."""
    used = {one.type for row in lexicon.frames("events").values() for one in row}
    assert used - {lexicon.NO_EVENT} == ontology.event_types().keys() - {"ACT"}
    tied = {one.type for row in lexicon.frames("ties").values() for one in row}
    assert tied - {lexicon.NO_EVENT} == ontology.tie_types().keys()


def test_acts_of_the_ontology_are_those_of_the_cues() -> None:
    """The acts that speech.tsv may name are those that acts.yaml defines."""
    assert ontology.acts().keys() == lexicon.ACTS


def test_office_classes_are_those_of_the_titles() -> None:
    """Each title's class is defined, and each class has a title."""
    assert {row["kind"] for row in lexicon.table("offices")} == ontology.office_classes().keys()


def test_words_that_shift_a_tenure_are_listed() -> None:
    """Each kind of shift has its words in the lexicon."""
    for shift in ontology.office_shifts().values():
        assert lexicon.classes()[shift.words]


def test_contexts_are_plovers_thirty_seven() -> None:
    """PLOVER's list of contexts is whole."""
    assert len(ontology.contexts()) == 37


def test_measures_of_the_lexicon_are_defined() -> None:
    """What a number counts is one of the measures, told of a role that events have, by a type and mode that exist."""
    types = ontology.event_types()
    for row in lexicon.table("measures"):
        assert row["measure"] in ontology.measures(), row
        assert row["role"] in (
            "actor",
            "recipient",
            "theme",
            "instrument",
            "place",
            "state",
            "subject",
            "unit",
        ), row
        if row["key"].isupper() or "/" in row["key"]:
            code, _, mode = row["key"].partition("/")
            assert not mode or mode in types[code].modes, row


def test_unknown_type_is_refused_with_the_known_ones() -> None:
    """Asking for a type that is not there says which there are."""
    with pytest.raises(DataError, match="no event type 'DANCE'; have ACCUSE"):
        ontology.event_type("DANCE")
    with pytest.raises(DataError, match="no tie type"):
        ontology.tie_type("loves")


def test_frame_of_unknown_mode_is_refused_with_file_and_line() -> None:
    """A mode that its type has not is an error of that row."""
    frame = lexicon.frames("events")[("visit", "V")][0]
    wrong = lexicon.Frame(
        frame.lemmas, "V", (), "CONSULT", "smoke-signals", (), frozenset(), (), frozenset(), "events.tsv:7"
    )
    with pytest.raises(DataError, match=r"events\.tsv:7: CONSULT has no mode smoke-signals"):
        ontology.check_frames([wrong])


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of a user's own definitions, in use."""
    (tmp_path / "events").mkdir()
    monkeypatch.setenv(ontology.FOLDER_VARIABLE, str(tmp_path))
    ontology.reload()
    yield tmp_path
    monkeypatch.undo()
    ontology.reload()


def test_users_definitions_stand_in_place_of_ours(own_folder: Path) -> None:
    """A file of the same name replaces ours, a new one is a new type, what is not there stays ours."""
    ours = (resources.files("letopis") / "data" / "ontology" / "events" / "consult.yaml").read_text("utf-8")
    (own_folder / "events" / "consult.yaml").write_text(
        ours.replace("intensity: 2.5", "intensity: 3.5"), "utf-8"
    )
    new = ours.replace("code: CONSULT", "code: TOAST").replace("extension: false", "extension: true")
    (own_folder / "events" / "toast.yaml").write_text(new, "utf-8")
    types = ontology.event_types()
    assert types["CONSULT"].intensity == 3.5
    assert (types["TOAST"].extension, types["TOAST"].plover) == (True, "CONSULT")
    assert types["ASSAULT"].intensity == -9.0


def test_slip_in_a_users_definition_names_the_file(own_folder: Path) -> None:
    """What is no YAML, and a folder that is not there."""
    (own_folder / "events" / "consult.yaml").write_text("code: [", "utf-8")
    with pytest.raises(DataError, match=r"consult\.yaml: cannot be read as YAML"):
        ontology.event_types()


def test_folder_of_definitions_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """And ours are not taken silently."""
    monkeypatch.setenv(ontology.FOLDER_VARIABLE, "no/such/folder")
    ontology.reload()
    with pytest.raises(DataError, match="LETOPIS_ONTOLOGY: there is no folder no/such/folder"):
        ontology.event_types()
    monkeypatch.undo()
    ontology.reload()
