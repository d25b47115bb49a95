"""What is known of the words of names: data/lexicon/en/name_edges.tsv, and what the gazetteer lists.

In:   words, texts of names.
Out:  the classes of words; whether a text names a listed body, country or place.
"""

from __future__ import annotations

from functools import cache

from letopis import gazetteer, lexicon


@cache
def edge_words(name: str) -> frozenset[str]:
    """The words of a class of name_edges.tsv, in lower case."""
    rows = (row for row in lexicon.table("name_edges") if row["class"] == name)
    return frozenset(word.lower() for row in rows for word in row["words"].split("|"))


def is_body(text: str) -> bool:
    """True for the full name of a listed body that names no place and no person."""
    body = gazetteer.organisation(text) if text[-1:].isalnum() and text[-2:] not in ("'s", "’s") else None
    return not (body is None or body.generic or is_listed_place(text) or gazetteer.is_given_name(text))


def is_country(text: str) -> bool:
    """True for the name of a listed country."""
    form = gazetteer.country_form(text)
    return form is not None and form.form == "name"


def is_listed_place(text: str) -> bool:
    """True for the name of a listed country, region or town, or the adjective of one."""
    return (
        gazetteer.country_form(text) is not None
        or gazetteer.city(text) is not None
        or bool(gazetteer.towns(text))
        or bool(gazetteer.regions(text))
    )
