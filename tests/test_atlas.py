"""The gazetteer of towns: data/places.npz."""

from __future__ import annotations

from importlib import resources

from letopis.gazetteer import regions, towns


def test_largest_town_of_a_name_comes_first() -> None:
    """Of several towns of one name the largest is the first; each has its region, country and point."""
    first, *others = towns("Birmingham")
    assert (first.country, round(first.lat), round(first.lon)) == ("GB", 52, -2)
    assert ("US", "Alabama") in [(town.country, town.region) for town in others]


def test_town_is_known_by_its_other_names() -> None:
    """A large town is found by a name that it had, and by its name without accents."""
    assert towns("Kiev")[0].geoname == towns("Kyiv")[0].geoname
    assert not towns("Kiev")[0].is_main
    assert towns("Lodz")[0].country == "PL"


def test_word_without_a_capital_is_no_town() -> None:
    """ "nice" and "split" are words."""
    assert towns("nice") == ()
    assert towns("Nice")[0].country == "FR"


def test_region_has_its_country() -> None:
    """A first-level region is known by name; what nobody is called is unknown."""
    assert regions("Ontario") == (("CA", "Ontario"),)
    assert regions("Nowherea") == ()


def test_file_is_small() -> None:
    """The table stays under 700 kB."""
    assert len((resources.files("letopis") / "data" / "places.npz").read_bytes()) < 700_000
