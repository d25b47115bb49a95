"""The office that a noun of its own names: "handed over the premiership", "the presidency passed to Berg".

In:   a `Reading` and a noun.
Out:  the office, with the state that the article is about.

Words: data/lexicon/en/headships.tsv.
"""

from __future__ import annotations

from functools import cache

from letopis.claim import Argument
from letopis.extract.office.homes import document_state
from letopis.extract.office.offices import Held
from letopis.extract.sentence.reading import Reading
from letopis.gazetteer import country_by_code, office
from letopis.lexicon import table


@cache
def _titles() -> dict[str, str]:
    return {row["noun"]: row["title"] for row in table("headships")}


def office_in_itself(reading: Reading, word: int) -> Held | None:
    """The office that the noun names; None of another noun, and of one with an owner or a body behind it."""
    known = office(_titles().get(reading.lemmas[word], ""))
    if known is None or any(reading.deps[kid] in ("nmod", "nmod:poss") for kid in reading.kids[word]):
        return None
    start, end = reading.starts[word], reading.ends[word]
    title = Argument("office", start, end, reading.words[word], None, known.name)
    code = document_state(reading)
    country = country_by_code(code) if code else None
    body = Argument("organisation", start, end, reading.words[word], None, country.name) if country else None
    return Held(title, body, known.kind)
