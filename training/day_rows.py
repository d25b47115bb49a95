"""Documents in which the day of acts is marked, as the chooser of days sees them.

In:   our articles (texts/days.txt, bench/quality/dated.py); TimeBank's links from events to dates.
Out:  `Example`s, a document each: its rows, which candidates are right, what the rules say.

Right are the candidates with the marked days; where none has them those that share most of them, if that is much;
else, and where the article does not tell, "not told".
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "src"), str(HERE.parent)]
from bench.quality.dated import Days, read_dated, share_of  # noqa: E402
from bench.quality.event_links import linked  # noqa: E402
from bench.quality.texts import document_of  # noqa: E402
from bench.quality.times import read_timeml  # noqa: E402
from letopis.detect import find_mentions  # noqa: E402
from letopis.document import Document  # noqa: E402
from letopis.extract import extract_claims  # noqa: E402
from letopis.extract.sentence.reading import Reading  # noqa: E402
from letopis.extract.time.day_candidates import Candidate, course_of  # noqa: E402
from letopis.extract.time.day_choice import event_of, head_of, told_by_rules, told_by_word  # noqa: E402
from letopis.extract.time.day_columns import Event  # noqa: E402
from letopis.extract.time.day_states import rows_of, states_of  # noqa: E402
from letopis.model.days import Rows  # noqa: E402
from letopis.pipeline import annotate_document  # noqa: E402

MUCH = 0.1  # of the days, for a candidate that has not the very ones: the week of a day
NEARLY = 0.5  # for an answer to count as right
LAST_TIMEBANK = 60  # documents by name that are scored and never learnt from
Marks = Sequence[tuple[int, int, Days]]


@dataclass(frozen=True)
class Example:
    """One document.

    Attributes:
        rows: what the scorer is given. right: of each candidate, whether it is taught as right; good: whether it
            counts as a right answer. value: of each candidate the number of its days among those of its event, 0 for
            "not told". own: of each event the number of what the rules say. sort: of each event "event", "saying" or
            "" of what is no claim.
    """

    rows: Rows
    right: np.ndarray[Any, Any]
    good: np.ndarray[Any, Any]
    value: np.ndarray[Any, Any]
    own: np.ndarray[Any, Any]
    sort: tuple[str, ...]


def read_own(path: Path, cache: Path | None = None) -> list[Example]:
    """The articles of a file of ours."""
    found = []
    for article in read_dated(path):
        document = document_of({"text": article.text, "published": article.published})
        marks = [(act.start, act.end, act.days) for act in article.acts]
        found.append(_kept(cache, document, marks))
    return [one for one in found if one is not None]


def read_timebank(folder: Path, cache: Path | None = None) -> list[Example]:
    """TimeBank but for the documents that are scored."""
    found = []
    for file in sorted(folder.rglob("*.tml"))[:-LAST_TIMEBANK]:
        annotated = read_timeml(file)
        links = linked(file.read_text(encoding="utf-8"), annotated)
        marks = [(one.event.start, one.event.end, (one.days.start, one.days.end)) for one in links]
        found.append(_kept(cache, annotated.document, marks))
    return [one for one in found if one is not None]


def _kept(cache: Path | None, document: Document, marks: Marks) -> Example | None:
    """The example, of a folder where it was kept before."""
    if cache is None:
        return example_of(document, marks)
    name = hashlib.sha256(repr((document.text, document.published, list(marks))).encode()).hexdigest()[:24]
    path = cache / f"{name}.pickle"
    if not path.exists():
        path.write_bytes(pickle.dumps(example_of(document, marks)))
    kept: Example | None = pickle.loads(path.read_bytes())
    return kept


def example_of(document: Document, marks: Marks) -> Example | None:
    """The example of one document; None where nothing is marked in it."""
    doc = annotate_document(document)
    mentions = find_mentions(document, doc)
    claims = extract_claims(document, doc, mentions, chosen=False)
    reading = Reading(document, doc, mentions)
    told = [event for claim in claims if (event := event_of(reading, claim)) is not None]
    by_word = {event.word: event for event in reversed(told)}
    events, days = [], []
    for start, end, marked in marks:
        word = head_of(reading, start, end)
        if word is not None:
            events.append(by_word.get(word) or Event(word, None, told_by_rules(reading, word)))
            days.append(marked)
    states = states_of(reading)
    if not events or states is None:
        return None
    candidates, rows = rows_of(reading, states, course_of(reading, told_by_word(told)), events)
    value, own = list[int](), []
    for event, found in zip(events, candidates, strict=True):
        numbers: dict[Any, int] = {None: 0}
        value += [numbers.setdefault(_key(one), len(numbers)) for one in found]
        own.append(0 if event.told is None else numbers[event.told.start, event.told.end])
    pairs = list(zip(candidates, days, strict=True))
    return Example(
        rows,
        np.array([one for found, marked in pairs for one in right_of(found, marked)]),
        np.array([share(one, marked) >= NEARLY for found, marked in pairs for one in found]),
        np.array(value),
        np.array(own),
        tuple(
            "" if e.claim is None else "saying" if e.claim.kind == "statement" else "event" for e in events
        ),
    )


def _key(one: Candidate) -> Days | None:
    return None if one.when is None else one.bounds


def share(one: Candidate, days: Days) -> float:
    """How much of the marked days and of its own a candidate shares with the mark, 0 to 1."""
    if days == (None, None) or one.when is None:
        return float(days == (None, None) and one.when is None)
    return share_of(one.bounds, days)


def right_of(candidates: Sequence[Candidate], days: Days) -> list[bool]:
    """Which candidates are right."""
    shares = [share(one, days) for one in candidates]
    most = max(shares)
    if most >= MUCH:
        return [one == most for one in shares]
    return [one.when is None for one in candidates]
