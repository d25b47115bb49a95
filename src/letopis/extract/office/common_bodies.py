"""The body that a plain noun beside a title names: "the hospital's finance director", "the commander of the guard".

In:   a `Reading`, the word of a title and the mention of its holder.
Out:  the body as an argument: the one of that kind that the document names, where it names one; else the noun with what
      describes it.

Words: data/lexicon/en/classes.tsv, class led_body.
"""

from __future__ import annotations

from letopis.claim import Argument
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.relatives import antecedent
from letopis.extract.sentence.slots import preposition
from letopis.gazetteer import office
from letopis.lexicon import classes
from letopis.mention import Form, Mention, MentionKind

OF_STATES = frozenset({"minister", "deputy_minister", "head_of_government", "monarch"})
BEHIND = ("of", "at", "for", "in")
DESCRIBING = ("amod", "compound", "nmod", "nummod", "flat")


def common_body(reading: Reading, word: int, title: Mention, holder: Mention) -> Argument | None:
    """The body that a noun told as the owner of a title, or behind it, names."""
    known = office(title.value or title.text)
    if known is not None and known.kind in OF_STATES:
        return None
    for owner in _nouns_beside(reading, word, title, holder):
        named = _named_so(reading, owner)
        if named is not None:
            return named
        first = min(
            (w for w in reading.kids[owner] if w < owner and reading.deps[w] in DESCRIBING), default=owner
        )
        start, end = reading.starts[first], reading.ends[owner]
        return Argument("organisation", start, end, reading.text[start:end])
    return None


def is_led(reading: Reading, word: int) -> bool:
    """True for a noun of what people head, which is no name: "hospital", "guard"."""
    return reading.tags[word] == "NN" and reading.lemmas[word] in classes()["led_body"]


def _is_chamber(reading: Reading, word: int) -> bool:
    """True for a body called by its noun in a capital: "the Chamber"."""
    lower = reading.words[word].lower()
    return is_led(reading, word) or (word not in reading.parties and lower in classes()["led_body"])


def _nouns_beside(reading: Reading, word: int, title: Mention, holder: Mention) -> list[int]:
    """The nouns of bodies before the title with an apostrophe, or behind it."""
    found = []
    over = {word, reading.word_at(holder.head_start)}
    for noun in (kid for head in over if head is not None for kid in reading.kids[head]):
        if reading.words[noun].lower() == "whose":  # "the Chamber, whose president, Lund, fled"
            before = antecedent(reading, noun)
            found += [before] if before != noun and _is_chamber(reading, before) else []
        if not is_led(reading, noun):
            continue
        dep = reading.deps[noun]
        owns = dep == "compound" and reading.ends[noun] + 1 == title.start  # "club chairman"
        owns = owns or (dep == "nmod:poss" and reading.ends[noun] < title.start)
        told = reading.heads[noun] == word and dep == "nmod" and preposition(reading, noun) in BEHIND
        if owns or (told and reading.starts[noun] > title.end):
            found.append(noun)
    return found


def _named_so(reading: Reading, noun: int) -> Argument | None:
    """The only body that the document names by a name that ends in this noun: "Brod General Hospital"."""
    if any(reading.deps[kid] in DESCRIBING for kid in reading.kids[noun]):
        return None
    lemma = reading.lemmas[noun]
    found = {
        m.chain: m
        for m in reading.mentions
        if m.kind == MentionKind.ORGANISATION
        and m.form == Form.NAME
        and m.text.casefold().split()[-1] == lemma
    }
    if len(found) != 1:
        return None
    body = next(iter(found.values()))
    name = body.value or body.text
    return Argument("organisation", reading.starts[noun], reading.ends[noun], reading.words[noun], None, name)
