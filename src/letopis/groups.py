"""Make entities of groups of chains, and a machine's judgements of why each chain is in its group.

In:   rows of chains in groups; what people decided; whom offices alone mean.
Out:  entities with their chains; judgements, new and revoked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from letopis.chains import Kept, grouped, key_of_text, threads_of
from letopis.decision import Judgement
from letopis.entity import Entity
from letopis.standing import Attached, decided
from letopis.store import Store, ThreadRow

if TYPE_CHECKING:
    from letopis.resolve.names.bare_offices import Meant
    from letopis.resolve.names.entities import Draft

Shown = tuple[str, str, str | None]  # kind, name and country of an entity


@dataclass(slots=True)
class Groups:
    """Groups of which entities are made.

    Attributes:
        groups: key → rows, sorted by chain.
        given: keys of those that are other than found, by what people decided.
    """

    groups: dict[str, list[ThreadRow]]
    given: set[str] = field(default_factory=set)
    _drafts: dict[str, Draft] = field(default_factory=dict)

    def rows(self) -> Iterator[ThreadRow]:
        """The rows of all groups."""
        return (row for rows in self.groups.values() for row in rows)

    def shown(self) -> Counter[Shown]:
        """What the groups are called, and how many of them."""
        from letopis.resolve.names.entities import draft_of

        for key, rows in self.groups.items():
            if key not in self._drafts:
                self._drafts[key] = draft_of(key_of_text(key), list(threads_of(rows).values()))
        return Counter(draft[:3] for draft in self._drafts.values())

    def entities(
        self, others: Mapping[Shown, int], attached: Attached
    ) -> tuple[list[Entity], dict[str, str]]:
        """Entities and the entity of each chain, as people decided.

        Args:
            others: how many other entities are called so.
        """
        from letopis.resolve.names.entities import entity_of

        known = self.shown() + Counter(others)
        made = {key: entity_of(draft, known[draft[:3]] > 1) for key, draft in self._drafts.items()}
        found = sorted(self._coded(made), key=lambda entity: entity.id)
        chains = {chain: entity.id for entity in found for chain in entity.chains}
        kept, in_entity = decided(found, chains, attached)
        as_found = {entity.id for entity in kept if entity.found_name is None}
        self.given = {key for key, entity in made.items() if entity.id not in as_found}
        return kept, in_entity

    def _coded(self, made: Mapping[str, Entity]) -> Sequence[Entity]:
        from letopis.resolve.names.coded import coded
        from letopis.resolve.names.packing import packed_codings

        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for key, rows in self.groups.items():
            for row in rows:
                counts[made[key].id].update(packed_codings(row.told))
        return coded(list(made.values()), counts)


@dataclass(slots=True)
class Judging:
    """Judgements that are made again.

    Attributes:
        meant: whom offices alone mean.
        new: judgements as they are now; old: ids of those that were.
    """

    store: Store
    kept: Kept
    meant: Mapping[str, Meant]
    new: list[Judgement] = field(default_factory=list)
    old: set[str] = field(default_factory=set)

    def judge(self, rows: Iterable[ThreadRow]) -> None:
        """Judges the chains that changed, and all of a group whose first chain is another one or changed.

        Args:
            rows: all rows of the groups, as the machine found them.
        """
        from letopis.resolve.names.judging import judge_group

        self.old |= {row.judgement for row in self.kept.before.values() if row is not None and row.judgement}
        changed = frozenset(self.kept.now)
        groups = grouped(sorted(rows, key=lambda row: row.chain), "found")
        compared = {key: self._compared(key, group, changed) for key, group in groups.items()}
        days = self.store.days_of({row.document for several in compared.values() for row in several})
        for key, group in groups.items():
            found = dict(judge_group(list(threads_of(compared[key], days).values()), self.meant))
            again = {row.chain for row in compared[key]}
            for row in group:
                if row.chain in again or row.chain in changed:
                    self._note(row, found.get(row.chain))

    def revoked(self) -> set[str]:
        """Ids of the judgements that no longer hold."""
        return self.old - {one.id for one in self.new}

    def _compared(
        self, key: str, group: Sequence[ThreadRow], changed: Collection[str]
    ) -> Sequence[ThreadRow]:
        """The rows of a group that are compared: the first and those that are to be judged."""
        from letopis.resolve.names.judging import JUDGED, anchor_of

        if key_of_text(key)[0] == "one":
            return ()
        threads = [thread for thread in threads_of(group).values() if thread.kind in JUDGED]
        judged = {thread.chain for thread in threads}
        anchor = anchor_of(threads, self.meant)
        rows = [row for row in group if row.chain in judged]
        first = next((row for row in rows if anchor is not None and row.chain == anchor.chain), None)
        if first is None or first.chain in changed or first.judgement is not None:
            return rows
        return [row for row in rows if row is first or row.chain in changed]

    def _note(self, row: ThreadRow, judgement: Judgement | None) -> None:
        if judgement is not None:
            self.new.append(judgement)
        made = judgement.id if judgement is not None else None
        if row.judgement != made:
            self.old |= {row.judgement} if row.judgement else set()
            self.kept.put(row.chain, replace(row, judgement=made), row)
