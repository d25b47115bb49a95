"""Letopis reads news reports and keeps the sourced record of the political system that they describe.

`letopis.read(paths)` gives a `Record`. `letopis.read` is also the package of the first step:
docs/decisions/0004-read-is-a-step-and-a-call.md.
"""

from __future__ import annotations

import os
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Record", "__version__", "read"]

# Our products of matrices are too small for several threads: these would wait for each other, a quarter of all time.
# Read when numpy is first loaded; whoever sets it otherwise is obeyed.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

if TYPE_CHECKING:
    from letopis.record import Record as Record
    from letopis.record import read as read
else:
    from letopis import read

    class _CallableStep(ModuleType):
        """The package of the step read, which can be called as well; record.read does the work."""

        def __call__(self, *args: Any, **kwargs: Any) -> Any:
            """A record with everything that the paths hold: see `letopis.record.read`."""
            from letopis import record

            return record.read(*args, **kwargs)

    sys.modules["letopis.read"].__class__ = _CallableStep


def __getattr__(name: str) -> Any:
    """`letopis.Record`, loaded when first asked for, so that `--help` stays fast."""
    if name == "Record":
        from letopis.record import Record

        return Record
    raise AttributeError(f"module 'letopis' has no attribute {name!r}")
