"""Which statements, tenures, ties and figures of different reports are one."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest

from letopis.amount import Amount
from letopis.claim import Claim, ClaimKind, Evidence
from letopis.document import content_id
from letopis.profile import Line, Part
from letopis.resolve.facts.facts import fact_id, facts_of, is_same, joined
from letopis.resolve.facts.tellings import telling_of
from letopis.times import Interval, parse_date
from tests.view.spoken import entity_of, held, statement, tenure


def same(one: Line, other: Line) -> bool:
    """True when the two tell the same, whichever comes first; and they meet, if they do."""
    tellings = telling_of(one), telling_of(other)
    assert tellings[0] is not None
    assert tellings[1] is not None
    found = is_same(tellings[0], tellings[1])
    assert is_same(tellings[1], tellings[0]) is found
    assert not found or set(tellings[0].keys) & set(tellings[1].keys)
    return found


def said(words: str, known: str = "2021-05-05", who: str = "Berg", **more: str) -> Line:
    """A statement."""
    return statement(who, words, known=known, document=f"doc:{known}{words[:9]}", **more)


BORDER = "the border with Sudland would be open to lorries before the end of the summer"


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (said(BORDER), said(BORDER, "2021-05-07"), True),
        (said(BORDER), said("lorries would pass the border before the end of summer", "2021-05-06"), True),
        (said(BORDER), said(BORDER, who="Lind"), False),
        (said(BORDER), said(BORDER, act="deny"), True),
        (said(BORDER), said("the border would not be open to lorries before the summer"), False),
        (said(BORDER), said("lorries would pay twice as much for diesel in winter"), False),
        (said("lorries would pass the border again in June"), said("lorries would pass the border", "2021-06-20"), False),
        (said("12 lorries would pass the border each day"), said("40 lorries would pass the border each day"), False),
        (said("she would resign"), said("she would resign", "2021-05-06"), True),
        (said("she would resign"), said("she would not think of it", "2021-05-06"), False),
        (said(BORDER), said(BORDER, "2021-11-20"), True),
        (said(BORDER), said(BORDER, "2021-11-20", who="unnamed officials"), True),
        (said(BORDER, who="unnamed aides"), said(BORDER, "2021-11-20", who="unnamed officials"), False),
    ],
)  # fmt: skip
def test_statements_are_one_by_speaker_days_and_words(one: Line, other: Line, is_one: bool) -> None:
    """Near words within days; the same words whenever they are printed; never where a number or a denial parts them."""
    assert same(one, other) is is_one


def office(
    holder: str,
    known: str,
    when: Interval | None = None,
    body: str = "Norland",
    name: str = "President",
    **more: str,
) -> Line:
    """That somebody is seen in an office, or held it for a time."""
    line = tenure(
        holder,
        name,
        when or held(known),
        known=known,
        document=f"doc:{known}",
        type_=more.get("type_", "head_of_state"),
    )
    organisation = Part("organisation", 0, len(body), body, body, entity_of(body), "country")
    return replace(line, parts=(*line.parts, *((organisation,) if body else ())))


SINCE = Interval(date(2015, 1, 1), None, start_latest=date(2015, 12, 31), extent="throughout")
UNTIL = Interval(None, date(2021, 5, 6), extent="throughout")


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (office("Berg", "2021-05-05"), office("Berg", "2021-11-05"), True),
        (office("Berg", "2021-05-05"), office("Berg", "2021-05-05", body=""), True),
        (office("Berg", "2021-05-05"), office("Lind", "2021-05-05"), False),
        (office("Berg", "2021-05-05"), office("Berg", "2021-05-05", body="Sudland"), False),
        (office("Berg", "2021-05-05"), office("Berg", "2024-05-05"), False),
        (office("Berg", "2021-05-05", SINCE), office("Berg", "2017-05-05"), True),
        (office("Berg", "2021-05-05", SINCE), office("Berg", "2012-05-05"), False),
        (office("Berg", "2021-05-07", UNTIL), office("Berg", "2021-05-04"), True),
        (office("Berg", "2021-05-07", UNTIL), office("Berg", "2021-10-04"), False),
        (office("Zak", "2021-05-05", name="Finance Minister", type_="minister"),
         office("Zak", "2021-05-05", name="Defence Minister", type_="minister"), False),
        (office("Zak", "2021-05-05", name="Finance Minister", type_="minister"),
         office("Zak", "2021-05-05", name="Finance Minister", type_="minister", body=""), True),
    ],
)  # fmt: skip
def test_tenures_are_one_by_holder_office_body_and_time(one: Line, other: Line, is_one: bool) -> None:
    """Sightings a year apart at most; a beginning covers what lies between it and the report; an end closes it."""
    assert same(one, other) is is_one


def figure(
    subject: str, low: float, known: str = "2021-05-05", mode: str | None = None, unit: str = "percent"
) -> Line:
    """That something has a size."""
    parts = (
        Part("subject", 0, 4, subject, subject, None, None),
        Part("quantity", 5, 9, str(low), str(low), None, "quantity", amount=Amount(low, low, unit)),
    )
    evidence = (Evidence("doc:1", 0, 9, f"{subject} {low}"),)
    claim = Claim(
        content_id("clm", subject, str(low), known),
        "doc:1",
        ClaimKind.FIGURE,
        "share",
        (),
        evidence,
        mode=mode,
        known=parse_date(known),
    )
    return Line(claim, parts, (), "a.txt")


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (figure("turnout", 72.2), figure("turnout", 72.2, "2021-05-06"), True),
        (figure("turnout", 72.2, mode="turnout"), figure("turnout", 71, "2021-05-06", mode="turnout"), True),
        (figure("turnout", 72.2, mode="turnout"), figure("turnout", 31, "2021-05-06", mode="turnout"), False),
        (figure("stake", 50), figure("stake", 51), False),
        (figure("turnout", 72.2), figure("turnout", 72.2, "2022-05-06"), False),
        (figure("turnout", 72.2), figure("support", 72.2), False),
        (figure("turnout", 72.2), figure("turnout", 72.2, unit="USD"), False),
    ],
)  # fmt: skip
def test_figures_are_one_by_subject_measure_and_days(one: Line, other: Line, is_one: bool) -> None:
    """Of what is counted, values that are near are reports that disagree; of a mere amount only the same is the same."""
    assert same(one, other) is is_one


def tie(subject: str, object_: str, known: str = "2021-05-05", type_: str = "allied_with") -> Line:
    """That two stand to each other in some way."""
    parts = tuple(
        Part(r, 0, 4, n, n, entity_of(n), "country") for r, n in (("subject", subject), ("object", object_))
    )
    evidence = (Evidence("doc:1", 0, 9, "They are."),)
    claim = Claim(
        content_id("clm", subject, object_, known),
        "doc:1",
        ClaimKind.TIE,
        type_,
        (),
        evidence,
        known=parse_date(known),
    )
    return Line(claim, parts, (), "a.txt")


def test_ties_are_one_by_type_and_parties_within_a_year() -> None:
    """Norland's alliance with Sudland is neither Sudland's with Norland nor that of ten years before."""
    ours = tie("Norland", "Sudland")
    assert same(ours, tie("Norland", "Sudland", "2021-12-01"))
    others = [
        tie("Sudland", "Norland"),
        tie("Norland", "Sudland", "2011-05-05"),
        tie("Norland", "Sudland", type_="relies_on"),
    ]
    assert not any(same(ours, other) for other in others)


def test_facts_do_not_depend_on_the_order_of_pairs_and_are_named_by_their_first_claim() -> None:
    """Whatever hangs together is one; who stands alone is of none."""
    pairs, known = [("clm:c", "clm:b"), ("clm:d", "clm:c")], [("clm:a", "clm:b")]
    found = {order: facts_of(order, known, ["clm:e"]) for order in itertools.permutations(pairs)}
    first = fact_id(["clm:a"])
    wanted = {"clm:a": first, "clm:b": first, "clm:c": first, "clm:d": first, "clm:e": None}
    assert all(each == wanted for each in found.values())


def test_only_pairs_with_an_active_claim_are_compared() -> None:
    """The others were compared before."""
    lines = [said(BORDER), said(BORDER, "2021-05-06"), said(BORDER, "2021-05-07")]
    tellings = {t.feature: t for line in lines if (t := telling_of(line))}
    block = {feature: [t.claim] for feature, t in tellings.items()}
    active = frozenset([lines[0].claim.id])
    assert all(active & set(pair) for pair in joined([block], tellings, active))
    assert joined([block], tellings, frozenset()) == []
