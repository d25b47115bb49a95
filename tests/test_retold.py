"""The pass that merges reports of one event, over a record."""

from __future__ import annotations

import itertools
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from letopis.document import Document, Rejected
from letopis.pipeline import find_in, read_paths
from letopis.profile import Wanted
from letopis.resolve.events import retold as retold_keys
from letopis.retold import REPEATED, merge_events
from letopis.store import Findings, Store, open_store
from tests.handmade import document_of, steps

TEXTS = {
    "2021-03-01 plan": "President Dias Omarov of Kazakhstan will meet President Rustam Yuldash in Tashkent on Thursday.",
    "2021-03-05 one": "Kazakh President Dias Omarov met Uzbek President Rustam Yuldash in Tashkent on Thursday.",
    "2021-03-06 other": "Presidents Dias Omarov of Kazakhstan and Rustam Yuldash of Uzbekistan met in Tashkent on March 4.",
    "2021-03-12 next": "Kazakh President Dias Omarov met Uzbek President Rustam Yuldash in Tashkent on Thursday.",
    "2021-05-20 recalled": "Dias Omarov, who met Rustam Yuldash in Tashkent on March 4, 2021, resigned on Wednesday.",
}


@cache
def _found(document: Document) -> Findings:
    return find_in(document)


def _read(path: Path, *, shown: str, published: str | None = None) -> Document | Rejected:
    return document_of(path.read_text("utf-8"), path.name, path.name[:10])


@pytest.fixture
def articles(tmp_path: Path) -> list[Path]:
    """A plan, its meeting told three times, and the next meeting."""
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(f"News of {name[:10]}\n\n{text}", encoding="utf-8")
    return sorted(tmp_path.iterdir())


def resolved(batches: list[list[Path]]) -> Store:
    """A record into which the batches were read one after another."""
    from letopis.pipeline import letopis_steps

    store = open_store(None)
    ours = steps(read_file=_read, find=_found, resolve=letopis_steps().resolve, passes=(merge_events,))
    for batch in batches:
        read_paths(batch, store, steps=ours)
    return store


def told(store: Store) -> list[tuple[str, str, str | None]]:
    """Path, type and event of each claim that something happened."""
    return [(line.path, line.claim.id, line.same_as) for line in store.lines(Wanted(kinds=("event",)))]


def test_events_are_the_same_in_whatever_order_and_batches_they_are_read(articles: list[Path]) -> None:
    """Also when each run adds one document; and so are links from plans."""
    whole = resolved([articles])
    for order in itertools.islice(itertools.permutations(articles), 5, 120, 23):
        for batches in ([list(order)], [[path] for path in order]):
            store = resolved(batches)
            assert told(store) == told(whole)
            assert store.foretold() == whole.foretold()


def test_reports_of_one_meeting_are_one_event_and_the_next_meeting_is_another(articles: list[Path]) -> None:
    """The plan stands apart and is linked with each report of the meeting that came of it."""
    store = resolved([articles])
    lines = store.lines(Wanted(types=("CONSULT",)))
    events = {line.path[11:-4]: line.same_as for line in lines}
    assert events["one"] is not None
    assert events["one"] == events["other"] == events["recalled"]
    assert events["plan"] is None
    assert events["next"] is None
    path = {line.claim.id: line.path[11:-4] for line in lines}
    assert {(path[plan], path[claim]) for plan, claim, _ in store.foretold()} >= {
        ("plan", "one"),
        ("plan", "other"),
    }


def test_event_falls_apart_when_only_one_report_is_left(articles: list[Path]) -> None:
    """A claim found otherwise takes its companions with it."""
    pair = [path for path in articles if path.name[11:14] in ("one", "oth")]
    store = resolved([pair])
    assert {event for _, _, event in told(store)} != {None}
    document = next(document for document in store.documents() if document.path == pair[1].name)
    store.refind(document, Findings(), store.runs()[0].id)
    merge_events(
        store, store.changed_documents() if hasattr(store, "changed_documents") else store.document_ids()
    )
    assert {event for _, _, event in told(store)} == {None}


def test_sentence_that_a_text_repeats_for_ever_is_compared_a_few_times_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work grows with what is told, not with the square of what is repeated."""
    compared: list[int] = []
    links = retold_keys.links

    def counted(found: Any, asked: Any, owners: Any) -> Any:
        compared.append(len(asked))
        return links(found, asked, owners)

    monkeypatch.setattr(retold_keys, "links", counted)
    path = tmp_path / "2021-03-05 again.txt"
    path.write_text("Again\n\n" + f"{TEXTS['2021-03-05 one']} " * 60, encoding="utf-8")
    store = resolved([[path]])
    assert len(told(store)) >= 60
    assert sum(compared) <= 2 * REPEATED
