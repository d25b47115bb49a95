"""A user's codebook: what it makes of events, and what it says of slips."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from letopis.codebook import codebook_at, load, ours
from letopis.counting import Code
from letopis.errors import DataError, UsageError
from letopis.ontology import event_types
from tests.view.happened import event

EXAMPLE = Path(__file__).parents[1] / "examples" / "codebook.yaml"


def test_ours_has_every_type_and_the_intensity_of_the_mode() -> None:
    """Without a codebook; a mode has its own intensity, a type of politics at home none."""
    assert codebook_at(None) is ours()
    assert ours().types == tuple(event_types())
    visit = ours().code(event("CONSULT", mode="visit"))
    assert visit == Code("CONSULT", "visit", 1, 4, True)
    vote = ours().code(event("ELECT"))
    assert vote is not None
    assert (vote.quad, vote.intensity) == (None, None)


def test_type_that_the_ontology_no_longer_has_is_kept_as_it_is() -> None:
    """A record outlives an edit of the ontology."""
    assert ours().code(event("JOUST", mode="lance")) == Code("JOUST", "lance")


def test_example_regroups_renames_rates_and_drops() -> None:
    """The codebook of examples/: the first rule that fits; words of the sentence; modes; what no rule names is dropped."""
    code = load(EXAMPLE).code
    assert code(event("CONSULT", mode="visit")) == Code("TALKS", "visit", 1, 2.0, True)
    assert code(event("NEGOTIATE")) == Code("TALKS", None, 1, 1.0, True)
    assert code(event("SIGN", words="They signed for two Pipelines.")) == Code("ENERGY", None, 2, 4.0, True)
    assert code(event("AGREE", mode="visit")) == Code("PACT", None, 1, 6.0, True)
    assert code(event("SANCTION", mode="discontinue")) == Code("CUT_OFF", "discontinue", 4, -8.0)
    assert code(event("ACCUSE", mode="investigate")) is None
    assert code(event("ELECT")) is None
    assert load(EXAMPLE).types == ("TALKS", "PACT", "ENERGY", "QUARREL", "CUT_OFF")


def written(folder: Path, text: str) -> Path:
    """A codebook file."""
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_no_rule_names_stays_as_ours(tmp_path: Path) -> None:
    """Without `rest: drop`; the columns are the user's, then ours."""
    book = load(written(tmp_path, "categories: {TALKS: {}}\nrules: [{when: {type: CONSULT}, code: TALKS}]\n"))
    assert book.code(event("ASSAULT")) == ours().code(event("ASSAULT"))
    assert book.code(event("CONSULT")) == Code("TALKS", None, None, None, True)
    assert book.types == ("TALKS", *event_types())
    assert book.name == "mine.yaml"


@pytest.mark.parametrize(
    ("words", "sentence", "fits"),
    [
        (["gas"], "GAS was cut off.", True),
        (["gas"], "Gasoline was cut off.", False),
        (["gas*"], "Gasoline was cut off.", True),
        (["cut off"], "It was cut\noff.", True),
        (["oil", "gas"], "The gas is gone.", True),
        (["a.c"], "abc", False),
    ],
)
def test_words_stand_whole_in_the_sentence(
    tmp_path: Path, words: Sequence[str], sentence: str, fits: bool
) -> None:
    """In any case, over line breaks; a star for the rest of a word, and nothing else is a pattern."""
    text = f"rest: drop\ncategories: {{A: {{}}}}\nrules: [{{when: {{words: {list(words)}}}, code: A}}]\n"
    assert (load(written(tmp_path, text)).code(event("AID", words=sentence)) is not None) == fits


RULE = "categories: {A: {}}\nrules: [{when: {type: AID}, code: A}]\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "expected names with their values, found nothing"),
        ("- a\n", "found list"),
        ("a: [\n", "no YAML at line 2"),
        (RULE + "colour: red\n", "'colour' is no key here; the keys are categories, name, rest, rules"),
        (RULE + "rest: maybe\n", "rest: expected keep or drop, found 'maybe'"),
        ("categories: {A: {}}\n", "rules: expected a list with at least one rule"),
        (
            "categories: {A: {quad: 5}}\nrules: []\n",
            "category A: quad: expected one of 1 (verbal cooperation)",
        ),
        (
            "categories: {A: {intensity: big}}\nrules: []\n",
            "category A: intensity: expected a number, found 'big'",
        ),
        (RULE.replace("AID", "AIDE"), "rule 1: there is no event type 'AIDE'; there are ACCUSE, AGREE"),
        (RULE.replace("code: A", "code: B"), "rule 1: there is no category 'B'; there are A"),
        (RULE.replace(", code: A", ""), "rule 1: expected either code: CATEGORY or drop: true"),
        (RULE.replace("code: A", "code: A, drop: true"), "rule 1: expected either code"),
        (RULE.replace("type: AID", ""), "rule 1: when: give at least one of context, mode, type, words"),
        (RULE.replace("type: AID", "mode: visit, type: AID"), "rule 1: there is no mode of AID 'visit'"),
        (RULE.replace("type: AID", "type: 3"), "rule 1: type: expected a name or a list of names, found 3"),
        (RULE.replace("type: AID", "context: [cooking]"), "rule 1: there is no context 'cooking'"),
        (RULE.replace("type: AID", "place: Minsk"), "rule 1, when: 'place' is no key here"),
    ],
)
def test_slip_is_one_line_that_names_file_place_and_what_is_expected(
    tmp_path: Path, text: str, told: str
) -> None:
    """Before anything is counted."""
    with pytest.raises(DataError) as caught:
        load(written(tmp_path, text))
    assert str(caught.value).removeprefix(str(tmp_path)).lstrip("/").startswith("mine.yaml: ")
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_codebook_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    """The message names the file."""
    with pytest.raises(UsageError, match=r"none\.yaml: the codebook cannot be read"):
        codebook_at(tmp_path / "none.yaml")
