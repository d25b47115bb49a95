"""The stories of a record, and the collections of his own that a user makes of them: dossiers.

In:   a store; names and ids as typed.
Out:  stories, dossiers, and the claims that are in one.

A dossier is what people decided to put into it: each entry a decision that is appended, and taken out by another; it
travels in the text file of decisions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from letopis import view
from letopis.decision import NOWHERE, Act, Decision, standing
from letopis.errors import UsageError
from letopis.person import moment_after, person_named
from letopis.profile import Line, Wanted
from letopis.store import Store
from letopis.view.names import fold
from letopis.view.stories import Paper, Story, gather, name_of, story_of

KINDS = {"doc": "document", "clm": "claim", "ent": "entity", "sty": "story"}


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in a list; `independent` counts documents that are copies of one another once."""

    name: str
    first: str | None
    last: str | None
    documents: int
    independent: int
    claims: int
    cast: str
    id: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a dossier: a document, claim, entity or story, with a note; `what` is "" where it is not there."""

    kind: str
    what: str
    note: str
    by: str
    at: str
    id: str


class Stories:
    """The stories and dossiers of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def all(self) -> list[Story]:
        """The stories, the newest first."""
        named, events, copies = self._store.named_in(), self._store.events_in(), self._store.copies()
        papers = []
        for document in self._store.documents():
            end = document.published.interval.end
            own = copies.get(document.id)
            papers.append(
                Paper(
                    document.id,
                    end - timedelta(days=1) if end is not None else None,
                    named.get(document.id, {}),
                    frozenset(events.get(document.id, ())),
                    own.group if own is not None else document.id,
                )
            )
        return gather(papers)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {entity.id: entity.name for entity in self._store.entities()}

    def rows(self) -> list[StoryRow]:
        """The stories as rows."""
        paths = {document.id: document.path for document in self._store.documents()}
        claims = {one.document.id: sum(one.claims.values()) for one in self._store.holdings().documents}
        return [
            StoryRow(
                name=name_of(story, self._names),
                first=story.first.isoformat() if story.first else None,
                last=story.last.isoformat() if story.last else None,
                documents=len(story.documents),
                independent=story.independent,
                claims=sum(claims.get(document, 0) for document in story.documents),
                cast=", ".join(self._names[one] for one in story.cast[:8] if one in self._names),
                id=story.id,
                paths=tuple(paths[document] for document in story.documents),
            )
            for story in self.all
        ]

    def find(self, wanted: str) -> Story:
        """The story of an id, the beginning of one, or of words of its name.

        Raises:
            UsageError: there is none, or there are several.
        """
        if not wanted.strip():
            raise UsageError(f"{wanted!r} is no name of a story; letopis stories lists them")
        prefix = wanted if wanted.startswith("sty:") else f"sty:{wanted}"
        fitting = [story for story in self.all if story.id.startswith(prefix)]
        if not fitting:
            words = fold(wanted).split()
            fitting = [s for s in self.all if all(word in fold(name_of(s, self._names)) for word in words)]
        if len(fitting) == 1:
            return fitting[0]
        if not fitting:
            raise UsageError(f"no story is called {wanted!r}; letopis stories lists them")
        several = "; ".join(f"{name_of(one, self._names)} ({one.id})" for one in fitting[:4])
        raise UsageError(f"{wanted!r} can be {several}; give more of the name, or the id")

    # Dossiers

    def dossiers(self) -> dict[str, list[Entry]]:
        """What is in each dossier, in the order in which it was put there."""
        found: dict[str, dict[str, Entry]] = {}
        for decision in self._decisions():
            name, item = decision.get("dossier") or "", decision.get("item") or ""
            entries = found.setdefault(name, {})
            entries.pop(item, None)
            if decision.get("do") != "remove":
                kind = KINDS[item.partition(":")[0]]
                entries[item] = Entry(
                    kind, decision.get("what") or "", decision.why, decision.by, decision.at, item
                )
        return {name: list(entries.values()) for name, entries in sorted(found.items()) if entries}

    def dossier(self, name: str) -> list[Entry]:
        """What is in one.

        Raises:
            UsageError: there is none of this name.
        """
        found = self.dossiers()
        if name not in found:
            told = (
                f"there are {', '.join(found)}"
                if found
                else "there is none yet; letopis dossier NAME add ID makes one"
            )
            raise UsageError(f"no dossier is called {name!r}; {told}")
        return found[name]

    def put(self, name: str, items: Mapping[str, str], why: str = "", by: str | None = None) -> None:
        """Puts things (what they are, by id) into a dossier."""
        self._decide(name, items, "add", why, by)

    def take(self, name: str, ids: Sequence[str], why: str = "", by: str | None = None) -> None:
        """Takes things out of a dossier.

        Raises:
            UsageError: one of them is not in it.
        """
        there = {entry.id: entry.what for entry in self.dossier(name)}
        for id in ids:
            if id not in there:
                raise UsageError(
                    f"{id} is not in the dossier {name!r}; letopis dossier {name!r} show lists what is"
                )
        self._decide(name, {id: there[id] for id in ids}, "remove", why, by)

    def claims_in(self, name: str) -> tuple[set[str], set[str]]:
        """The documents that a dossier speaks of, and the claims that are in it: those of its documents and stories,
        those about its entities, and its own.

        Raises:
            UsageError: there is no such dossier.
        """
        entries = self.dossier(name)
        whole = {one.id for one in entries if one.kind == "document"}
        for one in entries:
            story = self._as_it_is_now(one) if one.kind == "story" else None
            whole |= set(story.documents) if story is not None else set()
        claims = {one.id for one in entries if one.kind == "claim"}
        by_name = {name: id for id, name in self._names.items()}
        named = [one for one in entries if one.kind == "entity"]
        entities = [one.id if one.id in self._names else by_name.get(one.what, one.id) for one in named]
        lines: list[Line] = [line for id in whole for line in self._store.lines(Wanted(document=id))]
        lines += [line for id in entities for line in self._store.lines(Wanted(entity=id))]
        lines += self._store.lines(Wanted(ids=tuple(sorted(claims)))) if claims else []
        return whole | {line.claim.document for line in lines}, {line.claim.id for line in lines}

    def _as_it_is_now(self, entry: Entry) -> Story | None:
        """The story that was put into a dossier: by its id, else the one with most of its documents, by id or path; by
        its name where the decision does not tell them; None where none of it is left.
        """
        known = {story.id: story for story in self.all}
        if entry.id in known:
            return known[entry.id]
        added = next(one for one in reversed(self._decisions()) if one.get("item") == entry.id)
        texts, paths = set((added.get("documents") or "").split()), set((added.get("paths") or "").split("|"))
        own = {one.id for one in self._store.documents() if one.id in texts or one.path in paths}
        if not texts:
            return next((story for story in self.all if name_of(story, self._names) == entry.what), None)
        return story_of(self.all, own)

    def _told_of(self, item: str) -> dict[str, str]:
        """What a decision tells of a story, so that it is found when its id has changed."""
        story = next((story for story in self.all if story.id == item), None)
        if story is None:
            return {}
        paths = {document.id: document.path for document in self._store.documents()}
        return {
            "documents": " ".join(story.documents),
            "paths": "|".join(paths[document] for document in story.documents),
        }

    def _decide(self, name: str, items: Mapping[str, str], do: str, why: str, by: str | None) -> None:
        person, made = person_named(by), list(self._store.decisions())
        for item, what in items.items():
            at = moment_after(made)
            told = {"dossier": name, "do": do, "item": item, "what": what}
            told |= self._told_of(item) if do == "add" else {}
            one = Decision.make(Act.DOSSIER, person, at, NOWHERE, why=why, **told)
            self._store.add_decisions([one])
            made.append(one)

    def _decisions(self) -> list[Decision]:
        return [one for one in standing(self._store.decisions()) if one.act is Act.DOSSIER]


def timeline_of(lines: Sequence[Line]) -> view.Timeline:
    """The timeline of a story, each merged fact once, by its first report."""
    once: dict[str, Line] = {}
    for line in lines:
        once.setdefault(line.same_as or line.claim.id, line)
    return view.timeline(list(once.values()))
