"""PLOVER's layout: what is folded into which type, what is left out, and the fields of a record."""

from __future__ import annotations

from datetime import date

import pytest

from letopis.claim import Claim, ClaimKind, Evidence, Modality, Polarity
from letopis.document import Block, BlockKind, Document, Published, content_id
from letopis.export.plover import Coded, export_plover, fold, plover_object
from letopis.profile import Line, Part
from letopis.times import Interval

TEXT = "The premier of Dorvia visited Keldia."
DOCUMENT = Document(
    content_id("doc", TEXT),
    "a.txt",
    "text/plain",
    TEXT,
    (Block(0, len(TEXT), BlockKind.BODY),),
    published=Published(),
)


def event(kind: str, mode: str | None = None, **more: object) -> Claim:
    """An event of that type and mode."""
    evidence = Evidence.of(DOCUMENT, 0, len(TEXT), (22, 29))
    return Claim(
        id="clm:1",
        document=DOCUMENT.id,
        kind=ClaimKind.EVENT,
        type=kind,
        mode=mode,
        arguments=(),
        evidence=(evidence,),
        score=0.8,
        producer="hand",
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("claim", "coded"),
    [
        (event("CONSULT", "visit"), Coded("CONSULT", "visit")),
        (event("CONSULT", "visit", modality=Modality.PLANNED), Coded("AGREE", None)),
        (event("AID", modality=Modality.PLANNED), Coded("AGREE", None)),
        (event("RETREAT", "withdraw", modality=Modality.PLANNED), Coded("CONCEDE", None)),
        (event("CONCEDE", modality=Modality.PLANNED), Coded("CONCEDE", None, ("future",))),
        (event("ASSAULT", "aerial", modality=Modality.PLANNED), Coded("THREATEN", "violence")),
        (event("ASSAULT", modality=Modality.POSSIBLE), Coded("ASSAULT", None, ("hypothetical",))),
        (event("PROTEST", "demo", background=True), Coded("PROTEST", "demo", ("historical",))),
        (event("RESIGN"), Coded("RETREAT", "resign")),
        (event("SIGN"), Coded("SUPPORT", None)),
        (event("NEGOTIATE", modality=Modality.PLANNED), Coded("AGREE", None)),
    ],
)
def test_type_and_modality_are_folded(claim: Claim, coded: Coded) -> None:
    """What is to come becomes PLOVER's type of it; an extension its nearest type."""
    assert fold(claim) == coded


def test_help_that_will_not_be_given_is_a_refusal() -> None:
    """A negated plan to help, yield or meet is REJECT."""
    refused = event("AID", modality=Modality.PLANNED, polarity=Polarity.NEGATED)
    assert fold(refused) == Coded("REJECT", "assist")


def test_what_did_not_happen_and_what_plover_lacks_is_left_out() -> None:
    """A denied attack and an election are no records."""
    assert fold(event("ASSAULT", polarity=Polarity.NEGATED)) is None
    assert fold(event("ELECT")) is None
    assert not list(export_plover([Line(event("ELECT"), (), (), "a.txt")]))


def test_record_has_words_scale_and_days() -> None:
    """The trigger's words, the score of the mode, the first and the last day."""
    when = Interval(date(2021, 5, 10), date(2021, 5, 12))
    parts = (Part("actor", 0, 21, "The premier of Dorvia", "Ana Ilic"), Part("recipient", 30, 36, "Keldia"))
    line = Line(event("CONSULT", "visit", when=when), parts, (), "a.txt")
    record = plover_object(line, Coded("CONSULT", "visit"))
    assert record["event_text"] == "visited"
    assert (record["quad_code"], record["event_scale"]) == (1, 4)
    assert (record["date"], record["enddate"], record["date_basis"]) == ("2021-05-10", "2021-05-11", "event")
    assert record["actor"][0]["name"] == "Ana Ilic"
    assert record["recipient"][0]["country"] is None
