"""The party or firm whose name stands right before a title: "Conservative leader", "Hyundai chairman".

In:   a `Reading` and the mention of a title.
Out:  the body as an argument, or None.
"""

from __future__ import annotations

from letopis.claim import Argument
from letopis.extract.sentence.reading import Reading
from letopis.gazetteer import office, organisation
from letopis.lexicon import classes
from letopis.mention import Mention


def party_before(reading: Reading, mention: Mention) -> Argument | None:
    """The party that a capitalised word before a title stands for: "Conservative leader"."""
    before = reading.word_at(mention.start - 2) if mention.start > 1 else None
    if before is None or not reading.words[before][:1].isupper():
        return None
    known = organisation(f"{reading.words[before]} Party")
    if known is None and reading.words[before].lower() not in classes()["partisan"]:
        return None
    if before and _opens_party(reading, before - 1):  # "Social Democratic leader"
        start, name = reading.starts[before - 1], f"{reading.words[before - 1]} {reading.words[before]} Party"
        whole = organisation(name)
        name = name if whole is None else whole.name
        text = reading.text[start : reading.ends[before]]
        return Argument("organisation", start, reading.ends[before], text, None, name)
    first = before
    while (
        known is None
        and reading.words[first - 1][:1].isupper()
        and reading.sent_of[first - 1] == reading.sent_of[before]
    ):
        first -= 1  # "Ulster Unionist leader"
    start, end = reading.starts[first], reading.ends[before]
    name = known.name if known is not None else f"{reading.text[start:end]} Party"
    return Argument("organisation", start, end, reading.text[start:end], None, name)


def _opens_party(reading: Reading, word: int) -> bool:
    """True for the first half of the name of many a party."""
    return reading.words[word].istitle() and reading.words[word].lower() in classes()["party_first"]


def firm_before(reading: Reading, word: int, mention: Mention) -> Argument | None:
    """The proper name right before the title of whoever heads a firm or body: "Hyundai chairman"."""
    known = office(mention.value or mention.text)
    last = reading.words_in(mention.start, mention.end)[0] - 1
    first = last + 1
    while first > 0 and reading.tags[first - 1] == "NNP" and reading.deps[first - 1] in ("compound", "flat"):
        first -= 1
    named = any(reading.starts[w] in {m.start for m in reading.mentions} for w in range(first, last + 1))
    if known is None or known.kind != "executive" or first > last or named:
        return None
    start, end = reading.starts[first], reading.ends[last]
    return Argument("organisation", start, end, reading.text[start:end])
