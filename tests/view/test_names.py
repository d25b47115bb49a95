"""Whom a name means: folded, in part, by id; and what is said when it fits nobody or several."""

from __future__ import annotations

import pytest

from letopis.entity import Entity
from letopis.errors import UsageError
from letopis.profile import CastMember
from letopis.view.names import find_member, fold, has_beginnings, has_words, telling_words

CAST = [
    CastMember(Entity(f"ent:{n:016x}", kind, name, names))
    for n, (kind, name, names) in enumerate(
        [
            ("person", "Anna Berg", ("Berg", "Madam Berg")),
            ("person", "Émile Żak", ("Zak",)),
            ("person", "Viktor Lind", ()),
            ("person", "Otto Lind", ()),
            ("country", "Norland", ("Nordhaven",)),
            ("place", "Nordhaven", ()),
            ("organisation", "Coast Agency", ()),
        ]
    )
]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Anna Berg", "Anna Berg"),
        ("anna  berg", "Anna Berg"),
        ("Berg", "Anna Berg"),
        ("emile zak", "Émile Żak"),
        ("ŻAK", "Émile Żak"),
        ("Otto", "Otto Lind"),
        ("coast", "Coast Agency"),
        ("agency", "Coast Agency"),
        ("ent:0000000000000004", "Norland"),
        ("norl", "Norland"),
    ],
)
def test_name_in_full_or_part_means_one(name: str, meant: str) -> None:
    """Case, accents, other names, last names, beginnings and ids all do."""
    assert find_member(CAST, name).entity.name == meant


def test_whole_name_goes_before_other_names() -> None:
    """A city that is called so itself is meant before the country that it stands for."""
    assert find_member(CAST, "Nordhaven").entity.kind == "place"


def test_several_are_listed() -> None:
    """Two of the name: both are shown, with ids to choose by."""
    with pytest.raises(UsageError, match=r"Viktor Lind \(person, ent:00000000\); Otto Lind"):
        find_member(CAST, "Lind")


def test_nobody_gets_suggestions() -> None:
    """A slip of the keyboard is met with the closest names."""
    with pytest.raises(UsageError, match="did you mean Anna Berg"):
        find_member(CAST, "Ana Bergg")
    with pytest.raises(UsageError, match='"letopis who" lists everybody'):
        find_member(CAST, "xyzzyq")
    with pytest.raises(UsageError, match="empty name"):
        find_member(CAST, " ")


def test_fold_drops_case_accents_and_spaces() -> None:
    """Letters without a decomposition (ł, ø) are folded too."""
    assert fold("  Łukasz   ØRSTED ") == "lukasz orsted"


def test_words_are_whole_and_in_either_number() -> None:
    """A king is not in the United Kingdom; ministers are looked for as one minister."""
    assert not has_words("Queen, United Kingdom", ["king"])
    assert has_beginnings("Queen, United Kingdom", ["king"])
    assert has_words("Prime Minister, United Kingdom", ["ministers", "kingdom"])
    assert not has_words("Prime Minister", [])


def test_words_of_a_name_with_an_apostrophe_are_found() -> None:
    """They are asked for as they are shown."""
    assert has_words("Head, People's Party", telling_words("head People’s Party"))
    assert has_beginnings("Head, People's Party", telling_words("head people's p"))
