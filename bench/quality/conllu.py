"""Read annotated corpora: conllu trees, and names one token a line.

In:   files of others.
Out:  sentences of tokens, in documents and paragraphs; and spaCy Docs of them for the pipeline to fill.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

IS_TAGGED_HASH = re.compile(r"# (?:O|[BI]-\S+)$")  # the word "#" with its tag, no comment


@dataclass(slots=True)
class Token:
    """One word of gold; `head` is its index in the sentence, itself for the root; `tag` is an IOB tag; `entity` is
    the value of `Entity=`: brackets that open and close here."""

    form: str
    space: bool = True
    lemma: str = "_"
    upos: str = "_"
    xpos: str = "_"
    head: int = 0
    deprel: str = "_"
    tag: str = "O"
    entity: str = ""


@dataclass(slots=True)
class Sentence:
    """The tokens of a sentence, and whether a paragraph starts with it."""

    tokens: list[Token] = field(default_factory=list)
    opens_paragraph: bool = False


def read_conllu(path: Path) -> Iterator[list[Sentence]]:
    """The documents of a conllu file; one, where the file does not say `# newdoc`."""
    document: list[Sentence] = []
    opens, comments, rows = False, list[str](), list[list[str]]()
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("#"):
            comments.append(line)
        elif line.strip():
            rows.append(line.split("\t"))
        elif rows:
            if any(c.startswith("# newdoc") for c in comments) and document:
                yield document
                document = []
            opens = any(c.split("_")[0].strip() == "# newpar" or c.startswith("# newpar ") for c in comments)
            document.append(Sentence(_tokens(rows), opens or not document))
            comments, rows = [], []
    if document:
        yield document


def _tokens(rows: Sequence[Sequence[str]]) -> list[Token]:
    """The words among the rows of a sentence: ranges give spacing only, empty nodes nothing."""
    tokens: list[Token] = []
    unspaced_until, last_spaced = 0, True
    for row in rows:
        number, misc = row[0], row[9] if len(row) > 9 else "_"
        spaced = "SpaceAfter=No" not in misc.split("|")
        if "." in number:
            continue
        if "-" in number:
            unspaced_until, last_spaced = int(number.split("-")[1]), spaced
            continue
        index = int(number)
        if index <= unspaced_until:
            spaced = last_spaced if index == unspaced_until else False
        head = int(row[6]) - 1 if row[6] != "_" else -1
        token = Token(row[1], spaced, row[2], row[3], row[4], head if head >= 0 else index - 1, row[7])
        token.entity = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
        tokens.append(token)
    return tokens


def read_names(path: Path) -> Iterator[list[Sentence]]:
    """The documents of a file of names, one token a line: `number word tag …` or `word tag`, spaces or tabs.

    A file without `# newdoc` gives each sentence as a document of its own.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    grouped = any(line.startswith("# newdoc") for line in lines)
    document, sentence, text = list[Sentence](), Sentence(), ""
    for line in [*lines, ""]:
        if line.startswith("# newdoc") and document:
            yield document
            document = []
        if line.startswith("# text = "):
            text = line[len("# text = ") :]
        if line.startswith("-DOCSTART-") or (line.startswith("# ") and not IS_TAGGED_HASH.match(line)):
            continue
        cells = line.split("\t") if "\t" in line else line.split()
        if len(cells) > 1:
            numbered = len(cells) > 2 and cells[0].isdigit()
            sentence.tokens.append(
                Token(cells[1], tag=cells[2]) if numbered else Token(cells[0], tag=cells[-1])
            )
        elif sentence.tokens:
            set_spaces(sentence.tokens, text)
            document.append(sentence)
            sentence, text = Sentence(), ""
            if not grouped:
                yield document
                document = []
    if document:
        yield document


def set_spaces(tokens: Sequence[Token], text: str) -> None:
    """Set each token's `space` from the sentence as written; nothing, where the words are not in it."""
    at, spaces = 0, list[bool]()
    for token in tokens:
        found = text.find(token.form, at)
        if found < 0 or text[at:found].strip():
            return
        at = found + len(token.form)
        spaces.append(text[at : at + 1].isspace())
    for token, space in zip(tokens, spaces, strict=True):
        token.space = space


def raw_text(document: Sequence[Sentence]) -> tuple[str, list[tuple[int, int, bool]], list[int]]:
    """The text of a document, its paragraphs (start, end, read), and where each sentence's last word ends."""
    text, starts, ends = "", list[int](), list[int]()
    for sentence in document:
        if sentence.opens_paragraph:
            text = text.rstrip() + "\n\n" if text else ""
            starts.append(len(text))
        for token in sentence.tokens:
            text += token.form + (" " if token.space else "")
        ends.append(len(text.rstrip()))
    stops = [start - 2 for start in starts[1:]] + [len(text.rstrip())]
    return text.rstrip(), [(start, stop, True) for start, stop in zip(starts, stops, strict=True)], ends


def gold_doc(nlp: Language, document: Sequence[Sentence]) -> Doc:
    """The document as a spaCy Doc of the given words and sentence starts, with paragraphs as its blocks."""
    from spacy.tokens import Doc

    tokens = [token for sentence in document for token in sentence.tokens]
    starts: list[bool | int | None] = [
        index == 0 for sentence in document for index in range(len(sentence.tokens))
    ]
    words, spaces = [token.form for token in tokens], [token.space for token in tokens]
    opening, at = list[int](), 0
    for sentence in document:
        if sentence.opens_paragraph or not opening:
            opening.append(at)
        at += len(sentence.tokens)
    if at:
        spaces[-1] = False
    doc = Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts)
    bounds = [doc[index].idx for index in opening] + [len(doc.text)]
    doc.user_data["blocks"] = [(start, end, True) for start, end in pairwise(bounds)]
    return doc
