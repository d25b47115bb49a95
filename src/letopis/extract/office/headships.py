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
from letopis.lexicon import classes, table
from letopis.mention import MentionKind


@cache
def _titles() -> dict[str, str]:
    return {row["noun"]: row["title"] for row in table("headships")}


def _is_state(reading: Reading, word: int) -> bool:
    return word in reading.parties and reading.parties[word].kind == MentionKind.COUNTRY


def office_in_itself(reading: Reading, word: int) -> Held | None:
    """The office that the noun names; None of another noun, and of one with an owner or a body behind it."""
    sorts = [f"{reading.lemmas[k]} {reading.lemmas[word]}" for k in reading.kids[word] if k == word - 1]
    known = office(
        next((_titles()[name] for name in (reading.lemmas[word], *sorts) if name in _titles()), "")
    )
    owners = [kid for kid in reading.kids[word] if reading.deps[kid] in ("nmod", "nmod:poss")]
    states = [kid for kid in owners if _is_state(reading, kid)]
    if known is None or len(owners) > len(states):
        return None
    start, end = reading.starts[word], reading.ends[word]
    title = Argument("office", start, end, reading.words[word], None, known.name)
    if states:  # "Norland's premiership"
        return Held(title, reading.argument("organisation", states[0]), known.kind)
    code = document_state(reading)
    country = country_by_code(code) if code else None
    body = Argument("organisation", start, end, reading.words[word], None, country.name) if country else None
    return Held(title, body, known.kind)


def is_rank(held: Held | None) -> bool:
    """True for "General", "Judge": what somebody is called, and no office that he takes or leaves."""
    title = held.office.value or held.office.text if held is not None and held.office is not None else ""
    known = office(title)
    names = {title.casefold(), known.name.casefold()} if known is not None else {title.casefold()}
    mere = classes()["army_rank"] | classes()["mere_title"]
    return bool(names & mere) and held is not None and held.organisation is None
