"""Gather what people decided, which older records have in a table for each sort, in the table `decisions`.

In:   a record with the tables date_decisions, outlet_decisions, reviews and judgements, or some of them.
Out:  a row of `decisions` for each, and one more for what was revoked. What spoke of a chain or a claim by its id
      speaks of its place in the text; where that id is no longer there, the id is kept and the decision fits nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from alembic import op
from sqlalchemy import inspect, text

from letopis.anchor import Anchor
from letopis.claim import CONTEXT
from letopis.decision import NOWHERE, PERSON, Act, Decision
from letopis.store import ask, rows, tables

_OF_CHAIN = """
SELECT document, kind, start, "end" FROM mentions WHERE chain = :id
ORDER BY form <> 'name', "end" - start DESC, start LIMIT 1
"""
_OF_CLAIM = """
SELECT c.document, c.kind, e.start, e."end", c.type, e.cue_start, e.cue_end
FROM claims AS c JOIN evidence AS e ON e.claim = c.id AND e.position = 0 WHERE c.id = :id
"""
_OLD = ("date_decisions", "outlet_decisions", "reviews")


def move_decisions() -> None:
    """Moves them, and drops the tables that are empty then."""
    connection = op.get_bind()
    known = set(inspect(connection).get_table_names())
    last = ""
    for old, row in _people(known):
        at = _after(row["at"], last)
        last = at
        made = _decision(old, row, at)
        several = [made]
        if row["revoked_at"]:
            undone = _after(row["revoked_at"], at)
            several.append(Decision.make(Act.UNDO, made.by, undone, decision=made.id))
        connection.execute(tables.decisions.insert(), [rows.decision_row(one) for one in several])
    for document, given in ask.given_dates(connection).items():
        told = {"given": given.text, "id": document}
        connection.execute(text("UPDATE documents SET given = :given WHERE id = :id"), told)
    for name in _OLD:
        if name in known:
            op.drop_table(name)
    op.execute("DELETE FROM judgements WHERE \"by\" LIKE 'person:%'")


def _people(known: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every decision of a person with the table that it is in, in the order in which they were made."""
    found = []
    for name in (*_OLD, "judgements"):
        if name in known:
            order = "number" if name in ("date_decisions", "outlet_decisions") else "at, id"
            several = op.get_bind().execute(text(f"SELECT * FROM {name} ORDER BY {order}")).mappings()
            found += [(name, dict(row)) for row in several if row["by"].startswith(PERSON)]
    yield from sorted(found, key=lambda each: each[1]["at"])


def _after(at: str, last: str) -> str:
    """The time stamp, or one just after the last where it is not later."""
    if at > last:
        return at
    try:
        return (datetime.fromisoformat(last) + timedelta(milliseconds=1)).isoformat(timespec="milliseconds")
    except ValueError:
        return last


def _decision(old: str, row: dict[str, Any], at: str) -> Decision:
    by, why = row["by"].removeprefix(PERSON), row.get("reason") or ""
    if old == "date_decisions":
        given = {"document": row["document"], "published": row["published"]}
        return Decision.make(Act.DATE, by, at, NOWHERE, **given)
    if old == "outlet_decisions":
        told = {key: row[key] for key in ("outlet", "trait", "value")}
        return Decision.make(Act.OUTLET, by, at, NOWHERE, **told)
    if old == "reviews":
        act = Act.ACCEPT if row["right"] else Act.REJECT
        on = _anchors(_OF_CLAIM, row["claim"])
        return Decision.make(act, by, at, (on, ()), why=why, **({} if on else {"claim": row["claim"]}))
    act = Act.MERGE if row["same"] else Act.SPLIT
    sides = _anchors(_OF_CHAIN, row["left"]), _anchors(_OF_CHAIN, row["right"])
    lost = {side: row[side] for side, found in zip(("left", "right"), sides, strict=True) if not found}
    return Decision.make(act, by, at, sides, why=why, **lost)


def _anchors(query: str, id: str) -> tuple[Anchor, ...]:
    """The place of a chain or a claim; none where it is no longer there."""
    connection = op.get_bind()
    row = connection.execute(text(query), {"id": id}).mappings().first()
    if row is None:
        return ()
    found = connection.execute(
        text("SELECT text FROM documents WHERE id = :id"), {"id": row["document"]}
    ).scalar()
    words, start, end = str(found), row["start"], row["end"]
    around = words[start:end], words[max(0, start - CONTEXT) : start], words[end : end + CONTEXT]
    more: dict[str, Any] = {}
    if "type" in row:
        parts = text('SELECT role, start, "end" FROM arguments WHERE claim = :id ORDER BY role, start, "end"')
        cue = (row["cue_start"], row["cue_end"]) if row["cue_start"] is not None else None
        spans = tuple((part[0], part[1], part[2]) for part in connection.execute(parts, {"id": id}))
        more = {"type": row["type"], "cue": cue, "parts": spans}
    return (Anchor(row["document"], row["kind"], start, end, *around, **more),)
