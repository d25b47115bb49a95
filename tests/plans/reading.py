"""Read short texts into a record in memory, as articles without the gate that asks for a whole article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from letopis import pipeline
from letopis.record import Record
from tests import handmade


def record_of(articles: Iterable[Mapping[str, str]], folder: Path) -> Record:
    """The record of articles, each with `text` and perhaps `published`, read in this order."""
    steps = replace(
        pipeline.letopis_steps(), read_file=handmade.read_file, find_files=handmade.find_files, join=None
    )
    record = Record.open(None, create=True)
    for number, article in enumerate(articles):
        path = folder / f"{number}.txt"
        path.write_text(article["text"], encoding="utf-8")
        pipeline.read_paths([path], record.store, published=article.get("published"), steps=steps)
    return record
