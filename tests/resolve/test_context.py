"""Who is who by what is told beside the names: offices, days, company."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letopis import gazetteer
from letopis.background import Background
from letopis.claim import Argument, Claim, ClaimKind, Evidence
from letopis.entity import Entity
from letopis.mention import MentionKind, Unnamed
from letopis.resolve import Resolution, resolve
from letopis.resolve.names.namesakes import person_keys
from letopis.resolve.names.persons import best_name
from letopis.resolve.names.threads import make_threads
from letopis.times import parse_date
from tests.resolve.test_resolve import Press

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "resolve" / "bare_offices.toml").read_text("utf-8")
)


class Record(Press):
    """A press whose documents have days and whose people hold offices."""

    def __init__(self) -> None:
        super().__init__()
        self.days: dict[str, Any] = {}
        self.tenures: list[Claim] = []

    def dated(self, document: str, day: str) -> None:
        if day:
            self.days[document] = parse_date(day)

    def hold(self, document: str, day: str, name: str, title: str, code: str) -> str:
        """A chain of somebody who is told as an office's holder in a report of that day."""
        self.dated(document, day)
        chain = self.tell(document, name)
        state = gazetteer.country_by_code(code)
        assert state is not None
        mention = self.mentions[-1]
        listed = gazetteer.office(title)
        assert listed is not None
        arguments = (
            Argument("holder", mention.start, mention.end, name, mention.id),
            Argument("office", 0, 1, title, None, listed.name),
            Argument("organisation", 2, 3, state.name, None, state.name),
        )
        quote = Evidence(document, 0, 1, "x")
        self.tenures.append(
            Claim(f"clm:{chain}", document, ClaimKind.TENURE, listed.kind, arguments, (quote,))
        )
        return chain

    @property
    def resolved(self) -> Resolution:
        return resolve(self.mentions, (), Background(self.days, tuple(self.tenures)))

    def entity(self, chain: str, judgements: Sequence[Any] = ()) -> Entity:
        found = self.resolved
        return next(entity for entity in found.entities if entity.id == found.entity_of[chain])

    def are_one(self, *chains: str) -> bool:
        found = self.resolved
        return len({found.entity_of[chain] for chain in chains}) == 1

    def bare(self, document: str, text: str) -> str:
        """A chain of a bare office, definite and without an antecedent."""
        return self.tell(document, text, form="nominal", unnamed=Unnamed.NO_ANTECEDENT, number="sg")


@pytest.fixture
def record() -> Record:
    return Record()


@pytest.mark.parametrize(
    "case", CASES["office"], ids=lambda case: f"{case['text']} {case['day']} {case.get('said', '')}"
)
def test_bare_office_means_its_holder_on_the_day_of_which_the_text_speaks(
    case: dict[str, str], record: Record
) -> None:
    """The list of leaders names whom the words leave open, and nobody where it is not sure."""
    record.dated("a", case["day"])
    chain = record.bare("a", case["text"])
    if "said" in case:
        record.tell("a", case["said"], kind="time", interval=parse_date(case["said"]))
    entity = record.entity(chain)
    assert entity.name == (case["name"] or case["text"])
    assert entity.described is (not case["name"])


@pytest.mark.parametrize("case", CASES["seat"], ids=lambda case: f"{case['text']} {case['day']}")
def test_seat_of_power_stands_for_the_state_of_its_day(case: dict[str, str], record: Record) -> None:
    """ "The Kremlin" of 1985 is the Soviet Union; "Bonn" of 2005 is a town."""
    record.dated("a", case["day"])
    found = gazetteer.metonym_of(case["text"])
    code = found.code if found is not None else None
    entity = record.entity(record.tell("a", case["text"], kind="country", value=case["value"], country=code))
    assert (entity.kind, entity.country) == (
        (MentionKind.COUNTRY, case["country"]) if case["country"] else (MentionKind.PLACE, code)
    )


def test_bare_office_joins_him_whom_the_record_names(record: Record) -> None:
    """Two reports of 2018, one with the name: one entity, and the judgement says what it is known from."""
    named = record.hold("a", "2018-05-01", "Emmanuel Macron", "president", "FR")
    record.dated("b", "2018-06-01")
    bare = record.bare("b", "French president")
    assert record.are_one(named, bare)
    (judgement,) = record.resolved.judgements
    assert "list of office holders" in judgement.reason


def test_bare_office_is_nobody_where_record_and_list_differ(record: Record) -> None:
    """A record that tells another holder on that day leaves it open."""
    named = record.hold("a", "2018-05-01", "Luc Garnier", "president", "FR")
    record.hold("c", "2018-07-01", "Luc Garnier", "president", "FR")
    record.dated("b", "2018-06-01")
    assert not record.are_one(named, record.bare("b", "French president"))


def test_bare_office_is_known_from_reports_before_and_after(record: Record) -> None:
    """An office that no list knows: who held it before and after held it between, unless another did."""
    named = record.hold("a", "2018-05-01", "Luc Garnier", "foreign minister", "FR")
    record.hold("c", "2018-09-01", "Luc Garnier", "foreign minister", "FR")
    record.dated("b", "2018-06-01")
    record.dated("d", "2019-06-01")
    between, later = record.bare("b", "French foreign minister"), record.bare("d", "French foreign minister")
    assert record.are_one(named, between)
    assert not record.are_one(named, later)
    record.hold("e", "2018-07-01", "Anne Morel", "foreign minister", "FR")
    assert not record.are_one(named, between)


def test_two_presidents_of_one_name_part_by_their_days(record: Record) -> None:
    """Father and son under one name in one office: the list knows two."""
    father = record.hold("a", "1991-02-01", "George Bush", "president", "US")
    son = record.hold("b", "2003-03-20", "George Bush", "president", "US")
    initial = record.hold("c", "2005-03-20", "George W. Bush", "president", "US")
    assert record.are_one(son, initial)
    assert not record.are_one(father, son)


def test_surname_alone_is_the_holder_of_its_day(record: Record) -> None:
    """ "President Kirchner" of 2005 is not her of 2010; the list gives the full name that the record lacks."""
    she = record.hold("a", "2010-05-01", "Cristina Kirchner", "president", "AR")
    he, she_again = (
        record.hold("b", "2005-05-01", "Kirchner", "president", "AR"),
        record.hold("c", "2009-05-01", "Kirchner", "president", "AR"),
    )
    assert record.are_one(she, she_again)
    assert not record.are_one(she, he)
    assert record.entity(he).name == "Néstor Kirchner"


def test_namesakes_part_by_offices_of_two_states_at_one_time(record: Record) -> None:
    """One name, a minister here and a governor there in one month: two people; each keeps his reports."""
    here = [record.hold(name, "2011-05-03", "Ivan Ivanov", "interior minister", "BG") for name in "ab"]
    there = [record.hold(name, "2011-05-03", "Ivan Ivanov", "governor", "RU") for name in "cd"]
    untold = record.tell("e", "Ivan Ivanov", country="RU")
    assert record.are_one(*here)
    assert record.are_one(*there, untold)
    assert not record.are_one(here[0], there[0])
    assert len({entity.id for entity in record.resolved.entities if entity.name == "Ivan Ivanov"}) == 2


def test_one_person_goes_from_one_office_to_another(record: Record) -> None:
    """A president who becomes a governor elsewhere years later is one person."""
    before = record.hold("a", "2008-08-08", "Mikheil Saakashvili", "president", "GE")
    after = record.hold("b", "2015-08-08", "Mikhail Saakashvili", "governor", "UA")
    assert record.are_one(before, after)


def test_married_in_office(record: Record) -> None:
    """One given name and one post at one time under two surnames are one person."""
    before = record.hold("a", "2017-05-03", "Marie Lindqvist", "justice minister", "SE")
    after = record.hold("b", "2017-05-03", "Marie Holm", "justice minister", "SE")
    other = record.hold("c", "2017-05-03", "Karin Holm", "health minister", "SE")
    assert record.are_one(before, after)
    assert not record.are_one(after, other)


def test_men_do_not_marry_into_a_name(record: Record) -> None:
    """Two men of one given name and two surnames who held one office are two people."""
    before = record.hold("a", "2017-05-03", "Sergio Prat", "interior minister", "CL")
    after = record.hold("b", "2017-05-03", "Sergio Onofre Mena", "interior minister", "CL")
    assert not record.are_one(before, after)


def test_company_tells_which_of_two_bearers_is_meant(record: Record) -> None:
    """A surname that two bear is his who alone stands beside two others of the same report."""
    pavel = record.tell("a", "Pavel Rudenko")
    irina = record.tell("b", "Irina Rudenko")
    for document in ("a", "c"):
        for name in ("Ivan Boyko", "Olha Marchenko"):
            record.tell(document, name)
    lone = record.tell("c", "Rudenko")
    assert record.are_one(pavel, lone)
    assert not record.are_one(irina, lone)


def test_what_can_be_one_person_shares_a_key(record: Record) -> None:
    """Two chains that the record takes for one share a block, or stand in one document."""
    record.hold("a", "2017-05-03", "Marie Lindqvist", "justice minister", "SE")
    record.hold("b", "2017-05-03", "Marie Holm", "justice minister", "SE")
    for document, name in (("c", "Alyaksandr Lukashenka"), ("d", "A. G. Lukashenko"), ("e", "Lukashenko")):
        record.tell(document, name, country="BY")
    record.tell("f", "Abu Mazen", country="PS")
    record.tell("g", "Mahmoud Abbas", country="PS")
    threads = make_threads(record.mentions, Background(record.days, tuple(record.tenures)))
    entity_of = record.resolved.entity_of
    keys = {chain: person_keys(best_name(thread), thread) for chain, thread in threads.items()}
    joined = [(a, b) for a in threads for b in threads if a < b and entity_of[a] == entity_of[b]]
    assert len(joined) == 5
    assert all(keys[a] & keys[b] for a, b in joined)


def test_given_name_and_patronymic_are_his_of_the_same_report(record: Record) -> None:
    """ "Pavel Petrovich" is the only Pavel of the report; in another report he is nobody."""
    full, formal = record.tell("a", "Pavel Rudenko"), record.tell("a", "Pavel Petrovich")
    elsewhere = record.tell("b", "Pavel Petrovich")
    assert record.are_one(full, formal)
    assert not record.are_one(full, elsewhere)


def test_title_with_a_full_name_is_he(record: Record) -> None:
    """A description that holds a full name of the record is that person, unless it only ties him on."""
    full = record.tell("a", "Pavel Rudenko")
    titled = record.tell("b", "Socialist Pavel Rudenko", form="nominal")
    critic = record.tell("b", "critic of Pavel Rudenko", form="nominal")
    assert record.are_one(full, titled)
    assert not record.are_one(full, critic)


def test_abbreviation_taken_for_a_person_is_the_body(record: Record) -> None:
    """A name in capitals that is a body's in another report is the body here too."""
    body = record.tell("a", "PMR-DP", kind="organisation", value=None)
    assert record.are_one(body, record.tell("b", "PMR-DP"))


def test_a_longer_name_is_not_the_listed_one_within(record: Record) -> None:
    """ "Independent Harbours" is not the paper that a list knows as "Independent"."""
    paper = record.tell("a", "Independent", kind="organisation", value="Independent")
    party = record.tell("b", "Independent Harbours", kind="organisation", value="Independent")
    assert not record.are_one(paper, party)


def test_solemn_name_of_a_state_is_the_state(record: Record) -> None:
    """ "Republic of North Macedonia" is North Macedonia, also where it is taken for a place."""
    state = record.tell("a", "North Macedonia", kind="country", value="North Macedonia", country="MK")
    assert record.are_one(state, record.tell("b", "Republic of North Macedonia", kind="place", value=None))


HELD = st.lists(
    st.tuples(
        st.sampled_from("abcdef"),
        st.sampled_from(
            [
                "George Bush",
                "George W. Bush",
                "Bush",
                "Marie Lindqvist",
                "Marie Holm",
                "Lindqvist",
                "Ivan Ivanov",
                "Abu Mazen",
            ]
        ),
        st.sampled_from(["president", "justice minister", "governor", "prime minister"]),
        st.sampled_from(["US", "SE", "BG", "RU", "PS"]),
    ),
    max_size=9,
)
DAYS = {
    "a": "1991-02-01",
    "b": "2003-03-20",
    "c": "2011-05-03",
    "d": "2011-05-03",
    "e": "2018-06-01",
    "f": "",
}


@settings(max_examples=80, deadline=None)
@given(HELD, st.lists(st.sampled_from("abcdef"), max_size=4), st.randoms(use_true_random=False))
def test_order_does_not_matter_where_offices_are_told(
    held: list[tuple[str, str, str, str]], bare: list[str], chance: random.Random
) -> None:
    """Mentions, tenures and days in any order give the same entities, judgements and reasons."""
    record = Record()
    for document, name, title, code in held:
        record.hold(document, DAYS[document], name, title, code)
    for document in bare:
        record.dated(document, DAYS[document])
        record.bare(document, "U.S. president")
    before = record.resolved
    chance.shuffle(record.mentions)
    chance.shuffle(record.tenures)
    record.days = dict(sorted(record.days.items(), key=lambda _: chance.random()))
    assert record.resolved == before
