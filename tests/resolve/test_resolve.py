"""Who is who over a record: what joins, what stays apart, and that order does not matter."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letopis.decision import Judgement
from letopis.entity import Entity
from letopis.mention import Form, Mention, MentionKind, mention_id
from letopis.resolve import Resolution, resolve


class Press:
    """Writes mentions down: one chain a call, documents by name."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []

    def tell(
        self, document: str, *texts: str, kind: str = "person", form: str = "name", **more: object
    ) -> str:
        """A chain of one document with these words; its id."""
        start = 1000 * sum(1 for mention in self.mentions if mention.document == document)
        chain = f"chn:{document}:{start:06d}"
        for number, text in enumerate(texts):
            begin = start + 40 * number
            values: dict[str, object] = {"value": None if kind == "person" else text} | more
            self.mentions.append(
                Mention(
                    id=mention_id(document, begin, begin + len(text), MentionKind(kind)),
                    document=document,
                    start=begin,
                    end=begin + len(text),
                    text=text,
                    head_start=begin,
                    head_end=begin + len(text),
                    kind=MentionKind(kind),
                    form=Form(form),
                    sentence=0,
                    chain=chain,
                    **values,  # type: ignore[arg-type]
                )
            )
        return chain

    def entity(self, chain: str, judgements: tuple[Judgement, ...] = ()) -> Entity:
        """What a chain turned out to be."""
        found = resolve(self.mentions, judgements)
        return next(entity for entity in found.entities if entity.id == found.entity_of[chain])

    def same(self, *chains: str, judgements: tuple[Judgement, ...] = ()) -> bool:
        """True when all chains are one entity."""
        found = resolve(self.mentions, judgements)
        return len({found.entity_of[chain] for chain in chains}) == 1


@pytest.fixture
def press() -> Press:
    return Press()


def decision(
    left: str, right: str, *, same: bool, at: str = "2024-01-01T00:00:00Z", revoked: bool = False
) -> Judgement:
    low, high = sorted((left, right))
    return Judgement(
        f"jud:{low}{high}{at}", low, high, same, 1.0, "person:editor", at, "", at if revoked else None
    )


def test_spellings_of_one_name_are_one_person(press: Press) -> None:
    """A name put into Latin letters in two ways is one name."""
    one = press.tell("a", "Mikalai Karatkevich", country="BY")
    other = press.tell("b", "Nikolai Korotkevich", country="BY")
    assert press.same(one, other)


def test_spouses_and_brothers_are_two_people(press: Press) -> None:
    """Full names that share the last word only are two people, also in one document."""
    chains = [press.tell("a", name) for name in ("Pavel Rudenko", "Irina Rudenko", "Oleg Rudenko")]
    found = resolve(press.mentions)
    assert len({found.entity_of[chain] for chain in chains}) == 3


def test_lone_surname_joins_the_full_name_of_its_document_first(press: Press) -> None:
    """A surname alone is that of the person whom its own document names in full."""
    press.tell("a", "Pavel Rudenko")
    irina = press.tell("b", "Irina Rudenko")
    lone = press.tell("b", "Rudenko")
    assert press.same(irina, lone)


def test_lone_surname_joins_the_only_bearer_in_the_record(press: Press) -> None:
    """A surname alone goes to another document's person when nobody else bears it."""
    full, lone = press.tell("a", "Pavel Rudenko"), press.tell("b", "Rudenko")
    assert press.same(full, lone)


def test_lone_surname_of_two_bearers_joins_neither(press: Press) -> None:
    """Where two people bear it and nothing tells which, a surname stays by itself."""
    pavel, irina, lone = (
        press.tell("a", "Pavel Rudenko"),
        press.tell("b", "Irina Rudenko"),
        press.tell("c", "Rudenko"),
    )
    assert not press.same(pavel, lone)
    assert not press.same(irina, lone)


def test_country_decides_between_two_bearers(press: Press) -> None:
    """Of two people of one surname the one of the told country is meant."""
    press.tell("a", "Pavel Rudenko", country="UA")
    irina = press.tell("b", "Irina Rudenko", country="RU")
    lone = press.tell("c", "Rudenko", country="RU")
    assert press.same(irina, lone)


def test_gender_forbids(press: Press) -> None:
    """A man's surname alone does not join a woman."""
    full, lone = press.tell("a", "Irina Rudenko", gender="f"), press.tell("b", "Rudenko", gender="m")
    assert not press.same(full, lone)


def test_initial_that_fits_two_joins_neither(press: Press) -> None:
    """ "A. Rojas" is not guessed to be Ana or Alba."""
    chains = [press.tell("a", "Ana Rojas"), press.tell("b", "Alba Rojas"), press.tell("c", "A. Rojas")]
    found = resolve(press.mentions)
    assert len({found.entity_of[chain] for chain in chains}) == 3


def test_family_name_that_stands_first_is_the_surname(press: Press) -> None:
    """In Chinese and Korean names the first word is the family's."""
    full, lone = press.tell("a", "Deng Jialing", country="CN"), press.tell("b", "Deng", country="CN")
    assert press.same(full, lone)


def test_name_is_the_most_frequent_full_one_without_titles(press: Press) -> None:
    """Canonical is the fullest form in its most frequent spelling; the others follow by frequency."""
    press.tell("a", "Rudenko", "Rudenko", "Rudenko", "Prime Minister Pavel Rudenko")
    chain = press.tell("b", "Pavel Rudenko's", "Pavlo Rudenko", "P. Rudenko")
    entity = press.entity(chain)
    assert entity.name == "Pavel Rudenko"
    assert entity.names == ("Rudenko", "P. Rudenko", "Pavlo Rudenko")


def test_metonyms_and_names_of_a_country_are_one_entity(press: Press) -> None:
    """What acts for a country is the country."""
    chains = [
        press.tell("a", "Kremlin", kind="country", value="Russia", country="RU"),
        press.tell("b", "Russia", kind="country", value="Russia", country="RU"),
        press.tell("c", "Moscow", kind="country", value="Russia", country="RU"),
        press.tell("d", "Russia", kind="place"),
    ]
    assert press.same(*chains)
    entity = press.entity(chains[0])
    assert (entity.name, entity.kind, entity.country) == ("Russia", "country", "RU")
    assert set(entity.names) == {"Kremlin", "Moscow"}


def test_capital_as_a_place_is_not_its_country(press: Press) -> None:
    """Moscow where people meet is a place."""
    place = press.tell("a", "Moscow", kind="place", country="RU")
    state = press.tell("b", "Moscow", kind="country", value="Russia", country="RU")
    assert not press.same(place, state)
    assert press.entity(place).name == "Moscow"


def test_generic_bodies_of_two_countries_are_two(press: Press) -> None:
    """A foreign ministry is that of its country."""
    chains = [
        press.tell("a", "Foreign Ministry", kind="organisation", country="BY"),
        press.tell("b", "Belarusian Foreign Ministry", kind="organisation"),
        press.tell("c", "Ministry of Foreign Affairs", kind="organisation", country="RU"),
    ]
    assert press.same(chains[0], chains[1])
    assert not press.same(chains[0], chains[2])


def test_generic_body_without_country_stays_in_its_document(press: Press) -> None:
    """A "Foreign Ministry" of nobody's is not joined to another document's."""
    one, other = (press.tell(name, "Foreign Ministry", kind="organisation") for name in "ab")
    assert not press.same(one, other)


def test_common_noun_of_an_institution_is_named_with_its_country(press: Press) -> None:
    """ "The Polish government" keeps its country; a name, and a noun whose country is a guess, stay as met."""
    noun = press.tell(
        "a", "Polish government", kind="organisation", form="nominal", value="Government", country="PL"
    )
    guessed = press.tell("b", "police", kind="organisation", form="nominal", value="police", country="PL")
    name = press.tell("a", "Foreign Ministry", kind="organisation", country="PL")
    assert press.entity(noun).name == "Polish government"
    assert press.entity(guessed).name == "police"
    assert press.entity(name).name == "Foreign Ministry"


def test_body_has_the_country_of_its_name(press: Press) -> None:
    """A name that tells a country is that country's."""
    assert press.entity(press.tell("a", "Harbour Committee of Belarus", kind="organisation")).country == "BY"


def test_unlisted_abbreviation_goes_with_the_name_beside_it(press: Press) -> None:
    """ "Institute of Port Studies (IPS)" explains IPS in other documents."""
    long = press.tell(
        "a", "Institute of Port Studies", "IPS", kind="organisation", value="Institute of Port Studies"
    )
    short = press.tell("b", "IPS", kind="organisation")
    assert press.same(long, short)
    assert press.entity(short).name == "Institute of Port Studies"


def test_case_and_spelling_of_bodies_are_one(press: Press) -> None:
    """Capitals and British or American spelling make no other body."""
    one = press.tell("a", "Harbour Defense Organization", kind="organisation")
    other = press.tell("b", "harbour defence organisation", kind="organisation")
    assert press.same(one, other)


def test_descriptions_never_join_across_documents(press: Press) -> None:
    """ "A senior official" of one report is not that of another."""
    chains = [press.tell(name, "senior official", form="nominal") for name in "ab"]
    assert not press.same(*chains)
    entity = press.entity(chains[0])
    assert entity.described
    assert entity.name == "senior official"


def test_person_joins_and_the_machine_obeys(press: Press) -> None:
    """What a person joined is one, whatever the names say."""
    one, other = press.tell("a", "Pavel Rudenko"), press.tell("b", "Maksim Tolkach")
    assert press.same(one, other, judgements=(decision(one, other, same=True),))


def test_person_parts_namesakes(press: Press) -> None:
    """What a person parted is two, and each keeps what is nearer to it."""
    one = press.tell("a", "Pavel Rudenko", country="UA")
    other = press.tell("b", "Pavel Rudenko", country="KZ")
    with_other = press.tell("c", "Pavel Rudenko", country="KZ")
    parted = (decision(one, other, same=False),)
    assert not press.same(one, other, judgements=parted)
    assert press.same(other, with_other, judgements=parted)


def test_later_decision_wins_and_revoked_ones_do_not_count(press: Press) -> None:
    """Decisions count in the order in which they were made, until revoked."""
    one, other = press.tell("a", "Pavel Rudenko"), press.tell("b", "Maksim Tolkach")
    first = decision(one, other, same=True, at="2024-01-01T00:00:00Z")
    second = decision(one, other, same=False, at="2024-01-02T00:00:00Z")
    assert not press.same(one, other, judgements=(second, first))
    assert press.same(one, other, judgements=(first, replace(second, revoked_at="2024-01-03T00:00:00Z")))


def test_machine_says_why_it_joined(press: Press) -> None:
    """Every chain of a person beyond the first has a judgement of the machine's."""
    one, other = press.tell("a", "Pavel Rudenko"), press.tell("b", "Pavlo Rudenko")
    (judgement,) = resolve(press.mentions).judgements
    assert (judgement.left, judgement.right, judgement.same) == (one, other, True)
    assert 0.7 <= judgement.score <= 1


NAMES = st.sampled_from(
    [
        "Pavel Rudenko",
        "Pavlo Rudenko",
        "P. Rudenko",
        "Rudenko",
        "Irina Rudenko",
        "Iryna Rudenka",
        "Rudenka",
        "Ana Rojas",
        "A. Rojas",
        "Alba Rojas",
        "Rojas",
        "Deng Jialing",
        "Deng",
        "Jialing Deng",
        "President Ana Rojas",
    ]
)
BODIES = st.sampled_from(
    ["KGB", "Belarusian KGB", "Foreign Ministry", "Institute of Port Studies", "IPS", "Port Institute"]
)
COUNTRIES = st.sampled_from([None, "BY", "RU"])
CHAINS = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.one_of(NAMES.map(lambda n: (n, "person")), BODIES.map(lambda n: (n, "organisation"))),
        COUNTRIES,
    ),
    max_size=14,
)


def _written(chains: list[tuple[str, tuple[str, str], str | None]]) -> Press:
    press = Press()
    for document, (text, kind), country in chains:
        press.tell(document, text, kind=kind, country=country)
    return press


@settings(max_examples=150, deadline=None)
@given(CHAINS, st.randoms(use_true_random=False))
def test_order_of_mentions_does_not_matter(
    chains: list[tuple[str, tuple[str, str], str | None]], chance: random.Random
) -> None:
    """The same mentions in any order give the same entities and judgements."""
    mentions = _written(chains).mentions
    shuffled = list(mentions)
    chance.shuffle(shuffled)
    assert resolve(shuffled) == resolve(mentions)


@settings(max_examples=100, deadline=None)
@given(CHAINS)
def test_every_chain_is_in_one_entity_of_one_name(
    chains: list[tuple[str, tuple[str, str], str | None]],
) -> None:
    """No chain is lost or counted twice, no entity is nameless, no two share an id."""
    press = _written(chains)
    found: Resolution = resolve(press.mentions)
    told = [chain for entity in found.entities for chain in entity.chains]
    assert sorted(told) == sorted({mention.chain for mention in press.mentions}) == sorted(found.entity_of)
    assert len({entity.id for entity in found.entities}) == len(found.entities)
    assert all(entity.name and entity.name not in entity.names for entity in found.entities)


def test_person_taken_for_a_body_is_a_person(press: Press) -> None:
    """A surname that a tagger took for a body is the person whom the same document names."""
    full = press.tell("a", "Pavel Rudenko", country="UA")
    lone = press.tell("a", "Rudenko", kind="organisation")
    body = press.tell("b", "Rudenko", kind="organisation")
    assert press.same(full, lone)
    assert not press.same(full, body)


def test_half_a_quotation_is_no_part_of_a_description(press: Press) -> None:
    """A lonely quotation mark is left out of names."""
    chain = press.tell("a", 'future "union state', kind="country", form="nominal", value=None)
    assert press.entity(chain).name == "future union state"


def test_times_and_quantities_are_no_entities(press: Press) -> None:
    """A Thursday is nobody."""
    chain = press.tell("a", "Thursday", kind="time")
    assert chain not in resolve(press.mentions).entity_of


ODD = st.one_of(
    st.text(min_size=1, max_size=8),
    st.sampled_from(["'s", "’", "-", "the", "Jr.", "II", "al-", "Mr", "de la", "é", "李明"]),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(ODD, st.sampled_from(list(MentionKind)), st.sampled_from(list(Form))), max_size=6))
def test_odd_words_break_nothing(told: list[tuple[str, MentionKind, Form]]) -> None:
    """Whatever a tagger takes for a name, every chain gets an entity with a name."""
    press = Press()
    for number, (text, kind, form) in enumerate(told):
        press.tell("ab"[number % 2], text, kind=kind, form=form)
    assert all(entity.name for entity in resolve(press.mentions).entities)


def test_what_comes_after_a_parting_goes_to_the_nearer_side(press: Press) -> None:
    """Chains that were told to go or stay do; a later one goes with the side whose country it has, else it stays."""
    one, other = press.tell("a", "Pavel Rudenko"), press.tell("b", "Pavel Rudenko", country="RU")
    told = press.tell("c", "Pavel Rudenko")
    later, unknown = press.tell("d", "Pavel Rudenko", country="RU"), press.tell("e", "Pavel Rudenko")
    parted = replace(decision(one, other, same=False), left=one, right=other, with_right=(told,))
    found = resolve(press.mentions, (parted,))
    assert {found.entity_of[chain] for chain in (other, told, later)} == {found.entity_of[other]}
    assert {found.entity_of[chain] for chain in (one, unknown)} == {found.entity_of[one]}
    assert found.entity_of[one] != found.entity_of[other]


@pytest.mark.parametrize(
    ("country", "one", "other"),
    [
        ("BR", "Supreme Court", "Supreme Federal Tribunal"),
        ("BR", "Chamber", "Chamber of Deputies"),
        ("PE", "Constitutional Court", "Constitutional Tribunal"),
        ("KR", "Parliament", "National Assembly"),
        ("GB", "Lower House", "House of Commons"),
        ("CH", "Central Bank", "Swiss National Bank"),
    ],
)
def test_a_body_of_which_a_state_has_one_is_one_under_its_names(
    press: Press, country: str, one: str, other: str
) -> None:
    """Reports call it by its own name or by what it is; of another state the same words are another body."""
    own = [
        press.tell(name, text, kind="organisation", country=country)
        for name, text in (("a", one), ("b", other))
    ]
    foreign = press.tell("c", one, kind="organisation", country="MW")
    assert press.same(*own)
    assert not press.same(own[0], foreign)


def test_two_houses_and_two_courts_of_a_state_stay_apart(press: Press) -> None:
    """A lower house is no parliament where there are two, and a constitutional court no supreme one."""
    names = ("Congress", "Chamber of Deputies", "Senate", "Supreme Court", "Superior Electoral Court")
    chains = [press.tell(str(n), name, kind="organisation", country="BR") for n, name in enumerate(names)]
    assert all(not press.same(one, other) for one in chains for other in chains if one != other)


def test_a_long_name_goes_with_the_word_that_stands_beside_it_elsewhere(press: Press) -> None:
    """ "Coalition of the Radical Shore (Syriza)" in one report tells who "Coalition of the Radical Shore" is in another;
    where it stands beside two listed words in two reports, it tells nothing."""
    long = "Coalition of the Radical Shore"
    first = press.tell("a", "Syriza", long, kind="organisation", value="Syriza", country="GR")
    alone = press.tell("b", long, kind="organisation", value=long)
    assert press.same(first, alone)
    second = press.tell("c", "Pasok", long, kind="organisation", value="Pasok", country="GR")
    assert not press.same(second, alone)
    assert not press.same(first, alone)


def test_who_is_told_to_be_another_of_that_name_is_another(press: Press) -> None:
    """ "A cousin of the former minister of that name" is not that minister; who tells nothing of it is the minister."""
    first = press.tell("a", "Kostas Maravelis")
    other = press.tell("b", "Kostas Maravelis")
    press.mentions.append(
        replace(
            press.mentions[-1],
            id="men:cousin",
            start=40,
            end=85,
            form=Form.NOMINAL,
            text="cousin of the former minister of that name",
        )
    )
    third = press.tell("c", "Kostas Maravelis")
    assert not press.same(first, other)
    assert press.same(first, third)


def test_a_person_called_by_initials(press: Press) -> None:
    """ "JRB" beside the only Juan Ramón Barros is he, also in another report; with two bearers nobody is."""
    full = press.tell("a", "Juan Ramón Barros")
    near = press.tell("a", "JRB", kind="organisation", value="JRB")
    far = press.tell("b", "JRB", kind="organisation", value="JRB")
    assert press.same(full, near, far)
    assert press.entity(far).name == "Juan Ramón Barros"
    press.tell("c", "Jorge Rafael Bruno")
    assert not press.same(full, far)


def test_initials_of_a_body_are_the_body_s(press: Press) -> None:
    """Where a body has the initials, they are no person's."""
    full = press.tell("a", "Juan Ramón Barros")
    short = press.tell("a", "JRB", kind="organisation", value="JRB")
    press.tell("b", "Joint Reform Board", kind="organisation", value="Joint Reform Board")
    assert not press.same(full, short)
