"""Check a file of weights against its manifest.

In:   a folder, the names of the weights and of the manifest beside them.
Out:  the path of the weights and the manifest, or a ModelError that says what to do.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from letopis.errors import ModelError


def checked_weights(weights: Path, manifest: Path, wanted: int, *, what: str, made_by: str) -> dict[str, Any]:
    """The manifest, when the weights are the ones that it names.

    Args:
        wanted: the format that can be read.
        what, made_by: for the message: what the weights are of, and the script that makes them.

    Raises:
        ModelError: a file is missing, is not the one of the manifest, or has another format.
    """
    for needed in (weights, manifest):
        if not needed.is_file():
            raise ModelError(f"{what}: {needed} is missing; install letopis again, or make it with {made_by}")
    told: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    if told.get("format") != wanted or found != told["sha256"]:
        raise ModelError(
            f"{what}: {weights} is not the file of its manifest (format {told.get('format')}, "
            f"sha256 {found[:12]}…; expected {wanted}, {told.get('sha256', '')[:12]}…); install letopis again"
        )
    return told
