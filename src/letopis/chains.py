"""The chains of a record, each with the key of its group: kept, and linked again where documents changed.

In:   the record, open; ids of documents that changed or went; judgements of people.
Out:  rows of chains as they were and as they are; whom offices alone mean.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from letopis.decision import Judgement
from letopis.store import Store, ThreadRow

if TYPE_CHECKING:
    from letopis.resolve.names.bare_offices import Meant
    from letopis.resolve.names.threads import Thread
    from letopis.times import Interval

AT_ONCE = 200  # documents whose mentions are in memory at a time
PARTS = "\x1f"  # between the parts of a key that is kept
Key = tuple[str, ...]


@dataclass(slots=True)
class Kept:
    """The chains of the record as they are now; those that are other than kept in the store are held here.

    Attributes:
        store: None where nothing is kept yet.
        before, now: rows that were looked at, as they were and as they are; None for what was not or is no longer.
    """

    store: Store | None
    before: dict[str, ThreadRow | None] = field(default_factory=dict)
    now: dict[str, ThreadRow | None] = field(default_factory=dict)

    def put(self, chain: str, row: ThreadRow | None, before: ThreadRow | None) -> None:
        """Holds a chain as it is now; what it was at first stays."""
        self.before.setdefault(chain, before)
        self.now[chain] = row

    def of(self, chains: Collection[str]) -> list[ThreadRow]:
        """The rows of chains."""
        return self._as_now(self.store.threads_of(chains) if self.store else (), "chain", chains)

    def under(self, keys: Collection[str]) -> list[ThreadRow]:
        """The rows of groups after what people decided."""
        return self._as_now(self.store.threads_under(keys) if self.store else (), "key", keys)

    def found_under(self, keys: Collection[str]) -> list[ThreadRow]:
        """The rows of groups as the machine found them."""
        return self._as_now(self.store.threads_found_under(keys) if self.store else (), "found", keys)

    def decided(self) -> list[ThreadRow]:
        """The rows that people put elsewhere."""
        rows = (
            [row for row in self.store.threads_decided() if row.chain not in self.now] if self.store else []
        )
        return rows + [row for row in self.now.values() if row is not None and row.key != row.found]

    def _as_now(self, stored: Iterable[ThreadRow], name: str, wanted: Collection[str]) -> list[ThreadRow]:
        rows, wanted = [row for row in stored if row.chain not in self.now], frozenset(wanted)
        rows += [row for row in self.now.values() if row is not None and getattr(row, name) in wanted]
        return sorted(rows, key=lambda row: row.chain)


def link_chains(store: Store, kept: Kept, due: Sequence[str], gone: Collection[str]) -> Mapping[str, Meant]:
    """Whom offices alone mean; the chains of documents that changed, and those whose key is another, are held."""
    from letopis.resolve.names.linking import link
    from letopis.resolve.names.packing import unpack, unpack_bare
    from letopis.resolve.names.recasting import recast

    if not due and not gone:
        return {}
    before = {row.chain: row for row in store.threads_in([*due, *gone])} if kept.store else {}
    rows: dict[str, ThreadRow] = {}
    raw: dict[str, Thread] = {}
    for row, thread in _fresh(store, due):
        rows[row.chain] = row
        if row.tied:
            raw[row.chain] = thread
    others = [row for row in kept.store.threads_tied() if row.chain not in before] if kept.store else []
    for row in others:
        rows[row.chain] = row
        if row.tied:
            raw[row.chain] = unpack(row.chain, row.document, row.raw or row.told)
    threads = recast({chain: raw[chain] for chain in sorted(raw)})
    keys, meant = link(threads, {row.chain: unpack_bare(row.office) for row in rows.values() if row.office})
    unchanged = {row.chain for row in others}
    for chain, row in rows.items():
        told = threads[chain] if chain in raw and threads[chain] is not raw[chain] else None
        new = _linked(row, keys.get(chain), told)
        if chain not in unchanged:
            was = before.get(chain)
            judgement = was.judgement if was is not None else None
            kept.put(chain, replace(new, key=new.found, judgement=judgement), was)
        elif new is not row:
            kept.put(chain, replace(new, key=row.key if row.key != row.found else new.found), row)
    for chain, row in before.items():
        if chain not in rows:
            kept.put(chain, None, row)
    return meant


def _fresh(store: Store, documents: Sequence[str]) -> Iterator[tuple[ThreadRow, Thread]]:
    """The chains of documents as their mentions tell them, with the key that each has by itself."""
    from letopis.resolve.names.bare_offices import bare_offices
    from letopis.resolve.names.linking import is_tied, own_key
    from letopis.resolve.names.packing import codings_of, pack, pack_bare
    from letopis.resolve.names.seating import reseat
    from letopis.resolve.names.threads import make_threads

    for n in range(0, len(documents), AT_ONCE):
        mentions, background = store.mentions_in(documents[n : n + AT_ONCE])
        bare = bare_offices(mentions, background.days)
        codings = codings_of(mentions)
        threads = make_threads(mentions, background)
        for chain, thread in reseat(threads).items():
            found = PARTS.join(own_key(thread))
            office = pack_bare(bare[chain]) if chain in bare else None
            told = pack(thread, codings.get(chain, {}))
            row = ThreadRow(chain, thread.document, told, None, office, is_tied(threads[chain]), found, found)
            yield row, thread


def _linked(row: ThreadRow, key: Key | None, told: Thread | None) -> ThreadRow:
    """A row with the key that was found, and told anew where the record knows better than its document."""
    from letopis.resolve.names.packing import pack, packed_codings

    told_alone = row.raw or row.told
    found = PARTS.join(key) if key is not None else row.found
    if key is None and row.office and not row.tied:
        found = PARTS.join(("one", row.chain))
    raw = told_alone if told is not None else None
    packed = pack(told, packed_codings(told_alone)) if told is not None else told_alone
    if (row.found, row.raw, row.told) == (found, raw, packed):
        return row
    return replace(row, told=packed, raw=raw, found=found)


def decide(kept: Kept, judgements: Sequence[Judgement]) -> None:
    """Brings keys to what people decided."""
    from letopis.resolve.names.verdicts import apply_judgements

    judged = {chain for one in judgements for chain in (one.left, one.right, *one.with_left, *one.with_right)}
    founds = {row.found for row in kept.of(judged)}
    rows = {row.chain: row for row in (*kept.decided(), *kept.found_under(founds))}
    members = {chain: row for chain, row in sorted(rows.items()) if row.found in founds}
    keys = {chain: key_of_text(row.found) for chain, row in members.items()}
    final = apply_judgements(keys, threads_of(members.values()), judgements) if judgements else keys
    for chain, row in rows.items():
        key = PARTS.join(final[chain]) if chain in final else row.found
        if key != row.key:
            kept.put(chain, replace(row, key=key), row)


def key_of_text(text: str) -> Key:
    """The key that is kept as this text."""
    return tuple(text.split(PARTS))


def threads_of(rows: Iterable[ThreadRow], days: Mapping[str, Interval] | None = None) -> dict[str, Thread]:
    """The threads of rows; with the days of their documents where these are given."""
    from letopis.resolve.names.packing import unpack
    from letopis.resolve.names.portraits import NO_DAYS

    told = days or {}
    return {
        row.chain: unpack(row.chain, row.document, row.told, told.get(row.document, NO_DAYS)) for row in rows
    }


def grouped(rows: Iterable[ThreadRow], by: str) -> dict[str, list[ThreadRow]]:
    """The rows by "key" or by what was "found", in order."""
    groups: dict[str, list[ThreadRow]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, by)].append(row)
    return groups
