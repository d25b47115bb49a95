"""Text to claims in words a second, beside the bare encoder on the same words.

The encoder's own share is measured by playing its calls of the same run again, so that the two stand on the
same words, the same chunks and the same state of the machine. The plain figures are of one process, which is
how `letopis read` works; those "on two cores" are of two processes that share the articles. Shares, the ratio and the
figures per CPU second are of the process's own time, which other work on the machine hardly changes.
"""

from __future__ import annotations

import os
import time
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.speed.texts import load_texts

PROCESSES = 2
WARM_UP = "President Anna Berg of Norland met Olaf Lind on Tuesday. “We agreed,” she said."


def measure(data: Path | None = None, limit: int | None = None) -> dict[str, Any]:
    """Words a second in one process and in two, the ratio to the encoder, and the share of each step."""
    name, texts = load_texts(data, limit)
    single = time_texts(texts)
    figures: dict[str, Any] = {"text": name, **single}
    if (os.cpu_count() or 1) >= PROCESSES:
        halves = [texts[part::PROCESSES] for part in range(PROCESSES)]
        with ProcessPoolExecutor(PROCESSES) as pool:
            parts = list(pool.map(time_texts, halves))
        figures["words_per_s_on_two_cores"] = sum(part["words_per_s"] for part in parts)
    return figures


def time_texts(texts: list[bytes]) -> dict[str, Any]:
    """One process over all texts: seconds by step, words a second, and those of the encoder alone."""
    from letopis import pipeline
    from letopis.annotate import load

    nlp = load()
    calls: list[Any] = []
    encoder: Any = nlp.get_pipe("letopis_encoder")
    model = encoder.model
    _take(WARM_UP.encode(), defaultdict(float))

    def record(*given: Any) -> Any:
        calls.append(given)
        return model.run(*given)

    encoder.model = replace(model, run=record)
    seconds, count = defaultdict[str, float](float), Counter[str]()
    mentions: list[Any] = []
    begun = time.perf_counter()
    for raw in texts:
        with pipeline.uncollected():  # as in a run
            found = _take(raw, seconds)
        count.update(words=found[0], claims=found[2])
        mentions += found[1]
    encoder.model = model
    _resolve(mentions, seconds)
    wall = time.perf_counter() - begun
    started = time.process_time()
    for given in calls:
        model.run(*given)
    alone = time.process_time() - started
    words, total = count["words"], sum(seconds.values())
    return {
        "words": words,
        "claims": count["claims"],
        "words_per_s": words / wall,
        "words_per_cpu_s": words / total,
        "encoder_words_per_cpu_s": words / alone,
        "ratio_to_encoder": alone / total,
        "shares": {step: taken / total for step, taken in seconds.items()},
    }


def _take(raw: bytes, seconds: dict[str, float]) -> tuple[int, list[Any], int]:
    """Words, mentions and number of claims of one article; the seconds of each step are added up."""
    from letopis.detect import find_mentions
    from letopis.document import Rejected
    from letopis.extract import extract_claims
    from letopis.pipeline import annotate_document
    from letopis.read import read_bytes

    times = [time.process_time()]
    document = read_bytes(raw, path="article.txt")
    times.append(time.process_time())
    if isinstance(document, Rejected):
        return 0, [], 0
    doc = annotate_document(document)
    times.append(time.process_time())
    mentions = find_mentions(document, doc)
    times.append(time.process_time())
    claims = extract_claims(document, doc, mentions)
    times.append(time.process_time())
    steps = ("read", "annotate", "detect", "extract")
    for step, begun, ended in zip(steps, times, times[1:], strict=False):
        seconds[step] += ended - begun
    return len(document.text.split()), list(mentions), len(claims)


def _resolve(mentions: list[Any], seconds: dict[str, float]) -> None:
    """Resolve the mentions of all articles; the seconds are added."""
    from letopis.resolve import resolve

    started = time.process_time()
    resolve(mentions)
    seconds["resolve"] += time.process_time() - started
