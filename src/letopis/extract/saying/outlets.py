"""Which words are a news agency, a paper, a station or a site; and which of them is the page's own.

In:   a `Reading` and the word that heads a mention.
Out:  whether it is an outlet; whether it is the publisher of the document.
"""

from __future__ import annotations

from letopis import gazetteer
from letopis.extract.sentence.reading import Reading
from letopis.lexicon import classes
from letopis.mention import Mention, MentionKind

OUTLETS = frozenset({"news_agency", "outlet"})


def is_outlet(reading: Reading, word: int) -> bool:
    """True for a word that heads a mention of a news agency, paper, station or site, or of "local media"."""
    nouns = classes().get("outlet", frozenset())
    if reading.words[word].lower() in classes().get("platform", frozenset()):
        return False
    mention = reading.parties.get(word)
    if mention is not None and mention.kind == MentionKind.PLACE:  # "the daily Zorya", taken for a town
        return word > 0 and reading.lemmas[word - 1] in nouns and reading.heads[word - 1] == word
    if mention is None or mention.kind not in (MentionKind.ORGANISATION, MentionKind.GROUP):
        noun = reading.lemmas[word] in nouns or reading.words[word].lower() == "media"
        return mention is None and noun and reading.pos[word] in ("NOUN", "PROPN")
    if mention.kind == MentionKind.GROUP:
        return reading.lemmas[word] in nouns or reading.words[word].lower() == "media"
    return any(_is_outlet_name(reading, one, nouns) for one in reading.by_chain.get(mention.chain, [mention]))


def _is_outlet_name(reading: Reading, mention: Mention, nouns: frozenset[str]) -> bool:
    if mention.producer == "detect.outlets":
        return True
    known = gazetteer.organisation(mention.value or mention.text) or gazetteer.organisation(mention.text)
    if known is not None:
        return known.kind in OUTLETS
    head = reading.word_at(mention.head_start)
    inside = list(reading.words_in(mention.start, mention.end))
    if len(inside) > 1 and reading.words[inside[-1]].lower() in classes()["outlet_name"]:
        return reading.words[inside[-2]].lower() != "university"
    return any(reading.lemmas[w] in nouns for w in ([head] if head is not None else []) + inside[-1:])


def employer_outlet(reading: Reading, word: int) -> int | None:
    """The outlet whose reporter a word names: "a correspondent of Radio Tamar", "an Orient Wire reporter"."""
    if reading.lemmas[word] not in classes()["newsperson"]:
        return None
    for kid in reading.kids[word]:
        if reading.deps[kid].split(":")[0] in ("nmod", "compound", "obl"):
            named = heading(reading, kid)
            if named is not None and is_outlet(reading, named):
                return named
    return None


def heading(reading: Reading, word: int) -> int | None:
    """The word that heads the mention which covers this one, or the word itself where it names an outlet's kind."""
    if word in reading.parties:
        return word
    covering = _covering(reading).get(word, ())
    shortest = min(covering, key=lambda w: reading.parties[w].end - reading.parties[w].start, default=None)
    return word if shortest is None and is_outlet(reading, word) else shortest


def _covering(reading: Reading) -> dict[int, list[int]]:
    """Word → the words that head a mention which covers it, places left out; cached on the reading."""
    found: dict[int, list[int]] | None = reading.__dict__.get("_covering")
    if found is None:
        found = reading.__dict__["_covering"] = {}
        for word, mention in reading.parties.items():
            if mention.kind != MentionKind.PLACE:
                for inside in reading.words_in(mention.start, mention.end):
                    if mention.start <= reading.starts[inside]:
                        found.setdefault(inside, []).append(word)
    return found


def is_publisher(reading: Reading, word: int) -> bool:
    """True for a mention of the outlet on whose page the document stands."""
    publisher, mention = reading.document.publisher, reading.parties.get(word)
    if not publisher or mention is None:
        return False
    own = _names(publisher)
    chain = reading.by_chain.get(mention.chain, [mention])
    return any(own & _names(text) for one in chain for text in (one.value, one.text) if text)


def _names(text: str) -> set[str]:
    """The name folded, and the name that the gazetteer has for it."""
    known = gazetteer.organisation(text)
    found = {text, known.name} if known is not None else {text}
    return {gazetteer.fold(one).casefold() for one in found}
