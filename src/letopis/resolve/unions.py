"""Disjoint sets. Which item stands for a set depends on order and must never show; its members do not."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)


class Unions(Generic[Item]):
    """Sets of items that are one; every item given is at first a set of its own."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._up: dict[Item, Item] = {item: item for item in items}
        self._members: dict[Item, list[Item]] = {item: [item] for item in self._up}

    def find(self, item: Item) -> Item:
        """The item that stands for the set of `item`."""
        while self._up[item] != item:
            self._up[item] = self._up[self._up[item]]
            item = self._up[item]
        return item

    def members(self, item: Item) -> list[Item]:
        """All items of the set of `item`, in no order."""
        return self._members[self.find(item)]

    def join(self, left: Item, right: Item) -> None:
        """Make the sets of both one."""
        kept, gone = self.find(left), self.find(right)
        if kept == gone:
            return
        if len(self._members[kept]) < len(self._members[gone]):
            kept, gone = gone, kept
        self._up[gone] = kept
        self._members[kept] += self._members.pop(gone)

    def sets(self) -> list[list[Item]]:
        """Every set once, in no order."""
        return list(self._members.values())
