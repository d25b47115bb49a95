"""The words of one document as plain lists, so that rules over them are short and quick.

In:   a spaCy Doc with tags, trees and sentence ends; the document it was made from.
Out:  `Words`: one entry a token in every list, and the few walks over a tree that all rules of detect/ need.

White space between blocks is a token here too; it is outside the tree (`pos` SPACE).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from letopis import lexicon
from letopis.document import Document
from letopis.quotemarks import find_quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc

CLAUSAL = frozenset(
    {"root", "ROOT", "ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj", "acl:relcl", "advcl:relcl"}
)
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})


@dataclass(slots=True)
class Words:
    """Token columns of a document.

    Attributes:
        head: index of the governor, the token itself at a root.
        kids: indices of what it governs, in text order.
        sentence: index of its sentence; block: index of its block, -1 between blocks.
        readable: True where claims are looked for.
        quote: 0 outside of quotation marks, else the number of the quotation, from 1.
        going_on: the numbers of quotations that go on from the one in the paragraph before.
        phrases: the noun phrases found so far, by their heads: see phrases.py.
    """

    document: Document
    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    sentence: list[int]
    kids: list[list[int]]
    block: list[int]
    readable: list[bool]
    quote: list[int] = field(default_factory=list)
    going_on: frozenset[int] = frozenset()
    sentences: list[tuple[int, int]] = field(default_factory=list)
    phrases: dict[int, tuple[int, int]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.text)

    def span(self, first: int, after: int) -> str:
        """The document's text from token `first` up to but not including token `after`."""
        return self.document.text[self.start[first] : self.end[after - 1]]

    def kid(self, i: int, *deps: str) -> int:
        """The first child of `i` with one of these relations, or -1."""
        dep = self.dep
        for k in self.kids[i]:
            if dep[k] in deps:
                return k
        return -1

    def preposition(self, i: int) -> str:
        """The preposition right before `i`, else its `case` child that is no possessive; lower case, or ""."""
        if i and self.pos[i - 1] == "ADP":
            return self.lower[i - 1]
        for k in self.kids[i]:
            if self.dep[k] == "case" and self.tag[k] != "POS":
                return self.lower[k]
        return ""

    def possessed(self, i: int) -> int:
        """ "orbit" for the "Moscow" of "Moscow's orbit"; -1 where `i` possesses nothing."""
        if self.dep[i] == "nmod:poss":
            return self.head[i]
        if i + 1 >= len(self) or self.tag[i + 1] != "POS":
            return -1
        stop = self.sentences[self.sentence[i]][1]
        k = i + 2
        while k < stop and self.pos[k] in ("ADJ", "ADV", "NUM", "PUNCT"):
            k += 1
        while k + 1 < stop and self.pos[k + 1] in ("NOUN", "PROPN") and self.pos[k] in ("NOUN", "PROPN"):
            k += 1
        return k if k < stop else -1

    def subtree(self, i: int) -> tuple[int, int]:
        """First token and token after the last of everything below `i`, `i` included."""
        first, last, stack = i, i, [i]
        while stack:
            for k in self.kids[stack.pop()]:
                first, last = min(first, k), max(last, k)
                stack.append(k)
        return first, last + 1

    def predicate(self, i: int) -> int:
        """The head of the clause that holds `i`: the nearest word at or above it on which a clause hangs."""
        seen = 0
        while not self.is_predicate(i) and self.head[i] != i and seen < 60:
            i = self.head[i]
            seen += 1
        return i

    def is_predicate(self, i: int) -> bool:
        """True where a clause hangs on `i`."""
        if self.dep[i] in CLAUSAL or self.head[i] == i:
            return True
        if self.dep[i] == "conj":
            return self.pos[i] in ("VERB", "AUX") or self.own_subject(i) >= 0
        return self.own_subject(i) >= 0

    def own_subject(self, i: int) -> int:
        """The subject child of `i`, or -1."""
        dep = self.dep
        for k in self.kids[i]:
            if dep[k] in SUBJECTS:
                return k
        return -1

    def subject(self, i: int) -> int:
        """The subject of the clause headed by `i`, its own or shared by conjunction or control; or -1."""
        for _ in range(8):
            found = self.own_subject(i)
            if found >= 0:
                return found
            dep, up = self.dep[i], self.head[i]
            if dep == "conj" and up != i:
                i = up
            elif dep == "xcomp":
                controller = self.kid(up, "obj", "iobj")
                if controller >= 0 and self.pos[i] != "ADJ":
                    return controller
                i = up
            elif dep == "advcl" and up != i:
                i = up
            elif dep in ("acl", "acl:relcl"):
                return up if dep == "acl" else -1
            else:
                return -1
        return -1

    def conjuncts(self, i: int) -> list[int]:
        """`i` and what is joined to it by "and", in text order; only `i` where it is joined by "or"."""
        joined = [k for k in self.kids[i] if self.dep[k] == "conj"]
        return [i, *joined]


def words_of(document: Document, doc: Doc) -> Words:
    """The columns of `doc`; a token in a block that is not read, or between blocks, is not readable."""
    columns: Any = doc.to_array(["ORTH", "LEMMA", "POS", "TAG", "DEP", "HEAD", "SENT_START", "IDX"])
    strings = doc.vocab.strings  # making a Token is dear
    names: dict[int, str] = {number: strings[number] for number in set(columns[:, :5].ravel().tolist())}
    text, lemma, pos, tag, dep = (
        [names[number] for number in column] for column in columns[:, :5].T.tolist()
    )
    offsets = columns[:, 5].astype("int64").tolist()
    heads = [i + offset for i, offset in enumerate(offsets)]
    kids: list[list[int]] = [[] for _ in text]
    for i, up in enumerate(heads):
        if up != i and pos[i] != "SPACE":
            kids[up].append(i)
    sentence, sentences = _sentences(columns[:, 6].astype("int64").tolist())
    start = columns[:, 7].astype("int64").tolist()
    block, readable = _blocks(document, start, pos)
    words = Words(
        document=document,
        text=text,
        lower=[word.lower().replace("’", "'") for word in text],
        lemma=[_lemma(word, form, kind) for word, form, kind in zip(lemma, text, tag, strict=True)],
        pos=pos,
        tag=tag,
        dep=dep,
        head=heads,
        start=start,
        end=[s + len(word) for s, word in zip(start, text, strict=True)],
        sentence=sentence,
        kids=kids,
        block=block,
        readable=readable,
        sentences=sentences,
    )
    words.quote, words.going_on = _quotes(words)
    return words


def _lemma(lemma: str, form: str, tag: str) -> str:
    """The lemma in lower case; of a plural in "-ies" that lost only its "s", the form in "-y"; of a verb of saying that
    lost its last "e" ("quot"), the verb."""
    lemma = lemma.lower()
    if tag.startswith("VB"):
        speech = lexicon.speech()
        if (f"{lemma}e", "V") in speech and (lemma, "V") not in speech:
            return f"{lemma}e"
    if tag in ("NNS", "NNPS") and lemma.endswith("ie") and form.lower().endswith("ies"):
        return lemma[:-2] + "y"
    return lemma


def _sentences(starts: list[int]) -> tuple[list[int], list[tuple[int, int]]]:
    """The index of each token's sentence, and each sentence's first token and token after; 1 marks a first token."""
    index: list[int] = []
    bounds: list[tuple[int, int]] = []
    for i, mark in enumerate(starts):
        if mark == 1 or not bounds:
            bounds.append((i, i))
        bounds[-1] = (bounds[-1][0], i + 1)
        index.append(len(bounds) - 1)
    return index, bounds


def _blocks(document: Document, start: list[int], pos: list[str]) -> tuple[list[int], list[bool]]:
    block, readable = [-1] * len(start), [False] * len(start)
    for number, one in enumerate(document.blocks):
        is_read = one.is_read
        for i in range(bisect_left(start, one.start), bisect_left(start, one.end)):
            if pos[i] != "SPACE":
                block[i], readable[i] = number, is_read
    return block, readable


def _quotes(words: Words) -> tuple[list[int], frozenset[int]]:
    """The number of each token's quotation, 0 outside; its marks are inside; it ends with its block. And the
    numbers of those that go on from the one before.
    """
    document = words.document
    blocks = [(block.start, block.end) for block in document.blocks if block.is_read]
    quote, going_on = [0] * len(words), set()
    for number, quotation in enumerate(find_quotations(document.text, blocks), 1):
        first = bisect_left(words.start, quotation.start)
        after = bisect_left(words.start, quotation.end)
        quote[first:after] = [number if pos != "SPACE" else 0 for pos in words.pos[first:after]]
        if quotation.follows:
            going_on.add(number)
    return quote, frozenset(going_on)
