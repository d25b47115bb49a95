"""The import rule of ARCHITECTURE.md, held by reading the source; what the runtime loads, by running it."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src"
PACKAGE = SRC / "letopis"
LONGEST_MODULE = 500

# Each layer may import those before it. The steps stand in the order in which a document passes them.
STEPS = ("read", "annotate", "detect", "extract", "resolve", "store", "view")
VERBS = (*STEPS, "export")  # none of them knows another
LAYERS: dict[str, tuple[str, ...]] = {
    "ground": ("errors", "times"),
    "nouns": (
        "amount",
        "coding",
        "location",
        "document",
        "mention",
        "claim",
        "anchor",
        "background",
        "bound",
        "decision",
        "entity",
        "outlet",
        "profile",
        "tenure",
        "disagreement",
        "run",
        "counting",
        "copied",
        "plan",
        "position",
        "origin",
        "explained",
    ),
    "tools": ("ontology", "codebook", "stance", "lexicon", "gazetteer", "quotemarks", "model"),
    "steps": VERBS,
    "way": (
        "crew",
        "failure",
        "person",
        "meanings",
        "standing",
        "undated",
        "copies",
        "retold",
        "facts",
        "explaining",
        "chains",
        "groups",
        "who",
        "whole",
        "pipeline",
        "outlets",
        "eventdata",
        "holders",
        "plans",
        "positions",
        "states",
        "reasons",
        "changes",
        "disputes",
        "news",
        "stories",
        "questions",
        "rereading",
        "desk",
        "inbox",
        "record",
    ),
    "doors": ("cli", "serve"),
}
LEVEL = {name: level for level, names in enumerate(LAYERS.values()) for name in names}
NOUNS_ONLY = ("store", "view")
DISTRIBUTIONS = {
    "yaml": "pyyaml",
    "charset_normalizer": "charset-normalizer",
}  # imported and installed by different names
MODULES = sorted(PACKAGE.rglob("*.py"))

RUNTIME_EXTRAS = {"parquet": "pyarrow", "plot": "matplotlib"}  # imported only where they are asked for
NEEDED_BY_OTHERS = {"lxml-html-clean"}  # imported by a library of ours that does not ask for it


def name_of(path: Path) -> str:
    """`letopis.read.html` for src/letopis/read/html.py."""
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str | None:
    """`read` for `letopis.read.html`; None for the package itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else None


def is_module(name: str) -> bool:
    """True when a dotted name is a module or package of src."""
    path = SRC.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or path.is_dir()


def imports_of(path: Path) -> list[tuple[int, str]]:
    """Line and full name of everything that a file imports, anywhere in it; relative names made absolute."""
    module, found = name_of(path), []
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *(node.module or "").split(".")]).strip(".")
            found += [(node.lineno, f"{base}.{alias.name}") for alias in node.names]
    return [(line, name if is_module(name) else name.rpartition(".")[0] or name) for line, name in found]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_imports_only_layers_before_its_own(path: Path) -> None:
    """errors, times ← nouns ← tools ← steps ← pipeline, record ← cli; steps never import each other."""
    room = room_of(name_of(path))
    if room is None:  # the package's own __init__, which loads the record only when asked
        return
    assert room in LEVEL, (
        f"{room} has no layer: say in tests/test_layers.py and ARCHITECTURE.md where it belongs"
    )
    for line, name in imports_of(path):
        if not name.startswith("letopis.") or room_of(name) == room:
            continue
        other = room_of(name) or ""
        same_floor = LEVEL[other] == LEVEL[room] and room not in VERBS
        assert LEVEL[other] < LEVEL[room] or same_floor, (
            f"{path}:{line} imports {name}: {room} may not know {other}"
        )
        if room in NOUNS_ONLY:
            allowed = LAYERS["ground"] + LAYERS["nouns"]
            assert other in allowed, f"{path}:{line} imports {name}: {room} knows nouns only"


def test_order_of_steps_is_the_same_wherever_it_stands() -> None:
    """README's table, ARCHITECTURE's, pipeline.STEPS and this test name the same steps in the same order."""
    from letopis import pipeline

    assert pipeline.STEPS == STEPS
    for page in ("README.md", "ARCHITECTURE.md"):
        rows = re.findall(r"^\| `(\w+)/` \|", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
        assert tuple(rows) == VERBS, page


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_source_imports_nothing_that_is_not_shipped(path: Path) -> None:
    """Nothing in src imports training, bench, tests or torch."""
    for line, name in imports_of(path):
        root = name.split(".")[0]
        assert root not in {"training", "bench", "tests", "torch", "transformers"}, (
            f"{path}:{line} imports {name}"
        )


def foreign_imports(path: Path) -> set[str]:
    """Top-level packages of others that a file imports."""
    roots = {name.split(".")[0] for _, name in imports_of(path)}
    return roots - set(sys.stdlib_module_names) - {"letopis"}


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    """The package depends on what its source imports, by name, and on nothing else."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for name in RUNTIME_EXTRAS for line in project["optional-dependencies"][name]]
    declared = {re.split(r"[<>=~!;\[ ]", line)[0].lower() for line in [*project["dependencies"], *extras]}
    imported = set().union(*(foreign_imports(path) for path in MODULES))
    assert {DISTRIBUTIONS.get(name, name) for name in imported} == declared - NEEDED_BY_OTHERS


def test_extras_are_imported_only_inside_the_functions_that_need_them() -> None:
    """Nothing else breaks where an extra is not installed."""
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        at_once = {
            alias.name.split(".")[0] if isinstance(node, ast.Import) else (node.module or "").split(".")[0]
            for node in tree.body
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        assert not at_once & set(RUNTIME_EXTRAS.values()), path
        if foreign_imports(path) & set(RUNTIME_EXTRAS.values()):
            assert path.parent == PACKAGE / "export", path


@pytest.mark.parametrize("room", NOUNS_ONLY)
def test_store_and_view_depend_on_little(room: str) -> None:
    """Beyond the standard library the store knows SQLAlchemy and Alembic alone, the view a library that compares names."""
    found = set().union(*(foreign_imports(path) for path in (PACKAGE / room).rglob("*.py")))
    assert found <= {"store": {"sqlalchemy", "alembic"}, "view": {"rapidfuzz"}}[room]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_can_be_read_in_a_sitting(path: Path) -> None:
    """No module is over 500 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


def imported_by(program: str, cwd: Path) -> set[str]:
    """Top-level packages that a fresh interpreter has loaded after running `program` with src on its path."""
    program = f"import sys\nsys.path.insert(0, {str(SRC)!r})\n{program}"
    report = "\nimport sys; print('LOADED', *sorted({name.split('.')[0] for name, module in sys.modules.items() if module}))"
    done = subprocess.run(
        [sys.executable, "-c", program + report],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return set(re.findall(r"^LOADED (.*)$", done.stdout, re.MULTILINE)[-1].split())


def test_every_module_of_extract_has_its_room_in_the_architecture() -> None:
    """The page says of each folder which modules it has."""
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = page.partition("### Rooms of `extract/`")[2].partition("\n## ")[0]
    rows = [row.strip("|").split("|") for row in table.splitlines() if row.startswith("| ")]
    named = {
        Path(folder.strip(" `"), f"{name}.py")
        for folder, _, modules in rows
        for name in re.findall(r"`(\w+)`", modules)
    }
    files = {path.relative_to(PACKAGE / "extract") for path in (PACKAGE / "extract").rglob("*.py")}
    assert named == {path for path in files if path.name != "__init__.py"}


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    """`letopis --help` imports neither spaCy nor the runtime of the model nor the database."""
    program = (
        "sys.argv = ['letopis', '--help']\n"
        "from letopis.cli import main\ntry:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
    )
    heavy = {"spacy", "onnxruntime", "sqlalchemy", "alembic", "trafilatura", "numpy", "torch", "tokenizers"}
    assert not imported_by(program, tmp_path) & heavy


def test_reading_needs_no_torch_and_no_network(tmp_path: Path) -> None:
    """An article goes the whole way where no connection can be made and torch cannot be imported.

    It is kept out by force, because a library below spaCy loads it wherever it is installed.
    """
    article = tmp_path / "a.txt"
    article.write_text(
        "Norland's president visits\n\nPresident Anna Berg of Norland met Prime Minister Lind on Tuesday. "
        '"We agreed on the border," she said.\n',
        encoding="utf-8",
    )
    bare = "import socket\nsocket.socket.connect = socket.create_connection = None\n"
    bare += "sys.modules['torch'] = sys.modules['transformers'] = None\n"
    loaded = imported_by(f"{bare}import letopis\nletopis.read(['a.txt']).close()", tmp_path)
    assert "spacy" in loaded
    assert not loaded & {"torch", "transformers", "training", "bench"}


def strings_of(path: Path) -> list[str]:
    """The strings of a file that are no docstrings."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    said = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    ]


NO_SURNAME = {
    "May",
    "Street",
    "Commission",
    "Macedonia",
    "Welle",
}  # Theresa May; Downing Street and other speakers


def test_no_rule_is_written_for_one_story() -> None:
    """No person of an expected list, ours or others', stands in a string of the source."""
    lists = [
        *ROOT.glob("examples/**/expected_[0-9]*.json"),
        *ROOT.parent.glob("shared/articles/expected_*.json"),
    ]
    people = {
        name.split()[-1]
        for path in lists
        for claim in json.loads(path.read_text(encoding="utf-8"))["claims"]
        for name in [*claim.get("speaker", []), *claim.get("holder", [])]
        if len(name.split()) == 2 and name.istitle()
    }
    people -= NO_SURNAME
    assert people
    for path in MODULES:
        for text in strings_of(path):
            assert not people & set(re.findall(r"\w+", text)), f"{path}: {text!r}"


@pytest.mark.parametrize(("told", "threads"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "3"}, "3")])
def test_products_of_matrices_run_on_one_thread_unless_told_otherwise(
    told: dict[str, str], threads: str
) -> None:
    """numpy reads the number when it is first loaded; on several threads a quarter of the time is waiting."""
    free = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    code = "import letopis, os, sys; print('numpy' in sys.modules, os.environ['OPENBLAS_NUM_THREADS'])"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={**free, **told, "PYTHONPATH": str(SRC)},
        capture_output=True,
        text=True,
    )
    assert ran.stdout.split() == ["False", threads], ran.stderr
