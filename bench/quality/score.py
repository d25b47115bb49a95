"""What a task gives back, and the signature under which its figure may be quoted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import letopis

DIGEST_LENGTH = 12  # hexadecimal digits: two data sets of one task are told apart


@dataclass(frozen=True, slots=True)
class Score:
    """The outcome of one task on one data set.

    Attributes:
        headline: the key of `figures` that is the task's own figure.
        figures: name → value; shares and F1 in percent, counts as they are.
        table: lines for a reader, printed above the figures.
        of: what a count is out of (31 expected things), or None for a share.
    """

    task: str
    headline: str
    figures: dict[str, float]
    table: Sequence[str] = ()
    of: int | None = None

    @property
    def figure(self) -> str:
        """The headline as it is quoted: `87.61`, or `22/31` where things are counted."""
        value = self.figures[self.headline]
        return f"{value:.2f}" if self.of is None else f"{value:.0f}/{self.of}"


def f1(right: float, predicted: float, gold: float) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean, in percent; 0 where there is nothing to divide by."""
    precision = 100 * right / predicted if predicted else 0.0
    recall = 100 * right / gold if gold else 0.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def files_of(path: Path, suffixes: Iterable[str]) -> list[Path]:
    """`path` itself, or the files in it that end so, by name.

    Raises:
        SystemExit: there is none.
    """
    endings = tuple(suffixes)
    found = [path] if path.is_file() else sorted(p for p in path.glob("*") if p.name.endswith(endings))
    if not found:
        raise SystemExit(f"{path}: no data there; expected a file, or a folder of *{' or *'.join(endings)}")
    return found


def data_files(path: Path) -> list[Path]:
    """Every file of a data set, for its digest: the file itself, or all that lies in the folder."""
    return [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())


def digest_of(paths: Sequence[Path]) -> str:
    """Twelve hexadecimal digits of a SHA-256 over names and contents."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:DIGEST_LENGTH]


def model_digest() -> str:
    """Digest of the manifest of the weights in the package, which names the digest of every weight file."""
    manifest = resources.files("letopis") / "data" / "model" / "manifest.json"
    return hashlib.sha256(manifest.read_bytes()).hexdigest()[:DIGEST_LENGTH] if manifest.is_file() else "none"


def signature(task: str, data_digest: str, limit: int | None) -> str:
    """`task:trees|data:…|limit:none|model:…|letopis:0.1.0`."""
    parts = {"task": task, "data": data_digest, "limit": limit or "none", "model": model_digest()}
    return "|".join(f"{key}:{value}" for key, value in {**parts, "letopis": letopis.__version__}.items())
