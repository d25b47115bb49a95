"""What the political world is called: countries, places, bodies, offices (world.py), people
(people.py, aliases.py), where towns are (atlas.py), and what sort of actor words make somebody (sectors.py).

In:   a name, a title or a noun, as written.
Out:  what it can stand for, or None; each lookup is one dict access on folded text.

`fold` says how names are compared: accents, full stops, a leading article and a possessive ending are dropped,
hyphens are spaces. The tables are in data/lexicon/en, each with its source.
"""

from letopis.gazetteer.aliases import known_as
from letopis.gazetteer.atlas import Town, regions, towns
from letopis.gazetteer.leaders import Holder, holder_on, holders, state_of_leader, state_of_title
from letopis.gazetteer.people import (
    PersonNoun,
    fold,
    gender_of_given_name,
    is_family_first,
    is_given_name,
    is_person_noun,
    is_title,
    person_noun,
    same_given_name,
    title_gender,
)
from letopis.gazetteer.seats import NO_SEAT, seat_on
from letopis.gazetteer.sectors import (
    Sort,
    sectors_of_body,
    sectors_of_office,
    sort_of,
    state_coding,
    state_of_word,
    with_words_before,
    words_of,
    world_code,
)
from letopis.gazetteer.world import (
    Bloc,
    City,
    Country,
    CountryForm,
    Metonym,
    NameMatch,
    Office,
    OfficeMatch,
    Organisation,
    bloc,
    city,
    countries,
    country_by_code,
    country_form,
    country_of,
    longest_name,
    metonym_of,
    office,
    office_title,
    organisation,
)

__all__ = [
    "NO_SEAT",
    "Bloc",
    "City",
    "Country",
    "CountryForm",
    "Holder",
    "Metonym",
    "NameMatch",
    "Office",
    "OfficeMatch",
    "Organisation",
    "PersonNoun",
    "Sort",
    "Town",
    "bloc",
    "city",
    "countries",
    "country_by_code",
    "country_form",
    "country_of",
    "fold",
    "gender_of_given_name",
    "holder_on",
    "holders",
    "is_family_first",
    "is_given_name",
    "is_person_noun",
    "is_title",
    "known_as",
    "longest_name",
    "metonym_of",
    "office",
    "office_title",
    "organisation",
    "person_noun",
    "regions",
    "same_given_name",
    "seat_on",
    "sectors_of_body",
    "sectors_of_office",
    "sort_of",
    "state_coding",
    "state_of_leader",
    "state_of_title",
    "state_of_word",
    "title_gender",
    "towns",
    "with_words_before",
    "words_of",
    "world_code",
]
