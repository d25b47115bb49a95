"""The body or town that a title without one is of, as the document tells: "the mayor", "the secretary-general".

In:   a `Reading` and the mention of a title.
Out:  the body as an argument, or None.

Words: data/lexicon/en/classes.tsv, classes city_post, of_a_town.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

from letopis.claim import Argument
from letopis.extract.office.homes import document_state
from letopis.extract.sentence.reading import Reading
from letopis.gazetteer import City, city, country_by_code, organisation
from letopis.lexicon import classes, table
from letopis.mention import Form, Mention, MentionKind

OF_STATES_TOGETHER = frozenset({"secretary general", "deputy secretary general"})
RULED_BY_ONE = frozenset({"HK", "MO"})  # territories at whose head a chief executive stands
MUCH_MORE = 2  # times as often as the next town


def implied_body(reading: Reading, title: Mention) -> Argument | None:
    """The town of a mayor, the one body of states of a secretary-general."""
    name = (title.value or title.text).lower()
    found = _bodies_of_titles().get(name)
    if name in classes()["city_post"]:
        found = _town(reading)
    elif name in OF_STATES_TOGETHER:
        found = _body_of_states(reading)
    elif name == "chief executive" and document_state(reading) in RULED_BY_ONE:
        country = country_by_code(document_state(reading) or "")
        found = country.name if country is not None else None
    return Argument("organisation", title.start, title.end, title.text, None, found) if found else None


@cache
def _bodies_of_titles() -> dict[str, str]:
    return {row["title"].lower(): row["body"] for row in table("titles_of_bodies")}


def _body_of_states(reading: Reading) -> str | None:
    """The body of states that the document names, alone or more often than any other."""
    counts = Counter[str]()
    for mention in reading.mentions:
        if mention.kind is MentionKind.ORGANISATION and mention.form is Form.NAME:
            known = organisation(mention.value or mention.text)
            of_many = known is not None and known.kind == "igo"
            if known is not None and of_many:
                counts[known.name] += 1
            elif mention.text.startswith(("United Nations ", "UN ", "U.N. ")):
                counts["United Nations"] += 1
    return _first(counts, 1)


def _town(reading: Reading) -> str | None:
    """The town that the document is about; cached on the reading."""
    if "_town" not in reading.__dict__:
        counts = Counter[str]()
        for mention in reading.mentions:
            name = (
                _town_in(mention)
                if mention.form is Form.NAME and mention.kind is not MentionKind.PERSON
                else None
            )
            if name is not None:
                counts[name] += 1
        reading.__dict__["_town"] = _first(counts, MUCH_MORE)
    found: str | None = reading.__dict__["_town"]
    return found


def _town_in(mention: Mention) -> str | None:
    """The town that a name is, or that stands first in the name of what is the town's: "Brod City Council"."""
    text = mention.value or mention.text
    if mention.kind is MentionKind.PLACE:
        known = city(text)
        return (
            text if known is None or (isinstance(known, City) and known.kind in ("city", "capital")) else None
        )
    words = mention.text.split()
    if (
        mention.kind is not MentionKind.ORGANISATION
        or len(words) < 2
        or words[0].lower() in ("the", "university")
    ):
        return None
    last = next((at for at, word in enumerate(words) if word.lower() in classes()["of_a_town"]), 0)
    return " ".join(words[:last]) if last and all(w[:1].isupper() for w in words) else None


def _first(counts: Counter[str], times: int) -> str | None:
    """The only one, or the one counted more than so many times as often as the next."""
    ranked = counts.most_common(2)
    if len(ranked) == 2 and ranked[0][1] <= times * ranked[1][1]:
        return None
    return ranked[0][0] if ranked else None
