"""Say where each event is set, where its own roles do not.

In:   a `Reading` and the events found in it.
Out:  the events; those without a place with the places that are told in their clause, else in their sentence.

A place is told by a preposition of place ("in", "near", "off"), also through what lies in it ("in a suburb of X"). One
told of the clause itself goes before one told of who acts ("voters in X"), and that before one of the clause above. The
dateline is where a report was written and no place of its events, unless the sentence says "here". Where no preposition
tells one: "where X happened" is what stands before it, "the Lyon talks" and "a Lyon court" are in Lyon, what a city
hosts is there, what somebody does who went there is too, and a story goes on where it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from letopis.claim import Argument, Claim, claim_id
from letopis.extract.place.described_places import DescribedPlaces
from letopis.extract.place.locating import Locator
from letopis.extract.place.place_words import (
    PLACES,
    STEPS_UP,
    clause_of,
    dateline_of,
    first_of_name,
    is_part_of_name,
    is_place,
    is_sort,
    is_spot,
    named_place,
    top_of,
)
from letopis.extract.sentence.reading import Reading
from letopis.extract.sentence.slots import preposition
from letopis.extract.time.carrying import SENTENCES_BACK, block_of, is_dated, root_of, says, told_verb
from letopis.extract.time.when import times_in
from letopis.lexicon import classes, frames, words
from letopis.location import COUNTRY, TOWN, Location
from letopis.mention import Form, Mention, MentionKind

TALKING = frozenset({"ccomp", "parataxis"})  # what is said in a clause is not where the clause is
BELOW = frozenset({"acl", "advcl", "csubj", "nsubj"})
PEOPLE = (MentionKind.PERSON, MentionKind.GROUP)
GOING = "visit"
POSTS = frozenset({"ELECT", "APPOINT", "DISMISS", "RESIGN"})
FAR = frozenset(
    {"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "THREATEN", "AGREE", "CONCEDE", "SANCTION"}
)  # acts by word: done from afar to what happens somewhere

GOALS = frozenset({"to", "into", "in", "at", "for", "onto", "toward", "towards"})
BODILY = frozenset({"ASSAULT", "INCIDENT", "PROTEST", "MOBILIZE", "COERCE"})  # acts done where they hit
OCCASION = frozenset({"at", "during", "in"})
GOING_ON = frozenset({"conj", "advcl", "xcomp", "parataxis"})  # what somebody does who has gone somewhere
IN_FRONT = frozenset({"compound", "nmod:poss"})
BEFORE_WHERE = 4  # words between a place and the "where" that tells of it


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
        self.described = DescribedPlaces(reading, self.locator)
        self.dateline = dateline_of(reading)
        self.by_sentence: dict[int, list[tuple[int, int, bool]]] | None = None

    def placed(self, event: Claim) -> Claim:
        """The event with its places."""
        cue = event.evidence[0].cue
        word = self.reading.word_at(cue[0]) if cue else None
        if word is None:
            return event
        kept = [self._meant(a) for a in event.arguments]
        kept = [a for a in kept if a.role != "place" or not self._is_no_place(a, event, word)]
        themes = {(a.start, a.end) for a in kept if a.role == "theme"}
        kept = [a for a in kept if a.role != "place" or a.mention or (a.start, a.end) not in themes]
        had = [argument for argument in kept if argument.role == "place"]
        mentions = (self.reading.by_id.get(a.mention or "") for a in had)
        named = any(mention is not None and mention.kind in PLACES for mention in mentions)
        new = self._joined(had) + self._between(had) if had else []
        if not named or all(self._is_wide(mention) for mention in self._names_in(had)):
            new = self._places_of(word, event) or new
        taken = {(argument.role, argument.start) for argument in kept if argument.mention}
        new = [argument for argument in new if ("place", argument.start) not in taken]
        if named or new:  # "at a market in X" is in X
            kept = [a for a in kept if a.role != "place" or self._names_in((a,))]
        arguments = self._without_wider((*kept, *new))
        if arguments == event.arguments:
            return event
        evidence = event.evidence[0]
        key = claim_id(event.document, event.kind, event.type, arguments, evidence)
        return replace(event, id=key, arguments=arguments)

    def _meant(self, argument: Argument) -> Argument:
        """The argument; a place told by a description alone under the place that it means."""
        if argument.role != "place" or argument.mention is not None:
            return argument
        words = self.reading.words_in(argument.start, argument.end)
        meant = next((m for w in reversed(words) if (m := self.described.of(w)) is not None), None)
        return argument if meant is None else replace(argument, mention=meant.id)

    def _is_no_place(self, argument: Argument, event: Claim, cue: int) -> bool:
        mention = self.reading.by_id.get(argument.mention or "")
        word = self.reading.word_at(mention.head_start if mention is not None else argument.start)
        if word is None:
            return False
        if self._stands_for_no_place(argument, mention):
            return True
        if (
            mention is not None
            and mention.kind in PEOPLE
            and self.reading.lemmas[word] in words("person_nouns")
        ):
            return (
                self.reading.lemmas[word] not in classes()["quarters"]
            )  # "killed 61 worshippers at a mosque"
        of_other = event.type in FAR and self._is_of_other(word, cue)
        mere_sort = is_sort(self.reading, word)  # "Syrian city" of "Syrian city of X"
        of_other = of_other or (mere_sort and mention is not None)
        return word < self.dateline or of_other or is_part_of_name(self.reading, argument.end)

    def _stands_for_no_place(self, argument: Argument, mention: Mention | None) -> bool:
        """True for "it" of what is no place, for "a new one", a day and a number."""
        last = self.reading.words_in(argument.start, argument.end)[-1]
        is_day = any(time.start <= argument.start < time.end for time in self.reading.times.values())
        if is_day or (mention is None and last in self.reading.quantities):
            return True
        if mention is None or self.reading.lemmas[last] == "one":
            return self.reading.lemmas[last] in ("it", "one")
        chain = self.reading.by_chain.get(mention.chain, ())
        return mention.form == Form.PRONOUN and not any(m.kind in PLACES for m in chain)

    def _is_of_other(self, word: int, cue: int) -> bool:
        """True where a place is told of another event below this one: "condemned the arrests in X"."""
        current = self.reading.heads[word]
        for _ in range(STEPS_UP):
            if self.reading.heads[current] == cue and self._is_own(current, cue):
                return False
            verb = self.reading.pos[current] == "VERB" and self.reading.deps[current].split(":")[0] in BELOW
            if current == cue or verb or self.reading.heads[current] == current:
                return False
            if current in self.cues or ((self.reading.lemmas[current], "N") in frames("events")):
                return True
            current = self.reading.heads[current]
        return False

    def _names_in(self, arguments: Iterable[Argument]) -> list[Mention]:
        return [m for a in arguments if (m := self.reading.by_id.get(a.mention or "")) and m.kind in PLACES]

    def _is_wide(self, mention: Mention) -> bool:
        """True for a state or a region, in which a place of the event may be told."""
        place = self.locator.locate(mention)
        return place is not None and place.level < TOWN

    def _is_own(self, noun: int, cue: int) -> bool:
        """True for the occasion of an act ("agreed at talks in X"), and the deed of a verb that only holds it
        ("reached an agreement in X")."""
        dep = self.reading.deps[noun].split(":")[0]
        held = dep == "obj" and self.reading.lemmas[cue] in classes()["holding"]
        return held or (dep == "obl" and preposition(self.reading, noun) in OCCASION)

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
                if is_place(self.reading, other):
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
        own = own or self._of_where(clause) or self._in_front(word, event)
        own = own or [place for place, of, _ in told if of == clause]
        if not own and event.mode == GOING:
            own = self._goals(clause)
        if not own and event.type in POSTS:
            own = [w for w in self._of_posts(clause) if is_place(self.reading, w)]
        if not own and self._is_here(word):
            return self._of_dateline()
        own = own or self._of_host(word) or self._of_goer(clause)
        own = own or self._of_struck(word) or self._of_target(event)
        if not own and self.reading.deps[clause].split(":")[0] not in TALKING and not self._is_aside(clause):
            own = [place for place, of, _ in told if of == above]
        if not own and event.type not in FAR:
            own = [place for place, of, _ in told if self._hangs_on(of, clause)]
        own = own or self._carried(word, event)
        found = [self._argument(place) for place in own]
        return list(dict.fromkeys(found)) + self._joined(found)

    def _argument(self, word: int) -> Argument:
        """The word as a place; a description under the place that it means."""
        argument = self.reading.argument("place", word)
        meant = self.described.of(word)
        return argument if meant is None else replace(argument, mention=meant.id)

    def _is_aside(self, clause: int) -> bool:
        """True for a relative clause with a day of its own: "X, who was elected on Sunday, arrived in Y on Monday"."""
        times = (time for time in times_in(self.reading, self.reading.sent_of[clause]))
        own = (
            time for time in times if is_dated(self.reading, time) and clause_of(self.reading, time) == clause
        )
        return self.reading.deps[clause] == "acl:relcl" and any(own)

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
                if self._is_of_source(word):
                    continue
                if word >= self.dateline and is_place(self.reading, word):
                    top = top_of(self.reading, first_of_name(self.reading, word))
                    if top is not None:
                        deep = self.reading.deps[top].split(":")[0] == "nmod"
                        found[self.reading.sent_of[word]].append((word, clause_of(self.reading, top), deep))
                elif word >= self.dateline and (top := self._site_of(word)) is not None:
                    deep = self.reading.deps[top].split(":")[0] == "nmod"
                    found[self.reading.sent_of[word]].append((word, clause_of(self.reading, top), deep))
            for word in self.described.words(self.dateline):
                top = word if self.reading.tags[word] == "RB" else top_of(self.reading, word)
                if top is not None:
                    deep = self.reading.deps[top].split(":")[0] == "nmod"
                    found[self.reading.sent_of[word]].append((word, clause_of(self.reading, top), deep))
            self.by_sentence = found
        return self.by_sentence.get(sentence, [])

    def _is_of_source(self, word: int) -> bool:
        """True for what lies in the phrase of a source: "killed, according to prosecutors in X"."""
        for _ in range(STEPS_UP):
            if any(self.reading.words[kid].lower() == "according" for kid in self.reading.kids[word]):
                return True
            if self.reading.deps[word].split(":")[0] not in ("nmod", "conj", "compound", "appos"):
                return False
            word = self.reading.heads[word]
        return False

    def _site_of(self, word: int) -> int | None:
        """The spot that a town's name stands in front of: "at the X shipyard", "in X's old market"."""
        if self.reading.deps[word] not in IN_FRONT:
            return None
        spot = self.reading.heads[word]
        placed = preposition(self.reading, spot) in classes()["setting"] and is_spot(self.reading, spot)
        of = any(
            preposition(self.reading, kid) == "of" for kid in self.reading.kids[spot]
        )  # "the X suburb of Y"
        return spot if placed and not of and self._is_town(word) else None

    def _goals(self, clause: int) -> list[int]:
        """Where somebody goes who visits: "flew to X for a visit"."""
        kids = self.reading.kids[clause]
        return [w for w in kids if is_place(self.reading, w) and preposition(self.reading, w) == "to"]

    def _of_where(self, clause: int) -> list[int]:
        """What the "where" of a clause stands behind: "in X, where police arrested him"."""
        kids = self.reading.kids[clause]
        where = next((k for k in kids if self.reading.lemmas[k] == "where" and k < clause), None)
        if where is None:
            return []
        first = max(where - BEFORE_WHERE, self.reading.sents[self.reading.sent_of[where]][0])
        return [w for w in range(first, where) if is_place(self.reading, w)][-1:]

    def _in_front(self, word: int, event: Claim) -> list[int]:
        """The town in front of what happens ("the Lyon talks") or of who sits in judgement ("a Lyon court")."""
        nouns = [word] if self.reading.pos[word] == "NOUN" and event.type not in FAR else []
        for kid in self.reading.kids[word]:
            subject = self.reading.deps[kid] in ("nsubj", "nsubj:pass", "obl:agent", "obl")
            thing = (
                event.type in BODILY and kid not in self.reading.parties and self.reading.deps[kid] == "nsubj"
            )
            seated = self.reading.lemmas[kid] in classes()["seated"]
            if subject and (seated or thing or self._is_cue(kid, event)):
                nouns.append(kid)
        below = (kid for noun in nouns for kid in self.reading.kids[noun])
        return [w for w in below if self.reading.deps[w] in IN_FRONT and self._is_town(w)]

    def _is_cue(self, noun: int, event: Claim) -> bool:
        """True for a noun that names a deed of the event's type: the "attacks" of "the X attacks killed 166"."""
        return any(
            frame.type == event.type for frame in frames("events").get((self.reading.lemmas[noun], "N"), ())
        )

    def _is_town(self, word: int) -> bool:
        mention = self.reading.parties.get(word)
        if mention is None or mention.kind not in PLACES or mention.form is not Form.NAME:
            return False
        place = self.locator.locate(mention)
        return place.level >= TOWN if place is not None else mention.kind is MentionKind.PLACE

    def _of_host(self, word: int) -> list[int]:
        """Who is host of what happens: "X hosted the talks", "X saw the largest march in years"."""
        up = self.reading.heads[word] if self.reading.deps[word] == "obj" else word
        if preposition(self.reading, word) in ("for", "of", "to") and self.reading.heads[word] != word:
            up = self.reading.heads[word]  # "X was the scene of riots"
        if self.reading.lemmas[up] not in classes()["hosting"]:
            return []
        return self._places_at(up, "nsubj")

    def _of_struck(self, word: int) -> list[int]:
        """What is hit by what happens: "a blast rocked X"."""
        up = self.reading.heads[word] if self.reading.deps[word] == "nsubj" else word
        if self.reading.lemmas[up] not in classes()["shaking"]:
            return []
        return [place for place in self._places_at(up, "obj") if self._is_town(place)]

    def _of_target(self, event: Claim) -> list[int]:
        """The town that somebody attacks or takes."""
        if event.type not in BODILY:
            return []
        hit = (
            m
            for a in event.arguments
            if a.role == "recipient" and (m := self.reading.by_id.get(a.mention or ""))
        )
        words = [self.reading.word_at(mention.head_start) for mention in hit]
        return [word for word in words if word is not None and self._is_town(word)]

    def _places_at(self, verb: int, dep: str) -> list[int]:
        kids = (kid for kid in self.reading.kids[verb] if self.reading.deps[kid] == dep)
        return [
            named_place(self.reading, kid)
            for kid in kids
            if is_place(self.reading, named_place(self.reading, kid))
        ]

    def _of_goer(self, clause: int) -> list[int]:
        """Where somebody has gone who then does something: "flew to X and met the king"."""
        up = self.reading.heads[clause]
        if self.reading.deps[clause] not in GOING_ON or self.reading.lemmas[up] not in classes()["motion"]:
            return []
        return self._gone_to(up)

    def _gone_to(self, verb: int) -> list[int]:
        found = []
        for kid in self.reading.kids[verb]:
            entered = self.reading.deps[kid] == "obj" and self.reading.lemmas[verb] in classes()["entering"]
            if entered or preposition(self.reading, kid) in GOALS:
                spot = is_spot(self.reading, kid)
                below = [kid, *self.reading.kids[kid]] if spot else [kid]
                found += [word for word in below if is_place(self.reading, word)]
        return found

    def _carried(self, word: int, event: Claim) -> list[int]:
        """The place at which a story goes on: "They arrived in X on Sunday. The next day they signed a treaty"."""
        sentence = self.reading.sent_of[word]
        top = told_verb(self.reading, word)
        there = self._says(sentence, "there")
        if top is None or self._names_place(sentence) or not (there or self._goes_on(word, event)):
            return []
        for back in range(sentence - 1, max(sentence - 1 - SENTENCES_BACK, -1), -1):
            root = root_of(self.reading, *self.reading.sents[back])
            if root is None or block_of(self.reading, root) != block_of(self.reading, word):
                return []
            if says(self.reading, root) and not there:
                return []
            scene = [place for place, of, deep in self._told_in(back) if of == root and not deep]
            if scene or self._names_place(back):
                moved = self.reading.lemmas[root] in classes()["motion"]
                return scene or (self._gone_to(root) if moved else [])
        return []

    def _goes_on(self, word: int, event: Claim) -> bool:
        """True for a deed of those whom the story is about, and for what happens on the same day."""
        actors = [a for a in event.arguments if a.role in ("actor", "recipient") and a.mention]
        mentions = [self.reading.by_id[a.mention] for a in actors if a.mention in self.reading.by_id]
        if any(mention.form is Form.PRONOUN for mention in mentions):
            return True
        sentence = self.reading.sent_of[word]
        dated = any(is_dated(self.reading, time) for time in times_in(self.reading, sentence))
        return not dated and event.type not in FAR

    def _names_place(self, sentence: int) -> bool:
        first, after = self.reading.sents[sentence]
        mentions = (self.reading.parties.get(w) for w in range(max(first, self.dateline), after))
        return any(m is not None and m.kind in PLACES and m.form is Form.NAME for m in mentions)

    def _says(self, sentence: int, lemma: str) -> bool:
        first, after = self.reading.sents[sentence]
        return any(
            self.reading.lemmas[other] == lemma and self.reading.deps[other] != "expl"
            for other in range(first, after)
        )

    def _of_posts(self, clause: int) -> list[int]:
        """What the offices in a clause are of: "elected mayor of X"."""
        offices = (kid for kid in self.reading.kids[clause] if kid in self.reading.offices)
        return [below for office in offices for below in self.reading.kids[office]]

    def _is_here(self, word: int) -> bool:
        return self._says(self.reading.sent_of[word], "here")

    def _of_dateline(self) -> list[Argument]:
        words = (w for w in range(self.dateline) if w in self.reading.parties and is_place(self.reading, w))
        return [self.reading.argument("place", word) for word in words][:1]


def _is_wider(place: Location | None, others: Iterable[Location]) -> bool:
    """True for what another place lies in."""
    if place is None or place.level >= TOWN:
        return False
    inside = (one for one in others if one.level > place.level and one.country == place.country)
    return any(place.level == COUNTRY or one.region == place.region for one in inside)
