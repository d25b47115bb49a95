"""Say where each event is set, where its own roles do not.

In:   a `Reading` and the events found in it.
Out:  the events; those without a place with the places that are told in their clause, else in their sentence.

A place is told by a preposition of place ("in", "near", "off"), also through what lies in it ("in a suburb of X"). One
told of the clause itself goes before one told of who acts ("voters in X"), and that before one of the clause above. The
dateline is where a report was written and no place of its events, unless the sentence says "here".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from letopis.claim import Argument, Claim, claim_id
from letopis.extract.locating import Locator
from letopis.extract.reading import Reading
from letopis.extract.slots import preposition
from letopis.lexicon import classes, frames
from letopis.location import COUNTRY, TOWN, Location
from letopis.mention import Form, MentionKind

PLACES = (MentionKind.PLACE, MentionKind.COUNTRY)
STEPS_UP = 6  # from a name to the verb of its clause
TALKING = frozenset({"ccomp", "parataxis"})  # what is said in a clause is not where the clause is
BELOW = frozenset({"acl", "advcl", "csubj", "nsubj"})
UNPLACED = frozenset({"amod", "compound"})
DASHES = ("—", "–", "--", "-")
DATELINE_WORDS = 9
GOING = "visit"
POSTS = frozenset({"ELECT", "APPOINT", "DISMISS", "RESIGN"})
FAR = frozenset(
    {"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "THREATEN", "AGREE", "CONCEDE", "SANCTION"}
)  # acts by word: done from afar to what happens somewhere


def place_events(reading: Reading, events: Sequence[Claim]) -> list[Claim]:
    """The events, each with the places that the text tells of it."""
    finder = _Finder(reading, events)
    return [finder.placed(event) for event in events]


class _Finder:
    def __init__(self, reading: Reading, events: Iterable[Claim]) -> None:
        self.reading = reading
        self.locator = Locator(reading.document, reading.mentions)
        starts = (event.evidence[0].cue for event in events)
        self.cues = {reading.word_at(cue[0]) for cue in starts if cue}
        self.dateline = _dateline(reading)
        self.by_sentence: dict[int, list[tuple[int, int, bool]]] | None = None

    def placed(self, event: Claim) -> Claim:
        """The event with its places."""
        cue = event.evidence[0].cue
        word = self.reading.word_at(cue[0]) if cue else None
        if word is None:
            return event
        kept = [a for a in event.arguments if a.role != "place" or not self._is_no_place(a, event, word)]
        themes = {(a.start, a.end) for a in kept if a.role == "theme"}
        kept = [a for a in kept if a.role != "place" or a.mention or (a.start, a.end) not in themes]
        had = [argument for argument in kept if argument.role == "place"]
        mentions = (self.reading.by_id.get(a.mention or "") for a in had)
        named = any(mention is not None and mention.kind in PLACES for mention in mentions)
        new = self._joined(had) + self._between(had) if had else []
        if not named:
            new = self._places_of(word, event) or new
        taken = {(argument.role, argument.start) for argument in kept if argument.mention}
        new = [argument for argument in new if ("place", argument.start) not in taken]
        if had and not named and new:
            kept = [argument for argument in kept if argument.role != "place"]
        arguments = self._without_wider((*kept, *new))
        if arguments == event.arguments:
            return event
        evidence = event.evidence[0]
        key = claim_id(event.document, event.kind, event.type, arguments, evidence)
        return replace(event, id=key, arguments=arguments)

    def _is_no_place(self, argument: Argument, event: Claim, cue: int) -> bool:
        mention = self.reading.by_id.get(argument.mention or "")
        word = self.reading.word_at(mention.head_start if mention is not None else argument.start)
        if word is None:
            return False
        of_other = event.type in FAR and self._is_of_other(word, cue)
        mere_sort = (
            self.reading.lemmas[word] in classes()["sort_of_place"]
        )  # "Syrian city" of "Syrian city of X"
        of_other = of_other or (mere_sort and mention is not None)
        return word < self.dateline or of_other or _is_part_of_name(self.reading, argument.end)

    def _is_of_other(self, word: int, cue: int) -> bool:
        """True where a place is told of another event below this one: "condemned the arrests in X"."""
        current = self.reading.heads[word]
        for _ in range(STEPS_UP):
            verb = self.reading.pos[current] == "VERB" and self.reading.deps[current].split(":")[0] in BELOW
            if current == cue or verb or self.reading.heads[current] == current:
                return False
            if current in self.cues or ((self.reading.lemmas[current], "N") in frames("events")):
                return True
            current = self.reading.heads[current]
        return False

    def _without_wider(self, arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
        """The arguments without the state or region that another place of the event lies in: "in X, in northern Y"."""
        mentions = {a: self.reading.by_id.get(a.mention or "") for a in arguments if a.role == "place"}
        if len(mentions) < 2:
            return arguments
        places = {a: self.locator.locate(m) if m is not None else None for a, m in mentions.items()}
        known = [place for place in places.values() if place is not None]
        return tuple(a for a in arguments if a not in places or not _is_wider(places[a], known))

    def _joined(self, had: Iterable[Argument]) -> list[Argument]:
        """The places that are joined to one by "and": "in X and Y"."""
        found = []
        for argument in had:
            mention = self.reading.by_id.get(argument.mention or "")
            word = self.reading.word_at(mention.head_start) if mention is not None else None
            for other in self.reading.conjuncts(word)[1:] if word is not None else ():
                if _is_place(self.reading, other):
                    found.append(self.reading.argument("place", other))
        return found

    def _between(self, had: Iterable[Argument]) -> list[Argument]:
        """The states that a border is between, under its words."""
        found = []
        for argument in had:
            if argument.mention is None:
                words = self.reading.words_in(argument.start, argument.end)
                states = [m for w in words if (m := self.reading.parties.get(w)) and m.kind in PLACES]
                found += [replace(argument, mention=state.id) for state in states[:2] if len(states) > 1]
        return found

    def _places_of(self, word: int, event: Claim) -> list[Argument]:
        """The places of an event's clause; else those of who acts in it; else those of the clause around it."""
        told = self._told_in(self.reading.sent_of[word])
        if event.type in FAR:
            told = [one for one in told if not self._is_of_other(one[0], word)]
        clause = clause_of(self.reading, word)
        above = clause_of(self.reading, self.reading.heads[clause]) if clause != word or clause else clause
        own = [place for place, of, deep in told if of == clause and not deep]
        own = own or [place for place, of, _ in told if of == clause]
        if not own and event.mode == GOING:
            own = self._goals(clause)
        if not own and event.type in POSTS:
            own = [w for w in self._of_posts(clause) if _is_place(self.reading, w)]
        if not own and self._is_here(word):
            return self._of_dateline()
        if not own and self.reading.deps[clause].split(":")[0] not in TALKING:
            own = [place for place, of, _ in told if of == above]
        if not own:
            own = [place for place, of, _ in told if self._hangs_on(of, clause)]
        found = [self.reading.argument("place", place) for place in own]
        return list(dict.fromkeys(found)) + self._joined(found)

    def _hangs_on(self, of: int, clause: int) -> bool:
        """True for the clause of a participle or a relative that tells of something in another clause."""
        up, dep = self.reading.heads[of], self.reading.deps[of]
        below = up == clause or (dep == "acl" and clause_of(self.reading, up) == clause)
        return below and dep.split(":")[0] in BELOW

    def _told_in(self, sentence: int) -> list[tuple[int, int, bool]]:
        """The places told in a sentence: word, clause, and whether it is told of a thing in the clause only."""
        if self.by_sentence is None:
            found: dict[int, list[tuple[int, int, bool]]] = defaultdict(list)
            for word in self.reading.parties:
                if word >= self.dateline and _is_place(self.reading, word):
                    top = _top_of(self.reading, _first_of_name(self.reading, word))
                    if top is not None:
                        deep = self.reading.deps[top].split(":")[0] == "nmod"
                        found[self.reading.sent_of[word]].append((word, clause_of(self.reading, top), deep))
            self.by_sentence = found
        return self.by_sentence.get(sentence, [])

    def _goals(self, clause: int) -> list[int]:
        """Where somebody goes who visits: "flew to X for a visit"."""
        kids = self.reading.kids[clause]
        return [w for w in kids if _is_place(self.reading, w) and preposition(self.reading, w) == "to"]

    def _of_posts(self, clause: int) -> list[int]:
        """What the offices in a clause are of: "elected mayor of X"."""
        offices = (kid for kid in self.reading.kids[clause] if kid in self.reading.offices)
        return [below for office in offices for below in self.reading.kids[office]]

    def _is_here(self, word: int) -> bool:
        first, after = self.reading.sents[self.reading.sent_of[word]]
        return any(self.reading.lemmas[other] == "here" for other in range(first, after))

    def _of_dateline(self) -> list[Argument]:
        words = (w for w in range(self.dateline) if w in self.reading.parties and _is_place(self.reading, w))
        return [self.reading.argument("place", word) for word in words][:1]


def _is_wider(place: Location | None, others: Iterable[Location]) -> bool:
    """True for what another place lies in."""
    if place is None or place.level >= TOWN:
        return False
    inside = (one for one in others if one.level > place.level and one.country == place.country)
    return any(place.level == COUNTRY or one.region == place.region for one in inside)


def clause_of(reading: Reading, word: int) -> int:
    """The verb of the clause that a word stands in; of a nominal sentence its root."""
    current = word
    while reading.heads[current] != current:
        if reading.pos[current] in ("VERB", "AUX") and reading.deps[current] not in UNPLACED:
            return current
        current = reading.heads[current]
    return current


def _first_of_name(reading: Reading, word: int) -> int:
    """The word of a name that the others hang on."""
    while reading.deps[word].split(":")[0] == "flat" and reading.heads[word] != word:
        word = reading.heads[word]
    return word


def _top_of(reading: Reading, word: int) -> int | None:
    """The word whose preposition places it: the name, or the thing in it ("in a suburb of X"); None of others."""
    current = word
    for _ in range(STEPS_UP):
        mark = preposition(reading, current)
        lemma = reading.lemmas[current]
        if mark in classes()["setting"] and (current == word or lemma in classes()["spot"] or mark != "on"):
            return current if mark not in ("on", "over", "through") or _is_spot(reading, current) else None
        up = reading.heads[current]
        if up == current or (mark not in ("of", None)) or not _is_spot(reading, up):
            return current if lemma in classes()["spot"] and current != word and mark is None else None
        current = up
    return None


def _is_spot(reading: Reading, word: int) -> bool:
    return reading.lemmas[word] in classes()["spot"]


def _is_place(reading: Reading, word: int) -> bool:
    """True for the name of a place or of a state, which is no part of a longer name."""
    mention = reading.parties.get(word)
    return (
        mention is not None
        and mention.kind in PLACES
        and mention.form is Form.NAME
        and reading.deps[word].split(":")[0] not in UNPLACED
        and reading.lemmas[word] not in classes()["sort_of_place"]
        and not _is_part_of_name(reading, mention.end)
    )


def _is_part_of_name(reading: Reading, end: int) -> bool:
    """True where a capitalised word follows: "Geneva Conventions", "Warsaw Avenue"."""
    word = reading.word_at(end + 1)
    return (
        word is not None
        and reading.text[end : end + 1] == " "
        and reading.pos[word] == "PROPN"
        and reading.words[word][:1].isupper()
        and word not in reading.times
    )


def _dateline(reading: Reading) -> int:
    """The word after the dateline that a text begins with; 0 where it begins with none."""
    for number, text in enumerate(reading.words[:DATELINE_WORDS]):
        dated = any(word in reading.times for word in range(number))
        apart = text in DASHES and number and reading.text[reading.starts[number] - 1].isspace()
        if apart or (text == "." and dated and reading.words[0].isupper()):
            inside = reading.words[:number]
            marked = dated or "(" in inside or (inside[0].isupper() and len(inside[0]) > 1)
            return number + 1 if marked else 0
    return 0
