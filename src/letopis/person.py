"""Who decides, and when.

In:   the environment; the decisions that are there.
Out:  the name of the person at the keyboard; a moment after the last decision.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from letopis.decision import PERSON, Decision

VARIABLE = "LETOPIS_USER"
NOBODY = "user"  # where the system knows no name either


def person_named(by: str | None = None) -> str:
    """The name to decide under: the one given, else that of LETOPIS_USER, else the login name."""
    told = (by or os.environ.get(VARIABLE) or "").strip()
    if not told:
        try:
            told = getpass.getuser()
        except (OSError, KeyError, ImportError):
            told = NOBODY
    return " ".join(told.split()).removeprefix(PERSON)


def moment_after(decisions: Iterable[Decision]) -> str:
    """Now as an ISO time stamp, UTC, to the millisecond; later than every decision there."""
    now = datetime.now(UTC)
    last = max((decision.at for decision in decisions), default="")
    at = _stamp(now)
    if at > last:
        return at
    try:
        return _stamp(datetime.fromisoformat(last) + timedelta(milliseconds=1))
    except (ValueError, OverflowError):
        return at


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
