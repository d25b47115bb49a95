"""The methods of a store about what people decided."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import Connection, insert, select

from letopis.claim import Claim
from letopis.decision import PERSON, Act, DateDecision, Decision, OutletDecision, Review, undone
from letopis.document import Document
from letopis.mention import Mention
from letopis.store import ask, reviewing, rows, tables, write
from letopis.store.write import Findings


class Decided:
    """A store, as far as it keeps decisions and what they come to."""

    _transaction: Callable[[], AbstractContextManager[Connection]]

    def add_decisions(self, decisions: Iterable[Decision], *, stale: bool = False) -> list[Decision]:
        """The decisions that were not there, appended; with `stale` the next resolve works entities out again."""
        with self._transaction() as connection:
            known = set(connection.execute(select(tables.decisions.c.id)).scalars())
            new = list({one.id: one for one in decisions if one.id not in known}.values())
            if new:
                connection.execute(insert(tables.decisions), [rows.decision_row(one) for one in new])
            if new and stale:
                write.set_stale(connection, stale=True)
            return new

    def decisions(self) -> list[Decision]:
        """What people decided, undone or not, and the undoings, in the order in which they did."""
        with self._transaction() as connection:
            return ask.decisions(connection)

    def date_decisions(self) -> list[DateDecision]:
        """Dates that were given, undone ones too, in the order in which they were."""
        found, gone = self._of(Act.DATE)
        return [
            DateDecision(one.id, one.get("document") or "", one.get("published") or "", *_who(one, gone))
            for one in found
        ]

    def outlet_decisions(self) -> list[OutletDecision]:
        """What people said of outlets, undone ones too, in the order in which they did."""
        found, gone = self._of(Act.OUTLET)
        made = []
        for one in found:
            outlet, trait, value = (one.get(key) or "" for key in ("outlet", "trait", "value"))
            made.append(OutletDecision(one.id, outlet, trait, value, *_who(one, gone)))
        return made

    def _of(self, act: Act) -> tuple[list[Decision], dict[str, Decision]]:
        """The decisions of one act, and what undoes each."""
        with self._transaction() as connection:
            found = ask.decisions(connection, act, Act.UNDO)
        return [one for one in found if one.act is act], undone(found)

    def replace_reviews(self, reviews: Iterable[Review]) -> list[str]:
        """The documents in which a claim has become another by what people said of claims, sorted; they are marked as
        changed, with those that were merged with them.

        Every claim is brought to what these reviews make of it, and those without one to what was found.
        """
        with self._transaction() as connection:
            return reviewing.replace_reviews(connection, reviews)

    def give_names(self, names: Sequence[tuple[str, str]]) -> None:
        """Gives the entities of chains the names that people gave them, where they bear the name that was found; of
        several the last. Whatever else people said of things needs entities to be worked out again.
        """
        with self._transaction() as connection:
            reviewing.give_names(connection, names)

    def misdated(self) -> list[str]:
        """The documents whose times were worked out under another date than the one that is given now, sorted."""
        with self._transaction() as connection:
            return reviewing.misdated(connection)

    def dated(self, document: Document) -> Document:
        """A document as it was read, dated as was last decided."""
        with self._transaction() as connection:
            return ask.dated(connection, document)

    def given_with(self, document: str) -> str | None:
        """The date that was given with a document when it was read, or None."""
        with self._transaction() as connection:
            return reviewing.given_with(connection, document)

    def reread(self, document: Document, findings: Findings, run: str) -> int:
        """Puts a document as it is read now, and what is found in it, in the place of what was; the number of claims.

        Raises:
            EvidenceError: a claim's words are not in the document.
        """
        with self._transaction() as connection:
            write.replace_document(connection, document)
            reviewing.note_given(connection, document)
            return write.replace_findings(connection, document, findings, run)

    def paths(self) -> dict[str, str]:
        """The path of every document."""
        with self._transaction() as connection:
            found = connection.execute(select(tables.documents.c.id, tables.documents.c.path))
            return {row.id: row.path for row in found}

    def lines_of(self, chains: Collection[str]) -> int:
        """How many claims have a mention of these chains in them."""
        with self._transaction() as connection:
            return reviewing.lines_of(connection, sorted(chains))

    def unsure(self, below: float) -> list[tuple[str, float, int]]:
        """Claims that score less and that nobody has reviewed: id, score, and how many lines are shown by it: those of
        the same event or fact, and of a tenure what its holder said.
        """
        with self._transaction() as connection:
            return reviewing.unsure(connection, below)

    def texts(self, documents: Collection[str]) -> dict[str, str]:
        """The texts of those of the documents that are there."""
        with self._transaction() as connection:
            return ask.texts(connection, set(documents))

    def found_claims(self, documents: Collection[str]) -> list[Claim]:
        """The claims of documents as they were found, whatever people said of them."""
        with self._transaction() as connection:
            return reviewing.found_claims(connection, documents)

    def mentions_of(self, chains: Collection[str]) -> list[Mention]:
        """The mentions of chains, by document and start."""
        with self._transaction() as connection:
            return reviewing.mentions_of(connection, sorted(chains))


def _who(decision: Decision, gone: dict[str, Decision]) -> tuple[str, str, str | None]:
    """By whom and when, and when it was undone."""
    undoing = gone.get(decision.id)
    return PERSON + decision.by, decision.at, undoing.at if undoing is not None else None
