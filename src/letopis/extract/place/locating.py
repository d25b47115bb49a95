"""Say where on the map the places of a document are.

In:   the text and mentions of one document.
Out:  a `Location` for a mention of a place or a state, or None.

What could be meant is weighed by its size and by what stands around it: the country or region that is named beside it
("Paris, Texas"), the countries of its sentence and of the document, other places nearby. A name that stays between
several is located by their country where they share it, else not at all; a name that nobody lists by the country that
is named beside it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import cos, hypot, radians

from letopis import gazetteer
from letopis.claim import Claim
from letopis.document import Document
from letopis.lexicon import classes
from letopis.location import COUNTRY, REGION, SITE, TOWN, Location
from letopis.mention import Form, Mention, MentionKind

# Weights are in powers of ten of a town's people; set by hand on cases of our own.
BESIDE = 4.0  # a country or region named beside it
AT_HOME = 3.5  # its police, its courts or its villagers act in the sentence
IN_SENTENCE = 1.5  # the country is named in the sentence
IN_DOCUMENT = 0.8  # or elsewhere in the document
ALL_ITS_STATES = 1.7  # more, by the share that the country has of all that the document names
SAME_REGION = 1.5  # its region is named
NEARBY = 1.2  # another place that is named lies nearby
CAPITAL = 1.5
LISTED = 0.7  # of the places that political news is made of
OF_ITS_REGION = 4.9  # the least size of the town that stands for its region: Ceuta, Melilla
OTHER_NAME = -0.6  # the name is not the town's main one
SIZE_OF_REGION, SIZE_OF_STATE = 6.0, 7.0
MARGIN = 0.5  # by which the best must lead
ALONE = (
    5.0  # the least size of what is taken without any support, where the document speaks of other countries
)
NEAR_KM, SAME_KM = 250.0, 50.0
MOST_OTHERS = 40  # other places of a document that are asked
OWNING = ("'s ", "’s ", "' ", "’ ")
REACH = 60  # code points between a place and what it lies in
PLACED = (MentionKind.PLACE, MentionKind.COUNTRY)
_WORD = re.compile(r"[\w-]+")
_BODY = re.compile(r"(?:['’]s)? (\w+)")  # "Cuban police"
_BEFORE = re.compile(r"([\w-]+) of (?:the )?$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a name can mean."""

    location: Location
    code: str  # alpha-2
    size: float


class Locator:
    """The places of one document."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self.text = document.text
        self.mentions = [m for m in mentions if m.kind in PLACED and m.form is Form.NAME]
        self.starts = {mention.start: number for number, mention in enumerate(self.mentions)}
        self.codes: Counter[str] = Counter(
            m.country for m in mentions if m.country and m.kind is MentionKind.COUNTRY
        )
        self.of_sentence: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            if mention.form is Form.NAME and (mention.kind in PLACED or mention.country):
                self.of_sentence[mention.sentence].append(mention)
        self._found: dict[str, Location | None] = {}
        self._meant: dict[tuple[str, str | None], list[Candidate]] = {}
        self._likeliest: dict[str, list[Candidate]] | None = None
        self._by_name: dict[str, Location | None] = {}

    def locate(self, mention: Mention) -> Location | None:
        """Where a mention of a place or a state is."""
        if mention.kind not in PLACED:
            return None
        if mention.id not in self._found:
            self._found[mention.id] = self._locate(mention)
        return self._found[mention.id]

    def _locate(self, mention: Mention) -> Location | None:
        name = _shown(mention.text)
        around = self._around(mention)
        candidates = self._candidates(mention)
        if not candidates:
            home = self._home(mention)
            at_home = _of_state(home, "context") if home else None
            inside = self._of_container(around) or self._in_town(mention) or self._of_neighbour(mention)
            return inside or at_home
        if not around and name in self._by_name:
            return self._by_name[name]  # one name is one place in a document
        found = self._best(candidates, mention, around)
        if found is not None or not around:
            self._by_name.setdefault(name, found)
        return found or self._of_container(around)

    def _best(
        self, candidates: Sequence[Candidate], mention: Mention, around: Sequence[Mention]
    ) -> Location | None:
        codes, regions = _told_by(around)
        told = {m.country for m in self.of_sentence[mention.sentence] if m.country and m.id != mention.id}
        others, home = self._others(mention), self._home(mention)
        scored: list[tuple[float, float, Candidate]] = []
        for candidate in candidates:
            support = BESIDE * bool(codes and candidate.code in codes)
            support += BESIDE * bool(regions and (candidate.code, candidate.location.region) in regions)
            in_sentence = (
                IN_SENTENCE / len(told) if candidate.code in told else 0.0
            )  # several states: less of each
            support += max(in_sentence, self._in_document(candidate.code))
            support += AT_HOME * (candidate.code == home)
            support += _beside_others(candidate, others)
            scored.append((candidate.size + support, support, candidate))
        scored.sort(key=lambda one: -one[0])
        score, support, best = scored[0]
        if not support and self.codes and best.size < ALONE:
            return None
        best = _town_of_region(best, [candidate for _, _, candidate in scored], self.text[mention.end :][:20])
        rivals = [one for total, _, one in scored[1:] if score - total < MARGIN and not _is_same(one, best)]
        if not rivals:
            basis = "context" if support else "name" if len(scored) == 1 else "population"
            return _with_basis(best.location, basis)
        if all(rival.code == best.code for rival in rivals):
            return _of_state(best.code, "context")
        return None

    def _home(self, mention: Mention) -> str | None:
        """The country whose police, courts or villagers a sentence tells of, who act at home; None of several."""
        found = {
            m.country
            for m in self.of_sentence[mention.sentence]
            if m.country and m.kind is MentionKind.COUNTRY and m.end < mention.start
            if (told := _BODY.match(self.text, m.end)) and told[1].lower() in classes()["at_home"]
        }
        return found.pop() if len(found) == 1 else None

    def _in_document(self, code: str) -> float:
        count = self.codes[code]
        return IN_DOCUMENT + ALL_ITS_STATES * count / self.codes.total() if count else 0.0

    def _candidates(self, mention: Mention) -> list[Candidate]:
        key = (mention.text, mention.country if mention.kind is MentionKind.COUNTRY else None)
        if key not in self._meant:
            self._meant[key] = candidates_of(_shown(mention.text), mention)
        return self._meant[key]

    def _others(self, mention: Mention) -> list[Candidate]:
        """What the other places of the document most likely mean: of each name the two likeliest."""
        if self._likeliest is None:
            places = {other.text: other for other in self.mentions if other.kind is MentionKind.PLACE}
            first = list(places.items())[:MOST_OTHERS]
            self._likeliest = {text: self._candidates(other)[:2] for text, other in first}
        return [one for text, several in self._likeliest.items() if text != mention.text for one in several]

    def _around(self, mention: Mention) -> list[Mention]:
        """The states and regions that a place is said to lie in: "Osk, in eastern X", "the X town of Osk"."""
        found: list[Mention] = []
        end = mention.end
        while (other := self._next(end)) is not None and self._is_within(end, other):
            found.append(other)
            end = other.end
        owners = [m for m in self.mentions if m.kind is MentionKind.COUNTRY and m.end < mention.start]
        if owners and self.text[owners[-1].end : mention.start] in OWNING:  # "Colombia's Cauca"
            found.append(owners[-1])
        before = _BEFORE.search(self.text, max(0, mention.start - REACH), mention.start)
        if before is not None and before[1].lower() in classes()["sort_of_place"]:
            found += [
                m
                for m in self.mentions
                if m.end <= before.start() and self._is_just_before(m, before.start())
            ]
        return found

    def _next(self, end: int) -> Mention | None:
        for start in range(end, min(end + REACH, len(self.text))):
            if start in self.starts:
                return self.mentions[self.starts[start]]
        return None

    def _is_within(self, end: int, other: Mention) -> bool:
        """True where only words of lying in stand between; a bare comma where the other is a state or a region."""
        between = self.text[end : other.start]
        if "." in between or "\n" in between or ";" in between:
            return False
        words = [word.lower() for word in _WORD.findall(between.replace("'s", "").replace("’s", ""))]
        if not words:
            return ("," in between or "(" in between or "'s" in between or "’s" in between) and _holds(other)
        return _holds(other) and all(word in classes()["within"] for word in words) and words[0] != "of"

    def _is_just_before(self, other: Mention, end: int) -> bool:
        words = _WORD.findall(self.text[other.end : end].replace("'s", "").replace("’s", ""))
        return end - other.end < REACH and all(word.lower() in classes()["within"] for word in words)

    def _in_town(self, mention: Mention) -> Location | None:
        """The spot of a site that the words put into a town: "at the Lyric Theatre in X"."""
        other = self._next(mention.end)
        if other is None or self.text[mention.end : other.start] not in (" in ", " at ", ", in "):
            return None
        town = self.locate(other)
        return (
            replace(town, level=SITE, name=_shown(mention.text), basis="context")
            if town is not None
            else None
        )

    def _of_neighbour(self, mention: Mention) -> Location | None:
        """The country of the town that a place is told from: "X, a district of Y", "X, 40 km north of Y"."""
        other = self._next(mention.end)
        between = self.text[mention.end : other.start] if other is not None else ""
        words = [word.lower() for word in _WORD.findall(between)]
        near = classes()["within"] | classes()["beside"]
        told = between.startswith(",") and len(words) > 1 and all(w in near or w.isdigit() for w in words)
        if other is None or not told or "border" in words:
            before = _BEFORE.search(self.text, max(0, mention.start - REACH), mention.start)
            sort = before is not None and before[1].lower() in classes()["sort_of_place"]
            fronts = [m for m in self.mentions if before and 0 <= before.start() - m.end <= 1] if sort else []
            other = fronts[-1] if fronts else None
        place = self.locate(other) if other is not None else None
        code = _alpha2().get(place.country or "") if place is not None else None
        return _of_state(code, "context") if code else None

    def _of_container(self, around: Sequence[Mention]) -> Location | None:
        """The country, and the region, that a place is said to lie in."""
        codes, regions = _told_by(around)
        if len(regions) == 1:
            code, region = next(iter(regions))
            return Location(REGION, *_state(code), region, basis="context")
        return _of_state(next(iter(codes)), "context") if len(codes) == 1 else None


def candidates_of(name: str, mention: Mention) -> list[Candidate]:
    """What a name of a place can mean, the likeliest first."""
    found: list[Candidate] = []
    listed = gazetteer.city(name)
    if listed is not None and listed.country is None:
        return []  # a sea, a part of the world
    if gazetteer.bloc(name) is not None:
        return []
    seat = gazetteer.metonym_of(name)
    if seat is not None and seat.kind == "seat":
        return _seat(seat, name)
    form = gazetteer.country_form(name)
    if form is not None and form.form == "name":
        found.append(Candidate(_of_state(form.country.code, "name"), form.country.code, SIZE_OF_STATE))
    elif mention.kind is MentionKind.COUNTRY and mention.country and not gazetteer.towns(name):
        return [Candidate(_of_state(mention.country, "name"), mention.country, SIZE_OF_STATE)]
    if listed is not None and listed.kind == "region":
        found.append(_region(listed.country or "", listed.name, LISTED))
    found += [_region(code, region, 0.0) for code, region in gazetteer.regions(name)]
    found += [_town(town, name, listed) for town in gazetteer.towns(name)]
    if listed is not None and not any(one.code == listed.country for one in found):
        found.append(Candidate(_of_state(listed.country or "", "name"), listed.country or "", ALONE))
    return sorted(found, key=lambda one: -one.size)


def _seat(seat: gazetteer.Metonym, name: str) -> list[Candidate]:
    """The building or street that a government sits in, at the place of its capital."""
    country = gazetteer.country_by_code(seat.code)
    if country is None or not country.capitals:
        return []
    town = next((one for one in gazetteer.towns(country.capitals[0]) if one.country == country.code), None)
    if town is None:
        return []
    place = Location(SITE, *_state(country.code), town.region, name, town.lat, town.lon)
    return [Candidate(place, country.code, SIZE_OF_STATE)]


def _town(town: gazetteer.Town, name: str, listed: gazetteer.City | None) -> Candidate:
    size = town.size + (0.0 if town.is_main else OTHER_NAME)
    country = gazetteer.country_by_code(town.country)
    if country is not None and name in country.capitals:
        size += CAPITAL
    if listed is not None and listed.country == town.country and listed.kind != "region":
        size += LISTED
    place = Location(TOWN, *_state(town.country), town.region, name, town.lat, town.lon, town.geoname)
    return Candidate(place, town.country, size)


def _region(code: str, name: str, more: float) -> Candidate:
    return Candidate(Location(REGION, *_state(code), name, name), code, SIZE_OF_REGION + more)


def _state(code: str) -> tuple[str | None, str | None]:
    """Alpha-3 code and number of the state that a place is in."""
    coding = gazetteer.state_coding(code)
    return coding.country, coding.cow


def _of_state(code: str, basis: str) -> Location:
    country = gazetteer.country_by_code(code)
    return Location(COUNTRY, *_state(code), None, country.name if country else None, basis=basis)


def _town_of_region(best: Candidate, others: Iterable[Candidate], after: str) -> Candidate:
    """The town that a region is called after, unless the words say that the region is meant."""
    named = _WORD.search(after)
    if best.location.level != REGION or (named and named[0].lower() in classes()["sort_of_place"]):
        return best
    towns = (one for one in others if one.location.level == TOWN and one.code == best.code)
    name = best.location.region
    return next((one for one in towns if one.location.region == name and one.size > OF_ITS_REGION), best)


def _with_basis(place: Location, basis: str) -> Location:
    known = place.to_json()
    return Location.from_json({**known, "basis": basis})


def _shown(text: str) -> str:
    """The name without a possessive ending, an article, a point of the compass in front."""
    before, _, behind = text.partition(" of ")
    if behind and before.split()[-1].lower() in classes()["sort_of_place"]:
        text = behind  # "Syrian city of X"
    words = text.removesuffix("'s").removesuffix("’s").split()
    while len(words) > 1 and words[-1].islower() and words[-1] in classes()["sort_of_place"]:
        words = words[:-1]
    while len(words) > 1 and words[0].islower() and words[0] in classes()["within"]:
        words = words[1:]
    return " ".join(words)


def _holds(other: Mention) -> bool:
    """True for what a town can lie in: a state, a region."""
    if other.kind is MentionKind.COUNTRY:
        return True
    name = _shown(other.text)
    listed = gazetteer.city(name)
    return (listed is not None and listed.kind == "region") or bool(gazetteer.regions(name))


def _told_by(around: Iterable[Mention]) -> tuple[set[str], set[tuple[str, str]]]:
    """The countries and the regions that mentions name."""
    codes: set[str] = set()
    regions: set[tuple[str, str]] = set()
    for other in around:
        name = _shown(other.text)
        found = set(gazetteer.regions(name))
        listed = gazetteer.city(name)
        if listed is not None and listed.kind == "region" and listed.country:
            found = {(listed.country, listed.name)} | {one for one in found if one[0] == listed.country}
        if other.kind is MentionKind.COUNTRY and other.country:
            codes.add(other.country)
        else:
            regions |= found
    if codes:
        regions = {one for one in regions if one[0] in codes}
    return codes | {code for code, _ in regions}, regions


def _beside_others(candidate: Candidate, others: Sequence[Candidate]) -> float:
    """The support of other places: one nearby, and the region that it lies in."""
    nearby = any(
        one.code == candidate.code and _km(one.location, candidate.location) < NEAR_KM for one in others
    )
    region = candidate.location.region
    same = region is not None and any(
        one.location.level == REGION and (one.code, one.location.region) == (candidate.code, region)
        for one in others
    )
    return NEARBY * nearby + SAME_REGION * same


def _is_same(one: Candidate, other: Candidate) -> bool:
    """True of two entries for one place, and of a town and the region that is called after it."""
    if one.code != other.code:
        return False
    return one.location.region == other.location.region or _km(one.location, other.location) < SAME_KM


def _km(one: Location, other: Location) -> float:
    """The distance of two places, good to a few per cent; without end where one is not known."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return float("inf")
    east = (one.lon - other.lon) * cos(radians((one.lat + other.lat) / 2))
    return 111.2 * hypot(one.lat - other.lat, east)


def located(document: Document, mentions: Sequence[Mention], claims: Iterable[Claim]) -> list[Mention]:
    """The mentions; those that are the place of an event with where they are, and their chains with its country."""
    wanted = {argument.mention for claim in claims for argument in claim.all("place")} - {None}
    if not wanted:
        return list(mentions)
    locator = Locator(document, mentions)
    places = {m.id: place for m in mentions if m.id in wanted and (place := locator.locate(m)) is not None}
    named = (m for m in mentions if m.id in places and m.kind is MentionKind.PLACE)
    countries = {m.chain: code for m in named if (code := _other_country(m, places[m.id])) is not None}
    return [
        replace(m, location=places.get(m.id), country=countries.get(m.chain, m.country))
        if m.id in places or m.chain in countries
        else m
        for m in mentions
    ]


def _other_country(mention: Mention, place: Location) -> str | None:
    """The alpha-2 code of where a place is, where its name alone tells another country or none: "Paris, Texas"."""
    if place.country is None or gazetteer.state_coding(mention.country).country == place.country:
        return None
    return _alpha2().get(place.country)


@cache
def _alpha2() -> dict[str, str]:
    """Alpha-3 codes of states → alpha-2 codes."""
    states = (
        country for country in gazetteer.countries() if country.status == "state" or not country.claimant
    )
    return {country.alpha3: country.code for country in states if country.alpha3}
