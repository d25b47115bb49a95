"""Match the frames of the lexicon against a sentence's trees.

In:   a `Reading`, and which table of frames ("events", "ties").
Out:  a `Match` for each word that reports something, with the words that fill its roles.

What becomes of a match is said in events.py and ties.py; the frames themselves are
data/lexicon/en/{events,ties}.tsv.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from letopis.extract.sentence.control import PARTICLES
from letopis.extract.sentence.reading import PARTIES, Reading
from letopis.extract.sentence.relatives import stood_for
from letopis.extract.sentence.slots import Slots, preposition, slots_of
from letopis.lexicon import NO_EVENT, Frame, Need, Role, classes, frames, lemma_of, words
from letopis.mention import Form, Mention, MentionKind

LETTERS = {"VERB": "V", "AUX": "V", "NOUN": "N", "PROPN": "N", "ADJ": "A"}


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that fits a word: role name → indices of the words that fill it, empty roles left out."""

    word: int
    frame: Frame
    roles: Mapping[str, tuple[int, ...]]


SURE = 3  # weight of a frame that names what stands with its word, and more


def find_matches(reading: Reading, table: str) -> Iterator[Match]:
    """The matches of one table, in text order; of each word at most the most specific frame that fits."""
    known = frames(table)
    for word, pos in enumerate(reading.pos):
        letter = LETTERS.get(pos)
        fitting = known.get((reading.lemmas[word], letter)) if letter is not None else None
        if not fitting or is_attributive(reading, word) or _is_noun(reading, word):
            continue
        if reading.tags[word] == "NNP" and word in reading.times:
            continue  # "to be held in March"
        frame = best_frame(reading, fitting, slots_of(reading, word))
        if frame is not None and frame.type != NO_EVENT:
            yield Match(word, frame, _fill(reading, frame.roles, slots_of(reading, word), word))


def is_other_use(reading: Reading, word: int) -> bool:
    """True for a word that a table knows to be no event where it stands so: "was banned for three matches"."""
    fitting = frames("events").get((reading.lemmas[word], LETTERS.get(reading.pos[word], "")))
    frame = best_frame(reading, fitting, slots_of(reading, word)) if fitting else None
    return frame is not None and frame.type == NO_EVENT and frame.weight >= SURE


def _is_noun(reading: Reading, word: int) -> bool:
    """True for a participle that stands for those to whom it was done: "lawyers for the arrested"."""
    stands = reading.tags[word] == "VBN" and reading.deps[word].split(":")[0] in (
        "obj",
        "obl",
        "nmod",
        "nsubj",
    )
    return stands and any(reading.deps[kid] == "det" for kid in reading.kids[word])


def best_frame(reading: Reading, known: tuple[Frame, ...], slots: Slots) -> Frame | None:
    """The most specific frame that fits; with a particle one that asks for it: "struck down" is not "struck"."""
    first: Frame | None = None
    has = slots.keys()
    for frame in known:
        if not frame.filled <= has:
            continue
        if (first is None or frame.asks_particle) and _all_hold(reading, frame.needs, slots):
            if frame.asks_particle or not _has_particle(reading, slots):
                return frame
            first = first or frame
    return first


def _all_hold(reading: Reading, needs: tuple[Need, ...], slots: Slots) -> bool:
    for need in needs:  # noqa: SIM110 (asked twenty times a word; most need a slot that is empty)
        if not (holds(reading, need, slots) if need.slot in slots else need.absent):
            return False
    return True


def _has_particle(reading: Reading, slots: Slots) -> bool:
    """True where a particle stands at the verb and not only an adverb: "passed it on", not "nearly passed it"."""
    return any(
        reading.deps[word] == "compound:prt" or reading.lemmas[word] in PARTICLES
        for word in slots.get("prt", ())
    )


def is_attributive(reading: Reading, word: int) -> bool:
    """True for a participle that describes a noun and reports nothing by itself ("the escalating row")."""
    if reading.deps[word] != "amod" or reading.pos[word] != "VERB":
        return False
    return not any(
        reading.deps[kid] in ("compound", "obl", "obl:unmarked", "nmod") for kid in reading.kids[word]
    )


def holds(reading: Reading, need: Need, slots: Slots) -> bool:
    fillers = slots.get(need.slot, ())
    if not need.words and not need.classes:
        found = _has_particle(reading, slots) if need.slot == "prt" else bool(fillers)
    else:
        found = any(_is_like(reading, filler, need) for filler in fillers)
    return found != need.absent


def _is_like(reading: Reading, word: int, need: Need) -> bool:
    lemma = reading.lemmas[word]
    if lemma in need.words or reading.words[word].lower() in need.words:
        return True
    if any(is_of_class(reading, word, name) for name in need.classes):
        return True
    if any(name in need.words for name in _compounds(reading, word)):
        return True  # "the power station": power-station
    if need.words and any(title in need.words for title in _titles(reading, word)):
        return True  # "recalled Ambassador Kos"
    sort = reading.lemmas[reading.heads[word]] if reading.deps[word] == "appos" else ""
    if sort in need.words or any(sort in classes().get(name, frozenset()) for name in need.classes):
        return True  # "the ferry Bella sank"
    if any(_is_like(reading, whole, need) for whole in counted(reading, word)):
        return True
    return bool(need.words) and any(reading.lemmas[noun] in need.words for noun in stood_for(reading, word))


def _compounds(reading: Reading, word: int) -> Iterator[str]:
    """What a noun is with each noun in front of it, or adjective of a sort, as the tables write it: "power-station" of
    "power station", "martial-law" of "martial law"."""
    for kid in reading.kids[word]:
        of_sort = reading.deps[kid] == "amod" and reading.lemmas[kid] in classes()["adjective_of_sort"]
        if kid < word and (of_sort or reading.deps[kid] == "compound"):
            yield f"{reading.lemmas[kid]}-{reading.lemmas[word]}"


def _titles(reading: Reading, word: int) -> Iterator[str]:
    """The titles in front of a name."""
    if reading.pos[word] == "PROPN":
        for kid in reading.kids[word]:
            if reading.deps[kid] == "nmod:desc" and kid < word:
                yield reading.words[kid].lower()


def counted(reading: Reading, word: int) -> list[int]:
    """What a word of quantity counts: "troops" of "most of its troops", none for any other word."""
    if reading.pos[word] != "NUM" and reading.lemmas[word] not in classes().get("partitive", frozenset()):
        return []
    return slots_of(reading, word).get("of", [])


def is_bare_number(reading: Reading, word: int) -> bool:
    """True for a number that counts people without a noun: "wounding nine"."""
    return reading.pos[word] == "NUM" and not any(
        reading.deps[kid] in ("nmod", "case") or reading.lemmas[kid] in ("$", "%")
        for kid in reading.kids[word]
    )


def is_count_of_people(reading: Reading, word: int) -> bool:
    """True for a number of people, states or the like, with their noun or alone: no sum, share, vote or thing."""
    quantity = reading.quantities.get(word)
    if quantity is None:
        return False
    unit = (quantity.value or "").partition(" ")[2]
    if not unit or unit in ("people", "others"):
        return is_bare_number(reading, word) or bool(unit)
    noun = lemma_of(unit, "NNS", "")
    known = (classes()[name] for name in ("people", "forces", "armed", "actor_noun", "government"))
    return (
        any(noun in words_ for words_ in known)
        or noun in words("person_nouns")
        or reading.tags[word] == "NNPS"
    )


def is_unknown_name(reading: Reading, word: int) -> bool:
    """True for a name of which nothing is known but that it is one: nobody's mention, and no time."""
    named = reading.pos[word] == "PROPN" and reading.words[word][:1].isupper()
    return named and word not in reading.parties and word not in reading.times


def is_of_class(reading: Reading, word: int, name: str) -> bool:
    """True for a word of a mention kind ("person", "party", "money" …) or of a word class of classes.tsv."""
    mention = reading.parties.get(word)
    if name == "party" and mention is not None and mention.form == Form.PRONOUN:
        return mention.kind != MentionKind.PLACE  # "it has sold its shares"
    if name == "party" and mention is None:
        return is_unknown_name(reading, word) or reading.lemmas[word] in classes()["actor_noun"]
    if name == "party":
        if mention is None or mention.kind not in PARTIES:
            return False
        return mention.kind != MentionKind.PLACE or _is_acting_place(reading, word, mention)
    if name == "time":
        return word in reading.times
    if name == "date":  # and no length: "of April 10", not "of three days"
        when = reading.times[word].interval if word in reading.times else None
        return when is not None and when.start is not None
    if name == "office":
        return word in reading.offices
    if name in ("number", "quantity"):
        return reading.pos[word] == "NUM" or word in reading.quantities
    if name == "money":
        return _is_money(reading, word)
    if name == "name":
        return reading.pos[word] == "PROPN"
    if name == "pronoun":
        return reading.pos[word] == "PRON"
    if name == "people" and (is_bare_number(reading, word) or reading.lemmas[word] in words("person_nouns")):
        return True
    if mention is not None and mention.kind == name:
        return True
    if name == "country" and mention is not None and mention.kind == MentionKind.PLACE:
        return mention.form == Form.NAME  # a state that no table knows
    return reading.lemmas[word] in classes().get(name, frozenset())


def _is_acting_place(reading: Reading, word: int, mention: Mention) -> bool:
    """True for a name of a place that does what the clause says, as states do: "Moscow sent troops"."""
    return mention.form == Form.NAME and reading.deps[word] in ("nsubj", "nmod:poss")


def _is_money(reading: Reading, word: int) -> bool:
    quantity = reading.quantities.get(word)
    return bool(quantity and quantity.value and quantity.value.rsplit(" ", 1)[-1].isupper())


def _fill(reading: Reading, roles: tuple[Role, ...], slots: Slots, word: int) -> dict[str, tuple[int, ...]]:
    filled: dict[str, tuple[int, ...]] = {}
    for role in roles:
        for joined in role.slots:
            found = [
                filler
                for slot in joined
                for filler in slots.get(slot, ())
                if _can_fill(reading, slots, slot, filler)
                and not (slot == "mod" and role.name == "actor" and _is_scene(reading, filler))
            ]
            if found:
                filled[role.name] = tuple(dict.fromkeys(found))
                break
    scenes = tuple(word for word in slots.get("mod", ()) if _is_scene(reading, word))
    if scenes and any(role.name == "actor" and ("mod",) in role.slots for role in roles):
        filled.setdefault("place", scenes)
    return filled


def _can_fill(reading: Reading, slots: Slots, slot: str, filler: int) -> bool:
    if filler in reading.times or _is_of_date(reading, filler):
        return False
    if slot == "lvsubj" and not _is_light(reading, slots):
        return False
    return slot != "mod" or filler in reading.parties  # "the Russian invasion", not "the military invasion"


def _is_scene(reading: Reading, word: int) -> bool:
    """True for the town before a noun, which tells where and not who: "the Lyon attack"."""
    mention = reading.parties.get(word)
    return mention is not None and mention.kind == MentionKind.PLACE


def _is_of_date(reading: Reading, word: int) -> bool:
    """True for the number of a day that the tree parts from its month: "vote on 12 May"."""
    if reading.pos[word] != "NUM":
        return False
    after = reading.sents[reading.sent_of[word]][1]
    near = (reading.times.get(other) for other in range(word + 1, min(after, word + 3)))
    return any(time is not None and time.start <= reading.starts[word] for time in near)


def _is_light(reading: Reading, slots: Slots) -> bool:
    """True where the verb that carries a noun is one whose subject does what the noun says: "hold talks"."""
    light = classes().get("light_verb", frozenset()) | classes().get("having", frozenset())
    return any(reading.lemmas[verb] in light for verb in slots.get("lv", ()))


def is_judged(reading: Reading, noun: int) -> bool:
    """True for the reports of "dismissed as absurd reports that …", which the tree takes for what they are called."""
    if reading.deps[noun] not in ("obl", "advcl") or preposition(reading, noun) != "as":
        return False
    return reading.lemmas[noun] in classes().get("told_noun", frozenset()) and any(
        kid > noun and reading.deps[kid] in ("acl", "ccomp", "acl:relcl") for kid in reading.kids[noun]
    )
