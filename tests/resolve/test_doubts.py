"""Where the machine is least sure who is who."""

from __future__ import annotations

import pytest

from letopis.decision import Judgement
from letopis.entity import Entity
from letopis.resolve.names.doubts import doubtful_joins, doubtful_pairs, odd_names


def person(name: str, *names: str, country: str | None = None) -> Entity:
    """A person of that name."""
    return Entity(f"ent:{name}", "person", name, names, country)


def body(name: str, *names: str) -> Entity:
    """A body of that name."""
    return Entity(f"ent:{name}", "organisation", name, names)


@pytest.mark.parametrize(
    ("left", "right", "asked"),
    [
        (person("Anna Berg"), person("A. Berg"), True),
        (person("Queen Anna"), person("Anna Berg"), False),
        (person("Anna Berg", "Berg"), person("Otto Berg", "Berg"), False),
        (person("Berg"), person("Otto Berg"), True),
        (person("Anna Berg"), person("Carl Moen"), False),
        (person("Anna Berg"), body("Berg"), False),
        (body("Army"), body("Army"), False),
        (body("Union of Northern Ports", "UNP"), body("Union of National Pilots", "UNP"), False),
        (body("Interior Ministry"), body("Ministry of the Interior"), False),
    ],
)
def test_pair_is_asked_about_where_names_are_near(left: Entity, right: Entity, asked: bool) -> None:
    """People who bear names that can be one, and no bodies that every state has."""
    assert bool(doubtful_pairs([left, right])) is asked


def test_pairs_do_not_depend_on_the_order() -> None:
    """The same entities in any order give the same doubts; a described one gives none."""
    several = [person("Anna Berg"), person("A. Berg"), Entity("ent:x", "person", "a Berg", described=True)]
    found = doubtful_pairs(several)
    assert found == doubtful_pairs(several[::-1])
    assert [(doubt.left, doubt.right) for doubt in found] == [("ent:A. Berg", "ent:Anna Berg")]
    assert 0 < found[0].score <= 1


def test_join_of_two_spellings_is_doubtful_and_one_of_a_surname_is_not() -> None:
    """Two full names that differ, joined with a low score."""
    names = {"c:1": "Mikalai Karatkevich", "c:2": "Nikolai Korotkevich", "c:3": "Karatkevich", "c:4": "N. N."}

    def judged(right: str, score: float) -> Judgement:
        return Judgement(f"jud:{right}{score}", "c:1", right, True, score, "machine:tests")

    asked = [judged("c:2", 0.75), judged("c:2", 0.95), judged("c:3", 0.75), judged("c:9", 0.75)]
    assert [(doubt.left, doubt.right, doubt.score) for doubt in doubtful_joins(asked, names)] == [
        ("c:1", "c:2", 0.75)
    ]


@pytest.mark.parametrize(
    ("entity", "odd"),
    [
        (person("Anna Berg"), False),
        (person("Ludwig van den Berg"), False),
        (person("Émile Żak="), True),
        (person("Yesterday 9"), True),
        (person("the one who left us all"), True),
        (person("Norway"), True),
        (body("Group of 7"), False),
        (body("its new bureau"), True),
    ],
)
def test_name_that_looks_wrong(entity: Entity, odd: bool) -> None:
    """Numbers and signs in a person's name, phrases, the names of countries."""
    assert bool(odd_names([entity])) is odd


def test_name_of_two_kinds_is_odd_in_both() -> None:
    """A person and a body of one name: one of them is a slip."""
    assert len(odd_names([person("Azov"), body("Azov")])) == 2
