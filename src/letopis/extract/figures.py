"""Find figures that a report gives for something: how large, how many, what share, by how many votes.

In:   a `Reading`.
Out:  claims of kind figure; where one thing is said to be so many times as large as another, a tie
      larger_than too.

A figure hangs on a verb of measure ("rose to 9 percent from 7"), on a copula ("turnout was 53 percent"), on a noun
("a loan of $2 billion", "a 50 percent stake"), or on a party right before it in a row of results ("Likud 27").
How many took part in an event is that event's magnitude: extract/events.py. The verbs and nouns: classes.tsv.
"""

from __future__ import annotations

from collections.abc import Iterator

from letopis.claim import Argument, Claim, ClaimKind, claim_id
from letopis.extract.factuality import factuality_of
from letopis.extract.reading import Reading
from letopis.extract.slots import is_passive, slots_of
from letopis.extract.when import time_of
from letopis.lexicon import classes, lemma_of
from letopis.mention import Form, Mention, MentionKind

PRODUCER = "extract.figures"
ABOUT = frozenset(
    {"about", "around", "some", "nearly", "almost", "over", "only", "just", "roughly", "up", "than"}
)
ABOUT |= {
    "more",
    "less",
    "least",
    "most",
    "at",
    "approximately",
    "a",
    "an",
    "the",
    "its",
    "their",
    "his",
    "her",
}
PREPOSITIONS = frozenset(
    {"to", "from", "at", "by", "of", "for", "on", "with", "against", "per", "in", "among"}
)
CLIMB = 4  # steps from a figure up to the verb that it hangs on
ROWS = frozenset({"seats", "percent", "votes"})  # units in which results stand in a row
NOMINAL = ("NOUN", "PROPN", "PRON", "ADJ")


def extract_figures(reading: Reading) -> list[Claim]:
    """The figures of a document, in text order."""
    found: list[Claim] = []
    used: set[int] = set()  # quantities that another one is compared with
    for word, quantity in sorted(reading.quantities.items()):
        if word in used:
            continue
        claims = _compared(reading, word, quantity) or list(_told(reading, word, quantity, used))
        found += claims
        if claims:
            found += _row(reading, claims[0], quantity, used)
    return found


def _compared(reading: Reading, word: int, quantity: Mention) -> list[Claim]:
    """ "an economy 29 times the size of Y", "three times larger than Y"."""
    if not any(
        reading.lemmas[w] in ("time", "times", "twice")
        for w in reading.words_in(quantity.start, quantity.end + 6)
    ):
        return []
    measures = classes().get("measure", frozenset())
    first, after = reading.sents[reading.sent_of[word]]
    measure = next((w for w in range(word, min(word + 4, after)) if reading.lemmas[w] in measures), None)
    if measure is None:
        return []
    compared = [w for w in range(measure, min(measure + 5, after)) if w in reading.parties]
    subject = _subject(reading, word, first)
    if not compared or subject is None:
        return []
    common = [reading.argument("subject", subject)]
    figure = [
        *common,
        _quantity(quantity),
        Argument("unit", reading.starts[measure], reading.ends[measure], reading.words[measure]),
        reading.argument("compared_with", compared[0]),
    ]
    tie = [*common, reading.argument("object", compared[0])]
    return [
        _claim(reading, word, ClaimKind.FIGURE, "ratio", figure),
        _claim(reading, word, ClaimKind.TIE, "larger_than", tie),
    ]


def _subject(reading: Reading, word: int, first: int) -> int | None:
    """The party that the measured phrase describes: what it is an apposition to, or the subject of its
    clause."""
    current = word
    for _ in range(6):
        if current in reading.parties and current != word:
            return current
        subjects = (
            slots_of(reading, current).get("subj", []) if reading.pos[current] in ("VERB", "AUX") else []
        )
        subjects = subjects or [k for k in reading.kids[current] if reading.deps[k] == "nsubj"]
        found = next((s for s in subjects if s in reading.parties), None)
        if found is not None:
            return found
        if reading.heads[current] == current:
            break
        current = reading.heads[current]
    return next((w for w in range(first, word) if w in reading.parties), None)


def _told(reading: Reading, word: int, quantity: Mention, used: set[int]) -> Iterator[Claim]:
    """The figure that a quantity gives, none where it is no figure of anything named."""
    inside = reading.words_in(quantity.start, quantity.end)
    mark = _mark(reading, inside[0])
    unit = _unit_of(reading, word, quantity)
    if mark in ("per", "from", "among"):
        return
    part = _part_before(reading, inside[0]) if mark == "of" else None
    if part is not None:
        yield from _part_of(reading, word, quantity, part, used)
        return
    measured = _of_noun(reading, word, quantity, mark)
    rival = _of_rival(reading, quantity, mark)
    if not unit and not measured and not rival and not _score(reading, quantity):
        return
    found = rival or measured or _of_verb(reading, word, quantity, mark)
    if found is None:
        return
    head, subject = found
    if subject in reading.times or subject == word:
        return
    arguments = [_described(reading, subject), _quantity(quantity)]
    if unit:
        arguments.append(Argument("unit", quantity.start, quantity.end, quantity.text, None, unit))
    other = _score(reading, quantity) or _earlier(reading, word, quantity, mark, used)
    if other is not None:
        arguments.append(other)
        used.update(
            w
            for w, m in reading.quantities.items()
            if m.start == other.start and not _names_rival(reading, m)
        )
    kind = "share" if unit == "percent" else "amount"
    yield _claim(reading, head, ClaimKind.FIGURE, kind, arguments)


def _part_before(reading: Reading, first: int) -> int | None:
    """The number before "of" in "329 of the 650 seats"."""
    before = first - 1
    while before > 0 and reading.words[before].lower() in ("the", "its", "their", "all"):
        before -= 1
    number = before - 1
    if reading.words[before].lower() != "of" or number < 0 or reading.pos[number] != "NUM":
        return None
    return number


def _part_of(reading: Reading, word: int, quantity: Mention, part: int, used: set[int]) -> Iterator[Claim]:
    """The figure of "holds 329 of the 650 seats": the part, compared with the whole."""
    found = _of_verb(reading, part, quantity, None)
    if found is None:
        return
    used.update(w for w, m in reading.quantities.items() if m.start == reading.starts[part])
    unit = _unit_of(reading, word, quantity)
    start, end = reading.starts[part], reading.ends[part]
    arguments = [_described(reading, found[1]), reading.span_argument("quantity", start, end)]
    if unit:
        arguments.append(Argument("unit", quantity.start, quantity.end, quantity.text, None, unit))
    arguments.append(
        Argument("compared_with", quantity.start, quantity.end, quantity.text, quantity.id, quantity.value)
    )
    yield _claim(reading, found[0], ClaimKind.FIGURE, "amount", arguments)


def _names_rival(reading: Reading, quantity: Mention) -> bool:
    """True for "to 48 percent for X": a figure of somebody's own."""
    last = reading.words_in(quantity.start, quantity.end)[-1]
    return last + 1 < len(reading.words) and reading.words[last + 1] == "for"


def _of_rival(reading: Reading, quantity: Mention, mark: str | None) -> tuple[int, int] | None:
    """ "won 60 percent against 35 percent for his rival X": the other party to a result."""
    last = reading.words_in(quantity.start, quantity.end)[-1]
    after = reading.sents[reading.sent_of[last]][1]
    if mark != "against" or last + 1 >= after or reading.words[last + 1] != "for":
        return None
    rival = next((w for w in range(last + 2, min(last + 8, after)) if w in reading.parties), None)
    for party in range(last + 2, min(last + 8, after)):
        mention = reading.parties.get(party)
        if mention is not None and mention.form == Form.NAME:
            rival = party
            break
    return (rival, rival) if rival is not None else None


def _described(reading: Reading, word: int) -> Argument:
    return reading.argument("subject", word)


def _quantity(quantity: Mention) -> Argument:
    return Argument("quantity", quantity.start, quantity.end, quantity.text, quantity.id, quantity.value)


def _mark(reading: Reading, first: int) -> str | None:
    """The preposition before a quantity, past "about" and "more than"; None where none is there."""
    start = reading.sents[reading.sent_of[first]][0]
    before = first - 1
    while before >= start and reading.words[before].lower() in ABOUT:
        if reading.words[before].lower() == "at" and reading.words[before + 1].lower() not in (
            "least",
            "most",
        ):
            break
        before -= 1
    lower = reading.words[before].lower() if before >= start else ""
    if lower == "of" and "from" in [reading.words[w].lower() for w in range(max(start, before - 3), before)]:
        return "from"  # "fell to 16 percent from a peak of 27 percent"
    return lower if lower in PREPOSITIONS else None


def _unit_of(reading: Reading, word: int, quantity: Mention) -> str | None:
    """The unit in the quantity's value, else the noun that it counts."""
    value = quantity.value or ""
    if " " in value:
        unit = value.split(" ", 1)[1]
        return None if unit == "times" else unit
    noun = reading.heads[word]
    if reading.deps[word] == "nummod" and reading.pos[noun] == "NOUN" and noun > word:
        between = reading.words_in(quantity.end, reading.ends[noun])
        if len(between) <= 3:
            return " ".join(reading.words[w].lower() for w in between)
    return None


def _score(reading: Reading, quantity: Mention) -> Argument | None:
    """The losing number of "212 to 98", "356 votes to 72", "54 percent to 42 percent"."""
    after = reading.words_in(quantity.end, min(len(reading.text), quantity.end + 8))
    words = [w for w in after if reading.starts[w] >= quantity.end]
    if len(words) < 2 or reading.words[words[0]].lower() not in ("to", "against", "–", "-"):
        return None
    number = words[1]
    if reading.pos[number] != "NUM" or not reading.words[number][:1].isdecimal():
        return None
    mention = reading.quantities.get(number) or reading.quantities.get(reading.heads[number])
    if mention is not None and mention.start == reading.starts[number]:
        return Argument("compared_with", mention.start, mention.end, mention.text, mention.id, mention.value)
    return reading.span_argument("compared_with", reading.starts[number], reading.ends[number])


def _earlier(
    reading: Reading, word: int, quantity: Mention, mark: str | None, used: set[int]
) -> Argument | None:
    """What it was before: "to $150 from $128", "from $47 to $100", "71 percent, up from 68 percent"."""
    first, after = reading.sents[reading.sent_of[word]]
    kind = (quantity.value or "").partition(" ")[2]
    for other, mention in sorted(reading.quantities.items()):
        if other == word or not first <= other < after or abs(other - word) > 16:
            continue
        inside = reading.words_in(mention.start, mention.end)
        if _mark(reading, inside[0]) != "from" or (mention.value or "").partition(" ")[2] not in (kind, ""):
            continue
        low, high = sorted((other, word))
        if any(
            w in reading.quantities and w not in (other, word) and not _is_base(reading, w)
            for w in range(low, high)
        ):
            continue
        used.add(other)
        return Argument("compared_with", mention.start, mention.end, mention.text, mention.id, mention.value)
    return None


def _is_base(reading: Reading, word: int) -> bool:
    """True for the quantity of "per 1,000 cubic metres"."""
    mention = reading.quantities[word]
    return _mark(reading, reading.words_in(mention.start, mention.end)[0]) == "per"


def _of_noun(reading: Reading, word: int, quantity: Mention, mark: str | None) -> tuple[int, int] | None:
    """ "a loan of $2 billion", "a population of 9.7 million", "a 50 percent stake": the noun it measures."""
    nouns = classes().get("figure_noun", frozenset())
    inside = reading.words_in(quantity.start, quantity.end)
    if mark == "of":
        before = next(
            (w for w in range(inside[0] - 1, max(-1, inside[0] - 5), -1) if reading.pos[w] in NOMINAL), None
        )
        if before is not None and reading.lemmas[before] in nouns:
            return before, before
    noun = next(
        (
            w
            for w in range(inside[-1] + 1, min(inside[-1] + 4, reading.sents[reading.sent_of[inside[-1]]][1]))
            if reading.lemmas[w] in nouns and reading.pos[w] == "NOUN"
        ),
        None,
    )
    if noun is not None and all(
        reading.pos[w] in ("ADJ", "NOUN", "PUNCT", "PROPN") and reading.words[w] != ","
        for w in range(inside[-1] + 1, noun)
    ):
        return noun, noun
    return None


def _of_verb(reading: Reading, word: int, quantity: Mention, mark: str | None) -> tuple[int, int] | None:
    """The verb or copula that gives the figure, and what it gives it for."""
    verbs, amounts = classes().get("figure_verb", frozenset()), classes().get("amount_verb", frozenset())
    settings = classes().get("setting_verb", frozenset())
    current = word
    for _ in range(CLIMB):
        if any(reading.deps[kid] == "cop" for kid in reading.kids[current]):
            subject = next((k for k in reading.kids[current] if reading.deps[k] == "nsubj"), None)
            near = current == word or reading.heads[word] == current
            fits = subject is not None and near and reading.pos[subject] in NOMINAL
            return (current, subject) if fits and subject is not None else None
        head = reading.heads[current]
        if head == current or reading.deps[current] in ("acl:relcl", "advcl"):
            return None
        if reading.deps[current] == "nsubj" and reading.pos[head] == "VERB":  # "71 percent trusted X"
            is_share = (quantity.value or "").endswith("percent")
            slots = slots_of(reading, head) if is_share else {}
            return _first(reading, head, slots.get("obj") or slots_of(reading, word).get("of"), word)
        current = head
        if reading.pos[current] == "VERB":
            break
    lemma = reading.lemmas[current]
    slots = slots_of(reading, current)
    if lemma in settings and mark in ("at", "on", "to"):
        return _first(reading, current, slots.get("obj"), word)
    unit = (quantity.value or "").partition(" ")[2]
    if (
        lemma in verbs
        or (lemma == "have" and unit in ROWS)
        or (lemma in amounts and _is_amount(quantity))
        or _score(reading, quantity) is not None
    ):
        passive = is_passive(reading, current)
        subjects = slots.get("obj") if passive else slots.get("subj")
        return _first(reading, current, subjects, word) or _first(reading, current, slots.get("obj"), word)
    return None


def _is_amount(quantity: Mention) -> bool:
    """True for money, a share, or a measure: no count of persons."""
    value = (quantity.value or "").partition(" ")
    counted = lemma_of(quantity.text.split()[-1], "NNS", "")
    if counted in classes()["people"] | classes()["forces"]:  # "sent 500 soldiers": who, not how much
        return False
    return (bool(value[2]) and value[2] not in ("people", "times")) or not value[2]


def _first(reading: Reading, verb: int, words: list[int] | None, word: int) -> tuple[int, int] | None:
    found = next((w for w in words or () if w != word and reading.pos[w] in NOMINAL), None)
    return (verb, found) if found is not None else None


def _row(reading: Reading, claim: Claim, quantity: Mention, used: set[int]) -> list[Claim]:
    """The further results of a row: "won 28 seats, Likud 27 and Labour 13", "34 percent, with the Tories on
    38 percent"."""
    unit = (quantity.value or "").partition(" ")[2]
    if unit not in ROWS:
        return []
    found, place = [], reading.words_in(quantity.start, quantity.end)[-1]
    after = reading.sents[reading.sent_of[place]][1]
    for party, mention in sorted(reading.parties.items()):
        if not place < party < after or mention.form != Form.NAME or mention.kind in _PLACES:
            continue
        last = reading.words_in(mention.start, mention.end)[-1]
        number = next((w for w in range(last + 1, min(last + 4, after)) if reading.pos[w] == "NUM"), None)
        if number is None or any(
            reading.words[w].lower() not in ("to", "on", "at", "with", "'s", "’s", "(")
            for w in range(last + 1, number)
        ):
            continue
        given = next((m for m in reading.quantities.values() if m.start == reading.starts[number]), None)
        if given is not None and (given.value or "").partition(" ")[2] not in ("", unit):
            continue
        used.update(w for w, m in reading.quantities.items() if given is not None and m.id == given.id)
        start, end = reading.starts[number], reading.ends[number]
        amount = _quantity(given) if given else reading.span_argument("quantity", start, end)
        arguments = [
            reading.argument("subject", party),
            amount,
            Argument("unit", start, end, reading.text[start:end], None, unit),
        ]
        cue = reading.word_at((claim.evidence[0].cue or (quantity.start, 0))[0])
        found.append(_claim(reading, number if cue is None else cue, ClaimKind.FIGURE, claim.type, arguments))
    return found


_PLACES = (MentionKind.PLACE, MentionKind.COUNTRY)


def _claim(reading: Reading, word: int, kind: ClaimKind, claim_type: str, arguments: list[Argument]) -> Claim:
    evidence = reading.evidence(word)
    fact = factuality_of(reading, word)
    return Claim(
        id=claim_id(reading.document.id, kind, claim_type, tuple(arguments), evidence),
        document=reading.document.id,
        kind=kind,
        type=claim_type,
        arguments=tuple(arguments),
        evidence=(evidence,),
        when=time_of(reading, word),
        polarity=fact.polarity,
        modality=fact.modality,
        shown_by=fact.shown_by(reading),
        score=0.8,
        producer=PRODUCER,
    )
