"""Find what is called by name: people, bodies, countries, places, peoples.

In:   words; the spans of the name tagger.
Out:  drafts of form name, none overlapping another, in text order.

The tagger proposes, the gazetteer and the syntax decide: a listed country or body is one whatever the tagger said; a
capital is a government where it acts (metonyms.py). Titles, articles and possessive endings are left outside.
"""

from __future__ import annotations

from collections.abc import Iterable

from letopis import gazetteer
from letopis.detect.draft import Draft
from letopis.detect.fullnames import (
    EDGES,
    after_titles,
    is_full_name,
    is_given_first,
    names_holder,
    titled_names,
    told_people,
    whole_name,
    without_verb,
)
from letopis.detect.listed import Listed, find_listed, longest_at, office_at
from letopis.detect.metonyms import acts_as_government, is_meant, stands_for
from letopis.detect.parties import is_another, start_of_party
from letopis.detect.unlisted import with_unlisted_states
from letopis.detect.wordlists import date_words, word_class
from letopis.detect.words import Words
from letopis.gazetteer import Bloc, City, CountryForm, Metonym, Organisation
from letopis.mention import Form, MentionKind

Ent = tuple[int, int, str, float]  # first token, token after, label, score
KIND_OF_LABEL = {
    "PER": MentionKind.PERSON,
    "ORG": MentionKind.ORGANISATION,
    "LOC": MentionKind.PLACE,
    "MISC": MentionKind.OTHER,
}
STATE_PARTS = frozenset(
    {"ministry", "parliament", "government", "court", "central_bank"}
)  # every state has them
CLEARLY = 2.0  # times as sure of one kind as of another
OF_SEVERAL = ("ese", "sh", "ch", "ss")  # "the Chinese", "the British", "the French", "the Swiss"
PAST = frozenset({"ex", "post", "former", "non", "anti", "pro", "pre"})


def find_names(words: Words, ents: Iterable[Ent]) -> list[Draft]:
    """Every name, in text order."""
    parted = (part for ent in ents for part in _without_home(words, ent))
    tagged = _rejoined([ent for ent in (_trimmed(words, ent) for ent in parted) if ent])
    people = frozenset(tuple(words.text[start:end]) for start, end, label, _ in tagged if label == "PER")
    tagged = [
        (*without_verb(words, (start, end), people), label, score)
        if label == "PER"
        else (start, end, label, score)
        for start, end, label, score in tagged
    ]
    tagged = _of_one_kind(words, tagged)
    listed = find_listed(words)
    drafts = _merge(words, tagged, listed)
    taken = _taken(words, drafts)
    drafts += _bodies(words, drafts, taken)
    drafts += [_plain(words, (*span, "PER", 0.7)) for span in titled_names(words, taken)]
    drafts += _again(words, drafts, _taken(words, drafts))
    return with_unlisted_states(words, sorted(drafts, key=lambda draft: draft.start))


def _without_home(words: Words, ent: Ent) -> list[Ent]:
    """A person of a body or country taken for one name: "Ana Ruiz of the Liberal Party", "Hassan of Jordan"."""
    start, end, label, score = ent
    of = next((i for i in range(start + 1, end - 1) if words.lower[i] == "of"), None)
    if label != "PER" or of is None or (of == start + 1 and not _is_country(words, of + 1, end)):
        return [ent]
    return [(start, of, label, score), (of + 1, end, "ORG", score)]


def _is_country(words: Words, start: int, end: int) -> bool:
    """True where the words are a country's name and nothing else."""
    listed = longest_at(words, start)
    return listed is not None and listed.end == end and isinstance(listed.thing, CountryForm)


def _rejoined(tagged: list[Ent]) -> list[Ent]:
    """The same spans; two people with nothing between them are one name that the tagger split."""
    joined: list[Ent] = []
    for ent in sorted(tagged):
        if joined and joined[-1][2] == ent[2] == "PER" and joined[-1][1] == ent[0]:
            before = joined.pop()
            ent = (before[0], ent[1], "PER", max(before[3], ent[3]))
        joined.append(ent)
    return joined


def _trimmed(words: Words, ent: Ent) -> Ent | None:
    """The span without edges that are no name: articles, marks, titles before a person; None when nothing is left."""
    start, end, label, score = ent
    for i in range(start, end):
        if words.pos[i] == "SPACE":
            end = i
            break
    if start < end and not all(words.readable[start:end]):
        return None
    while start < end and words.lower[start] in EDGES:
        start += 1
    title = office_at(words, start) if start < end else None
    if title is not None and start + title.length >= end:
        return None  # "Interior" of "Interior Minister"
    if label == "PER":
        start, end = whole_name(words, start, end)
        start = after_titles(words, start, end)
        if end - start == 1 and gazetteer.is_title(words.text[start]):
            return None
    while start < end and words.lower[end - 1] in EDGES and not words.text[end - 1][-1:].isalnum():
        end -= 1
    while start < end and words.lower[end - 1] in ("'s", "’s", "and", "the", "of"):
        end -= 1
    while label == "ORG" and start + 1 < end and _is_sort(words, start):
        start += 1
    if label == "ORG" and start < end and words.lower[end - 1] in word_class("body"):
        end = _of_phrase(words, end - 1, [])
    named = any(sign.isupper() or sign.isdecimal() for text in words.text[start:end] for sign in text)
    return (start, end, label, score) if start < end and named else None


def _is_sort(words: Words, i: int) -> bool:
    """True for the noun before a name that says what bears it: "daily" of "the daily Kapital"."""
    plain = words.text[i].islower() and words.lemma[i] in word_class("kind_noun")
    return plain and words.text[i + 1][:1].isupper()


def _of_one_kind(words: Words, tagged: list[Ent]) -> list[Ent]:
    """The same spans; a name that the tagger mostly takes for one kind of thing is that kind wherever it stands."""
    votes: dict[tuple[str, ...], dict[str, float]] = {}
    for start, end, label, score in tagged:
        kinds = votes.setdefault(tuple(words.text[start:end]), {})
        kinds[label] = kinds.get(label, 0.0) + score
    found = []
    for start, end, label, score in tagged:
        kinds = votes[tuple(words.text[start:end])]
        most = max(kinds, key=lambda kind: kinds[kind])
        found.append((start, end, most if kinds[most] >= CLEARLY * kinds[label] else label, score))
    return found


def _merge(words: Words, tagged: list[Ent], listed: list[Listed]) -> list[Draft]:
    """One draft a name out of both lists; what overlaps is decided here."""
    drafts, used = list[Draft](), set[int]()
    by_token: dict[int, Listed] = {i: match for match in listed for i in range(match.start, match.end)}
    people = _surnames(words, tagged) | told_people(words, tagged, by_token)
    for ent in sorted(tagged):
        inside = _distinct(by_token.get(i) for i in range(ent[0], ent[1]))
        drafts += _decide(words, ent, inside, people)
        used.update(range(ent[0], ent[1]))
        used.update(i for match in inside for i in range(match.start, match.end))
    done = {i for draft in drafts for i in range(draft.start, draft.end)}
    for match in listed:
        if not done.intersection(range(match.start, match.end)) and not _is_surname(
            words, match, people, used
        ):
            start = start_of_party(words, match, done)
            alone = start == match.start
            drafts += _from_listed(words, match) if alone else [_plain(words, (start, match.end, "ORG", 0.7))]
    return drafts


def _distinct(matches: Iterable[Listed | None]) -> list[Listed]:
    found: list[Listed] = []
    for match in matches:
        if match is not None and match not in found:
            found.append(match)
    return found


def _surnames(words: Words, tagged: list[Ent]) -> set[str]:
    """Last words of the full names of people that the tagger found."""
    return {words.text[end - 1] for start, end, label, _ in tagged if label == "PER" and end - start > 1}


def _is_surname(words: Words, match: Listed, people: set[str], used: set[int]) -> bool:
    """True for "Jordan" in a text about a Michael Jordan, and for a listed name within a longer tagged one."""
    single = match.end - match.start == 1
    return (single and words.text[match.start] in people) or bool(
        used.intersection(range(match.start, match.end))
    )


def _decide(words: Words, ent: Ent, inside: list[Listed], people: set[str]) -> list[Draft]:
    """The drafts of one tagged span, given the listed names that touch it."""
    start, end, label, _ = ent
    whole = next((m for m in inside if m.start <= start and m.end >= end), None)
    if whole is not None:
        single = whole.end - whole.start == 1
        if single and words.text[start] in people and (label == "PER" or isinstance(whole.thing, City)):
            return [_plain(words, (start, end, "PER", ent[3]))]
        return _from_listed(words, whole)
    is_person = names_holder(words, start) or (label == "LOC" and is_given_first(words, start, end))
    if is_person and label != "PER" and not inside:
        return [_plain(words, (start, end, "PER", ent[3]))]
    if label == "PER" or (end - start == 1 and words.text[start] in people):
        return [_plain(words, (start, end, "PER", ent[3]))]  # a surname that the tagger took for a town
    if (
        label == "MISC"
        and inside
        and all(isinstance(m.thing, (CountryForm, Bloc)) for m in inside)
        and end - start <= 4
    ):
        return [draft for match in inside for draft in _from_listed(words, match)]
    head = [m for m in inside if m.start == start and isinstance(m.thing, (CountryForm, Bloc))]
    if head and head[0].end < end:
        return _owned(words, ent, head[0])
    tail = [m for m in inside if m.end >= end and isinstance(m.thing, Organisation)]
    if tail and tail[0].start > start and not is_another(words, start, tail[0], inside):
        return _from_listed(words, tail[0])
    front = next((m for m in inside if m.start == start and isinstance(m.thing, Organisation)), None)
    if front is not None and inside[-1].end == end and isinstance(inside[-1].thing, CountryForm):
        body = _from_listed(words, front)[0]  # "Foreign Ministry of Kazakhstan"
        body.end, body.country = end, inside[-1].thing.country.code
        return [body]
    if front is not None and front.end < end and words.text[front.end][0].islower():
        return _from_listed(words, front)  # "KGB security service": the noun behind is a description
    draft = _plain(words, ent)
    if label == "ORG":  # "Communist Party of China"
        draft.country = next((code for m in inside if (code := _country_code(m.thing))), None)
    return [draft]


def _owned(words: Words, ent: Ent, owner: Listed) -> list[Draft]:
    """ "Russian Foreign Ministry" and "Russia's FSB": the country and its body; one name where the rest is none."""
    _, end, label, score = ent
    rest = owner.end
    if words.tag[rest] == "POS":
        rest += 1
    has_body = rest < end and (
        gazetteer.organisation(words.span(rest, end)) or words.lemma[end - 1] in word_class("body")
    )
    splits = words.tag[rest - 1] == "POS" or has_body or (label != "ORG" and words.pos[rest] != "PROPN")
    if rest >= end or not splits or _is_in_its_name(words, ent, owner):
        draft = _plain(words, ent)
        draft.country = _country_code(owner.thing)
        return [draft]
    possessor = _from_listed(words, owner)
    inner = longest_at(words, rest)
    if inner and inner.end >= end and isinstance(inner.thing, Organisation):
        body = _from_listed(words, inner)
    else:
        body = [_plain(words, (rest, end, label, score))]
    for draft in body:
        draft.owner = possessor[0] if possessor else None
        draft.country = draft.country or _country_code(owner.thing)
    return possessor + body


def _is_in_its_name(words: Words, ent: Ent, owner: Listed) -> bool:
    """True for "Malawi Electoral Commission", "Uganda People's Defence Forces": the country's noun is a word of the
    body's own name; not for a part of the state that every state has ("Kenya Foreign Ministry")."""
    _, end, label, _ = ent
    noun = isinstance(owner.thing, CountryForm) and owner.thing.form == "name"
    if (
        label != "ORG"
        or not noun
        or words.tag[owner.end - 1] == "POS"
        or words.lower[owner.end] in ("'s", "’s")
    ):
        return False
    if not all(words.text[i][0].isupper() or words.tag[i] == "POS" for i in range(owner.end, end)):
        return False
    known = gazetteer.organisation(words.span(owner.end, end))
    if known is not None:
        return known.kind not in STATE_PARTS
    return words.lemma[end - 1] not in word_class("state_part")


def _country_code(thing: object) -> str | None:
    if isinstance(thing, CountryForm):
        return thing.country.code
    return thing.code if isinstance(thing, Bloc) else None


def head_of(words: Words, start: int, end: int) -> int:
    """The token of the span that is governed from outside of it."""
    for i in range(start, end):
        if not start <= words.head[i] < end or words.head[i] == i:
            return i
    return end - 1


def _plain(words: Words, ent: Ent) -> Draft:
    start, end, label, score = ent
    kind = KIND_OF_LABEL.get(label, MentionKind.OTHER)
    head = head_of(words, start, end)
    draft = Draft(start, end, head, kind, Form.NAME, value=words.span(start, end), score=score)
    if kind is MentionKind.PERSON:
        draft.value = None
        draft.gender = gender_of_name(words, start, end)
        if words.tag[head] == "NNPS" and words.lower[start - 1 : start] == ["the"]:
            draft.kind, draft.number = MentionKind.GROUP, "pl"  # the Clintons
    elif kind is MentionKind.ORGANISATION:
        draft.gender = "n"
    elif kind is MentionKind.OTHER and words.tag[head] == "NNPS":
        draft.kind, draft.number = MentionKind.GROUP, "pl"
    return draft


def gender_of_name(words: Words, start: int, end: int) -> str | None:
    """ "m" or "f" by a title before the name or by the given name; None when neither tells."""
    if start and gazetteer.is_title(words.text[start - 1]):
        told = gazetteer.title_gender(words.text[start - 1])
        if told:
            return told
    if " " not in words.span(start, end):
        return None  # a lone name, also a double one
    return gazetteer.gender_of_full_name(words.span(start, end).split())


def _from_listed(words: Words, match: Listed) -> list[Draft]:
    """The draft of a gazetteer match; none for a place name that is a common word here."""
    start, end, thing = match.start, match.end, match.thing
    head, text = head_of(words, start, end), words.span(start, end)
    if isinstance(thing, CountryForm):
        return [] if _is_past(words, start, thing) else [_country(words, match, thing, head)]
    if isinstance(thing, Bloc):
        return [_bloc(words, match, thing, head)]
    if isinstance(thing, Organisation):
        kind = MentionKind.ORGANISATION
        body = Draft(start, end, head, kind, Form.NAME, thing.name, thing.country, "n", sort=thing.kind)
        body.generic = thing.generic
        return [body]
    metonym = thing if isinstance(thing, Metonym) else gazetteer.metonym_of(text)
    if metonym and is_meant(words, metonym) and acts_as_government(words, head, metonym):
        return [stands_for(start, end, head, metonym)]
    if isinstance(thing, Metonym):
        return [
            Draft(start, end, head, MentionKind.PLACE, Form.NAME, thing.text, thing.code, "n", sort="seat")
        ]
    return [
        Draft(start, end, head, MentionKind.PLACE, Form.NAME, thing.name, thing.country, "n", sort=thing.kind)
    ]


def _is_past(words: Words, start: int, thing: CountryForm) -> bool:
    """True for "Soviet" in "ex-Soviet", "post-Soviet", "former Soviet": what a state was, or is not."""
    if thing.form != "adjective" or not start:
        return False
    before = words.lower[start - 1]
    return (before == "-" and words.lower[start - 2] in PAST) or (
        before == "former" and thing.country.status == "former"
    )


def _country(words: Words, match: Listed, thing: CountryForm, head: int) -> Draft:
    country = thing.country
    draft = Draft(
        match.start, match.end, head, MentionKind.COUNTRY, Form.NAME, country.name, country.code, "n"
    )
    draft.sort = thing.form
    is_plural = thing.form == "plural" or (words.tag[head] in ("NNPS", "NNS") and thing.form != "name")
    if is_plural or _is_people(words, head, thing):
        draft.kind, draft.number, draft.gender = MentionKind.GROUP, "pl", None
        draft.value = words.span(match.start, match.end)
    elif _is_one_of_them(words, head, thing):
        draft.kind, draft.form, draft.value, draft.gender = MentionKind.PERSON, Form.NOMINAL, None, None
    return draft


def _is_one_of_them(words: Words, head: int, thing: CountryForm) -> bool:
    """True for a person called by the state: "a Pole"; "the Hungarian", where "the French" are several."""
    if thing.form != "demonym":
        return thing.form == "adjective" and _is_the_one(words, head)
    return words.pos[head] in ("NOUN", "PROPN") and words.dep[head] not in ("amod", "compound")


def _is_the_one(words: Words, head: int) -> bool:
    """True for "the Hungarian" that somebody is called by."""
    article = words.kid(head, "det")
    alone = words.dep[head] in ("nsubj", "obj", "nsubj:pass", "obl:agent") and article >= 0
    return alone and words.lower[article] == "the" and not words.lower[head].endswith(OF_SEVERAL)


def _is_people(words: Words, head: int, thing: CountryForm) -> bool:
    """True for "the French" that stand for themselves."""
    if _is_the_one(words, head):
        return False
    alone = thing.form == "adjective" and words.dep[head] in (
        "nsubj",
        "obj",
        "nsubj:pass",
        "obl",
        "obl:agent",
    )
    return alone and words.kid(head, "det") >= 0


def _bloc(words: Words, match: Listed, thing: Bloc, head: int) -> Draft:
    text = words.span(match.start, match.end)
    if text in thing.plurals:
        return Draft(match.start, match.end, head, MentionKind.GROUP, Form.NAME, text, number="pl")
    number = "pl" if words.tag[head] == "NNPS" or words.tag[head] == "NNS" else "sg"
    kind = MentionKind.COUNTRY if thing.code else MentionKind.GROUP
    return Draft(
        match.start, match.end, head, kind, Form.NAME, thing.name, thing.code, "n", number, sort="bloc"
    )


def _taken(words: Words, drafts: list[Draft]) -> list[bool]:
    taken = [False] * len(words)
    for draft in drafts:
        for i in range(draft.start, draft.end):
            taken[i] = True
    return taken


def _bodies(words: Words, names: list[Draft], taken: list[bool]) -> list[Draft]:
    """Capitalised phrases headed by a body noun that neither tagger nor gazetteer knew: "Ministry of Ports"."""
    found, bodies = [], word_class("body")
    for i, lower in enumerate(words.lower):
        if taken[i] or not words.readable[i] or not words.text[i][0].isupper():
            continue
        if lower not in bodies and words.lemma[i] not in bodies:
            continue
        start, end = i, i + 1
        while (
            start
            and words.text[start - 1][0].isupper()
            and _joins(words, start - 1, i)
            and not taken[start - 1]
        ):
            start -= 1
        end = _of_phrase(words, i, taken)
        country = None
        if end == i + 1 and words.lower[i + 1 : i + 2] == ["of"] and lower in word_class("of_country"):
            country = next((d for d in names if d.start == i + 2 and d.kind is MentionKind.COUNTRY), None)
            end = country.end if country is not None else end
        if end - start == 1 and words.start[i] == words.start[words.sentences[words.sentence[i]][0]]:
            continue  # one capitalised word at the start of a sentence is no name
        for k in range(start, end):
            taken[k] = True
        body = Draft(
            start, end, i, MentionKind.ORGANISATION, Form.NAME, words.span(start, end), gender="n", score=0.7
        )
        body.owner, body.country = country, country.country if country is not None else None
        found.append(body)
    return found


def _joins(words: Words, i: int, head: int) -> bool:
    return words.pos[i] in ("PROPN", "ADJ", "NOUN") and words.sentence[i] == words.sentence[head]


def _of_phrase(words: Words, i: int, taken: list[bool]) -> int:
    """The token after "of Foreign Affairs and Trade" behind a body noun at `i`, or `i` + 1."""
    end, k = i + 1, i + 1
    while k < len(words) and words.readable[k] and words.sentence[k] == words.sentence[i]:
        named = words.text[k][0].isupper() and words.pos[k] in ("PROPN", "NOUN", "ADJ")
        if words.lower[k] in date_words() and words.lower[k - 1] == "on":
            break  # "the Assembly on Wednesday elected"
        if named and is_full_name(words, k):
            break  # "the Union of Ada Vance" is her party
        if named and not (
            taken[k]
            if taken
            else gazetteer.country_form(words.text[k]) and words.lower[i] not in word_class("of_country")
        ):
            end = k + 1
        elif words.lower[k] not in ("of", "for", "and", "the", "on", "&"):
            break
        k += 1
    return end if words.lower[i + 1 : i + 2] and words.lower[i + 1] in ("of", "for", "on") else i + 1


def _again(words: Words, drafts: list[Draft], taken: list[bool]) -> list[Draft]:
    """Names that the tagger found in one place of the document and missed in another."""
    known: dict[str, Draft] = {}
    for draft in drafts:
        if draft.kind in (MentionKind.PERSON, MentionKind.ORGANISATION) and draft.form is Form.NAME:
            known.setdefault(words.text[draft.end - 1], draft)
    found = []
    for i, text in enumerate(words.text):
        same = known.get(text)
        if (
            same is None
            or taken[i]
            or not words.readable[i]
            or not text[0].isupper()
            or words.pos[i] != "PROPN"
        ):
            continue
        if same.kind is MentionKind.ORGANISATION and same.end - same.start > 1:
            continue
        label = "PER" if same.kind is MentionKind.PERSON else "ORG"
        start, end = whole_name(words, i, i + 1) if label == "PER" else (i, i + 1)
        if any(taken[start:end]):
            start, end = i, i + 1
        taken[start:end] = [True] * (end - start)
        found.append(_plain(words, (start, end, label, same.score * 0.9)))
        found[-1].country = same.country if label == "ORG" else None
    return found
