"""The encoder as a spaCy component: words get sentences, tags, lemmas, trees, names; the document its attributions.

In:   a `Doc` whose words are cut; `user_data["blocks"]`, if the reader knows the paragraphs, as (start, end,
      readable) in characters; sentence starts, if they are known.
Out:  the same `Doc`: is_sent_start, pos, tag, lemma, head, dep (UD), ents (PER, ORG, LOC, MISC), tensor (a row per
      token), `user_data["ent_scores"]` and `user_data["attributions"]`.

Unreadable blocks get pos X and nothing else. A chunk is encoded alone, so that a document's annotation depends on
nothing but the document.
"""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from letopis.annotate.attributions import (
    Span,
    find_attributions,
    plain_link_weights,
    read_link_weights,
)
from letopis.annotate.chunks import plan_chunks
from letopis.annotate.layout import Layout, may_start_sentence, read_layout
from letopis.annotate.lemmas import LemmaRules
from letopis.annotate.names import find_names
from letopis.annotate.roles import Words, plain_weights, read_roles, read_weights
from letopis.annotate.spans import Floats, find_spans, label_shares, plain_start, plain_steps
from letopis.annotate.trees import best_tree
from letopis.model.weights import Model, Outputs, load_model

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
WIDTH = 384
_ASSIGNS = [
    "token.is_sent_start",
    "token.pos",
    "token.tag",
    "token.lemma",
    "token.head",
    "token.dep",
    "doc.ents",
    "doc.tensor",
]


@Language.factory("letopis_encoder", assigns=_ASSIGNS, default_config={"threads": 1, "folder": None})
def make_encoder(nlp: Language, name: str, threads: int = 1, folder: str | None = None) -> EncoderComponent:
    """The component; `threads` and `folder` as for `letopis.model.weights.load_model`."""
    return EncoderComponent(nlp.vocab, load_model(Path(folder) if folder else None, threads=threads))


class EncoderComponent:
    """Annotates documents with one model."""

    def __init__(self, vocab: Vocab, model: Model) -> None:
        self.model = model
        self._strings = vocab.strings
        labels = model.labels
        self._upos = self._hashes(labels["upos"])
        self._xpos = self._hashes(labels["xpos"])
        self._dep = self._hashes(labels["label"])
        self._root = labels["label"].index("root")
        self._lemmas = LemmaRules(labels["lemma"])
        stored = model.attribution
        self.name_scale = stored.get("names", {}) if stored else {}
        self._roles = read_weights(stored["roles"]) if stored else plain_weights(labels)
        self._links = read_link_weights(stored["links"]) if stored else plain_link_weights()

    def _hashes(self, labels: list[str]) -> npt.NDArray[np.uint64]:
        return np.array([self._strings.add(label) for label in labels], dtype=np.uint64)

    def __call__(self, doc: Doc) -> Doc:
        """The same document, annotated."""
        doc.user_data["ent_scores"] = {}
        doc.user_data["attributions"] = []
        if not len(doc):
            doc.tensor = np.zeros((0, WIDTH), dtype=np.float32)
            return doc
        layout = read_layout(doc)
        annotation = _Annotation(layout, self)
        cut = self.model.pieces.cut([layout.texts[token] for token in layout.words])
        sizes = [len(ids) for ids, _ in cut]
        breaks = may_start_sentence(layout)
        for paragraphs in layout.paragraphs:
            inner_starts = {start for start, _ in paragraphs}
            for start, end in plan_chunks(sizes, paragraphs, breaks):
                marks = [word for word in range(start + 1, end) if word in inner_starts]
                outputs = self._encode(cut[start:end], [mark - start for mark in marks])
                annotation.add_chunk(start, end, marks, outputs)
        annotation.write(doc)
        return doc

    def _encode(self, cut: list[tuple[tuple[int, ...], int]], marks: list[int]) -> Outputs:
        """The outputs for the words of one chunk; `marks` are the words that begin a further paragraph."""
        pieces = self.model.pieces
        ids, cases, first, last = [pieces.start], [5], [], []
        next_mark = iter([*marks, -1])
        mark = next(next_mark)
        for word, (own, case) in enumerate(cut):
            if word == mark:
                ids.append(pieces.separator)
                cases.append(5)
                mark = next(next_mark)
            first.append(len(ids))
            ids.extend(own)
            cases.extend([case] * len(own))
            last.append(len(ids) - 1)
        ids.append(pieces.separator)
        cases.append(5)
        return self.model.run(np.array(ids), np.array(cases), np.array(first), np.array(last))


class _Annotation:
    """What has been found so far, in arrays over the tokens of one document."""

    def __init__(self, layout: Layout, component: EncoderComponent) -> None:
        count = len(layout.texts)
        self.layout, self.component, self.model = layout, component, component.model
        strings = component._strings
        self.pos = np.full(count, strings.add("X"), dtype=np.uint64)
        self.pos[layout.space] = strings.add("SPACE")
        self.tag = np.zeros(count, dtype=np.uint64)
        self.tag[layout.space] = strings.add("_SP")
        self.dep = np.full(count, strings.add("dep"), dtype=np.uint64)
        self.lemma = [
            text if blank else "" for text, blank in zip(layout.texts, layout.space.tolist(), strict=True)
        ]
        self.head = np.arange(count)
        self.starts = layout.block_starts.copy()
        self.iob = np.full(count, 2, dtype=np.uint64)
        self.kind = np.zeros(count, dtype=np.uint64)
        self.tensor = np.zeros((count, WIDTH), dtype=np.float32)
        self.scores: dict[tuple[int, int], float] = {}
        self.attributions: list[tuple[list[Span], list[Span], list[Span], float]] = []

    def add_chunk(self, start: int, end: int, marks: list[int], outputs: Outputs) -> None:
        """Take in the outputs for words `start` to `end`."""
        component, tokens = self.component, self.layout.words[start:end]
        self.pos[tokens] = component._upos[outputs.upos]
        self.tag[tokens] = component._xpos[outputs.xpos]
        self.tensor[tokens] = outputs.state
        for token, rule in zip(tokens.tolist(), outputs.lemma.tolist(), strict=True):
            self.lemma[token] = component._lemmas.lemma(self.layout.texts[token], rule)
        stops = np.zeros(end - start, dtype=bool)
        stops[np.array([0, *(mark - start for mark in marks)])] = True
        starts, heads, labels = self._add_trees(tokens, stops, outputs)
        self._add_names(tokens, starts, outputs)
        words = Words(
            texts=[self.layout.texts[token] for token in tokens],
            upos=outputs.upos,
            dep=labels,
            heads=heads,
            starts=starts,
            paragraphs=stops,
            role=role_scores(outputs.role, self.model),
            link=np.exp(outputs.link),
        )
        self._add_attributions(tokens, words)

    def _add_attributions(self, tokens: Ints, words: Words) -> None:
        component, labels = self.component, self.model.labels
        best, shares = read_roles(words, labels, component._roles)
        segments = find_spans(best, labels["role"], shares)
        for source, cue, content, score in find_attributions(words, segments, component._links):
            ranges = [
                [(int(tokens[a]), int(tokens[b - 1]) + 1) for a, b in spans]
                for spans in (source, cue, content)
            ]
            self.attributions.append((ranges[0], ranges[1], ranges[2], round(score, 4)))

    def _add_trees(self, tokens: Ints, stops: Bools, outputs: Outputs) -> tuple[Bools, Ints, Ints]:
        """Add the trees of a chunk; for each word, whether a sentence starts at it, its head, the label's number."""
        given = self.layout.given
        if given is None:
            starts = stops.copy()
            starts[1:] |= outputs.sentence[:-1] > 0
            self.starts[tokens] = starts
        else:
            starts = np.diff(np.cumsum(given)[tokens], prepend=-1) != 0
        bounds = [*np.flatnonzero(starts).tolist(), len(tokens)]
        heads = np.empty(len(tokens), dtype=np.int64)
        for a, b in itertools.pairwise(bounds):
            scores = np.concatenate([outputs.arc[a:b, :1], outputs.arc[a:b, a + 1 : b + 1]], axis=1)
            heads[a:b] = best_tree(scores) + a
        own = np.arange(len(tokens))
        roots = heads == own
        labels = self.model.label_arcs(outputs.label_word, outputs.label_head[heads + 1])
        labels = np.where(roots, self.component._root, labels)
        self.dep[tokens] = self.component._dep[labels]
        self.head[tokens] = tokens[heads]
        return starts, heads, labels

    def _add_names(self, tokens: Ints, starts: Bools, outputs: Outputs) -> None:
        labels, scale = self.model.labels["name"], self.component.name_scale
        for a, b, kind, score in find_names(outputs.name, labels, starts.tolist(), scale):
            first, after = int(tokens[a]), int(tokens[b - 1]) + 1
            self.iob[first:after] = 1
            self.iob[first] = 3
            self.kind[first:after] = self.component._strings.add(kind)
            self.scores[first, after] = round(score, 4)

    def write(self, doc: Doc) -> None:
        """Put everything into the document."""
        self._join_given_sentences()
        self._attach_spaces()
        add = self.component._strings.add
        texts = self.layout.texts
        lemma = np.array(
            [add(lemma or text) for lemma, text in zip(self.lemma, texts, strict=True)], dtype=np.uint64
        )
        relative = (self.head - np.arange(len(texts))).astype(np.int64).view(np.uint64)
        columns = [self.pos, self.tag, lemma, self.dep, relative, self.iob, self.kind]
        rows: Any = np.stack(columns, axis=1)
        doc.from_array(["POS", "TAG", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"], rows)
        starts = self.layout.given if self.layout.given is not None else self.starts
        marks: Any = np.where(starts, 1, -1).astype(np.int64).view(np.uint64)
        doc.from_array(["SENT_START"], marks)
        tensor: Any = self.tensor  # spaCy's stubs expect 64 bits
        doc.tensor = tensor
        doc.user_data["ent_scores"] = self.scores
        doc.user_data["attributions"] = self._characters(doc)

    def _join_given_sentences(self) -> None:
        """One root for each given sentence that was too long for one chunk: further roots hang on the first."""
        given, words = self.layout.given, self.layout.words
        if given is None:
            self.starts[0] = True
            solid = np.flatnonzero(~self.layout.space)
            if len(solid) and solid[0] > 0:
                self.starts[solid[0]] = False  # leading white space belongs to the first sentence
            return
        sentence = np.cumsum(given)
        roots = words[self.head[words] == words]
        for before, root in itertools.pairwise(roots):
            if sentence[before] == sentence[root]:
                first = int(before)
                while self.head[first] != first:
                    first = int(self.head[first])
                self.head[root] = first
                self.dep[root] = self.component._strings.add("parataxis")

    def _attach_spaces(self) -> None:
        """White space hangs on the token before it, within its sentence."""
        starts = self.layout.given if self.layout.given is not None else self.starts
        space, count = self.layout.space, len(self.layout.texts)
        for token in np.flatnonzero(space).tolist():
            if not starts[token]:
                self.head[token] = token - 1
                continue
            after = token + 1
            while after < count and space[after] and not starts[after]:
                after += 1
            if after < count and not starts[after]:
                self.head[token] = after

    def _characters(self, doc: Doc) -> list[dict[str, Any]]:
        offsets = [token.idx for token in doc]
        ends = [start + len(text) for start, text in zip(offsets, self.layout.texts, strict=True)]

        def spans(ranges: list[Span]) -> list[list[int]]:
            return [[offsets[a], ends[b - 1]] for a, b in ranges]

        return [
            {"source": spans(source), "cue": spans(cue), "content": spans(content), "score": score}
            for source, cue, content, score in self.attributions
        ]


def role_scores(scores: Floats, model: Model) -> Floats:
    """Log probabilities of the roles' labels; a model trained on whole rows of labels has its steps in the manifest."""
    steps = model.manifest.get("transitions")
    labels = model.labels["role"]
    if steps is None:
        return scores
    start = np.array(model.manifest.get("first_role", 0), dtype=np.float32) + plain_start(labels)
    shares = label_shares(scores, np.array(steps, dtype=np.float32) + plain_steps(labels), start)
    return np.log(np.maximum(shares, 1e-6))
