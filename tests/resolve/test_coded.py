"""The coding of an entity over all documents."""

from __future__ import annotations

from dataclasses import replace

import pytest

from letopis.coding import Coding
from letopis.entity import Entity
from letopis.mention import Form, Mention, MentionKind, mention_id
from letopis.resolve.names.coded import with_codings

BERG = Entity("ent:1", "person", "Anna Berg", chains=("chn:1", "chn:2"))
MENTION = Mention(
    mention_id("doc:1", 0, 9, MentionKind.PERSON),
    "doc:1",
    0,
    9,
    "Anna Berg",
    5,
    9,
    MentionKind.PERSON,
    Form.NAME,
    0,
    "chn:1",
)


def coding_of(*codings: Coding | None) -> Coding | None:
    """The coding of an entity whose mentions have these."""
    mentions = [replace(MENTION, id=f"men:{n}", coding=coding) for n, coding in enumerate(codings)]
    return with_codings([BERG], {"chn:1": "ent:1"}, mentions)[0].coding


def test_most_frequent_coding_with_sectors_is_taken() -> None:
    """Codings that tell a sector go before those that tell none, then the most frequent."""
    minister, former, bare = (
        Coding("NOR", "385", ("GOV",)),
        Coding("NOR", "385", ("ELI",)),
        Coding("NOR", "385"),
    )
    assert coding_of(bare, bare, bare, former, minister, minister) == minister


def test_entity_that_nothing_codes_has_none() -> None:
    """What is in no claim has no coding."""
    assert coding_of(None, None) is None


@pytest.mark.parametrize(
    "coding", [Coding("RUS", "365", ("OPP", "LEG")), Coding("UNO"), Coding(None, None, ("UAF",))]
)
def test_coding_in_a_cell_reads_as_it_was(coding: Coding) -> None:
    """A coding written as text is the same when it is read."""
    assert Coding.from_text(coding.to_text()) == coding


def test_coding_is_filled_from_another() -> None:
    """Country and number go together; sectors of its own are kept."""
    assert Coding(None, None, ("MIL",)).filled(Coding("RUS", "365", ("GOV",))) == Coding(
        "RUS", "365", ("MIL",)
    )
    assert Coding("RUS", "365").filled(Coding("BLR", "370", ("GOV",))) == Coding("RUS", "365", ("GOV",))
