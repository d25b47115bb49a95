"""Files that a command writes: whole or not there, and in the form that their name ends in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from letopis.cli.output import number, print_csv, say
from letopis.counting import Series
from letopis.errors import UsageError

TABLES = (".csv", ".parquet")
PICTURES = (".svg", ".png")


@contextmanager
def whole(output: Path) -> Iterator[Path]:
    """A path beside `output` to write to; what lies there in the end becomes the file.

    Raises:
        UsageError: the file cannot be written.
    """
    beside = output.with_name(output.name + ".part")
    try:
        yield beside
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.replace(output)
    except OSError as error:
        raise UsageError(
            f"{output}: cannot be written ({error.strerror or error}); name another file with --output"
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def checked_outputs(outputs: Sequence[Path] | None) -> list[Path]:
    """The files, if their names end in a form that there is.

    Raises:
        UsageError: one does not.
    """
    for output in outputs or ():
        if output.suffix.lower() not in TABLES + PICTURES:
            raise UsageError(f"--output {output}: the name must end in {', '.join(TABLES + PICTURES)}")
    return list(outputs or ())


def write_outputs(
    outputs: Sequence[Path],
    rows: Sequence[Mapping[str, Any]],
    series: Callable[[], Sequence[Series]],
    title: str,
) -> None:
    """Writes rows to the tables and series to the pictures among the files.

    Raises:
        UsageError: a file cannot be written.
        MissingExtraError: the library of a form is not installed.
    """
    from letopis import export

    for output in outputs:
        form = output.suffix.lower()
        with whole(output) as beside:
            if form == ".csv":
                with beside.open("w", encoding="utf-8", newline="") as file:
                    print_csv(rows, file)
            elif form == ".parquet":
                export.write_parquet(rows, beside, str(output))
            else:
                left = export.draw(series(), beside, str(output), title=title, form=form[1:])
                if left:
                    say(f"{output}: {left} more are not drawn, those with fewest events")
        say(f"{number(len(rows), 'row')} → {output}" if form in TABLES else f"drawn → {output}")
