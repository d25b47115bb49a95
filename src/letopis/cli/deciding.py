"""Commands that decide: merge, split, rename, reject, accept, correct, undo, reread; decisions, which lists them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from letopis.claim import CONTEXT
from letopis.cli.app import app
from letopis.cli.options import DEFAULT, AsCsv, AsJson, By, RecordPath, Why, form_of, opened
from letopis.cli.output import Form, number, print_rows, say

if TYPE_CHECKING:
    from letopis.anchor import Anchor
    from letopis.desk import Desk, Made, Part

DECISION = ("at", "by", "act", "what", "why", "standing", "source", "id")
PART = ("source", "names", "mentions", "words", "chain")

Whats = Annotated[
    list[str],
    typer.Argument(metavar="ID…", help="Ids of claims, or their beginnings; or names.", show_default=False),
]


def print_made(several: Sequence[Made], form: Form) -> None:
    """Says what was decided and how to take it back; as JSON or CSV on request."""
    if form is not Form.TABLE:
        rows = [
            {
                "id": made.decision.id,
                "act": str(made.decision.act),
                "by": made.decision.by,
                "at": made.decision.at,
                "why": made.decision.why,
                "what": made.what,
                "lines": made.lines,
            }
            for made in several
        ]
        print_rows(rows, (), form)
        return
    for made in several:
        changed = f"; changes {number(made.lines, 'line')}" if made.lines else ""
        say(f"{made.what}{changed} · to take it back: letopis undo {made.decision.id[:12]}")


@app.command()
def merge(
    names: Annotated[list[str], typer.Argument(metavar="NAME…", help="Two or more that are one.")],
    by: By = None,
    why: Why = "",
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say that several are one person, body or place."""
    form = form_of(as_json, as_csv)
    with opened(record) as kept:
        print_made(kept.desk(by).merge(names, why), form)


@app.command()
def split(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="One that is two; alone, its parts are listed.")
    ],
    other: Annotated[
        str | None, typer.Argument(metavar="[OTHER]", help="Another, which it must never be taken for.")
    ] = None,
    off: Annotated[
        list[str] | None,
        typer.Option(
            "--off",
            metavar="WHAT",
            help="What is another's: a document, a name, a part's id; can be repeated.",
        ),
    ] = None,
    by: By = None,
    why: Why = "",
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say that one is two, or that two must not be taken for one."""
    from letopis.errors import UsageError

    form = form_of(as_json, as_csv)
    if other is not None and off:
        raise UsageError("name OTHER, or parts with --off; not both")
    with opened(record) as kept:
        desk = kept.desk(by)
        if other is not None:
            print_made([desk.keep_apart(name, other, why)], form)
        elif off:
            print_made([desk.split(name, off, why)], form)
        else:
            print_parts(desk.chains_of(kept.find(name)), form)
            say("say which are another's: letopis split NAME --off WHAT, as often as needed")


def print_parts(parts: Sequence[Part], form: Form) -> None:
    """The parts of one of the cast, one for each document and chain."""
    rows: list[dict[str, Any]] = [
        {
            "source": part.path,
            "names": ", ".join(part.names),
            "mentions": part.mentions,
            "words": _around(part.anchor),
            "document": part.document,
            "chain": part.id,
        }
        for part in parts
    ]
    print_rows(rows, PART, form)


def _around(anchor: Anchor) -> str:
    """A place with the whole words around it."""
    before, after = anchor.prefix, anchor.suffix
    before = "…" + before.partition(" ")[2] if len(before) >= CONTEXT else before
    after = after.rpartition(" ")[0] + "…" if len(after) >= CONTEXT else after
    return f"{before}{anchor.exact}{after}"


@app.command()
def rename(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who or what is called otherwise.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The name to show.")],
    by: By = None,
    why: Why = "",
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say what somebody or something is called; the other names stay beside it."""
    form = form_of(as_json, as_csv)
    with opened(record) as kept:
        print_made([kept.desk(by).rename(name, new, why)], form)


@app.command()
def reject(
    what: Whats,
    by: By = None,
    why: Why = "",
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say that claims are wrong, or that what has a name is no such thing; it leaves every list and export."""
    form = form_of(as_json, as_csv)
    with opened(record) as kept:
        desk = kept.desk(by)
        print_made([desk.reject(one, why) for one in what], form)


@app.command()
def accept(
    what: Whats,
    by: By = None,
    why: Why = "",
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say that claims are right, or that what has a name is well found."""
    form = form_of(as_json, as_csv)
    with opened(record) as kept:
        desk = kept.desk(by)
        print_made([desk.accept(one, why) for one in what], form)


@app.command()
def correct(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Id of the claim, or the beginning of it.")],
    fields: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE…",
            help="when, type, mode, modality, polarity or a role (actor), and what it is.",
        ),
    ],
    by: By = None,
    why: Why = "",
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say what a claim should have said: when=2020-09-03, modality=planned."""
    from letopis.errors import UsageError

    form, told = form_of(as_json, as_csv), {}
    for field in fields:
        name, sign, value = field.partition("=")
        if not sign:
            raise UsageError(f"{field!r} is no FIELD=VALUE; write it like when=2020-09-03")
        told[name.strip()] = value
    with opened(record) as kept:
        print_made([kept.desk(by).correct(claim, told, why)], form)


@app.command()
def undo(
    id: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="Of the decision, or its beginning; without, your last one."),
    ] = None,
    by: By = None,
    why: Why = "",
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Take a decision back; undoing the undoing brings it back."""
    form = form_of(as_json, as_csv)
    with opened(record) as kept:
        print_made([kept.desk(by).undo(id, why)], form)


class Share(StrEnum):
    """What is done with all decisions."""

    EXPORT = "export"
    IMPORT = "import"


@app.command()
def decisions(
    share: Annotated[
        Share | None, typer.Argument(metavar="[export|import]", help="Write them to FILE, or read FILE in.")
    ] = None,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A text file; - is stdout.")] = None,
    unattached: Annotated[
        bool, typer.Option("--unattached", help="Only those that fit nothing in the record now.")
    ] = False,
    by: By = None,
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """What people decided: who, when, why; standing, undone, or fitting nothing now."""
    from letopis.errors import UsageError

    form = form_of(as_json, as_csv)
    if (share is None) != (file is None):
        raise UsageError("give both, like: letopis decisions export FILE")
    with opened(record) as kept:
        if share is Share.EXPORT and file is not None:
            _export(kept.desk(by).written(), file)
        elif file is not None:
            _import(kept.desk(by), file)
        else:
            rows = kept.desk(by).rows()
            if unattached:
                rows = [row for row in rows if row.standing == "unattached"]
            if by is not None:
                rows = [row for row in rows if row.by == by]
            print_rows(rows, DECISION, form, empty="nothing has been decided")


def _export(text: str, file: Path) -> None:
    from letopis.cli.files import whole

    if str(file) == "-":
        sys.stdout.write(text)
        return
    with whole(file) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")
    say(f"{number(text.count('[[decision]]'), 'decision')} → {file}")


def _import(desk: Desk, file: Path) -> None:
    """Reads a file of decisions in, and says what came of it.

    Raises:
        UsageError: it cannot be opened, or is no such file.
    """
    from letopis.errors import UsageError

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read ({getattr(error, 'strerror', None) or error})") from error
    came = desk.read(text, str(file))
    told = f"; {came.unattached} fit nothing here: letopis decisions --unattached" if came.unattached else ""
    say(f"{file}: {came.new} new, {came.known} already known{told}")
    for quarrel in came.quarrels:
        say(quarrel)


@app.command()
def reread(
    documents: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DOC…]", help="Paths of documents, ends of them, ids or their beginnings."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every document of the record.")] = False,
    record: RecordPath = DEFAULT,
) -> None:
    """Read documents again from the bytes in the record; what people decided is attached again."""
    from letopis.errors import UsageError

    if bool(documents) == every:
        raise UsageError("name documents, or --all")
    from letopis.rereading import Reread
    from letopis.rereading import reread as read_again

    def tell(done: Reread) -> None:
        if done.rejected is not None:
            say(f"{done.path}: left as it was ({done.rejected.code}: {done.rejected.reason})")
        elif done.is_new_text:
            say(f"{done.path}: its text is another one now, {done.claims} claims")

    with opened(record) as kept:
        ids = [kept.document_id(one) for one in documents or ()] or sorted(kept.store.document_ids())
        run = read_again(kept.store, ids, on_document=tell)
        waiting = [row for row in kept.desk().rows() if row.standing == "unattached"]
    say(f"{run.read} read again, {run.rejected} left as they were, {run.claims} claims → {record}")
    if waiting:
        say(f"{number(len(waiting), 'decision')} fit nothing now: letopis decisions --unattached")
