"""Who is who, worked out again for what changed, is what all mentions at once give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from letopis.desk import Desk
from letopis.errors import UsageError
from letopis.pipeline import redate, resolve_record
from letopis.record import Record
from letopis.resolve import resolve
from letopis.standing import attach, decided
from letopis.store import Store, open_store, tables
from tests.test_whole import BRIEF, TEXTS, articles, quick, read, take_out

__all__ = ["articles"]  # the fixture with the texts

NAMES = sorted(TEXTS)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("read", "read", "remove", "merge", "split", "rename", "reject", "redate", "undo")),
        st.integers(0, 40),
        st.integers(0, 40),
    ),
    min_size=8,
    max_size=14,
)


def do(store: Store, folder: Path, act: str, one: int, other: int) -> None:
    """One thing that a reader does to a record; nothing where it cannot be done."""
    name, desk = NAMES[one % len(NAMES)], Desk(Record(store), "ann", quick())
    found = [entity.id for entity in store.entities()]
    if act == "read":
        read(store, folder, [name])
    elif act == "remove":
        if store.document_at((folder / name).as_posix()):
            take_out(store, folder, [name])
    elif act == "redate":
        if document := store.document_at((folder / name).as_posix()):
            redate(store, document, f"20{20 + other % 3}-05", steps=quick())
    elif act == "undo":
        desk.undo()
    elif found:
        left, right = found[one % len(found)], found[other % len(found)]
        if act == "merge":
            desk.merge([left, right])
        elif act == "split":
            desk.split(left, [NAMES[other % len(NAMES)]])
        elif act == "rename":
            desk.rename(left, f"Somebody {other}")
        else:
            desk.reject(left)


def rows(store: Store, table: Any) -> list[tuple[Any, ...]]:
    """Every row of a table."""
    with store._engine.connect() as connection:
        return sorted((tuple(row) for row in connection.execute(select(table))), key=repr)


def at_once(store: Store) -> Store:
    """A record that holds who is who as all mentions at once give it."""
    attached = attach(store)
    resolution = resolve(store.told_mentions(), attached.judgements, store.background())
    other = open_store(None)
    entities = decided(resolution.entities, resolution.entity_of, attached)
    other.replace_resolution(*entities, resolution.judgements)
    return other


@given(acts=STEPS)
@settings(BRIEF)
def test_any_course_of_a_record_gives_what_all_mentions_at_once_give(
    acts: list[tuple[str, int, int]], articles: Path
) -> None:
    """Reading, removing, dating, deciding and undoing, in any order: entities, chains and judgements are equal."""
    store = open_store(None)
    read(store, articles, NAMES[:3])
    for act in acts:
        try:
            do(store, articles, *act)
        except UsageError:  # nothing to undo, the same thing twice, no part of it there
            continue
    whole = at_once(store)
    for table in (tables.entities, tables.entity_names, tables.entity_of, tables.judgements):
        assert rows(store, table) == rows(whole, table)


def test_chains_that_nobody_else_knows_are_not_linked_again(articles: Path) -> None:
    """Of the chains of a record only those of people with names, of bodies and of what may be one are tied."""
    store = open_store(None)
    read(store, articles, NAMES)
    tied = store.threads_tied()
    assert 0 < len(tied) < len(store.threads_in(store.document_ids()))


def test_record_is_worked_out_whole_where_another_scheme_kept_its_chains(articles: Path) -> None:
    """Chains as an older version kept them are made anew, with all that rests on them."""
    store = open_store(None)
    read(store, articles, NAMES)
    before = {table: rows(store, table) for table in (tables.threads, tables.entities, tables.judgements)}
    with store._transaction() as connection:
        connection.execute(tables.threads.update().values(told='["person",[],null,null,null,"x",[],[]]'))
        connection.execute(tables.meta.update().where(tables.meta.c.key == "threads").values(value="0"))
        connection.execute(tables.meta.insert(), {"key": "stale", "value": "1"})
    resolve_record(store, quick())
    assert {table: rows(store, table) for table in before} == before
