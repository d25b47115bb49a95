"""One call that read documents: with what, when, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """One reading run. `at` is an ISO time stamp in UTC; counts are of documents, but for `claims`."""

    id: str
    at: str
    version: str
    model: str
    read: int = 0
    known: int = 0
    rejected: int = 0
    claims: int = 0
