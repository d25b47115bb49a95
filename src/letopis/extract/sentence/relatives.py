"""What a relative pronoun stands for, and whom an apposition names one by one.

In:   a `Reading` and the index of a word.
Out:  the index of the noun it stands for; the indices of those named.
"""

from __future__ import annotations

from letopis.extract.sentence.reading import Reading
from letopis.lexicon import classes, words
from letopis.mention import MentionKind

RELATIVES = frozenset({"who", "whom", "which", "that", "whose"})
NUMBERS = {"it": "NN", "they": "NNS", "them": "NNS"}  # the tag of what a pronoun stands for
JOINED = frozenset({"conj", "parataxis", "advcl", "ccomp"})
CLAUSES_UP = 3


def antecedent(reading: Reading, word: int) -> int:
    """For a relative pronoun the noun that it stands for, else the word itself."""
    if reading.lemmas[word] not in RELATIVES or reading.pos[word] not in ("PRON", "DET", "SCONJ"):
        return word
    verb = reading.heads[word]
    for _ in range(6):
        if reading.deps[verb] == "acl:relcl":
            noun = int(reading.heads[verb])
            return _who(reading, noun, word) if reading.lemmas[word] in ("who", "whom") else noun
        if reading.heads[verb] == verb:
            break
        verb = reading.heads[verb]
    return word


def _who(reading: Reading, noun: int, pronoun: int) -> int:
    """The person that "who" stands for: of "a mayor of the capital who took office" the mayor, of "the visit of
    Adam Keller, who became …" Keller."""
    current = noun
    while reading.deps[current] == "nmod" and not _is_somebody(reading, current):
        current = reading.heads[current]
    if _is_somebody(reading, current) and not (
        reading.tags[current] in ("NNS", "NNPS") and _is_of_one(reading, pronoun)
    ):
        return current
    within = [kid for kid in reading.kids[noun] if noun < kid < pronoun and reading.deps[kid] == "nmod"]
    found = next((kid for kid in reversed(within) if _is_somebody(reading, kid)), None)
    return _named_before(reading, noun, pronoun) if found is None else found


def _is_of_one(reading: Reading, pronoun: int) -> bool:
    """True where the clause tells of one alone: "the guerrillas of Adam Keller, who was murdered"."""
    verb = reading.heads[pronoun]
    return any(
        reading.words[word].lower() in ("was", "is", "has") or reading.tags[word] == "VBZ"
        for word in (verb, *reading.kids[verb])
        if word == verb or reading.deps[word].startswith(("aux", "cop"))
    )


def _named_before(reading: Reading, noun: int, pronoun: int) -> int:
    """Whoever is named right before "who": of "a version denied by Adam Keller, who said" Keller; else the noun."""
    last = pronoun - 1 - (reading.words[pronoun - 1] == ",")
    for word in range(last, noun, -1):
        mention = reading.parties.get(word)
        if mention is not None and mention.kind == MentionKind.PERSON:
            return word if mention.end == reading.ends[last] else noun
    return noun


def _is_somebody(reading: Reading, word: int) -> bool:
    mention = reading.parties.get(word)
    if mention is not None:
        return mention.kind in (MentionKind.PERSON, MentionKind.GROUP)
    lemma = reading.lemmas[word]
    return word in reading.offices or lemma in classes()["people"] or lemma in words("person_nouns")


def stood_for(reading: Reading, word: int) -> list[int]:
    """The things of the clause before that "it" or "they" can stand for: "imposed a curfew and lifted it in May"."""
    number = NUMBERS.get(reading.words[word].lower())
    if number is None or reading.pos[word] != "PRON":
        return []
    clause = word
    for _ in range(CLAUSES_UP):
        while reading.deps[clause].split(":")[0] not in JOINED and reading.heads[clause] != clause:
            clause = reading.heads[clause]
        before = reading.heads[clause]
        if before >= clause:
            return []
        things = [
            kid
            for kid in reading.kids[before]
            if kid < clause and reading.deps[kid] in ("nsubj", "nsubj:pass", "obj")
        ]
        things = [kid for kid in things if reading.tags[kid] == number and kid not in reading.parties]
        if things or clause == before:
            return things
        clause = before
    return []


def has_relative(reading: Reading, verb: int, relation: str) -> bool:
    """True where a relative pronoun stands in a relation to the verb."""
    return any(
        reading.deps[kid].startswith(relation) and reading.lemmas[kid] in RELATIVES
        for kid in reading.kids[verb]
    )


def members(reading: Reading, word: int) -> list[int]:
    """Those whom an apposition names one by one: "the two countries, Serbia and Bosnia"; else the word itself."""
    mention = reading.parties.get(word)
    several = reading.tags[word] == "NNS" or (
        reading.pos[word] == "NUM" and reading.words[word].lower() != "one"
    )
    if not several or (mention is not None and mention.members):
        return [word]
    for kid in reading.kids[word]:
        if reading.deps[kid] == "appos" and kid in reading.parties and reading.pos[kid] == "PROPN":
            named = [one for one in reading.conjuncts(kid) if one in reading.parties]
            if len(named) > 1:
                return named
    return [word]


def is_wider_place(reading: Reading, word: int) -> bool:
    """True for the second of two places behind a comma, in which the first lies: "a meeting in Dayton, Ohio"."""
    mention = reading.parties.get(word)
    where = (MentionKind.PLACE, MentionKind.COUNTRY)
    if mention is None or mention.kind not in where or word == 0:
        return False
    before = [w for w in (word - 2, word - 3) if w >= 0 and "," in reading.words[w + 1 : word]]
    return any((m := reading.parties.get(w)) is not None and m.kind in where for w in before)


def own_relative(
    reading: Reading, cue: int | None, speaker: int | tuple[int, int] | None
) -> int | tuple[int, int] | None:
    """The "who" of "an official who said that" where the words for the official hold the saying; else the speaker."""
    mention = reading.parties.get(speaker) if isinstance(speaker, int) else None
    if cue is None or mention is None or not mention.start <= reading.starts[cue] < mention.end:
        return speaker
    own = (k for k in reading.kids[cue] if reading.deps[k] == "nsubj" and reading.tags[k] == "WP")
    return next((k for k in own if k in reading.parties), speaker)


def is_told_above(reading: Reading, word: int, noun: int) -> bool:
    """True for the election of "the election, in which he may not stand, is to be held in May": it is told itself."""
    relative = reading.deps[word] == "acl:relcl" and reading.heads[word] == noun
    inside = any(
        reading.deps[kid] == "obl" and reading.words[kid].lower() == "which" for kid in reading.kids[word]
    )
    return relative and inside and reading.deps[noun].startswith("nsubj")
