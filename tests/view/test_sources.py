"""Who is cited, by whom, named or not, at first hand or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from letopis import view
from letopis.claim import Described
from letopis.lexicon import table
from letopis.mention import Form
from letopis.profile import Line, Part, Source
from letopis.times import parse_date
from letopis.view import Citing, SourceRow
from letopis.view.sources import NOT_FOUND, class_of
from tests.view.spoken import entity_of, statement

CLASSES = {
    "official": "officials",
    "bureaucrat": "officials",
    "source": "sources",
    "person": "sources",
    "people": "sources",
}


def unnamed(line: Line) -> Line:
    """The line with its speaker described and not named."""
    first, *rest = line.parts
    return replace(line, parts=(replace(first, described=Described(), nameless=True), *rest))


LINES = [
    statement("Anna Berg", "One.", form="direct", document="doc:1", publisher="The Post", known="2021-05-01"),
    statement("Anna Berg", "Two.", document="doc:1", publisher="The Post", known="2021-05-01"),
    statement("Anna Berg", "Three.", document="doc:2", publisher="Herald", through=["Coast Agency"]),
    unnamed(
        statement("two officials", "Four.", document="doc:1", publisher="The Post", through=["Coast Agency"])
    ),
    unnamed(statement("senior official in Norland", "Five.", document="doc:2", publisher="Herald")),
]


def rows(
    lines: Sequence[Line] = LINES, spoken_of: dict[str, tuple[str, ...]] | None = None
) -> dict[str, SourceRow]:
    """The sources by name."""
    names = {entity_of(name): name for name in ("Norland", "Anna Berg", "Gas")}
    return {row.name: row for row in view.sources(lines, spoken_of or {}, names, CLASSES)}


def test_sources_are_ranked_by_how_often_they_are_cited() -> None:
    """Whoever speaks and whoever relays; the most cited first."""
    found = rows()
    assert [(row.name, row.cited, row.articles) for row in found.values()] == [
        ("Anna Berg", 3, 2),
        ("Coast Agency", 2, 2),
        ("unnamed officials", 2, 2),
    ]


def test_row_tells_by_whom_at_which_hand_and_in_which_form() -> None:
    """The Post twice and the Herald once; twice at first hand, once through the agency; a third direct."""
    berg = rows()["Anna Berg"]
    assert berg.publishers == "The Post 2, Herald 1"
    assert (berg.first_hand, berg.relayed, berg.through) == (2, 1, "Coast Agency 1")
    assert (berg.direct, berg.mixed, berg.indirect, berg.direct_share) == (1, 0, 2, 0.33)
    assert berg.naming == "named"
    agency = rows()["Coast Agency"]
    assert (agency.relays, agency.first_hand, agency.direct_share) == (2, 0, None)


def test_unnamed_sources_are_counted_by_class_and_not_merged() -> None:
    """Two descriptions in two articles are two sources in one row, which belongs to nobody."""
    row = rows()["unnamed officials"]
    assert (row.naming, row.sources, row.id) == ("unnamed", 2, None)
    assert row.descriptions == "senior official in Norland; two officials"


def test_holder_of_an_office_without_a_name_is_described() -> None:
    """ "the mayor" is neither named nor hidden."""
    line = statement("unnamed the mayor", "Six.")
    assert rows([line])["the mayor"].naming == "described"


def test_pronoun_that_nobody_was_found_for_stands_apart() -> None:
    """ "they said" is no source that could be named."""
    line = statement("They", "Seven.")
    first, *rest = line.parts
    line = replace(line, parts=(replace(first, form=Form.PRONOUN, nameless=True), *rest))
    assert rows([line])[NOT_FOUND].naming == "unresolved"


def test_what_a_source_speaks_of_is_told() -> None:
    """The names met most often in what it says, without its own."""
    gas, norland, berg = entity_of("Gas"), entity_of("Norland"), entity_of("Anna Berg")
    spoken_of = {
        LINES[0].claim.id: (norland, berg),
        LINES[1].claim.id: (gas, norland),
        LINES[2].claim.id: ("ent:x",),
    }
    assert rows(LINES, spoken_of)["Anna Berg"].about == "Norland, Gas"


def test_publisher_and_period_narrow() -> None:
    """By words of the publisher's name, and by the day of publication."""
    counts = [Citing("post").counts(line) for line in LINES]
    assert counts == [True, True, False, True, False]
    assert [Citing(None, parse_date("2021")).counts(line) for line in LINES] == [
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "head", "found"),
    [
        ("two officials", "officials", "officials"),
        ("a person familiar with the talks", "person", "sources"),
        ("people close to an official", "people", "sources"),
        ("Bureaucrats", None, "officials"),
        ("a fisherman", "fisherman", "others"),
    ],
)
def test_class_is_that_of_the_noun_that_heads_the_description(
    text: str, head: str | None, found: str
) -> None:
    """In the singular or plural; what no class has is "others"."""
    for source in (Part("speaker", 0, len(text), text, head=head), Source(0, len(text), text, head=head)):
        assert class_of(source, CLASSES) == found


def test_every_noun_has_one_class() -> None:
    """The table of classes says each noun once."""
    nouns = [noun for row in table("source_kinds") for noun in row["noun"].split("|")]
    assert sorted(nouns) == sorted(set(nouns))
