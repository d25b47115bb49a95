"""The record as a whole: reading in any order, in one go or in batches, and removing, give the same record."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from letopis import pipeline
from letopis.document import Document
from letopis.pipeline import read_paths, redate, remove
from letopis.record import Record
from letopis.store import Findings, Store, open_store
from tests.handmade import steps, write_articles

# Of a run, of the moment, and of full text search, whose tables are compared by what they hold.
PASSING = frozenset({"runs", "meta", "changed"})
PASSING_COLUMNS = frozenset({"run", "first_run", "last_run", "at", "number"})

# No shrinking: each example is a whole record.
BRIEF = settings(
    max_examples=6,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
TEXTS = {
    "a_visit.txt": """Norway, 4 May 2021 - President Anna Berg of Norway met Prime Minister Otto Lind of Sweden in Oslo on
Tuesday. "We agreed on the border," Berg said. Lind has headed the government since 2015.

Norway relies on Sweden for timber. The two countries will sign a treaty in October, the Coast Agency reported.""",
    "b_reply.txt": """May 6, 2021

Émile Żak said on Thursday that nothing had been agreed. Zak denied that Berg had met him. Karin Berg, a lawyer, called
the meeting a farce. The Union of Northern Fishers (UNF) protested in Oslo.""",
    "c_treaty.txt": """October 12, 2021

Norway and Sweden signed the treaty on Tuesday. Anna Berg and Prime Minister Lind shook hands in Oslo. The UNF said it
would sue. The Foreign Ministry declined to comment.""",
    "d_copy.txt": """October 13, 2021

Norway and Sweden signed the treaty on Tuesday. Anna Berg and Prime Minister Lind shook hands in Oslo. The UNF said it
would sue. The Foreign Ministry declined to comment. More follows.""",
    "e_undated.txt": """The 6-year rule of Prime Minister Otto Lind

Prime Minister Otto Lind of Sweden promised to resign before the winter. The Swedish Foreign Ministry denied it. "He
stays," a senior official said.""",
    "f_resigned.txt": """December 1, 2021

Otto Lind resigned as prime minister of Sweden on Wednesday. Ingrid Holm was appointed prime minister. Berg sent a
telegram. B. Holm, her brother, was elected mayor of Malmö.""",
    "g_later.txt": """January 20, 2022

Prime Minister Ingrid Holm met President Berg in Stockholm on Thursday. Holm said the treaty had been broken. Norway's
Foreign Ministry rejected the claim. Twelve fishers were arrested, the Coast Agency said; the Union of Northern Fishers
said twenty.""",
}


@cache
def found_in(document: Document) -> Findings:
    """What our own steps find in a text; each is read by the model once."""
    return pipeline.find_in(document)


@cache
def read_once(path: Path, shown: str, published: str | None) -> Any:
    """A text as a document."""
    return pipeline.letopis_steps().read_file(path, shown=shown, published=published)


def quick() -> pipeline.Steps:
    """Our own steps, of which those before resolve are done once for a text."""

    def read_file(path: Path, *, shown: str, published: str | None = None) -> Any:
        return read_once(path, shown, published)

    return replace(pipeline.letopis_steps(), read_file=read_file, load=lambda: "tests 1", find=found_in)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the texts."""
    folder = tmp_path_factory.mktemp("articles")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def read(store: Store, folder: Path, names: Sequence[str]) -> None:
    """One run over some of the texts."""
    read_paths([folder / name for name in names], store, steps=quick())


def take_out(store: Store, folder: Path, names: Sequence[str]) -> None:
    """Removes some of them."""
    for name in names:
        remove(store, store.document_at((folder / name).as_posix()) or "", steps=quick())


def held(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, apart from runs and times, and the export."""
    with store._engine.connect() as engine:
        connection: sqlite3.Connection = engine.connection.dbapi_connection  # type: ignore[assignment]
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found: dict[str, list[tuple[Any, ...]]] = {}
        for name in names:
            is_index = "_words_" in name
            if name in PASSING or is_index:
                continue
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')]
            kept = ", ".join(f'"{column}"' for column in columns if column not in PASSING_COLUMNS)
            found[name] = sorted(connection.execute(f'SELECT {kept} FROM "{name}"').fetchall(), key=repr)
    found["export"] = [(line,) for line in Record(store).export()]
    return found


@pytest.fixture(scope="module")
def records(articles: Path) -> Any:
    """names → what a record holds that read exactly these, in one go."""

    @cache
    def of(names: frozenset[str]) -> dict[str, list[tuple[Any, ...]]]:
        store = open_store(None)
        read(store, articles, sorted(names))
        return held(store)

    return of


def test_texts_hold_what_can_differ(records: Any) -> None:
    """There are claims of every kind, bounds of a date, and several chains of one entity."""
    whole = records(frozenset(TEXTS))
    assert len(whole["claims"]) > 30
    assert whole["date_bounds"]
    assert whole["judgements"]


@given(order=st.permutations(sorted(TEXTS)), cuts=st.sets(st.integers(1, len(TEXTS) - 1)))
@settings(BRIEF)
def test_any_order_and_any_batches_give_the_same_record(
    order: list[str], cuts: set[int], articles: Path, records: Any
) -> None:
    """Rows, ids and export are equal to the byte, apart from runs."""
    store = open_store(None)
    edges = [0, *sorted(cuts), len(order)]
    for start, end in pairwise(edges):
        read(store, articles, order[start:end])
    assert held(store) == records(frozenset(TEXTS))


@given(
    order=st.permutations(sorted(TEXTS)),
    removed=st.sets(st.sampled_from(sorted(TEXTS)), max_size=4),
    at=st.integers(1, len(TEXTS)),
)
@settings(BRIEF)
def test_what_is_removed_was_never_there(
    order: list[str], removed: set[str], at: int, articles: Path, records: Any
) -> None:
    """A record from which a document was removed equals one that never had it."""
    store = open_store(None)
    read(store, articles, order[:at])
    take_out(store, articles, sorted(removed & set(order[:at])))
    read(store, articles, order[at:])
    take_out(store, articles, sorted(removed - set(order[:at])))
    assert held(store) == records(frozenset(TEXTS) - removed)


def test_removing_and_reading_again_gives_the_same_record(articles: Path, records: Any) -> None:
    """Nothing of the first reading is left behind, nothing is lost."""
    store = open_store(None)
    read(store, articles, sorted(TEXTS))
    take_out(store, articles, sorted(TEXTS))
    assert not store.documents()
    read(store, articles, sorted(TEXTS))
    assert held(store) == records(frozenset(TEXTS))


def test_date_given_to_a_document_stands_when_it_is_removed_and_read_again(tmp_path: Path) -> None:
    """A decision outlives its document; its times are told by it again."""
    store = open_store(None)
    folder = write_articles(tmp_path / "articles")
    read_paths([folder], store, steps=steps())
    document = store.document_at((folder / "b_reply.txt").as_posix())
    assert document is not None
    redate(store, document, "2021-05", steps=steps())
    before = [line.claim for line in store.lines()]
    remove(store, document, steps=steps())
    assert [decision.document for decision in store.date_decisions()] == [document]
    read_paths([folder], store, steps=steps())
    assert [line.claim for line in store.lines()] == before
    assert {claim.known.edtf for claim in before if claim.document == document and claim.known} == {"2021-05"}


def test_passes_get_the_documents_that_changed(tmp_path: Path) -> None:
    """Those that were read or dated anew, and those of which an entity changed; after the passes none."""
    seen: list[list[str]] = []
    told = steps(passes=(lambda store, changed: seen.append(list(changed)),))
    store = open_store(None)
    folder = write_articles(tmp_path / "articles")
    visit, reply = folder / "a_visit.txt", folder / "b_reply.txt"
    read_paths([visit], store, steps=told)
    read_paths([reply], store, steps=told)
    read_paths([reply], store, steps=told)
    ids = [store.document_at(path.as_posix()) for path in (visit, reply)]
    redate(store, ids[1] or "", "2021", steps=told)
    assert seen == [[ids[0]], [ids[1]], [ids[1]]]
    assert store.changed_documents() == []
    assert not store.is_stale


def test_document_with_a_claim_merged_with_one_removed_is_changed(tmp_path: Path) -> None:
    """What was merged may fall apart, so a pass is given it."""
    store = open_store(None)
    read_paths([write_articles(tmp_path / "articles")], store, steps=steps())
    gone, left = sorted(store.document_ids())
    with store._transaction() as connection:
        connection.exec_driver_sql("UPDATE claims SET same_as = 'evt:1'")
    store.remove(gone)
    assert store.changed_documents() == [left]
    assert store.is_stale


def test_mentions_for_resolving_tell_all_but_places_members_and_readings(articles: Path) -> None:
    """What the step resolve gets equals what was found, but for what says nothing of who is who."""
    store = open_store(None)
    read(store, articles, sorted(TEXTS))
    assert any(mention.unnamed for mention in store.mentions())
    untold = {"location": None, "members": (), "alternatives": (), "score": 1.0, "producer": "detect"}
    assert store.told_mentions() == [replace(mention, **untold) for mention in store.mentions()]
