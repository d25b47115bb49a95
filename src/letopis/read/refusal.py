"""Why a file gives no document, on its way from where it was noticed to the edge of read/.

A `RefusedError` never leaves this folder: files.py turns it into a `Rejected`.
"""

from __future__ import annotations


class RefusedError(Exception):
    """This file cannot be read as an article.

    Attributes:
        code: short and stable, as of `Rejected`.
        reason: one line that a user can act on.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
