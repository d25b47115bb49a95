"""The encoder as a spaCy component: words get sentences, tags, lemmas, trees, names; the document its attributions.

In:   a `Doc` whose words are cut; `user_data["blocks"]`, if the reader knows the paragraphs, as (start, end,
      readable) in characters; sentence starts, if they are known.
Out:  the same `Doc`: is_sent_start, pos, tag, lemma, head, dep (UD), ents (PER, ORG, LOC, MISC), tensor (a row per
      token), `user_data["ent_scores"]`, `user_data["attributions"]` and `user_data["pieces"]`: the encoder's middle
      states, a row per word piece, and for each token its first row and the row after its last.

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

from letopis.annotate.appositions import (
    OF_NOUN,
    Columns,
    free_from_address,
    free_from_office,
    freed_conjuncts,
    joined_names,
)
from letopis.annotate.attributions import (
    Span,
    find_attributions,
    plain_link_weights,
    read_link_weights,
)
from letopis.annotate.chunks import plan_chunks
from letopis.annotate.inflections import mended
from letopis.annotate.layout import Layout, may_start_sentence, read_layout
from letopis.annotate.lemmas import LemmaRules
from letopis.annotate.name_edges import NameWords, settled
from letopis.annotate.name_kinds import DocumentNames
from letopis.annotate.names import KINDS, find_names, kind_shares
from letopis.annotate.roles import Words, plain_weights, read_roles, read_weights
from letopis.annotate.spans import Floats, find_spans, label_shares, plain_start, plain_steps
from letopis.annotate.trees import best_trees
from letopis.model.pieces import CACHE_WORDS
from letopis.model.weights import Model, Outputs, load_model

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
WIDTH = 384
TOGETHER = 8  # chunks: what is worked out of their outputs is worked out together; each is encoded alone
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
        self._mended: dict[tuple[str, int, int], str] = {}
        stored = model.attribution
        self.name_scale = stored.get("names", {}) if stored else {}
        self._roles = read_weights(stored["roles"]) if stored else plain_weights(labels)
        self._links = read_link_weights(stored["links"]) if stored else plain_link_weights()

    def _hashes(self, labels: list[str]) -> npt.NDArray[np.uint64]:
        return np.array([self._strings.add(label) for label in labels], dtype=np.uint64)

    def lemma(self, word: str, rule: int, tag: int) -> str:
        """The lemma of a word by the numbers of its rule and its tag."""
        lemma = self._mended.get((word, rule, tag))
        if lemma is None:
            guess, name = self._lemmas.lemma(word, rule), self.model.labels["xpos"][tag]
            lemma = mended(word, name, guess, self.model.pieces.vocabulary)
            if len(self._mended) > CACHE_WORDS:
                self._mended.clear()
            self._mended[word, rule, tag] = lemma
        return lemma

    def __call__(self, doc: Doc) -> Doc:
        """The same document, annotated."""
        doc.user_data["ent_scores"] = {}
        doc.user_data["attributions"] = []
        if not len(doc):
            doc.tensor = np.zeros((0, WIDTH), dtype=np.float32)
            doc.user_data["pieces"] = np.zeros((0, WIDTH), dtype=np.float16), np.zeros((0, 2), dtype=np.int64)
            return doc
        layout = read_layout(doc)
        annotation = _Annotation(layout, self)
        cut = self.model.pieces.cut([layout.texts[token] for token in layout.words])
        sizes = [len(ids) for ids, _ in cut]
        breaks = may_start_sentence(layout)
        chunks = []
        for paragraphs in layout.paragraphs:
            inner_starts = {start for start, _ in paragraphs}
            for start, end in plan_chunks(sizes, paragraphs, breaks):
                marks = [word - start for word in range(start + 1, end) if word in inner_starts]
                outputs = self._encode(cut[start:end], marks)
                chunks.append(_Chunk(layout.words[start:end], marks, outputs))
                annotation.keep_pieces(layout.words[start:end], sizes[start:end], marks, outputs.middle)
                if len(chunks) == TOGETHER:
                    annotation.add_chunks(chunks)
                    chunks = []
        annotation.add_chunks(chunks)
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


class _Chunk:
    """The words of one chunk and what is found of them.

    Attributes:
        tokens: their tokens.
        stops: whether a paragraph starts at each word, or the chunk itself.
        starts, heads, labels: whether a sentence starts at it, its head, the number of its arc's label.
    """

    starts: Bools
    heads: Ints
    labels: Ints

    def __init__(self, tokens: Ints, marks: list[int], outputs: Outputs) -> None:
        self.tokens, self.outputs = tokens, outputs
        self.stops = np.zeros(len(tokens), dtype=bool)
        self.stops[[0, *marks]] = True


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
        self.middle: list[npt.NDArray[np.float16]] = []
        self.rows = np.zeros((count, 2), dtype=np.int64)
        self.kept = 0
        self.scores: dict[tuple[int, int], float] = {}
        self.named = DocumentNames()
        self.attributions: list[tuple[list[Span], list[Span], list[Span], float]] = []

    def keep_pieces(self, tokens: Ints, sizes: list[int], marks: list[int], states: Floats) -> None:
        """Keep the middle states of the words of a chunk; those between paragraphs and at the edges go."""
        count = np.array(sizes)
        after = np.cumsum(count)
        between = after[np.array(marks, dtype=np.int64) - 1] + 1 + np.arange(len(marks))
        parts = [states[a + 1 : b] for a, b in itertools.pairwise([0, *between.tolist(), len(states) - 1])]
        self.rows[tokens, 0], self.rows[tokens, 1] = self.kept + after - count, self.kept + after
        self.middle += [part.astype(np.float16) for part in parts]
        self.kept += int(after[-1])

    def add_chunks(self, chunks: list[_Chunk]) -> None:
        """Take in the outputs for chunks that follow each other."""
        if not chunks:
            return
        component = self.component
        for chunk in chunks:
            tokens, outputs = chunk.tokens, chunk.outputs
            self.pos[tokens] = component._upos[outputs.upos]
            self.tag[tokens] = component._xpos[outputs.xpos]
            self.tensor[tokens] = outputs.state
            numbers = zip(tokens.tolist(), outputs.lemma.tolist(), outputs.xpos.tolist(), strict=True)
            for token, rule, tag in numbers:
                self.lemma[token] = component.lemma(self.layout.texts[token], rule, tag)
            self._add_sentences(chunk)
        self._add_trees(chunks)
        for chunk in chunks:
            self._add_names(chunk)
        self._add_attributions(chunks)

    def _add_attributions(self, chunks: list[_Chunk]) -> None:
        component, labels = self.component, self.model.labels
        roles = role_scores([chunk.outputs.role for chunk in chunks], self.model)
        read = [self._words(chunk, role) for chunk, role in zip(chunks, roles, strict=True)]
        found = read_roles(read, labels, component._roles)
        for chunk, words, (best, shares) in zip(chunks, read, found, strict=True):
            segments = find_spans(best, labels["role"], shares)
            tokens = chunk.tokens.tolist()
            for source, cue, content, score in find_attributions(words, segments, component._links):
                ranges = [
                    [(tokens[a], tokens[b - 1] + 1) for a, b in spans] for spans in (source, cue, content)
                ]
                self.attributions.append((ranges[0], ranges[1], ranges[2], round(score, 4)))

    def _words(self, chunk: _Chunk, role: Floats) -> Words:
        return Words(
            texts=[self.layout.texts[token] for token in chunk.tokens.tolist()],
            upos=chunk.outputs.upos,
            dep=chunk.labels,
            heads=chunk.heads,
            starts=chunk.starts,
            paragraphs=chunk.stops,
            role=role,
            link=np.exp(chunk.outputs.link),
        )

    def _add_sentences(self, chunk: _Chunk) -> None:
        """Find out at which words of a chunk sentences start."""
        given, tokens = self.layout.given, chunk.tokens
        if given is None:
            chunk.starts = chunk.stops.copy()
            chunk.starts[1:] |= chunk.outputs.sentence[:-1] > 0
            self.starts[tokens] = chunk.starts
        else:
            chunk.starts = np.diff(np.cumsum(given)[tokens], prepend=-1) != 0

    def _add_trees(self, chunks: list[_Chunk]) -> None:
        """Add the trees of chunks."""
        scores, places = [], []
        for chunk in chunks:
            chunk.heads = np.empty(len(chunk.tokens), dtype=np.int64)
            arc = chunk.outputs.arc
            for a, b in itertools.pairwise([*np.flatnonzero(chunk.starts).tolist(), len(chunk.tokens)]):
                scores.append(np.concatenate([arc[a:b, :1], arc[a:b, a + 1 : b + 1]], axis=1))
                places.append((chunk.heads, a, b))
        for (heads, a, b), tree in zip(places, best_trees(scores), strict=True):
            heads[a:b] = tree + a
        for chunk in chunks:
            tokens, heads, outputs = chunk.tokens, chunk.heads, chunk.outputs
            labels = self.model.label_arcs(outputs.label_word, outputs.label_head[heads + 1])
            chunk.labels = np.where(heads == np.arange(len(tokens)), self.component._root, labels)
            self._join_names(chunk)
            self.dep[tokens] = self.component._dep[chunk.labels]
            self.head[tokens] = tokens[heads]

    def _join_names(self, chunk: _Chunk) -> None:
        """Hang names on the nouns that they explain."""
        labels, upos = self.model.labels["label"], self.model.labels["upos"]
        if "appos" not in labels:
            return
        columns = Columns(
            [self.layout.texts[token] for token in chunk.tokens.tolist()],
            [upos[number] for number in chunk.outputs.upos.tolist()],
            chunk.heads,
            [labels[number] for number in chunk.labels.tolist()],
        )
        for name, noun in joined_names(columns):
            chunk.heads[name], chunk.labels[name] = noun, labels.index("appos")
        for conjunct, head in freed_conjuncts(columns):
            chunk.heads[conjunct] = head
        offices = free_from_office(columns)
        for address, name in (*free_from_address(columns), *offices):
            above, chunk.labels[name] = chunk.heads[address], chunk.labels[address]
            own = [k for k, dep in enumerate(columns.labels) if (address, name) in offices and dep in OF_NOUN]
            mine = [k for k in own if chunk.heads[k] == address and k < address]
            chunk.heads[chunk.heads == address] = name
            chunk.heads[mine] = address
            chunk.heads[name] = name if above == address else above
            chunk.heads[address], chunk.labels[address] = name, labels.index("nmod:desc")

    def _add_names(self, chunk: _Chunk) -> None:
        labels, scale = self.model.labels["name"], self.component.name_scale
        starts = chunk.starts.tolist()
        words = NameWords(
            [self.layout.texts[token] for token in chunk.tokens.tolist()],
            [self.model.labels["xpos"][number] for number in chunk.outputs.xpos.tolist()],
            starts,
            kind_shares(chunk.outputs.name, labels)[1],
            KINDS,
        )
        found = settled(find_names(chunk.outputs.name, labels, starts, scale), words)
        self.named.add(chunk.tokens, words, found)

    def _write_names(self) -> None:
        """Names of the whole document."""
        tokens, found = self.named.tokens(), self.named.names()
        for a, b, kind, score in found:
            first, after = int(tokens[a]), int(tokens[b - 1]) + 1
            self.iob[first:after] = 1
            self.iob[first] = 3
            self.kind[first:after] = self.component._strings.add(kind)
            self.scores[first, after] = round(score, 4)

    def write(self, doc: Doc) -> None:
        """Put everything into the document."""
        self._join_given_sentences()
        self._attach_spaces()
        self._write_names()
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
        states = np.concatenate(self.middle) if self.middle else np.zeros((0, WIDTH), dtype=np.float16)
        doc.user_data["pieces"] = states, self.rows

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
        offsets: list[int] = doc.to_array("IDX").tolist()
        ends = [start + len(text) for start, text in zip(offsets, self.layout.texts, strict=True)]

        def spans(ranges: list[Span]) -> list[list[int]]:
            return [[offsets[a], ends[b - 1]] for a, b in ranges]

        return [
            {"source": spans(source), "cue": spans(cue), "content": spans(content), "score": score}
            for source, cue, content, score in self.attributions
        ]


def role_scores(chunks: list[Floats], model: Model) -> list[Floats]:
    """Log probabilities of the roles' labels in each chunk; a model trained on whole rows of labels has its steps in
    the manifest.
    """
    steps = model.manifest.get("transitions")
    labels = model.labels["role"]
    if steps is None:
        return chunks
    start = np.array(model.manifest.get("first_role", 0), dtype=np.float32) + plain_start(labels)
    step = np.array(steps, dtype=np.float32) + plain_steps(labels)
    return [np.log(np.maximum(shares, 1e-6)) for shares in label_shares(chunks, [step] * len(chunks), start)]
