"""Say of which country people and bodies are, where the words or the document tell.

In:   chains after names and structures were linked.
Out:  the same with countries: of people by their titles, of bodies by their modifiers, else by who acts on them in the
      sentence, else by what the document is about; equal institutions of one country become one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.detect.draft import Chain, Draft
from letopis.detect.home import home_country, tell_home_bodies
from letopis.mention import Form, MentionKind

if TYPE_CHECKING:
    from letopis.detect.chains import Chains


def tell_countries(chains: Chains) -> None:
    """Give chains the country that their own words name."""
    for _ in range(2):  # the second round reaches the spokesman of a president named further down
        for draft in chains.drafts:
            chain, owner = draft.chain, draft.owner
            if chain is None or owner is None or owner.chain is None:
                continue
            country = owner.country or owner.chain.country
            if country is None:
                continue
            draft.country = draft.country or country
            if draft.kind in (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.GROUP):
                chain.country = chain.country or country
            if draft.title and draft.kind is MentionKind.PERSON:
                chain.titles.add((draft.title, draft.sort, country))


def place_institutions(chains: Chains) -> None:
    """Give institutions without a country the one of their sentence or document, and merge what became equal."""
    code, home = home_country(chains)
    tell_home_bodies(chains, code)
    known: dict[str, Draft] = {}  # one institution a document, unless the words name another country
    for draft in chains.drafts:
        chain = draft.chain
        if draft.kind is not MentionKind.ORGANISATION or chain is None or chain.country is not None:
            continue
        if not (draft.generic or draft.sort == "institution") or (
            draft.fixed and draft.form is Form.NOMINAL and draft.sort != "institution"
        ):
            continue
        scene = _scene(chains, draft) if chains.words.lemma[draft.head] == "police" else None
        seat = _seat(chains, draft)
        given = known.get((draft.value or "").casefold())
        owner = seat or given or _acting_country(chains, draft) or scene or home
        if owner is not None:
            draft.owner = draft.owner or owner
            draft.country = chain.country = owner.country or _country(owner.chain)
            known.setdefault((draft.value or "").casefold(), owner)
        elif code is not None:
            draft.country = chain.country = code
    seen: dict[tuple[str, str | None], Draft] = {}
    for draft in chains.drafts:
        if draft.kind is MentionKind.ORGANISATION and draft.value and draft.chain is not None:
            key = (draft.value.casefold(), draft.chain.country)
            chains.merge(seen.setdefault(key, draft), draft)


def _seat(chains: Chains, draft: Draft) -> Draft | None:
    """The capital in which a body sits: "the government in Minsk"."""
    words = chains.words
    for k in words.kids[draft.head]:
        found = chains.at(k, MentionKind.PLACE, MentionKind.COUNTRY) if words.preposition(k) == "in" else None
        if found is not None and found.country and found.sort == "seat":
            return found
    return None


def _scene(chains: Chains, draft: Draft) -> Draft | None:
    """The town named last in the sentence or the two before: police are of the country where they act."""
    words, sentence = chains.words, chains.words.sentence[draft.head]
    near = [
        other
        for other in chains.drafts
        if other.kind is MentionKind.PLACE
        and other.country
        and other.form is Form.NAME
        and sentence - 2 <= words.sentence[other.head] <= sentence
    ]
    before = [other for other in near if other.start < draft.start]
    return max(before, key=lambda other: other.start) if before else next(iter(near), None)


def _acting_country(chains: Chains, draft: Draft) -> Draft | None:
    """The country, or the person with a country, that is the subject of the clause around the body."""
    words = chains.words
    at = words.predicate(draft.head)
    for _ in range(3):
        subject = words.subject(at)
        found = chains.at(subject, MentionKind.PERSON, MentionKind.COUNTRY) if subject >= 0 else None
        if (
            found is not None
            and found is not draft
            and _country(found.chain)
            and not (draft.start <= subject < draft.end)
        ):
            return found
        if words.head[at] == at:
            return None
        at = words.predicate(words.head[at])
    return None


def _country(chain: Chain | None) -> str | None:
    return chain.country if chain is not None else None
