"""The pass that finds copies, over a record."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from letopis.copied import Copy, Relation
from letopis.copies import find_copies
from letopis.document import Document, Rejected
from letopis.pipeline import read_paths
from letopis.record import Record
from letopis.store import Findings, Store, open_store
from tests.handmade import document_of, steps
from tests.resolve.test_copies import LOCAL, OTHER, STORY

AFTER = "A week on nobody has crossed. Our reporters waited at the gate of the second road from morning until it was dark."
STEPS = steps(
    read_file=lambda path, *, shown, published=None: _read(path, shown),
    find=lambda document: Findings(),
    passes=(find_copies,),
)


def _read(path: Path, shown: str) -> Document | Rejected:
    return document_of(path.read_text("utf-8"), path.name, path.name[:10])


@pytest.fixture
def articles(tmp_path: Path) -> list[Path]:
    """Three copies of one story, one report of its own, and one that shares a paragraph."""
    texts = {
        "2021-05-05 wire": ["Border to open", *STORY],
        "2021-05-06 longer": ["Bridge to open", *STORY, *LOCAL],
        "2021-05-06 short": ["Border deal", *STORY[:2]],
        "2021-05-06 own": ["Crossings", *OTHER],
        "2021-05-07 quoting": ["After the deal", AFTER, STORY[1], *OTHER[:1]],
    }
    paths = []
    for name, paragraphs in texts.items():
        paths.append(tmp_path / f"{name}.txt")
        paths[-1].write_text("\n\n".join(paragraphs), encoding="utf-8")
    return paths


def told(store: Store) -> dict[str, Copy]:
    """What each document is among its copies, by path."""
    path = {document.id: document.path for document in store.documents()}
    return {path[document]: copy for document, copy in store.copies().items()}


def test_copies_are_the_same_in_whatever_order_and_batches_they_are_read(articles: list[Path]) -> None:
    """Also when each run adds one document."""
    wanted = None
    for order in itertools.islice(itertools.permutations(articles), 0, 120, 17):
        for batches in ([order], [[path] for path in order]):
            store = open_store(None)
            for batch in batches:
                read_paths(batch, store, steps=STEPS)
            wanted = wanted or told(store)
            assert told(store) == wanted
    assert wanted is not None
    sizes = {name[11:-4]: copy.size for name, copy in wanted.items()}
    assert sizes == {"wire": 3, "longer": 3, "short": 3, "own": 1, "quoting": 1}
    assert wanted["2021-05-06 longer.txt"].relation is Relation.EXTENDED


def test_group_is_made_anew_when_its_head_gets_another_date(articles: list[Path]) -> None:
    """The first to appear is then another one."""
    store = open_store(None)
    read_paths(articles, store, steps=STEPS)
    wire = next(d for d in store.documents() if "wire" in d.path)
    read_paths([articles[0]], store, steps=STEPS, published="2021-06-01")
    assert store.document(wire.id).published.basis == "given"
    assert all(copy.head != wire.id for copy in told(store).values())


def test_documents_of_a_record_without_keys_are_compared_at_the_next_run(articles: list[Path]) -> None:
    """As those of a record that an older version made, or another scheme of keys."""
    store = open_store(None)
    read_paths(articles[:2], store, steps=steps(read_file=STEPS.read_file, find=STEPS.find))
    assert store.copies() == {}
    read_paths(articles[2:3], store, steps=STEPS)
    assert {copy.size for copy in store.copies().values()} == {3}
    assert store.unkeyed("another scheme") == sorted(store.document_ids())


def test_documents_tell_of_what_they_are_copies(articles: list[Path]) -> None:
    """The head by its path, and how they stand to it."""
    store = open_store(None)
    read_paths(articles, store, steps=STEPS)
    rows = {row.path[11:-4]: row for row in Record(store).holdings()}
    assert (rows["longer"].copy_of, rows["longer"].copy_kind) == ("2021-05-05 wire.txt", "extended")
    assert (rows["wire"].copy_of, rows["wire"].copies) == (None, 3)
    assert (rows["own"].copy_of, rows["own"].copies) == (None, 1)
