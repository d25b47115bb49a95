"""Times found and valued in words already annotated, beside what other tools take for the same texts.

The others run in the same call, one after the other with ours, under an interpreter of their own (`--beside PYTHON`,
a virtual environment with dateparser and timexy), so that they need not be installed beside Letopis. All figures are
of the process's own time; what a tool needs before its step (tokens, our annotation) is not counted.
"""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path
from typing import Any

from bench.speed.texts import load_texts

OTHERS = Path(__file__).with_name("other_times.py")


def measure(data: Path | None = None, limit: int | None = None, beside: Path | None = None) -> dict[str, Any]:
    """Words a second of this step and of the others, and how many times as fast ours is."""
    name, raw = load_texts(data, limit)
    texts, seconds, found = time_ours(raw)
    words = sum(len(text.split()) for text in texts)
    figures: dict[str, Any] = {
        "text": name,
        "words": words,
        "times_words_per_s": words / seconds,
        "found": found,
    }
    for tool, took in others(texts, beside).items():
        figures[f"{tool}_words_per_s"] = words / took["seconds"]
        figures[f"{tool}_found"] = took["found"]
        figures[f"ratio_to_{tool}"] = took["seconds"] / seconds
    return figures


def time_ours(raw: list[bytes]) -> tuple[list[str], float, int]:
    """The texts, the seconds that `find_times` took for all of them, and how many times it found."""
    from letopis.detect.times import find_times
    from letopis.document import Rejected
    from letopis.pipeline import annotate_document
    from letopis.read import read_bytes

    read = (read_bytes(one, path="article.txt") for one in raw)
    documents = [document for document in read if not isinstance(document, Rejected)]
    annotated = [(document, annotate_document(document)) for document in documents]
    for document, doc in annotated[:1]:
        find_times(document, doc)  # tables are loaded once
    started = time.process_time()
    found = sum(len(find_times(document, doc)) for document, doc in annotated)
    return [document.text for document in documents], time.process_time() - started, found


def others(texts: list[str], python: Path | None) -> dict[str, dict[str, float]]:
    """Tool → seconds and number of times found; nothing where no interpreter is given."""
    if python is None:
        return {}
    ran = subprocess.run(
        [str(python), str(OTHERS)], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    told: dict[str, dict[str, float]] = json.loads(ran.stdout.splitlines()[-1])
    return told
