"""Events, figures, panels and relations on the command line, over a hand-made record of two countries."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from letopis import pipeline
from letopis.cli import app
from letopis.cli.events import value_of
from letopis.errors import MissingExtraError
from tests import handmade

CODEBOOK = """\
rest: drop
categories: {TALKS: {quad: 1, intensity: 3}}
rules: [{when: {type: CONSULT, words: [met]}, code: TALKS}]
"""


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a record of both articles; Berg is of Norway and Lind of Sweden."""
    lind = ("person", "Otto Lind", ("Lind",), "SE", False)
    monkeypatch.setitem(handmade.ENTITIES, "lind", lind)
    monkeypatch.setitem(handmade.ENTITIES, "sudland", ("country", "Sudland", (), "SE", False))
    monkeypatch.setattr(pipeline, "letopis_steps", handmade.steps)
    monkeypatch.chdir(tmp_path)
    handmade.write_articles(tmp_path / "articles")
    (tmp_path / "mine.yaml").write_text(CODEBOOK, encoding="utf-8")
    run("read", "articles")
    return tmp_path


def run(*words: str, code: int = 0) -> Result:
    """The result of a command."""
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == code, (done.stdout, done.stderr, done.exception)
    return done


def rows(*words: str) -> list[Any]:
    """What a command prints as JSON."""
    found: list[Any] = json.loads(run(*words, "--json").stdout)
    return found


def types(*words: str) -> list[str]:
    """The types of the events that a command lists."""
    return [row["type"] for row in rows("events", *words)]


def test_events_narrow_by_every_option(record: Path) -> None:
    """Type, mode, actor, recipient, place, days, modality, polarity, background, score, and what was known when."""
    assert types() == ["CONSULT", "SIGN", "PROTEST", "CONSULT"]
    assert types("--type", "SIGN", "--type", "PROTEST") == ["SIGN", "PROTEST"]
    assert types("--mode", "meet") == ["CONSULT"]
    assert types("--actor", "Berg") == ["CONSULT", "CONSULT"]
    assert types("--recipient", "Berg") == []
    assert types("--where", "Port Sud") == ["CONSULT"]
    assert types("--from", "2021-10") == ["SIGN"]
    assert types("--to", "2021-09") == ["CONSULT"]
    assert types("--surely", "planned", "--surely", "possible") == ["SIGN"]
    assert types("--polarity", "negated") == ["CONSULT"]
    assert types("--background") == []
    assert len(types("--no-background")) == 4
    assert types("--min-score", "0.95") == ["PROTEST", "CONSULT"]
    assert types("--known", "2021-05-05") == ["CONSULT", "SIGN", "PROTEST"]
    assert types("--known", "2021-05-04") == []


def test_event_tells_its_words_and_where_it_was(record: Path) -> None:
    """Of the planned one by which words; the country only where the text proves it."""
    told = {row["type"]: row for row in rows("events", "--from", "2021")}
    assert (told["SIGN"]["surely"], told["SIGN"]["shown_by"]) == ("planned", "will")
    assert told["CONSULT"]["country"] is None


def test_country_acts_by_its_government_and_lies_around_its_places(record: Path) -> None:
    """--where COUNTRY finds what happened in its places; a name that nobody has is an error that helps."""
    assert types("--where", "Sweden") == []
    assert "did you mean Anna Berg" in run("events", "--actor", "Ana Bergg", code=2).stderr
    assert "did you mean CONSULT?" in run("events", "--type", "CONSULTS", code=2).stderr
    assert "nobody in the record is called 'Nowhere'" in run("events", "--where", "Nowhere", code=2).stderr


def test_events_are_paged(record: Path) -> None:
    """Page after page, each event once, in the same order; stderr says how it goes on."""
    whole = [row["id"] for row in rows("events")]
    paged = [row["id"] for n in "1234" for row in rows("events", "--limit", "1", "--page", n)]
    assert paged == whole
    assert "1–3 of 4; --page 2 goes on" in run("events", "--limit", "3").stderr
    assert run("events", "--limit", "3", "--page", "2").stderr.strip() == "4–4 of 4"
    assert rows("events", "--limit", "3", "--page", "3") == []
    with_codebook = ("events", "--codebook", "mine.yaml", "--limit", "1", "--page", "2")
    assert [row["id"] for row in rows(*with_codebook)] == [whole[-1]]


def test_event_table_says_how_surely_only_where_it_is_not_plain(record: Path) -> None:
    """The mode stands beside the type; each line ends in an id that `show` knows."""
    lines = run("events").stdout.splitlines()
    assert "CONSULT meet" in lines[1]
    assert "asserted" not in lines[1]
    assert "planned" in lines[2]
    assert "not so" in lines[4]
    assert run("show", lines[1].split()[-1]).stdout.startswith("Anna Berg, Otto Lind: CONSULT")


def test_panel_is_balanced_in_every_form(record: Path) -> None:
    """Every month with its counts; a table has only what happened; names, capitals and codes are countries."""
    asked = ("panel", "Norway", "Stockholm", "--from", "2021-04", "--to", "2021-06")
    found = rows(*asked)
    assert [(row["period"], row["one"], row["other"], row["events"]) for row in found] == [
        ("2021-04", "NOR", "SWE", 0),
        ("2021-05", "NOR", "SWE", 1),
        ("2021-06", "NOR", "SWE", 0),
    ]
    assert (found[1]["one_cow"], found[1]["articles"], found[1]["articles_naming"]) == (385, 1, 1)
    told = list(csv.DictReader(io.StringIO(run(*asked, "--csv").stdout)))
    assert [row["events"] for row in told] == ["0", "1", "0"]
    done = run(*asked)
    assert len(done.stdout.splitlines()) == 2
    assert "2 more rows without an event" in done.stderr
    assert "in no denominator: 1 article whose" in done.stderr
    run("show", found[1]["claims"])
    assert len(rows("panel", "NO", "SE", "--directed", "--by", "year")) == 2
    assert [row["one"] for row in rows("panel")] == ["NOR"]


def test_panel_counts_what_is_asked_for(record: Path) -> None:
    """Plans and denials instead of what happened; a codebook; types; what has no month is listed with its reason."""
    assert [row["events"] for row in rows("panel", "NO", "SE", "--surely", "planned")] == []
    assert rows("panel", "NO", "SE", "--type", "SIGN") == []
    (row,) = rows("panel", "NO", "SE", "--codebook", "mine.yaml")
    assert (row["type_TALKS"], row["intensity_sum"]) == (1, 3.0)
    assert not any(name.startswith("type_") for name in row if name != "type_TALKS")
    assert rows("panel", "--apart") == []
    assert "every event could be put into a month" in run("panel", "--apart").stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["Norway"], "a panel is of pairs"),
        (["Norway", "NO"], "a country is named twice"),
        (["Norway", "Narnia"], "there is no country 'Narnia'"),
        (["--by", "week"], "--by: expected month or quarter or year, found 'week'"),
        (["--spanning", "last"], "--spanning: expected apart or first"),
        (["--output", "a.xlsx"], "--output a.xlsx: the name must end in .csv, .parquet, .svg, .png"),
        (["--codebook", "none.yaml"], "none.yaml: the codebook cannot be read"),
        (["--from", "2021", "--to", "2020"], "--from, --to"),
    ],
)
def test_panel_says_what_makes_no_sense(record: Path, words: list[str], told: str) -> None:
    """One line, exit code 2."""
    assert told in run("panel", *words, code=2).stderr


def test_broken_codebook_is_exit_5(record: Path) -> None:
    """The message names the file and the rule."""
    (record / "bad.yaml").write_text(CODEBOOK.replace("CONSULT", "CONSULTS"), encoding="utf-8")
    for command in (["events"], ["panel"], ["relation", "Berg", "Lind"]):
        done = run(*command, "--codebook", "bad.yaml", code=5)
        assert "bad.yaml: rule 1: there is no event type 'CONSULTS'" in done.stderr


def test_export_has_the_codebook_or_the_layout_of_plover(record: Path) -> None:
    """Events in the user's categories, what is dropped left out; both at once make no sense."""
    told = [
        json.loads(line) for line in run("export", "claims", "--codebook", "mine.yaml").stdout.splitlines()
    ]
    assert {claim["type"] for claim in told if claim["kind"] == "event"} == {"TALKS"}
    done = run("export", "claims", "--codebook", "mine.yaml", "--plover", code=2)
    assert "exclude each other" in done.stderr


def test_relation_has_the_events_behind_each_point(record: Path) -> None:
    """Of people as of countries, in both directions and together; JSON nests, CSV has ids."""
    found = json.loads(run("relation", "Berg", "Lind", "--json").stdout)
    assert (found["one"], found["other"]) == ("Anna Berg", "Otto Lind")
    assert [(point["direction"], point["events"]) for point in found["points"][:2]] == [
        ("Anna Berg → Otto Lind", []),
        ("Otto Lind → Anna Berg", []),
    ]
    assert [event["type"] for event in found["points"][2]["events"]] == ["CONSULT"]
    told = list(csv.DictReader(io.StringIO(run("relation", "Norland", "Sudland", "--csv").stdout)))
    assert [row["direction"] for row in told] == ["Norway → Sweden", "Sweden → Norway", "Norway ↔ Sweden"]
    assert told[2]["claims"] == found["points"][2]["claims"]
    assert "Events (1)" in run("relation", "Norland", "Sudland").stdout
    assert "are the same, Anna Berg" in run("relation", "Berg", "Anna Berg", code=2).stderr


def test_output_is_a_whole_file_or_none(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CSV as on stdout, which stays empty; where the library of a form is missing: exit code 7, no file."""
    done = run("panel", "NO", "SE", "--output", "a.csv")
    assert done.stdout == ""
    assert "1 row → a.csv" in done.stderr
    assert (record / "a.csv").read_text(encoding="utf-8") == run("panel", "NO", "SE", "--csv").stdout

    def missing(*rest: Any, **more: Any) -> Any:
        raise MissingExtraError("a.svg: a plot needs the library matplotlib, which is not installed")

    monkeypatch.setattr("letopis.export.draw", missing)
    assert "which is not installed" in run("panel", "NO", "SE", "--output", "a.svg", code=7).stderr
    assert "cannot be written" in run("panel", "NO", "SE", "--output", "no/a.csv", code=2).stderr
    assert not [path for path in record.iterdir() if path.suffix in (".svg", ".part")]


def test_figures_are_empty_data_where_none_are_told(record: Path) -> None:
    """The articles tell of no figure."""
    done = run("figures", "--about", "gas", "--unit", "USD", "--json")
    assert json.loads(done.stdout) == []
    assert "nothing found" in done.stderr


@pytest.mark.parametrize(
    ("low", "high", "unit", "told"),
    [
        (None, None, "people", ""),
        (100.0, 100.0, "USD", "100 USD"),
        (10000.0, 100000.0, None, "10,000–100,000"),
        (5.0, None, None, "≥ 5"),
        (None, 0.5, "percent", "≤ 0.5 percent"),
    ],
)
def test_value_is_told_with_its_range_and_unit(
    low: float | None, high: float | None, unit: str | None, told: str
) -> None:
    """One number, a range, an open range."""
    assert value_of(low, high, unit) == told
