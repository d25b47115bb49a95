"""The gazetteer: names, case rules, metonyms, offices, and tables that agree with each other."""

from __future__ import annotations

from collections import Counter

import pytest

from letopis import gazetteer, lexicon

OFFICE_KINDS = frozenset(
    [
        "head_of_state",
        "head_of_government",
        "minister",
        "deputy_minister",
        "legislator",
        "judge",
        "military",
        "security_service",
        "party_leader",
        "governor_mayor",
        "diplomat",
        "spokesperson",
        "official",
        "executive",
        "monarch",
        "religious",
    ]
)
BODY_KINDS = frozenset(
    [
        "igo",
        "bloc",
        "news_agency",
        "outlet",
        "parliament",
        "government",
        "ministry",
        "security_service",
        "military",
        "party",
        "armed_group",
        "company",
        "central_bank",
        "court",
        "commission",
        "ngo",
        "university",
        "religious",
    ]
)


@pytest.mark.parametrize(
    ("text", "code", "form"),
    [
        ("Belarus", "BY", "name"),
        ("Belarus'", "BY", "name"),
        ("Russia's", "RU", "name"),
        ("RUSSIA", "RU", "name"),
        ("the Netherlands", "NL", "name"),
        ("U.S.", "US", "name"),
        ("US", "US", "name"),
        ("Polish", "PL", "adjective"),
        ("Pole", "PL", "demonym"),
        ("Ukrainians", "UA", "plural"),
        ("Côte d’Ivoire", "CI", "name"),
        ("USSR", "SU", "name"),
        ("Georgia", "GE", "name"),
    ],
)
def test_country_is_found_by_name_adjective_and_people(text: str, code: str, form: str) -> None:
    """A country is named by its names, adjectives and people, in any case but the wrong one."""
    found = gazetteer.country_form(text)
    assert found is not None
    assert (found.country.code, found.form) == (code, form)


@pytest.mark.parametrize("text", ["us", "Us", "polish", "turkey", "chad", "un", "", "-", "Atlantis"])
def test_common_words_are_no_countries(text: str) -> None:
    """A word without a capital is no name, and an abbreviation needs its own case."""
    assert gazetteer.country_of(text) is None
    assert gazetteer.organisation(text) is None


@pytest.mark.parametrize(
    ("text", "name", "code", "kind"),
    [
        ("Kremlin", "Russia", "RU", "seat"),
        ("the White House", "United States", "US", "seat"),
        ("Elysee", "France", "FR", "seat"),
        ("Downing Street", "United Kingdom", "GB", "seat"),
        ("Minsk", "Belarus", "BY", "capital"),
        ("Brussels", "European Union", "EU", "seat"),
    ],
)
def test_place_that_stands_for_a_government(text: str, name: str, code: str, kind: str) -> None:
    """Capitals and seats of power stand for who sits there."""
    found = gazetteer.metonym_of(text)
    assert found is not None
    assert (found.name, found.code, found.kind) == (name, code, kind)


@pytest.mark.parametrize(
    ("words", "name", "length", "number"),
    [
        ("first deputy prime minister of", "First Deputy Prime Minister", 4, "sg"),
        ("Prime Ministers met", "Prime Minister", 2, "pl"),
        ("vice - president of", "Vice President", 3, "sg"),
        ("heads of state", "President", 3, "pl"),
        ("spokesmen said", "Spokesperson", 1, "pl"),
        ("secretary of state", "Secretary of State", 3, "sg"),
        ("premier", "Prime Minister", 1, "sg"),
    ],
)
def test_longest_office_title_wins(words: str, name: str, length: int, number: str) -> None:
    """The longest title is read, in any case and number."""
    found = gazetteer.office_title(words.split())
    assert found is not None
    assert (found.office.name, found.length, found.number) == (name, length, number)


@pytest.mark.parametrize("words", ["protester", "analyst", "presidential", "of state", ""])
def test_descriptions_are_no_offices(words: str) -> None:
    """Who is only described holds no office."""
    assert gazetteer.office_title(words.split()) is None


def test_longest_name_reads_split_hyphens_and_possessives() -> None:
    """Tokens that were parted still make the name."""
    match = gazetteer.longest_name(
        ["Organization", "for", "Security", "and", "Co", "-", "operation", "in", "Europe", "said"]
    )
    assert match is not None
    assert match.length == 9
    match = gazetteer.longest_name(["People", "'s", "Republic", "of", "China"])
    assert match is not None
    assert match.length == 5
    assert gazetteer.longest_name(["Russian", "-"]) is not None
    assert gazetteer.longest_name([]) is None


def test_generic_body_has_no_country() -> None:
    """A foreign ministry, and a KGB, is somebody's."""
    for text in ("Foreign Ministry", "KGB", "Ministry of Defense"):
        body = gazetteer.organisation(text)
        assert body is not None
        assert body.generic
        assert body.country is None


def test_given_names_and_nouns() -> None:
    """Given names tell gender where one is usual; short forms and spellings are one name."""
    assert gazetteer.gender_of_given_name("Sviatlana") == "f"
    assert gazetteer.gender_of_given_name("Sasha") is None
    assert gazetteer.gender_of_full_name(["Jo", "Marlow"]) == "f"
    assert gazetteer.gender_of_full_name(["Jo", "Gun"]) is None  # a Korean family name
    assert gazetteer.is_given_name("Sasha")
    assert gazetteer.same_given_name("Bill", "William")
    assert gazetteer.same_given_name("Aliaksandr", "Alexander")
    assert not gazetteer.same_given_name("Maria", "Marina")
    assert gazetteer.title_gender("Mrs.") == "f"
    noun = gazetteer.person_noun("opposition")
    assert noun is not None
    assert noun.group


def test_tables_agree() -> None:
    """Every code that a table uses is a country's, and every kind is one of the list."""
    codes = {row["code"] for row in lexicon.table("countries")} | {"EU"}
    for name in ("cities", "organisations"):
        assert {row["country"] for row in lexicon.table(name)} - {""} <= codes
    for row in lexicon.table("blocs"):
        assert set(row["members"].split("|")) - {""} <= codes
    assert {row["claimant"] for row in lexicon.table("countries")} - {""} <= codes
    assert {row["kind"] for row in lexicon.table("offices")} <= OFFICE_KINDS
    assert {row["kind"] for row in lexicon.table("organisations")} <= BODY_KINDS


@pytest.mark.parametrize(
    ("table", "column", "least"),
    [
        ("countries", "code", 195),
        ("cities", "name", 400),
        ("organisations", "name", 350),
        ("offices", "title", 250),
        ("given_names", "name", 900),
        ("person_nouns", "lemma", 300),
    ],
)
def test_rows_are_many_and_not_double(table: str, column: str, least: int) -> None:
    """A table lists each thing once."""
    extra = "country" if table == "cities" else column
    counts = Counter((row[column], row[extra]) for row in lexicon.table(table))
    assert len(counts) >= least
    assert [key for key, count in counts.items() if count > 1] == []
