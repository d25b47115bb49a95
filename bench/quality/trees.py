"""Score trees, tags, lemmas and sentence ends on conllu.

In:   a conllu file, or a folder of them.
Out:  LAS on gold tokens and sentences, full relation labels, punctuation counted; beside it LAS with the universal
      part of the labels alone (as the CoNLL 2018 shared task scores it), UAS, tags, lemmas; sentence ends from
      the raw text, rebuilt with SpaceAfter and newpar.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from bench.quality.conllu import Sentence, gold_doc, raw_text, read_conllu
from bench.quality.score import Score, f1, files_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SUFFIXES = (".conllu",)
NAMES = ("LAS", "LAS universal", "UAS", "UPOS", "XPOS", "lemma")


def score(data: Path, limit: int | None = None) -> Score:
    """The score on a file or folder; `limit` counts documents."""
    from letopis.annotate import load

    nlp, count = load(), Counter[str]()
    documents = (document for path in files_of(data, SUFFIXES) for document in read_conllu(path))
    for document in islice(documents, limit):
        count["documents"] += 1
        count.update(count_words(document, nlp(gold_doc(nlp, document))))
        count.update(count_ends(nlp, document))
    words = count["words"]
    shares = {name: 100 * count[name] / max(words, 1) for name in NAMES}
    ends = f1(count["right ends"], count["found ends"], count["gold ends"])
    figures = {**shares, "sentence ends": ends[2], "documents": count["documents"], "words": words}
    table = [f"sentence ends: precision {ends[0]:.2f}, recall {ends[1]:.2f}"]
    return Score("trees", "LAS", figures, table)


def count_words(document: Sequence[Sentence], doc: Doc) -> Counter[str]:
    """How many words of a document have the right head, label, tags and lemma."""
    count, start = Counter[str](), 0
    for sentence in document:
        for index, gold in enumerate(sentence.tokens):
            found = doc[start + index]
            head = found.head.i - start == gold.head
            label, wanted = found.dep_.lower(), gold.deprel.lower()  # spaCy writes ROOT
            universal = label.split(":")[0] == wanted.split(":")[0]
            count.update({"LAS": head and label == wanted, "LAS universal": head and universal})
            count.update({"words": 1, "UAS": head, "UPOS": found.pos_ == gold.upos})
            count.update({"XPOS": found.tag_ == gold.xpos, "lemma": found.lemma_ == gold.lemma})
        start += len(sentence.tokens)
    return count


def count_ends(nlp: Language, document: Sequence[Sentence]) -> Counter[str]:
    """Sentence ends in a document's raw text: gold, found and right; an end is where the last word ends."""
    text, blocks, gold = raw_text(document)
    doc = nlp.make_doc(text)
    doc.user_data["blocks"] = blocks
    found = {end for sentence in nlp(doc).sents if (end := _last_word_end(sentence)) is not None}
    return Counter(
        {"gold ends": len(set(gold)), "found ends": len(found), "right ends": len(found & set(gold))}
    )


def _last_word_end(sentence: object) -> int | None:
    """Offset after the last token of a sentence that is no white space."""
    ends = [token.idx + len(token) for token in sentence if not token.is_space]  # type: ignore[attr-defined]
    return ends[-1] if ends else None
