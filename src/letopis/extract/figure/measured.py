"""Find what a quantity is the measure of: the subject of a figure, and the word that gives it.

In:   a `Reading`, a quantity and the word that heads it.
Out:  (the word that gives the figure, the word that it is given for), or None where the number measures nothing named.

A figure hangs on a verb of measure ("rose to 9 percent"), on a copula ("turnout was 53 percent"), or on a noun ("a loan
of $2 billion", "a 50 percent stake"). A count of people or things who do something is none: that is the event's
magnitude. The verbs and nouns: classes.tsv.
"""

from __future__ import annotations

from functools import cache

from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.relatives import antecedent
from letopis.extract.sentence.slots import is_passive, slots_of
from letopis.lexicon import classes, table
from letopis.mention import Form, Mention, MentionKind

PREPOSITIONS = frozenset(
    {
        "to",
        "from",
        "at",
        "by",
        "of",
        "for",
        "on",
        "with",
        "against",
        "per",
        "in",
        "among",
        "than",
        "over",
        "under",
    }
)
NOMINAL = ("NOUN", "PROPN", "PRON")
ROWS = frozenset({"seats", "percent", "votes"})  # units in which results stand in a row
FEW = 10  # counts of things below it are no figures
CLIMB = 4  # steps from a figure up to the verb that it hangs on
NOBODY = frozenset({"this", "that", "what", "there", "which", "who", "these", "those", "such", "each"})
Found = tuple[int, int]

COUNTED_WITHIN = 7  # words between a share of the ballots and "counted"


def unit_of(quantity: Mention) -> str:
    """The unit in a quantity's value, or ""."""
    return (quantity.value or "").partition(" ")[2]


@cache
def unit_words() -> frozenset[tuple[str, str]]:
    """The words and signs of units, each with its kind."""
    return frozenset((row["word"], row["kind"]) for row in table("quantities"))


@cache
def _measures() -> frozenset[str]:
    known = {row["value"] for row in table("quantities") if row["kind"] in ("share", "unit", "money")}
    return frozenset(known - {"people", "times"}) | {"percentage points"}


def quantities_in(reading: Reading, sentence: int) -> list[tuple[int, Mention]]:
    """The quantities of one sentence with the words that head them, in text order; sorted once for a document."""
    by_sentence: dict[int, list[tuple[int, Mention]]] | None = reading.__dict__.get("_quantities_in")
    if by_sentence is None:
        by_sentence = reading.__dict__["_quantities_in"] = {}
        for word, mention in sorted(reading.quantities.items()):
            by_sentence.setdefault(reading.sent_of[word], []).append((word, mention))
    return by_sentence.get(sentence, [])


def is_measure(quantity: Mention) -> bool:
    """True for money, a share, or a unit of measure: no count of people or things."""
    unit = unit_of(quantity)
    return unit.isupper() or unit in _measures()


def mark_before(reading: Reading, quantity: Mention) -> str | None:
    """The preposition before a quantity, past an article; None where none is there."""
    first = reading.words_in(quantity.start, quantity.end)[0]
    start = reading.sents[reading.sent_of[first]][0]
    before = first - 1
    while before >= start and reading.words[before].lower() in (
        "a",
        "an",
        "the",
        "its",
        "their",
        "only",
        "just",
    ):
        before -= 1
    lower = reading.words[before].lower() if before >= start else ""
    if lower == "of" and "from" in [reading.words[w].lower() for w in range(max(start, before - 3), before)]:
        return "from"  # "fell to 16 percent from a peak of 27 percent"
    return lower if lower in PREPOSITIONS else None


def head_of(reading: Reading, quantity: Mention) -> int:
    """The word of a quantity that hangs on what is outside of it."""
    inside = reading.words_in(quantity.start, quantity.end)
    tops = [w for w in inside if reading.heads[w] not in inside or reading.heads[w] == w]
    return tops[-1] if tops else inside[-1]


def find_measured(reading: Reading, quantity: Mention) -> Found | None:
    """What gives the figure and what it is given for."""
    word, mark = head_of(reading, quantity), mark_before(reading, quantity)
    found = (
        of_rival(reading, quantity, mark)
        or _of_noun(reading, quantity, mark)
        or _of_verb(reading, word, quantity)
    )
    if found is None:
        return None
    giver, subject = found
    subject = antecedent(reading, subject)
    inside = reading.words_in(quantity.start, quantity.end)
    unresolved = reading.words[subject].lower() in NOBODY and subject not in reading.parties
    if subject in reading.times or subject in inside or unresolved or reading.pos[subject] not in NOMINAL:
        return None
    return giver, subject


def of_rival(reading: Reading, quantity: Mention, mark: str | None) -> Found | None:
    """ "won 60 percent against 35 percent for his rival X": the other party to a result."""
    last = reading.words_in(quantity.start, quantity.end)[-1]
    after = reading.sents[reading.sent_of[last]][1]
    if mark != "against" or last + 1 >= after or reading.words[last + 1] != "for":
        return None
    near = [w for w in range(last + 2, min(last + 8, after)) if w in reading.parties]
    named = [w for w in near if reading.parties[w].form == Form.NAME]
    rival = next(iter([*named, *near]), None)
    return (rival, rival) if rival is not None else None


def _of_noun(reading: Reading, quantity: Mention, mark: str | None) -> Found | None:
    """ "a loan of $2 billion", "a population of 9.7 million", "a 50 percent stake": the noun it measures."""
    nouns = classes()["figure_noun"]
    inside = reading.words_in(quantity.start, quantity.end)
    if mark == "of":
        before = range(inside[0] - 1, max(-1, inside[0] - 5), -1)
        noun = next((w for w in before if reading.pos[w] in NOMINAL), None)
        if noun is not None and reading.lemmas[noun] in nouns:
            return noun, noun
    word = head_of(reading, quantity)
    noun = reading.heads[word]
    nouns = nouns | classes()["standing_noun"]
    modifies = reading.deps[word] in ("compound", "nummod", "amod", "nmod", "nmod:unmarked") and noun > word
    if modifies and reading.lemmas[noun] in nouns and reading.pos[noun] == "NOUN":
        return _of_holder(reading, noun) or (noun, noun)
    return None


def _of_holder(reading: Reading, noun: int) -> Found | None:
    """Who has a lead or support of some size: "X has a six-point lead over Y"."""
    verb = reading.heads[noun]
    held = reading.deps[noun] == "obj" and reading.lemmas[verb] in (
        "have",
        "hold",
        "enjoy",
        "take",
        "open",
        "get",
        "receive",
    )
    if reading.lemmas[noun] not in classes()["standing_noun"] or not held:
        return None
    return _first(reading, verb, slots_of(reading, verb).get("subj"), noun)


def _of_verb(reading: Reading, word: int, quantity: Mention) -> Found | None:
    """The verb or copula that gives the figure, and what it gives it for."""
    current, noun = word, reading.heads[word]
    if unit_of(quantity) == "percent" and reading.deps[word] == "nummod" and noun > word:
        current = noun  # "seven in ten Swedes"
    for _ in range(CLIMB):
        if any(reading.deps[kid] == "cop" for kid in reading.kids[current]):
            return _of_copula(reading, current, word)
        head = reading.heads[current]
        if head == current or reading.deps[current] in ("acl:relcl", "advcl", "parataxis", "appos"):
            return None
        stative = any(reading.deps[kid] == "cop" for kid in reading.kids[head])
        backing = reading.lemmas[head] in classes()["backing"]  # "12 percent trust the parliament"
        if reading.deps[current] == "nsubj" and (reading.pos[head] == "VERB" or stative or backing):
            return _of_share(reading, head, word, quantity)
        if reading.deps[current] == "nmod" and mark_before(reading, quantity) in ("at", "on"):
            return _set_at(reading, head)
        if reading.pos[head] not in ("VERB", "AUX") and head not in reading.quantities:
            within = reading.pos[head] in ("SYM", "NUM") or reading.deps[current] == "conj"
            if not within and not any(reading.deps[kid] == "cop" for kid in reading.kids[head]):
                return None  # "including a $100 million penalty"
        current = head
        if reading.pos[current] == "VERB":
            break
    return _given_by(reading, current, word, quantity) if reading.pos[current] == "VERB" else None


def _set_at(reading: Reading, noun: int) -> Found | None:
    """ "put the rating at 59 percent", where the tree hangs the number on the noun."""
    verb = reading.heads[noun]
    setting = (
        reading.deps[noun] in ("obj", "nsubj:pass", "xcomp")
        and reading.lemmas[verb] in classes()["setting_verb"]
    )
    return (verb, noun) if setting else None


def _of_copula(reading: Reading, current: int, word: int) -> Found | None:
    subject = next((k for k in reading.kids[current] if reading.deps[k] == "nsubj"), None)
    near = current == word or (reading.heads[word] == current and not reading.deps[word].startswith("obl"))
    fits = subject is not None and near and reading.pos[subject] in NOMINAL
    return (current, subject) if fits and subject is not None else None


def _of_share(reading: Reading, verb: int, word: int, quantity: Mention) -> Found | None:
    """ "71 percent trusted X", "74 percent of voters said …": whom the share is a share for, or of."""
    if unit_of(quantity) != "percent":
        return None
    whole = slots_of(reading, word).get("of") or _right_behind(reading, quantity)
    objects = slots_of(reading, verb).get("obj") or slots_of(reading, verb).get("for")
    objects = objects or [kid for kid in reading.kids[verb] if reading.deps[kid] == "obj"]
    backed = reading.lemmas[verb] in classes()["backing"] and any(_runs(reading, w) for w in objects or ())
    if not backed and not whole and reading.lemmas[verb] not in classes()["backing"]:
        return None
    return _first(reading, verb, objects if backed else whole or objects, word)


def _right_behind(reading: Reading, quantity: Mention) -> list[int]:
    """ "Swedes" of "seven in ten Swedes"."""
    last = reading.words_in(quantity.start, quantity.end)[-1]
    after = reading.sents[reading.sent_of[last]][1]
    plural = last + 1 < after and reading.tags[last + 1] in ("NNS", "NNPS")
    return [last + 1] if plural and not quantity.text.endswith(("percent", "%")) else []


def _runs(reading: Reading, word: int) -> bool:
    """True for a person or party, whom people are for or against; what else they are for is a question."""
    mention = reading.parties.get(word)
    return (
        mention is not None
        and mention.kind in (MentionKind.PERSON, MentionKind.ORGANISATION)
        and not is_place(mention)
    )


def _given_by(reading: Reading, verb: int, word: int, quantity: Mention) -> Found | None:
    mark, lemma, slots = mark_before(reading, quantity), reading.lemmas[verb], slots_of(reading, verb)
    if lemma in classes()["setting_verb"] and mark in ("at", "on", "to"):
        return _first(reading, verb, slots.get("obj"), word)
    if not _gives(reading, verb, word, quantity):
        return None
    receiver = [w for w in slots.get("iobj", ()) if unit_of(quantity) in ROWS]
    if lemma in ("give", "hand", "award") and receiver:  # "the poll gave the party 34 percent"
        return verb, receiver[0]
    if lemma in classes()["changing"] and _first(reading, verb, slots.get("obj"), word):
        return _first(reading, verb, slots.get("obj"), word)  # "increased its forecast by 0.1 points"
    subjects = slots.get("obj") if is_passive(reading, verb) else slots.get("subj")
    return _first(reading, verb, subjects, word) or _first(reading, verb, slots.get("obj"), word)


def _gives(reading: Reading, verb: int, word: int, quantity: Mention) -> bool:
    """True for a verb that says how much something is, or how much of something somebody has, pays or makes."""
    lemma, unit = reading.lemmas[verb], unit_of(quantity)
    if not unit:
        return lemma in classes()["changing"] or lemma in classes()["levelling"]
    if is_measure(quantity):
        known = lemma in classes()["figure_verb"] or (
            lemma in classes()["amount_verb"] and is_measure(quantity)
        )
        return known or (lemma == "have" and unit in ROWS | {"points"}) or lemma in classes()["leading"]
    if unit in ("people", "others", "times") or _size(quantity) < FEW:
        return False
    own = reading.deps[word] in ("obj", "obl:unmarked") and reading.heads[word] == verb
    return own and lemma in classes()["counting"]


def _size(quantity: Mention) -> float:
    bounds = [one for one in (quantity.value or "").partition(" ")[0].split("..") if one]
    try:
        return max(float(one) for one in bounds)
    except ValueError:
        return 0.0


def _first(reading: Reading, verb: int, words: list[int] | None, word: int) -> Found | None:
    found = next(
        (w for w in words or () if w != word and reading.pos[w] in NOMINAL and w not in reading.quantities),
        None,
    )
    return (verb, found) if found is not None else None


def is_place(mention: Mention) -> bool:
    """True for a country or place."""
    return mention.kind in (MentionKind.PLACE, MentionKind.COUNTRY)


def is_of_count(reading: Reading, quantity: Mention) -> bool:
    """True for "with 99 percent of the polling stations counted": how far a count has come, and nobody's share."""
    after = reading.words_in(quantity.start, quantity.end)[-1] + 1
    for word in range(after, min(after + COUNTED_WITHIN, len(reading.words))):
        if reading.words[word] in (",", ".", ";"):
            return False
        if reading.tags[word] == "VBN" and reading.lemmas[word] in ("count", "tally", "process", "report"):
            return True
    return False


def is_threshold(reading: Reading, quantity: Mention) -> bool:
    """True for the "two-thirds" of a majority that is asked for, which measures nothing."""
    word = head_of(reading, quantity)
    noun = reading.heads[word]
    return reading.lemmas[noun] == "majority" and word < noun and not quantity.text[:1].isdecimal()
