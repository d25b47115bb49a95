"""Say which country a document is mostly about, and which bodies of it its names mean.

In:   chains after names and structures were linked.
Out:  the country that names, people, places and bodies tell, those of the first lines above all; names that bodies of
      several states have ("Congress", "Workers' Party") as those of that country.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from letopis import gazetteer
from letopis.detect.draft import Draft
from letopis.detect.metonyms import is_dateline
from letopis.mention import Form, MentionKind

if TYPE_CHECKING:
    from letopis.detect.chains import Chains

# Of 188 articles of ours of which we know the country these have 154 right and 10 wrong; without datelines 142 and 10.
# Names of countries and of people alone, none of them early, had 87 and 36 of 184.
HOME_SHARE = 0.45  # of all that tells a country, what makes one the document's own
SENT_SHARE = 0.25  # the same of the country that the report is sent from, where no other weighs more
LEAD, LEAD_WEIGHT = (
    0.1,
    4.0,
)  # the part of a document in which its headline and first sentence stand, and its weight
BODY_WEIGHT = 0.5  # of a listed body; a name that several states' bodies may have says nothing
SHARED = frozenset({"party", "parliament"})


def home_country(chains: Chains) -> tuple[str | None, Draft | None]:
    """The code of the country that the document is mostly about, and the first mention of it, if it has one.

    Where several weigh alike, or nothing but places and bodies tells it, the country of the dateline if none weighs
    more; else both are None.
    """
    weights: dict[str, float] = defaultdict(float)
    sure: set[str] = set()
    first: dict[str, Draft] = {}
    lead = LEAD * max((draft.start for draft in chains.drafts), default=0)
    for draft in chains.drafts:
        code, weight = _told(chains, draft)
        if not code:
            continue
        weights[code] += weight * (LEAD_WEIGHT if draft.start < lead else 1.0)
        if draft.kind in (MentionKind.COUNTRY, MentionKind.PERSON) or draft.sort == "capital":
            sure.add(code)
        if draft.kind is MentionKind.COUNTRY:
            first.setdefault(code, draft)
    told = sum(weights.values())
    code, second = (*sorted(weights, key=lambda one: -weights[one])[:2], "", "")[:2]
    if code not in sure or weights[code] < HOME_SHARE * told or weights.get(second) == weights[code]:
        code = _sent_from(chains)
        if code not in weights or weights[code] < max(SENT_SHARE * told, weights[second]):
            return None, None
    return (code, first.get(code)) if gazetteer.country_by_code(code) else (None, None)


def _sent_from(chains: Chains) -> str:
    """The country of a dateline in capitals, or an empty string."""
    for draft in chains.drafts:
        shouted = (
            draft.kind in (MentionKind.PLACE, MentionKind.COUNTRY) and chains.words.text[draft.head].isupper()
        )
        if shouted and is_dateline(chains.words, draft.head):
            return draft.country or ""
    return ""


def _told(chains: Chains, draft: Draft) -> tuple[str | None, float]:
    """The country that a mention tells, and how much it weighs; a state without a code stands for itself."""
    if draft.form is not Form.NAME:
        return None, 0.0
    if draft.kind is MentionKind.COUNTRY:
        return draft.country or f"={draft.value}", 1.0
    if draft.kind is MentionKind.PERSON:
        return draft.chain.country if draft.chain is not None else None, 1.0
    if draft.kind is MentionKind.PLACE:
        return draft.country, 1.0
    if draft.kind is MentionKind.ORGANISATION:
        named = _named_in(chains, draft)
        if named is not None:
            return named, 1.0
        if not draft.generic and draft.sort not in SHARED:
            return draft.country, BODY_WEIGHT
    return None, 0.0


def _named_in(chains: Chains, draft: Draft) -> str | None:
    """The country that a body's own name tells: "Gazette of Peru"."""
    words = chains.words
    for i in range(draft.start, draft.end):
        form = gazetteer.country_of(words.text[i]) if words.text[i][:1].isupper() else None
        if form is not None:
            return form.code
    return None


def tell_home_bodies(chains: Chains, home: str | None) -> None:
    """Make of a name that bodies of several states have the body of the document's own country.

    A party that is listed for a state of which nothing else is said is one of that country, too.
    """
    if home is None:
        return
    spoken = {
        draft.country
        for draft in chains.drafts
        if draft.country and draft.kind is not MentionKind.ORGANISATION and draft.form is Form.NAME
    }
    changed: dict[Draft, str | None] = {}
    for draft in chains.drafts:
        is_body = draft.kind is MentionKind.ORGANISATION and draft.form is Form.NAME
        if not is_body or draft.generic or draft.country == home or draft.owner is not None:
            continue
        if _named_in(chains, draft):
            continue
        text = chains.words.span(draft.start, draft.end)
        own, was = gazetteer.organisation_in(text, home), draft.country
        if own is not None and (draft.country is not None or gazetteer.organisation(text) is None):
            draft.value, draft.sort, draft.generic = own.name, own.kind, own.generic
        elif draft.sort == "party" and draft.country and draft.country not in spoken and not text.isupper():
            draft.value = text
        else:
            continue
        draft.country = home
        if draft.chain is not None:
            draft.chain.country = home
        changed[draft] = was
    _tell_theirs(chains, changed, home)


def _tell_theirs(chains: Chains, changed: Mapping[Draft, str | None], home: str) -> None:
    """Take along those who had their country from a body: "the president of Congress"."""
    for draft in chains.drafts:
        was = changed.get(draft.owner) if draft.owner is not None else None
        if was is None or draft.country not in (None, was):
            continue
        draft.country = home
        if draft.chain is not None and draft.chain.country == was:
            draft.chain.country = home
            titles = {
                (title, sort, home if code == was else code) for title, sort, code in draft.chain.titles
            }
            draft.chain.titles = titles
