"""Commands that change a record: read, published, remove; and export, which writes it out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from letopis.cli.app import app
from letopis.cli.files import whole
from letopis.cli.options import (
    DEFAULT,
    AsJson,
    By,
    CodebookPath,
    InDossier,
    KnownBy,
    RecordPath,
    Why,
    WithRejected,
    opened,
)
from letopis.cli.output import clean, print_json, say

if TYPE_CHECKING:
    from rich.progress import Progress

    from letopis.document import Rejected
    from letopis.pipeline import Outcome
    from letopis.run import Run

_LONG = 3  # files; fewer are done before a bar could be read


class What(StrEnum):
    """What can be exported."""

    CLAIMS = "claims"


class ExportFormat(StrEnum):
    """How it can be written."""

    JSONL = "jsonl"


@app.command()
def read(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILES…", help="Articles (text, HTML) and folders of them.")
    ],
    record: RecordPath = DEFAULT,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Publication date of all of them: YYYY, YYYY-MM or YYYY-MM-DD."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Processes; by default one a core, one for few articles."),
    ] = None,
) -> None:
    """Read articles into the record. What it has already is not read again."""
    from letopis import pipeline
    from letopis.crew import processes_for
    from letopis.record import check_read

    pipeline.checked_date(published)
    found = pipeline.files_in(files)  # before a record is made: nothing is, when a path is wrong
    with opened(record, create=True) as kept:
        with _Progress() as progress:
            run = pipeline.read_paths(
                found,
                kept.store,
                published=published,
                on_document=progress.advance,
                workers=workers or processes_for(len(found)),
            )
        _sum_up(run, progress.rejected, record)
        check_read(run, progress.rejected)


FEW = 3  # files refused for one reason that are named one by one


def _sum_up(run: Run, rejected: list[Rejected], record: Path) -> None:
    alike: dict[tuple[str, str], list[Rejected]] = {}
    for refused in rejected:
        alike.setdefault((refused.code, refused.reason), []).append(refused)
    for (code, reason), several in alike.items():
        if len(several) > FEW:
            shown = f"{len(several)} files such as {several[0].path}"
            say(f"rejected {shown} ({code}): {reason}; letopis documents names them all")
        else:
            for refused in several:
                say(f"rejected {refused.path} ({code}): {reason}")
    counts = f"{run.read} read, {run.known} already known, {run.rejected} rejected, {run.claims} claims"
    say(f"{counts} → {record}")


class _Progress:
    """A bar on stderr for long reads in a terminal, and what was rejected meanwhile."""

    def __init__(self) -> None:
        self.rejected: list[Rejected] = []
        self._bar: Progress | None = None

    def __enter__(self) -> _Progress:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                TextColumn("{task.description}"),
            )
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task("", total=None, visible=False)
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def advance(self, outcome: Outcome) -> None:
        """Shows that a file is done."""
        if outcome.rejected is not None:
            self.rejected.append(outcome.rejected)
        if self._bar is not None:
            from rich.markup import escape

            name = escape(clean(outcome.path.rsplit("/", 1)[-1])[:40])
            visible = outcome.total > _LONG
            self._bar.update(
                self._task, total=outcome.total, completed=outcome.number, description=name, visible=visible
            )


@app.command()
def published(
    document: Annotated[
        str, typer.Argument(metavar="DOC", help="The path, the end of it, the id or its beginning.")
    ],
    date: Annotated[str, typer.Argument(metavar="DATE", help="YYYY, YYYY-MM or YYYY-MM-DD.")],
    by: By = None,
    why: Why = "",
    record: RecordPath = DEFAULT,
) -> None:
    """Say when an article appeared; its times are worked out again."""
    with opened(record) as kept:
        dated = kept.set_published(document, date, by, why)
    say(f"{dated.path}: published {date}, as given")


@app.command()
def remove(
    document: Annotated[
        str, typer.Argument(metavar="DOC", help="The path, the end of it, the id or its beginning.")
    ],
    record: RecordPath = DEFAULT,
    as_json: AsJson = False,
) -> None:
    """Take an article out of the record, with all that rests on it alone. What you decided about it stays."""
    with opened(record) as kept:
        gone = kept.remove(document)
    say(f"{gone.path}: removed from {record}; read it again to have it back")
    if as_json:
        print_json({"id": gone.id, "path": gone.path, "title": gone.title, "removed": True})


@app.command()
def export(
    what: Annotated[What, typer.Argument(help="What to write.")],
    inside: InDossier = None,
    known: KnownBy = None,
    record: RecordPath = DEFAULT,
    form: Annotated[ExportFormat, typer.Option("--format", help="How.")] = ExportFormat.JSONL,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="A file instead of stdout.")] = None,
    codebook: CodebookPath = None,
    plover: Annotated[bool, typer.Option("--plover", help="The events alone, in PLOVER's layout.")] = False,
    rejected: WithRejected = False,
) -> None:
    """Write the record for other programs: one claim, or one event of PLOVER, a line, as docs/format.md tells."""
    from letopis.profile import Wanted

    assert what is What.CLAIMS
    assert form is ExportFormat.JSONL
    with opened(record, known, inside) as kept:
        lines = kept.export(Wanted(rejected=rejected), codebook=codebook, plover=plover)
        if output is None:
            for line in lines:
                sys.stdout.write(line)
        else:
            say(f"{_write(lines, output)} {'events' if plover else 'claims'} → {output}")


def _write(lines: Iterable[str], output: Path) -> int:
    """Writes the export to a file, which is whole or not there; the number of claims.

    Raises:
        UsageError: the file cannot be written.
    """
    count = 0
    with whole(output) as beside, beside.open("w", encoding="utf-8", newline="\n") as file:
        for line in lines:
            count += file.write(line) > 0
    return count
