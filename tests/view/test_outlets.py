"""What outlets are, and who says so."""

from __future__ import annotations

import pytest

from letopis import view
from letopis.claim import Evidence
from letopis.decision import OutletDecision
from letopis.outlet import Trait, TraitKind
from letopis.profile import Told
from letopis.view import OutletProfile
from tests.handmade import document_of, place

AGENCY = "ent:1"


def told(text: str, words: str, kind: TraitKind, value: str, entity: str = AGENCY) -> Told:
    """What an article of this text says."""
    document = document_of(text, "a.txt")
    evidence = Evidence.of(document, 0, len(document.text), place(document.text, words))
    return Told(Trait("men:1", kind, value, evidence), entity, "Coast Agency", "a.txt", "The Post")


STATE = told("The state-run Coast Agency said so.", "state-run", TraitKind.STATE_RUN, "yes")
FREE = told("The independent Coast Agency said so.", "independent", TraitKind.STATE_RUN, "no")
HOME = told("Norland's Coast Agency said so.", "Norland's", TraitKind.COUNTRY, "NO")
OTHER = told("Sudland's Inland Post said so.", "Sudland's", TraitKind.COUNTRY, "SU", "ent:2")


def said(
    number: int, trait: str, value: str, outlet: str = "Coast Agency", revoked: str | None = None
) -> OutletDecision:
    """What a person said."""
    return OutletDecision(
        f"out:{number}", outlet, trait, value, "person:user", f"2021-05-0{number}T10:00:00", revoked
    )


def profile(*articles: Told, decided: tuple[OutletDecision, ...] = ()) -> OutletProfile:
    """The profile of the agency."""
    return view.outlet_profile("Coast Agency", ("CA",), AGENCY, articles, decided)


def test_profile_is_what_the_articles_tell_with_their_words() -> None:
    """Each value with who says so and the sentence; of others nothing."""
    found = profile(STATE, HOME, OTHER)
    assert (found.country, found.state_run) == ("NO", "yes")
    assert found.state_run_says == "1 article: “state-run”"
    assert [(row.says, row.words, row.source, row.publisher) for row in found.traits] == [
        ("article", "state-run", "a.txt", "The Post"),
        ("article", "Norland's", "a.txt", "The Post"),
    ]
    assert found.traits[0].quote == "The state-run Coast Agency said so."


def test_what_nobody_tells_is_not_told() -> None:
    """No value is guessed."""
    found = profile(OTHER)
    assert (found.country, found.country_says, found.state_run, found.traits) == (None, "", None, ())


def test_articles_that_differ_give_no_value_and_both_are_shown() -> None:
    """One calls it state-run, one independent."""
    found = profile(STATE, FREE)
    assert (found.state_run, found.state_run_says) == (None, "the articles differ: no in 1, yes in 1")
    assert [row.stands for row in found.traits] == [True, True]


def test_a_person_overrules_the_articles_and_the_last_word_counts() -> None:
    """What the articles say stays beside it."""
    found = profile(
        STATE, HOME, decided=(said(1, "state_run", "yes"), said(2, "state_run", "no", "the COAST agency"))
    )
    assert (found.state_run, found.state_run_says, found.country) == ("no", "user, 2021-05-02", "NO")
    assert [(row.value, row.stands) for row in found.traits] == [
        ("yes", False),
        ("no", True),
        ("yes", False),
        ("NO", True),
    ]


def test_what_was_taken_back_does_not_count() -> None:
    """It is shown as revoked, and the articles speak again; another name of the outlet is the outlet."""
    found = profile(STATE, decided=(said(1, "state_run", "no", "CA", "2021-06-01T10:00:00"),))
    assert (found.state_run, [row.revoked_at for row in found.traits]) == (
        "yes",
        ["2021-06-01T10:00:00", None],
    )
    assert profile(decided=(said(1, "country", "PL", "CA"),)).country == "PL"


@pytest.mark.parametrize(
    ("name", "key"), [("The Post", "post"), ("post", "post"), ("Theatre News", "theatre news")]
)
def test_article_before_a_name_does_not_part_outlets(name: str, key: str) -> None:
    """ "The Post" and "Post" are one."""
    assert view.outlet_key(name) == key
