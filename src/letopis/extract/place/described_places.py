"""Say which place a description means: "the city", "the capital", "the province", "there".

In:   a `Reading`, and a `Locator` of its places.
Out:  for a word that describes a place the mention of the place: the name told last that is of such a sort; of a
      capital without a name the state that it is of.

A description with a name of its own ("the port of X", "the city, Y") is that name's, and one of something new ("a
village") is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator

from letopis import gazetteer
from letopis.extract.place.locating import Locator
from letopis.extract.sentence.reading import Reading
from letopis.lexicon import classes
from letopis.location import COUNTRY, REGION
from letopis.mention import Form, Mention, MentionKind

BACK = 3  # sentences in which the name was told
MAINLY = 0.6  # the share of all mentions of states that makes one the report's own
KNOWING = frozenset({"the", "this", "that"})
OWNING = frozenset({"its", "their", "whose"})


class DescribedPlaces:
    """The places that the words of one document describe."""

    def __init__(self, reading: Reading, locator: Locator) -> None:
        self.reading, self.locator = reading, locator
        self.names = [
            (word, mention)
            for word, mention in sorted(reading.parties.items())
            if mention.form is Form.NAME and mention.kind is MentionKind.PLACE
        ]
        self.known: dict[int, Mention | None] = {}
        self.is_mapped: bool | None = None

    def words(self, first: int) -> list[int]:
        """The words from `first` on that describe a place that is known, in text order."""
        asked = classes()["town_noun"] | classes()["region_noun"] | {"there"}
        lemmas = enumerate(self.reading.lemmas)
        return [w for w, lemma in lemmas if lemma in asked and w >= first and self.of(w) is not None]

    def of(self, word: int) -> Mention | None:
        """The mention of the place that the word describes, or None."""
        if word not in self.known:
            self.known[word] = self._find(word)
        return self.known[word]

    def _find(self, word: int) -> Mention | None:
        reading, lemma = self.reading, self.reading.lemmas[word]
        if reading.words[word].lower() == "there" and reading.deps[word] in ("advmod", "obl"):
            return self._last_named(word, ("town_noun", "region_noun"), 1)
        town, region = lemma in classes()["town_noun"], lemma in classes()["region_noun"]
        if not (town or region) or reading.tags[word] != "NN" or not self._is_known(word):
            return None
        if lemma == "capital":
            return self._capital(word)
        return self._last_named(word, ("town_noun",) if town else ("region_noun",), BACK)

    def _is_known(self, word: int) -> bool:
        """True for "the city" and "its capital", which need a name told elsewhere."""
        reading = self.reading
        known = False
        for kid in reading.kids[word]:
            dep = reading.deps[kid].split(":")[0]
            known |= dep == "det" and reading.words[kid].lower() in KNOWING
            known |= reading.deps[kid] == "nmod:poss"
            named = kid in reading.parties and reading.parties[kid].form is Form.NAME
            if dep in ("appos", "flat", "acl") or (dep in ("nmod", "compound") and named):
                return False
            if dep == "nmod" and reading.deps[kid] == "nmod" and kid > word:
                return False  # "the city of his birth"
        return known and reading.deps[word] not in ("compound", "appos", "flat")

    def _capital(self, word: int) -> Mention | None:
        code = self._state_of(word)
        if code is None:
            return None
        country = gazetteer.country_by_code(code)
        towns = country.capitals if country is not None else ()
        told = [mention for _, mention in self.names if mention.text in towns]
        return told[0] if told else next(self._states(code), None)

    def _states(self, code: str) -> Iterator[Mention]:
        """The mentions of a state by name, nouns before adjectives."""
        found = [
            m
            for m in self.reading.parties.values()
            if m.kind is MentionKind.COUNTRY and m.form is Form.NAME and m.country == code
        ]
        yield from sorted(found, key=lambda m: (m.text != m.value, m.start))

    def _state_of(self, word: int) -> str | None:
        """The state whose capital it is: its owner, the one that the sentence names, else the report's own."""
        reading = self.reading
        for kid in reading.kids[word]:
            owner = reading.parties.get(kid)
            is_state = owner is not None and owner.kind is MentionKind.COUNTRY
            if reading.deps[kid] == "nmod:poss" or (is_state and reading.deps[kid] in ("amod", "nmod")):
                return owner.country if owner is not None and is_state else None  # "the X capital"
        first, after = reading.sents[reading.sent_of[word]]
        named = [w for w in range(first, after) if (m := reading.parties.get(w)) and m.country]
        here = {reading.parties[w].country for w in named}
        whose = all(
            reading.deps[w] in ("nmod:poss", "amod") for w in named
        )  # "Russia's envoy landed in the capital"
        if len(here) == 1 and not (whose and self._mainly() not in here):
            return here.pop()
        return self._mainly()

    def _mainly(self) -> str | None:
        """The state of which the report tells, or None."""
        codes = self.locator.codes
        code, count = max(codes.items(), key=lambda one: one[1], default=(None, 0))
        return code if count and count >= MAINLY * codes.total() else None

    def _last_named(self, word: int, sorts: tuple[str, ...], back: int) -> Mention | None:
        """The name of such a sort that was told last before the word; None where two are told alike."""
        reading, sentence = self.reading, self.reading.sent_of[word]
        own = [m for w, m in self.names if w < word and reading.sent_of[w] == sentence and self._is(m, sorts)]
        if own:
            return own[-1] if len({m.text for m in own}) == 1 else None
        for before in range(sentence - 1, max(-1, sentence - 1 - back), -1):
            there = [m for w, m in self.names if reading.sent_of[w] == before and self._is(m, sorts)]
            if there:
                return there[-1] if len({m.text for m in there}) == 1 else None
        return None

    def _is(self, mention: Mention, sorts: tuple[str, ...]) -> bool:
        """True for a town where a town is asked for, for a region, an island or a name that nobody lists else."""
        place = self.locator.locate(mention)
        listed = gazetteer.city(mention.text)
        if listed is not None and listed.country is None:
            return False  # a sea
        wide = (
            place is not None and place.level in (COUNTRY, REGION) and bool(gazetteer.regions(mention.text))
        )
        wide |= listed is not None and listed.kind == "region"
        if not wide and not self._is_on_map(mention) and self._has_listed_town():
            return False  # "Senayan" is a part of the city of which the report tells
        return "region_noun" in sorts if wide else "town_noun" in sorts

    def _is_on_map(self, mention: Mention) -> bool:
        """True for a name of which it is known where it is, and one that the words call a town ("the city of X")."""
        place = self.locator.locate(mention)
        before = self.reading.text[max(0, mention.start - 20) : mention.start].split()
        called = len(before) > 1 and before[-1] == "of" and before[-2] in classes()["town_noun"]
        return called or (place is not None and place.lat is not None)

    def _has_listed_town(self) -> bool:
        """True where some place of the text is on the map."""
        if self.is_mapped is None:
            self.is_mapped = any(self._is_on_map(mention) for _, mention in self.names)
        return self.is_mapped
