"""Find what an article says in passing of a news agency, a paper, a station or a site: its country, who runs it.

In:   text, words, mentions.
Out:  traits, each with the sentence and the words that give it.

Looked at are the words before a name ("the state-run agency X", "Russia's X"), behind it ("X, an independent
website"), and the descriptions that stand for it ("the state news agency"). Words: data/lexicon/en/outlet_traits.tsv.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from letopis import gazetteer
from letopis.claim import Evidence
from letopis.document import Document
from letopis.lexicon import classes, table
from letopis.mention import Form, Mention, MentionKind
from letopis.outlet import Trait, TraitKind

OUTLETS = frozenset({"news_agency", "outlet"})
BEFORE, BEHIND = 8, 14  # words of a phrase on either side of a name
_NOMINAL = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "PART", "NUM"})
_LINKS = frozenset({"of", "in", "and", "by", "the", "a", "an"})
_HYPHENS = frozenset({"-", "‐", "‑"})
Span = tuple[int, int]


def find_traits(document: Document, doc: Doc, mentions: Iterable[Mention]) -> list[Trait]:
    """The traits of the outlets of a document, each once, in text order."""
    chains: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind is MentionKind.ORGANISATION and mention.form is not Form.PRONOUN:
            chains[mention.chain].append(mention)
    found: dict[tuple[str, str, str, int], Trait] = {}
    for chain in chains.values():
        named = [mention for mention in chain if mention.form is Form.NAME]
        if not named:
            continue
        is_known = any(_is_known(mention) for mention in named)
        for mention in chain:
            for trait in _traits_of(document, doc, mention, is_known=is_known):
                key = (mention.chain, trait.kind, trait.value, trait.evidence.start)
                found.setdefault(key, trait)
    return sorted(found.values(), key=lambda trait: (trait.evidence.start, trait.evidence.cue or (0, 0)))


def _is_known(mention: Mention) -> bool:
    """True for a name that the gazetteer, or the noun beside it, tells to be an outlet's."""
    known = gazetteer.organisation(mention.value or mention.text) or gazetteer.organisation(mention.text)
    return mention.producer == "detect.outlets" or (known is not None and known.kind in OUTLETS)


def _traits_of(document: Document, doc: Doc, mention: Mention, *, is_known: bool) -> Iterator[Trait]:
    own = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if own is None or not len(own):
        return
    phrases = list(_phrases(doc, own.start, own.end, is_name=mention.form is Form.NAME))
    has_noun = any(_has_noun(doc[first:after]) for first, after in phrases)
    if not (is_known or has_noun):
        return
    sentence = doc[own.start].sent
    for first, after in phrases:
        for kind, value, cue in [
            *_states(doc, first, after),
            *_countries(doc, first, after, has_noun=has_noun),
        ]:
            if any(own.start <= word < own.end for word in cue) and mention.form is Form.NAME:
                continue  # "Belarusian Telegraph Agency" is a name
            span = (doc[cue[0]].idx, doc[cue[-1]].idx + len(doc[cue[-1]]))
            yield Trait(mention.id, kind, value, _evidence(document, sentence, span))


def _evidence(document: Document, sentence: Words, cue: Span) -> Evidence:
    """The sentence, without white space around it."""
    words = [token for token in sentence if not token.is_space]
    return Evidence.of(document, words[0].idx, words[-1].idx + len(words[-1]), cue)


def _phrases(doc: Doc, start: int, end: int, *, is_name: bool) -> Iterator[Span]:
    """Stretches of words that speak of the outlet: its noun phrase, and what stands beside it."""
    sentence = doc[start].sent
    first = start
    while first > max(sentence.start, start - BEFORE) and _belongs(doc[first - 1], doc, first - 1):
        first -= 1
    last = end
    nouns = classes()["outlet"]
    while is_name and last < min(sentence.end, end + 3) and doc[last].lemma_.lower() in nouns | {"news"}:
        last += 1
    yield first, last
    if is_name and last < sentence.end and (doc[last].text == "," or doc[last].lemma_ == "be"):
        after = last + 1
        while after < min(sentence.end, last + BEHIND) and _goes_on(
            doc[after], doc, after, begins=after == last + 1
        ):
            after += 1
        if after > last + 1 and (_has_noun(doc[last + 1 : after]) or doc[last + 1].lower_ == "which"):
            yield last + 1, after


def _belongs(token: Token, doc: Doc, at: int) -> bool:
    """True for a word that can stand before a name in its phrase."""
    if token.pos_ in ("DET", "ADP", "PUNCT", "VERB", "AUX", "PRON", "SCONJ", "CCONJ", "SPACE", "X", "SYM"):
        beside = at + 1 < len(doc) and at > 0 and (doc[at - 1].text in _HYPHENS or token.text in _HYPHENS)
        return bool(beside) and token.pos_ != "SPACE"
    return token.pos_ in _NOMINAL


def _goes_on(token: Token, doc: Doc, at: int, *, begins: bool) -> bool:
    """True for a word that can stand in an apposition, or in a relative clause that tells who owns it."""
    if begins and token.lower_ not in ("which", "a", "an", "the", "one"):
        return token.pos_ in ("ADJ", "PROPN", "NOUN")
    if token.lower_ in _LINKS or token.lower_ in ("which", "is", "are", "owned", "run", "controlled", "one"):
        return True
    return _belongs(token, doc, at)


def _has_noun(tokens: Words) -> bool:
    nouns = classes()["outlet"]
    return any(token.lemma_.lower() in nouns for token in tokens)


@lru_cache(maxsize=1)
def _state_words() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Value, place and words of each row, the longest words first."""
    rows = [
        (row["value"], row["place"], tuple(_split(words)))
        for row in table("outlet_traits")
        for words in row["words"].split("|")
    ]
    return tuple(sorted(rows, key=lambda row: -len(row[2])))


def _split(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _states(doc: Doc, first: int, after: int) -> Iterator[tuple[TraitKind, str, list[int]]]:
    """Whether a state runs the outlet, as the words of a phrase tell; the first that tell it."""
    words = [n for n in range(first, after) if doc[n].text not in _HYPHENS]
    lower = [piece for n in words for piece in _split(doc[n].text)[:1] or [""]]
    for value, place, told in _state_words():
        for n in range(len(lower) - len(told) + 1):
            if tuple(lower[n : n + len(told)]) != told:
                continue
            behind = doc[words[n + len(told) - 1] + 1 : min(after, words[n + len(told) - 1] + 4)]
            if place == "any" or (
                _has_noun(behind) and not any(t.pos_ in ("ADP", "PUNCT") for t in behind[:1])
            ):
                yield TraitKind.STATE_RUN, value, words[n : n + len(told)]
                return


def _countries(
    doc: Doc, first: int, after: int, *, has_noun: bool
) -> Iterator[tuple[TraitKind, str, list[int]]]:
    """The country that the words of a phrase give the outlet; the first that is given."""
    for n in range(first, after):
        for length in (3, 2, 1):
            if n + length > after:
                continue
            text = doc[n : n + length].text
            form = gazetteer.country_form(text)
            place = gazetteer.city(text) if form is None else None
            based = [token.lower_ for token in doc[n + length : n + length + 2] if token.text not in _HYPHENS]
            is_seat = based[:1] == ["based"] or (n > 0 and doc[n - 1].lower_ == "in")
            owns = doc[n + length].text in ("'s", "’s", "'", "’") if n + length < len(doc) else False
            code = form.country.code if form else place.country if place and is_seat else None
            attributive = form is not None and (form.form == "adjective" or owns or is_seat or has_noun)
            if code and (attributive or is_seat):
                yield TraitKind.COUNTRY, code, list(range(n, n + length))
                return
