"""Sentences with a source, a recipient and a type of event, from all that teaches them.

In:   PLV tsv; src/letopis/data (the examples of the lexicon and of the ontology); event_sentences.tsv; the titles of
      the synthetic stories.
Out:  `Row`s.

The lexicon's examples are marked by the program itself: where it finds an event of the row's type, by that event's
roles and cue. Extension types that are none of PLOVER's teach that there is none.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "src"), str(HERE.parent)]
from bench.quality.event_types import unmarked  # noqa: E402
from bench.quality.texts import document_of  # noqa: E402
from letopis.claim import Claim, ClaimKind  # noqa: E402
from letopis.mention import Mention  # noqa: E402
from letopis.ontology import event_type, event_types  # noqa: E402
from letopis.pipeline import find_in  # noqa: E402

LEXICON = HERE.parent / "src" / "letopis" / "data" / "lexicon" / "en" / "events.tsv"
SENTENCES = HERE / "event_sentences.tsv"
NONE = "-"
YIELD = ("CONCEDE", "RETREAT")
NAMES = (
    "Chile", "China", "Cuba", "Egypt", "France", "Ghana", "India", "Iran", "Japan", "Kenya", "Mexico", "Nigeria",
    "Peru", "Poland", "Serbia", "Sudan", "Syria", "Turkey", "Ukraine", "Yemen",
)  # fmt: skip
CITIES = ("Aleppo", "Goma", "Karachi", "Lagos", "Lima", "Manila", "Quito", "Sofia", "Tbilisi", "Tunis")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence with a pair; `types` are those that are right (two where the corpus does not tell them apart).

    Attributes:
        trigger: where the act is named, if that is known. corpus: "plv", "lexicon", "own" or "titles".
        root: the type as the corpus names it.
    """

    text: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    types: tuple[str, ...]
    corpus: str
    trigger: Span | None = None
    root: str = ""


def read_plv(path: Path) -> list[Row]:
    """The rows of PLV, in order."""
    with path.open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines, delimiter="\t"))
    found = []
    for line in table:
        text, source, target = unmarked(line["marked_sentence"])
        root = line["gold_root"]
        types = YIELD if root == "YIELD" else (root,)
        found.append(Row(text, tuple(source), tuple(target), types, "plv", None, root))
    return found


def with_triggers(rows: Iterable[Row]) -> list[Row]:
    """The rows; each with the cue of the rules' own event of its type, where they find one."""
    found = []
    for row in rows:
        _, events = _events(row.text)
        cues = [claim.evidence[0].cue for claim in events if event_type(claim.type).plover in row.types]
        found.append(
            Row(row.text, row.source, row.target, row.types, row.corpus, cues[0] if cues else None, row.root)
        )
    return found


def read_lexicon() -> Iterator[Row]:
    """The examples of the lexicon's frames and of the ontology's types."""
    for line in LEXICON.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if not line.startswith(("#", "lemma\t")) and len(cells) > 7 and cells[7].strip():
            yield _example(cells[3], cells[7].strip())
    for code, kind in event_types().items():
        for example in kind.examples:
            yield _example(code, example)


def _events(text: str) -> tuple[Sequence[Mention], list[Claim]]:
    found = find_in(document_of({"text": text}))
    return list(found.mentions), [claim for claim in found.claims if claim.kind is ClaimKind.EVENT]


def _example(code: str, text: str) -> Row:
    mentions, events = _events(text)
    types = ((event_type(code).plover or NONE) if code != NONE else NONE,)
    for claim in events:
        if claim.type == code:
            sides = [
                tuple((a.start, a.end) for a in claim.all(role)) for role in ("actor", "recipient", "theme")
            ]
            target = sides[1] or tuple(span for span in sides[2] if span not in sides[0])
            return Row(text, sides[0], target, types, "lexicon", claim.evidence[0].cue)
    kinds = {"person", "organisation", "country", "group", "place"}
    parties = [(m.start, m.end) for m in mentions if str(m.kind) in kinds]
    return Row(text, tuple(parties[:1]), tuple(parties[1:2]), types, "lexicon")


def read_sentences() -> Iterator[Row]:
    """Our own sentences."""
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "type\t")):
            code, marked = line.split("\t")
            text, source, target = unmarked(marked)
            yield Row(text, tuple(source), tuple(target), (code,), "own")


def read_titles(path: Path, rng: random.Random) -> Iterator[Row]:
    """The titles of the stories, each filled twice with drawn names: the first country acts, the second is acted on."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        labels = {story["title"]: story["label"] for story in map(json.loads, lines)}
    for title, label in labels.items():
        for _ in range(2):
            countries, city = rng.sample(NAMES, 3), rng.choice(CITIES)
            filled = {f"{{country_{i + 1}}}": name for i, name in enumerate(countries)} | {"{city}": city}
            actor = "{country_1}" if "{country_1}" in title else "{city}"
            sentence = rng.random() < 0.7
            text, source, target = "", [], []
            for part in re.split(r"(\{\w+\})", title):
                told = filled.get(part, re.sub(r"\b[A-Z](?=[a-z])", _lowered, part) if sentence else part)
                span = (len(text), len(text) + len(told))
                source += [span] if part == actor else []
                target += [span] if part == "{country_2}" else []
                text += told
            text = text[:1].upper() + text[1:] + ("." if sentence else "")
            yield Row(text, tuple(source), tuple(target), (label,), "titles")


def _lowered(match: re.Match[str]) -> str:
    return match.group().lower()


def read_others(corpora: Path) -> list[Row]:
    """Everything but PLV."""
    titles = read_titles(corpora / "plover" / "synthetic_stories.jsonl.gz", random.Random(5))
    return [*read_lexicon(), *read_sentences(), *titles]
