"""How long a record of many articles takes to be worked out, how that grows, and what a hundred more cost.

In:   generated articles with their findings (generator.py): nothing is read by the model here.
Out:  seconds of processor time and wall time, and the most memory, of keeping them, of who is who and of every pass.

Each size is measured in a process of its own.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.quality.runtime import SOURCE

SIZES = (1_000, 3_000, 10_000)
MORE = 100
ROOT = Path(__file__).parents[2]


def measure(limit: int | None = None) -> dict[str, Any]:
    """Figures of both loads: of eight pairs of countries however many articles there are, and of pairs that grow."""
    return {
        "of eight pairs of countries": _measure(limit, apart=False),
        "of pairs that grow with the articles": _measure(limit, apart=True),
    }


def _measure(limit: int | None, *, apart: bool) -> dict[str, Any]:
    """Figures by size, what a hundred more cost each, and the same hundred alone; sizes above `limit` are left out."""
    sizes = [size for size in SIZES if limit is None or size <= limit]
    found: dict[str, Any] = {}
    for size in (MORE, *sizes):
        found[f"{size:,} articles"] = run = _in_own_process(size, "apart" if apart else "together")
        found[f"{size:,} articles, then {MORE} more"] = run.pop("more")
    small, large = (found[f"{size:,} articles"]["worked_out_s"] for size in (sizes[0], sizes[-1]))
    found["growth"] = {"articles": sizes[-1] / sizes[0], "seconds": large / small}
    more = found[f"{sizes[-1]:,} articles, then {MORE} more"]["worked_out_s"]
    found[f"{MORE} more"] = {
        "of_fresh": more / found[f"{MORE} articles"]["worked_out_s"],
        "of_whole": more / large,
    }
    return found


def _in_own_process(size: int, load: str) -> dict[str, Any]:
    path = os.pathsep.join(filter(None, [str(SOURCE), str(ROOT), os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        [sys.executable, "-m", "bench.speed.record", str(size), load],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": path}, cwd=ROOT,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{size} articles {load} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


class Clock:
    """Seconds of the processor and of the wall, by what took them."""

    def __init__(self) -> None:
        self.figures: dict[str, float] = {}

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Adds the seconds of what is done inside."""
        cpu, wall = time.process_time(), time.perf_counter()
        yield
        self.figures[f"{name}_s"] = round(time.process_time() - cpu, 3)
        self.figures[f"{name}_wall_s"] = round(time.perf_counter() - wall, 3)


def _worked_out(store: Any, articles: Iterable[Any], run: str) -> dict[str, float]:
    """Keeps articles and works the record out; the seconds of each part."""
    from dataclasses import replace

    from letopis import pipeline

    clock, steps = Clock(), pipeline.letopis_steps()

    def timed(each: Any) -> Any:
        def work(store: Any, of_what: Any) -> None:
            with clock.of(each.__name__):
                each(store, of_what)

        return work

    with clock.of("kept"):
        for document, findings in articles:
            store.add(document, document.text.encode(), findings, run)
    steps = replace(steps, resolve=timed(steps.resolve), passes=tuple(map(timed, steps.passes)))
    with clock.of("worked_out"):
        pipeline.resolve_record(store, steps)
    return clock.figures


def main(size: int, load: str = "together") -> None:
    """Prints the figures of one size as JSON; the load is "together" or "apart" (generator.py)."""
    from bench.speed.generator import Generator
    from letopis.run import Run
    from letopis.store import open_store

    generator = Generator(size, apart=load == "apart")
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "generated.letopis", create=True)
        store.begin_run(Run("run:generated", "2021", "0", ""))
        figures: dict[str, Any] = _worked_out(store, generator.articles(size), "run:generated")
        more = list(generator.articles(MORE, size))
        figures["more"] = _worked_out(store, more, "run:generated")
        store.close()
        figures["record_mb"] = (Path(folder) / "generated.letopis").stat().st_size / 1e6
    scale = 1 if sys.platform == "darwin" else 1024
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale / 1e6
    print(json.dumps(figures))


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:3])
