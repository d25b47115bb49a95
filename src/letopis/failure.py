"""Say why there is no document where a step failed or a process died.

In:   the path as the user gave it, and what went wrong.
Out:  a `Rejected` with a reason that a user can act on.
"""

from __future__ import annotations

from letopis.crew import Lost
from letopis.document import Rejected, content_id


def died(shown: str, lost: Lost) -> Rejected:
    """The refusal of a document whose process died."""
    if lost.over_s is not None:
        said = f"it took longer than {lost.over_s:g} seconds, twice"
    else:
        said = "the process that read it died, twice (out of memory?)"
    reason = f"{said}; the other documents are not affected"
    return Rejected(content_id("rej", shown, "lost"), shown, "failed", reason)


def failed(shown: str, error: Exception, document: str | None = None) -> Rejected:
    """The refusal of a document in which a step failed."""
    said = " ".join(str(error).split()) or "no message"
    reason = (
        f"a step failed on it ({type(error).__name__}: {said[:200]}); the other documents are not affected"
    )
    return Rejected(content_id("rej", shown, document, "failed"), shown, "failed", reason)
