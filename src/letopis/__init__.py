"""Letopis reads news reports and keeps the sourced record of the political system that they describe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from letopis.record import Record as Record
    from letopis.record import read as read

__version__ = "0.1.0"
__all__ = ["Record", "__version__", "read"]


def __getattr__(name: str) -> Any:
    """`letopis.read` and `letopis.Record`, loaded when first asked for, so that `--help` stays fast."""
    if name in ("read", "Record"):
        from letopis import record

        return getattr(record, name)
    raise AttributeError(f"module 'letopis' has no attribute {name!r}")
