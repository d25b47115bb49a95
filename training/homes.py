"""Learn of which land a title without a state is: "the prime minister" in an article on Britain.

In:   our own articles (texts/news.txt, texts/names.txt), and of which state their bare titles are (texts/homes.tsv:
      file, number of the article from 1, title and holder, holder, names of the state or `?`).
Out:  homes.json in src/letopis/data/model, weighed by letopis.model.homes.

    python training/homes.py                   # scores by five folds of the articles, then learns of all: two minutes

No torch: a logistic choice among the lands of an article and "none of them".
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "src"), str(HERE.parent)]
from bench.quality.expected_names import plain, same_name  # noqa: E402
from bench.quality.marked_names import read_names  # noqa: E402
from bench.quality.texts import document_of  # noqa: E402
from letopis.detect import find_mentions  # noqa: E402
from letopis.extract.office.bearers import bearers  # noqa: E402
from letopis.extract.office.homes import posts_taken  # noqa: E402
from letopis.extract.office.lands import COLUMNS, columns_of, lands_of  # noqa: E402
from letopis.extract.sentence.reading import Reading  # noqa: E402
from letopis.gazetteer import office  # noqa: E402
from letopis.model.homes import WEIGHTS, Homes  # noqa: E402
from letopis.model.weights import FOLDER  # noqa: E402
from letopis.pipeline import annotate_document  # noqa: E402

LABELS = HERE / "texts" / "homes.tsv"
FOLDS, STEPS, RATE, SHRINK = 5, 400, 0.05, 0.01
CAUTION = 0.5  # added to the score of "none of them": a wrong state is worse than none
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Title:
    """A title without a state: a row of columns for each land, and the numbers of those that are right."""

    article: tuple[str, int]
    rows: np.ndarray[Any, Any]
    right: tuple[int, ...]


def read_articles(file: str) -> list[str]:
    """The articles of a file of marked texts, marks left out; the numbers of texts/homes.tsv count from 1."""
    if file == "names.txt":
        return [text for text, _ in read_names(HERE / "texts" / file)]
    blocks = re.split(r"\n\s*\n", (HERE / "texts" / file).read_text(encoding="utf-8").strip())
    one = r"[artp]\d+"
    plain_of = (
        re.sub(
            rf"\[{one}(?:,{one})* ([^\[\]]+)\]",
            r"\1",
            re.sub(r"\{\d+ [A-Z]+(?:!\w)? ([^{}]+)\}", r"\1", block),
        )
        for block in blocks
    )
    return ["\n".join(line.strip() for line in text.splitlines()) for text in plain_of]


def read_titles() -> Iterator[Title]:
    """The titles of which it is told whose they are and that the program finds."""
    by_article = defaultdict[tuple[str, int], list[tuple[str, str]]](list)
    with LABELS.open(encoding="utf-8") as lines:
        for file, number, _, holder, state in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if not file.startswith("#"):
                by_article[file, int(number)].append((holder, state))
    articles = {file: read_articles(file) for file in {file for file, _ in by_article}}
    for article, told in by_article.items():
        document = document_of({"text": articles[article[0]][article[1] - 1]})
        doc = annotate_document(document)
        reading = Reading(document, doc, find_mentions(document, doc))
        for holder, state in told:
            title = _title_of(reading, holder, state, article)
            if title is not None:
                yield title


def _title_of(reading: Reading, holder: str, state: str, article: tuple[str, int]) -> Title | None:
    for word, mention in reading.offices.items():
        bearer = next((m for m in bearers(reading, word) if _is_named(m.text, holder)), None)
        known = office(mention.value or mention.text)
        if bearer is None or known is None or known.takes != "country":
            continue
        lands = lands_of(reading)
        if mention.country or not lands:
            return None
        rows = list(columns_of(reading, lands, (mention, bearer), posts_taken(reading, mention, bearer)))
        names = [] if state == UNKNOWN else state.split("|")
        right = tuple(i for i, land in enumerate(lands) if any(_is_land(name, land.name) for name in names))
        return Title(article, np.array(rows, dtype=float), right)
    return None


def _is_named(text: str, holder: str) -> bool:
    return same_name(holder, text) or text.split()[-1:] == holder.split()[-1:]


def _is_land(told: str, name: str) -> bool:
    return same_name(told, name) or plain(told)[:1] == plain(name)[:1]


def fit(titles: Sequence[Title]) -> Homes:
    """Weights by Adam on all titles at once."""
    size = len(COLUMNS)
    weights, mean, spread = np.zeros((3, size + 1))
    for step in range(1, STEPS + 1):
        slope = SHRINK * len(titles) * np.append(weights[:-1], 0)
        for title in titles:
            scores = np.append(title.rows @ weights[:-1], weights[-1])
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            right = list(title.right) or [len(shares) - 1]
            shares[right] -= shares[right] / shares[right].sum()
            slope[:-1] += title.rows.T @ shares[:-1]
            slope[-1] += shares[-1]
        slope /= len(titles)
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return Homes(tuple(weights[:-1].round(4).tolist()), round(float(weights[-1]), 4), CAUTION)


def score(homes: Homes, titles: Iterable[Title]) -> Counter[str]:
    """Titles told, right, wrong (also where no land is right), and left open though one is."""
    count: Counter[str] = Counter()
    for title in titles:
        chosen = homes.choose(title.rows.tolist())
        if chosen is None:
            count["left open" if title.right else "rightly open"] += 1
        else:
            count["right" if chosen in title.right else "wrong"] += 1
    return count


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--target", type=Path, default=FOLDER)
    given = parser.parse_args()
    titles = list(read_titles())
    articles = sorted({title.article for title in titles})
    random.Random(1).shuffle(articles)
    fold = {article: number % FOLDS for number, article in enumerate(articles)}
    count: Counter[str] = Counter()
    for number in range(FOLDS):
        homes = fit([title for title in titles if fold[title.article] != number])
        count += score(homes, (title for title in titles if fold[title.article] == number))
    print(len(titles), "titles", dict(count))
    homes = fit(titles)
    told = {
        "weights": dict(zip(COLUMNS, homes.weights, strict=True)),
        "none": homes.none,
        "caution": homes.caution,
        "titles": len(titles),
        "articles": len(articles),
        "folds": dict(sorted(count.items())),
    }
    (given.target / WEIGHTS).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
