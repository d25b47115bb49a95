"""The political world by name: countries, blocs, cities, bodies, offices.

In:   a name or its words, as written.
Out:  what it can stand for, or None.

Every lookup is one dict access on folded text. A proper name needs a capital somewhere ("polish" is not Polish), and
an abbreviation in capitals needs its own case ("us" and "Us" are not US; "U.S." and "US" are).
What a name stands for *here* (Moscow the city or the government) is decided in detect/, who is who in resolve/.
The tables are countries, blocs, cities, organisations and offices of data/lexicon/en.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from letopis.gazetteer.cells import cell, cell_list
from letopis.gazetteer.people import fold
from letopis.lexicon import table

ABBREVIATION_LETTERS = 6  # longer words in capitals are headlines, not abbreviations
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Country:
    """A state, a former state, or a territory that acts like one.

    Attributes:
        code: ISO 3166 alpha-2; SU, YU, CS, DD for former states; of what has no code there, one in the range
            that ISO leaves to its users ("XA" to "XZ").
        alpha3, cow: ISO alpha-3 and Correlates of War number, or None where we are not sure.
        name: short English name; names: other names and abbreviations.
        adjectives, demonyms, plurals: "Polish"; "Pole"; "Poles".
        capitals: first the one that stands for the government; seats: buildings and streets that do.
        status: "state", "former", "territory" or "breakaway".
        claimant: code of the state that claims it, or None.
    """

    code: str
    name: str
    alpha3: str | None = None
    cow: str | None = None
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    status: str = "state"
    claimant: str | None = None


@dataclass(frozen=True, slots=True)
class Bloc:
    """Several countries that are spoken of as one: "the West", "Baltic states".

    `code` is the code of a union that acts as one (EU), else None; `seats` stand for it ("Brussels");
    `members` are country codes, empty where usage is loose.
    """

    name: str
    code: str | None = None
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountryForm:
    """How a country is named: `form` is "name", "adjective" (also of one person), "demonym" or "plural"."""

    country: Country
    form: str


@dataclass(frozen=True, slots=True)
class Metonym:
    """A place that can stand for a government, its `name` and `code`; `kind` is "capital" or "seat".

    Of one that stands for a body alone, `body` is its name and `needs` words of which a text must have one, if any.
    """

    text: str
    kind: str
    name: str
    code: str | None
    body: str | None = None
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class City:
    """A city, region or other place; `kind` is "capital", "city", "region", "water" or "area".

    `country` is a code, or None for what lies in several ("Middle East").
    """

    name: str
    kind: str
    country: str | None
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that acts.

    Attributes:
        kind: igo, bloc, news_agency, outlet, parliament, government, ministry, security_service, military,
            party, armed_group, company, central_bank, court, commission, ngo, university, religious.
        country: alpha-2 code, or None for international and for generic ones.
        state_run: True when a government runs it and that matters to a reader (media, firms).
        generic: True when many states have one of the name ("Foreign Ministry", "KGB"): it is one thing only
            with a country.
    """

    name: str
    kind: str
    country: str | None = None
    names: tuple[str, ...] = ()
    state_run: bool = False
    generic: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """A post that a person holds.

    Attributes:
        title: as listed, lower case; name: the canonical title ("Prime Minister" for "premier").
        kind: head_of_state, head_of_government, minister, deputy_minister, legislator, judge, military,
            security_service, party_leader, governor_mayor, diplomat, spokesperson, official, executive,
            monarch, religious.
        takes: what it is an office of: "country", "organisation", "region" or "any".
        unique: True when one person holds it at a time.
        gender: "m" or "f" where the title is marked, else None.
    """

    title: str
    name: str
    kind: str
    takes: str = "any"
    unique: bool = False
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class OfficeMatch:
    """An office title found in words: it covers `length` of them; `number` is "sg" or "pl"."""

    office: Office
    length: int
    number: str = "sg"


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A listed name found in words: it covers `length` of them."""

    thing: CountryForm | Bloc | City | Organisation
    length: int


def country_of(text: str) -> Country | None:
    """The country that is named by its name, adjective or people ("Belarus", "Belarusian", "Belarusians")."""
    form = country_form(text)
    return form.country if form else None


def country_form(text: str) -> CountryForm | None:
    """The country and how it is named; a word that is both name and adjective counts as a name."""
    return _country_forms().find(text)


def country_by_code(code: str | None) -> Country | None:
    """The country of an alpha-2 code."""
    return _countries().get(code) if code else None


def countries() -> Iterable[Country]:
    """Every country, former state and territory, in the order of the table."""
    return _countries().values()


def metonym_of(text: str) -> Metonym | None:
    """The government that a capital or a seat of power can stand for ("Moscow", "Kremlin", "Brussels")."""
    return _metonyms().find(text)


def city(text: str) -> City | None:
    """The city, region or area of this name or adjective; capitals are in."""
    return _cities().find(text)


def bloc(text: str) -> Bloc | None:
    """The group of countries of this name, adjective or people ("West", "Western", "Europeans")."""
    return _blocs().find(text)


def organisation(text: str) -> Organisation | None:
    """The body of this name or abbreviation; a generic one ("Foreign Ministry") has no country."""
    return _organisations().find(text)


def organisation_in(text: str, country: str) -> Organisation | None:
    """The body that a name means where a text is about a country: "Workers' Party" in Brazil, "Congress" in Peru."""
    return _organisations_in().get((fold(text).casefold(), country))


def longest_name(words: Sequence[str], at: int = 0) -> NameMatch | None:
    """The longest listed country, bloc, place or body that starts at `words[at]`.

    Of equally long ones a country goes before a bloc, a bloc before a body, a body before a place.
    """
    for length in range(min(_longest_name_words(), len(words) - at), 0, -1):
        if words[at + length - 1] in ("'s", "’s", "'", "’", "-", "the", "The", "."):
            continue
        text = " ".join(words[at : at + length])
        thing = country_form(text) or bloc(text) or organisation(text) or city(text)
        if thing is not None:
            return NameMatch(thing, length)
    return None


def office_title(words: Sequence[str], at: int = 0) -> OfficeMatch | None:
    """The longest office title that starts at `words[at]`, in any case, singular or plural ("presidents").

    Hyphens may be words of their own ("vice", "-", "president") or inside one.
    """
    offices = _offices()
    for length in range(min(_longest_office_words(), len(words) - at), 0, -1):
        if words[at + length - 1] in ("-", "'s", "’s", "'", "’"):
            continue
        key = fold(" ".join(words[at : at + length])).casefold()
        if key in offices:
            return OfficeMatch(offices[key], length)
        singular = _singular(key)
        if singular in offices:
            return OfficeMatch(offices[singular], length, "pl")
    return None


def office(title: str) -> Office | None:
    """The office of exactly this title, in any case."""
    return _offices().get(fold(title).casefold())


def _is_abbreviation(name: str) -> bool:
    """True for "US", "U.S.", "G-7": capitals and digits, few enough to be no shouted word."""
    letters = [sign for sign in name if sign.isalnum()]
    return (
        len(letters) <= ABBREVIATION_LETTERS
        and not any(sign.islower() for sign in letters)
        and len(letters) > 1
    )


class _Index(Generic[Thing]):
    """Names → things: abbreviations by their exact case, others case folded; of two of one name the first."""

    def __init__(self, pairs: Iterable[tuple[str, Thing]]) -> None:
        self.exact: dict[str, Thing] = {}
        self.folded: dict[str, Thing] = {}
        self.words = 1
        for name, thing in pairs:
            key = fold(name)
            self.words = max(self.words, 2 * len(key.split()))  # hyphens and "'s" may be words of their own
            if _is_abbreviation(name):
                self.exact.setdefault(key, thing)
            else:
                self.folded.setdefault(key.casefold(), thing)

    def things(self) -> Iterable[Thing]:
        """Everything that has a name, once."""
        return dict.fromkeys((*self.exact.values(), *self.folded.values()))

    def find(self, text: str) -> Thing | None:
        """The thing of this name, or None."""
        key = fold(text)
        if key in self.exact:
            return self.exact[key]
        found = self.folded.get(key.casefold())
        return found if found is not None and any(sign.isupper() for sign in key) else None


@lru_cache(maxsize=1)
def _countries() -> dict[str, Country]:
    return {
        row["code"]: Country(
            code=row["code"],
            name=row["name"],
            alpha3=cell(row, "alpha3"),
            cow=cell(row, "cow"),
            names=cell_list(row, "names"),
            adjectives=cell_list(row, "adjectives"),
            demonyms=cell_list(row, "demonyms"),
            plurals=cell_list(row, "plurals"),
            capitals=cell_list(row, "capitals"),
            seats=cell_list(row, "seats"),
            status=cell(row, "status") or "state",
            claimant=cell(row, "claimant"),
        )
        for row in table("countries")
    }


@lru_cache(maxsize=1)
def _country_forms() -> _Index[CountryForm]:
    def forms(country: Country) -> list[tuple[str, str]]:
        named = [(name, "name") for name in (country.name, *country.names)]
        named += [(name, "adjective") for name in country.adjectives]
        named += [(name, "demonym") for name in country.demonyms]
        return named + [(name, "plural") for name in country.plurals]

    countries = _countries().values()
    found = [(text, form, country) for country in countries for text, form in forms(country)]
    order = {"name": 0, "adjective": 1, "demonym": 2, "plural": 3}
    found.sort(key=lambda item: order[item[1]])  # stable: a country's name before another's adjective
    return _Index((text, CountryForm(country, form)) for text, form, country in found)


@lru_cache(maxsize=1)
def _bloc_rows() -> tuple[Bloc, ...]:
    return tuple(
        Bloc(
            name=row["name"],
            code=cell(row, "code"),
            names=cell_list(row, "names"),
            adjectives=cell_list(row, "adjectives"),
            plurals=cell_list(row, "plurals"),
            seats=cell_list(row, "seats"),
            members=cell_list(row, "members"),
        )
        for row in table("blocs")
    )


@lru_cache(maxsize=1)
def _blocs() -> _Index[Bloc]:
    rows = _bloc_rows()
    return _Index(
        (name, row) for row in rows for name in (row.name, *row.names, *row.adjectives, *row.plurals)
    )


@lru_cache(maxsize=1)
def _metonyms() -> _Index[Metonym]:
    pairs = [(seat, Metonym(seat, "seat", row.name, row.code)) for row in _bloc_rows() for seat in row.seats]
    countries = _countries().values()
    pairs += [(seat, Metonym(seat, "seat", c.name, c.code)) for c in countries for seat in c.seats]
    pairs += [
        (capital, Metonym(capital, "capital", c.name, c.code)) for c in countries for capital in c.capitals
    ]
    for row in table("seats_of_bodies"):
        word, needs = row["word"], frozenset(row["needs"].split())
        kind = "capital" if needs else "seat"
        pairs.append((word, Metonym(word, kind, row["body"], cell(row, "country"), row["body"], needs)))
    return _Index(pairs)


@lru_cache(maxsize=1)
def _cities() -> _Index[City]:
    cities = [
        City(
            row["name"],
            row["kind"],
            cell(row, "country"),
            cell_list(row, "names"),
            cell_list(row, "adjectives"),
        )
        for row in table("cities")
    ]
    pairs = [(name, place) for place in cities for name in (place.name, *place.names, *place.adjectives)]
    for country in _countries().values():
        pairs += [(capital, City(capital, "capital", country.code)) for capital in country.capitals]
    return _Index(pairs)


@lru_cache(maxsize=1)
def _organisations() -> _Index[Organisation]:
    bodies = [
        Organisation(
            name=row["name"],
            kind=row["kind"],
            country=cell(row, "country"),
            names=cell_list(row, "names"),
            state_run=row["state_run"] == "y",
            generic=row["generic"] == "y",
        )
        for row in table("organisations")
    ]
    return _Index((name, body) for body in bodies for name in (body.name, *body.names))


@lru_cache(maxsize=1)
def _organisations_in() -> dict[tuple[str, str], Organisation]:
    """(Folded name, country) → body, by names that leave the country out, and as national_bodies.tsv tells."""
    found: dict[tuple[str, str], Organisation] = {}
    for row in table("national_bodies"):
        known = _organisations().find(row["body"])
        if known is not None:
            for name in (row["body"], *cell_list(row, "names")):
                found.setdefault((fold(name).casefold(), row["country"]), known)
    bodies = [body for body in _organisations().things() if body.country and not body.generic]
    for body in bodies:
        for name in (body.name, *body.names):
            found.setdefault((fold(name).casefold(), body.country or ""), body)
    for body in bodies:
        for name in (body.name, *body.names):
            short = _without_country(name, body.country or "")
            if short is not None:
                found.setdefault((fold(short).casefold(), body.country or ""), body)
    return found


def _without_country(name: str, code: str) -> str | None:
    """ "Workers' Party" of "Workers' Party of Brazil", "Brazilian Workers' Party"; None where no country is in it."""
    country, words = _countries()[code], name.split()
    for form in (country.name, *country.names):
        if name.endswith((f" of {form}", f" of the {form}")):
            return name.rpartition(" of ")[0]
    for form in (*country.adjectives, country.name):
        if name.startswith(f"{form} ") and len(words) > len(form.split()) + 1:
            return name.removeprefix(f"{form} ")
    return None


@lru_cache(maxsize=1)
def _offices() -> dict[str, Office]:
    return {
        fold(row["title"]).casefold(): Office(
            title=row["title"],
            name=row["name"],
            kind=row["kind"],
            takes=row["takes"],
            unique=row["unique"] == "y",
            gender=cell(row, "gender"),
        )
        for row in table("offices")
    }


@lru_cache(maxsize=1)
def _longest_name_words() -> int:
    return max(_country_forms().words, _blocs().words, _cities().words, _organisations().words)


@lru_cache(maxsize=1)
def _longest_office_words() -> int:
    return max(2 * len(title.split()) for title in _offices())


def _singular(title: str) -> str:
    """The title with the plural of its naming word undone ("heads of state"); it may be no word."""
    head, *rest = title.split(" of ", 1)
    stem = head[:-3] + "man" if head.endswith("men") else head[:-3] + "y" if head.endswith("ies") else head
    stem = head[:-1] if stem == head and head.endswith("s") else stem
    return " of ".join([stem, *rest])
