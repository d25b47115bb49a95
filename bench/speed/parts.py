"""What each part of the way costs, and each head of the encoder.

A part's time is its own: what it spends in another part of the list counts there. The heads are measured by playing
the calls of the same run again, with one output at a time beside the encoder's states, which all of them need. Seconds
are of the process's own time; shares are of all of it.
"""

from __future__ import annotations

import importlib
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from bench.speed.texts import EXAMPLES, article_files, load_texts

# part → the function that is timed; what a step spends beside its parts is its "rest"
PARTS = {
    "read": "letopis.read:read_file",
    "annotate: rest": "letopis.pipeline:annotate_document",
    "annotate: layout": "letopis.annotate.component:read_layout",
    "annotate: trees": "letopis.annotate.component:best_trees",
    "annotate: names": "letopis.annotate.component:find_names",
    "annotate: attribution spans": "letopis.annotate.component:find_spans",
    "annotate: attributions": "letopis.annotate.component:find_attributions",
    "annotate: sentence vectors": "letopis.annotate.meaning:content_vectors",
    "detect: rest": "letopis.detect:find_mentions",
    "detect: words": "letopis.detect:words_of",
    "detect: times": "letopis.detect:find_times",
    "detect: names": "letopis.detect:find_names",
    "detect: offices": "letopis.detect:find_offices",
    "detect: nominals": "letopis.detect:find_nominals",
    "detect: quantities": "letopis.detect:find_quantities",
    "detect: coreference": "letopis.detect:make_chains",
    "extract: rest": "letopis.extract:extract_claims",
    "extract: reading": "letopis.extract.sentence.reading:Reading.__init__",
    "extract: tagged contents": "letopis.extract.saying.statements:tagged_attributions",
    "extract: statements": "letopis.extract.saying.statements:extract_statements",
    "extract: layouts": "letopis.extract.saying.layouts:find_laid_out",
    "extract: untagged sayings": "letopis.extract.saying.untagged:find_untagged",
    "extract: events": "letopis.extract.event.events:extract_events",
    "extract: tenures": "letopis.extract.office.tenures:extract_tenures",
    "extract: ties": "letopis.extract.ties:extract_ties",
    "extract: figures": "letopis.extract.figure.figures:extract_figures",
    "extract: attribution": "letopis.extract.saying.attribution:attribute",
    "store": "letopis.store.store:Store.add",
    "resolve": "letopis.resolve:resolve",
}
ROUNDS = 3
HEAD_CALLS = (
    40  # calls on which the heads are measured, evenly taken: each is played three times for every output
)


class Clock:
    """Seconds by part, each part's own."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._running: list[str] = []
        self._since = 0.0

    def timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time booked to the part."""

        def run(*given: Any, **named: Any) -> Any:
            self._book()
            self._running.append(part)
            try:
                return function(*given, **named)
            finally:
                self._book()
                self._running.pop()

        return run

    def _book(self) -> None:
        now = time.process_time()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since
        self._since = now


def measure(data: Path | None = None, limit: int | None = None) -> dict[str, Any]:
    """Shares of the parts and of the heads, dearest first; "encoder" is the model with all its heads."""
    name, texts = load_texts(data, limit)
    clock, calls = Clock(), []
    _read_all([path.read_bytes() for path in article_files(EXAMPLES)[:2]])  # what is loaded once is no part's
    replaced = _put_in(clock, calls)
    try:
        words = _read_all(texts)
    finally:
        for owner, attribute, function in replaced:
            setattr(owner, attribute, function)
    total = sum(clock.seconds.values())
    return {
        "text": name,
        "words": words,
        "words_per_cpu_s": words / total,
        "ratio_to_encoder": clock.seconds["encoder"] / total,
        **_sorted({part: 100 * spent / total for part, spent in clock.seconds.items()}, "% "),
        **_sorted(measure_heads(calls[:: max(1, len(calls) // HEAD_CALLS)]), "% of encoder: "),
    }


def _sorted(shares: dict[str, float], prefix: str) -> dict[str, float]:
    return {prefix + part: share for part, share in sorted(shares.items(), key=lambda one: -one[1])}


def _put_in(clock: Clock, calls: list[Any]) -> list[tuple[Any, str, Any]]:
    """Puts the clock around every part and the encoder; what stood there before."""
    from letopis import pipeline
    from letopis.annotate import load

    pipeline.letopis_steps().load()
    replaced = []
    for part, place in PARTS.items():
        module, _, path = place.partition(":")
        owner: Any = importlib.import_module(module)
        *outer, attribute = path.split(".")
        for name in outer:
            owner = getattr(owner, name)
        function = getattr(owner, attribute)
        replaced.append((owner, attribute, function))
        setattr(owner, attribute, clock.timed(part, function))
    encoder: Any = load().get_pipe("letopis_encoder")
    model = encoder.model
    replaced.append((encoder, "model", model))

    def run(*given: Any) -> Any:
        calls.append(given)
        return timed_run(*given)

    timed_run = clock.timed("encoder", model.run)
    encoder.model = replace(model, run=run, label_arcs=clock.timed("annotate: arc labels", model.label_arcs))
    return replaced


def _read_all(texts: list[bytes]) -> int:
    """Reads the texts into a new record; their words."""
    from letopis import pipeline
    from letopis.store import open_store

    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "articles").mkdir()
        for number, raw in enumerate(texts):
            (Path(place) / "articles" / f"{number:05d}.txt").write_bytes(raw)
        store = open_store(Path(place) / "parts.letopis", create=True)
        pipeline.read_paths([Path(place) / "articles"], store)
        words = sum(len(document.text.split()) for document in store.documents())
        store.close()
    return words


def measure_heads(calls: list[Any]) -> dict[str, float]:
    """Of the encoder's seconds, per cent that each output costs beyond the states, and the states themselves."""
    import onnxruntime

    from letopis.model.weights import FOLDER, Outputs, open_session

    session = open_session(FOLDER / "encoder.onnx", 1)
    only_needed = onnxruntime.RunOptions()
    only_needed.only_execute_path_to_fetches = True
    names = [field.name for field in fields(Outputs)]
    inputs = [dict(zip(("pieces", "cases", "first", "last"), given, strict=True)) for given in calls]

    def seconds(outputs: list[str]) -> float:
        begun = time.process_time()
        for given in inputs:
            session.run(outputs, given, only_needed)
        return time.process_time() - begun

    def best(outputs: list[str]) -> float:
        return min(seconds(outputs) for _ in range(ROUNDS))

    whole, states = best(names), best(["state"])
    found = {"state (the encoder itself)": 100 * states / whole}
    for name in names:
        if name != "state":
            found[name] = max(0.0, 100 * (best(["state", name]) - states) / whole)
    return found
