"""Which news agency a document says that it has its text from.

In:   a document.
Out:  the agency's name, from the byline, a dateline ("MINSK (Reuters) —"), or a short line of credit; or None. And the
      publisher by one name.

Agencies are those of data/lexicon/en/organisations.tsv; the words of credit are in credits.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letopis import gazetteer, lexicon
from letopis.document import BlockKind, Document

AGENCY = "news_agency"
FRONT = 4  # blocks in which a dateline stands
LINE = 14  # words of a line that is no more than a credit
_DATELINE = re.compile(r"[^()\n]{0,60}\((?P<names>[^()\n]{2,40})\)\s*(?:[-–—]|--)")
_IN_BRACKETS = re.compile(r"\((?P<names>[^()]{2,60})\)\s*$")
_APART = re.compile(r"\s*(?:[,;/|&+·•]|\band\b|\bwith\b|\bvia\b)\s*")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def agency_of(document: Document) -> str | None:
    """The agency that is credited, by the name of the gazetteer."""
    for told in _credits(document):
        for part in _APART.split(told):
            found = gazetteer.organisation(_YEAR.sub("", part).strip(" .:—–-©\"'“”"))
            if found is not None and found.kind == AGENCY:
                return found.name
    return None


def outlet_of(document: Document) -> str | None:
    """The publisher by the name of the gazetteer, where that has it; else as the document has it."""
    if not document.publisher:
        return None
    found = gazetteer.organisation(document.publisher)
    return found.name if found is not None else document.publisher


def _credits(document: Document) -> Iterator[str]:
    """The words that can name an agency, the surest first."""
    if document.byline:
        yield document.byline
    blocks = [(document.text[b.start : b.end].strip(), b.kind) for b in document.blocks]
    front = [text for text, kind in blocks if kind is not BlockKind.TITLE][:FRONT]
    for text in front:
        if dateline := _DATELINE.match(text):
            yield dateline["names"]
    for text, kind in blocks:
        if kind not in (BlockKind.TITLE, BlockKind.CAPTION, BlockKind.RELATED) and len(text.split()) <= LINE:
            yield text
            yield from _after_words(text)
            if bracketed := _IN_BRACKETS.search(text):
                yield from _after_words(bracketed["names"])


def _after_words(text: str) -> Iterator[str]:
    """What follows the words of credit at the beginning of a line."""
    folded = text.casefold()
    for row in lexicon.table("credits"):
        for words in row["words"].split("|"):
            if folded.startswith(words) and not folded[len(words) : len(words) + 1].isalnum():
                yield text[len(words) :].strip(" :")
