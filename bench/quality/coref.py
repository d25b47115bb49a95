"""Score chains of mentions on conllu with `Entity=`.

In:   a conllu file, or a folder of them, as in GUM.
Out:  the CoNLL mean of MUC, B³ and CEAFe over all mentions, with exact spans, on gold words and sentences.

`CoNLL` counts chains of one mention on both sides, as the corpus has them; `CoNLL linked` leaves them out of both, as
OntoNotes does. `CoNLL actors` is about people, organisations and places alone: gold chains of these types
against the mentions that claims may speak of, each widened to its noun phrase; what gold has there under another type
is an error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.quality.chain_scores import METRICS, chain_figures, count_chains
from bench.quality.conllu import Sentence, gold_doc, read_conllu
from bench.quality.score import Score, files_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from letopis.document import Document

BRACKET = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")
ACTORS = frozenset({"person", "organization", "place"})
Span = tuple[int, int]


def score(data: Path, limit: int | None = None) -> Score:
    """The score on a file or folder; `limit` counts documents."""
    from letopis.annotate import load

    nlp = load()
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("", " linked", " actors")}
    documents = 0
    for path in files_of(data, (".conllu",)):
        for sentences in islice(read_conllu(path), limit and max(limit - documents, 0)):
            doc = nlp(gold_doc(nlp, sentences))
            documents += 1
            for name, count in count_document(sentences, doc).items():
                counts[name] += count
    figures: dict[str, float] = {}
    for name, count in counts.items():
        found = chain_figures(count)
        figures |= {f"{metric}{name}": found[metric] for metric in ("CoNLL", *METRICS, "mentions")}
    return Score(
        "coref", "CoNLL", {**figures, "documents": documents, "gold mentions": counts[""]["mentions gold"]}
    )


def count_document(sentences: Sequence[Sentence], doc: Doc) -> dict[str, Counter[str]]:
    """What one document adds to each of the three counts."""
    from letopis.detect import find_chains

    kinds = gold_types(sentences)
    gold = gold_chains(sentences)
    starts = {token.idx: token.i for token in doc}
    ends = {token.idx + len(token): token.i + 1 for token in doc}
    found: list[set[Span]] = []
    actors: list[set[Span]] = []
    for chain in find_chains(document_of(doc), doc):
        found.append({(starts[start], ends[end]) for start, end, _ in chain})
        actors.append({(starts[start], ends[end]) for start, end, kind in chain if kind != "other"})
    named = [chain for chain in gold if any(kinds[span] in ACTORS for span in chain)]
    return {
        "": count_chains(gold, found),
        " linked": count_chains(_linked(gold), _linked(found)),
        " actors": count_chains(named, [chain for chain in actors if chain]),
    }


def _linked(chains: Sequence[set[Span]]) -> list[set[Span]]:
    return [chain for chain in chains if len(chain) > 1]


def document_of(doc: Doc) -> Document:
    """A document of the text of a Doc, its paragraphs as blocks."""
    from letopis.document import Block, BlockKind, Document, content_id

    blocks = tuple(Block(start, end, BlockKind.BODY) for start, end, _ in doc.user_data["blocks"])
    return Document(content_id("doc", doc.text), "bench", "text/plain", doc.text, blocks)


def gold_chains(sentences: Sequence[Sentence]) -> list[set[Span]]:
    """The chains of a document, each a set of spans of tokens; a span stands in the first chain that has it."""
    chains: dict[str, set[Span]] = {}
    seen: set[Span] = set()
    for span, label in read_entities(sentences):
        if span not in seen:
            seen.add(span)
            chains.setdefault(label.split("-")[0], set()).add(span)
    return list(chains.values())


def gold_types(sentences: Sequence[Sentence]) -> dict[Span, str]:
    """The type of each span: person, organization, place, object and so on."""
    return {span: f"{label}--".split("-")[1] for span, label in reversed(read_entities(sentences))}


def read_entities(sentences: Sequence[Sentence]) -> list[tuple[Span, str]]:
    """Every bracket of `Entity=`: tokens of the document and the label, in the order in which they close.

    Raises:
        SystemExit: a bracket closes that was not opened, or stays open.
    """
    found: list[tuple[Span, str]] = []
    opened: dict[str, list[tuple[int, str]]] = {}
    tokens: list[Any] = [token for sentence in sentences for token in sentence.tokens]
    for i, token in enumerate(tokens):
        for label, closes, closing in BRACKET.findall(token.entity):
            if closes:
                found.append(((i, i + 1), label))
            elif label:
                opened.setdefault(label.split("-")[0], []).append((i, label))
            elif opened.get(closing.split("-")[0]):
                start, told = opened[closing.split("-")[0]].pop()
                found.append(((start, i + 1), told))
            else:
                raise SystemExit(f"Entity={token.entity} at word {i}: {closing} closes and was not opened")
    if any(opened.values()):
        raise SystemExit(
            f"Entity= of {', '.join(key for key, rest in opened.items() if rest)} is never closed"
        )
    return found
