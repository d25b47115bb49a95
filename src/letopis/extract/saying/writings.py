"""Whose a writing is that speaks in a report: "a letter from the minister says", "a leaked memo shows".

In:   a `Reading` and the word that heads the writing.
Out:  the word of its author, or None where the writing has to speak for itself.

Writings: data/lexicon/en/classes.tsv, class writing.
"""

from __future__ import annotations

from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition
from letopis.lexicon import classes
from letopis.mention import MentionKind

Span = tuple[int, int]
NEAR = 5  # words between a writing's preposition and the name
BY = frozenset({"by", "from"})
AUTHORS = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.COUNTRY, MentionKind.GROUP)


def is_writing(reading: Reading, word: int) -> bool:
    """True for a word that heads a letter, a report, a post and the like, and nobody's name."""
    if reading.lemmas[word] not in classes().get("writing", frozenset()):
        return False
    of = any(preposition(reading, kid) == "of" for kid in reading.kids[word] if kid > word)
    if reading.lemmas[word] == "release" and of:
        return False  # "the release of prisoners"
    mention = reading.parties.get(word)
    return mention is None or mention.kind == MentionKind.OTHER


def author_of(reading: Reading, word: int) -> int | None:
    """The word that heads whoever wrote or issued the writing; None where the words do not tell."""
    kids = reading.kids[word]
    for kid in kids:
        if reading.deps[kid] == "nmod:poss" and _is_author(reading, kid):
            return reading.acting(kid)
    for kid in kids:
        hangs = reading.deps[kid].split(":")[0] in ("nmod", "obl")
        if hangs and preposition(reading, kid) in BY and _is_author(reading, kid):
            return reading.acting(kid)
    for kid in kids:
        if reading.deps[kid] in ("acl", "acl:relcl") and reading.lemmas[kid] in classes()["author_verb"]:
            for agent in reading.kids[kid]:
                if preposition(reading, agent) == "by" and _is_author(reading, agent):
                    return reading.acting(agent)
    for kid in kids:
        before = reading.deps[kid] in ("compound", "amod", "nmod:desc", "nmod:unmarked") and kid < word
        if before and _is_author(reading, kid) and reading.lemmas[kid] not in classes()["writing_kind"]:
            return kid
    for kid in kids:  # "a report in the Vesna newspaper"
        if reading.deps[kid].split(":")[0] in ("nmod", "obl") and preposition(reading, kid) in ("in", "on"):
            mention = reading.parties.get(kid)
            if mention is not None and mention.kind == MentionKind.ORGANISATION:
                return kid
    return _behind(reading, word)


def _behind(reading: Reading, word: int) -> int | None:
    """Whoever is named right behind the writing, whatever the tree makes of it: "a report in the newspaper"."""
    after = reading.sents[reading.sent_of[word]][1]
    if word + 1 >= after or reading.words[word + 1].lower() not in BY | {"in"}:
        return None
    for near in range(word + 2, min(after, word + 2 + NEAR)):
        if reading.pos[near] in ("PUNCT", "VERB", "AUX", "ADP"):
            return None
        if reading.tags[near] == "PRP$":
            continue  # "reports from its observers" are not its own
        mention = reading.parties.get(near)
        if mention is not None and _is_author(reading, near):
            by = reading.words[word + 1].lower() in BY
            return reading.acting(near) if by or mention.kind == MentionKind.ORGANISATION else None
    return None


def writing_span(reading: Reading, word: int) -> Span:
    """The words of the writing without its clauses and article: "leaked memo"."""
    return reading.span_of(
        word, without=frozenset({"acl", "acl:relcl", "appos", "case", "det", "conj", "cc"})
    )


def _is_author(reading: Reading, word: int) -> bool:
    mention = reading.parties.get(reading.acting(word))
    if mention is None:
        return reading.lemmas[word] in classes()["people"] and reading.pos[word] == "NOUN"
    return mention.kind in AUTHORS
