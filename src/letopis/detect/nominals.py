"""Find people, bodies and countries that are mentioned by a description: "the mustachioed leader", "two sources".

In:   words; names and offices found.
Out:  drafts of form nominal, their span the noun phrase without article, up to the modifiers that identify.

A title that stands before a name is no description of its own ("Prime Minister" in "Prime Minister Ana Kos").
"""

from __future__ import annotations

from letopis import gazetteer
from letopis.detect.draft import Draft
from letopis.detect.offices import owner_of
from letopis.detect.wordlists import date_words, word_class
from letopis.detect.words import Words
from letopis.mention import Form, MentionKind

LONGEST = 16  # tokens of a description; what goes on longer is a clause
LONGEST_CLAUSE = 9  # of a relative clause that is part of a description
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
INDEFINITE = frozenset(
    {
        "a",
        "an",
        "some",
        "any",
        "another",
        "several",
        "many",
        "few",
        "no",
        "each",
        "every",
        "other",
        "more",
        "most",
        "all",
    }
)
ARTICLES = frozenset({"the", "a", "an"})
LONE_DEPS = ("nsubj", "obj", "nsubj:pass", "obl", "nmod", "nmod:poss")
PREMODIFIERS = frozenset(
    {
        "amod",
        "compound",
        "nummod",
        "nmod:poss",
        "det",
        "advmod",
        "nmod:desc",
        "nmod:unmarked",
        "case",
        "det:predet",
        "nmod",
        "punct",
        "goeswith",
        "fixed",
    }
)


def find_nominals(words: Words, names: list[Draft], offices: list[Draft]) -> list[Draft]:
    """Every description of people, bodies and countries, in text order."""
    by_end = {draft.end: draft for draft in names}
    by_head = {draft.head: draft for draft in names}
    by_start = {draft.start: draft for draft in names}
    titles = {i: draft for draft in offices for i in range(draft.start, draft.end)}
    inside = {i for draft in names for i in range(draft.start, draft.end)}
    found = []
    for i, pos in enumerate(words.pos):
        if pos not in ("NOUN", "PROPN", "ADJ", "NUM", "DET") or i in inside or not words.readable[i]:
            continue
        if pos == "DET":
            if words.lower[i] == "both" and words.dep[i] in LONE_DEPS:
                found.append(
                    Draft(i, i + 1, i, MentionKind.GROUP, Form.NOMINAL, number="pl", core=i + 1, sort="two")
                )
            continue
        if words.dep[i] in ("compound", "nmod:desc", "flat", "goeswith", "fixed") and i not in titles:
            continue
        office = titles.get(i)
        draft = _body(words, i) if office is None and pos in ("NOUN", "PROPN") else None
        if draft is None and (office is None or i == office.head):
            draft = _person(words, i, office)
        if draft is None or _names_somebody(words, draft, by_head, by_start):
            continue
        if office is not None and office.owner is not None:
            draft.owner = office.owner
        else:
            draft.owner = owner_of(words, i, i, by_end, by_head)
        _tell_country(draft)
        found.append(draft)
    return found


def _person(words: Words, i: int, office: Draft | None) -> Draft | None:
    """A person or people headed by an office or a noun for people."""
    lemma = words.lemma[i]
    if office is None and lemma in word_class("body") and lemma not in word_class("crowd"):
        return None
    noun = _noun(words, i) if office is None else None
    is_plural = words.tag[i] in ("NNS", "NNPS") or (office is not None and office.number == "pl")
    if words.pos[i] in ("ADJ", "NUM"):
        return _headless(words, i)
    if office is None and noun is None:
        return None
    draft = _phrase(words, i, MentionKind.PERSON)
    if office is not None:
        draft.title, draft.sort, draft.gender = office.title, office.sort, office.gender
        draft.start, draft.core, draft.end = (
            min(draft.start, office.start),
            max(draft.core, office.end),
            max(draft.end, office.end),
        )
    elif noun is not None:
        draft.gender, is_plural = noun.gender, is_plural or noun.group or noun.number == "pl"
    if is_plural:
        draft.kind, draft.number = MentionKind.GROUP, "pl"
    bare = not _determiner(words, i) and not _has_possessor(words, i) and draft.start == i and not is_plural
    if bare and not words.text[i][0].isupper():
        return None  # "was elected president", "as prime minister"
    if words.dep[i] in ("compound", "amod") and not is_plural:
        return None
    return draft


def _noun(words: Words, i: int) -> gazetteer.PersonNoun | None:
    """The noun for people at `i`, alone or with what is joined to it ("cane-cutters")."""
    noun = gazetteer.person_noun(words.lemma[i])
    if noun is None and i > 1 and words.text[i - 1] == "-":
        noun = gazetteer.person_noun(f"{words.lower[i - 2]}-{words.lemma[i]}")
    return noun


def _headless(words: Words, i: int) -> Draft | None:
    """ "The two" and "the 41-year-old", which stand for people or states by themselves."""
    if words.lower[i] == "old" or words.lower[i].endswith("year-old"):
        return _aged(words, i)
    if words.lower[i] in ("former", "latter"):
        return _first_or_last(words, i)
    if words.pos[i] == "NUM" and words.lower[i] == "two" and words.dep[i] in LONE_DEPS:
        draft = Draft(i, i + 1, i, MentionKind.GROUP, Form.NOMINAL, number="pl")
        draft.sort = "two"
        return draft if i and words.lower[i - 1] == "the" else None
    return None


def _first_or_last(words: Words, i: int) -> Draft | None:
    """ "The former" and "the latter", of two that were told of."""
    alone = i + 1 >= len(words) or words.pos[i + 1] not in ("NOUN", "PROPN", "ADJ")
    if not alone or i == 0 or words.lower[i - 1] != "the" or words.dep[i] in ("amod", "compound"):
        return None
    return Draft(i, i + 1, i, MentionKind.PERSON, Form.NOMINAL, core=i + 1, sort=words.lower[i])


def _aged(words: Words, i: int) -> Draft | None:
    """ "The 41-year-old" that is followed by no noun of its own."""
    first = i
    while (first and words.lower[first - 1] in ("-", "year")) or words.lower[first - 1].isdecimal():
        first -= 1
    alone = i + 1 >= len(words) or words.pos[i + 1] not in ("NOUN", "PROPN", "ADJ")
    if not alone or first == 0 or words.lower[first - 1] != "the":
        return None
    draft = Draft(first, i + 1, i, MentionKind.PERSON, Form.NOMINAL, core=i + 1)
    draft.sort = "age"
    return draft


def _body(words: Words, i: int) -> Draft | None:
    """An organisation or a country by its noun: "the security council", "the agency", "the country"."""
    lemma = words.lemma[i]  # "police" is one body, however it is tagged
    is_plural = words.tag[i] in ("NNS", "NNPS") and lemma not in word_class("plural_body")
    if lemma in word_class("country_noun") or (is_plural and lemma in word_class("pair_country")):
        draft = _phrase(words, i, MentionKind.GROUP if is_plural else MentionKind.COUNTRY)
        draft.number, draft.sort, draft.gender = ("pl" if is_plural else "sg"), "country_noun", "n"
        return draft if draft.start < i or _determiner(words, i) else None
    if lemma not in word_class("body") or lemma in word_class("crowd"):
        return None
    draft = _phrase(words, i, MentionKind.GROUP if is_plural else MentionKind.ORGANISATION)
    draft.gender, draft.sort = "n", "body"
    whole = draft.start
    for k in range(draft.start, i):
        if words.tag[k] == "POS":  # "Latvia's foreign ministry": whose it is, is a mention of its own
            draft.start = k + 1
    if lemma in word_class("plural_body"):
        draft.number = "pl"
    if is_plural:
        draft.number = "pl"
        return draft if lemma in word_class("institution") or _field_start(words, i) < i else None
    first = _field_start(words, i)
    title = " ".join([words.lower[k] for k in range(first, i)] + [lemma])
    known = gazetteer.organisation(_title_case(title))
    if known is not None and known.country and not known.generic and first == i:
        known = None  # "the party's congress" is not the Congress of the United States
    if lemma in word_class("media"):
        return draft if draft.start < i or _determiner(words, i) else None
    if (
        lemma in word_class("institution")
        or known is not None
        or (first < i and lemma in word_class("owned_body"))
    ):
        draft.value = known.name if known is not None else _title_case(title)
        draft.sort = "institution"
    elif not _determiner(words, i) and not _has_possessor(words, i):
        return None
    elif whole < draft.start and words.pos[draft.start - 2] == "NOUN":
        draft.start = whole  # "the president's office": nothing else tells which
    return draft


def _title_case(words: str) -> str:
    return " ".join(
        word[:1].upper() + word[1:] if len(word) > 3 or word not in ("of", "for", "and", "the") else word
        for word in words.split()
    )


def _field_start(words: Words, i: int) -> int:
    """The first of the field words right before a body noun ("state control" committee)."""
    first = i
    fields = word_class("field")
    while (
        first
        and words.lower[first - 1] in fields
        and words.dep[first - 1] in ("amod", "compound", "nmod", "nmod:desc", "nmod:unmarked")
    ):
        first -= 1
    return first


def _left(words: Words, i: int) -> int:
    """The first token of the modifiers right before `i`, articles included."""
    start = i
    while start and words.sentence[start - 1] == words.sentence[i] and _modifies(words, start - 1, i):
        start -= 1
    return start


def _modifies(words: Words, k: int, i: int) -> bool:
    """True when `k` lies left of `i` in its noun phrase."""
    for _ in range(4):
        if words.head[k] == i:
            return (words.dep[k] in PREMODIFIERS and words.pos[k] not in ("VERB", "AUX")) or (
                words.tag[k] in ("VBN", "VBG") and words.dep[k] == "amod"
            )
        if words.head[k] == k or words.dep[k] not in PREMODIFIERS | {
            "conj",
            "cc",
            "flat",
            "obl:npmod",
            "obl:unmarked",
        }:
            return False
        k = words.head[k]
    return False


def _bounds_number(words: Words, k: int) -> bool:
    """True for the "at" of "at least 30 people": part of the number."""
    head = words.head[k]
    return k + 1 == head and words.lower[head] in ("least", "most") and words.pos[words.head[head]] == "NUM"


def _phrase(words: Words, i: int, kind: MentionKind) -> Draft:
    """The noun phrase of `i`: modifiers before it without articles, and "of …", "for …" behind it."""
    start = _left(words, i)
    while (
        start < i
        and words.pos[start] != "NUM"
        and (
            (words.lower[start] in DEFINITE and words.lower[start] != "both")
            or (words.dep[start] in ("case", "cc", "punct", "mark") and not _bounds_number(words, start))
            or words.lower[start] in ("a", "an")
            or (words.pos[start] == "PRON" and words.dep[start] == "nmod")  # "among them the consul"
        )
    ):
        start += 1
    start = _after_adverbs(words, start, i)
    end = i + 1
    for k in words.kids[i]:
        if (
            k < i
            or words.dep[k] not in ("nmod", "amod", "acl", "flat", "compound")
            or words.dep[k] == "acl:relcl"
        ):
            continue
        first, after = words.subtree(k)
        if words.text[first] == "," and words.lemma[k] not in word_class("bearing_name"):
            break  # "the army, using jets bought abroad"
        after = next((m for m in range(k, after) if words.text[m] == ","), after)  # behind its noun
        bare = words.dep[k] in ("acl", "amod") and after - first == 1
        dated = words.preposition(k) in ("on", "in", "since", "until") and bool(
            date_words() & {*words.lower[first:after]}
        )
        if dated or _is_verbs(words, i, k):
            break  # "the speaker on Monday set the vote"
        if first == end and after - start <= LONGEST and not bare and not _has_clause(words, first, after):
            end = after
    while end > i + 1 and words.pos[end - 1] == "PUNCT":
        end -= 1
    draft = Draft(start, end, i, kind, Form.NOMINAL, core=i + 1)
    draft.fixed = not _is_definite(words, i)
    if draft.fixed and kind is MentionKind.PERSON:
        draft.end = restrictive_end(words, i, end)
    return draft


def _is_verbs(words: Words, i: int, k: int) -> bool:
    """True for what belongs to the verb: "accused by the opposition of fraud", "pelted a convoy with stones"."""
    verb = words.head[i]
    if words.dep[i] == "obj" and words.lemma[verb] in word_class("done_with"):
        return words.preposition(k) == "with"
    accusing = words.dep[i] == "obl:agent" and words.lemma[verb] in word_class("said_of")
    return accusing and words.preposition(k) == "of"


def _after_adverbs(words: Words, start: int, i: int) -> int:
    """Where the phrase begins behind adverbs before its article or title: "pointedly, the army", "still premier"."""
    while start < i and words.pos[start] == "ADV" and words.lower[start] in word_class("merely_said"):
        start += 1
    for k in range(start + 1, i):
        if words.pos[k] == "DET" and words.lower[k] in ARTICLES:
            before = {words.pos[j] for j in range(start, k)}
            return k + 1 if before <= {"ADV", "PUNCT", "PART", "CCONJ"} else start
    return start


def restrictive_end(words: Words, i: int, end: int) -> int:
    """The token after a short clause that says which one is meant ("a man who works in the kitchen"); `end` where
    none stands right there, or one behind a comma."""
    for k in words.kids[i]:
        if words.dep[k] != "acl:relcl" or k < end:
            continue
        first, after = words.subtree(k)
        after = next((m for m in range(first, after) if words.text[m] in (",", ";", ":", "—", "–")), after)
        while after > first and (words.pos[after - 1] == "PUNCT" or words.quote[after - 1]):
            after -= 1
        if (
            first == end
            and words.lower[first] in ("who", "that", "whose")
            and end < after <= end + LONGEST_CLAUSE
        ):
            return after
    return end


def _has_clause(words: Words, first: int, after: int) -> bool:
    return any(words.dep[k] in ("acl:relcl", "appos", "parataxis", "advcl") for k in range(first, after))


def _determiner(words: Words, i: int) -> str:
    """The determiner of the noun phrase, lower case; the word before it where the tree has none."""
    k = words.kid(i, "det")
    if k >= 0:
        return words.lower[k]
    first = _left(words, i)
    for k in (first, first - 1):
        if k >= 0 and (words.lower[k] in DEFINITE or words.lower[k] in INDEFINITE) and words.pos[k] == "DET":
            return words.lower[k]
    return ""


def _is_definite(words: Words, i: int) -> bool:
    """True for "the …", "this …", "his …", "Belarus' …": what the reader is taken to know."""
    determiner = _determiner(words, i)
    if determiner:
        return determiner in DEFINITE
    return _has_possessor(words, i) or words.lower[i - 1] == "both"


def _has_possessor(words: Words, i: int) -> bool:
    """True for "Kos's ambassador" and "his ambassador"."""
    first = _left(words, i)
    return words.kid(i, "nmod:poss") >= 0 or (first > 0 and words.tag[first - 1] == "POS")


def _names_somebody(
    words: Words, draft: Draft, by_head: dict[int, Draft], by_start: dict[int, Draft]
) -> bool:
    """True when the phrase is only the title of the name that follows it or that it hangs on."""
    head = draft.head
    up = words.head[head]
    named = by_head.get(up)
    if (
        named is not None
        and named.kind is MentionKind.PERSON
        and words.dep[head] in ("nmod:desc", "compound", "amod", "flat")
        and head < up
    ):
        return True
    follower = by_start.get(head + 1)
    return (
        draft.kind is MentionKind.PERSON
        and follower is not None
        and follower.kind is MentionKind.PERSON
        and follower.form is Form.NAME
        and words.sentence[head] == words.sentence[head + 1]
    )


def _tell_country(draft: Draft) -> None:
    if draft.owner is not None and draft.country is None:
        draft.country = draft.owner.country
