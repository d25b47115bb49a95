"""Link mentions that the sentence itself says are one: titles, appositions, copulas, relative clauses, reflexives.

In:   chains after names were linked.
Out:  longer chains; people with the titles and nouns that they were called by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from letopis import gazetteer
from letopis.detect.draft import Draft
from letopis.detect.pronouns import pronouns, relative_noun
from letopis.detect.wordlists import word_class
from letopis.detect.words import SUBJECTS, Words
from letopis.mention import Form, MentionKind

if TYPE_CHECKING:
    from letopis.detect.chains import Chains

PEOPLE = (MentionKind.PERSON, MentionKind.GROUP)
UNREAL = frozenset({"not", "n't", "never", "no"})


def link_structures(chains: Chains) -> None:
    """Merge what syntax says is one."""
    for draft in chains.drafts:
        if draft.kind is MentionKind.OFFICE:
            _title_before_name(chains, draft)
        elif draft.form is Form.PRONOUN:
            _relative_or_reflexive(chains, draft)
        else:
            _apposition(chains, draft)
            _apposition_by_commas(chains, draft)
            _abbreviation_in_brackets(chains, draft)
            _known_as(chains, draft)
            if draft.form is Form.NAME and draft.kind is MentionKind.PERSON:
                _nouns_before(chains, draft)
                _joined_before(chains, draft)
            elif draft.form is Form.NOMINAL:
                _copula(chains, draft)
                _name_inside(chains, draft)


def _title_before_name(chains: Chains, office: Draft) -> None:
    """ "Prime Minister" right before a person's name, or in bare apposition to it, is that person's title."""
    words = chains.words
    if office.number == "pl":
        _title_before_names(chains, office)
        return
    person = chains.at(words.head[office.head], MentionKind.PERSON)
    if words.dep[office.head] not in ("nmod:desc", "compound", "appos", "flat", "amod", "nmod:unmarked"):
        person = None
    for k in words.kids[office.head]:
        if person is None and words.dep[k] in ("flat", "appos", "nmod:desc", "nmod:unmarked"):
            person = chains.at(k, MentionKind.PERSON)
    if person is None:
        person = next(
            (
                d
                for d in chains.by_start.get(office.end, ())
                if d.kind is MentionKind.PERSON and d.form is Form.NAME
            ),
            None,
        )
    if person is None or person.chain is None or words.sentence[person.head] != words.sentence[office.head]:
        return
    person.chain.titles.add((office.title or "", office.sort, whose(office)))
    person.chain.gender = person.chain.gender or office.gender
    if office.country and not person.chain.country:
        person.chain.country = office.country
    if office.owner is not None and person.owner is None:
        person.owner = office.owner
    if person.chain.country is None and person.form is Form.NAME:
        _country_behind(chains, person)


def whose(office: Draft) -> str | None:
    """The country of an office; of one of a body without a country ("president of the Commission") the body's name,
    which is no country's."""
    owner = office.owner
    if office.country or owner is None or owner.kind is not MentionKind.ORGANISATION or owner.generic:
        return office.country
    return owner.value or office.country


def _title_before_names(chains: Chains, office: Draft) -> None:
    """ "Senators Ana Kos and Ivo Ban": the title of each of the list."""
    words = chains.words
    first = next((d for d in chains.by_start.get(office.end, ()) if d.kind is MentionKind.PERSON), None)
    if first is None or first.form is not Form.NAME:
        return
    for k in words.conjuncts(first.head):
        person = chains.at(k, MentionKind.PERSON)
        if person is not None and person.form is Form.NAME and person.chain is not None:
            person.chain.titles.add((office.title or "", office.sort, office.country))


def _country_behind(chains: Chains, person: Draft) -> None:
    """ "President Ana Kos of Poland": a person with a title is of the country that the name goes on with."""
    words, end = chains.words, person.end
    if words.lower[end : end + 1] != ["of"]:
        return
    country = next(
        (
            d
            for start in (end + 1, end + 2)
            for d in chains.by_start.get(start, ())
            if d.kind is MentionKind.COUNTRY
        ),
        None,
    )
    if (
        country is not None
        and person.chain is not None
        and words.sentence[country.head] == words.sentence[end]
    ):
        person.owner, person.chain.country = person.owner or country, country.country


def _nouns_before(chains: Chains, person: Draft) -> None:
    """ "analyst" and "lawyer" right before a name are what the person is called."""
    words = chains.words
    i = person.start - 1
    if (
        i >= 0
        and words.sentence[i] == words.sentence[person.head]
        and words.tag[i] not in ("NNS", "NNPS")  # "the refugees Berg met"
        and gazetteer.is_person_noun(words.lemma[i])
    ):
        noun = gazetteer.person_noun(words.lemma[i])
        if person.chain is not None and noun is not None:
            person.chain.nouns.add(words.lemma[i])
            person.chain.gender = person.chain.gender or noun.gender
            country = next((d for d in chains.by_end.get(i, ()) if d.kind is MentionKind.COUNTRY), None)
            if country is not None and person.chain.country is None:  # "South Korean counterpart Park"
                person.owner, person.chain.country = person.owner or country, country.country


def _joined_before(chains: Chains, person: Draft) -> None:
    """ "presidential contender and former surgeon Ana Kos": both nouns are hers, where the second has no article and
    the first is nobody certain by itself."""
    words, last = chains.words, person.start - 1
    is_noun = words.dep[last] == "conj" and words.pos[last] in ("NOUN", "PROPN", "ADJ")
    if last < 2 or words.sentence[last] != words.sentence[person.head] or not is_noun:
        return
    first = chains.at(words.head[last], MentionKind.PERSON)
    if first is None or first.form is not Form.NOMINAL or first.end > last or not words.text[last].islower():
        return
    between = range(first.end, last)
    joined = [k for k in between if words.lower[k] == "and"]
    articles = any(words.pos[k] == "DET" or words.tag[k] in ("POS", "PRP$", ",") for k in between)
    plain = all(words.lower[k] != "the" for k in range(max(0, first.start - 1), first.head))
    if len(joined) == 1 and not articles and plain and _can_be_one(person, first):
        chains.merge(person, first)


def _relative_or_reflexive(chains: Chains, draft: Draft) -> None:
    words = chains.words
    told = pronouns()[words.lower[draft.head]]
    if told.use == "relative":
        noun = relative_noun(words, draft.head)
        target = _nearest_phrase(chains, noun) if noun >= 0 else None
        if target is None and (noun < 0 or told.refers == "person"):
            target = _ending_before(chains, draft.start)  # "a version denied by Kos, who said …"
    elif told.use == "reflexive" and told.person == 3:
        subject = words.subject(words.predicate(draft.head))
        target = chains.at(subject) if subject >= 0 else None
        if target is not None and target.gender and draft.gender and target.gender != draft.gender:
            target = None
    else:
        return
    if target is not None and (told.refers != "person" or target.kind in PEOPLE):
        draft.kind, draft.number = target.kind, target.number
        chains.merge(target, draft)


def _ending_before(chains: Chains, start: int) -> Draft | None:
    """The person or people whose mention ends right before a token, a comma let pass."""
    for end in (start, start - 1 if chains.words.text[start - 1] == "," else start):
        for draft in chains.by_end.get(end, ()):
            if draft.kind in PEOPLE and draft.form is not Form.PRONOUN:
                return draft
    return None


def _nearest_phrase(chains: Chains, noun: int) -> Draft | None:
    """The draft headed by `noun`, or by what stands in apposition to it or is its title."""
    found = chains.at(noun)
    if found is not None:
        return found
    for k in chains.words.kids[noun]:
        if chains.words.dep[k] in ("appos", "flat", "nmod:desc"):
            found = chains.at(k)
            if found is not None:
                return found
    return None


def _apposition(chains: Chains, draft: Draft) -> None:
    words, head = chains.words, draft.head
    if words.dep[head] == "flat" and gazetteer.is_title(words.text[words.head[head]]):
        head = words.head[head]  # "their secretary, Dr Ana Kos"
    if words.dep[head] not in ("appos", "flat", "nmod:desc"):
        return
    target = _named_before(chains, draft) or chains.at(words.head[head])
    if target is None or target is draft or not _can_be_one(target, draft) or _is_part(words, draft):
        return
    if target.form is Form.NAME and draft.form is Form.NAME and target.kind is MentionKind.PERSON:
        return  # two names side by side are two people in a badly read list
    if target.form is Form.NAME and draft.form is Form.NAME and _is_listed(words, target, draft):
        return
    chains.merge(target, draft)
    for one in (target, draft):
        if one.form is Form.NOMINAL and one.chain is not None and not one.title:
            one.chain.nouns.add(words.lemma[one.head])


def _is_part(words: Words, draft: Draft) -> bool:
    """True for one of several kinds of people of which a group consists: "the men, seven Koreans and four Turks";
    "the settlers, most of them Germans"."""
    if draft.number != "pl":
        return False
    if any(words.dep[k] == "conj" for k in words.kids[draft.head]):
        return True
    before = words.lower[max(0, draft.start - 3) : draft.start]
    return before[1:] in (["of", "them"], ["of", "whom"]) and before[0] in word_class("part_of_them")


def _is_listed(words: Words, first: Draft, second: Draft) -> bool:
    """True for names of which each has something told of it: "the Greens with 13, the Centre Union with 24"."""
    between = range(first.end, second.start)
    return first.end < second.start and any(words.pos[k] in ("NUM", "NOUN", "ADP", "VERB") for k in between)


def _named_before(chains: Chains, draft: Draft) -> Draft | None:
    """The person's name right before the comma that a description stands behind: the tree may hang "the mayor" of
    "Ana Kos and Ivo Ban, the mayor," on the first of a list."""
    words, first = chains.words, draft.start
    if draft.form is not Form.NOMINAL or draft.kind is not MentionKind.PERSON:
        return None
    if first > 0 and words.pos[first - 1] == "DET":
        first -= 1
    if first < 2 or words.text[first - 1] != ",":
        return None
    for i in range(first - 2, max(-1, first - 6), -1):
        found = chains.at(i)
        if found is not None and found.end == first - 1 and found.form is Form.NAME:
            return found if found.kind is MentionKind.PERSON else None
    return None


def _apposition_by_commas(chains: Chains, draft: Draft) -> None:
    """ "Ana Kos, the mayor," and "The mayor, Ana Kos," where the tree did not see it."""
    words, end = chains.words, draft.end
    if (
        draft.kind is not MentionKind.PERSON
        or draft.form is Form.PRONOUN
        or end + 1 >= len(words)
        or words.text[end] != ","
    ):
        return
    first = end + 2 if words.pos[end + 1] == "DET" else end + 1
    if draft.sort == "one_of":  # "one of the three, Judge Emil Fabri,"
        title = next((d for d in chains.by_start.get(first, ()) if d.kind is MentionKind.OFFICE), None)
        first = title.end if title is not None else first
    follower = next(
        (
            d
            for d in chains.by_start.get(first, ())
            if d.kind is MentionKind.PERSON and d.form is not Form.PRONOUN
        ),
        None,
    )
    if (
        follower is None
        or follower.form is draft.form
        or follower.number != "sg"
        or not _can_be_one(draft, follower)
        or _has_own_name(chains, draft, follower)
    ):
        return
    closed = follower.end < len(words) and words.text[follower.end] in (",", ".", ";", ")", "—", "–")
    closed = closed or _opens_clause(words, draft, follower)
    verb = words.head[draft.head]
    listed = words.dep[follower.head] == "conj" or any(
        words.dep[k] == "conj" for k in words.kids[follower.head]
    )
    if closed and not listed and words.sentence[verb] == words.sentence[follower.head]:
        chains.merge(draft, follower)


def _has_own_name(chains: Chains, draft: Draft, follower: Draft) -> bool:
    """True for "Ana Kos, the daughter of the founder, Emil Kos": the last name is of the founder and not of her."""
    words = chains.words
    above = words.head[follower.head]
    within = words.dep[follower.head] == "appos" and draft.start <= above < draft.end and above != draft.head
    named = draft.chain is not None and draft.chain.is_named and follower.form is Form.NAME
    return named or (within and chains.at(above) is not None)


def _opens_clause(words: Words, draft: Draft, follower: Draft) -> bool:
    """True for "A former miner, Kos says …": a description that opens the sentence, and the name behind it the subject
    of the same verb."""
    first, _ = words.sentences[words.sentence[draft.head]]
    article = draft.start - 1 if draft.start > first else first
    verb = words.head[follower.head]
    return (
        article <= first + 1
        and words.lower[article] in ("a", "an")
        and draft.form is Form.NOMINAL
        and words.dep[follower.head] in SUBJECTS
        and verb in (words.head[draft.head], words.head[words.head[draft.head]])
        and verb > follower.head
    )


def _can_be_one(left: Draft, right: Draft) -> bool:
    if (
        left.gender
        and right.gender
        and left.gender != right.gender
        and MentionKind.PERSON in (left.kind, right.kind)
    ):
        return False
    if left.number != right.number:
        return False
    return left.kind is right.kind


def _abbreviation_in_brackets(chains: Chains, draft: Draft) -> None:
    """ "Central Election Commission (CEC)": both are one body."""
    words = chains.words
    after = draft.end
    if after + 2 >= len(words) or words.text[after] != "(":
        return
    inner = next((d for d in chains.by_start.get(after + 1, ()) if d.form is Form.NAME), None)
    if inner is None or inner.end >= len(words) or words.text[inner.end] != ")":
        return
    if words.text[inner.start].isupper() and draft.kind is MentionKind.ORGANISATION:
        inner.kind = MentionKind.ORGANISATION
        if inner.chain is not None:
            inner.chain.kind = MentionKind.ORGANISATION
        chains.merge(draft, inner)


def _known_as(chains: Chains, name: Draft) -> None:
    """ "The unit, known as Orlan", "a militia called Orlan": a body and its name."""
    words = chains.words
    if name.form is not Form.NAME or name.kind is not MentionKind.ORGANISATION:
        return
    before = name.start - 1 - (words.lower[name.start - 1] == "the")
    verb = before - 1 if words.lower[before] == "as" else before
    if verb < 1 or words.tag[verb] not in ("VBN", "VBD") or words.lower[verb] not in word_class("naming"):
        return
    target = chains.at(words.head[verb])
    bodies = (MentionKind.ORGANISATION, MentionKind.GROUP)
    if target is not None and words.tag[target.head] == "NN" and target.kind in bodies:
        target.kind, target.number = name.kind, name.number
        chains.merge(name, target)


def _copula(chains: Chains, draft: Draft) -> None:
    """ "Kos is the president": one, where it is asserted of the present."""
    words = chains.words
    i = draft.head
    bare = bool(draft.title) and words.lower[draft.start - 1] not in ("a", "an", "one")  # "is Prime Minister"
    if (draft.fixed and not bare) or words.kid(i, "cop") < 0:
        return
    if any(words.lower[k] in UNREAL or words.dep[k] in ("aux", "mark") for k in words.kids[i]):
        return
    subject = words.own_subject(i)
    target = chains.at(subject) if subject >= 0 else None
    if target is None and subject >= 0:  # "the elder, Rustam Kos, is its governor"
        named = (chains.at(k, MentionKind.PERSON) for k in words.kids[subject] if words.dep[k] == "appos")
        target = next((one for one in named if one is not None), None)
    if target is not None and target.form is not Form.PRONOUN and _can_be_one(target, draft):
        chains.merge(target, draft)


def _names_its_kind(name: Draft, lemma: str) -> bool:
    """True when the noun says what sort of body the name is; "UN agency" and "church website" are other things."""
    kinds = {kind for kind in name.sort.split("_") if kind}
    if not kinds:
        return lemma in word_class("kind_noun")
    return lemma in kinds or any(lemma in word_class(f"kind_{kind}") for kind in kinds)


def _name_inside(chains: Chains, draft: Draft) -> None:
    """ "the FSB security service", "Ekho radio station": a body noun behind the body's name is that body."""
    words = chains.words
    if draft.kind is not MentionKind.ORGANISATION or draft.sort not in ("body", "institution"):
        return
    for k in words.kids[draft.head]:
        name = chains.at(k, MentionKind.ORGANISATION, MentionKind.OTHER)
        if (
            name is None
            or name.form is not Form.NAME
            or words.dep[k] not in ("compound", "nmod:desc", "flat", "appos")
        ):
            continue
        if not _names_its_kind(name, words.lemma[draft.head]):
            continue
        if name.end > draft.head or words.tag[name.end] == "POS":
            continue
        between = range(name.end, draft.head)
        if all(words.lower[b] in word_class("field") or words.pos[b] in ("ADJ", "NOUN") for b in between):
            name.kind = MentionKind.ORGANISATION
            if name.chain is not None:
                name.chain.kind = MentionKind.ORGANISATION
                name.chain.nouns.add(words.lemma[draft.head])
            draft.value, draft.fixed = name.value, False
            chains.merge(name, draft)
            return
