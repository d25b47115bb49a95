"""Score which mentions of events are of one event, across documents, on ECB+.

In:   a folder with `*_corpus.txt[.gz]` (document, sentence, token number, token, chain; tab-separated) and
      `*_events.json[.gz]` (mentions: document, sentence, tokens, chain), or one of the two with the other beside it.
Out:  the CoNLL mean of MUC, B³ and CEAFe over the given mentions, chains of one mention counted: within the given
      subtopics (the headline), and over the whole set, where documents are first put together by their words. Beside
      them the figures of the baseline that takes mentions with one head word for one event.

A subtopic is a topic's documents from ECB, or those that ECB+ added ("1_10ecb", "1_10ecbplus"). Where a folder holds
several halves, dev is scored if it is there.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from bench.quality.chain_scores import METRICS, chain_figures, count_chains
from bench.quality.score import Score
from letopis.model.event_pairs import load_event_pairs
from letopis.resolve.events.event_columns import (
    EventMention,
    Floats,
    Ints,
    Rarity,
    akin,
    linked,
    pair_columns,
    raised,
    weighted,
)
from letopis.resolve.events.event_tellings import stem

NO_SPACE_BEFORE = frozenset({",", ".", ";", ":", "?", "!", ")", "'s", "n't", "%", "'", "''", "’s"})
TIMES = frozenset(
    {
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
    }
    | {"december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)
SKIPPED = frozenset(
    {"punct", "advcl", "conj", "cc", "parataxis", "ccomp", "mark"}
)  # no part of what an event is
HEAD_OF = frozenset({"acl", "xcomp", "obj", "nsubj", "nmod", "compound"})  # the head of these belongs to it
DEPTH = 3


@dataclass(frozen=True, slots=True)
class Gold:
    """A mention as the corpus marks it: its document, its tokens there, its chain."""

    document: str
    tokens: tuple[int, ...]
    chain: str

    @property
    def topic(self) -> str:
        """The number of the topic."""
        return self.document.split("_")[0]

    @property
    def subtopic(self) -> str:
        """The topic, and which of the two corpora."""
        return self.topic + ("plus" if "plus" in self.document else "")


@dataclass(frozen=True, slots=True)
class Annotated:
    """A corpus, annotated: mentions in order, each with what the scorer sees; the lemmas of each document."""

    gold: Sequence[Gold]
    mentions: Sequence[EventMention]
    texts: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Scored:
    """Mentions of a group, by their numbers; pairs of them, by their places in the group, with their probabilities."""

    numbers: Sequence[int]
    one: Ints
    other: Ints
    chances: Floats


def score(data: Path, limit: int | None = None) -> Score:
    """The score on a corpus; `limit` counts documents."""
    corpus, events = files_in(data)
    found = annotated(corpus, events, limit)
    rarity, scorer = Rarity.of(found.texts.values()), load_event_pairs()
    settings = {
        "subtopics": ([one.subtopic for one in found.gold], scorer.manifest["least"]),
        "whole": (document_groups(found, rarity, scorer.manifest["near"]), scorer.manifest["least_whole"]),
    }
    figures: dict[str, float] = {}
    for name, (groups, least) in settings.items():
        keys = event_keys(found, scored_groups(found, groups, rarity), least)
        figures |= figures_of(found.gold, keys, "" if name == "subtopics" else f" {name}")
    heads = [stem(mention.lemma) for mention in found.mentions]
    within = [f"{one.subtopic} {head}" for one, head in zip(found.gold, heads, strict=True)]
    figures["head word"] = figures_of(found.gold, within, "")["CoNLL"]
    figures["head word whole"] = figures_of(found.gold, heads, "")["CoNLL"]
    return Score(
        "event-coref", "CoNLL", {**figures, "documents": len(found.texts), "mentions": len(found.gold)}
    )


def figures_of(gold: Sequence[Gold], keys: Sequence[str], name: str) -> dict[str, float]:
    """CoNLL and its three parts, `name` after each, of events told by a key for each mention."""
    chains, ours = defaultdict(set), defaultdict(set)
    for number, (one, key) in enumerate(zip(gold, keys, strict=True)):
        chains[one.chain].add(number)
        ours[key].add(number)
    found = chain_figures(count_chains(list(chains.values()), list(ours.values())))
    return {f"{metric}{name}": found[metric] for metric in ("CoNLL", *METRICS)}


def scored_groups(found: Annotated, groups: Sequence[str], rarity: Rarity) -> list[Scored]:
    """The probabilities of all pairs within each group."""
    scorer, members = load_event_pairs(), defaultdict(list)
    for number, group in enumerate(groups):
        members[group].append(number)
    scored = []
    for numbers in members.values():
        mentions = [found.mentions[n] for n in numbers]
        one, other, columns = pair_columns(mentions, found.texts, rarity)
        chances = raised(scorer.chances(columns), akin(mentions, one, other), scorer.manifest["akin"])
        scored.append(Scored(numbers, one, other, chances))
    return scored


def event_keys(found: Annotated, scored: Sequence[Scored], least: float) -> list[str]:
    """A key for the event of each mention; mentions of two groups are never one."""
    keys = [""] * len(found.gold)
    for number, group in enumerate(scored):
        joined = linked(group.chances, len(group.numbers), group.one, group.other, least)
        for mention, event in zip(group.numbers, joined, strict=True):
            keys[mention] = f"{number} {event}"
    return keys


def document_groups(found: Annotated, rarity: Rarity, near: float) -> list[str]:
    """For each mention the group of its document: documents of like words together, by the mean over their pairs."""
    documents = sorted({one.document for one in found.gold})
    rows = weighted([found.texts[document] for document in documents], rarity)
    one, other = np.triu_indices(len(documents), 1)
    groups = linked((rows @ rows.T)[one, other], len(documents), one, other, near)
    of = dict(zip(documents, groups, strict=True))
    return [str(of[gold.document]) for gold in found.gold]


# --- the corpus ------------------------------------------------------------------------------------------------------


def files_in(data: Path) -> tuple[Path, Path]:
    """The corpus and its mentions.

    Raises:
        SystemExit: one is missing.
    """
    folder = data if data.is_dir() else data.parent
    stems = sorted({path.name.split("_")[0] for path in folder.glob("*_corpus.txt*")})
    asked = (
        data.name.split("_")[0] if data.is_file() else "dev" if "dev" in stems else stems[-1] if stems else ""
    )
    corpus, events = (sorted(folder.glob(f"{asked}_{kind}*")) for kind in ("corpus.txt", "events.json"))
    if not corpus or not events:
        raise SystemExit(f"{data}: expected *_corpus.txt[.gz] and *_events.json[.gz] beside it")
    return corpus[0], events[0]


def annotated(corpus: Path, events: Path, limit: int | None = None) -> Annotated:
    """The mentions of a corpus with all that the scorer sees of them."""
    from letopis.annotate import load

    nlp = load()
    alone: dict[str, Any] = {}
    texts: dict[str, list[str]] = {}
    told: dict[tuple[str, tuple[int, ...]], EventMention] = {}
    by_document: dict[str, list[Gold]] = defaultdict(list)
    tokens = dict(islice(read_tokens(corpus).items(), limit))
    for row in json.loads(_text(events)):
        if row["doc_id"] in tokens:
            places = {place: number for number, (place, _) in enumerate(tokens[row["doc_id"]])}
            own = tuple(places[row["sent_id"], token] for token in row["tokens_number"])
            by_document[row["doc_id"]].append(Gold(row["doc_id"], own, row["coref_chain"]))
    for document, words in tokens.items():
        doc = _doc(nlp, words)
        texts[document] = [token.lemma_.lower() for token in doc]
        for gold in by_document[document]:
            told[document, gold.tokens] = mention_of(nlp, doc, gold, alone)
    gold = [one for several in by_document.values() for one in several]
    return Annotated(gold, [told[one.document, one.tokens] for one in gold], texts)


def read_tokens(corpus: Path) -> dict[str, list[tuple[tuple[int, int], str]]]:
    """The tokens of each document, each with the numbers of its sentence and of itself there."""
    found: dict[str, list[tuple[tuple[int, int], str]]] = defaultdict(list)
    for line in _text(corpus).split("\n"):
        if line.strip():
            document, sentence, number, *words, _ = line.split("\t")
            found[document].append(((int(sentence), int(number)), "".join(words) or "-"))
    return {document: sorted(tokens) for document, tokens in found.items()}


def _text(path: Path) -> str:
    raw = path.read_bytes()
    return (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")


def _doc(nlp: Any, tokens: Sequence[tuple[tuple[int, int], str]]) -> Any:
    from spacy.tokens import Doc

    words = [word for _, word in tokens]
    spaces = [word not in NO_SPACE_BEFORE for word in words[1:]] + [False]
    starts = [number == 0 or tokens[number - 1][0][0] != place[0] for number, (place, _) in enumerate(tokens)]
    doc = Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts)
    doc.user_data["blocks"] = [(0, len(doc.text), True)]
    return nlp(doc)


def mention_of(nlp: Any, doc: Any, gold: Gold, alone: dict[str, Any]) -> EventMention:
    """What a document tells of a mention; `alone` keeps what words are by themselves."""
    own = [doc[number] for number in gold.tokens]
    tops = [token for token in own if token.head.i not in gold.tokens or token.head.i == token.i] or own
    head = next((token for token in tops if token.pos_ in ("VERB", "NOUN", "PROPN")), tops[0])
    lemma, sentence = head.lemma_.lower(), list(head.sent)
    if lemma not in alone:
        alone[lemma] = nlp(lemma).tensor.mean(axis=0)
    project = nlp.get_pipe("letopis_encoder").model.sentence_vectors
    states = {
        "state": doc.tensor[head.i],
        "word_state": alone[lemma],
        "meaning": doc.tensor[list(gold.tokens)].mean(axis=0),
        "word_meaning": alone[lemma],
        "sentence_meaning": doc.tensor[[token.i for token in sentence]].mean(axis=0),
        "document_meaning": doc.tensor.mean(axis=0),
    }
    vectors = {
        name: project(state[None])[0]
        if name.endswith("meaning")
        else state / max(float(np.linalg.norm(state)), 1e-6)
        for name, state in states.items()
    }
    return EventMention(
        gold.document,
        lemma,
        head.pos_ == "VERB",
        frozenset(token.lemma_.lower() for token in own),
        _bags(head, gold.tokens, sentence),
        vectors,
    )


def _bags(head: Any, own: Iterable[int], sentence: Sequence[Any]) -> dict[str, list[str]]:
    """Lemmas of the sentence, of what hangs on the event by role, of names, numbers and times."""
    roles: dict[str, list[Any]] = {"actors": [], "objects": [], "others": []}
    for child in head.children:
        dep, detail = child.dep_.split(":")[0], child.dep_
        if dep in SKIPPED:
            continue
        acts = detail != "nsubj:pass" and (dep in ("nsubj", "nmod"))
        role = "actors" if acts else "objects" if dep in ("obj", "nsubj") else "others"
        roles[role] += _under(child, DEPTH)
    inside = set(own)
    around = [head.head] if head.head.i != head.i and head.dep_.split(":")[0] in HEAD_OF else []
    parts = [token for tokens in roles.values() for token in tokens] + around
    bags = {
        "sentence": [token for token in sentence if token.i not in inside],
        "arguments": [token for token in parts if token.i not in inside],
        **roles,
        "names": [token for token in sentence if token.pos_ == "PROPN"],
        "numbers": [token for token in sentence if token.pos_ == "NUM"],
        "times": [token for token in sentence if token.lemma_.lower() in TIMES],
    }
    return {name: _telling(tokens) for name, tokens in bags.items()}


def _under(token: Any, depth: int) -> list[Any]:
    below = [other for child in token.children for other in _under(child, depth - 1)] if depth else []
    return [token, *below]


def _telling(tokens: Iterable[Any]) -> list[str]:
    """Lemmas of words that say something."""
    return [token.lemma_.lower() for token in tokens if token.is_alpha or token.like_num if not token.is_stop]
