"""Docs against code: what the pages say of commands, fields, codes, words and links is so, and nothing is left out."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import fields, is_dataclass
from importlib import import_module, resources
from pathlib import Path
from typing import Any

import pytest
import typer

from letopis import errors
from letopis.claim import ClaimKind
from letopis.cli import app
from letopis.mention import MentionKind

ROOT = Path(__file__).parents[1]
DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("training/**/*.md")])
GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
HELP_OPTIONS = {"--help", "--version"}
INNER_ROWS = {"PanelRow"}  # its counts stand in columns of their own
VIEWS = sorted(path.stem for path in (ROOT / "src" / "letopis" / "view").glob("[a-z]*.py"))
ROWS = sorted(
    {
        each
        for module in (*(f"letopis.view.{name}" for name in VIEWS), "letopis.stories")
        for name, each in vars(import_module(module)).items()
        if name.endswith("Row") and is_dataclass(each) and name not in INNER_ROWS
    },
    key=lambda row: str(row.__name__),
)


def page_id(path: Path) -> str:
    """A page by its name in the repository."""
    return path.relative_to(ROOT).as_posix()


def options_of(name: str) -> set[str]:
    """The long options of a command."""
    return {
        option
        for parameter in COMMANDS[name].params
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("--")
    }


def calls_in(text: str) -> list[list[str]]:
    """Every `letopis …` that a page shows in code, as words."""
    blocks = re.findall(r"^```(?:sh|console|text)?\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    lines = [line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]
    spans = [span for span in re.findall(r"`([^`\n]+)`", text) if span.startswith("letopis ")]
    calls = [line for line in lines if line.startswith("letopis ")] + spans
    return [
        shlex.split(re.sub(r"\s+[>|].*", "", call), comments=True)[1:] for call in calls if "…" not in call
    ]


@pytest.mark.parametrize("path", DOCS, ids=page_id)
def test_commands_in_the_docs_exist(path: Path) -> None:
    """Whatever call of ours a page shows has a command and options that are there."""
    for call in calls_in(path.read_text(encoding="utf-8")):
        command = next((word for word in call if not word.startswith("-")), None)
        known = HELP_OPTIONS | (options_of(command) if command in COMMANDS else set())
        assert command is None or command in COMMANDS or command.isupper(), f"letopis {command}"
        for option in (word for word in call if word.startswith("--")):
            assert option in known, f"letopis {command} {option}"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_guide_tells_every_command_and_option(command: str) -> None:
    """The guide has every command, and every option of it."""
    assert re.search(rf"(`|letopis ){command}\b", GUIDE)
    for option in options_of(command) - HELP_OPTIONS:
        assert re.search(rf"{option}\b", GUIDE), f"letopis {command} {option} is not in docs/guide.md"


def test_guide_names_no_option_that_is_not_there() -> None:
    """Every option in the guide belongs to some command."""
    known = HELP_OPTIONS.union(*(options_of(command) for command in COMMANDS))
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", GUIDE)) <= known


def test_guide_names_the_kinds_that_can_be_asked_for() -> None:
    """The kinds of claims and of the cast stand in the guide as the code has them."""
    for kinds in (ClaimKind, MentionKind):
        assert ", ".join(kinds) in GUIDE


def test_exit_codes_in_the_docs_are_those_of_the_errors() -> None:
    """The guide's table and the tree in errors.py have the same codes as the classes."""
    found = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    codes = {kind.exit_code for kind in found if issubclass(kind, errors.LetopisError)}
    table = {int(code) for code in re.findall(r"^\| (\d+) \|", GUIDE, re.MULTILINE)}
    assert table == codes | {0, 130}
    for name, code in re.findall(r"(\w+Error)\s+exit (\d)", errors.__doc__ or ""):
        assert getattr(errors, name).exit_code == int(code)


@pytest.mark.parametrize("path", DOCS, ids=page_id)
def test_links_lead_somewhere(path: Path) -> None:
    """Every relative link of a page has a file at its end."""
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
        if not re.match(r"\w+:|#", target):
            assert (path.parent / target.split("#")[0]).exists(), target


@pytest.mark.parametrize("path", DOCS, ids=page_id)
def test_files_named_in_the_docs_exist(path: Path) -> None:
    """A path in code that begins in a folder of ours is there."""
    for name in re.findall(
        r"`((?:src|docs|bench|tests|training|examples)/[\w./-]+)`", path.read_text(encoding="utf-8")
    ):
        assert (ROOT / name.rstrip(".")).exists(), name


def schema() -> dict[str, Any]:
    """The JSON Schema that ships with the package."""
    text = resources.files("letopis").joinpath("data", "claims.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def fields_of(found: dict[str, Any]) -> set[str]:
    """Every property that a schema names, at any depth."""
    own = set(found.get("properties", {}))
    inner = [value for value in found.values() if isinstance(value, dict)]
    listed = [
        part
        for value in found.values()
        if isinstance(value, list)
        for part in value
        if isinstance(part, dict)
    ]
    return own.union(*(fields_of(part) for part in [*inner, *listed]))


def test_format_page_tells_every_exported_field() -> None:
    """Every field of the schema has its line in docs/format.md."""
    page = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    missing = [field for field in sorted(fields_of(schema())) if f"`{field}`" not in page]
    assert not missing


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.__name__)
def test_format_page_tells_every_field_of_a_list(row: type) -> None:
    """What a list gives with `--json` is told there too."""
    page = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    assert not [field.name for field in fields(row) if f"`{field.name}`" not in page]


def test_glossary_is_in_order_and_says_a_word_once() -> None:
    """The glossary can be searched by eye."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    terms = re.findall(r"^\| \*\*(\w+)\*\* \|", text, re.MULTILINE)
    assert terms == sorted(set(terms))


def test_glossary_has_the_words_of_the_nouns() -> None:
    """Every noun module and every kind of claim stands in the glossary."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    nouns = ["document", "mention", "claim", "entity", "run", "judgement", "review", "record", *ClaimKind]
    assert [noun for noun in nouns if f"| **{noun}** |" not in text] == []


def test_versions_agree() -> None:
    """The package, the citation and the changelog have the same version."""
    import letopis

    assert f"\nversion: {letopis.__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\n## {letopis.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
