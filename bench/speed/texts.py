"""The articles that speed is measured on."""

from __future__ import annotations

from pathlib import Path

from bench.quality.attribution import read_articles

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpora" / "polnear" / "dev.jsonl.gz"
REAL_ARTICLES = ROOT.parent / "shared" / "articles"
EXAMPLES = ROOT / "examples"
ARTICLE_SUFFIXES = (".txt", ".html", ".htm")


def article_files(folder: Path) -> list[Path]:
    """The articles of a folder, by name."""
    return sorted(path for path in folder.iterdir() if path.suffix in ARTICLE_SUFFIXES)


def load_texts(data: Path | None, limit: int | None = None) -> tuple[str, list[bytes]]:
    """What the texts are, and each as the bytes of a file.

    Args:
        data: jsonl(.gz) with a "text" a line, or a folder of articles; the PolNeAR dev set if it is at hand,
            else our examples.
        limit: only the first so many.
    """
    data = data or (CORPUS if CORPUS.exists() else EXAMPLES)
    if data.is_dir():
        found = [path.read_bytes() for path in article_files(data)]
    else:
        found = [article["text"].encode() for article in read_articles(data)]
    return f"{data.name}, {len(found[:limit])} articles", found[:limit]
