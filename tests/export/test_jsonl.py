"""The export contract: keys and their order, validity, order of lines, the same bytes each time."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from letopis.counting import Code, Codebook
from letopis.export import export_claims
from letopis.pipeline import read_paths
from letopis.profile import Line
from letopis.store import Store, open_store
from tests.handmade import steps, write_articles

SCHEMA = json.loads((resources.files("letopis") / "data" / "claims.schema.json").read_text(encoding="utf-8"))
KEYS = [
    "id",
    "kind",
    "type",
    "mode",
    "context",
    "arguments",
    "when",
    "known",
    "polarity",
    "modality",
    "background",
    "attribution",
    "evidence",
    "score",
    "producer",
    "same_as",
    "shown_by",
    "reports",
    "independent",
    "review",
]
INNER = {
    "arguments": "role name entity text start end described unnamed_because country cow sector "
    "region lat lon resolution measure low high unit unnamed",
    "attribution": "name entity cue medium unnamed text start end cue_start cue_end described",
    "evidence": "document path start end quote",
}
WHEN = "start end start_latest end_earliest extent edtf text basis rule"
FORMAT = Path(__file__).parents[2] / "docs" / "format.md"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with both articles read."""
    opened = open_store(None)
    read_paths([write_articles(tmp_path_factory.mktemp("articles"))], opened, steps=steps())
    return opened


@pytest.fixture(scope="module")
def claims(store: Store) -> list[dict[str, Any]]:
    """The export, parsed."""
    return [json.loads(line) for line in export_claims(store.lines())]


def test_every_line_is_valid_by_the_schema_that_ships(claims: list[dict[str, Any]]) -> None:
    """data/claims.schema.json accepts what we write."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert len(claims) == 9
    for claim in claims:
        validator.validate(claim)


def test_schema_refuses_what_breaks_the_contract(claims: list[dict[str, Any]]) -> None:
    """A missing key, an unknown kind, a role of another kind and an empty evidence are refused."""
    validator = jsonschema.Draft202012Validator(SCHEMA)
    tie = next(claim for claim in claims if claim["kind"] == "tie")
    without = {key: value for key, value in tie.items() if key != "same_as"}
    for wrong in (without, {**tie, "kind": "rumour"}, {**tie, "kind": "event"}, {**tie, "evidence": []}):
        assert not validator.is_valid(wrong)


def test_keys_stand_in_the_order_of_the_contract(claims: list[dict[str, Any]]) -> None:
    """Top level and nested objects."""
    for claim in claims:
        assert list(claim) == KEYS
        for key, inner in INNER.items():
            assert all(list(item) == inner.split() for item in claim[key])
        assert claim["when"] is None or list(claim["when"]) == WHEN.split()


def test_schema_lists_the_same_keys() -> None:
    """Schema and exporter do not drift apart."""
    assert SCHEMA["required"] == KEYS
    for name, inner in zip(("argument", "source", "evidence"), INNER.values(), strict=True):
        assert SCHEMA["$defs"][name]["required"] == inner.split()
    assert SCHEMA["$defs"]["when"]["anyOf"][1]["required"] == WHEN.split()


def test_every_field_is_told_in_the_docs() -> None:
    """docs/format.md names each key, in code type."""
    told = FORMAT.read_text(encoding="utf-8")
    for key in {*KEYS, *WHEN.split(), *" ".join(INNER.values()).split()}:
        assert f"`{key}`" in told, key


def test_quotes_and_arguments_are_the_words_at_their_place(
    store: Store, claims: list[dict[str, Any]]
) -> None:
    """`text[start:end]` holds for evidence and arguments, emoji before them or not."""
    texts = {document.id: document.text for document in store.documents()}
    for claim in claims:
        for evidence in claim["evidence"]:
            text = texts[evidence["document"]]
            assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
        text = texts[claim["evidence"][0]["document"]]
        for argument in claim["arguments"]:
            assert text[argument["start"] : argument["end"]] == argument["text"]


def test_names_come_from_resolution(claims: list[dict[str, Any]]) -> None:
    """ "she" has the entity's name; a normal form stands in where there is no entity; else null."""
    statement = next(claim for claim in claims if claim["type"] == "direct")
    speaker, content, _ = statement["arguments"]
    assert (speaker["text"], speaker["name"]) == ("she", "Anna Berg")
    assert speaker["entity"].startswith("ent:")
    assert (content["name"], content["entity"]) == (None, None)
    protest = next(claim for claim in claims if claim["type"] == "PROTEST")
    assert (protest["arguments"][0]["name"], protest["arguments"][0]["entity"]) == ("thousands", None)
    tenure = next(claim for claim in claims if claim["type"] == "head_of_government")
    assert tenure["arguments"][1]["name"] == "Sudland"


def test_attribution_is_outermost_first(claims: list[dict[str, Any]]) -> None:
    """The agency quoted Lind: agency, then Lind."""
    plan = next(claim for claim in claims if claim["modality"] == "planned")
    assert [(link["name"], link["cue"]) for link in plan["attribution"]] == [
        ("Coast Agency", "quoted"),
        ("Otto Lind", "saying"),
    ]


def test_lines_are_in_the_order_of_paths_and_places(claims: list[dict[str, Any]]) -> None:
    """By path, start, id."""
    order = [(c["evidence"][0]["path"], c["evidence"][0]["start"], c["id"]) for c in claims]
    assert order == sorted(order)


def test_two_records_of_the_same_files_export_the_same_bytes(tmp_path: Path) -> None:
    """Nothing in the export depends on the run."""
    articles = write_articles(tmp_path / "articles")
    exports = []
    for _ in range(2):
        other = open_store(None)
        read_paths([articles], other, steps=steps())
        exports.append("".join(export_claims(other.lines())).encode())
    assert exports[0] == exports[1]


def test_codebook_gives_events_its_categories_and_leaves_the_rest(store: Store) -> None:
    """What ours was stands beside it; what it drops is left out; other claims are as they were; still valid."""

    def code(line: Line) -> Code | None:
        return Code("TALKS", None, 1, 3.0) if line.claim.type == "CONSULT" else None

    told = [json.loads(line) for line in export_claims(store.lines(), Codebook("mine", ("TALKS",), code))]
    for claim in told:
        jsonschema.validate(claim, SCHEMA)
    events = [claim for claim in told if claim["kind"] == "event"]
    assert [(claim["type"], claim["mode"]) for claim in events] == [("TALKS", None)] * 2
    assert events[0]["codebook"] == {
        "name": "mine",
        "quad": "verbal cooperation",
        "intensity": 3.0,
        "type": "CONSULT",
        "mode": "meet",
    }
    others = [claim for claim in told if claim["kind"] != "event"]
    assert len(others) == 5
    assert {claim["codebook"] for claim in others} == {None}
