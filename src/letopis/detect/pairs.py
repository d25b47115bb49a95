"""Find what "the two countries", "both leaders" and "they" stand for: several things together.

In:   a plural draft, the chains, who is in the reader's mind.
Out:  the chains that it stands for; joined subjects ("Ana and Bo") kept as something that "they" can be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis.detect.draft import Chain, Draft
from letopis.detect.salience import OBLIQUE, Salience, role_weight
from letopis.detect.wordlists import word_class
from letopis.detect.words import Words
from letopis.lexicon import speech
from letopis.mention import Form, MentionKind

if TYPE_CHECKING:
    from letopis.detect.chains import Chains

NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4}
PLAIN = frozenset(
    {"side", "country", "nation", "state", "neighbour", "neighbor", "capital", "ally", "government", "party"}
)
NEAR_ONES = frozenset({"neighbour", "neighbor", "ally"})
ACTING = ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "conj")
SIDES_BACK = 2  # sentences
THIRD = 0.6  # share of the second's salience that a third may have
TOGETHER = (MentionKind.PERSON, MentionKind.COUNTRY, MentionKind.ORGANISATION, MentionKind.PLACE)


def pair_members(chains: Chains, salience: Salience, draft: Draft) -> list[Chain]:
    """The chains that a plural description stands for, by first mention; empty where it names no certain number."""
    if (
        draft.kind is not MentionKind.GROUP
        or draft.number != "pl"
        or draft.end > max(draft.core, draft.head + 1)
    ):
        return []
    words, lemma = chains.words, chains.words.lemma[draft.head]
    number = _number(chains, draft)
    if draft.sort == "two":
        return _of_two(chains, salience, draft)
    together = lemma in word_class("together")
    if draft.owner is not None or (
        not number and not together and (lemma not in PLAIN or draft.start < draft.head)
    ):
        return []
    sentence = words.sentence[draft.head]
    if together and not number:
        return _kin_or_pair(chains, salience, draft, 3 if lemma in word_class("three") else 2)
    if lemma == "party" and not number and not _just_met(salience, sentence):
        return []
    if lemma in word_class("pair_person") and lemma in word_class("pair_country") and not draft.title:
        return _of_two(chains, salience, draft)
    if number and draft.title:
        return _most_salient(salience, sentence, number, MentionKind.PERSON, draft.title, only_titled=True)
    if lemma in word_class("pair_person") and (draft.title or lemma not in word_class("pair_country")):
        return _most_salient(salience, sentence, number or 2, MentionKind.PERSON, draft.title)
    if lemma == "side" and number in (0, 2) and (sides := _at_talks(chains, draft)):
        return sides
    if lemma in NEAR_ONES and not number and not _just_met(salience, sentence):
        return []  # "the neighbours" of a state are not that state and another
    states = lemma in word_class("pair_country")
    found = _most_salient(salience, sentence, number or 2, MentionKind.COUNTRY, None) if states else []
    opposed = lemma in word_class("opposed") and number in (0, 2)
    return found or (_two_bodies(chains, salience, draft) if opposed else [])


def _kin_or_pair(chains: Chains, salience: Salience, draft: Draft, number: int) -> list[Chain]:
    """ "The brothers", "the couple": the people of one surname; "the pair": the people most in mind."""
    sentence = chains.words.sentence[draft.head]
    people = [
        c
        for c in salience.chains()
        if c.kind is MentionKind.PERSON and c.is_named and salience.of(c, sentence)
    ]
    surnames: dict[str, list[Chain]] = {}
    for chain in people:
        name = max((d for d in chain.drafts if d.form is Form.NAME), key=lambda d: d.end - d.start)
        surnames.setdefault(chains.words.lower[name.end - 1], []).append(chain)
    kin = [group for group in surnames.values() if len(group) == number]
    if len(kin) == 1:
        return sorted(kin[0], key=lambda c: c.first.start)
    if chains.words.lemma[draft.head] in word_class("kin"):
        return []
    return _most_salient(salience, sentence, number, MentionKind.PERSON, None)


def _just_met(salience: Salience, sentence: int) -> bool:
    """True when two states were met in the sentence before."""
    states = [c for c in salience.chains() if c.kind is MentionKind.COUNTRY and c.is_named]
    return sum(salience.last(c) >= sentence - 1 for c in states) == 2


def _number(chains: Chains, draft: Draft) -> int:
    words = chains.words
    for k in words.kids[draft.head]:
        if words.lower[k] in NUMBERS and k < draft.head:
            return NUMBERS[words.lower[k]]
    before = words.lower[draft.start - 1] if draft.start else ""
    return NUMBERS.get(before, 0)


def _of_two(chains: Chains, salience: Salience, draft: Draft) -> list[Chain]:
    """ "The two": the people or the states, whichever pair was both met later, then whichever weighs more."""
    sentence, teller = chains.words.sentence[draft.head], _teller(chains.words, draft)
    joined = _joined_here(chains, salience, draft)
    if joined:
        return joined
    told = [c for c in salience.chains() if any(d.head == teller for d in c.drafts)]
    telling = frozenset(id(c) for c in told if any(sort == "spokesperson" for _, sort, _ in c.titles))
    pairs = [
        _met_alone(salience, sentence, kind, telling)
        or _most_salient(salience, sentence, 2, kind, None, apart=telling)
        for kind in (MentionKind.PERSON, MentionKind.COUNTRY)
    ]
    best = max(
        pairs,
        key=lambda pair: (
            min((salience.last(c) for c in pair), default=-1),
            min((salience.of(c, sentence) for c in pair), default=0.0),
        ),
    )
    return best or _two_bodies(chains, salience, draft)


def _met_alone(salience: Salience, sentence: int, kind: MentionKind, apart: frozenset[int]) -> list[Chain]:
    """The two of a kind that the sentence before told of, and no third, whoever was told of more before that."""
    met = [
        c
        for c in salience.chains()
        if c.kind is kind and c.is_named and not c.hidden and id(c) not in apart
        if salience.last(c) == sentence - 1 and salience.weight(c, sentence - 1) >= OBLIQUE
    ]
    return sorted(met, key=lambda c: c.first.start) if len(met) == 2 else []


def _two_bodies(chains: Chains, salience: Salience, draft: Draft) -> list[Chain]:
    """The two bodies that were told of just now and no third: "the union accuses the board of breaking a deal that the
    two signed"; of "both sides" also two groups: "the army", "the rebels"."""
    words, sentence = chains.words, chains.words.sentence[draft.head]
    kinds = [MentionKind.ORGANISATION]
    if words.lemma[draft.head] in word_class("opposed"):
        kinds.append(MentionKind.GROUP)
    near = [
        c
        for c in salience.chains()
        if c.kind in kinds
        and c is not draft.chain
        and not c.hidden
        and not c.members
        and salience.last(c) >= sentence - SIDES_BACK
        and any(words.dep[d.head] in ACTING and d.head < draft.head for d in c.drafts)
        and not any(words.lemma[d.head] in word_class("quarters") for d in c.drafts)
    ]
    near.sort(key=lambda c: (-salience.of(c, sentence), c.first.start))
    if len(near) < 2 or (
        len(near) > 2 and salience.of(near[2], sentence) > THIRD * salience.of(near[1], sentence)
    ):
        return []
    return sorted(near[:2], key=lambda c: c.first.start)


def _at_talks(chains: Chains, draft: Draft) -> list[Chain]:
    """Who talked with whom in this sentence or the one before: "envoys met the colonels … the two sides"."""
    words, sentence = chains.words, chains.words.sentence[draft.head]
    first = words.sentences[max(0, sentence - 1)][0]
    for k in range(draft.head - 1, first - 1, -1):
        if words.preposition(k) != "with" or words.pos[k] not in ("NOUN", "PROPN"):
            continue
        other, verb = chains.at(k), words.predicate(k)
        between = {words.lemma[m] for m in range(verb, k)}
        if other is None or not between & word_class("talking"):
            continue
        one = chains.at(words.own_subject(verb)) if words.own_subject(verb) >= 0 else None
        if (
            one is not None
            and one.chain is not None
            and other.chain is not None
            and one.chain is not other.chain
        ):
            return [one.chain, other.chain]
    return []


def _joined_here(chains: Chains, salience: Salience, draft: Draft) -> list[Chain]:
    """The two that the sentence itself has just joined: "beside her sat Berg and Lind; the two had agreed on it"."""
    begin = chains.words.sentences[chains.words.sentence[draft.head]][0]
    last = max((head for head in salience.joined if begin <= head < draft.head), default=-1)
    members = salience.joined[last].members if last >= 0 else []
    return list(members) if len(members) == 2 else []


def _teller(words: Words, draft: Draft) -> int:
    """The subject of the verb that tells what the two did; a spokesman tells of others."""
    verb = words.predicate(draft.head)
    if words.dep[verb] != "ccomp" or (words.lemma[words.head[verb]], "V") not in speech():
        return -1
    return words.kid(words.head[verb], "nsubj")


def _most_salient(
    salience: Salience,
    sentence: int,
    number: int,
    kind: MentionKind,
    title: str | None,
    *,
    only_titled: bool = False,
    apart: frozenset[int] = frozenset(),
) -> list[Chain]:
    """The `number` chains of a kind that weigh most, those of `apart` (their ids) left out; empty when there are fewer,
    or, if asked, fewer of the title."""
    chains = [
        c
        for c in salience.chains()
        if c.kind is kind and c.is_named and not c.hidden and salience.of(c, sentence) and id(c) not in apart
    ]
    if kind is MentionKind.COUNTRY:
        chains = [c for c in chains if not any(d.sort == "bloc" for d in c.drafts)]
    if title and sum(any(t == title for t, _, _ in c.titles) for c in chains) >= number:
        chains = [c for c in chains if any(t == title for t, _, _ in c.titles)]
    elif only_titled and number > 2:
        return []
    chains.sort(key=lambda c: (-salience.of(c, sentence), c.first.start))
    return sorted(chains[:number], key=lambda c: c.first.start) if len(chains) >= number else []


def of_two(chains: Chains, draft: Draft) -> Chain | None:
    """ "The former", "the latter": of the two that "and" joined last, in this sentence or the one before; of others the
    latter is who was named last of all."""
    words, sentence = chains.words, chains.words.sentence[draft.head]
    first = words.sentences[max(0, sentence - 1)][0]
    for k in range(draft.head - 1, first - 1, -1):
        head = words.head[k]
        if words.dep[k] != "conj" or not first <= head < k:
            continue
        pair = [chains.at(head), chains.at(k)]
        if all(one is not None and one.kind in TOGETHER for one in pair):
            one = pair[draft.sort == "latter"]
            return one.chain if one is not None else None
    if draft.sort == "former":
        return None
    before = words.sentences[sentence][0]
    named = [
        d for d in chains.drafts if d.form is Form.NAME and d.kind in TOGETHER and first <= d.head < before
    ]
    return max(named, key=lambda d: d.head).chain if named else None


def plural_of(chains: Chains, salience: Salience, draft: Draft) -> None:
    """After the last of several joined people or states, remember them together."""
    words = chains.words
    if draft.form is Form.PRONOUN or draft.kind not in TOGETHER:
        return
    if words.dep[draft.head] != "conj":
        _joined_by_letters(chains, salience, draft)
        _joined_by_deed(chains, salience, draft)
        return
    first = words.head[draft.head]
    joined = [first, *(k for k in words.kids[first] if words.dep[k] == "conj")]
    if joined[-1] != draft.head or any(words.lower[k] == "or" for j in joined for k in words.kids[j]):
        return
    drafts = [found for j in joined if (found := chains.at(j)) is not None and found.kind in TOGETHER]
    if len(drafts) < 2 or len({found.kind for found in drafts}) > 1:
        return
    members = [found.chain for found in drafts if found.chain is not None]
    group = _group(chains, first, members)
    salience.add(group, first, role_weight(words, first) + 0.2)


def _joined_by_letters(chains: Chains, salience: Salience, draft: Draft) -> None:
    """ "Ana and Bo" where the tree did not join them: two names of one kind with nothing but "and" between."""
    words, i = chains.words, draft.start - 1
    if (
        i < 1
        or words.lower[i] != "and"
        or draft.form is not Form.NAME
        or words.sentence[i] != words.sentence[draft.head]
    ):
        return
    for first in chains.by_end.get(i, ()):
        if (
            first.kind is draft.kind
            and first.form is Form.NAME
            and first.chain is not None
            and draft.chain is not None
        ):
            group = _group(chains, first.head, [first.chain, draft.chain])
            salience.add(group, first.head, role_weight(words, first.head) + 0.2)
            return


def _joined_by_deed(chains: Chains, salience: Salience, draft: Draft) -> None:
    """Those who do a thing together in one clause: "Kos met Berg", "Chad clashed with Libya"."""
    words, verb = chains.words, chains.words.head[draft.head]
    met = words.dep[draft.head] == "obj" or words.preposition(draft.head) == "with"
    if not met or draft.form is not Form.NAME or words.lemma[verb] not in word_class("done_together"):
        return
    subject = words.own_subject(verb)
    first = chains.at(subject) if 0 <= subject < verb else None
    if first is None or first.kind is not draft.kind or first.form is not Form.NAME:
        return
    if first.chain is None or draft.chain is None or first.chain is draft.chain:
        return
    salience.add(
        _group(chains, first.head, [first.chain, draft.chain]), first.head, role_weight(words, first.head)
    )


def _group(chains: Chains, first: int, members: list[Chain]) -> Chain:
    """The chain of a list, `first` the head of its first phrase: that of the list's own noun phrase, if found."""
    group = chains.joined.get(first) or Chain()
    group.kind, group.number, group.members, group.hidden = MentionKind.GROUP, "pl", members, True
    return group
