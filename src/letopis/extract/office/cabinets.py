"""Who heads a government that comes or goes as a whole: "a cabinet under Jan Lund was sworn in", "it replaces the
coalition of Anna Berg", "Lund and his ministers began work".

In:   a `Reading`.
Out:  a `FieldTurn` for each head of a government told so.

Words: data/lexicon/en/classes.tsv, classes cabinet_noun, with_ministers; verbs: tenures.tsv.
"""

from __future__ import annotations

from collections.abc import Iterator

from letopis.claim import Modality, Polarity
from letopis.extract.certainty.factuality import factuality_of
from letopis.extract.office.bearers import bearers, is_person
from letopis.extract.office.homes import document_state
from letopis.extract.office.ministries import FieldTurn
from letopis.extract.office.offices import Held, office_of, state_argument
from letopis.extract.office.posts_told import commands, start_of
from letopis.extract.office.tenure_rows import row_of
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import slots_of
from letopis.lexicon import classes
from letopis.mention import Form, Mention

LEADING = frozenset({"under", "by", "of"})  # words before a name that leads a cabinet
BETWEEN = 3  # words of a title that may stand before the name: "under the economist Jan Lund"
BEGINNING = {"begin": "obj", "start": "obj", "receive": "obj"}
BEGUN = frozenset({"work", "duty", "job", "term", "appointment"})
OTHER_HEADS = frozenset({"head_of_state", "monarch", "governor_mayor"})
UNREAL = (Modality.HYPOTHETICAL, Modality.POSSIBLE)


def read_cabinets(reading: Reading) -> Iterator[FieldTurn]:
    """The turns of heads of government whose government is told to come or go, in text order."""
    for word in range(len(reading.words)):
        if reading.pos[word] != "VERB":
            continue
        coming, going = _turning(reading, word)
        if not coming and not going:
            continue
        fact = factuality_of(reading, word)
        if fact.modality in UNREAL or fact.polarity is Polarity.NEGATED:
            continue
        for part, nouns in (("start", coming), ("end", going)):
            for noun in nouns:
                head = _head_of(reading, noun)
                if head is None and part == "start":
                    head = _with_ministers(reading, noun, nouns)
                if head is not None and _has_other_office(reading, head):
                    continue  # "the Catalan government of President X"
                held = _held(reading, noun, head) if head is not None else None
                if head is not None and held is not None:
                    yield FieldTurn(word, part, head, held)


def _turning(reading: Reading, verb: int) -> tuple[list[int], list[int]]:
    """Who takes office by this verb, and whom it has go."""
    slots = slots_of(reading, verb)
    begins = BEGINNING.get(reading.lemmas[verb])
    if begins is not None and any(reading.lemmas[w] in BEGUN for w in slots.get(begins, ())):
        return list(slots.get("subj", ())), []
    row = row_of(reading, verb)
    if row is None or start_of(row) != "start":
        return [], []
    coming = next((list(slots[name]) for name in row.holder if slots.get(name)), [])
    going = next((list(slots[name]) for name in row.predecessor if slots.get(name)), [])
    going = going if row.change == "succeed" else []
    return [w for w in coming if w not in going], going


def _head_of(reading: Reading, noun: int) -> Mention | None:
    """The person of "a cabinet of experts under Jan Lund", "the coalition led by Anna Berg", "Lund's government"."""
    if reading.lemmas[noun] not in classes()["cabinet_noun"]:
        return None
    below = set(reading.subtree(noun))
    for word in sorted(below):
        mention = reading.parties.get(word)
        if mention is None or mention.form != Form.NAME or not is_person(mention):
            continue
        if reading.deps[word] == "nmod:poss" and reading.heads[word] == noun:
            return mention
        first = reading.words_in(mention.start, mention.end)[0]
        before = range(first - 1, max(noun, first - 1 - BETWEEN), -1)
        marks = [w for w in before if reading.lemmas[w] in LEADING or reading.words[w] == ","]
        if not marks or reading.words[marks[0]] == "," or marks[0] <= noun:
            continue
        leads = reading.lemmas[marks[0] - 1] in classes()["leading_verb"]
        is_by = reading.lemmas[marks[0]] == "by"
        if leads if is_by else (reading.lemmas[marks[0]] == "under" or marks[0] == noun + 1):
            return mention
    return None


def _with_ministers(reading: Reading, word: int, takers: list[int]) -> Mention | None:
    """The person of "Lund and his ministers", where he has no title by which he would be known."""
    mention = reading.parties.get(word)
    if mention is None or mention.form != Form.NAME or not is_person(mention) or commands(reading, [word]):
        return None
    for other in (w for w in takers if reading.lemmas[w] in classes()["with_ministers"]):
        if any(reading.deps[kid] == "nmod:poss" for kid in reading.kids[other]):
            return mention
    return None


def _has_other_office(reading: Reading, head: Mention) -> bool:
    """True for whom the document gives an office of another class: the head of a region, of a presidential cabinet."""
    for title in reading.offices:
        if any(bearer.chain == head.chain for bearer in bearers(reading, title)):
            held = office_of(reading, title, head)
            if held.type in OTHER_HEADS and held.shift != "former":
                return True
    return False


def _held(reading: Reading, noun: int, head: Mention) -> Held | None:
    body = reading.parties.get(noun)
    code = (body.country if body is not None else None) or document_state(reading)
    argument = state_argument(head, code)
    return Held(None, argument, "head_of_government") if argument is not None else None
