"""Link names of one document that are the same by their letters.

In:   chains of single drafts.
Out:  chains of equal or compatible names: "Ana Kos" and "Kos", "World Health Organization" and "WHO".

Two people of one surname stay two; a lone surname then goes to the one named last before it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from letopis import gazetteer
from letopis.detect.draft import Draft
from letopis.detect.wordlists import word_class
from letopis.mention import Form, MentionKind

if TYPE_CHECKING:
    from letopis.detect.chains import Chains

PARTY = "party"
KIN_BEFORE, KIN_BEHIND = 2, 6  # words
CLIMB = 3  # steps up the tree
SMALL = frozenset({"of", "the", "for", "and", "in", "on", "de", "du", "des", "der", "und"})


def link_names(chains: Chains) -> None:
    """Merge what is the same by name."""
    by_kind: dict[MentionKind, list[Draft]] = defaultdict(list)
    for draft in chains.drafts:
        if draft.form is Form.NAME or draft.kind is MentionKind.OFFICE:
            by_kind[draft.kind].append(draft)
    for kind in (
        MentionKind.COUNTRY,
        MentionKind.PLACE,
        MentionKind.GROUP,
        MentionKind.OTHER,
        MentionKind.OFFICE,
    ):
        _link_equal(chains, by_kind[kind])
    _link_people(chains, by_kind[MentionKind.PERSON])
    _link_bodies(chains, by_kind[MentionKind.ORGANISATION])


def _link_equal(chains: Chains, drafts: list[Draft]) -> None:
    first: dict[tuple[str | None, ...], Draft] = {}
    for draft in drafts:
        key: tuple[str | None, ...] = (gazetteer.fold(draft.value or "").casefold(), draft.country)
        if draft.kind is MentionKind.OFFICE:
            owner = draft.owner
            key += (owner.value if owner is not None else None, draft.number)
        chains.merge(first.setdefault(key, draft), draft)


def _link_people(chains: Chains, drafts: list[Draft]) -> None:
    full: list[tuple[tuple[str, ...], Draft]] = []
    names = {id(draft): _name_words(chains, draft) for draft in drafts}
    for draft in drafts:
        name = names[id(draft)]
        if len(name) < 2:
            continue
        same = next(
            (
                other
                for known, other in full
                if _same_full_name(known, name) and _agree(known, name, other, draft)
            ),
            None,
        )
        if same is not None:
            chains.merge(same, draft)
        full.append((name, draft))
    lone: dict[str, Draft] = {}
    for draft in drafts:
        name = names[id(draft)]
        if len(name) != 1:
            continue
        known = [one for one in full if one[0][0] == name[0]] if _is_regnal(chains, draft) else full
        owner = _bearer(chains, name[0], draft, known) or lone.get(name[0])
        if owner is not None:
            chains.merge(owner, draft)
        else:
            lone[name[0]] = draft


def _is_regnal(chains: Chains, draft: Draft) -> bool:
    """True for "King Hussein", "Pope Francis": a monarch or a pope is called by the given name, never by a surname."""
    title = gazetteer.office(chains.words.lower[draft.start - 1]) if draft.start else None
    return title is not None and (title.kind == "monarch" or title.name == "Pope")


def _name_words(chains: Chains, draft: Draft) -> tuple[str, ...]:
    text = gazetteer.fold(chains.words.span(draft.start, draft.end)).casefold()
    return tuple(word for word in text.split() if any(sign.isalnum() for sign in word))


def _same_full_name(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    if left == right:
        return True
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) < len(longer) and _is_within(shorter, longer):
        return True
    if left[-1] != right[-1]:
        return False
    one, other = left[0], right[0]
    initial = (len(one) == 1 or len(other) == 1) and one[0] == other[0]
    return initial or gazetteer.same_given_name(one, other)


def _is_within(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    rest = iter(longer)
    return all(word in rest for word in shorter)


def _agree(known: tuple[str, ...], name: tuple[str, ...], left: Draft, right: Draft) -> bool:
    """False when the two are told to be of different gender."""
    return not (left.gender and right.gender and left.gender != right.gender)


def _bearer(
    chains: Chains, name: str, draft: Draft, full: list[tuple[tuple[str, ...], Draft]]
) -> Draft | None:
    """The person that a single word stands for: by surname, else by a given name that only one has."""
    bearers = [
        (words, other)
        for words, other in full
        if name in (words[-1], _family_name(words)) and _agree(words, (), other, draft)
    ]
    if not bearers:
        bearers = [(words, other) for words, other in full if name in words]
        if len({id(other.chain) for _, other in bearers}) > 1:
            return None
    before = [other for _, other in bearers if other.start < draft.start]
    if before:  # whom the text is about keeps the bare surname when relatives of the same name come in
        return max(
            before,
            key=lambda other: (
                _named_before(other, draft),
                not (_is_kin(chains, other) or _is_forebear(chains, other)),
                other.start,
            ),
        )
    return bearers[0][1] if bearers else None


def _is_kin(chains: Chains, draft: Draft) -> bool:
    """True for "his brother Ivo Kos", "Ana Kos, the slain leader's sister": whoever comes in as somebody's relative."""
    words, kin = chains.words, word_class("kin")
    first, after = words.sentences[words.sentence[draft.head]]
    if any(words.lemma[k] in kin for k in range(max(first, draft.start - KIN_BEFORE), draft.start)):
        return True
    if draft.end >= after or words.text[draft.end] != ",":
        return False
    return any(words.lemma[k] in kin for k in range(draft.end + 1, min(after, draft.end + KIN_BEHIND)))


def _is_forebear(chains: Chains, draft: Draft) -> bool:
    """True for Emil Kos of "Ana Kos, the daughter of the founder, Emil Kos", by whom another is told."""
    words, above = chains.words, draft.head
    for _ in range(CLIMB):
        if words.dep[above] not in ("appos", "flat", "nmod", "nmod:poss", "nmod:desc", "compound"):
            return False
        above = words.head[above]
        if words.lemma[above] in word_class("descent"):
            return True
    return False


def _family_name(words: tuple[str, ...]) -> str:
    """The first word of a name in which the family name stands first, else the last."""
    return words[0] if gazetteer.is_family_first(words[0]) else words[-1]


def _named_before(bearer: Draft, draft: Draft) -> int:
    return sum(other.start < draft.start for other in bearer.chain.drafts) if bearer.chain is not None else 0


def _link_bodies(chains: Chains, drafts: list[Draft]) -> None:
    seen: list[tuple[str, str, Draft]] = []
    for draft in drafts:
        text = gazetteer.fold(chains.words.span(draft.start, draft.end)).casefold()
        value = gazetteer.fold(draft.value or "").casefold()
        for known_text, known_value, other in seen:
            if draft.country and other.country and draft.country != other.country:
                continue
            if known_value == value or known_text == text or _abbreviates(chains, draft, other):
                chains.merge(other, draft)
                break
        else:
            whole = _party_of(draft, text, [other for *_, other in seen])
            if whole is not None:
                chains.merge(whole, draft)
        seen.append((text, value, draft))


def _party_of(draft: Draft, text: str, before: list[Draft]) -> Draft | None:
    """The one party named in full before whose people "the Social Democrats" are: of a name that many parties have,
    the one whose longer name begins with it ("Social Democratic and Labour Party")."""
    name = gazetteer.fold(draft.value or "").casefold()
    if not draft.generic or draft.sort != PARTY or text == name:
        return None
    stem = name.removesuffix(PARTY).strip()
    fits = [
        other
        for other in before
        if other.sort == PARTY
        and not other.generic
        and gazetteer.fold(other.value or "").casefold().startswith(f"{stem} ")
        and not (draft.country and other.country and draft.country != other.country)
    ]
    return fits[0] if len({other.value for other in fits}) == 1 else None


def _abbreviates(chains: Chains, left: Draft, right: Draft) -> bool:
    """True when one is the initials of the other's words."""
    one, other = sorted((left, right), key=lambda draft: draft.end - draft.start)
    short = chains.words.span(one.start, one.end).replace(".", "")
    if (
        one.end - one.start > 1
        or not short.isupper()
        or not 2 <= len(short) <= 8
        or other.end - other.start < 2
    ):
        return False
    words = chains.words.text[other.start : other.end]
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return short == capitals
